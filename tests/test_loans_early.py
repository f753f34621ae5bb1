"""Money paid before a due day covers the next instalment first; only the rest repays principal early, or waits."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from accounts import LEVEL, account
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import loans
from workbook.loans import Standing

D = Decimal
INSTALMENT = D("5398.53")


def case_of(*paid, as_of="2025-03-20", until=None, **told):
    return account(LEVEL, told, paid, as_of, until)


def owed(case, on=None):
    return Standing.of(case, case.main_loan).on(date.fromisoformat(on) if on else case.as_of).balance


def coming(case):
    return [(due.due.isoformat(), due.payment) for due in Standing.of(case, case.main_loan).coming(date(2030, 1, 1))]


def test_a_fen_over_the_instalment_is_not_late():
    balance = owed(case_of(("2025-03-02", "5398.54")))
    assert (balance.days_overdue, balance.due_now, balance.oldest_unpaid) == (0, 0, None)
    assert balance.principal == D("60000") - D("4678.53") - D("0.01")
    assert any("提前多还的钱怎么算没有填" in said and "¥0.01" in said for said in balance.assumed)


@pytest.mark.parametrize("amount", ["5398.53", "5398.54", "5400", "6000", "20000"])
def test_whatever_is_paid_beyond_it_the_next_instalment_is_covered(amount):
    case = case_of(("2025-03-02", amount))
    assert owed(case, "2025-03-03").due_now == 0
    assert owed(case, "2025-04-02").days_overdue == 0
    assert owed(case, "2025-04-04").days_overdue == 1


def test_several_payments_cover_it_together():
    case = case_of(("2025-02-10", "3000"), ("2025-02-20", "2000"), ("2025-03-01", "400"))
    assert owed(case).days_overdue == 0
    short = case_of(("2025-02-10", "3000"), ("2025-02-20", "2000"))
    assert owed(short, "2025-03-03").due_now == INSTALMENT - 5000


def test_paid_far_before_the_rest_bears_no_interest_from_that_day():
    early, late = case_of(("2025-02-04", "25398.53")), case_of(("2025-03-03", "25398.53"))
    assert owed(early).days_overdue == owed(late).days_overdue == 0
    spared = D("20000") * D("14.4") * 29 / 36000  # 30/360 counts 29 days from 4 February to 3 March
    assert abs(owed(late, "2025-03-03").total - owed(early, "2025-03-03").total - spared) < D("0.05")


def test_arrears_come_before_the_next_instalment():
    case = case_of(("2025-03-25", "8000"), as_of="2025-04-10")
    arrears = owed(case_of(), "2025-03-25").due_now
    (booked, *_rest) = owed(case, "2025-04-01").bookings
    assert booked.ahead == 8000 - arrears
    balance = owed(case)
    assert balance.oldest_unpaid == date(2025, 4, 3)
    assert balance.overdue_principal + balance.overdue_interest == INSTALMENT - booked.ahead


def test_two_instalments_at_once_leave_the_second_to_principal_unless_told_to_wait():
    twice = ("2025-03-02", str(2 * INSTALMENT))
    assert owed(case_of(twice, as_of="2025-04-10")).days_overdue == 7
    waits = case_of(twice, as_of="2025-04-10", early_money="waits")
    assert owed(waits).days_overdue == 0
    assert owed(waits, "2025-05-04").days_overdue == 1
    assert any("抵以后各期" in said for said in owed(waits, "2025-03-02").assumed)
    assert not any("没有填" in said and "提前" in said for said in owed(waits).assumed)
    told = owed(case_of(twice, as_of="2025-04-10", early_money="principal"))
    assert any("按提前还本" in said for said in told.assumed)
    assert not any("提前多还的钱怎么算没有填" in said for said in told.assumed)


def test_what_waits_is_not_asked_again():
    case = case_of(("2025-03-02", "7000"), as_of="2025-03-02", early_money="waits")
    assert coming(case)[0] == ("2025-04-03", 2 * INSTALMENT - 7000)
    assert Standing.of(case, case.main_loan).still_asked == loans.schedule(case.main_loan).total_paid - 7000


def test_the_last_instalment_a_day_early_ends_the_loan():
    rows = loans.schedule(case_of().main_loan).rows
    on_time = [(row.due.isoformat(), str(row.payment)) for row in rows[:-1]]
    last = ("2026-02-02", str(rows[-1].payment))
    assert owed(case_of(*on_time, last, as_of="2026-03-01")).total == 0
    fee = [{"id": "f", "when": "prepayment", "percent": "3"}]
    assert owed(case_of(*on_time, last, as_of="2026-03-01", fees=fee)).total == 0


@pytest.mark.parametrize("method", ["equal_principal", "interest_only"])
def test_the_other_monthly_methods_do_the_same(method):
    first = loans.schedule(case_of(method=method).main_loan).rows[0].payment
    case = case_of(("2025-03-02", str(first + 1000)), method=method, as_of="2025-04-02")
    without = case_of(("2025-03-03", str(first)), method=method, as_of="2025-04-02")
    assert owed(case).days_overdue == 0
    assert owed(without).principal - owed(case).principal == 1000
    assert coming(case)[0][1] < coming(without)[0][1]


def test_one_repayment_at_the_end_and_money_on_demand_take_early_money_as_principal():
    for method, periods in (("bullet", 12), ("on_demand", None)):
        case = case_of(("2025-02-13", "10240"), method=method, periods=periods, as_of="2025-02-13")
        assert owed(case).principal_not_due == D("50000.00")  # 240.00 was interest of ten days
        assert not any("没有填" in said and "提前" in said for said in owed(case).assumed)


def test_money_on_demand_without_due_days_has_nothing_to_wait_for():
    case = case_of(("2025-02-13", "10240"), method="on_demand", periods=None, as_of="2025-02-13", early_money="waits")
    assert owed(case).principal_not_due == D("50000.00")


@pytest.mark.parametrize("early", [None, "waits", "principal"])
@pytest.mark.parametrize("amount", ["5398.53", "5398.54"])
def test_a_due_day_told_to_be_unpaid_stays_unpaid(early, amount):
    told = case_of(("2025-03-02", amount), next_due="2025-03-03", early_money=early)
    assert owed(told).oldest_unpaid == date(2025, 3, 3)


def test_money_that_did_not_cover_it_is_not_lost_and_is_named():
    case = case_of(("2025-03-02", "5398.54"), next_due="2025-03-03")
    balance = owed(case)
    assert (balance.days_overdue, balance.oldest_unpaid) == (17, date(2025, 3, 3))
    assert owed(case, "2025-03-02").total == owed(case_of(), "2025-03-02").total - D("5398.54")
    assert any("2025-03-03 那期没还" in said and "5,398.54" in said for said in balance.assumed)


def test_what_was_told_to_be_paid_is_not_paid_again():
    assert owed(case_of(("2025-03-02", "5398.54"), next_due="2025-04-03")).days_overdue == 0
    until = case_of(("2025-03-02", "5398.54"), until="2025-03-31", as_of="2025-04-10")
    assert owed(until).oldest_unpaid == date(2025, 4, 3)
    assert owed(until).due_now > INSTALMENT
    after = case_of(("2025-04-01", "5398.54"), until="2025-03-31", as_of="2025-04-10")
    assert owed(after).days_overdue == 0


METHODS = st.sampled_from(["equal_instalment", "equal_principal", "interest_only"])


@given(METHODS, st.integers(0, 27), st.integers(0, 4_000_000), st.sampled_from([None, "30/360", "actual/365"]))
@settings(max_examples=80, deadline=None)
def test_money_that_covers_an_instalment_keeps_it_current_and_no_fen_is_lost(method, days, fen, count):
    plain = case_of(method=method, day_count=count)
    row = loans.schedule(plain.main_loan).rows[0]
    paid_on, amount = row.due - timedelta(days=days + 1), row.payment + D(fen) / 100
    case = case_of((paid_on.isoformat(), str(amount)), method=method, day_count=count)
    before = Standing.of(plain, plain.main_loan).on(paid_on).balance.total
    assert Standing.of(case, case.main_loan).on(paid_on).balance.total == max(before - amount, D(0))
    assert Standing.of(case, case.main_loan).on(row.due).balance.due_now == 0
    assert Standing.of(case, case.main_loan).on(row.due + timedelta(days=20)).balance.days_overdue == 0
