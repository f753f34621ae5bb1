from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import loans, tables
from workbook.case import Case, PenaltyBase, WrittenInstalment
from workbook.case.loan import DayCount
from workbook.language import Refused
from workbook.loans import Standing
from workbook.loans.contract import read
from workbook.loans.convention import candidates
from workbook.loans.replay import moved
from workbook.loans.schedule import rows_of

D = Decimal
PARTS = ("principal_not_due", "interest_not_due", "overdue_principal", "overdue_interest", "penalty", "compound")


def case_of(**told):
    usual = {
        "id": "a",
        "principal": "86543.21",
        "rate": "13.7",
        "rate_unit": "year",
        "method": "equal_instalment",
        "periods": 24,
        "drawn_on": "2023-07-11",
        "due_day": 25,
        "penalty_uplift": "1.5",
    }
    return Case.model_validate({"profile": {"as_of": "2026-02-28"}, "debts": {"loans": [{**usual, **told}]}})


def contract_of(case, convention):
    return read(case.main_loan.model_copy(update={"day_count": convention.day_count}), convention)


def seen_on(case, convention, days):
    contract = contract_of(case, convention)
    account = Standing.of(case, case.main_loan).account
    balances = [moved(account, contract, day)[0].balance(day) for day in days]
    return [loans.Seen(b.on, name, getattr(b, name)) for b in balances for name in PARTS]


SCHEDULES = candidates(overdue=False)
BALANCES = candidates(overdue=True)
LOANS = st.fixed_dictionaries(
    {
        "principal": st.integers(5_000_00, 300_000_00).map(lambda fen: str(D(fen) / 100)),
        "rate": st.integers(500, 2400).map(lambda points: str(D(points) / 100)),
        "rate_unit": st.just("year"),
        "method": st.sampled_from(["equal_instalment", "equal_principal", "interest_only", "bullet"]),
        "periods": st.integers(2, 36),
        "drawn_on": st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(date.isoformat),
        "due_day": st.integers(1, 31),
    }
)


@given(LOANS, st.sampled_from(SCHEDULES))
@settings(max_examples=150, deadline=None)
def test_a_schedule_gives_its_convention_away(told, true):
    case = case_of(**told)
    rows = rows_of(contract_of(case, true))
    found = loans.find_convention(Standing.of(case, case.main_loan).account, loans.seen_in_schedule(rows))
    assert found.exact
    assert true in found.fits
    for other in found.fits:
        assert [row[:6] for row in rows_of(contract_of(case, other))] == [row[:6] for row in rows]


@given(LOANS, st.sampled_from(BALANCES), st.lists(st.integers(40, 900), min_size=2, max_size=3))
@settings(max_examples=50, deadline=None)
def test_a_few_dated_balances_give_it_away(told, true, after):
    case = case_of(**told)
    days = [date(2024, 1, 1) + timedelta(days=n) for n in after]
    seen = seen_on(case, true, days)
    found = loans.find_convention(Standing.of(case, case.main_loan).account, seen)
    assert found.exact
    assert true in found.fits
    assert all(seen_on(case, other, days) == seen for other in found.fits[:3])


def test_what_remains_possible_is_listed():
    case = case_of()
    true = next(
        c for c in SCHEDULES if c.day_count is DayCount.ACTUAL_365 and c.rounding == "down" and c.level == "days"
    )
    rows = rows_of(contract_of(case, true))
    found = loans.find_convention(Standing.of(case, case.main_loan).account, loans.seen_in_schedule(rows))
    assert found.settled()["day_count"] == (DayCount.ACTUAL_365,)
    assert found.settled()["rounding"] == ("down",)
    assert "分毫不差" in found.sentence


def test_a_penalty_on_interest_is_told_apart():
    case = case_of(due_day=11)
    true = next(c for c in BALANCES if c.penalty_base is PenaltyBase.PRINCIPAL_AND_INTEREST and c.rounding == "half_up")
    found = loans.find_convention(Standing.of(case, case.main_loan).account, seen_on(case, true, [date(2024, 5, 5)]))
    assert found.settled()["penalty_base"] == (PenaltyBase.PRINCIPAL_AND_INTEREST,)


def test_figures_of_no_convention_show_their_residue():
    case = case_of()
    rows = rows_of(contract_of(case, SCHEDULES[0]))
    wrong = [row._replace(interest=row.interest + D("3.21")) for row in rows]
    found = loans.find_convention(Standing.of(case, case.main_loan).account, loans.seen_in_schedule(wrong))
    assert not found.exact
    assert found.residue >= D("1.00")
    assert "最接近的还差" in found.sentence


def test_a_schedule_in_writing_and_the_lenders_figures_are_both_read():
    row = WrittenInstalment.model_validate({"id": "w", "due": "2026-01-25", "payment": "100", "interest": "20"})
    assert [(s.name, s.amount) for s in loans.seen_in_schedule([row])] == [("payment", D(100)), ("interest", D(20))]
    case = case_of(
        lender_figures=[{"id": "f", "on": "2026-01-30", "penalty": "5", "total": "900"}, {"id": "g", "penalty": "6"}]
    )
    assert [s.name for s in loans.seen_in_figures(case.main_loan.lender_figures)] == ["penalty", "total"]


def test_without_figures_there_is_nothing_to_find():
    with pytest.raises(Refused, match="先填写对方的还款计划"):
        loans.find_convention(Standing.of(case_of(), case_of().main_loan).account, [])


def stated_by(convention, on):
    """The case with the balance its lender would state on a day by these habits."""
    case = case_of(due_day=11, penalty_base="principal")
    row = {seen.name: str(seen.amount) for seen in seen_on(case, convention, [on])}
    return case_of(due_day=11, penalty_base="principal", lender_figures=[{"id": "f", "on": on.isoformat(), **row}])


def test_the_page_says_so_where_another_habit_explains_every_figure():
    by_days = next(c for c in BALANCES if c.day_count is DayCount.ACTUAL_365 and c.rounding == "half_up")
    notes = tables.lender_check(stated_by(by_days, date(2024, 5, 5))).notes
    assert any("分毫不差" in note and "书面说明" in note for note in notes)


def test_the_page_says_nothing_of_habits_where_no_figure_differs():
    case = case_of()
    own = Standing.of(case, case.main_loan).balance
    row = {"id": "f", "on": own.on.isoformat(), "overdue_principal": str(own.overdue_principal)}
    assert not any("分毫不差" in note for note in tables.lender_check(case_of(lender_figures=[row])).notes)
