"""Plans with the season, how much less may come in before a plan breaks, and what rests on other lenders agreeing."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from workbook import options
from workbook.case import Case
from workbook.loans import Standing
from workbook.options import Kind
from workbook.options.season import weak_months
from workbook.verdict import Verdict
from workbook.verdict.base import base
from workbook.verdict.trial import paid

CASES = Path(__file__).parent / "fixtures/cases"


def stored(name: str) -> Case:
    return Case.model_validate(json.loads((CASES / f"{name}.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def late() -> options.Advice:
    told = stored("late_on_one")
    return options.advice(told, told.main_loan)


def of_kind(advice: options.Advice, kind: Kind) -> list[options.Package]:
    return [package for package in advice.packages if package.kind is kind]


def test_the_weak_months_are_those_the_record_shows(late: options.Advice):
    assert weak_months(late.ground) == (7, 8)
    short = stored("late_on_one")
    rows = short.situation.months[:9]
    nine = short.but(situation=short.situation.but(months=rows))
    assert weak_months(base(nine, nine.main_loan)) == ()


def test_a_seasonal_plan_asks_little_in_weak_months_and_ends_at_zero(late: options.Advice):
    (seasonal,) = of_kind(late, Kind.SEASONAL)
    assert seasonal.verdict is Verdict.SURVIVES
    small = {row.payment for row in seasonal.plan.rows if row.due.month in {7, 8}}
    large = {row.payment for row in seasonal.plan.rows[:-1] if row.due.month not in {7, 8}}
    assert max(small) <= late.ground.share
    assert max(large) - min(large) < 20  # level but for the last stretch, which takes what is left
    assert seasonal.plan.rows[-1].balance == 0
    assert "7、8 月每期" in seasonal.title


def test_a_seasonal_plan_bears_as_much_as_the_smallest_level_one(late: options.Advice):
    (seasonal,) = of_kind(late, Kind.SEASONAL)
    assert late.recommended is not None
    assert late.recommended.judged.room is not None
    assert seasonal.judged.room is not None
    assert seasonal.judged.room >= late.recommended.judged.room
    assert "收款再少 6% 以上就守不住" in late.sentence
    assert seasonal.highest <= late.ground.bearable(0)


def test_room_is_the_last_percent_that_holds(late: options.Advice):
    trial, best = late.ground.trial, late.recommended
    assert trial is not None
    assert best is not None
    assert best.judged.room is not None
    flows = paid(best.plan, late.ground.balance.on)
    failing = [trial.falling(percent).fails(flows).failing[0] for percent in (best.judged.room, best.judged.room + 1)]
    assert failing[0] <= trial.allowed < failing[1]


def test_what_a_month_never_leaves_cannot_stand_at_the_end_of_a_relief(late: options.Advice):
    for package in (*late.packages, *late.frontier):
        if package.wall and package.after > late.ground.bearable(package.judged.shape.relief):
            assert package.verdict in {Verdict.BRIDGE, Verdict.FAILS}
    (year,) = [p for p in of_kind(late, Kind.INTEREST_ONLY) if p.terms.grace_months == 12]
    assert year.after > late.ground.bearable(year.judged.shape.relief)
    assert any("比往后平均一个月能给这一笔的" in note for note in year.notes)


def test_a_request_that_rests_on_others_counts_them_with_the_same_relief():
    told = stored("six_lenders")
    advice = options.advice(told, told.main_loan)
    best, trial = advice.recommended, advice.ground.trial
    assert best is not None
    assert trial is not None
    asked = {"id": "k", "loan_id": told.main_loan.id, "preferred": best.terms}
    asking = told.but(ask=told.ask.but(asks=[asked]))
    promised = options.promised(asking)
    assert promised.holds
    late = {loan_id for loan_id, _owed in trial.beside_owed}
    together = sum(trial.also(best.highest).values())
    assert len(late) == len(promised.together) > 1
    assert abs(together - trial.beside(best.highest)) <= Decimal("0.01") * len(late)
    assert "没有都谈妥以前不要先签一家" in promised.sentence
    contracts = sum(Standing.of(told, loan).balance.total for loan in told.loans if loan.id in late)
    assert contracts > together
