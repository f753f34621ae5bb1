"""A line drawn several times is one loan: sums worked by hand, and what is said of it."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from workbook import casefile, documents, tables
from workbook.case import Case
from workbook.language import NotKnown, Refused, speaking
from workbook.loans import Standing, read_notes
from workbook.loans.ledger import Ledger
from workbook.position import Position
from workbook.tables.debts import notes as notes_table

D = Decimal
LINE = {
    "id": "a",
    "name": "网商贷",
    "rate": "12",
    "rate_unit": "year",
    "method": "equal_principal",
    "day_count": "30/360",
    "penalty_uplift": "1.5",
    "penalty_base": "principal",
    "compound": True,
    "allocation": "interest_first",
}
OLD = {"id": "n1", "drawn_on": "2026-01-10", "amount": "12000", "periods": 12}
"""1,000 principal on the 10th; interest 120, 110, 100 …"""
NEW = {"id": "n2", "drawn_on": "2026-03-20", "amount": "6000", "periods": 6}
"""1,000 principal on the 20th; interest 60, 50, 40 …"""


def case_of(notes=(OLD, NEW), paid=(), as_of="2026-05-25", until=None, **told):
    made = [{"id": f"p{n}", "loan_id": "a", **one} for n, one in enumerate(paid)]
    body = {"debts": {"loans": [{**LINE, "notes": list(notes), **told}]}}
    return Case.model_validate(
        {"profile": {"as_of": as_of}, **body, "payments": {"made": made, "all_paid_until": until}}
    )


def standing(*told, **more):
    case = case_of(*told, **more)
    return Standing.of(case, case.main_loan)


def paid(on, amount, note=None):
    return {"paid_on": on, "amount": amount, "note_id": note}


def by_note(one):
    return {note.loan.id: note for _name, note in one.notes}


def test_what_is_owed_is_the_sum_of_what_is_owed_on_each_note():
    one = standing(until="2026-04-30")
    balance = one.balance
    assert (balance.overdue_principal, balance.overdue_interest) == (D("2000.00"), D("140.00"))  # 90 + 50 of interest
    assert balance.principal_not_due == D("12000.00")  # 8,000 and 4,000
    assert (balance.oldest_unpaid, balance.days_overdue) == (date(2026, 5, 10), 15)
    assert one.arrears == sum(note.arrears for note in by_note(one).values())


def test_what_falls_due_comes_day_by_day_and_on_one_day_as_one():
    apart = standing(until="2026-05-20").coming(date(2026, 7, 10))
    assert [(due.due, due.payment) for due in apart] == [
        (date(2026, 6, 10), D("1080.00")),
        (date(2026, 6, 20), D("1040.00")),
        (date(2026, 7, 10), D("1070.00")),
    ]
    together = standing(until="2026-05-20", due_day=10).coming(date(2026, 6, 30))
    assert [(due.due, due.payment) for due in together] == [(date(2026, 6, 10), D("2120.00"))]  # 1,080 and 1,040


def test_the_schedule_holds_every_note_and_its_balance_grows_with_a_drawing():
    rows = standing(due_day=10).schedule.rows
    assert sum(row.principal for row in rows) == D("18000.00")
    assert [row.balance for row in rows[:3]] == [D("11000.00"), D("10000.00"), D("14000.00")]
    assert rows[-1].balance == 0


def test_all_that_is_still_asked_is_what_each_note_asks():
    one = standing(until="2026-05-20")
    assert one.still_asked == D("12460.00")  # 8,000 + 80 + 70 + … + 10, and 4,000 + 40 + 30 + 20 + 10
    assert one.still_asked == sum(note.still_asked for note in by_note(one).values())


@pytest.mark.parametrize(("rates", "average"), [((None, None), "12"), (("12", "18"), "14")])
def test_the_rate_of_a_line_weighs_each_note_by_what_was_drawn(rates, average):
    notes = [{**note, "rate": rate} for note, rate in zip((OLD, NEW), rates, strict=True)]
    assert standing(notes).rate == D(average)  # (12,000 × 12 + 6,000 × 18) / 18,000


def test_notes_at_one_rate_cost_that_rate():
    cost = standing().cost
    assert cost.status == "ok"
    assert abs(cost.compound - D("12.68")) < D("0.1")
    assert standing([OLD, {**OLD, "id": "n2"}]).cost.simple == standing([OLD]).cost.simple


def test_a_payment_on_a_note_is_its_own():
    one = standing(paid=[paid("2026-05-22", "1050", "n2")], until="2026-04-30")
    assert by_note(one)["n1"].arrears == standing(until="2026-04-30").notes[0][1].arrears
    assert by_note(one)["n2"].balance.overdue_principal < D("1000.00")


@pytest.mark.parametrize(
    ("amount", "old", "new"),
    [("90", "90", "0"), ("140", "90", "50"), ("1140", "1090", "50"), ("2140", "1090", "1050")],
)
def test_a_payment_for_all_goes_interest_first_and_the_oldest_first(amount, old, new):
    """On 2026-05-20 note 1 owes 1,000 and 90 of interest since the 10th, note 2 owes 1,000 and 50."""
    one = standing(paid=[paid("2026-05-20", amount)], until="2026-04-30", grace_days=30, as_of="2026-05-20")
    given = {name: sum(made for _on, made in note.account.paid.made) for name, note in by_note(one).items()}
    assert given == {"n1": D(old), "n2": D(new)}


def test_early_money_pays_the_next_instalment_of_each_and_then_principal_in_proportion():
    twins = [OLD, {**OLD, "id": "n2", "amount": "6000"}]
    one = standing(twins, paid=[paid("2026-02-10", "1680"), paid("2026-02-20", "4665")], as_of="2026-02-20")
    given = [note.account.paid.made[-1][1] for note in by_note(one).values()]
    assert given == [D("3110.00"), D("1555.00")]
    assert any("按比例分" in said for said in one.balance.assumed)


def test_what_is_assumed_is_said_once():
    said = standing(penalty_uplift=None, until="2026-04-30").balance.assumed
    assert len(said) == len(set(said))
    assert sum("罚息倍数没有填" in one for one in said) == 1
    assert sum("第一期还款日没有填" in one for one in said) == 1
    only = standing([{**OLD, "first_due": "2026-02-10"}, NEW], until="2026-04-30").balance.assumed
    assert next(one for one in only if "第一期还款日" in one).startswith("2026-03-20 借的 ¥6,000.00：")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"principal": "20000"}, "“借款本金”写的是 ¥20,000.00，各张借据合起来是 ¥18,000.00"),
        ({"drawn_on": "2026-02-01"}, "“放款日”写的是 2026-02-01，各张借据合起来是 2026-01-10"),
    ],
)
def test_the_notes_win_and_a_note_says_where_the_loan_tells_otherwise(told, said):
    one = standing(until="2026-04-30", **told)
    assert one.balance.total == standing(until="2026-04-30").balance.total
    assert one.balance.assumed[0].startswith(said)
    assert (
        standing([OLD], until="2026-04-30", **told).balance.total == standing([OLD], until="2026-04-30").balance.total
    )


def test_the_oldest_unpaid_day_of_the_line_is_read_for_each_note():
    one = standing(state="overdue", next_due="2026-05-10")
    assert [note.balance.oldest_unpaid for note in by_note(one).values()] == [date(2026, 5, 10), date(2026, 5, 20)]
    behind = standing(state="overdue", next_due="2026-05-20")
    assert by_note(behind)["n1"].balance.oldest_unpaid is None  # its next is 2026-06-10
    assert behind.balance.days_overdue == 5


def test_a_note_that_is_paid_off_asks_for_nothing():
    one = standing([{**OLD, "balance_left": "0"}, NEW], until="2026-04-30")
    assert one.balance.principal == D("5000.00")
    assert one.still_asked == by_note(one)["n2"].still_asked


def test_where_a_note_lacks_a_term_the_figures_of_the_whole_stand_in():
    vague = {"id": "n3", "drawn_on": "2026-04-01"}
    with pytest.raises(NotKnown):
        _ = standing([OLD, vague]).balance
    stated = standing([OLD, vague], balance_left="15000", app_total="2000", state="overdue").balance
    assert (stated.source, stated.principal, stated.due_now) == ("app", D("15000.00"), D("2000.00"))


def test_a_note_known_only_by_its_balance_leaves_the_parts_unknown():
    vague = {"id": "n3", "balance_left": "3000", "next_due": "2026-06-05"}
    balance = standing([OLD, vague], until="2026-05-20").balance
    assert balance.source == "app"
    assert (balance.principal_not_due, balance.interest_not_due) == (D("11000.00"), None)


def test_a_principal_told_of_the_whole_is_held_against_its_notes():
    assert standing(until="2026-05-20", balance_left="12000").doubt is None
    doubted = standing(until="2026-05-20", balance_left="17000").doubt
    assert (doubted.large, doubted.ours) == (True, D("12000.00"))
    of_one = standing([OLD, {**NEW, "balance_left": "400"}], until="2026-05-20").doubt
    assert of_one.sentence.startswith("2026-03-20 借的 ¥6,000.00：")


@pytest.mark.parametrize(("total", "count"), [("14000.00", 0), ("17000.00", 1)])
def test_the_lenders_figures_are_held_against_the_whole(total, count):
    ours = standing(until="2026-04-30").balance
    figures = [{"id": "f", "on": "2026-05-25", "principal_not_due": "12000.00", "overdue_principal": "2000.00"}]
    figures[0]["total"] = str(ours.total) if count == 0 else total
    found = standing(until="2026-04-30", lender_figures=figures).findings
    assert len([finding for finding in found if finding.kind == "component"]) == count


def test_fees_in_yuan_are_shared_by_what_was_drawn():
    fees = [{"id": "f", "when": "per_period", "amount": "30"}]
    one = standing(fees=fees, until="2026-05-20", due_day=10)
    assert one.coming(date(2026, 6, 15))[0].parts.fees == D("30.00")  # 20 and 10
    assert any("按各张借据的金额分摊" in said for said in one.balance.assumed)


def replays(monkeypatch, one):
    """How often accounts are moved while everything of a standing is asked for, twice."""
    made = Counter()
    until = Ledger.until

    def counted(self, on, payments=()):
        made[self.contract.principal, on] += 1
        return until(self, on, payments)

    monkeypatch.setattr(Ledger, "until", counted)
    for _again in range(2):
        _ = one.balance, one.arrears, one.still_asked, one.state, one.dues(date.min, date.max), one.findings, one.doubt
    monkeypatch.undo()
    return made


@pytest.mark.parametrize(
    "told", [{"until": "2026-04-30"}, {"penalty_uplift": None}, {"paid": [paid("2026-02-10", "90")]}]
)
def test_twelve_notes_take_no_more_replays_than_twelve_loans(monkeypatch, told):
    one = {name: OLD[name] for name in ("drawn_on", "periods")}
    told_once = replays(monkeypatch, standing([], principal="1000", **one, **told)).total()
    notes = [{**OLD, "id": f"n{n}", "amount": f"{1000 + n}"} for n in range(12)]
    booked = {"paid": [{**told["paid"][0], "note_id": note["id"]} for note in notes]} if "paid" in told else told
    made = replays(monkeypatch, standing(notes, **booked))
    assert made.total() <= 12 * told_once


# -- on paper and on the page -----------------------------------------------------------------------------------------


STORED = "tests/fixtures/cases/version_2.json"


@pytest.fixture
def stored(request):
    return casefile.read(request.config.rootpath / STORED).case


def test_page_and_papers_list_the_notes(stored):
    table = notes_table(Position.of(stored), stored.main_loan)
    assert [row[1] for row in table.rows] == ["2026-03-20", "2026-06-20", "2026-09-20"]
    assert str(table) in str(tables.loans_overview(stored))
    ask = {"id": "q", "loan_id": stored.main_loan.id, "preferred": {"periods": 24, "rate": "14.4"}}
    brief = documents.text(documents.brief(stored.but(ask=stored.ask.but(asks=(ask,)))))
    assert "2026年3月20日借60,000.00元" in brief
    assert brief.count("还剩本金") == 3


# -- pasted -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pasted",
    [
        "2026-01-10\t12000\t12\n2026-03-20\t6000\t6\n",
        "2026-01-10,12000,12\n\n2026-03-20,6000,6",
        "2026年1月10日 12,000.00 12期\n2026年3月20日 6,000.00 6期",
        "借款日期\t期数\t借款金额（元）\t状态\n2026-01-10 09:30\t12\t¥12,000\t正常\n2026/3/20\t6\t6000元\t正常",
        "金额，放款日，期数\n12000，2026.1.10，12\n6000，2026.3.20，6",
    ],
)
def test_pasted_lines_are_read_in_any_order_of_columns(pasted):
    found = read_notes(pasted)
    assert [(n.drawn_on, n.amount, n.periods) for n in found] == [
        (date(2026, 1, 10), D("12000.00"), 12),
        (date(2026, 3, 20), D("6000.00"), 6),
    ]


def test_what_an_app_lists_beside_is_read_too():
    (note,) = read_notes("放款日\t金额\t日利率\t待还本金\t剩余期数\t还款日\n2026-01-10\t5000\t0.04%\t3000\t7\t每月20号")
    assert (note.rate, note.rate_unit, note.balance_left) == (D("0.04"), "day", D("3000.00"))
    assert (note.periods_left, note.due_day) == (7, 20)


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "没有可读的行"),
        ("放款日\t金额", "只有表头"),
        ("名称\t状态\n甲\t正常", "第 1 行要写清各列"),
        ("金额\t放款日\t金额\n1\t2026-01-10\t2", "两列都是"),
        ("2026-01-10\t5000\t12\n2026-13-40\t5000\t12", "第 2 行：日历上没有"),
        ("2026-01-10\t五千\t12", "第 1 行：“五千”不是金额"),
        ("2026-01-10\t5000\t12\t9", "第 1 行有 4 列"),
        ("放款日\t金额\n2026-01-10", "第 2 行少了"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(pasted, said):
    with pytest.raises(Refused, match=said):
        read_notes(pasted)


@pytest.mark.parametrize("pasted", ["", "甲\t正常", "2026-01-10\t五千\t12", "2026-01-10\t5000\t12\t9", "放款日\t金额"])
def test_a_refusal_names_the_columns_in_order_with_an_example_that_is_read(pasted):
    with pytest.raises(Refused, match="依次是：放款日、借了多少、一共几期（月）；例如：") as refused:
        read_notes(pasted)
    example = re.search("例如：([^。]+)", str(refused.value))[1]
    assert [(note.drawn_on, note.amount, note.periods) for note in read_notes(example)] == [
        (date(2026, 3, 5), D("20000.00"), 12)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_columns_are_named_in_the_language_spoken_and_read_under_those_names(language):
    with speaking(language):
        said = str(refusal(""))
        names = re.search(r"(?:依次是：|in this order: )(.+?)[；;]", said)[1]
        header = re.split("、|, ", names)
        found = read_notes("\t".join(header) + "\n2026-03-05\t20000\t12")
    assert [(note.drawn_on, note.amount, note.periods) for note in found] == [(date(2026, 3, 5), D("20000.00"), 12)]


def refusal(pasted):
    with pytest.raises(Refused) as refused:
        read_notes(pasted)
    return refused.value


@pytest.mark.parametrize("told", ["500.00", "0.01"])
def test_told_unpaid_interest_of_the_line_is_counted_once(told):
    notes = [
        {"id": "n1", "drawn_on": "2026-03-20", "amount": "60000.00", "periods": 12},
        {"id": "n2", "drawn_on": "2026-06-20", "amount": "24000.00", "periods": 12},
    ]
    usual = {
        "id": "L",
        "rate": "14.4",
        "rate_unit": "year",
        "method": "equal_instalment",
        "due_day": 20,
        "notes": notes,
    }

    def balance(**more):
        loan = {**usual, **more}
        case = Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}})
        return Standing.of(case, case.main_loan).balance

    more = balance(unpaid_interest=told, unpaid_interest_on="2026-11-20")
    assert more.total - balance().total == Decimal(told)


@pytest.mark.parametrize(("rate", "written"), [("18", "12.00% 到 18.00%，按金额平均 14.00%"), (None, "写着12.00%，")])
def test_notes_of_differing_rates_are_written_as_they_are(rate, written):
    case = case_of(notes=(OLD, {**NEW, "rate": rate, "rate_unit": rate and "year"}))
    assert written in Standing.of(case, case.main_loan).cost.reason


def test_what_was_taken_for_granted_of_a_note_stands_under_its_name():
    case = case_of(notes=({**OLD, "first_due": "2026-02-10"}, NEW))
    one = Standing.of(case, case.main_loan)
    for said in (one.schedule.assumed, one.cost.assumed):
        assert [line for line in said if "第一期还款日没有填" in line and "2026-03-20 借的 ¥6,000.00：" in line]
