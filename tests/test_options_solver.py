"""The search: the same instalments as exact plans, the same smallest request as trying everything by hand."""

import json
from decimal import Decimal
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import loans, options, pressure, simulate, verdict
from workbook.case import Case, Terms
from workbook.language import NotKnown, Refused
from workbook.loans import Standing
from workbook.options import Kind
from workbook.options.advice import solved
from workbook.options.points import Trying
from workbook.options.search import search, thinned, undominated
from workbook.position import Position
from workbook.verdict import Verdict
from workbook.verdict.base import base
from workbook.verdict.trial import in_months, paid

CASES = Path(__file__).parent / "fixtures/cases"
SEASON = (4600, 3900, 5200, 4900, 4700, 3900, 2300, 2200, 3800, 5100, 5600, 5000)
LOAN = {
    "id": "a",
    "name": "网商贷（虚构）",
    "lender": "浙江网商银行股份有限公司",
    "state": "overdue",
    "principal": "60000",
    "drawn_on": "2026-02-10",
    "rate": "14.4",
    "rate_unit": "year",
    "day_count": "30/360",
    "method": "equal_instalment",
    "periods": "24",
    "due_day": "10",
    "next_due": "2026-10-10",
    "penalty_uplift": "1.5",
    "compound": True,
}


def stored(name: str) -> Case:
    return Case.model_validate(json.loads((CASES / f"{name}.json").read_text("utf-8")))


def record(count: int, *, shift: int = 0, left: tuple[int, ...] = SEASON) -> list[dict]:
    """Give so many months up to 2026-10 of a fictional shop, each leaving what its season leaves."""
    places = range(2026 * 12 + 10 - count, 2026 * 12 + 10)
    return [
        {
            "id": f"m{n}",
            "month": f"{n // 12}-{n % 12 + 1:02d}",
            "receipts": "30000",
            "costs": str(30000 - 4800 - left[n % 12] - shift),
            "essentials": "4800",
            "household_income": "0",
        }
        for n in places
    ]


def case(*others: dict, months: int = 14, shift: int = 0, loan: dict | None = None, **changes: dict) -> Case:
    situation = {"cash": "3000", "other_debts_30_days": "0", "months": record(months, shift=shift)}
    told = {
        "profile": {"as_of": "2026-11-23", "borrower_type": "sole_trader", **changes.pop("profile", {})},
        "situation": situation | changes.pop("situation", {}),
        "debts": {"main": "a", "loans": [{**LOAN, **(loan or {})}, *others]},
        "payments": {"all_paid_until": "2026-09-30"},
        "ask": {"seed": 7, **changes.pop("ask", {})},
    }
    return Case.model_validate(told)


def trying(told: Case) -> Trying:
    ground = base(told, told.main_loan)
    return Trying(ground, ground.rate or Decimal(0))


# The grid against exact plans


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_package_of_the_grid_has_the_instalments_of_an_exact_plan(data: st.DataObject):
    grid, tried = trying(case()).grid(), trying(case())
    place = data.draw(st.integers(0, len(grid.points) - 1))
    point = grid.points[place]
    priced = options.search.price_all([point], grid.starts, grid.contract, grid.parts)
    if not priced.sound[0]:
        with pytest.raises(Refused, match="利息"):
            loans.plan(tried.ground.balance, tried.terms(point), tried.ground.loan)
        return
    package = options.price(tried.ground, Kind.MIXED, "", tried.terms(point))
    fen = [int(row.payment.scaleb(2)) for row in package.plan.rows]
    assert priced.payments[0, : priced.count[0]].tolist() == fen
    exact = (package.now, package.after, package.total, package.given_up)
    ours = (priced.now[0], priced.after[0], priced.total[0], priced.given_up[0])
    assert tuple(int(amount.scaleb(2)) for amount in exact) == tuple(map(int, ours))


@pytest.mark.parametrize("count", ["30/360", "actual/360", "actual/365", "actual/actual"])
@pytest.mark.parametrize("rate", ["0", "0.7", "23.9"])
def test_rates_at_the_edges_are_priced_exactly_too_however_days_are_counted(rate: str, count: str):
    tried = trying(case(loan={"rate": rate, "day_count": count}))
    grid = tried.grid()
    priced = options.search.price_all(grid.points[::97], grid.starts, grid.contract, grid.parts)
    for place, point in enumerate(grid.points[::97]):
        if priced.sound[place]:
            plan = loans.plan(tried.ground.balance, tried.terms(point), tried.ground.loan)
            assert int(priced.total[place]) == int(plan.total_paid.scaleb(2))


# The frontier, exactly


@pytest.mark.parametrize("name", ["late_on_one", "six_lenders"])
def test_each_point_of_the_frontier_ends_at_zero_and_fails_as_often_as_it_says(name: str):
    told = stored(name)
    advice = options.advice(told, told.main_loan)
    trial = advice.ground.trial
    assert trial is not None
    assert len(advice.frontier) > 5
    for package in advice.frontier:
        assert package.plan.rows[-1].balance == 0
        plan = loans.plan(advice.ground.balance, package.terms, told.main_loan)
        again = simulate.fails(trial.paths, trial.claims(paid(plan, advice.ground.balance.on)))
        assert package.judged.failures == again
        assert again.failing[0] <= trial.allowed
        assert package.recommendable


def test_the_grid_counts_each_package_as_its_exact_terms_are_counted():
    told = stored("six_lenders")
    tried = trying(told)
    found = solved(tried.ground, tried)
    trial = tried.ground.trial
    assert found is not None
    assert trial is not None
    for place in range(0, len(found.priced.points), 499):
        if found.priced.sound[place]:
            plan = loans.plan(tried.ground.balance, tried.terms(found.priced.points[place]), told.main_loan)
            assert trial.fails(paid(plan, tried.ground.balance.on)).failing[0] == found.failing[place]


# Trying everything by hand


def by_hand(told: Case, places: list[int]) -> tuple[int | None, set[int]]:
    """Price and simulate packages one by one; give the smallest that survives, and all that survive."""
    tried = trying(told)
    grid, trial = tried.grid(), tried.ground.trial
    assert trial is not None
    found = {}
    for place in places:
        try:
            package = options.price(tried.ground, Kind.MIXED, "", tried.terms(grid.points[place]))
        except Refused:
            continue
        assert package.judged.failures is not None
        if package.judged.failures.failing[0] <= trial.allowed and package.verdict is not Verdict.BRIDGE:
            point = grid.points[place]
            flows = paid(package.plan, tried.ground.balance.on)
            found[place] = (
                trial.falling(5).fails(flows).failing[0] > trial.allowed,
                point.grace * point.nothing,
                package.given_up,
                package.plan.paid_first,
                len(package.plan.rows),
                grid.requests[place],
                package.total,
            )
    smallest = min(found, key=lambda place: found[place], default=None)
    return smallest, set(found)


@pytest.mark.parametrize("shift", [-1500, -900, 0])
@pytest.mark.parametrize("seed", range(4))
def test_a_search_by_hand_on_a_small_grid_finds_the_same_smallest_request(shift: int, seed: int):
    told = case(shift=shift)
    tried = trying(told)
    grid, trial = tried.grid(), tried.ground.trial
    assert trial is not None
    places = sorted(np.random.default_rng(seed).choice(len(grid.points), 120, replace=False).tolist())
    smallest, surviving = by_hand(told, places)
    some = grid._replace(points=tuple(grid.points[p] for p in places), requests=tuple(grid.requests[p] for p in places))
    found = search(trial, some)
    assert {places[p] for p in found.surviving} == surviving
    if smallest is None:
        assert not found.points
    else:
        assert found.points[0] == grid.points[smallest]


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_no_dominated_package_survives_and_none_is_struck_out_without_a_better_one(seed: int):
    measures = np.random.default_rng(seed).integers(0, 6, (400, 4))
    kept = undominated(measures)
    for place, row in enumerate(measures):
        better = (measures <= row).all(axis=1) & (measures < row).any(axis=1)
        assert not (kept[place] and better.any())
        equal = (measures == row).all(axis=1)
        assert kept[place] or better.any() or kept[equal].any()


def test_thousands_of_packages_leave_only_undominated_ones_of_those_that_survive():
    tried = trying(case(shift=-900))
    found = solved(tried.ground, tried)
    assert found is not None
    assert len(found.priced.points) > 5000
    front = set(found.frontier.tolist())
    assert front <= set(found.surviving.tolist())
    rows = options.search._measures(found.priced, found.failing, found.breaks)[found.frontier]
    assert undominated(rows).all()
    shown = thinned(found, 40)
    assert len(shown) <= 40
    assert shown[0] == found.points[0]
    assert set(shown) <= set(found.points)


@pytest.mark.parametrize(
    ("told", "plain", "found"),
    [(case(), True, True), (case(shift=-2700), False, True), (case(shift=-9000), False, False)],
)
def test_there_is_something_to_choose_exactly_where_choices_are_found(told: Case, plain: bool, found: bool):
    assert any(package.recommendable for package in options.packages(told, told.main_loan)) == plain
    assert options.can_choose(told, told.main_loan) == bool(options.choices(told, told.main_loan)) == found


@pytest.mark.parametrize(("shift", "cash"), product((-1600, -900, 0), ("500", "3000", "20000")))
def test_what_is_recommended_does_not_fail_after_the_relief(shift: int, cash: str):
    told = case(shift=shift, situation={"cash": cash})
    advice = options.advice(told, told.main_loan)
    trial, best = advice.ground.trial, advice.recommended
    assert trial is not None
    if best is None:
        assert advice.lack is not None
        return
    first = simulate.first_failing(trial.paths, trial.claims(paid(best.plan, advice.ground.balance.on)))
    assert int((first > 0).sum()) <= trial.allowed
    assert best.plan.last_due <= trial.paths.ends[-1]
    for package in advice.packages:
        assert package.recommendable == (package.verdict in {Verdict.CARRIES, Verdict.SURVIVES, Verdict.LATELY})


def test_pausing_everything_is_never_the_smallest_request_where_something_can_be_paid():
    for name in ("late_on_one", "six_lenders"):
        told = stored(name)
        best = options.advice(told, told.main_loan).recommended
        assert best is not None
        assert best.now > 0


def test_a_contract_that_can_be_kept_is_said_before_any_request():
    told = case(situation={"cash": "12000"})
    advice = options.advice(told, told.main_loan)
    assert advice.contract is not None
    assert advice.contract.failing[0] == 0
    assert advice.sentence.startswith("照现在的合同、一个月内补上已到期的 ¥")


# Nothing holds


def test_where_nothing_holds_it_says_what_would_be_needed():
    told = case(shift=-3300)
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is None
    assert advice.frontier == ()
    lack = advice.lack
    assert lack is not None
    assert lack.level > 0
    assert lack.cut is not None
    assert f"每月至少要 ¥{lack.least:,}" in advice.sentence
    assert f"减掉大约 {lack.cut}%" in advice.sentence
    monthly = lack.level * (1 - (1 + Decimal("0.012")) ** -lack.months) / Decimal("0.012")
    total = advice.ground.balance.total
    assert abs(total * (100 - lack.cut) / 100 - monthly) < total / 1000  # so much can be repaid at the contract's rate
    trial = advice.ground.trial
    assert trial is not None
    assert trial.fails([(end, lack.level) for end in trial.paths.ends[: lack.months]]).failing[0] <= trial.allowed


def test_insolvency_is_named_only_where_there_is_such_a_law_and_mediation_everywhere():
    here = case(shift=-9000, profile={"city": "广东深圳"})
    there = case(shift=-9000, profile={"city": "（虚构）南岭市"})
    in_shenzhen, elsewhere = (options.advice(told, told.main_loan).lack for told in (here, there))
    assert in_shenzhen is not None
    assert elsewhere is not None
    assert any("个人破产" in way for way in in_shenzhen.off_ramps)
    assert not any("破产" in way for way in elsewhere.off_ramps)
    assert any("人民调解" in way for way in elsewhere.off_ramps)
    assert not in_shenzhen.level
    assert in_shenzhen.cut is None


# The other debts

VILLAGE = {
    "id": "v",
    "name": "村镇银行贷款（虚构）",
    "state": "not_due",
    "principal": "30000",
    "drawn_on": "2026-06-20",
    "rate": "6.5",
    "rate_unit": "year",
    "day_count": "30/360",
    "method": "interest_only",
    "periods": "12",
    "due_day": "20",
    "first_due": "2026-07-20",
    "next_due": "2026-12-20",
    "guaranteed": True,
}


def test_another_loan_that_falls_due_whole_is_named_with_its_day_and_taken_as_renewed():
    village_paid = {"payments": {"all_paid_until": "2026-11-22"}}
    told = case(VILLAGE).but(**village_paid)
    trial = verdict.trial(told, told.main_loan)
    assert any("“村镇银行贷款（虚构）”到 2027-06-20 要还" in said and "续贷" in said for said in trial.assumed)
    assert set(trial.others) == {Decimal("162.50")}
    assert not trial.hopeless


def test_other_late_loans_are_paid_in_proportion_to_what_is_owed():
    late = {"id": "b", "name": "信用卡（虚构）", "state": "overdue", "app_total": "900", "balance_left": "9000"}
    told = case({**late, "instalment": "900", "periods_left": "10", "next_due": "2026-10-20"})
    trial = verdict.trial(told, told.main_loan)
    mine, theirs = (Standing.of(told, loan).balance.total for loan in told.loans)
    assert trial.weight == (theirs, mine)
    assert trial.beside(mine) == theirs
    level = trial.level(0, 24)
    assert level is not None
    months = [(end, level) for end in trial.paths.ends[:24]]
    assert trial.fails(months).failing[0] <= trial.allowed
    more = [(end, level + Decimal("0.10")) for end in trial.paths.ends[:24]]
    assert trial.fails(more).failing[0] > trial.allowed


def test_dated_payments_fall_into_the_month_that_ends_on_or_after_them():
    ends = pressure.dues.month_ends(case().as_of, 3)
    flows = [(ends[0], Decimal(1)), (case().as_of, Decimal(2)), (ends[2], Decimal(4))]
    assert in_months(flows, ends) == [Decimal(3), Decimal(0), Decimal(4)]


# A recovery the borrower expects


def test_a_day_of_recovery_shortens_the_request_and_is_named_as_the_borrowers_own():
    change = {"changed_on": "2026-07-01", "lasting": "temporary"}
    rows = record(14, left=(9000,) * 6 + (1200,) * 6)  # good months until June, poor ones since July
    told = {"situation": {**change, "months": rows}}
    lasting = case(**told)
    passing = case(**told, ask={"recovers_on": "2027-03-01"})
    one, other = (options.advice(c, c.main_loan) for c in (lasting, passing))
    assert other.recommended is not None
    assert one.recommended is None or len(one.recommended.plan.rows) > len(other.recommended.plan.rows)
    assert any("按您的估计，2027-03-01 起恢复" in said for said in other.assumed)
    assert other.recommended.judged.late is not None
    assert "恢复晚 3 个月" in other.sentence or "恢复要是晚 3 个月" in other.sentence
    assert "恢复" not in one.sentence


# Few months, and bad input


def test_below_twelve_months_no_package_may_fail_and_no_share_is_said():
    told = case(months=9, shift=-900)
    advice = options.advice(told, told.main_loan)
    trial = advice.ground.trial
    assert trial is not None
    assert trial.allowed == 0
    assert any("不满十二个月" in said for said in advice.assumed)
    assert all(p.judged.failures is not None and p.judged.failures.range() is None for p in advice.frontier)


@pytest.mark.parametrize("months", [1, 2])
def test_with_one_or_two_months_the_bad_month_decides_and_the_reason_is_said(months: int):
    told = case(months=months, shift=-900)
    with pytest.raises(NotKnown, match="最差的一个月生意收款"):
        options.advice(told, told.main_loan)
    worst = {"worst_receipts": "26000", "stock_per_100": "60", "shop_costs": "3000"}
    told = told.but(situation=told.situation.but(**worst))
    advice = options.advice(told, told.main_loan)
    assert advice.ground.trial is None
    assert advice.packages
    assert any("只按坏月份算" in said and f"只有 {months} 个月" in said for said in advice.assumed)


def test_unknown_income_is_asked_for():
    told = case(situation={"months": []})
    with pytest.raises(NotKnown, match="“情况”那一页") as missing:
        options.advice(told, told.main_loan)
    assert missing.value.where == "01_situation"


def test_a_debt_of_zero_is_a_sentence():
    told = case(loan={"state": "settled", "periods": "1", "first_due": "2026-03-10", "next_due": None})
    with pytest.raises(Refused, match="没有要还的"):
        options.advice(told, told.main_loan)


@pytest.mark.parametrize(
    ("state", "words"),
    [("accelerated", "整笔重新分期"), ("sold", "现在向谁还"), ("in_court", "期限")],
)
def test_a_loan_called_in_sold_or_in_court_says_what_is_still_possible(state: str, words: str):
    told = case(loan={"state": state, "accelerated_on": "2026-11-01"})
    advice = options.advice(told, told.main_loan)
    assert any(words in said for said in advice.assumed)
    assert advice.packages


def test_the_same_case_gives_the_same_advice_and_another_language_is_not_mixed_in():
    from workbook.language import speaking

    told = stored("late_on_one")
    position = Position(told)
    zh = options.advice(position, told.main_loan)
    with speaking("en"):
        assert options.advice(position, told.main_loan) is not zh
    assert options.advice(position, told.main_loan) is zh


# What stands in the way, and what falls due at once

CARD = {
    "id": "card",
    "name": "信用卡（虚构）",
    "state": "not_due",
    "method": "equal_instalment",
    "rate": "18",
    "rate_unit": "year",
    "instalment": "3400",
    "balance_left": "90000",
    "periods_left": 36,
    "next_due": "2026-12-05",
}


def test_where_nothing_holds_the_debt_that_stands_in_the_way_is_named_with_its_claim():
    told = case(CARD)
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is None
    assert "“信用卡（虚构）”" in advice.sentence
    assert "挡在这一笔前面" in advice.sentence
    alone = case()
    assert options.advice(alone, alone.main_loan).recommended is not None  # without it something holds


def test_where_no_single_debt_stands_in_the_way_they_are_named_together():
    three = [{**CARD, "id": f"c{n}", "name": f"卡{n}（虚构）", "instalment": "1900"} for n in range(3)]
    told = case(*three)
    sentence = options.advice(told, told.main_loan).sentence
    assert "“卡0（虚构）”、“卡1（虚构）”、“卡2（虚构）”" in sentence
    assert "要一起谈" in sentence


def test_where_nothing_stands_before_it_nothing_is_blamed():
    told = case(shift=-4000)
    advice = options.advice(told, told.main_loan)
    assert advice.lack is not None
    assert advice.lack.in_the_way == ""


@pytest.mark.parametrize("periods", [12, 24])
def test_an_offer_whose_principal_falls_due_at_the_end_is_judged_with_that_wall(periods: int):
    told = case()
    offer = Terms.model_validate({"periods": periods, "method": "interest_only", "rate": "14.4"})
    package = options.price(verdict.base(told, told.main_loan), Kind.OWN, "", offer)
    assert package.verdict is Verdict.BRIDGE
    assert package.wall == package.plan.last_due
    assert package.now < 1000 < package.after


def test_what_other_debts_asked_before_the_wall_does_not_count_after_it():
    ending = {**CARD, "instalment": "1500", "periods_left": 3, "balance_left": "4400"}
    running = {**CARD, "instalment": "1500", "periods_left": 36, "balance_left": "45000"}
    ends, runs = (verdict.base(told, told.main_loan) for told in (case(ending), case(running)))
    assert ends.bearable(3) > runs.bearable(3) + 1000
    assert ends.bearable(3) == verdict.base(case(), case().main_loan).bearable(3)
