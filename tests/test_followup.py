"""After the talk: is it kept, by both sides, and what must happen by when."""

from datetime import date
from decimal import Decimal

import pytest

from workbook import confirm, followup
from workbook.case import Case
from workbook.language import NotKnown

LOAN = {
    "id": "l",
    "name": "网商贷",
    "lender": "浙江网商银行股份有限公司",
    "state": "overdue",
    "app_total": "6000",
    "balance_left": "50000",
    "lender_figures": [{"id": "f", "on": "2026-08-30", "overdue_principal": "50000", "penalty": "800"}],
}
TERMS = {
    "start": "2026-09-01",
    "first_due": "2026-09-20",
    "periods": 24,
    "rate": "9",
    "treatments": [{"id": "p", "component": "penalty", "treatment": "waive"}],
    "collection_stops": True,
    "credit_reporting": "按新计划报送",
}
LINES = [
    {"id": f"{n}", "due": due, "payment": "2300"}
    for n, due in enumerate(["2026-09-20", "2026-10-20", "2026-11-20", "2026-12-20"])
]


def case(as_of="2026-11-23", paid=(), schedule=LINES, loan=LOAN, **sections):
    written = {"id": "w", "loan_id": "l", "on": "2026-09-01", "terms": TERMS, "schedule": list(schedule)}
    written["accepted_on"] = "2026-09-01"
    made = [{"id": f"p{n}", "loan_id": "l", "paid_on": on, "amount": a} for n, (on, a) in enumerate(paid)]
    talks = {"written": [written], **sections.pop("talks", {})}
    profile = {"as_of": as_of, "borrower_type": "sole_trader"}
    debts = {"loans": [loan]}
    return Case.model_validate(
        {"profile": profile, "debts": debts, "payments": {"made": made}, "talks": talks, **sections}
    )


def kept(**fields):
    told = case(**fields)
    return confirm.kept(told, told.main_loan)


# -- payments against the plan


def test_payments_fill_the_promises_in_order():
    found = kept(paid=[("2026-09-20", "2300"), ("2026-10-25", "2300")])
    assert [(r.status, r.days_late) for r in found.rows] == [("kept", 0), ("late", 5), ("missed", 3), ("coming", 0)]
    assert "有 1 笔过了日子没还齐，一共差 ¥2,300.00" in found.sentence


def test_part_payments_add_up_and_the_last_one_counts_for_the_day():
    (first, second, *_) = kept(paid=[("2026-09-18", "1000"), ("2026-09-21", "1500")]).rows
    assert (first.paid_on, first.days_late, first.status) == (date(2026, 9, 21), 1, "late")
    assert second.short == Decimal("2100.00")


def test_money_paid_before_the_plan_began_is_not_counted():
    assert kept(paid=[("2026-08-31", "2300")]).rows[0].status == "missed"


def test_money_beyond_every_promise_is_said():
    assert kept(paid=[("2026-09-20", "10000")]).ahead == Decimal("800.00")


def test_the_due_day_itself_is_not_late():
    assert kept(as_of="2026-09-20").rows[0].status == "coming"
    assert kept(as_of="2026-09-21").rows[0].status == "missed"


def test_without_a_written_schedule_the_written_terms_are_priced_with_money_paid_first():
    terms = {**TERMS, "down_payment": "1000", "fee": "50"}
    told = case(schedule=())
    written = {"id": "w", "loan_id": "l", "on": "2026-09-01", "terms": terms, "accepted_on": "2026-09-01"}
    told = Case.model_validate({**told.model_dump(), "talks": {"written": [written]}})
    rows = confirm.kept(told, told.main_loan).rows
    assert (rows[0].number, rows[0].due, rows[0].expected) == (0, date(2026, 9, 1), Decimal("1050.00"))
    assert len(rows) == 25


def test_without_a_written_arrangement_there_is_nothing_to_keep():
    told = Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [LOAN]}})
    with pytest.raises(NotKnown, match="书面"):
        confirm.kept(told, told.main_loan)


# -- the lender's side


def theirs(**fields):
    told = case(**fields)
    return {w.key: w for w in followup.theirs(told, told.main_loan)}


def test_a_waiver_is_booked_when_the_lenders_figures_no_longer_show_it():
    assert theirs()["waived.penalty"].found == "open"
    for left, found in (("0", "kept"), ("800", "broken")):
        later = {"id": "g", "on": "2026-11-01", "penalty": left}
        loan = {**LOAN, "lender_figures": [*LOAN["lender_figures"], later]}
        assert theirs(loan=loan)["waived.penalty"].found == found


def test_calls_after_the_plan_began_are_named_but_not_judged():
    call = {"id": "c", "loan_id": "l", "on": "2026-10-02", "direction": "by_them"}
    assert theirs()["collection"].found == "kept"
    found = theirs(talks={"contacts": [call]})["collection"]
    assert found.found == "open"
    assert "2026-10-02" in found.sentence


def test_reporting_is_open_until_it_was_checked_and_ticked():
    assert theirs()["credit"].found == "open"
    done = {"checks": [{"id": "k", "kind": "credit_report", "done_on": "2026-11-10"}]}
    assert theirs(followup=done)["credit"].found == "kept"


# -- deadlines


def found(told):
    return {d.key: d for d in followup.deadlines(told)}


def test_missed_and_coming_payments_are_deadlines_with_a_working_day_to_act():
    days = found(case(paid=[("2026-09-20", "2300"), ("2026-10-20", "2300")]))
    assert days["pay-l-3"].past
    assert days["pay-l-3"].days_left == -3
    assert days["pay-l-4"].on == date(2026, 12, 20)
    assert days["pay-l-4"].act_by == date(2026, 12, 18)


def test_a_deadline_in_a_year_without_a_holiday_table_says_so():
    lines = [{"id": "1", "due": "2027-01-10", "payment": "2300"}]
    one = found(case(as_of="2026-12-20", schedule=lines))["pay-l-1"]
    assert "2027" in one.limits
    assert one.act_by == date(2027, 1, 8)


def test_when_everything_is_paid_the_settlement_certificate_is_due():
    days = found(case(as_of="2026-12-23", paid=[(row["due"], row["payment"]) for row in LINES]))
    assert "结清证明" in days["settlement-l"].title


def test_the_complaint_clock_shows_what_is_to_come_and_what_just_went_by():
    told = case(followup={"complaint_on": "2026-11-01"})
    assert [(s.days, s.on) for s in followup.complaint_clock(told)] == [
        (15, date(2026, 11, 16)),
        (30, date(2026, 12, 1)),
        (60, date(2026, 12, 31)),
    ]
    assert followup.complaint_clock(told)[0].source == "《银行业保险业消费投诉处理管理办法》"
    assert {"complaint-15", "complaint-30", "complaint-60"} <= set(found(told))
    later = case(as_of="2026-12-05", followup={"complaint_on": "2026-11-01"})
    assert "complaint-15" not in found(later)
    done = {"complaint_on": "2026-11-01", "checks": [{"id": "k", "kind": "complaint", "done_on": "2026-11-20"}]}
    assert followup.complaint_clock(case(followup=done)) == ()


def test_the_clock_names_no_rule_for_a_lender_it_does_not_cover():
    friend = {**LOAN, "lender": "亲友", "name": "借款"}
    assert followup.complaint_clock(case(loan=friend, followup={"complaint_on": "2026-11-01"}))[0].source == ""


def test_promised_answers_open_checks_and_the_next_credit_check_are_there():
    talks = {
        "appointment": "2026-11-30",
        "contacts": [{"id": "c", "on": "2026-11-20", "next_on": "2026-11-27", "their_promise": "答复"}],
    }
    checks = {"checks": [{"id": "k", "kind": "reply", "due": "2026-11-25"}], "credit_checked_on": "2026-08-31"}
    days = found(case(talks=talks, followup=checks))
    assert days["talk-c"].note == "答复"
    assert days["appointment"].on == date(2026, 11, 30)
    assert days["check-k"].days_left == 2
    assert days["credit"].on == date(2027, 2, 28)


def test_a_promise_answered_by_a_later_contact_is_no_deadline_any_more():
    contacts = [{"id": "c", "on": "2026-11-01", "next_on": "2026-11-05"}, {"id": "d", "on": "2026-11-06"}]
    assert "talk-c" not in found(case(talks={"contacts": contacts}))


def test_where_only_the_end_is_told_the_day_to_apply_is_a_deadline():
    loan = {"id": "l", "name": "网商贷", "state": "not_due", "maturity": "2026-12-14"}
    told = Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}})
    one = found(told)["apply-l"]
    assert one.act_by == date(2026, 12, 11)


def test_without_an_arrangement_the_contract_says_what_falls_due():
    loan = {"id": "l", "name": "网商贷", "instalment": "2300", "next_due": "2026-12-05", "periods_left": 5}
    told = Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}})
    assert [d.on for d in followup.deadlines(told)] == [date(2026, 12, 5), date(2027, 1, 5)]


LATE = {"id": "l", "name": "网商贷", "instalment": "2300", "next_due": "2026-11-05", "periods_left": 5}


def late(state=None, **sections):
    loan = {**LATE, "state": state} if state else LATE
    return Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}, **sections})


@pytest.mark.parametrize(
    "told",
    [late("overdue"), late(ask={"asks": [{"id": "a", "loan_id": "l"}]})],
)
def test_while_arrears_are_negotiated_nobody_is_told_to_fill_the_debit_account(told):
    for one in followup.reminders(told):
        assert "原合同还款日（正在谈）" in one.title
        assert "被全部扣走" in one.note
        assert "放进扣款账户" not in one.note
    assert followup.reminders(told)


@pytest.mark.parametrize("state", ["accelerated", "in_court", "arbitration", "enforcement", "not_mine"])
def test_a_loan_called_in_claimed_or_of_another_has_no_monthly_due_days(state):
    assert followup.deadlines(late(state)) == ()
    assert followup.deadlines(late(state, **KEPT)) == ()  # nor does a plan of before say what to pay


KEPT = {"talks": {"written": [{"id": "w", "on": "2026-08-15", "accepted_on": "2026-08-15", "schedule": LINES}]}}


@pytest.mark.parametrize("state", ["sold", "paid_for"])
def test_whoever_lent_may_still_debit_a_loan_that_changed_hands(state):
    (one,) = followup.reminders(late(state))
    assert (one.title, one.on) == ("网商贷：可能还会扣款，先问停没停", date(2026, 12, 4))  # the 5th is a Saturday
    assert "放进扣款账户" not in one.note
    assert "2300" not in one.title.replace(",", "")


@pytest.mark.parametrize("state", ["overdue", "mediation"])
def test_a_loan_that_is_negotiated_rings_with_the_guard_and_without_a_sum(state):
    for one in followup.reminders(late(state)):
        assert "原合同还款日（正在谈）" in one.title
        assert "被全部扣走" in one.note


@pytest.mark.parametrize("paid", [(), [("2026-09-20", "2300")], [("2026-09-20", "2300"), ("2026-10-20", "100")]])
def test_the_days_of_a_plan_that_broke_name_no_sum_and_fill_no_account(paid):
    told = case(paid=paid)
    days = [one for one in followup.deadlines(told) if one.key.startswith("pay-")]
    assert days
    for one in days:
        assert one.title.endswith("：原约定还款日（正在重谈）")
        assert "被全部扣走" in one.note
    kept = case(paid=[("2026-09-20", "2300"), ("2026-10-20", "2300"), ("2026-11-20", "2300")])
    assert [one.title for one in followup.reminders(kept)] == ["网商贷：按新计划还 ¥2,300.00"]


def test_an_agreed_talk_on_a_saturday_is_rung_for_that_day():
    (one,) = followup.reminders(Case.model_validate({**AT, "talks": {"appointment": "2026-11-28"}}))
    assert one.on == date(2026, 11, 28)


AT = {"profile": {"as_of": "2026-11-23"}}


@pytest.mark.parametrize(("answer", "eve"), [("2026-12-05", "2026-11-27"), ("2026-10-10", "2026-09-30")])
def test_the_eve_of_a_day_moves_back_to_a_workday_and_never_past_itself(answer, eve):
    loan = {"id": "l", "name": "网商贷", "state": "arbitration", "answer_until": answer}
    told = Case.model_validate({"profile": {"as_of": "2026-09-01"}, "debts": {"loans": [loan]}})
    ready = next(one for one in followup.reminders(told) if one.uid.startswith("ready"))
    assert ready.on == date.fromisoformat(eve)
    assert "最晚" not in ready.note  # the eve is no last day
    assert f"那一天是 {answer}" in ready.note


def test_an_empty_case_has_no_deadlines():
    assert followup.deadlines(Case.model_validate({"profile": {"as_of": "2026-11-23"}})) == ()


# -- reminders


def test_reminders_are_only_for_days_to_come_and_keep_their_uid():
    told = case(paid=[("2026-09-20", "2300"), ("2026-10-20", "2300")])
    (one,) = followup.reminders(told)
    assert (one.uid, one.on, one.alarm_days) == ("pay-l-4@workbook", date(2026, 12, 18), (7, 1))
    assert "最晚 2026-12-20" in one.note
    assert followup.reminders(told) == followup.reminders(told)


# -- early warning


def signs(**fields):
    told = case(**fields)
    return [w.sign for w in followup.warnings(told, told.main_loan)]


GOOD = {"worst_receipts": "20000", "usual_receipts": "30000", "shop_costs": "3000", "stock_per_100": "50"}
GOOD |= {"home_essentials": "3000"}
ON_TIME = [(row["due"], "2300") for row in LINES[:3]]


def test_a_kept_plan_that_fits_gives_no_warning():
    assert signs(paid=ON_TIME, situation=GOOD) == []


def test_a_missed_payment_and_two_late_ones_warn():
    assert signs(situation=GOOD)[0] == "missed"
    assert "late_twice" in signs(paid=[("2026-10-25", "4600")], situation=GOOD)


def test_too_little_cash_and_two_thin_months_warn_and_lead_back_to_the_options():
    thin = [
        {"id": m, "month": m, "receipts": "8000", "costs": "5000", "essentials": "2000"} for m in ("2026-09", "2026-10")
    ]
    told = case(paid=ON_TIME, situation={**GOOD, "cash": "500", "months": thin})
    got = followup.warnings(told, told.main_loan)
    assert [w.sign for w in got] == ["short_of_cash", "recent_months", "above_capacity"]
    assert {w.where for w in got} == {"05_options"}


def test_months_before_the_arrangement_are_no_sign_against_it():
    thin = [
        {"id": m, "month": m, "receipts": "8000", "costs": "5000", "essentials": "2000"} for m in ("2026-07", "2026-08")
    ]
    assert "recent_months" not in signs(paid=ON_TIME, situation={**GOOD, "months": thin})


def test_an_arrangement_that_holds_on_the_months_is_not_called_too_much_by_the_worst_of_them():
    lefts = (900, 4000, 4200, 3900, 4100, 4000, 3800, 4300, 4100, 3900, 4200, 4000)
    months = [
        {"id": f"m{n}", "month": f"{n // 12}-{n % 12 + 1:02d}", "receipts": "30000", "essentials": "3000"}
        | {"costs": str(27000 - left), "household_income": "0"}
        for n, left in enumerate(lefts, 2025 * 12 + 10)
    ]
    money = {"cash": "9000", "other_debts_30_days": "0", "months": months}
    assert signs(paid=ON_TIME, situation=money) == []
    assert signs(paid=ON_TIME, situation={**money, "cash": "0"}) == ["short_of_cash", "above_capacity"]
