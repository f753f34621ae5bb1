"""A line of which one note is late alone: that note is the loan in the talk, and nothing of the line is lost."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from tests.papers import stored, together, written
from tests.test_loans_notes_properties import AMOUNTS, after, lines
from workbook import options, tables
from workbook.case import Case, LoanState
from workbook.course import Course, led
from workbook.language import attempt
from workbook.loans import Standing
from workbook.loans.results import PARTS
from workbook.money import whole
from workbook.position import Position

D = Decimal
ON_TIME = {
    "due_day": 20,
    "drawn_on": "2026-08-20",
    "amount": "9000.00",
    "contract_no": "C0820",
    "next_due": "2026-12-20",
}
PAID = [{"paid_on": day, "amount": "809.79", "note_id": "n3"} for day in ("2026-09-20", "2026-10-20", "2026-11-20")]


def line(*, drop=(), notes=(), paid=(), **changes):
    """The stored line with other notes and payments beside or instead of its own."""
    case = stored("two_notes")
    loan, made = case.main_loan, [row for row in case.payments.made if row.id not in drop]
    more = [{"id": f"x{n}", "loan_id": loan.id, **row} for n, row in enumerate(paid)]
    kept = [note.but(**changes.get(note.id, {})) for note in loan.notes]
    other = loan.but(notes=(*kept, *notes), **changes.get("loan", {}))
    return case.but(debts=case.debts.but(loans=(other,)), payments=case.payments.but(made=(*made, *more)))


def letter_of(case):
    return written(options.with_request(case, "preferred"), "lender")["application"]


def sums(case):
    """What the line owes, by part, and what its loans in the talk come to."""
    position = Position(case)
    parts = [position.standing(loan).balance.parts for loan in position.loans]
    return position.line(position.loan).balance.parts, {name: whole([one[name] for one in parts]) for name in PARTS}


def test_of_three_notes_the_middle_one_is_late():
    case = line(notes=({**ON_TIME, "id": "n3"},), paid=PAID)
    months = [month.but(costs="8000.00") for month in case.situation.months]
    case = case.but(situation=case.situation.but(months=months))
    position = Position(case)
    assert [(one.id, position.standing(one).state) for one in position.loans] == [
        ("l", LoanState.OVERDUE),
        ("l-n1", LoanState.NORMAL),
        ("l-n3", LoanState.NORMAL),
    ]
    line_owes, loans_owe = sums(case)
    assert line_owes == loans_owe
    letter = letter_of(case)
    for must in (
        "有三笔借据",
        "第三笔（借据号C0820）：3期均按期偿还",
        "三笔本金合计",
        "本申请只涉及第二笔",
        "欠款15,680.38元",
    ):
        assert must in letter
    first, second, third = re.findall(r"·第(?:一|二|三)笔.*?(?=·|三笔本金)", letter)
    assert "逾期36天" in second
    assert "逾期36天" not in first + third


def test_a_late_note_that_falls_due_whole_has_a_plan_of_its_own():
    at_once = {"due_day": None, "first_due": None, "next_due": None}
    own = {"n1": {**at_once, "maturity": "2027-03-10"}, "n2": {**at_once, "maturity": "2026-10-18"}}
    made = [row.id for row in stored("two_notes").payments.made]
    case = line(drop=made, loan={"method": "bullet", "periods": None}, **own)
    position = Position(case)
    (late,) = [one for one in position.loans if position.standing(one).state is LoanState.OVERDUE]
    assert late.id == "l"
    assert late.principal == D("20000.00")
    assert position.standing(late).balance.principal == D("20000.00")
    assert sums(case)[0] == sums(case)[1]
    ground = options.advice(position, late).ground
    assert ground.balance.total == position.standing(late).balance.total


@pytest.mark.parametrize(
    ("paid_on", "apart"),
    [("2026-05-10", True), ("2026-09-10", False)],
    ids=["only one was drawn then", "either was drawn then"],
)
def test_a_payment_that_names_no_note_keeps_the_line_whole_unless_only_one_was_drawn(paid_on, apart):
    gone = {"2026-05-10": "a1", "2026-09-10": "a5"}[paid_on]
    case = line(drop=(gone,), paid=[{"paid_on": paid_on, "amount": "2699.26"}])
    position = Position(case)
    assert (len(position.loans) == 2) is apart
    line_owes, loans_owe = sums(case)
    assert line_owes == loans_owe
    said = "本申请只涉及" in letter_of(case), "分不清哪张逾期" in str(tables.ladder(position))
    assert said == (apart, not apart)
    if not apart:
        assert "均按期" not in together(written(options.with_request(case, "preferred"), "lender"))


def test_where_two_notes_are_late_the_line_stays_whole():
    case = line(drop=("a6", "a7"), n1={"next_due": "2026-10-10"})
    position = Position(case)
    assert position.case is case
    assert position.loan.notes
    letter = letter_of(case)
    assert "本申请只涉及" not in letter
    assert letter.count("未按期偿还，逾期") == 2


def test_where_the_whole_line_was_called_in_or_no_lender_is_named_it_stays_whole():
    called_in = line(loan={"state": "accelerated", "accelerated_on": "2026-11-20"})
    assert Position(called_in).case is called_in
    unnamed = line(loan={"lender": None})
    assert Position(unnamed).case is unnamed


@pytest.mark.parametrize("want", ["ease", "cure", "hold", "price", "renew", "limit", "settle"])
def test_whatever_is_wanted_it_is_wanted_of_the_late_note(want):
    case = line(loan={"want": want})
    position = Position(case)
    assert led(position, position.loan).course in {Course.EASE, Course.CURE, Course.HOLD, Course.SETTLE}
    papers = together(written(attempt(lambda: options.with_request(case, "preferred")) or case, "lender"))
    assert "26,215.67" not in papers
    assert "借据号" in papers


def test_a_note_that_is_repaid_is_no_debt_and_on_no_paper():
    settled = {
        "id": "n0",
        "drawn_on": "2025-09-10",
        "amount": "8000.00",
        "balance_left": "0.00",
        "contract_no": "Z0910",
    }
    case = line(notes=(settled,))
    position = Position(case)
    assert [one.state for one in position.loans if one.id == "l-n0"] == [LoanState.SETTLED]
    assert "Z0910" not in together(written(options.with_request(case, "preferred"), "lender"))


def test_a_line_that_is_not_the_one_in_the_talk_is_taken_apart_all_the_same():
    case = line()
    other = {"id": "o", "lender": "某银行（虚构）", "state": "normal", "principal": "5000.00"}
    both = case.but(debts=case.debts.but(main="o", loans=({**other}, *case.debts.loans)))
    assert [one.id for one in Position(both).loans] == ["o", "l", "l-n1"]
    assert Position(both).about(Position(both).loans[1]).loan.id == "l"


DRAWN = st.dates(date(2025, 12, 1), date(2026, 6, 30)).map(date.isoformat)


@st.composite
def noted(draw):
    """A line on which one note or more are late, with payments that name their note or, now and then, none."""
    count = draw(st.integers(2, 4))
    ends = {"periods": draw(st.integers(15, 30)), "lender": "某银行（虚构）"}
    late = draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=2, unique=draw(st.booleans())))
    days = ["2026-11-20" if n in late else "2027-02-20" for n in range(count)]
    notes = [
        {"id": f"n{n}", "amount": draw(AMOUNTS), "drawn_on": draw(DRAWN), "next_due": days[n]} for n in range(count)
    ]
    made = []
    for note in notes:
        booked = note["id"] if draw(st.integers(0, 5)) else None
        paid = draw(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300_000)), max_size=3))
        made += [{**one, "note_id": booked} for one in after(note["drawn_on"], paid)]
    rows = [{"id": f"p{n}", "loan_id": "a", **one} for n, one in enumerate(made)]
    loan = {**draw(lines()), **ends, "notes": notes}
    told = {"profile": {"as_of": date(2027, 1, 15)}, "debts": {"loans": [loan]}, "payments": {"made": rows}}
    return Case.model_validate(told)


@given(noted())
@seed(20261123)
@settings(max_examples=80, deadline=None)
def test_what_is_taken_apart_comes_to_the_line_to_the_fen(case):
    position, whole_line = Position(case), Standing.of(case, case.main_loan)
    balance, days = whole_line.balance, [one.balance.days_overdue for _name, one in whole_line.notes]
    apart = whole_line.told_apart and len([count for count in days if count]) == 1
    assert len(position.loans) == (len(days) if apart else 1)
    each = [position.standing(one).balance for one in position.loans]
    for name, amount in balance.parts.items():
        assert whole([getattr(one, name) for one in each]) == amount
    assert sum((one.total for one in each), D(0)) == balance.total
    assert each[0].days_overdue == max(days)
    assert not any(one.days_overdue for one in each[1:])
    paid = [payment for one in position.loans for payment in position.case.payments_on(one)]
    assert sorted(one.id for one in paid) == sorted(one.id for one in case.payments.made)
    last = date(2029, 12, 31)
    asked = [due for one in position.loans for due in position.standing(one).dues(position.as_of, last)]
    assert sum(due.payment for due in asked) == sum(due.payment for due in whole_line.dues(position.as_of, last))


def test_where_nothing_holds_for_the_late_note_the_others_are_not_put_off_for_it():
    case = line(notes=({**ON_TIME, "id": "n3"},), paid=PAID)
    position = Position(case)
    advised = options.advice(position, position.loan)
    assert advised.recommended is None
    assert "挡在这一笔前面" not in advised.sentence
