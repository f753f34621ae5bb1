"""A loan that falls due whole before its receivable comes in: what is repaid, what is renewed, where each way ends.

Every figure of the stored case is worked out again here by itself, without the workbook's own arithmetic.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest

from tests.papers import bare, stored
from workbook import confirm, followup, options, pressure, tables, verdict
from workbook.case import Case, Method, Terms
from workbook.loans import plan
from workbook.options import Kind, Renewals, Way
from workbook.position import Position
from workbook.pressure.outlook import left_by_month
from workbook.verdict import Verdict
from workbook.verdict.trial import in_months, paid

D = Decimal
RECEIPTS = {1: 79, 2: 52, 3: 83, 4: 87, 5: 89, 6: 86, 7: 61, 8: 58, 9: 88, 10: 86, 11: 84, 12: 88}  # thousands
LEVEL = D("6065.96")
NEVER = ("现在每月没有能守住的数", "每月要¥101,050", "每期¥101,050", "12个月里12个月还不上", "12个月里，有12个月")


def fen(amount: Decimal) -> Decimal:
    return amount.quantize(D("0.01"), ROUND_HALF_UP)


def surplus(month: int, less: int = 0) -> Decimal:
    """What a calendar month leaves for debts: 26% of its receipts, 9,800 for the shop, 2,600 less 6,200 at home."""
    return D(RECEIPTS[month]) * 1000 * (100 - less) / 100 * D("0.26") - 9800 + 2600 - 6200


def case(**situation: object) -> Case:
    told = stored("bullet_and_receivable")
    return told.but(situation=told.situation.but(**situation))


def ways(told: Case) -> Renewals:
    found = options.renewals(told, told.main_loan)
    assert found is not None
    return found


def first_row(told: Case) -> dict[str, object]:
    return told.situation.receivables[0].model_dump()


# -- the figures, by hand and by the workbook --------------------------------------------------------------------------


def test_the_part_is_half_of_the_receivable_and_the_rest_is_level_at_the_contracts_rate():
    days = [date(2026, 12, 28), *(date(2027, month, 28) for month in range(1, 13))]
    worth, annuity = D(1), D(0)
    for start, end in pairwise(days):  # a daily rate of 0.035% on real days
        worth /= 1 + D("0.00035") * (end - start).days
        annuity += worth
    assert fen(68000 / annuity) == LEVEL
    way = ways(case()).part
    assert (way.part, way.part_on, way.rest, way.periods) == (D("32000.00"), date(2027, 1, 28), D("68000.00"), 12)
    assert way.payment == LEVEL
    assert way.package.kind is Kind.RENEWAL
    assert way.holds
    assert way.lack == 0
    assert way.from_receivables == "两所学校食堂"


@pytest.mark.parametrize(("less", "low"), [(0, "24558.08"), (5, "19523.32"), (10, "10644.32")])
def test_the_low_point_of_the_cash_path_by_calendar_months(less: int, low: str):
    # December to November as a year before; the receivable's half goes straight into the part; what is left of November
    # and its own interest, and the interest on the part until it is paid, stand beside it
    cash, path = D(21000), []
    for place, month in enumerate((12, *range(1, 12))):
        cash += surplus(month, less) - (D(1050) if place == 0 else LEVEL)
        path.append(cash)
    assert min(path) == D(low)
    told = case()
    ends = tuple(date(2026 + (11 + n) // 12, (11 + n) % 12 + 1, 28) for n in range(12))
    asked = in_months(paid(ways(told).part.package.plan, told.as_of), ends)
    ours, least = D(21000), []
    for end, left, claim in zip(ends, left_by_month(told, ends, "current"), asked, strict=True):
        dropped = D(RECEIPTS[end.month]) * 1000 * less / 100 * D("0.26")
        beside = D("32347.20") if end == date(2027, 1, 28) else D(1085) if end == date(2026, 12, 28) else 0
        ours += left - dropped - claim + beside
        least.append(ours)
    assert min(least) == D(low)


def test_interest_alone_is_a_bridge_and_ends_in_a_wall():
    days = {30: fen(68000 * D("0.00035") * 30), 31: fen(68000 * D("0.00035") * 31)}
    assert days == {30: D("714.00"), 31: D("737.80")}
    way = ways(case()).interest
    assert {row.interest for row in way.package.plan.rows} == {*days.values(), fen(68000 * D("0.00035") * 28)}
    assert (way.wall, way.at_the_wall) == (date(2027, 12, 28), D("68000.00"))
    assert way.package.verdict is Verdict.BRIDGE
    assert ways(case()).recommended is not way.package


def test_all_of_it_put_off_is_short_on_the_later_day():
    interest = [fen(100000 * D("0.00035") * days) for days in (31, 31, 28)]
    assert interest == [D("1085.00"), D("1085.00"), D("980.00")]
    own = surplus(1) + surplus(2) + surplus(3) - sum(interest)
    assert (surplus(1) + surplus(2) + surplus(3), sum(interest)) == (D(15440), D(3150))
    way = ways(case()).later
    assert way is not None
    assert way.short is not None
    assert [row.interest for row in way.package.plan.rows] == interest
    assert (way.wall, way.at_the_wall) == (date(2027, 3, 28), D(100000))
    assert (way.short.whole, way.short.half) == (100000 - own - 64000, 100000 - own - 32000)
    assert (way.short.whole, way.short.half) == (D("23710.00"), D("55710.00"))
    assert not way.holds


def test_what_the_contract_asks_until_the_day_and_the_parts_own_interest_are_counted():
    made = ways(case()).part.package.plan
    assert [(row.due, row.payment) for row in made.until] == [
        (date(2026, 11, 28), D("1085.00")),
        (date(2026, 12, 28), D("1050.00")),
    ]
    assert (made.first_interest, made.paid_first) == (fen(32000 * D("0.00035") * 31), D("32347.20"))
    assert made.total_paid == 2135 + D("32347.20") + sum(row.payment for row in made.rows)


def test_the_extension_with_a_part_repaid_asks_for_the_same_first_interest():
    # on 2027-01-28: 737.80 on the rest and 347.20 on the part are the 1,085.00 on all of it
    told = case()
    terms = ways(told).extension
    assert terms is not None
    made = plan(Position(told).standing(told.main_loan).balance, terms, told.main_loan)
    assert made.rows[0].payment + made.first_interest == D("1085.00")
    assert made.rows[-1].principal == D("68000.00")


# -- how much of a receivable counts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"months_count": "sold"}, "不再算一次"),
        ({"months_count": None}, "先没有算"),
        ({"due_on": None}, "没有到账的日子"),
        ({"due_on": "2026-11-20"}, "日子已经过了"),
    ],
)
def test_what_is_in_the_months_already_or_has_no_day_counts_nothing(changed: dict[str, object], said: str):
    row = {**first_row(case()), **{name: value for name, value in changed.items() if name == "due_on"}}
    told = case(receivables=(row,), months_count=changed.get("months_count", "received"))
    found = ways(told)
    assert found.part.part == 0
    assert found.part.rest == 100000
    assert said in "".join(tables.packages(told).notes)
    if changed.get("months_count", "received") is None:
        assert verdict.quick(told.but(situation=told.situation.but(what_changed="货款晚到"))).missing is not None


def test_money_that_comes_after_a_day_does_not_help_before_it():
    told = case(cash="0")
    ground = verdict.base(told, told.main_loan)
    assert ground.trial is not None
    after, before = date(2027, 1, 30), date(2027, 1, 24)
    large = D("30000.00")
    assert ground.trial.lacking(((before, large),)) > ground.trial.lacking(((after, large),))
    assert ground.trial.fails(((before, large),)).failing > ground.trial.fails(((after, large),)).failing


def test_the_outlook_counts_half_from_the_month_after():
    with_it, without = pressure.outlook(case()), pressure.outlook(case(receivables=()))
    gained = [one.cash - other.cash for one, other in zip(with_it.rows, without.rows, strict=True)]
    assert gained[:4] == [0, 0, 0, 32000]
    assert set(gained[4:]) == {D(32000)}


def test_more_that_is_owed_never_leaves_less():
    small, large = case(), case(receivables=({**first_row(case()), "amount": "90000"},))
    assert ways(large).part.part > ways(small).part.part
    assert ways(large).part.payment < ways(small).part.payment


def test_where_half_of_it_pays_all_the_whole_can_be_put_off():
    told = case(receivables=({**first_row(case()), "amount": "240000"},))
    way = ways(told).later
    assert way is not None
    assert way.short is not None
    assert way.short.half == 0
    assert way.holds


# -- when it is renewed, and where it shows ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "renewed"),
    [
        ({}, True),
        ({"want": None}, True),
        ({"want": "ease"}, False),
        ({"state": "overdue", "next_due": "2026-10-28"}, False),
        ({"state": "accelerated"}, False),
        ({"method": "equal_instalment"}, False),
    ],
)
def test_what_is_late_or_wanted_otherwise_is_not_renewed(changed: dict[str, object], renewed: bool):
    told = stored("bullet_and_receivable")
    paid = told.payments.but(made=() if changed.get("state") == "overdue" else told.payments.made)
    told = told.but(payments=paid, debts=told.debts.but(loans=(told.main_loan.but(**changed),)))
    assert (options.renewals(told, told.main_loan) is not None) is renewed


def test_the_pages_speak_of_renewal_and_never_of_what_does_not_hold():
    told = case()
    found = (tables.packages, tables.choices, tables.ladder, tables.quick_answers, tables.diagnosis, tables.measures)
    pages = bare("".join(f"{table(told)}" for table in found))
    assert "¥6,065.96" in pages
    for words in (
        "¥23,710.00",
        "¥55,710.00",
        "没有看到新合同生效，不要先还清等着再借",
        "续不上就同时欠两家",
        "¥1,212.60",
    ):
        assert words in pages
    assert not [words for words in NEVER if words in pages]


def test_each_way_can_be_written_into_the_request_and_comes_back_the_same():
    told = case()
    for choice, way in zip(options.choices(told, told.main_loan), ways(told).ways, strict=True):
        asked = ways(told).extension if way.package.kind is Kind.LATER_END else way.terms
        assert choice.terms == asked
        asks = options.asking(told.ask, told.main_loan, "preferred", choice.terms)
        (rung,) = options.ask_figures(told.but(ask=asks), told.main_loan)
        assert rung.package is not None
        if choice.terms == way.terms:
            assert rung.package.plan == way.package.plan
        else:  # an extension that does not hold: part of it is repaid on its way
            assert rung.package.plan.rows[-1].principal == D("68000.00")


@pytest.mark.parametrize("method", ["bullet", "on_demand"])
def test_whatever_falls_due_whole_renews_its_principal_alone(method: str):
    told = stored("bullet_and_receivable")
    loan = told.main_loan.but(method=method, due_day=None if method == "bullet" else 28)
    told = told.but(payments=told.payments.but(made=()), debts=told.debts.but(loans=(loan,)))
    assert (ways(told).part.rest, ways(told).part.payment) == (D(68000), LEVEL)


def test_on_the_day_itself_it_can_still_be_renewed_and_the_day_after_not():
    told = stored("bullet_and_receivable")
    made = (*told.payments.made, {"id": "x", "loan_id": "a", "paid_on": "2026-11-28", "amount": "1085"})
    told = told.but(payments=told.payments.but(made=made))
    loans = told.debts.but(loans=(told.main_loan.but(next_due="2026-12-28"),))
    day = told.but(debts=loans, profile=told.profile.but(as_of="2026-12-28"))
    assert [row.payment for row in ways(day).part.package.plan.until] == [D("1050.00")]
    after = day.but(profile=day.profile.but(as_of="2026-12-30"))
    assert options.renewals(after, after.main_loan) is None


def test_once_it_is_granted_in_writing_its_days_are_those_of_the_new_plan():
    told = case()
    terms = ways(told).part.terms.model_dump()
    written = {"id": "w", "loan_id": "a", "on": "2026-11-23", "accepted_on": "2026-11-23", "terms": terms}
    granted = told.but(talks=told.talks.but(written=(written,)))
    promised = confirm.arrangement(granted, granted.main_loan).rows
    assert [(row.due, row.payment) for row in promised[:4]] == [
        (date(2026, 11, 28), D("1085.00")),
        (date(2026, 12, 28), D("1050.00")),
        (date(2027, 1, 28), D("32347.20")),
        (date(2027, 1, 28), LEVEL),
    ]
    assert not followup.warnings(granted, granted.main_loan)


def test_plan_b_is_what_could_be_paid_and_instalments_that_hold():
    told = case()
    found = options.plan_b(told, told.main_loan)
    assert found is not None
    assert (found.on, found.due) == (date(2026, 12, 28), D("101050.00"))
    today = pressure.today_at_most(told)
    assert found.could.amount == (today or 0) + surplus(12) - 1085
    assert found.request is not None
    assert found.request.recommendable
    assert "先备好，不发" in found.sentence


def test_the_days_before_it_falls_due_whole():
    told = case()
    days = [one for one in followup.reminders(told) if "renew" in one.uid or one.uid.startswith("end-")]
    on = [date(2026, 11, 28), date(2026, 12, 7), date(2026, 12, 21), *(date(2026, 12, n) for n in range(25, 30))]
    assert [one.on for one in days] == on
    assert all("每天看App有没有续贷入口" in one.note for one in days if one.on.day in {25, 26, 27})


def test_a_later_end_before_the_first_day_is_refused():
    told = case()
    terms = Terms.model_validate({"start": "2026-12-28", "maturity": "2026-12-28"})
    with pytest.raises(Exception, match="要晚于开始日"):
        plan(Position(told).standing(told.main_loan).balance, terms, told.main_loan)


def test_ways_are_plain_values():
    way = ways(case()).part
    assert isinstance(way, Way)
    assert way.terms.method is Method.EQUAL_INSTALMENT
