"""The ask and its price: what survives a bad month, what is only a bridge, what all lenders together are promised."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import loans, options, verdict
from workbook.case import Case, Terms
from workbook.language import NotKnown
from workbook.loans import Standing
from workbook.options import Kind
from workbook.verdict import Verdict

LOAN = {
    "id": "a",
    "name": "网商贷（虚构）",
    "lender": "浙江网商银行股份有限公司",
    "state": "overdue",
    "principal": "60000",
    "drawn_on": "2026-05-10",
    "rate": "14.4",
    "rate_unit": "year",
    "day_count": "30/360",
    "method": "equal_instalment",
    "periods": "24",
    "due_day": "10",
    "next_due": "2026-11-10",
}


def case(*loan: dict, worst: str = "24000", usual: str = "30000", ask: dict | None = None, **money: str) -> Case:
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "borrower_type": "sole_trader"},
            "situation": {
                "usual_receipts": usual,
                "worst_receipts": worst,
                "stock_per_100": "60",
                "shop_costs": "4000",
                "home_essentials": "4200",
                "other_income": "2000",
                "other_debts_30_days": "1000",
                "cash": "18000",
                **money,
            },
            "debts": {"loans": list(loan or (LOAN,))},
            "ask": {"asks": [{"id": "k", "loan_id": "a", **ask}] if ask else [], "margin": "10"},
        }
    )


def found(told: Case) -> dict[Kind, list[options.Package]]:
    by_kind: dict[Kind, list[options.Package]] = {}
    for package in options.packages(told, told.main_loan):
        by_kind.setdefault(package.kind, []).append(package)
    return by_kind


def test_every_plain_kind_is_priced():
    elsewhere = {Kind.OWN, Kind.MIXED, Kind.SEASONAL, Kind.RENEWAL, Kind.RENEWAL_INTEREST, Kind.LATER_END}
    assert set(found(case())) == set(Kind) - elsewhere  # no full year on record, and nothing falls due whole


def test_extension_is_the_shortest_a_bad_month_carries():
    extension = found(case())[Kind.EXTENSION][0]
    assert extension.verdict is Verdict.CARRIES
    assert extension.share == Decimal("2150.00")  # 3400 less 1000 for the other debts, less a tenth, in whole 50
    assert extension.after <= extension.share
    count = len(extension.plan.rows)
    shorter = extension.terms.but(periods=count - 6)
    told = case()
    again = options.price(verdict.base(told, told.main_loan), Kind.EXTENSION, "", shorter)
    assert again.after > again.share


def test_extension_costs_more_and_says_how_much_a_yuan_of_relief_costs():
    extension = found(case())[Kind.EXTENSION][0]
    assert extension.extra is not None
    assert extension.relief is not None
    assert extension.extra > 0
    assert extension.per_relief == (extension.extra / extension.relief).quantize(Decimal("0.01"))
    assert extension.total == sum(row.payment for row in extension.plan.rows)


def test_todays_contract_measures_the_extra():
    told = case()
    ground = verdict.base(told, told.main_loan)
    assert ground.contract is not None
    assert ground.contract[0] == (date(2026, 11, 23), Standing.of(told, told.main_loan).balance.due_now)
    assert ground.periods_left == 18
    assert ground.instalment == loans.schedule(told.main_loan).rows[6].payment


def test_interest_only_is_a_bridge_with_its_wall_named_never_recommended():
    for bridge in found(case())[Kind.INTEREST_ONLY]:
        assert bridge.verdict is Verdict.BRIDGE
        assert bridge.wall is not None
        assert str(bridge.wall) in bridge.notes[0]
        assert not bridge.recommendable
        assert bridge.now < bridge.after


def test_stepped_plan_pays_little_first_and_tells_what_it_counts_on():
    stepped = found(case())[Kind.STEPPED][0]
    assert stepped.now <= stepped.share < stepped.after
    assert "收入回到平常的月份才付得起" in stepped.notes[0]
    assert not stepped.recommendable


def test_waiver_waives_penalty_and_compound_to_the_fen():
    told = case()
    balance = Standing.of(told, told.main_loan).balance
    waiver = found(told)[Kind.WAIVER][0]
    assert waiver.plan.waived == (balance.penalty or 0) + (balance.compound or 0)
    assert waiver.given_up == waiver.plan.waived


def test_rate_cut_is_searched_not_promised():
    told = case()
    cut = found(told)[Kind.RATE_CUT][0]
    assert cut.terms.rate is not None
    assert cut.terms.rate < Decimal("14.4")
    assert cut.given_up > 0
    assert any("不是对方的承诺" in said for said in options.advice(told, told.main_loan).assumed)


def test_smallest_sufficient_ask_is_named():
    told = case()
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is not None
    assert advice.recommended.kind is Kind.EXTENSION
    assert advice.sentence.startswith("坏月份付得起的最小请求：分 ")


def test_nothing_left_is_said_calmly_and_recommends_nothing():
    told = case(worst="10000", usual="12000")
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is None
    assert "不报每月数字" in advice.sentence


def test_nothing_left_in_a_bad_month_alone_points_to_the_better_ones():
    told = case(worst="10000")
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is None
    assert "淡季少还、旺季多还" in advice.sentence


def test_too_little_says_how_much_is_lacking():
    told = case(worst="21000")
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is None
    assert "还差 ¥" in advice.sentence


def test_matured_loan_is_still_offered_instalments():
    bullet = {"id": "a", "state": "overdue", "principal": "20000", "drawn_on": "2025-10-05", "rate": "11.59"}
    bullet |= {"rate_unit": "year", "method": "bullet", "maturity": "2026-10-05", "day_count": "actual/360"}
    told = case(bullet)
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is not None
    assert Kind.WAIVER not in {package.kind for package in advice.packages}


def test_unknown_rate_is_asked_for():
    told = case({"id": "a", "state": "overdue", "app_total": "2900", "instalment": "2850", "next_due": "2026-11-10"})
    with pytest.raises(NotKnown, match="利率"):
        options.packages(told, told.main_loan)


@settings(max_examples=25, deadline=None)
@given(st.integers(8000, 40000), st.integers(0, 36))
def test_what_is_recommended_never_fails_during_or_after_relief(worst: int, rate: int):
    told = case({**LOAN, "rate": str(rate)}, worst=str(worst))
    advice = options.advice(told, told.main_loan)
    if advice.recommended:
        assert max(row.payment for row in advice.recommended.plan.rows) <= advice.ground.share
    for package in advice.packages:
        assert package.recommendable or package.verdict is not Verdict.CARRIES
        assert package.plan.rows[-1].balance == 0


def own(**terms: object) -> dict:
    return {"preferred": {"periods": "48", "rate": "12", "method": "equal_instalment", **terms}}


def test_own_ask_is_priced_rung_by_rung_and_one_bad_rung_holds_nothing_back():
    ask = {**own(), "fallback": {"periods": "36", "payment": "100", "rate": "12"}, "walk_away": "1000"}
    told = case(ask=ask)
    preferred, fallback = options.ask_figures(told, told.main_loan)
    assert preferred.package is not None
    assert preferred.package.kind is Kind.OWN
    assert any("底线 ¥1,000.00" in note for note in preferred.package.notes)
    assert fallback.package is None
    assert "利息" in fallback.reason


def test_a_carried_penalty_is_shown_on_the_last_instalment():
    treated = [{"id": "p", "component": "penalty", "treatment": "carry_forward"}]
    told = case(ask=own(treatments=treated))
    package = options.ask_figures(told, told.main_loan)[0].package
    assert package is not None
    assert package.last_extra == package.plan.carried > 0


def test_first_money_beyond_what_can_be_paid_today_is_said():
    told = case(ask=own(down_payment="15000"))
    package = options.ask_figures(told, told.main_loan)[0].package
    assert package is not None
    assert package.verdict is not Verdict.CARRIES
    assert any("超过今天最多能拿出的 ¥13,900.00" in note for note in package.notes)


def test_no_ask_yet_is_asked_for():
    told = case()
    with pytest.raises(NotKnown, match="想要的方案"):
        options.ask_figures(told, told.main_loan)


def test_promises_to_all_lenders_are_held_against_one_capacity():
    car = {"id": "b", "name": "车贷（虚构）", "state": "not_due", "next_due": "2026-12-01", "instalment": "1500"}
    loans_told = (LOAN, {**car, "balance_left": "9000"})
    modest = options.promised(case(*loans_told, other_debts_30_days="1500", ask=own()))
    assert (modest.total, modest.over) == (Decimal("2781.56"), Decimal("0.00"))
    too_much = options.promised(case(*loans_told, other_debts_30_days="1500", ask=own(periods="24")))
    assert too_much.over == too_much.total - too_much.capacity > 0
    assert "不能都答应" in too_much.sentence


def test_grounds_come_through_the_gate_only():
    """A licensed bank's late business loan: a change by agreement may be cited, renewal before maturity may not."""
    grounds = found(case())[Kind.EXTENSION][0].grounds
    assert "civil_543_change" in grounds
    assert "renewal_2024_13" not in grounds


def test_terms_of_packages_are_a_lenders_own_fields():
    for package in options.packages(case(), case().main_loan):
        assert isinstance(package.terms, Terms)
        assert package.terms.periods == len(package.plan.rows)
