"""What is really debited where the terms make something else: named, and counted in dues and cost."""

from datetime import date
from decimal import Decimal

import pytest

from workbook import tables
from workbook.case import Case
from workbook.loans import Standing

D = Decimal
FEE = {"id": "f", "when": "per_period", "amount": "500", "kind": "service", "name": "服务费"}


def standing(paid=(), as_of="2026-05-20", **told):
    usual = {
        "id": "a",
        "name": "网商贷（虚构）",
        "principal": "100000",
        "received": "97000",
        "rate": "0.8",
        "rate_unit": "month",
        "method": "equal_instalment",
        "periods": 12,
        "drawn_on": "2026-04-10",
        "due_day": 10,
    }
    loan = {k: v for k, v in {**usual, **told}.items() if v is not None}
    made = [{"id": f"p{k}", "loan_id": "a", "paid_on": on, "amount": "9633.33"} for k, on in enumerate(paid)]
    case = Case.model_validate({"profile": {"as_of": as_of}, "debts": {"loans": [loan]}, "payments": {"made": made}})
    return case, Standing.of(case, case.main_loan)


@pytest.mark.parametrize("fees", [[FEE], []])
def test_a_flat_rate_is_called_flat_and_costs_what_is_debited(fees):
    # 100,000 ÷ 12 + 100,000 × 0.8% + 500 = 9,633.33 a month on 97,000 received
    _case, one = standing(instalment="9633.33", fees=fees)
    assert "平息" in one.debited.sentence
    assert one.debited.is_flat is bool(fees)
    assert one.cost.simple == pytest.approx(D("33.69"), abs=D("0.01"))
    assert one.cost.compound == pytest.approx(D("39.42"), abs=D("0.01"))
    assert any("平息" in said for said in one.cost.assumed)


def test_a_fee_nobody_told_is_seen_beside_the_flat_rate():
    _case, one = standing(instalment="9633.33")
    assert "¥9,133.33" in one.debited.sentence
    assert "¥500.00" in one.debited.sentence


def test_three_payments_alike_a_month_apart_say_it_too():
    _case, one = standing(paid=["2026-02-10", "2026-03-10", "2026-04-10"], drawn_on="2026-01-10", as_of="2026-04-20")
    assert one.debited.amount == D("9633.33")
    _case, two = standing(paid=["2026-02-10", "2026-03-10"], drawn_on="2026-01-10", as_of="2026-04-20")
    assert two.debited is None
    _case, apart = standing(paid=["2026-02-10", "2026-02-15", "2026-04-10"], drawn_on="2026-01-10", as_of="2026-04-20")
    assert apart.debited is None


def test_the_calendar_goes_by_the_higher_of_both():
    _case, more = standing(instalment="9633.33")
    assert {due.payment for due in more.coming(date(2026, 12, 31))} == {D("9633.33")}
    _case, less = standing(instalment="8000")
    scheduled = less.schedule.rows[0].payment
    assert {due.payment for due in less.coming(date(2026, 12, 31))} == {scheduled}
    assert less.debited.amount == 8000


@pytest.mark.parametrize("instalment", ["8773.40", "8772.10", None])
def test_an_instalment_that_is_off_by_rounding_is_no_other_one(instalment):
    case, one = standing(instalment=instalment)
    assert one.debited is None
    assert not any("实际扣" in note for note in tables.schedule(case).notes)


def test_an_instalment_told_as_the_lender_rounds_it_is_the_schedules():
    case, one = standing(instalment="8774")
    assert one.schedule.rows[0].payment == one.coming(date(2026, 6, 30))[0].payment == 8774
    assert one.schedule.rows[-1].payment == D("8761.40")
    assert any("¥8,774.00" in note for note in tables.schedule(case).notes)
    _case, as_computed = standing(instalment="8773.00")
    assert as_computed.schedule == standing()[1].schedule


def test_both_amounts_stand_on_the_page():
    case, _one = standing(instalment="9633.33", fees=[FEE])
    (note,) = [note for note in tables.schedule(case).notes if "实际扣" in note]
    assert "¥9,633.33" in note
    assert any("平息" in row[0] for row in tables.lender_check(case).rows)
