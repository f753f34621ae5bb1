"""Harms to avoid, those that come from figures: a test for each, named after the harm."""

import json
from decimal import Decimal
from pathlib import Path

import nbformat
import pytest

from tests.papers import months_leaving
from workbook import charts, loans, options, pressure, simulate, tables, verdict
from workbook.case import Case
from workbook.cashflow import monthly
from workbook.loans import Standing
from workbook.options import Kind
from workbook.position import Position
from workbook.verdict import Verdict

HERE = Path(__file__).parent
SHOP = {
    "id": "a",
    "name": "网商贷（虚构）",
    "lender": "浙江网商银行股份有限公司",
    "state": "overdue",
    "principal": "30000",
    "drawn_on": "2026-02-10",
    "rate": "14.4",
    "rate_unit": "year",
    "day_count": "30/360",
    "method": "equal_instalment",
    "periods": "24",
    "due_day": "10",
    "penalty_uplift": "1.5",
}
BEACH = (0, 0, 800, 2500, 5200, 8200, 8800, 8600, 4200, 1800, 0, 0)  # what a season leaves, January to December


def stored(name: str) -> Case:
    return Case.model_validate(json.loads((HERE / f"fixtures/cases/{name}.json").read_text("utf-8")))


def case(*lefts: int, end: int = 2026 * 12 + 10, loan: dict | None = None, **changes: dict) -> Case:
    """Give a fictional shop whose recorded months, up to 2026-10, left so much for debts."""
    months = months_leaving(*lefts, first=end - len(lefts))
    situation = {"cash": "4000", "other_debts_30_days": "0", "months": months}
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "borrower_type": "sole_trader", **changes.get("profile", {})},
            "situation": situation | changes.get("situation", {}),
            "debts": {"main": "a", "loans": [{**SHOP, **(loan or {})}, *changes.get("others", ())]},
            "payments": {"all_paid_until": "2026-09-30"},
            "ask": {"seed": 7, **changes.get("ask", {})},
        }
    )


def seasonal() -> Case:
    return case(*(BEACH[n % 12] for n in range(2026 * 12 - 14, 2026 * 12 + 10)), situation={"cash": "9000"})


# Capacity from the single worst month alone


def test_a_seasonal_business_is_not_called_hopeless_for_its_dead_months():
    told = seasonal()
    assert pressure.capacity(told).monthly == 0
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is not None
    assert advice.recommended.verdict is Verdict.SURVIVES
    assert any("好月份别花光" in note or "好月份攒下的补上" in note for note in advice.recommended.notes)


def test_a_trouble_of_three_months_is_not_asked_two_years_for():
    lefts = (6000,) * 12 + (500, 600, 550)
    change = {"changed_on": "2026-08-01", "lasting": "temporary"}
    told = case(*lefts, situation=change, ask={"recovers_on": "2027-02-01"})
    best = options.advice(told, told.main_loan).recommended
    assert best is not None
    left = verdict.base(told, told.main_loan).periods_left
    assert len(best.plan.rows) - left <= 6


def test_a_stepped_plan_small_now_and_level_later_is_among_what_is_tried():
    advice = options.advice(stored("six_lenders"), stored("six_lenders").main_loan)
    assert any(p.terms.steps and p.wall and p.recommendable for p in (*advice.frontier, *advice.packages))


def test_a_stated_margin_is_held_back_in_the_futures_as_in_the_bad_month():
    tight, loose = (case(*[3000] * 14, ask={"margin": margin}) for margin in ("10", "0"))
    levels = [verdict.trial(told, told.main_loan).level(0, 36) for told in (tight, loose)]
    assert levels[0] is not None
    assert levels[1] is not None
    assert levels[0] < levels[1]
    assert verdict.trial(tight, tight.main_loan).paths.recorded[0][1] == Decimal("2700.00")


# Pro rata as the first rule


def test_secured_guaranteed_and_current_loans_are_paid_before_any_share_is_dealt():
    dealt = pressure.shares(stored("six_lenders"))
    first = [row for row in dealt.rows if row.first]
    assert {row.loan_id for row in first} >= {"car", "village"}
    assert all(row.offer == row.claim for row in first)
    assert dealt.total <= dealt.capacity.monthly


def test_essentials_wages_and_tax_are_taken_out_before_any_lender():
    told = case(*[3000] * 14)
    months = [month.but(wages="1000", tax="200") for month in told.situation.months]
    less = told.but(situation=told.situation.but(months=months))
    assert pressure.capacity(told).bad.left - pressure.capacity(less).bad.left == 1200


# Forbidding every steep end


def test_interest_only_is_a_bridge_with_its_wall_named_and_drawn_and_never_recommended():
    told = case(*[2200] * 14, loan={"principal": "90000"})
    advice = options.advice(told, told.main_loan)
    bridges = [p for p in advice.packages if p.kind is Kind.INTEREST_ONLY]
    assert bridges
    for bridge in bridges:
        assert bridge.verdict is Verdict.BRIDGE
        assert bridge.wall is not None
        assert not bridge.recommendable
        assert any(str(bridge.wall) in note for note in bridge.notes)
    drawn = charts.payments_ahead(told)
    assert str(bridges[1].wall) in drawn.sentence
    assert "过桥" in drawn.sentence


# No way back to normal


def test_what_makes_every_loan_current_is_the_first_number_and_a_calendar_follows():
    cells = nbformat.read(HERE.parent / "notebooks/03_pressure.ipynb", 4).cells
    shown = [c.source for c in cells if c.cell_type == "code" and not c.metadata.get("tags")]
    assert shown[0] == "book.show(tables.current_today)"
    assert "book.show(tables.calendar)" in shown
    told = case(*[3000] * 14)
    assert pressure.current_today(told).total == Standing.of(told, told.main_loan).balance.due_now
    assert all(c.on is None or (c.on - told.as_of).days <= 30 for c in pressure.calendar(told).rows)


# Reserving from netted household income


def test_essentials_and_other_income_are_kept_apart_and_shown_apart():
    told = case(*[3000] * 14)
    months = [month.but(household_income="1500") for month in told.situation.months]
    picture = monthly(told.but(situation=told.situation.but(months=months)))
    assert picture.usual.essentials == Decimal("4000.00")
    assert picture.usual.other_income == Decimal("1500.00")
    words = [row[0] for row in tables.monthly_picture(told).rows]
    assert "家里必需开支" in words
    assert "家里其他收入（只给您自己看）" in words


# Holding a letter back because a component is unknown


def test_an_unknown_component_is_left_to_the_lender_to_state_and_holds_nothing_back():
    told = case(
        *[3000] * 14,
        loan={
            "principal": None,
            "app_total": "9000",
            "balance_left": "28000",
            "instalment": "1450",
            "periods_left": "16",
            "next_due": "2026-10-10",
        },
    )
    advice = options.advice(told, told.main_loan)
    assert advice.packages
    assert any("以出借人系统核对为准" in said for package in advice.packages for said in package.plan.assumed)


# "10,000 futures" from nine months


def test_nine_months_are_counted_as_months_everywhere():
    told = case(*[3000, 2800, 900, 3100, 2950, 700, 3050, 2900, 3000], loan={"principal": "50000"})
    advice = options.advice(told, told.main_loan)
    assert advice.frontier
    shown = [tables.packages(told), tables.failing_months(told), tables.capacity(told), tables.what_ifs(told)]
    drawn = [charts.fan(told), charts.frontier(told), charts.overlap(told)]
    words = [*(str(t) for t in shown), *(c.sentence for c in drawn), charts.frontier(told).numbers.title]
    for said in words:
        assert "个未来里，有" not in said
        assert "个未来里 " not in said.replace("抽出来的未来里 ", "")
    assert "在您记录的 9 个月里，有 " in charts.fan(told).sentence
    assert any("记录的 9 个月里" in cell for row in tables.packages(told).rows for cell in row)


def test_from_twelve_months_on_the_share_has_its_number_its_months_and_its_range():
    told = stored("late_on_one")
    words = charts.fan(told).sentence
    assert "2,000 个由您自己的 15 个月抽出来的未来里" in words
    assert "%" in words
    assert any("%" in cell and "2,000 个未来里" in cell for row in tables.packages(told).rows for cell in row)


# Quarrelling over fen


def test_a_difference_of_fen_is_not_worth_raising():
    told = case(*[3000] * 14)
    ours = Standing.of(told, told.main_loan).balance
    assert ours.penalty
    figures = {"id": "f", "on": "2026-11-23", "penalty": str(ours.penalty + Decimal("0.30"))}
    small = case(*[3000] * 14, loan={"lender_figures": [figures]})
    found = [finding for finding in Standing.of(small, small.main_loan).findings if finding.kind == "component"]
    assert not any(finding.worth_a_letter(Position(small).least) for finding in found)


# The lender's-side value in a lender document


def test_no_document_for_a_lender_can_name_the_value_to_the_lender(tmp_path: Path):
    from workbook.documents import write_all

    told = stored("late_on_one")
    asked = {"id": "k", "loan_id": "mybank", "preferred": {"periods": "24", "rate": "14.4"}, "walk_away": "2717.31"}
    told = told.but(ask=told.ask.but(asks=[asked], recovery_low="13", recovery_high="61"))
    side = options.lender_side(told, told.main_loan)
    written, _missing = write_all(told, tmp_path)
    texts = [path.read_text("utf-8") for path in written if path.suffix == ".html" and "private" not in path.parts]
    assert texts
    secret = [f"{amount:,}" for pair in (side.default, side.gain, side.enough) for amount in pair]
    assert not [word for text in texts for word in (*secret, "2,717.31", "假设（") if word in text]


# Cost of waiting at ¥3 a day


def test_the_cost_of_waiting_names_consequences_beside_the_interest():
    told = case(*[3000] * 14, loan={"guaranteed": True})
    found = tables.waiting(told)
    assert any("征信" in note for note in found.notes)
    assert any("担保人" in note for note in found.notes)
    assert any("起诉" in note for note in found.notes)
    assert {row[0] for row in found.rows} >= {"罚息", "合计", "比今天多"}
    assert "后果另算" in charts.waiting(told).sentence


# Insolvency offered to a tired person at night


@pytest.mark.parametrize("city", ["广东深圳", "（虚构）南岭市"])
def test_the_short_path_never_speaks_of_insolvency(city: str):
    told = case(*[-2000] * 14, profile={"city": city})
    answer = verdict.quick(told)
    assert "破产" not in " ".join((answer.why, answer.record, *answer.assumed, str(tables.quick_answers(told))))
    lack = options.advice(told, told.main_loan).lack
    assert lack is not None
    assert any("破产" in way for way in lack.off_ramps) is ("深圳" in city)


# A higher limit


def test_a_higher_limit_is_off_unless_asked_for_and_its_price_is_always_shown():
    told = case(*[3000] * 14)
    found = tables.limit(told)
    assert ("要不要考虑提高额度", "不考虑") in found.rows
    assert "一共多付 ¥" in found.title
    assert not any(finding.trouble == "limit" for finding in pressure.diagnosis(told))
    wanted = told.but(ask=told.ask.but(raise_limit=True, raise_by="5000", raise_periods=36))
    said = [finding.sentence for finding in pressure.diagnosis(wanted) if finding.trouble == "limit"]
    price = pressure.limit(wanted, wanted.main_loan)
    assert price.amount == Decimal("5000.00")
    again = wanted.main_loan.but(principal="5000", drawn_on="2026-11-23", first_due=None, periods=36)
    row = loans.schedule(again)
    assert price.cost == row.total_interest
    assert len(said) == 1


# Three people, three kinds of advice


def test_late_on_one_loan_with_a_slow_summer_gets_a_few_months_more():
    advice = options.advice(stored("late_on_one"), stored("late_on_one").main_loan)
    best = advice.recommended
    assert best is not None
    assert best.plan.waived == 0
    assert best.plan.rate == Decimal("14.4")
    assert best.after < advice.ground.instalment
    assert len(best.plan.rows) == 24  # 15 are left; 18 would break if a twentieth less came in
    assert best.judged.room is not None
    assert best.judged.room >= 5


def test_with_six_lenders_the_secured_go_on_and_the_late_ones_share_what_is_left():
    told = stored("six_lenders")
    advice = options.advice(told, told.main_loan)
    trial, best = advice.ground.trial, advice.recommended
    assert trial is not None
    assert best is not None
    # what stands at the end is what an average month can give
    assert best.after <= advice.ground.bearable(best.judged.shape.relief)
    assert trial.beside_names
    assert all(name in advice.sentence for name in trial.beside_names)
    assert "没有都谈妥以前不要先签这一家" in advice.sentence
    assert any("按欠款多少分" in said for said in advice.assumed)
    assert any("续贷" in said for said in advice.assumed)
    claims = trial.claims([(row.due, row.payment) for row in best.plan.rows])
    assert simulate.fails(trial.paths, claims).failing[0] <= trial.allowed


def test_where_nothing_is_left_no_number_is_promised_and_the_ways_out_are_named():
    told = stored("nothing_left")
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is None
    assert "先不报每月数字" in advice.sentence
    assert advice.lack is not None
    assert any("12348" in way for way in advice.lack.off_ramps)
    assert verdict.quick(told).offer is None
    assert verdict.quick(told).action is verdict.Action.HOLD
