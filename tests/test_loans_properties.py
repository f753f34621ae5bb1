"""What must hold for every loan, tried on many."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import loans
from workbook.case import Case, Method, Terms
from workbook.case.loan import DayCount
from workbook.loans import Standing
from workbook.loans.accrual import simple_interest

D = Decimal
FEN = D("0.01")
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
PRINCIPALS = st.integers(100_00, 5_000_000_00).map(lambda fen: D(fen) / 100)
RATES = st.sampled_from((0, *range(36, 3601))).map(lambda points: D(points) / 100)
PERIODIC = [Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY]


@st.composite
def told(draw, longest=60):
    return {
        "id": "a",
        "principal": str(draw(PRINCIPALS)),
        "rate": str(draw(RATES)),
        "rate_unit": "year",
        "method": draw(st.sampled_from([*PERIODIC, Method.BULLET])).value,
        "periods": draw(st.integers(1, longest)),
        "drawn_on": draw(DAYS).isoformat(),
        "due_day": draw(st.none() | st.integers(1, 31)),
        "day_count": draw(st.none() | st.sampled_from(DayCount)),
        "penalty_uplift": "1.5",
        "compound": draw(st.booleans()),
        "penalty_base": draw(st.sampled_from(["principal", "principal_and_interest"])),
        "allocation": draw(st.sampled_from(["interest_first", "principal_first"])),
    }


def case_of(terms, paid=(), as_of=date(2031, 1, 1)):
    made = [{"id": f"p{k}", "loan_id": "a", "paid_on": on, "amount": amount} for k, (on, amount) in enumerate(paid)]
    return Case.model_validate({"profile": {"as_of": as_of}, "debts": {"loans": [terms]}, "payments": {"made": made}})


def rows_of(terms):
    return loans.schedule(case_of(terms).main_loan).rows


@given(told(longest=600))
@settings(max_examples=150, deadline=None)
def test_principal_sums_and_the_last_balance_is_nothing(terms):
    rows = rows_of(terms)
    assert sum(row.principal for row in rows) == D(terms["principal"])
    assert rows[-1].balance == D("0.00")
    balance = D(terms["principal"])
    for row in rows:
        balance -= row.principal
        assert row.balance == balance
        assert row.payment == row.principal + row.interest + row.fees
        assert row.principal >= 0 <= row.interest
    assert [row.due for row in rows] == sorted({row.due for row in rows})


@given(told(), st.integers(0, 59))
@settings(max_examples=60, deadline=None)
def test_paid_on_the_due_day_never_creates_penalty(terms, after):
    rows = rows_of(terms)
    case = case_of(terms, [(row.due, row.payment) for row in rows])
    day = rows[min(after, len(rows) - 1)].due
    balance = Standing.of(case, case.main_loan).on(day).balance
    assert (balance.penalty, balance.compound, balance.days_overdue, balance.due_now) == (0, 0, 0, 0)
    assert balance.total == rows[min(after, len(rows) - 1)].balance
    assert Standing.of(case, case.main_loan).on(rows[-1].due + timedelta(days=400)).balance.total == 0


@given(told(), st.integers(0, 900), st.integers(1, 3_000_000), st.integers(0, 900))
@settings(max_examples=150, deadline=None)
def test_a_part_payment_never_increases_what_is_owed(terms, paid_after, fen, later):
    paid_on = date.fromisoformat(terms["drawn_on"]) + timedelta(days=paid_after)
    day, amount = paid_on + timedelta(days=later), D(fen) / 100
    without = Standing.of(case_of(terms), case_of(terms).main_loan).on(day).balance
    case = case_of(terms, [(paid_on, amount)])
    with_it = Standing.of(case, case.main_loan).on(day).balance
    rounding = FEN * (len(with_it.lines) + len(without.lines) + int(terms["periods"]))
    assert with_it.total <= without.total + rounding
    if later == 0:
        assert with_it.total == max(without.total - amount, D(0))


@given(PRINCIPALS, RATES, st.lists(DAYS, min_size=3, max_size=3).map(sorted), st.sampled_from(DayCount))
@settings(max_examples=200, deadline=None)
def test_splitting_an_accrual_changes_nothing_but_rounding(base, rate, days, count):
    start, middle, end = days
    whole = simple_interest(base, rate, count, (start, end))
    parts = simple_interest(base, rate, count, (start, middle)) + simple_interest(base, rate, count, (middle, end))
    lines = end.year - start.year + 2 if count is DayCount.ACTUAL_ACTUAL else 1
    assert abs(whole - parts) <= FEN * lines


@given(told())
@settings(max_examples=80, deadline=None)
def test_without_interest_only_principal_is_paid(terms):
    rows = rows_of({**terms, "rate": "0"})
    assert all(row.interest == 0 for row in rows)
    assert sum(row.payment for row in rows) == D(terms["principal"])


@given(told())
@settings(max_examples=80, deadline=None)
def test_one_period_is_one_payment(terms):
    rows = rows_of({**terms, "periods": 1})
    assert [(row.principal, row.balance) for row in rows] == [(D(terms["principal"]), D("0.00"))]


@given(told(longest=120), st.integers(0, 500), st.integers(0, 200))
@settings(max_examples=100, deadline=None)
def test_the_flows_are_worth_nothing_at_the_reported_cost(terms, upfront, each):
    principal = D(terms["principal"])
    fees = [
        {"id": "u", "when": "upfront", "amount": str(principal * upfront // 10000)},
        {"id": "e", "when": "per_period", "amount": str(D(each))},
    ]
    loan = case_of({**terms, "fees": fees}).main_loan
    rows = loans.schedule(loan).rows
    net = principal - D(fees[0]["amount"])
    cost = loans.cost_of_flows([(loan.drawn_on, -net), *((row.due, row.payment) for row in rows)])
    if cost.compound is None:  # a fee nearly as large as the loan each month
        assert "100000%" in cost.reason
        return
    growth = 1 + float(cost.compound) / 100
    worth = sum(float(row.payment) * growth ** (-(row.due - loan.drawn_on).days / 365) for row in rows)
    assert abs(worth - float(net)) <= 1e-9 * float(principal)
    assert loans.annual_cost(loan).reason


@st.composite
def arrangements(draw):
    grace = draw(st.integers(0, 12))
    treated = {"penalty": "waive", "overdue_interest": "capitalise", "compound": "carry_forward"}
    return {
        "rate": str(D(draw(st.sampled_from((0, *range(50, 3001))))) / 100),
        "periods": draw(st.integers(1, 120)) + grace,
        "grace_months": grace,
        "grace_kind": draw(st.sampled_from(["interest_only", "nothing"])),
        "method": draw(st.sampled_from([*PERIODIC, Method.BULLET])).value,
        "down_payment": str(draw(st.integers(0, 50))),
        "treatments": [{"id": name, "component": name, "treatment": how} for name, how in treated.items()],
    }


@given(st.integers(1_00, 500_000_00).map(lambda fen: D(fen) / 100), arrangements())
@settings(max_examples=150, deadline=None)
def test_an_arrangement_repays_exactly_what_is_left(principal, told_terms):
    parts = {"interest_not_due": "1.00", "overdue_principal": "100.00", "overdue_interest": "7.00", "penalty": "3.00"}
    rest = {"compound": D("0.50"), "fees": D("2.00"), "days_overdue": 9, "oldest_unpaid": None}
    known = {name: D(amount) for name, amount in parts.items()}
    balance = loans.Balance(on=date(2026, 5, 31), principal_not_due=principal, **known, **rest)
    plan = loans.plan(balance, Terms.model_validate(told_terms))
    assert sum(row.principal for row in plan.rows) == plan.principal
    assert plan.rows[-1].balance == 0
    assert plan.waived == D("3.00")
    assert plan.total_paid == balance.total - plan.waived + plan.total_interest
    assert all(row.payment == row.principal + row.interest + row.fees for row in plan.rows)


@given(told(), st.integers(-150, 150))
@settings(max_examples=100, deadline=None)
def test_a_told_instalment_moves_the_rounding_and_nothing_else(terms, off):
    terms = {**terms, "method": Method.EQUAL_INSTALMENT.value}
    computed = rows_of(terms)
    told = max(computed[0].payment + D(off) / 100, D(0))
    rows = rows_of({**terms, "instalment": str(told)})
    if off == 0 or abs(off) > 100:
        assert rows == computed
    assert {row.payment for row in rows[:-1]} in ({told}, {row.payment for row in computed[:-1]})
    assert sum(row.principal for row in rows) == D(terms["principal"])
    assert rows[-1].balance == D("0.00")
    assert rows[-1].payment > 0 <= min(row.principal for row in rows)
