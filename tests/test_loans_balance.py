from datetime import date
from decimal import Decimal

import pytest
from accounts import FALLING, account

from workbook.case import Case
from workbook.language import NotKnown, Refused
from workbook.loans import Standing

D = Decimal


USUAL = {
    **FALLING,
    "penalty_uplift": "1.5",
    "penalty_base": "principal",
    "compound": True,
    "allocation": "interest_first",
}


def case_of(as_of="2026-05-20", paid=(), until=None, **told):
    return account(USUAL, told, paid, as_of, until)


def owed(case, on=None):
    return Standing.of(case, case.main_loan).on(date.fromisoformat(on) if on else case.as_of).balance


def test_paid_on_the_due_day_there_is_no_penalty():
    on_time = [
        ("2026-02-10", "1120.00"),
        ("2026-03-10", "1110.00"),
        ("2026-04-10", "1100.00"),
        ("2026-05-10", "1090.00"),
    ]
    balance = owed(case_of(paid=on_time))
    assert (balance.penalty, balance.compound, balance.days_overdue, balance.oldest_unpaid) == (0, 0, 0, None)
    assert balance.principal_not_due == D("8000.00")
    assert balance.interest_not_due == D("26.67")  # 8,000 × 1% × 10/30
    assert balance.due_now == 0
    assert balance.total == D("8026.67")


def test_payments_after_the_day_do_not_count():
    case = case_of(paid=[("2026-02-10", "1120.00"), ("2026-04-01", "1122.21")])
    assert owed(case, "2026-03-20").days_overdue == 10
    assert owed(case, "2026-04-05").days_overdue == 0


def test_grace_forgives_a_late_payment_but_counts_from_the_due_day():
    within = case_of(grace_days=3, paid=[("2026-02-13", "1120.00")])
    assert owed(within, "2026-02-20").penalty == 0
    assert owed(case_of(grace_days=3), "2026-02-13").days_overdue == 0
    late = owed(case_of(grace_days=3), "2026-02-14")
    assert late.days_overdue == 4
    assert late.penalty == D("2.00")  # 1,000 × 18% × 4 / 360


def test_every_component_is_the_sum_of_its_lines_less_what_was_booked():
    paid = [("2026-02-10", "1120.00"), ("2026-03-25", "700"), ("2026-04-28", "1500.50")]
    balance = owed(case_of(paid=paid))
    lines = {kind: sum(line.amount for line in balance.lines if line.kind == kind) for kind in ("penalty", "compound")}
    booked = {kind: sum(getattr(b, kind) for b in balance.bookings) for kind in ("penalty", "compound", "interest")}
    assert balance.penalty == lines["penalty"] - booked["penalty"]
    assert balance.compound == lines["compound"] - booked["compound"]
    due = sum(
        line.amount
        for line in balance.lines
        if line.kind == "interest" and line.end in {date(2026, m, 10) for m in range(2, 6)}
    )
    assert balance.overdue_interest == due - booked["interest"]
    assert [b.amount for b in balance.bookings] == [D("1120.00"), D("700.00"), D("1500.50")]
    for b in balance.bookings:
        assert b.amount == b.fees + b.interest + b.compound + b.penalty + b.principal + b.ahead


def test_a_line_can_be_checked_with_a_calculator():
    for line in owed(case_of()).lines:
        if not line.whole_month:
            product = line.base * line.rate * line.days / (100 * line.basis)
            assert abs(product - line.amount) <= D("0.005")
            assert line.days == (line.end - line.start).days or line.kind == "interest"


def test_paying_a_few_days_early_waits_for_the_due_day():
    balance = owed(case_of(paid=[("2026-02-06", "1120.00")]), "2026-02-08")
    assert balance.total == D("12000") + D("116.00") - D("1120.00")  # 29 days of interest so far
    assert any("抵下一期" in said for said in balance.assumed)
    assert owed(case_of(paid=[("2026-02-06", "1120.00")]), "2026-03-09").days_overdue == 0


def test_a_large_sum_repays_principal_early_and_lowers_the_instalments():
    case = case_of(paid=[("2026-01-20", "6040.00")])
    balance = owed(case, "2026-01-20")
    assert balance.principal_not_due == D("6000.00")  # 40.00 was interest of ten days
    assert balance.interest_not_due == 0
    first, second = Standing.of(case, case.main_loan).dues(date(2026, 1, 1), date(2026, 3, 31))
    assert (first.parts.principal, first.parts.interest) == (D("1000.00"), D("87.20"))  # 4,920 repaid, 20 days spared
    assert (second.parts.principal, second.parts.interest) == (D("552.73"), D("60.80"))  # 6,080 over 11 instalments
    assert owed(case, "2026-03-09").days_overdue == 0


def test_paying_everything_ends_the_loan():
    case = case_of(paid=[("2026-01-20", "12040.00")])
    assert owed(case).total == 0
    assert Standing.of(case, case.main_loan).dues(date(2026, 2, 1), date(2026, 12, 31)) == ()


def test_a_prepayment_fee_is_taken_before_principal():
    fee = [{"id": "f", "when": "prepayment", "percent": "3"}]
    beyond_the_next = owed(case_of(fees=fee, paid=[("2026-01-20", "3180.00")]), "2026-01-20")
    assert beyond_the_next.principal_not_due == D("12000") - 2000 - D("1080")  # 60 fee; of the next 1,120, 40 interest
    assert owed(case_of(fees=fee, paid=[("2026-01-20", "12400.00")])).total == 0


def test_more_than_owed_is_said():
    said = owed(case_of(paid=[("2026-01-20", "12050.00")])).assumed
    assert any("10.00" in sentence for sentence in said)


def test_paid_until_covers_without_listing_payments():
    balance = owed(case_of(until="2026-04-30"))
    assert balance.oldest_unpaid == date(2026, 5, 10)
    assert balance.overdue_principal == D("1000.00")
    assert balance.principal_not_due == D("8000.00")


def test_the_oldest_unpaid_day_covers_what_came_before_it():
    balance = owed(case_of(next_due="2026-04-11"))  # one day beside the contract's 10th
    assert balance.oldest_unpaid == date(2026, 4, 10)
    assert any("2026-04-11" in said for said in balance.assumed)


def test_records_that_reach_as_far_are_trusted():
    paid = [("2026-02-10", "1120.00"), ("2026-03-10", "1110.00")]
    balance = owed(case_of(next_due="2026-04-10", paid=paid))
    assert len(balance.bookings) == 2
    assert balance.oldest_unpaid == date(2026, 4, 10)


def test_records_with_gaps_are_not():
    balance = owed(case_of(next_due="2026-05-10", paid=[("2026-04-10", "1100.00")]))
    assert balance.oldest_unpaid == date(2026, 5, 10)


def test_periods_left_and_the_state_say_what_is_paid():
    assert owed(case_of(periods_left=9)).oldest_unpaid == date(2026, 5, 10)
    assert owed(case_of(state="not_due")).oldest_unpaid is None
    assert owed(case_of(state="not_due"), "2026-05-10").days_overdue == 0


def test_with_no_word_on_payments_none_were_made_and_it_says_so():
    balance = owed(case_of())
    assert balance.oldest_unpaid == date(2026, 2, 10)
    assert any("没有还款记录" in said for said in balance.assumed)


def test_unknown_penalty_terms_are_assumed_with_the_other_end_of_the_band():
    said = " ".join(owed(case_of(penalty_uplift=None, penalty_base=None, compound=None)).assumed)
    assert "1.5 倍" in said
    assert "1.3 倍" in said
    assert "逾期本金" in said
    assert not any("罚息" in s for s in owed(case_of(penalty_uplift=None), "2026-02-01").assumed)


def test_without_compound_interest_bears_nothing():
    assert owed(case_of(compound=False)).compound == 0


def test_accelerated_without_a_date_is_called_in_on_the_day():
    balance = owed(case_of(state="accelerated", next_due="2026-05-10"))
    assert balance.principal_not_due == 0
    assert balance.due_now == balance.total
    assert any("提前到期" in said for said in balance.assumed)


def test_a_settled_loan_owes_nothing():
    assert owed(case_of(state="settled")).total == 0


def test_fees_of_missed_instalments_are_owed():
    fees = [{"id": "f", "when": "per_period", "amount": "30"}]
    balance = owed(case_of(fees=fees), "2026-03-20")
    assert balance.fees == D("60.00")
    paid = owed(case_of(fees=fees, paid=[("2026-03-20", "100")]), "2026-03-20")
    assert (paid.fees, paid.bookings[0].fees, paid.bookings[0].interest) == (0, D("60.00"), D("40.00"))


def test_on_demand_interest_runs_on_what_is_left():
    case = case_of(
        method="on_demand",
        periods=None,
        day_count=None,
        rate="0.05",
        rate_unit="day",
        paid=[("2026-02-09", "6180.00")],
        as_of="2026-02-19",
    )
    balance = owed(case)
    assert balance.principal_not_due == D("6000.00")  # 180.00 was thirty days of interest
    assert balance.interest_not_due == D("30.00")
    assert Standing.of(case, case.main_loan).dues(date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_interest_only_principal_falls_due_at_the_end():
    balance = owed(case_of(method="interest_only"), "2026-02-20")
    assert (balance.overdue_principal, balance.overdue_interest, balance.principal_not_due) == (
        0,
        D("120.00"),
        D("12000.00"),
    )


def test_payments_before_the_loan_are_refused():
    with pytest.raises(Refused, match="2026-01-05"):
        owed(case_of(paid=[("2026-01-05", "100")]))


# -- where the contract is not known ---------------------------------------------------------------------------------


def quick(**told):
    terms = {"id": "a", "state": "overdue", "next_due": "2026-04-10", **told}
    return Case.model_validate({"profile": {"as_of": "2026-05-20"}, "debts": {"loans": [terms]}})


LENT = {"principal": "12000", "drawn_on": "2026-03-10", "rate": "12", "rate_unit": "year"}


def test_the_short_path_takes_what_the_app_asks():
    balance = owed(quick(app_total="3200.50", instalment="1100", periods_left=3))
    assert (balance.source, balance.due_now, balance.total) == ("app", D("3200.50"), D("3200.50"))
    assert balance.penalty is None
    assert balance.days_overdue == 40
    assert any("不一定是全部欠款" in said for said in balance.assumed)


def test_the_lenders_latest_figures_stand_in():
    figures = [
        {"id": "f1", "on": "2026-05-01", "overdue_principal": "3000", "overdue_interest": "200", "penalty": "50"},
        {"id": "f2", "on": "2026-06-01", "total": "9999"},
        {"id": "f3", "on": "2026-05-10"},
    ]
    balance = owed(quick(lender_figures=figures))
    assert balance.total == D("3250.00")
    assert balance.fees is None
    assert any("2026-05-01" in said for said in balance.assumed)


def test_nothing_known_asks_for_a_field():
    with pytest.raises(NotKnown, match="App 上显示现在要还多少"):
        owed(quick())


def test_instalments_of_the_short_path():
    case = quick(app_total="3200.50", instalment="1100", periods_left=3)
    found = Standing.of(case, case.main_loan).dues(date(2026, 5, 1), date(2026, 12, 31))
    assert [(d.due.isoformat(), d.payment) for d in found] == [
        ("2026-05-10", D("1100.00")),
        ("2026-06-10", D("1100.00")),
    ]
    assert found[0].parts is None
    endless = quick(instalment="1100")
    assert len(Standing.of(endless, endless.main_loan).dues(date(2026, 5, 1), date(2027, 4, 30))) == 12
    with pytest.raises(NotKnown, match="每期还多少"):
        Standing.of(quick(), quick().main_loan).dues(date(2026, 5, 1), date(2026, 5, 31))


def test_instalments_of_a_known_contract_show_their_parts():
    case = case_of()
    found = Standing.of(case, case.main_loan).dues(date(2026, 6, 1), date(2026, 7, 31))
    assert [(d.number, d.payment) for d in found] == [(5, D("1080.00")), (6, D("1070.00"))]


def test_a_day_before_the_money_came_is_refused():
    with pytest.raises(Refused, match="放款日"):
        owed(case_of(), "2026-01-09")


def test_an_earlier_restructuring_is_mentioned():
    assert any("以前改过" in said for said in owed(case_of(restructured_before=True)).assumed)


def test_on_demand_with_interest_days_and_no_end_still_has_a_balance():
    balance = owed(case_of(method="on_demand", periods=None, due_day=20, day_count="actual/360"), "2026-02-09")
    assert (balance.principal_not_due, balance.interest_not_due) == (D("12000.00"), D("120.00"))


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ({}, ["借款本金", "还款方式", "放款日", "最后到期日", "利率（%）"]),
        ({"method": "interest_only", **LENT}, ["最后到期日"]),
        ({"method": "equal_principal", **LENT}, ["一共几期（月）"]),
        ({"method": "equal_principal", "first_due": "2026-04-10", "periods": 12, **LENT, "drawn_on": None}, []),
        ({"method": "bullet", "maturity": "2027-03-10", **LENT, "drawn_on": None}, ["放款日"]),
        ({"method": "equal_instalment", **LENT, "rate": None, "instalment": "1100"}, ["一共几期（月）"]),
        ({"method": "equal_principal", "periods": 12, **LENT, "rate": None}, ["利率（%）"]),
        ({"method": "equal_principal", "periods": 12, **LENT, "rate_unit": None}, ["这是日、月还是年利率"]),
    ],
)
def test_which_terms_lack_is_said_by_their_names(told, lacks):
    said = "".join(owed(quick(app_total="3200.50", **told)).assumed)
    assert ("缺" + "、".join(f"“{field}”" for field in lacks) + "：" in said) == bool(lacks)
    assert ("合同条款还不全" in said) == bool(lacks)
