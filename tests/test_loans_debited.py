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


# -- where the instalments are not alike, and several notes ------------------------------------------------------------

EQUAL_PRINCIPAL = {"method": "equal_principal", "principal": "12000", "rate": "1", "received": None}
LATER = ["2026-05-10", "2026-06-10", "2026-07-10"]
# 12,000 ÷ 12 + 12,000 × 1% = 1,120.00 on 2026-05-10, then 10.00 less each month; the next on 06-10 is 1,110.00


def test_equal_principal_is_held_against_the_next_instalment_only():
    _case, one = standing(instalment="1160", as_of="2026-05-20", next_due="2026-06-10", **EQUAL_PRINCIPAL)
    assert (one.debited.scheduled, one.debited.days) == (D("1110.00"), (date(2026, 6, 10),))
    assert [due.payment for due in one.coming(date(2026, 7, 31))] == [D("1160.00"), D("1100.00")]
    assert "2026-06-10 那期" in one.debited.sentence
    assert one.cost == standing(as_of="2026-05-20", next_due="2026-06-10", **EQUAL_PRINCIPAL)[1].cost


@pytest.mark.parametrize(
    "told", [{"instalment": "1120"}, {"instalment": "1060.50"}, {"paid": LATER}, {"state": "overdue"}]
)
def test_what_may_be_another_of_the_instalments_says_nothing(told):
    usual = {"instalment": "1160"} if "state" in told else {}
    _case, one = standing(**{**EQUAL_PRINCIPAL, **usual, **told})
    assert one.debited is None


def line(as_of="2026-05-20", second_due=10, second="2026-03-10", **told):
    notes = [
        {"id": "n1", "amount": "10000", "drawn_on": "2026-01-10", "periods": 12},
        {"id": "n2", "amount": "20000", "drawn_on": second, "periods": 6, "due_day": second_due},
    ]
    loan = {"rate": "12", "rate_unit": "year", "method": "equal_instalment", "due_day": 10, "notes": notes}
    untold = dict.fromkeys(("principal", "received", "drawn_on", "periods"))
    return standing(as_of=as_of, **{**untold, **loan, "next_due": "2026-06-10", **told})


# 10,000 at 1% for 12 months 888.49, 20,000 for 6 months 3,450.97: together 4,339.46 on the 10th until 2026-09-10


def test_one_amount_for_all_notes_is_held_against_the_months_all_of_them_run():
    case, one = line(instalment="4600")
    assert (one.debited.scheduled, one.debited.amount) == (D("4339.46"), 4600)
    assert one.debited.days == (date(2026, 6, 10), date(2026, 7, 10), date(2026, 8, 10), date(2026, 9, 10))
    assert [due.payment for due in one.coming(date(2026, 10, 31))] == [4600, 4600, 4600, 4600, D("888.49")]
    assert "¥4,339.46" in one.debited.sentence
    assert any("¥4,600.00" in row[0] for row in tables.lender_check(case).rows)


def test_payments_for_all_notes_that_repeat_say_it_too():
    paid = ["2026-03-10", "2026-04-10", "2026-05-10"]
    _case, one = line(paid=paid, second="2026-02-10")
    assert one.debited.amount == D("9633.33")


@pytest.mark.parametrize("instalment", ["4340", "4338", "888.49", "3451", None])
def test_an_amount_that_is_the_schedules_or_one_notes_says_nothing(instalment):
    assert line(instalment=instalment)[1].debited is None


def test_notes_that_never_fall_due_on_one_day_say_nothing():
    assert line(instalment="4600", second_due=15)[1].debited is None


def test_when_only_one_note_is_left_it_is_that_one():
    _case, one = line(instalment="950", as_of="2026-09-20", next_due="2026-10-10")
    assert one.debited.scheduled == D("888.49")


@pytest.mark.parametrize(
    ("told", "above"),
    [
        # 9,633.33 × 10.5753 (twelve months at 2%) less 97,000; 9,800 for 100,000 received whole
        ({"instalment": "9633.33"}, "4875.75"),
        ({"instalment": "9800", "received": None, "rate": "1.2"}, "3638.34"),
    ],
)
def test_what_lies_above_the_line_is_counted_on_what_is_debited(told, above):
    _case, one = standing(**told)
    (line,) = (found for found in one.findings if found.kind == "cost_line")
    assert line.difference == D(above)
    assert "每期实际扣的数" in one.cost.reason


@pytest.mark.parametrize(("as_of", "late"), [("2026-06-20", True), ("2026-05-05", False)])
def test_what_is_overdue_says_that_more_may_be_debited(as_of, late):
    _case, one = standing(instalment="9633.33", as_of=as_of)
    assert any("要补的可能更多" in said for said in one.balance.assumed) is late
    _case, less = standing(instalment="8000", as_of=as_of)
    assert not any("要补的可能更多" in said for said in less.balance.assumed)
