"""The bargain: the ladder, all lenders on one capacity, the lender's side over stated assumptions."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import charts, options, pressure, tables, verdict
from workbook.case import Case
from workbook.language import NotKnown, Refused
from workbook.loans import Standing
from workbook.options.lender_side import present, recovered
from workbook.verdict.trial import paid

HERE = Path(__file__).parent
SUMS = tomllib.loads((HERE / "sums/lender_side.toml").read_text("utf-8"))


def stored(name: str, **ask: object) -> Case:
    told = json.loads((HERE / f"fixtures/cases/{name}.json").read_text("utf-8"))
    told["ask"] = {**told.get("ask", {}), **ask}
    return Case.model_validate(told)


def asking(name: str, *asks: dict, **ask: object) -> Case:
    return stored(name, asks=[{"id": f"k{n}", **one} for n, one in enumerate(asks)], **ask)


# The lender's side


@pytest.mark.parametrize("one", SUMS["recovered"], ids=lambda one: one["name"])
def test_what_is_recovered_is_as_worked_by_hand(one: dict):
    told = (Decimal(one[name]) for name in ("owed", "percent", "cost", "months", "rate"))
    assert recovered(*told) == Decimal(one["is"])


@pytest.mark.parametrize("one", SUMS["present"], ids=lambda one: one["name"])
def test_what_payments_are_worth_today_is_as_worked_by_hand(one: dict):
    flows = [(flow["due"], Decimal(flow["amount"])) for flow in one["flows"]]
    assert present(flows, one["on"], Decimal(one["rate"])) == Decimal(one["is"])


def test_ranges_run_from_the_worst_corner_of_the_assumptions_to_the_best():
    told = stored("late_on_one", recovery_low="20", recovery_high="60", discount_low="4", discount_high="10")
    side = options.lender_side(told, told.main_loan)
    owed, on = Standing.of(told, told.main_loan).balance.total, told.as_of
    flows = paid(side.plan.plan, on)
    assert side.package == (present(flows, on, Decimal(10)), present(flows, on, Decimal(4)))
    worst = recovered(owed, Decimal(20), Decimal(30), Decimal(36), Decimal(10))
    best = recovered(owed, Decimal(60), Decimal(5), Decimal(12), Decimal(4))
    assert side.default == (worst, best)
    assert side.gain[0] <= side.gain[1]
    assert side.gain[0] >= side.package[0] - best
    assert side.enough[0] <= side.enough[1]


def test_the_level_that_is_enough_is_worth_the_recovery():
    told = stored("late_on_one", discount_low="8", discount_high="8")
    side = options.lender_side(told, told.main_loan)
    for level, worth in zip(side.enough, side.default, strict=True):
        flows = [(row.due, level) for row in side.plan.plan.rows]
        assert abs(present(flows, told.as_of, Decimal(8)) - worth) < 1


def test_every_assumption_is_named_as_one_and_the_borrowers_own_as_theirs():
    told = stored("late_on_one", recovery_low="20", recovery_high="60")
    found = tables.lender_side(told)
    named = [note for note in found.notes if note.startswith("假设")]
    assert len(named) == 4
    assert "假设（您填的）：谈不成时收回欠款的 20% 到 60%。" in named
    assert sum("没有来源" in note for note in named) == 3


def test_a_low_estimate_above_the_high_one_is_refused_by_name():
    told = stored("late_on_one", recovery_low="80", recovery_high="60")
    with pytest.raises(Refused, match="谈不成时对方大约能收回几成，低的估计"):
        options.lender_side(told, told.main_loan)


CERTAIN = (("recovery", "100"), ("recovery_months", "0"), ("recovery_cost", "0"), ("discount", "24"))
AT_ONCE = {f"{part}_{end}": told for part, told in CERTAIN for end in ("low", "high")}
EASY = {"recovery_high": "100", "recovery_cost_low": "0", "recovery_months_low": "0", "discount_high": "24"}


@pytest.mark.parametrize(
    ("name", "assumed", "words"),
    [
        ("six_lenders", {"recovery_low": "1", "recovery_high": "1"}, "两边有交集"),
        ("six_lenders", EASY, "有没有交集要看假设"),
        ("six_lenders", AT_ONCE, "还没有交集"),
    ],
)
def test_it_says_where_both_sides_meet_and_never_what_the_lender_will_do(name: str, assumed: dict, words: str):
    sentence = charts.overlap(stored(name, **assumed)).sentence
    assert words in sentence
    assert not any(word in sentence for word in ("会答应", "会同意", "可能性", "概率", "把握"))


def test_where_nothing_can_be_paid_no_plan_is_valued():
    with pytest.raises(NotKnown, match="先不报每月数字"):
        charts.overlap(stored("nothing_left"))


def test_the_lenders_side_and_the_ladder_stay_out_of_every_document():
    for source in (HERE.parent / "workbook/documents").rglob("*.py"):
        words = source.read_text("utf-8")
        assert not any(name in words for name in ("lender_side", "overlap", "ladder(", "payments_ahead"))


# The ladder


def test_rungs_left_open_are_proposed_and_never_ask_less_than_what_holds():
    told = stored("late_on_one")
    found = options.ladder(told, told.main_loan)
    best = options.advice(told, told.main_loan).recommended
    assert best is not None
    assert found.steps[0].name == "preferred"
    assert found.steps[-1].package.plan.rows == best.plan.rows
    assert all(step.package.recommendable for step in found.steps)
    assert all(step.package.plan.rate >= best.plan.rate for step in found.steps)
    given_up = [step.package.given_up for step in found.steps]
    assert given_up == sorted(given_up, reverse=True)


def test_the_borrowers_own_rungs_are_kept_and_each_step_names_what_changes_and_what_is_traded():
    own = {"loan_id": "mybank", "preferred": {"periods": "24", "rate": "12", "method": "equal_instalment"}}
    own |= {"minimum": {"periods": "18", "rate": "14.4", "method": "equal_instalment"}, "walk_away": "2900"}
    told = asking("late_on_one", {**own, "offers_auto_debit": True, "auto_debit_day": "12", "offers_reports": True})
    found = options.ladder(told, told.main_loan)
    assert [(step.name, step.own) for step in found.steps] in (
        [("preferred", True), ("minimum", True)],
        [("preferred", True), ("fallback", False), ("minimum", True)],
    )
    assert found.steps[0].traded == ("每月 12 号自动扣款",)
    assert found.steps[-1].traded[:2] == ("每月 12 号自动扣款", "每季度报告经营情况")
    assert any("年利率 12.00% → 14.40%" in move for step in found.steps for move in step.moves)
    assert (found.walk_away, found.own_line) == (Decimal("2900.00"), True)


def test_a_rung_above_the_private_line_is_named():
    own = {"loan_id": "mybank", "preferred": {"periods": "24", "rate": "12", "method": "equal_instalment"}}
    told = asking("late_on_one", {**own, "walk_away": "1500"})
    assert "超过了这条线" in options.ladder(told, told.main_loan).sentence


@pytest.mark.parametrize("component", ["interest_not_due", "penalty"])
def test_what_is_carried_to_the_last_payment_is_named_beside_the_line_and_refuses_no_rung(component: str):
    carried = {"id": "c", "component": component, "treatment": "carry_forward"}
    own = {"periods": "48", "rate": "14.4", "method": "equal_instalment", "treatments": [carried]}
    told = asking("late_on_one", {"loan_id": "mybank", "preferred": own, "minimum": own})
    found = options.ladder(told, told.main_loan)
    package = found.steps[0].package
    told = asking("late_on_one", {"loan_id": "mybank", "preferred": own, "minimum": own, "walk_away": package.highest})
    said = options.ladder(told, told.main_loan).sentence
    assert package.plan.rows[-1].payment > package.highest
    assert "超过了这条线" not in said
    assert f"连挂到最后的要 ¥{package.plan.rows[-1].payment:,}" in said


def test_a_line_of_ones_own_holds_for_what_is_paid_after_a_relief_too():
    own = {"periods": "24", "rate": "14.4", "method": "equal_instalment"}
    own |= {"steps": [{"id": "s", "periods": "6", "payment": "500"}]}
    told = asking("late_on_one", {"loan_id": "mybank", "minimum": own, "preferred": own, "walk_away": "900"})
    assert "超过了这条线" in options.ladder(told, told.main_loan).sentence


def test_nothing_is_proposed_above_a_line_of_ones_own_where_something_holds_below_it():
    free = {step.name: step.package for step in _ladder("late_on_one").steps}
    line = free["preferred"].highest
    assert any(package.highest > line for package in free.values())
    under = _ladder("late_on_one", walk_away=str(line)).steps
    assert under
    assert all(step.package.highest <= line for step in under)


def _ladder(name: str, **ask: str) -> options.Ladder:
    told = asking(name, {"loan_id": "mybank", **ask})
    return options.ladder(told, told.main_loan)


@pytest.mark.parametrize("name", sorted(path.stem for path in (HERE / "fixtures/cases").glob("[!v]*.json")))
def test_the_program_proposes_no_rung_above_the_line_it_gives_itself(name: str):
    told = stored(name, asks=[])
    try:
        found = options.ladder(told, told.main_loan)
    except (NotKnown, Refused):
        return
    assert "超过了这条线" not in found.sentence


def test_the_borrowers_answers_move_the_preferred_rung():
    plain = stored("late_on_one")
    light = stored("late_on_one", worth_lower="2000")
    soon = stored("late_on_one", worth_sooner="900")
    chosen = [options.ladder(told, told.main_loan).steps[0].package for told in (plain, light, soon)]
    assert chosen[1].highest < chosen[2].highest
    assert len(chosen[2].plan.rows) < len(chosen[1].plan.rows)


def test_without_a_line_of_ones_own_the_largest_payment_that_holds_is_the_line():
    told = stored("late_on_one")
    found = options.ladder(told, told.main_loan)
    trial = verdict.trial(told, told.main_loan)
    assert found.walk_away is not None
    assert not found.own_line
    months = len(found.steps[-1].package.plan.rows)
    flows = [(end, found.walk_away) for end in trial.paths.ends[:months]]
    assert trial.fails(flows).failing[0] <= trial.allowed


def test_where_nothing_holds_there_is_no_ladder_but_a_sentence():
    told = stored("nothing_left")
    found = options.ladder(told, told.main_loan)
    assert found.steps == ()
    assert "不报每月数字" in found.sentence


# All lenders


def test_consequence_comes_first_and_the_offers_fit_into_one_capacity():
    found = options.lenders(stored("six_lenders"))
    assert [row.loan_id for row in found.rows][:2] == ["car", "village"]
    assert [row.first for row in found.rows] == [True, True, False, False, False, False]
    given_out = sum((row.share or Decimal(0) for row in found.rows), found.unlisted)
    assert found.capacity is not None
    assert given_out <= found.capacity
    rest = [row.share for row in found.rows if not row.first]
    debts = [
        Standing.of(stored("six_lenders"), loan).balance.total
        for loan in stored("six_lenders").loans
        if loan.id in {r.loan_id for r in found.rows if not r.first}
    ]
    left = pressure.capacity(stored("six_lenders")).monthly - sum(row.share or 0 for row in found.rows if row.first)
    by_debt = pressure.pro_rata(left - found.unlisted, tuple(debts))
    assert rest == [share // 50 * 50 for share in by_debt]  # by what is owed, each a figure one can say


@given(st.lists(st.decimals("0.01", "99999", places=2), min_size=1, max_size=8), st.decimals("0", "9999", places=2))
def test_pro_rata_sums_to_the_fen(debts: list[Decimal], total: Decimal):
    parts = pressure.pro_rata(total, tuple(debts))
    assert sum(parts) == total
    exact = [total * debt / sum(debts) for debt in debts]
    assert all(abs(part - whole) < Decimal("0.01") for part, whole in zip(parts, exact, strict=True))


def test_what_was_told_asked_offered_and_agreed_stands_side_by_side():
    told = asking(
        "six_lenders",
        {"loan_id": "mybank", "preferred": {"periods": "36", "rate": "14.4"}, "told_payment": "2000"},
        {"loan_id": "card", "told_payment": "500"},
    )
    talks = {
        "offers": [{"id": "o", "loan_id": "mybank", "on": "2026-11-20", "terms": {"periods": "24", "rate": "14.4"}}],
        "written": [{"id": "w", "loan_id": "card", "on": "2026-11-21", "schedule": [{"id": "1", "payment": "480"}]}],
    }
    rows = {row.loan_id: row for row in options.lenders(told.but(talks=talks)).rows}
    assert rows["mybank"].told == Decimal("2000.00")
    assert rows["mybank"].asked is not None
    assert rows["mybank"].offered is not None
    assert rows["mybank"].asked < rows["mybank"].offered
    assert (rows["card"].told, rows["card"].agreed, rows["card"].bound) == (
        Decimal("500.00"),
        Decimal("480.00"),
        Decimal("480.00"),
    )


def test_two_lenders_told_different_receipts_raise_an_alarm_before_anything_is_sent():
    told = asking(
        "six_lenders",
        {"loan_id": "mybank", "told_receipts": "30000", "told_left": "3000"},
        {"loan_id": "card", "told_receipts": "26000", "told_left": "3000"},
    )
    (clash,) = options.contradictions(told)
    assert clash.loan_ids == ("mybank", "card")
    assert "¥30,000.00" in clash.sentence
    assert "¥26,000.00" in clash.sentence
    assert any(clash.sentence in note for note in tables.lenders(told).notes)


def test_more_told_to_all_than_there_is_raises_an_alarm():
    told = asking(
        "six_lenders",
        {"loan_id": "mybank", "told_payment": "2500", "told_left": "3000"},
        {"loan_id": "card", "told_payment": "900"},
    )
    sentences = [clash.sentence for clash in options.contradictions(told)]
    assert any("加起来是 ¥3,400.00，超过您说过一共能拿来还债的 ¥3,000.00" in said for said in sentences)
    assert any("坏月份能给的" in said for said in sentences)


def test_a_request_other_than_what_was_told_is_named_and_a_fen_is_not():
    asked = {"loan_id": "mybank", "preferred": {"periods": "36", "rate": "14.4", "method": "equal_instalment"}}
    told = asking("late_on_one", asked)
    row = options.lenders(told).rows[0]
    assert row.asked is not None
    near = asking("late_on_one", {**asked, "told_payment": str(row.asked + Decimal("0.40"))})
    far = asking("late_on_one", {**asked, "told_payment": str(row.asked + 100)})
    assert options.contradictions(near) == ()
    assert len(options.contradictions(far)) == 1


def test_nothing_told_is_no_contradiction():
    assert options.contradictions(stored("six_lenders")) == ()
    assert options.contradictions(Case()) == ()


def test_nothing_dearer_a_month_than_today_is_proposed_where_anything_else_holds():
    for name in ("late_on_one", "plan_that_broke", "six_lenders", "flat_rate_and_fees"):
        told = stored(name, asks=[])
        try:
            found = options.advice(told, told.main_loan)
        except (NotKnown, Refused):
            continue
        steps = options.ladder(told, told.main_loan).steps
        held = [one for one in (*found.frontier, *found.packages) if one.recommendable]
        if any(one.highest <= found.ground.instalment for one in held):
            assert all(step.package.highest <= found.ground.instalment for step in steps), name
