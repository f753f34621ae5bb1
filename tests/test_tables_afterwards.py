"""When the talk is over: the credit record is looked at in time, and a new loan is held against a bad month."""

import pytest

from tests.papers import stored
from workbook import pressure, tables
from workbook.case import Case
from workbook.money import shown
from workbook.position import Position

LATE = stored("late_on_one")


def cell(table, title: str) -> str:
    return next(str(row[1]) for row in table.rows if row[0] == title)


def test_the_record_is_looked_at_after_an_end_and_again_in_time():
    assert "一两个月" in cell(tables.credit_record(LATE), "什么时候看")
    looked = LATE.but(followup=LATE.followup.but(credit_checked_on="2026-10-05"))
    said = cell(tables.credit_record(looked), "什么时候看")
    assert said.startswith("上次 2026-10-05，下次 ")
    assert "收费“修复征信”的不理" in cell(tables.credit_record(LATE), "写错了")


def test_of_a_loan_paid_off_one_looks_whether_it_says_so():
    (loan,) = LATE.loans
    paid = LATE.but(debts=LATE.debts.but(loans=(loan.but(state="settled"),)))
    assert "已结清" in cell(tables.credit_record(paid), "看什么")
    assert "已结清" not in cell(tables.credit_record(LATE), "看什么")


@pytest.mark.parametrize(("less", "holds"), [("0.00", True), ("9000.00", False)])
def test_a_new_instalment_is_held_against_what_a_bad_month_leaves(less: str, *, holds: bool):
    months = tuple(month.but(receipts="60000.00" if holds else less) for month in LATE.situation.months)
    case = LATE.but(situation=LATE.situation.but(months=months))
    said = cell(tables.new_loan(case), "坏月份付得起吗")
    left = pressure.capacity(Position(case)).monthly - pressure.monthly_claims(Position(case))
    assert (shown(left) in said) is holds
    assert ("付不起" in said) is not holds


@pytest.mark.parametrize("name", ["bullet_and_receivable", "bullet_in_35_days"])
def test_what_falls_due_whole_comes_before_any_new_instalment(name: str):
    said = cell(tables.new_loan(stored(name)), "坏月份付得起吗")
    assert "2026-12-28" in said
    assert "一期都不借" in said


def test_what_lacks_for_it_is_named():
    assert "先在" in cell(tables.new_loan(Case.model_validate({"profile": {"as_of": "2026-11-23"}})), "坏月份付得起吗")


@pytest.mark.parametrize(("as_of", "said"), [("2026-12-10", "8"), ("2026-12-18", "今天"), ("2026-12-19", "今天")])
def test_the_days_left_are_counted_to_the_day_to_act_by_in_the_same_row(as_of: str, said: str):
    loan = {"id": "a", "name": "甲", "state": "not_due", "next_due": "2026-12-20", "instalment": "900"}
    told = Case.model_validate({"profile": {"as_of": as_of}, "debts": {"loans": [loan]}})
    (row,) = (row for row in tables.checks(told).rows if str(row[0]) == "2026-12-20")
    assert (str(row[1]), row[3]) == ("2026-12-18", said)
