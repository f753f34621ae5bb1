"""What is due today means the same wherever it is printed: what is overdue, and what falls due on the day itself."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.papers import together, written
from workbook import charts, documents, followup, pressure, tables, verdict, way
from workbook.case import Case
from workbook.language import Refused
from workbook.loans import Standing
from workbook.position import Position
from workbook.pressure.dues import monthly_claim

HERE = Path(__file__).parent
CASES = ("late_on_one", "nothing_left", "six_lenders", "ten_minutes")


def stored(name: str, after: int = 0, due: str | None = None) -> Case:
    """Give a stored case, so many days later or on a day named."""
    told = Case.model_validate(json.loads((HERE / f"fixtures/cases/{name}.json").read_text("utf-8")))
    day = due or told.as_of + timedelta(days=after)
    return told.but(profile=told.profile.but(as_of=day))


def printed(told: Case) -> list[tuple[str, ...]]:
    """Give what is due today on each loan as every table has it: today, the overview, the balances, the calendar."""
    table = tables.loans_overview(told)
    overview = {row[0]: row[4] for row in getattr(table, "tables", (table,))[0].rows}
    balances = tables.balances(told)
    last = dict(zip(balances.columns, balances.rows[-1], strict=True))
    today = {row[0]: row[2] for row in tables.current_today(told).rows}
    calendar = {row[1]: row[2] for row in reversed(tables.calendar(told).rows) if row[0].startswith("今天")}
    return [(today[name], overview[name], last[name], calendar.get(name, "¥0.00")) for name in overview]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("after", [0, 2, 12, 17, 30])
def test_every_table_prints_the_same_amount_as_due_today(name: str, after: int):
    told = stored(name, after)
    for amounts in printed(told):
        assert len(set(amounts)) == 1, amounts


@pytest.mark.parametrize("name", CASES)
def test_the_ten_minutes_and_the_papers_say_what_the_tables_say(name: str):
    told = stored(name)
    due = pressure.current_today(told).rows[0].amount
    assert due == verdict.quick(told).due_today == Standing.of(told, told.main_loan).arrears
    figures = json.loads(documents.results(told))["self"]
    assert figures["loan.due_now"] == figures["quick.due_today"]


def test_what_falls_due_on_the_day_itself_is_due_today_and_not_late():
    van = {"id": "v", "name": "车贷（虚构）", "state": "not_due", "next_due": "2026-11-23", "instalment": "1500"}
    told = Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23"},
            "debts": {"loans": [{**van, "periods_left": "20", "balance_left": "28000"}]},
        }
    )
    (claim,) = pressure.current_today(told).rows
    assert (claim.amount, claim.overdue) == (Decimal("1500.00"), False)
    assert printed(told) == [("¥1,500.00",) * 4]
    assert tables.calendar(told).rows[0][0] == "今天"


def test_a_loan_called_in_is_due_as_a_whole_on_every_table():
    told = stored("late_on_one")
    loan = told.main_loan.but(state="accelerated", accelerated_on="2026-11-20")
    told = told.but(debts=told.debts.but(loans=[loan]))
    whole = Standing.of(told, told.main_loan).balance.total
    assert pressure.current_today(told).total == verdict.quick(told).due_today == whole
    assert {amount for amounts in printed(told) for amount in amounts} == {f"¥{whole:,}"}


# -- where something else is settled first -----------------------------------------------------------------------------

CLAIMED = ("sold", "paid_for", "arbitration", "in_court", "enforcement")


def told_as(state: str, case: str = "late_on_one", **beside: object) -> Case:
    """Give a stored case with its loan in another state, and perhaps another loan beside it."""
    told = stored(case)
    loans = [told.main_loan.but(state=state), *([told.main_loan.but(**beside)] if beside else [])]
    return told.but(debts=told.debts.but(loans=loans))


def page_03(told: Case) -> str:
    """Give what page 03 says is due, and when."""
    made = (tables.quick_answers, tables.current_today, tables.diagnosis, tables.calendar)
    return "\n".join(str(one(told)) for one in made)


@pytest.mark.parametrize("state", CLAIMED)
@pytest.mark.parametrize("name", ["late_on_one", "nothing_left"])
def test_what_is_claimed_is_answered_first_and_no_sum_makes_it_current(state: str, name: str):
    told = told_as(state, name)
    due = Standing.of(told, told.main_loan).arrears
    said = page_03(told)
    assert due > 0
    assert f"¥{due:,}" not in said
    assert "今天补上多少就恢复正常" not in said
    assert "才恢复正常" not in said
    assert "不是今天补上一笔就恢复正常" in said
    assert "现在没有逾期" not in said
    assert verdict.quick(told).due_today is None


@pytest.mark.parametrize("name", ["late_on_one", "nothing_left", "bullet_and_receivable"])
def test_of_a_loan_of_somebody_else_no_sum_and_no_day_is_named_anywhere(name: str):
    told = told_as("not_mine", name)
    position = Position(told)
    assert followup.deadlines(position) == ()
    assert pressure.deadline(position) is None
    said = page_03(told) + way.begin(position, "02_debts").answer + way.begin(position, "08_followup").answer
    said += str(tables.debits(told))
    balance = Standing.of(told, told.main_loan).balance
    sums = {balance.total, balance.due_now, Decimal("2892.12"), Decimal("1085.00"), Decimal("101050.00")} - {Decimal(0)}
    assert [amount for amount in sums if f"¥{amount:,}" in said] == []
    assert "不付，也不算进要还的数" in said
    with pytest.raises(Refused, match="不付"):
        pressure.waiting(told, told.main_loan)


def test_another_loan_beside_it_keeps_its_sums():
    told = told_as("not_mine", id="b", name="另一笔（虚构）")
    (claim,) = pressure.current_today(told).rows
    assert (claim.name, claim.overdue) == ("另一笔（虚构）", True)
    assert pressure.monthly_claims(told) == Decimal("2892.12")
    assert {one.key for one in followup.deadlines(told)} == {"pay-b-2026-12-10", "pay-b-2027-01-10"}


# -- how long the cash lasts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "warned"), [("-10", False), ("-100", False), ("-700", True), ("-4000", True)])
def test_cash_that_lasts_beyond_a_year_is_no_warning_and_sends_nobody_to_ask_for_relief(left: str, warned: bool):
    """The cash is 3,000; the month leaves so much before any debt."""
    costs = Decimal(6000) - Decimal(left)
    month = {"usual_receipts": "6000", "worst_receipts": "6000", "shop_costs": str(costs), "stock_per_100": "0"}
    loan = {"id": "l", "name": "网商贷（虚构）", "state": "overdue", "next_due": "2026-11-03", "instalment": "900"}
    told = Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "fictional": True},
            "situation": {**month, "home_essentials": "0", "cash": "3000", "other_debts_30_days": "0"},
            "debts": {"loans": [{**loan, "app_total": "900", "periods_left": 9, "balance_left": "8000"}]},
        }
    )
    found = pressure.runway(told)
    assert bool(pressure.runway_words(found)) is warned
    assert ("临时救助" in together(written(told, "self"))) is warned


def test_a_loan_that_falls_due_whole_stands_beside_how_long_the_cash_lasts():
    said = str(tables.measures(stored("bullet_and_receivable")))
    assert "到 2026-12-28 | 在这以前每月到期的都付得出；这天要一次还 ¥101,050.00，那个月差 ¥" in said
    assert "至少 24 个月" not in said
    assert "要一次还" not in str(tables.measures(stored("wholesaler_and_limit")))


# -- a higher limit ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("want", "asked"), [("limit", None), (None, True), ("limit", False)])
def test_a_higher_limit_that_is_wanted_is_considered_wherever_it_was_said(want: str | None, asked: bool | None):
    told = stored("wholesaler_and_limit")
    told = told.but(debts=told.debts.but(loans=[told.main_loan.but(want=want)]), ask=told.ask.but(raise_limit=asked))
    assert "不考虑" not in str(tables.limit(told))
    assert any(one.trouble == "limit" for one in pressure.diagnosis(told))
    unasked = told.but(debts=told.debts.but(loans=[told.main_loan.but(want=None)]), ask=told.ask.but(raise_limit=None))
    assert "不考虑" in str(tables.limit(unasked))


@pytest.mark.parametrize("state", ["sold", "paid_for"])
def test_an_instalment_that_may_still_be_taken_stands_below_the_coming_days_and_is_none_of_them(state: str):
    told = told_as(state)
    assert "2026-12-10：“网商贷（虚构）”可能还会扣款：先问停没停。" in str(tables.calendar(told))
    assert pressure.calendar(told).rows == ()
    assert "2,892.12" not in str(charts.timeline(told).numbers)


@pytest.mark.parametrize(("told", "rest"), [("2252.80", "0"), ("1126.40", "0"), ("3000", "1873.60")])
def test_one_sum_that_is_the_arrears_of_a_listed_loan_names_no_other_debt(told: str, rest: str) -> None:
    """The sum was told before the loan was listed: an instalment that is late, and the next."""
    main = {"id": "a", "name": "甲（虚构）", "state": "not_due", "next_due": "2026-12-03", "app_total": "80000"}
    other = {"id": "b", "name": "乙（虚构）", "state": "overdue", "next_due": "2026-11-12", "app_total": "1126.40"}
    loans = [{**main, "instalment": "960"}, {**other, "instalment": "1126.40", "balance_left": "9000"}]
    case = {"profile": {"as_of": "2026-11-29"}, "debts": {"main": "a", "loans": loans}}
    position = Position(Case.model_validate({**case, "situation": {"other_debts_30_days": told}}))
    assert pressure.monthly_claims(position) == Decimal("2086.40") + Decimal(rest)


@pytest.mark.parametrize(
    ("today", "next_due", "claimed"),
    [
        ("2026-11-30", "2026-12-31", "1300.00"),  # a month from the 30th ends on the 30th
        ("2026-11-23", "2026-12-25", "1300.00"),  # November's was paid two days early
        ("2026-11-23", "2026-12-05", "1300.00"),
        ("2026-11-23", "2027-03-25", "0.00"),  # nothing is due for months
    ],
)
def test_a_monthly_day_just_beyond_the_month_is_claimed_once(today, next_due, claimed):
    loan = {"id": "a", "name": "甲（虚构）", "state": "normal", "next_due": next_due, "instalment": "1300"}
    told = Case.model_validate(
        {"profile": {"as_of": today}, "debts": {"loans": [{**loan, "periods_left": "14", "app_total": "0"}]}}
    )
    assert str(monthly_claim(Position(told), told.loans[0])) == claimed
