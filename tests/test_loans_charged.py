"""What a loan charges, line by line, and what it costs a year, worked out again from what is received and paid."""

from datetime import date
from decimal import Decimal

import pytest

from tests.papers import bare, stored
from workbook import followup, pressure, tables
from workbook.case import Case, FeeWhen
from workbook.documents.facts import own_facts
from workbook.documents.parts.asked import fees_asked
from workbook.documents.parts.desk import Asked
from workbook.position import Position

D = Decimal


def case() -> Case:
    return stored("flat_rate_and_fees")


def monthly_rate(received: float, paid: float, months: int) -> float:
    """Find by halving the rate a month at which the payments are worth what was received."""
    low, high = 0.0, 1.0
    for _step in range(200):
        rate = (low + high) / 2
        worth = sum(paid / (1 + rate) ** month for month in range(1, months + 1))
        low, high = (rate, high) if worth > received else (low, rate)
    return low


def test_every_charge_stands_with_its_collector_its_time_and_its_clause():
    told = case()
    found = Position(told).standing(told.main_loan).charged
    lines = [(c.name, c.collector, c.each, c.when, c.times, c.total, c.clause) for c in found.charges]
    assert lines == [
        ("信息服务费", "（虚构）某信息服务公司", D(3000), FeeWhen.UPFRONT, 1, D(3000), "未找到"),
        ("担保费", "（虚构）某融资担保公司", D(500), FeeWhen.PER_PERIOD, 12, D(6000), "未找到"),
    ]
    assert (found.interest, found.fees, found.total) == (D("9600.00"), D(9000), D("18600.00"))


def test_the_yearly_cost_is_arithmetic_on_what_is_received_and_debited():
    told = case()
    found = Position(told).standing(told.main_loan).charged
    assert (found.received, found.received_on) == (D("97000.00"), date(2026, 8, 20))
    assert [amount for _on, amount in found.paid] == [D("9633.33")] * 12
    rate = monthly_rate(97000, 9633.33, 12)
    assert f"{rate * 1200:.2f}" == "33.69"
    assert f"{((1 + rate) ** 12 - 1) * 100:.2f}" == "39.42"
    assert float(found.cost.simple or 0) == pytest.approx(rate * 1200, abs=1e-6)
    assert float(found.cost.compound or 0) == pytest.approx(((1 + rate) ** 12 - 1) * 100, abs=1e-6)
    alone = monthly_rate(100000, 9133.33, 12)
    assert f"{alone * 1200:.2f}" == "17.27"
    assert float(found.interest_alone.simple or 0) == pytest.approx(alone * 1200, abs=1e-3)


def test_calendar_and_reminders_say_what_is_debited():
    told = case()
    (claim,) = pressure.calendar(told).rows
    assert (claim.on, claim.amount) == (date(2026, 12, 20), D("9633.33"))
    first = followup.reminders(told)[0]
    assert first.on == date(2026, 12, 18)
    assert "¥9,633.33" in first.title
    assert not any("9,273.00" in one.title + one.note for one in followup.reminders(told))
    assert not any("提前还的" in said for said in Position(told).standing(told.main_loan).balance.assumed)


def test_money_beyond_the_debits_still_waits_for_the_next_one():
    told = case()
    extra = told.payments.made[0].model_copy(update={"id": "x", "amount": D("1000.00")})
    more = told.but(payments=told.payments.but(made=(*told.payments.made, extra)))
    assert pressure.calendar(more).rows[0].amount == D("8633.33")


def test_the_tables_name_the_charges_and_the_flows():
    told = case()
    charges, flows = bare(str(tables.fees(told))), bare(str(tables.cost_flows(told)))
    for words in ("某信息服务公司", "某融资担保公司", "未找到", "33.69%（单利）", "39.42%（复利）", "17.27%"):
        assert words in charges
    assert "¥97,000.00" in flows
    assert flows.count("¥9,633.33") == 12


def test_a_fee_that_ends_early_is_charged_so_often():
    told = case()
    fees = [fee.model_dump() for fee in told.main_loan.fees]
    fees[1] |= {"last_period": 6, "first_amount": "800"}
    early = told.but(debts=told.debts.but(loans=(told.main_loan.but(fees=fees, instalment=None),)))
    charge = Position(early).standing(early.main_loan).charged.charges[1]
    assert (charge.times, charge.total) == (6, D(800 + 5 * 500))


def test_what_is_asked_for_a_fee_is_a_term_like_any_other():
    told = case()
    rows = [{"id": "w", "fee": "担保费", "wish": "return", "amount": "1500"}]
    asked = told.but(ask=told.ask.but(asks=({"id": "a", "loan_id": "a", "preferred": {"fee_rows": rows}},)))
    rung = own_facts(Position(asked)).ask.preferred
    (row,) = asked.ask.asks
    assert rung is not None
    assert row.preferred is not None
    (words,) = fees_asked(Asked(row.preferred, rung))
    said = str(words)
    assert said.index("担保费") < said.index("退还") < said.index("1,500")
