"""A figure one can say: the margin on what is this lender's, in whole ¥50, and those who come first before it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import documents, options, pressure, tables, verdict
from workbook.case import Case
from workbook.documents.render.text import text
from workbook.pressure.dealing import sayable
from workbook.pressure.first import by_consequence

HERE = Path(__file__).parent


def case(*loans: dict, worst: object = "10000", **changes: object) -> Case:
    """Give a fictional shop whose bad month leaves 2,000.00 less than its receipts."""
    money = {"usual_receipts": "20000", "worst_receipts": str(worst), "stock_per_100": "0", "shop_costs": "1000"}
    money |= {"home_essentials": "1000", "cash": "5000", "other_debts_30_days": "0"}
    told = {"profile": {"as_of": "2026-11-23"}, "situation": money, "debts": {"main": "a", "loans": loans}}
    return Case.model_validate(told | changes)


def loan(name: str, instalment: object, state: str = "not_due", **more: object) -> dict:
    due = "2026-10-05" if state == "overdue" else "2026-12-05"
    told = {"id": name, "name": f"（虚构）{name}", "state": state, "next_due": due, "periods_left": "20"}
    return {**told, "instalment": str(instalment), "app_total": str(instalment), "balance_left": "30000", **more}


def offers(told: Case) -> dict[str, str]:
    return {row.loan_id: str(row.offer) for row in pressure.shares(told).rows}


# The margin is kept on what is this lender's


def test_the_margin_is_kept_on_what_the_debts_paid_first_leave():
    told = case(loan("a", 9000, "overdue"), loan("van", 3000, pledged=True))
    assert offers(told) == {"van": "3000.00", "a": "4500.00"}  # 8000 - 3000, less a tenth
    assert str(pressure.capacity(told).monthly) == "7500.00"
    quarter = told.but(ask={"margin": "25"})
    assert offers(quarter) == {"van": "3000.00", "a": "3750.00"}


def test_as_long_as_the_debts_paid_first_are_not_known_the_margin_is_kept_on_the_whole():
    told = case(loan("a", 9000, "overdue"), {"id": "van", "name": "（虚构）", "state": "not_due", "pledged": True})
    assert str(pressure.capacity(told).monthly) == "7200.00"


def test_an_offer_is_rounded_down_to_whole_fifty():
    assert offers(case(loan("a", 9000, "overdue"), worst="5033")) == {"a": "2700.00"}  # of 2729.70
    assert offers(case(loan("a", 9000, "overdue"), worst="2060")) == {"a": "50.00"}  # of 54.00
    assert offers(case(loan("a", 9000, "overdue"), worst="2055")) == {"a": "0.00"}  # of 49.50


def test_an_offer_that_pays_what_is_claimed_is_not_rounded_below_it():
    assert offers(case(loan("a", "2729.70", "overdue"), worst="5033")) == {"a": "2729.70"}
    assert offers(case(loan("a", "2710", "overdue"), worst="5033")) == {"a": "2710.00"}
    assert offers(case(loan("a", "2690", "overdue"), worst="5033")) == {"a": "2700.00"}


@pytest.mark.parametrize(
    ("offer", "claim", "said"),
    [
        ("1236.60", "2892.12", "1200.00"),
        ("49.99", "100", "0.00"),
        ("50", None, "50.00"),
        ("2892.12", "2892.12", "2892.12"),
        ("0", "0", "0.00"),
    ],
)
def test_a_figure_one_can_say(offer: str, claim: str | None, said: str):
    assert sayable(Decimal(offer), None if claim is None else Decimal(claim)) == Decimal(said)


def test_the_late_ones_beside_it_get_whole_fifties_too_and_that_is_said():
    told = case(loan("a", 9000, "overdue"), loan("b", 700, "overdue", balance_left="10000"), worst="5033")
    assert offers(told) == {"a": "2000.00", "b": "650.00"}  # of 2047.27 and 682.43
    assert any("往下取到 ¥50.00 的整数倍" in said for said in pressure.shares(told).assumed)


amounts = st.integers(0, 400000).map(lambda fen: Decimal(fen) / 100)
kinds = st.sampled_from(
    [("not_due", {"pledged": True}), ("not_due", {}), ("overdue", {}), ("overdue", {"guaranteed": True})]
)


@given(amounts, st.lists(st.tuples(amounts, kinds), min_size=1, max_size=5), st.integers(0, 60))
def test_offers_never_sum_to_more_than_a_bad_month_leaves_less_the_margin_on_the_rest(
    worst: Decimal, told: list[tuple[Decimal, tuple[str, dict]]], margin: int
):
    loans = [loan("abcde"[n], claim, state, **more) for n, (claim, (state, more)) in enumerate(told)]
    dealt = pressure.shares(case(*loans, worst=worst, ask={"margin": str(margin)}))
    left = max(dealt.capacity.bad.left, Decimal(0))
    first = min(
        sum((row.claim or Decimal(0) for row in dealt.rows if row.first and row.loan_id != "a"), Decimal(0)), left
    )
    assert dealt.total <= dealt.capacity.monthly <= first + (left - first) * (100 - margin) / 100
    assert all(row.offer >= 0 for row in dealt.rows)


def test_one_number_on_the_page_the_card_the_gate_and_in_the_verdict():
    told = Case.model_validate(json.loads((HERE / "fixtures/cases/six_lenders.json").read_text("utf-8")))
    (offer,) = {str(found) for found in (verdict.quick(told).offer, pressure.shares(told).of(told.main_loan))}
    assert offer == "1100.00"
    assert str(verdict.base(told, told.main_loan).share) == offer
    (row,) = [one for one in options.lenders(told).rows if one.loan_id == told.main_loan.id]
    assert str(row.share) == offer
    for paper in (documents.card(told), documents.answers(told)):
        assert "¥1,100.00" in text(paper)
    for table in (tables.quick_answers(told), tables.capacity(told)):
        assert "¥1,100.00" in str(table) or "1,100.00" in str(table)


# By consequence, whatever the day


VAN = loan("van", 900, pledged=True, next_due="2026-12-20")
AUNT = loan("aunt", 800, guaranteed=True, next_due="2026-12-18")
CARD = loan("card", 700, next_due="2026-11-25")


def test_where_money_is_short_the_secured_and_guaranteed_are_paid_before_the_merely_current():
    short = case(loan("a", 3000, "overdue"), CARD, VAN, AUNT, worst="4000")
    assert offers(short) == {"van": "900.00", "aunt": "800.00", "card": "300.00", "a": "0.00"}
    shorter = case(loan("a", 3000, "overdue"), CARD, VAN, AUNT, worst="3000")
    assert offers(shorter) == {"van": "900.00", "aunt": "100.00", "card": "0.00", "a": "0.00"}


def test_a_late_loan_with_a_pledge_is_paid_before_one_that_is_merely_current():
    behind = loan("stall", 600, "overdue", pledged=True)
    assert list(offers(case(loan("a", 3000, "overdue"), CARD, behind))) == ["stall", "card", "a"]


def test_debts_told_as_one_sum_are_paid_after_those_whose_pledge_is_known():
    told = case(loan("a", 3000, "overdue"), VAN, worst="3000")
    told = told.but(situation=told.situation.but(other_debts_30_days="1500"))
    assert offers(told) == {"van": "900.00", "": "100.00", "a": "0.00"}


def test_what_is_kept_back_is_listed_by_consequence_and_the_calendar_by_day():
    told = case(loan("a", 3000, "overdue"), CARD, VAN, AUNT)
    assert [claim.loan_id for claim in pressure.keep_first(told)] == ["aunt", "van", "card"]
    words = pressure.kept_words(pressure.keep_first(told), rest_late=True)
    assert words.index("aunt") < words.index("van") < words.index("card")
    assert [claim.loan_id for claim in pressure.calendar(told).rows] == ["a", "card", "a", "aunt", "van"]
    assert [one.id for one in by_consequence(told)] == ["van", "aunt", "card", "a"]


def test_every_list_of_loans_says_on_what_it_is_ordered():
    table = tables.loans_overview(case(loan("a", 3000, "overdue"), CARD, VAN, AUNT))
    assert [row[0] for row in table.rows] == ["（虚构）aunt", "（虚构）van", "（虚构）card", "（虚构）a"]
    assert any("有抵押、有担保、配偶签过字的在最前" in note for note in table.notes)
