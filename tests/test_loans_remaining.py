"""What today's contract still asks to its end: one figure, the same on every page and paper."""

from datetime import date
from decimal import Decimal

import pytest
from accounts import FALLING

from workbook import documents, loans, options, talks, verdict
from workbook.case import Case, Terms
from workbook.documents.facts import lender_facts
from workbook.language import NotKnown
from workbook.loans import Standing

D = Decimal
SITUATION = {"usual_receipts": "30000", "worst_receipts": "24000", "stock_per_100": "50", "shop_costs": "3000"}
MONEY = {**SITUATION, "cash": "4000", "home_essentials": "4000", "other_income": "0", "other_debts_30_days": "0"}
NOT_LATE = {"state": "not_due", "next_due": "2026-12-10", "app_total": "1500", "instalment": "1500", "periods_left": 6}


def case_of(**told):
    loan = {"id": "a", "name": "网商贷（虚构）", **{k: v for k, v in told.items() if v is not None}}
    return Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}, "situation": MONEY})


def still(case):
    """The figure where every page takes it from, after holding them against each other."""
    loan = case.main_loan
    found = Standing.of(case, loan).still_asked
    brief = lender_facts(case).loan.contract_to_end
    assert (brief.value if brief.known else None) == found
    assert verdict.base(case, loan).contract_total == found
    return found


def test_the_next_payment_the_app_shows_is_not_asked_twice():
    assert still(case_of(**NOT_LATE)) == D("9000.00")


def test_an_app_that_shows_several_instalments_before_a_due_day_adds_none():
    assert still(case_of(**{**NOT_LATE, "app_total": "4500"})) == D("9000.00")


def test_the_last_instalment_is_asked_once():
    assert still(case_of(**{**NOT_LATE, "periods_left": 1})) == D("1500.00")


def test_on_the_due_day_what_the_app_asks_is_due_and_the_rest_follows():
    assert still(case_of(**{**NOT_LATE, "next_due": "2026-11-23"})) == D("9000.00")
    without = case_of(**{**NOT_LATE, "next_due": "2026-11-23", "app_total": None, "balance_left": "8500"})
    assert still(without) == D("9000.00")


def test_arrears_come_on_top_of_what_has_not_fallen_due():
    late = {**NOT_LATE, "state": "overdue", "next_due": "2026-10-10", "app_total": "3080.50"}
    assert still(case_of(**late)) == D("3080.50") + 4 * 1500


def test_a_loan_called_in_asks_its_whole_balance():
    assert still(case_of(**{**NOT_LATE, "state": "accelerated", "balance_left": "8500"})) == D("8500.00")


def test_without_the_number_of_instalments_left_there_is_no_end():
    assert still(case_of(**{**NOT_LATE, "periods_left": None})) is None


CONTRACT = {**FALLING, "state": "not_due"}


def test_a_known_contract_asks_what_its_schedule_says():
    told = case_of(**CONTRACT)
    rows = loans.schedule(told.main_loan).rows
    assert still(told) == sum(row.payment for row in rows if row.due > date(2026, 11, 23))


def test_money_on_demand_without_an_end_names_no_total():
    assert still(case_of(**{**CONTRACT, "method": "on_demand", "periods": None})) is None


@pytest.mark.parametrize("told", [{**NOT_LATE, "balance_left": "8500"}, CONTRACT])
def test_an_offer_is_held_against_the_same_figure_on_the_pad_and_among_the_packages(told):
    told = case_of(**told)
    terms = Terms.model_validate({"periods": 12, "rate": "10", "start": "2026-11-23"})
    package = options.price(verdict.base(told, told.main_loan), options.Kind.OWN, "试", terms)
    pad = talks.counter(told, told.main_loan, terms)
    assert pad.extra == package.extra == pad.plan.total_paid - still(told)


def test_where_only_the_next_payment_is_known_no_offer_is_called_cheaper():
    told = case_of(**NOT_LATE)
    terms = Terms.model_validate({"periods": 3, "rate": "10", "start": "2026-11-23"})
    with pytest.raises(NotKnown, match="还欠本金多少"):
        talks.counter(told, told.main_loan, terms)


def test_the_brief_says_it_in_yuan():
    told = case_of(**{**NOT_LATE, "balance_left": "8500", "rate": "12", "rate_unit": "year"})
    asked = {"id": "k", "loan_id": "a", "preferred": {"periods": 12, "start": "2026-12-10", "first_due": "2027-01-10"}}
    told = Case.model_validate({**told.model_dump(mode="json"), "ask": {"asks": [asked]}})
    brief = documents.text(documents.brief(told))
    assert "9,000.00" in brief
    assert "10,500.00" not in brief
