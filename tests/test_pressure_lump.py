"""A loan that falls due whole: the lump is a day with its own question, and no claim of a month."""

from datetime import date
from decimal import Decimal

import pytest

from tests.papers import stored
from workbook import charts, options, pressure, tables, verdict
from workbook.case import Case
from workbook.verdict import Action

RECEIPTS = (86, 84, 88, 79, 52, 83, 87, 89, 86, 61, 58, 88)  # thousands, 2025-10 to 2026-09
BULLET = {
    "id": "a",
    "name": "网商贷（虚构）",
    "principal": "100000",
    "rate": "0.035",
    "rate_unit": "day",
    "day_count": "actual/360",
    "method": "interest_only",
    "drawn_on": "2025-12-28",
    "maturity": "2026-12-28",
    "periods": 12,
    "due_day": 28,
    "state": "not_due",
}


def caterer(as_of: str, *others: dict, **loan: object) -> Case:
    """A fictional caterer whose months carry the interest, and a loan whose principal falls due on 2026-12-28."""
    months = [
        {
            "id": f"m{n}",
            "month": f"{(2025 * 12 + 9 + n) // 12}-{(9 + n) % 12 + 1:02d}",
            "receipts": str(thousands * 1000),
            "costs": str(thousands * 740 + 9800),
            "household_income": "2600",
            "essentials": "6200",
        }
        for n, thousands in enumerate(RECEIPTS)
    ]
    situation = {"cash": "21000", "stock_per_100": "74", "shop_costs": "9800", "other_debts_30_days": "0"}
    loans = [{**BULLET, "next_due": "2026-11-28", **loan}, *others]
    return Case.model_validate(
        {
            "profile": {"as_of": as_of},
            "situation": {**situation, "months": months},
            "debts": {"main": "a", "loans": loans},
        }
    )


def said(told: Case) -> str:
    return "".join(finding.sentence for finding in pressure.diagnosis(told))


@pytest.mark.parametrize(
    ("as_of", "next_due", "monthly"), [("2026-11-23", "2026-11-28", "1085.00"), ("2026-12-10", "2026-12-28", "0.00")]
)
def test_the_principal_is_no_claim_of_a_month_and_stands_with_its_day(as_of: str, next_due: str, monthly: str):
    told = caterer(as_of, next_due=next_due)
    assert pressure.monthly_claims(told) == Decimal(monthly)
    end = pressure.own_end(told)
    assert end is not None
    assert (end.due, end.payment) == (date(2026, 12, 28), Decimal("101050.00"))
    assert "2026-12-28 这一笔要一次还 ¥101,050.00" in said(told)
    assert "每个月都差" not in said(told)
    assert "没有按月要还的了" not in said(told)
    found = verdict.quick(told)
    assert found.action is Action.APPLY_BEFORE_DUE
    assert "能不能续贷或者展期" in found.why


def test_no_month_fails_for_the_lump_and_nobody_is_called_hopeless():
    told = caterer("2026-12-10", next_due="2026-12-28")
    ratios = pressure.ratios(told)
    assert ratios.service_share is None or ratios.service_share < 100
    assert all(row.claims < 100000 for row in pressure.outlook(told).rows)
    assert any("2026-12-28" in note for note in pressure.outlook(told).assumed)
    assert pressure.strain(told, told.main_loan) is pressure.Strain.TOLD  # only the borrower says so
    assert "没有能守住的数" not in options.advice(told, told.main_loan).sentence


def test_a_lump_of_another_loan_is_named_and_takes_nothing_from_the_monthly_offer():
    late = {"id": "b", "name": "另一笔（虚构）", "state": "overdue", "next_due": "2026-11-01", "app_total": "3000"}
    told = caterer("2026-12-10", late | {"instalment": "900", "periods_left": 6}, next_due="2026-12-28")
    about = told.but(debts=told.debts.but(main="b"))
    assert pressure.monthly_claims(about) == Decimal("900.00")
    assert pressure.shares(about).of(about.main_loan) > 0
    assert [end.amount for end in pressure.great_ends(about)] == [Decimal("101050.00")]


def test_the_last_of_equal_instalments_is_an_instalment():
    level = {"method": "equal_instalment", "maturity": None, "day_count": "30/360", "next_due": "2026-12-28"}
    told = caterer("2026-12-10", **level)
    assert pressure.own_end(told) is None
    assert pressure.monthly_claims(told) > 8000


def test_a_loan_that_is_late_already_asks_for_no_renewal():
    told = caterer("2027-01-10", state="overdue", next_due="2026-12-28")
    assert pressure.own_end(told) is None
    assert "续贷" not in said(told)


def test_the_page_of_ten_minutes_shows_the_day_once():
    rows = tables.pressure.quick_answers(caterer("2026-11-23")).rows
    assert sum("2026-12-28" in str(cell) for row in rows for cell in row) == 1


def test_no_picture_that_finds_enough_is_silent_about_the_loan_falling_due_whole():
    told = stored("bullet_in_35_days")
    for sentence in (charts.cash_and_debts(told).sentence, charts.fan(told).sentence):
        assert "2026-12-28 这一笔要一次还 ¥101,050.00，没有算进每月的数" in sentence


# -- how long the cash lasts -------------------------------------------------------------------------------------------


def reach(told: Case) -> list[tuple[str, str]]:
    """Say how long the cash lasts, by the month as it is now and by bad ones."""
    return [row[1:] for row in tables.measures(told).rows if row[0].startswith("手上的钱能撑几个月")]


@pytest.mark.parametrize(("as_of", "next_due"), [("2026-11-23", "2026-11-28"), ("2026-12-10", "2026-12-28")])
def test_cash_reaches_to_the_day_on_which_the_loan_falls_due_whole_and_what_lacks_then_is_said(as_of, next_due):
    told = caterer(as_of, next_due=next_due)
    ahead = pressure.outlook(told)
    month = ahead.at_end
    assert month is not None
    lacking = Decimal("101050.00") - month.cash
    until, said = reach(told)[0]
    assert until == "到 2026-12-28"
    assert said.startswith("在这以前每月到期的都付得出；这天要一次还 ¥101,050.00，那个月差 ")
    assert f"{lacking:,.2f}" in said
    assert "先问清：能不能续贷或者展期" in said


def test_where_the_cash_pays_the_whole_loan_it_is_said_first_and_counted():
    rich = caterer("2026-11-23")
    rich = rich.but(situation=rich.situation.but(cash="150000"))
    until, said = reach(rich)[0]
    assert until == "至少 24 个月"
    assert said.startswith("2026-12-28 要一次还 ¥101,050.00，也付得出，那个月底还剩 ¥")


def test_what_is_paid_for_the_whole_loan_is_gone_for_the_months_after_it():
    poor = caterer("2026-11-23")
    months = [month.but(receipts="50000", costs="48000") for month in poor.situation.months]
    poor = poor.but(situation=poor.situation.but(cash="118000", months=months))
    until, said = reach(poor)[0]
    assert said.startswith("2026-12-28 要一次还 ¥101,050.00，也付得出")
    assert "付不齐，差 ¥" in said
    assert until.endswith(" 个月")
    assert int(until.split()[0]) < 24


def test_where_the_cash_runs_out_before_that_day_that_is_said():
    later = caterer("2026-11-23", maturity="2027-09-28", periods=21)
    months = [month.but(receipts="50000", costs="50000") for month in later.situation.months]
    until, said = reach(later.but(situation=later.situation.but(cash="9000", months=months)))[0]
    assert until.endswith(" 个月")
    assert "2027-09-28" not in said
    assert "付不齐" in said


def test_beyond_the_months_ahead_the_day_is_named_behind_them():
    far = caterer("2026-11-23", maturity="2029-12-28", periods=48)
    until, said = reach(far)[0]
    assert until == "至少 24 个月"
    assert "2029-12-28 这一笔要一次还" in said


def test_the_whole_loan_of_another_lender_is_named_in_the_month_in_which_the_cash_runs_out():
    late = {"id": "b", "name": "另一笔（虚构）", "state": "overdue", "next_due": "2026-11-01", "app_total": "3000"}
    told = caterer("2026-12-10", late | {"instalment": "900", "periods_left": 6}, next_due="2026-12-28")
    about = told.but(debts=told.debts.but(main="b"))
    until, said = reach(about)[0]
    assert until == "0 个月"
    assert "“网商贷（虚构）” 2026-12-28 要一次还 ¥101,050.00" in said


@pytest.mark.parametrize("record", [12, 0], ids=["futures", "a month as it is now"])
def test_the_picture_of_the_cash_says_first_what_lacks_on_that_day(record):
    told = caterer("2026-11-23")
    usual = {"usual_receipts": "80000", "worst_receipts": "52000", "home_essentials": "6200", "other_income": "2600"}
    told = told.but(situation=told.situation.but(**usual, months=told.situation.months[:record]))
    sentence = charts.fan(told).sentence
    assert "2026-12-28" in sentence.partition("。")[0]
    assert "那个月差 ¥" in sentence.partition("没有算进每月的数")[0]
    assert "个月里都付得齐" not in sentence
