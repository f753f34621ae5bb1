from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers import stored
from workbook import loans, options
from workbook.case import Component, Loan, Terms, Treatment
from workbook.case.loan import OddDays
from workbook.language import NotKnown, Refused
from workbook.position import Position

D = Decimal
BALANCE = loans.Balance(
    on=date(2026, 5, 20),
    principal_not_due=D("10000.00"),
    interest_not_due=D("10.00"),
    overdue_principal=D("2000.00"),
    overdue_interest=D("60.00"),
    penalty=D("30.00"),
    compound=D("3.00"),
    fees=D("0.00"),
    days_overdue=50,
    oldest_unpaid=date(2026, 3, 31),
)


def terms(**told):
    treated = told.pop("treated", {})
    rows = [{"id": name, "component": name, **how} for name, how in treated.items()]
    return Terms.model_validate({"rate": "9", "treatments": rows, **told})


def plan(**told):
    return loans.plan(BALANCE, terms(**told))


def payments(found):
    return [row.payment for row in found.rows]


def test_a_level_plan():
    found = plan(periods=12, treated={"penalty": {"treatment": "waive"}, "compound": {"treatment": "waive"}})
    assert found.principal == D("12000.00")
    assert payments(found)[:2] == [D("1119.42"), D("1049.42")]  # 70.00 of old interest with the first
    assert (found.waived, found.with_first) == (D("33.00"), D("70.00"))
    assert found.rows[0].due == date(2026, 6, 20)
    assert found.last_due == date(2027, 5, 20)
    assert found.total_paid == D("12000.00") + D("70.00") + found.total_interest


def test_grace_with_interest_only():
    found = plan(
        periods=12,
        grace_months=3,
        grace_kind="interest_only",
        treated={c: {"treatment": "carry_forward"} for c in Component},
    )
    assert payments(found)[:3] == [D("90.00")] * 3
    assert found.rows[-1].fees == D("33.00")
    assert found.carried == D("103.00")


def test_grace_with_nothing_due_spreads_the_interest_without_interest_on_it():
    found = plan(
        periods=5,
        grace_months=3,
        grace_kind="nothing",
        rate="12",
        treated={c: {"treatment": "waive"} for c in Component},
    )
    assert payments(found)[:3] == [D("0.00")] * 3
    assert [row.interest for row in found.rows[3:]] == [D("120.00") + D("180.00"), D("60.30") + D("180.00")]


def test_a_part_waived_and_the_rest_with_the_first():
    found = plan(periods=6, treated={"penalty": {"treatment": "waive", "amount": "20"}})
    assert (Component.PENALTY, Treatment.WAIVE, D("20.00")) in found.treated
    assert (Component.PENALTY, Treatment.FIRST_INSTALMENT, D("10.00")) in found.treated


def test_capitalised_interest_bears_interest():
    found = plan(periods=12, treated={"overdue_interest": {"treatment": "capitalise"}})
    assert found.principal == D("12060.00")
    assert found.capitalised == D("60.00")


def test_the_down_payment_goes_where_it_helps_first():
    treated = {"penalty": {"treatment": "carry_forward"}}
    found = plan(periods=12, down_payment="600", fee="50", treated=treated)
    assert found.paid_first == D("650.00")
    assert (found.with_first, found.carried, found.principal) == (0, 0, D("11503.00"))
    principal_first = plan(periods=12, down_payment="600", principal_first=True, treated=treated)
    assert (principal_first.principal, principal_first.carried) == (D("11400.00"), D("30.00"))


def test_steps_then_level():
    steps = [{"id": "a", "periods": 6, "payment": "100"}, {"id": "b", "periods": 6, "payment": "500"}]
    found = plan(steps=steps, periods=24, treated={c: {"treatment": "waive"} for c in Component})
    assert payments(found)[5:7] == [D("100.00"), D("500.00")]
    assert len(set(payments(found)[12:23])) == 1
    assert not any("最后一期" in one for one in found.assumed)
    assert any("最后一期" in said for said in plan(steps=steps).assumed)


def test_a_fixed_payment_runs_until_nothing_is_left():
    found = plan(payment="300")
    assert len(found.rows) == 48
    assert found.rows[-1].payment == D("220.64")


def test_a_fixed_payment_with_too_few_periods_leaves_a_large_last_one():
    found = plan(payment="300", periods=12)
    assert any("最后一期（2027-05-20）" in one for one in found.assumed)


@pytest.mark.parametrize(
    "told", [{"payment": "80"}, {"payment": "90"}, {"payment": "90.10"}, {"payment": "80", "periods": 12}]
)
def test_a_payment_below_the_interest_names_the_smallest_that_works(told):
    with pytest.raises(Refused) as refusal:
        plan(**told)
    least = refusal.value.values["least"].removeprefix("¥").replace(",", "")
    assert "还不清" in str(refusal.value)
    found = plan(**{**told, "payment": least})
    assert found.rows[-1].balance == 0
    assert found.rows[-1].payment <= D(least) + D("6")  # and no balloon hides in the last month


def test_everything_at_the_end():
    found = plan(periods=12, method="bullet", treated={c: {"treatment": "waive"} for c in Component})
    assert [(row.due, row.payment) for row in found.rows] == [(date(2027, 5, 20), D("13080.00"))]


def test_a_first_day_off_the_month_counts_its_days():
    found = plan(
        periods=12,
        method="interest_only",
        first_due="2026-07-05",
        treated={c: {"treatment": "waive"} for c in Component},
    )
    assert found.rows[0].interest == D("135.00")  # 12,000 × 9% × 45 / 360
    assert found.rows[1].due == date(2026, 8, 5)


@pytest.mark.parametrize(
    ("start", "first", "told", "interest", "said"),
    [
        ("2026-07-20", "2026-08-10", None, "63.00", "named"),  # 21 days: a broken first period goes by its days
        ("2026-07-20", "2026-08-20", None, "90.00", ""),  # a whole month
        ("2026-11-23", "2026-12-28", None, "105.00", ""),  # a month to 12-23 and 5 days
        ("2026-01-31", "2026-02-28", "30/360", "90.00", ""),  # from month's end to month's end: a month
        ("2026-07-01", "2026-07-31", None, "90.00", "named"),  # 12,000 × 9% × 30 / 360
        ("2026-07-01", "2026-07-31", "30/360", "87.00", ""),  # 29 days of a month of thirty
        ("2027-01-20", "2027-03-05", None, "129.00", "named"),  # a month to 02-20 and 13 days
        ("2026-05-20", "2026-08-01", None, "216.00", "named"),  # two months and 12 days
        ("2026-05-31", "2026-07-15", None, "135.00", ""),  # a month to 06-30 and 15 days
    ],
)
def test_odd_days_of_the_first_period_are_counted_as_the_loan_counts_them(start, first, told, interest, said):
    loan = Loan.model_validate({"id": "a", "odd_days": told})
    untreated = {c: {"treatment": "waive"} for c in Component}
    asked = terms(periods=6, method="interest_only", start=start, first_due=first, treated=untreated)
    found = loans.plan(BALANCE, asked, loan)
    assert found.rows[0].interest == D(interest)
    assert any("零头天数" in one for one in found.assumed) is (said == "named")


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 100), st.sampled_from(OddDays))
@settings(max_examples=150, deadline=None)
def test_a_first_period_bears_what_a_contract_of_the_same_days_bears(start, days, odd):
    first = start + timedelta(days=days)
    told = {"id": "a", "principal": "12000", "rate": "9", "rate_unit": "year", "method": "interest_only", "periods": 6}
    dated = {"drawn_on": start, "first_due": first, "day_count": "30/360", "odd_days": odd}
    contract = loans.schedule(Loan.model_validate({**told, **dated}))
    waived = {c: {"treatment": "waive"} for c in Component}
    asked = terms(periods=6, method="interest_only", start=start, first_due=first, treated=waived)
    found = loans.plan(BALANCE, asked, Loan.model_validate({"id": "a", "odd_days": odd}))
    assert [row.interest for row in found.rows] == [row.interest for row in contract.rows]


@pytest.mark.parametrize(
    ("count", "days"), [("actual/360", (31, 31, 28, 31)), ("actual/365", (31, 31, 28, 31)), ("30/360", (30,) * 4)]
)
def test_every_period_goes_by_the_contracts_own_count_of_days(count, days):
    """From 28 December 2026: 31 days to 01-28, 31 to 02-28, 28 to 03-28, 31 to 04-28; 12,000 at 9%."""
    loan = Loan.model_validate({"id": "a", "day_count": count, "rate_unit": "year"})
    waived = {c: {"treatment": "waive"} for c in Component}
    asked = terms(periods=4, method="interest_only", start="2026-12-28", first_due="2027-01-28", treated=waived)
    year = D(365) if count == "actual/365" else D(360)
    wanted = [(D(12000) * 9 * n / (100 * year)).quantize(D("0.01"), ROUND_HALF_UP) for n in days]
    assert [row.interest for row in loans.plan(BALANCE, asked, loan).rows] == wanted


@pytest.mark.parametrize(("name", "days"), [("late_on_one", 17), ("two_notes", 25)])
def test_a_request_charges_the_days_to_its_first_day_and_none_twice(name, days):
    """Interest up to the day of the balance stands in it: the first row bears only what comes after."""
    position = Position(stored(name))
    package = options.advice(position, position.loan).recommended
    plan, balance = package.plan, position.standing(position.loan).balance
    assert (plan.rows[0].due - balance.on).days == days
    assert plan.rows[0].interest == (plan.principal * plan.rate * days / 36000).quantize(D("0.01"), ROUND_HALF_UP)
    left = plan.principal
    for number, row in enumerate(plan.rows):
        share = D(days) / 360 if number == 0 else D(1) / 12
        assert abs(row.interest - left * plan.rate * share / 100) <= D("0.005")
        left -= row.principal
    assert left == 0


def test_a_renewal_counts_one_period_one_way():
    """12-28 to 01-28 is 31 days for the part repaid and for the rest alike: 68,000 × 12.6% × 31 / 360 = 737.80."""
    position = Position(stored("bullet_and_receivable"))
    plan = options.advice(position, position.loan).renewals.part.package.plan
    assert plan.rows[0].due == date(2027, 1, 28)
    assert plan.rows[0].interest == D("737.80")
    assert plan.first_interest == D("347.20")


def test_the_loan_lends_what_the_terms_leave_open():
    loan = Loan.model_validate(
        {"id": "a", "rate": "0.05", "rate_unit": "day", "method": "equal_principal", "due_day": 5}
    )
    found = loans.plan(BALANCE, Terms.model_validate({"periods": 10}), loan)
    assert found.rate == D("18.00")
    assert found.rows[0].due == date(2026, 6, 5)
    assert found.rows[1].principal == D("1200.00")
    assert any("18" in one for one in found.assumed)


def test_unknown_components_are_left_to_the_lenders_system():
    stated = loans.Balance(
        on=date(2026, 5, 20), principal_not_due=D("8000.00"), interest_not_due=None, overdue_principal=None,
        overdue_interest=None, penalty=None, compound=None, fees=None, days_overdue=None, oldest_unpaid=None,
        source="app", stated_total=D("8600.00"),
    )  # fmt: skip
    found = loans.plan(stated, terms(periods=12, treated={"penalty": {"treatment": "waive"}}))
    assert found.principal == D("8600.00")
    assert any("以出借人系统核对为准" in one for one in found.assumed)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"treated": {"penalty": {"treatment": "waive", "amount": "30.01"}}, "periods": 12}, "罚息"),
        ({"periods": 3, "grace_months": 3}, "宽限"),
        ({"periods": 0}, "期数"),
        ({"periods": 601}, "600"),
        ({"periods": 12, "first_due": "2026-05-20"}, "晚于开始日"),
        ({"periods": 12, "method": "on_demand"}, "随借随还"),
        ({"periods": 12, "down_payment": "13000"}, "先还的一笔"),
    ],
)
def test_arrangements_that_cannot_be_are_refused(told, words):
    with pytest.raises(Refused, match=words):
        plan(**told)


@pytest.mark.parametrize(("told", "words"), [({}, "分几期"), ({"rate": None, "periods": 12}, "年利率")])
def test_what_is_missing_is_asked_for(told, words):
    with pytest.raises(NotKnown, match=words) as asked:
        plan(**told)
    assert asked.value.where == "05_options"


def test_a_later_start_says_what_is_not_counted():
    assert any("没有算进去" in said for said in plan(periods=12, start="2026-06-01").assumed)


def test_nothing_left_to_repay_is_one_empty_line():
    found = plan(periods=12, down_payment="12103")
    assert payments(found) == [D("0.00")]
    assert found.total_paid == D("12103.00")
