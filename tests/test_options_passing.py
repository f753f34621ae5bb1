"""A trouble that began lately and will end: telling more about it never makes the advice worse."""

import random
from datetime import date, timedelta

import pytest

from tests.papers import stored
from workbook import charts, options, pressure, tables, verdict
from workbook.case import Case
from workbook.language import Refused
from workbook.options import Package

AS_OF = date(2026, 11, 23)
OTHER = {
    "id": "b",
    "name": "货车贷（虚构）",
    "pledged": True,
    "state": "not_due",
    "instalment": "600",
    "periods_left": 9,
    "next_due": "2026-12-05",
    "method": "equal_instalment",
    "balance_left": "5000",
    "rate": "9",
    "rate_unit": "year",
}


def month(label: str, left: int) -> dict:
    return {"id": f"m{label}", "month": label, "receipts": str(20000 + left), "costs": "20000", "essentials": "0"}


def labels(count: int) -> list[str]:
    """Give the names of so many months up to 2026-10, oldest first."""
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(2026 * 12 + 10 - count, 2026 * 12 + 10)]


def in_trouble(seed: int) -> Case:
    """Make up a shop whose receipts fell three weeks to three months ago, and the day on which they are back."""
    chance = random.Random(seed)
    usual, began = chance.randrange(2000, 7000, 100), AS_OF - timedelta(days=chance.randrange(21, 92))
    lefts = {label: int(usual * chance.uniform(0.7, 1.3)) for label in labels(chance.choice((9, 12, 15, 20)))}
    fallen = {label: int(usual * chance.uniform(-0.3, 0.4)) for label in lefts if label >= f"{began:%Y-%m}"}
    periods, late = chance.choice((10, 12, 18)), chance.choice((0, 1, 2))
    gone, due = chance.randrange(3, periods - 3), 2026 * 12 + 11 - late
    drawn = 2026 * 12 + 10 - gone
    loan = {
        "id": "a",
        "name": "网商贷（虚构）",
        "principal": str(int(usual * chance.uniform(0.4, 0.95) * periods)),
        "rate": str(chance.choice((9, 12, 14.4))),
        "rate_unit": "year",
        "method": "equal_instalment",
        "periods": periods,
        "drawn_on": f"{drawn // 12}-{drawn % 12 + 1:02d}-10",
        "next_due": f"{due // 12}-{due % 12 + 1:02d}-10",
        "penalty_uplift": "1.5",
        "state": "overdue" if late else "not_due",
    }
    situation = {
        "cash": str(chance.randrange(0, 8000, 100)),
        "stock_per_100": "60",
        "shop_costs": "4000",
        "other_debts_30_days": "0",
        "months": [month(label, left) for label, left in (lefts | fallen).items()],
        "changed_on": began.isoformat(),
        "lasting": "temporary",
    }
    return Case.model_validate(
        {
            "profile": {"as_of": AS_OF.isoformat()},
            "situation": situation,
            "debts": {"main": "a", "loans": [loan, *([OTHER] if chance.random() < 0.3 else [])]},
            "ask": {"recovers_on": (AS_OF + timedelta(days=chance.randrange(20, 150))).isoformat(), "seed": str(seed)},
        }
    )


def silent_on(told: Case, name: str = "changed_on") -> Case:
    return told.but(situation=told.situation.but(**{name: None}))


def smallest(told: Case) -> Package | None:
    return options.advice(told, told.main_loan).recommended


@pytest.mark.parametrize("seed", [5, 17, 43])
def test_telling_when_a_passing_trouble_began_never_asks_longer_or_more(seed: int):
    never_worse_for_telling(in_trouble(seed))


@pytest.mark.scale
@pytest.mark.parametrize("seed", range(100, 200))
def test_telling_it_never_asks_longer_or_more_in_a_hundred_cases(seed: int):
    never_worse_for_telling(in_trouble(seed))


def never_worse_for_telling(told: Case) -> None:
    """Hold the advice with the day of the change beside that without it."""
    with_day, without = smallest(told), smallest(silent_on(told))
    if without is None:
        return  # nothing holds where its beginning is not told: telling it cannot make that worse
    assert with_day is not None
    assert len(with_day.plan.rows) <= len(without.plan.rows)
    assert with_day.total <= without.total


@pytest.mark.parametrize("seed", [3, 20])
def test_more_cash_more_receipts_and_fewer_debts_never_shorten_what_holds(seed: int):
    told = in_trouble(seed)
    best = smallest(told)
    if best is None:
        return
    money, main = told.situation, told.main_loan
    busier = tuple(row.but(receipts=(row.receipts or 0) + 700) for row in money.months)
    richer = (money.but(cash=(money.cash or 0) + 2500), money.but(months=busier))
    cases = [told.but(situation=more) for more in richer] + [told.but(debts=told.debts.but(loans=(main,)))]
    for more in cases:
        again = options.price(verdict.base(more, more.main_loan), best.kind, best.title, best.terms)
        assert again.recommendable


THREE_WEEKS = ("2026-11-02", (6000,) * 12)
THREE_MONTHS = ("2026-08-24", (6000,) * 10 + (400, 300))


@pytest.mark.parametrize(("began", "lefts"), [THREE_WEEKS, THREE_MONTHS])
def test_a_short_trouble_is_answered_with_months_not_with_years(began: str, lefts: tuple[int, ...]):
    told = passing(began, lefts, "2027-02-01")
    best = smallest(told)
    assert best is not None
    assert len(best.plan.rows) - verdict.base(told, told.main_loan).periods_left <= 6
    assert best.judged.late is not None
    assert any("恢复" in note and "晚 3 个月" in note for note in best.notes)


def passing(began: str, lefts: tuple[int, ...], recovers: str | None, **ask: object) -> Case:
    """A shop of whose months the last fell, and a loan of 18 instalments with 12 to go, one of them late."""
    loan = {
        "id": "a",
        "name": "网商贷（虚构）",
        "principal": "45000",
        "rate": "12",
        "rate_unit": "year",
        "method": "equal_instalment",
        "periods": 18,
        "drawn_on": "2026-05-10",
        "next_due": "2026-11-10",
        "penalty_uplift": "1.5",
        "state": "overdue",
    }
    situation = {
        "cash": "3000",
        "stock_per_100": "60",
        "other_debts_30_days": "0",
        "worst_receipts": "20300",
        "shop_costs": "7820",
        "home_essentials": "0",
        "months": [month(label, left) for label, left in zip(labels(len(lefts)), lefts, strict=True)],
        "changed_on": began,
        "lasting": "temporary",
    }
    return Case.model_validate(
        {
            "profile": {"as_of": AS_OF.isoformat()},
            "situation": situation,
            "debts": {"main": "a", "loans": [loan]},
            "ask": {"recovers_on": recovers, "seed": "7", **ask},
        }
    )


def test_a_fall_that_lasts_is_answered_within_what_the_months_since_it_give():
    told = passing("2026-07-01", (6000,) * 8 + (1900, 2000, 2100, 2000), None)
    lasting = told.but(situation=told.situation.but(lasting="lasting"))
    best, untold = smallest(lasting), smallest(silent_on(lasting))
    assert best is not None
    assert untold is not None
    assert len(best.plan.rows) > len(untold.plan.rows)
    assert best.after <= 2100


def test_a_recovery_that_a_paper_dates_is_counted_whole_a_hoped_for_one_by_half():
    told = passing(*THREE_MONTHS, "2027-02-01")
    notice = {
        "id": "n",
        "kind": "other",
        "title": "（虚构）施工告示",
        "holding": "have",
        "issuer": "（虚构）城建局",
        "issued_on": "2026-11-01",
        "proves": ["recovery"],
    }
    proved = told.but(evidence=told.evidence.but(documents=(notice,)))
    half, whole = (verdict.base(case, case.main_loan) for case in (told, proved))
    assert half.ordinary == (300 + 6000) / 2  # the bad month until then, 6,000 a month before
    assert whole.ordinary == 6000
    assert any("只算 50%" in said for said in half.assumed)
    assert any("恢复算全部" in said for said in whole.assumed)


def test_what_a_late_recovery_lacks_is_the_cash_that_would_make_it_hold():
    told = passing(*THREE_MONTHS, "2027-02-01")
    best = smallest(told)
    assert best is not None
    lacking = best.judged.late
    assert lacking is not None
    ground = verdict.base(told.but(situation=told.situation.but(cash=str(3000 + lacking))), told.main_loan)
    assert options.price(ground, best.kind, best.title, best.terms).judged.late == 0
    if lacking:
        less = verdict.base(told.but(situation=told.situation.but(cash=str(2999 + lacking))), told.main_loan)
        assert options.price(less, best.kind, best.title, best.terms).judged.late == 1


def test_too_fresh_a_change_without_a_day_of_recovery_asks_for_one():
    told = passing(*THREE_WEEKS, None)
    with pytest.raises(Refused, match="预计从哪天起恢复"):
        verdict.trial(told, told.main_loan)


def test_what_is_counted_as_things_are_now_says_that_it_leaves_the_recovery_out():
    told = stored("passing_trouble")
    left_out = "2027-02-01 起的恢复没有算进去"
    assert left_out in charts.cash_and_debts(told).sentence
    assert any(left_out in note for note in tables.past_and_ahead(told).notes)
    assert "您估计 2027-02-01 起恢复" in "".join(found.sentence for found in pressure.diagnosis(told))
    without = told.but(ask=told.ask.but(recovers_on=None))
    assert "没有算进去" not in charts.cash_and_debts(without).sentence.split("。", 1)[1]


def test_small_payments_that_a_bad_month_does_not_give_are_said_to_rest_on_cash():
    told = stored("passing_trouble")
    best = options.advice(told, told.main_loan).recommended
    assert best is not None
    assert best.now > pressure.shares(told).of(told.main_loan)
    assert any(f"{best.now:,.2f}，坏月份单独看只给得出 ¥250.00：差的要用手上的钱补" in note for note in best.notes)
