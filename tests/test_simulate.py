"""Futures drawn from the borrower's own months: what they are drawn from, and how many a plan does not survive."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import simulate
from workbook.case import Case
from workbook.language import NotKnown, Refused
from workbook.simulate import Failures, Paths

AS_OF = "2026-11-23"
PLAIN = {"usual_receipts": "30000", "worst_receipts": "18000", "stock_per_100": "60", "shop_costs": "5000"}


def case(*months: dict, seed: object = "7", **situation: object) -> Case:
    return Case.model_validate(
        {
            "profile": {"as_of": AS_OF},
            "situation": {"cash": "6000", "other_income": "0", "months": months, **situation},
            "ask": {"seed": seed},
        }
    )


def month(name: str, left: int, **rest: str) -> dict:
    return {"id": f"m{name}", "month": name, "receipts": str(20000 + left), "costs": "20000", "essentials": "0", **rest}


def record(first: str, *lefts: int) -> list[dict]:
    """Give months in a row from `first`, each leaving so much for debts."""
    year, number = map(int, first.split("-"))
    begin = year * 12 + number - 1
    return [month(f"{(begin + n) // 12}-{(begin + n) % 12 + 1:02d}", left) for n, left in enumerate(lefts)]


def few(drawn: list[list[int]], start: str, *lefts: str) -> Paths:
    """Give futures written out by hand: `drawn[month][future]` names the recorded month, counted from 0."""
    return Paths(
        start=Decimal(start),
        ends=tuple(date(2027 + n // 12, n % 12 + 1, 23) for n in range(len(drawn))),
        recorded=tuple((f"2026-{n:02d}", Decimal(left)) for n, left in enumerate(lefts, 1)),
        method="plain",
        seed=0,
        drawn=np.array(drawn, dtype=np.uint16),
        assumed=(),
    )


def yuan(*amounts: str) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


def labels(paths: Paths) -> np.ndarray:
    return np.array([label for label, _left in paths.recorded])[paths.drawn]


# By hand


def test_two_futures_of_three_months_by_hand():
    # cash 100; the first future leaves 50, -80, 50, the second 50, 50, 50; the plan takes 60 each month
    two = few([[0, 0], [1, 0], [0, 0]], "100.00", "50.00", "-80.00")
    assert two.running.tolist() == [[15000, 15000], [7000, 20000], [12000, 25000]]
    assert simulate.fails(two, yuan("60", "60", "60")) == Failures(2, 2, (1,))  # 90, -50, -60 and 90, 80, 70
    assert simulate.first_failing(two, yuan("60", "60", "60")).tolist() == [2, 0]
    assert [m.futures for m in simulate.failing_months(two, yuan("60", "60", "60"))] == [0, 1, 0]
    rows = simulate.fan(two, yuan("60", "60", "60"), (50, 100)).rows
    assert [list(row.cash) for row in rows] == [
        yuan("90.00", "90.00"),
        yuan("-50.00", "80.00"),
        yuan("-60.00", "70.00"),
    ]
    assert [row.last for row in rows] == list(two.ends)


def test_a_payment_that_leaves_nothing_is_still_paid():
    one = few([[0]] * 36, "0.00", "1333.33")
    packages = [yuan(*["1333.33"] * 36), yuan(*["1333.34"] * 36)]
    assert simulate.fails(one, packages).failing == (0, 1)


def test_fen_are_not_lost_among_millions():
    rich = few([[0]] * 36, "800000000000.00", "0.01")
    whole = yuan("800000000000.01", *["0.01"] * 35)
    assert simulate.fails(rich, [whole, yuan("800000000000.02", *["0"] * 35)]).failing == (0, 1)


def test_several_packages_are_counted_apart():
    two = few([[0, 1]], "0.00", "10.00", "20.00")
    assert simulate.fails(two, [yuan("10"), yuan("10.01"), yuan("20.01")]).failing == (0, 1, 2)
    assert simulate.fails(two, np.array([[10.0], [10.01]])).failing == (0, 1)


@pytest.mark.parametrize("futures", [1, 63, 64, 65, 3000])
def test_hundreds_of_packages_counted_together_fail_as_often_as_each_alone(futures: int):
    dice = np.random.default_rng(futures)
    drawn = few(dice.integers(0, 3, (6, futures)).tolist(), "20.00", "10.00", "-10.00", "0.01")
    packages = np.vstack([dice.integers(0, 2000, (400, 6)) / 100, np.zeros((1, 6)), np.full((1, 6), 100.0)])
    assert simulate.fails(drawn, packages).failing == tuple(simulate.fails(drawn, one).failing[0] for one in packages)


def test_the_largest_level_payment_leaves_so_many_futures_failing_and_a_fen_more_leaves_more():
    two = few([[0, 1]] * 3, "0.00", "10.00", "20.00")
    others = yuan("1", "1", "1")
    assert simulate.largest_level(two, others, [True] * 3) == Decimal("9.00")
    assert simulate.largest_level(two, others, [True] * 3, allowed=1) == Decimal("19.00")
    assert simulate.largest_level(two, others, [False, True, True]) == Decimal("13.50")  # 27 in two payments
    assert simulate.largest_level(two, yuan("11", "0", "0"), [False, True, True]) is None  # fails before any is due


# What is drawn


def test_same_seed_same_bytes_another_seed_other_futures():
    told = case(*record("2026-02", *range(0, 9000, 1000)))
    first, second = simulate.paths(told), simulate.paths(told)
    assert first.drawn.tobytes() == second.drawn.tobytes()
    assert first.left.tobytes() == second.left.tobytes()
    other = simulate.paths(told.but(ask=told.ask.but(seed="8")))
    assert (first.drawn != other.drawn).any()


def test_the_draws_stay_as_they_are_in_every_version_of_the_library():
    plain = simulate.paths(case(*record("2026-02", *range(9))), months=6, count=4)
    assert plain.drawn.tolist() == [
        [6, 8, 2, 6], [4, 3, 8, 6], [0, 5, 2, 2], [2, 1, 6, 2], [7, 3, 4, 0], [3, 5, 8, 7],
    ]  # fmt: skip
    season = simulate.paths(case(*record("2025-01", *range(22))), months=6, count=4)
    assert season.drawn.tolist() == [
        [12, 10, 11, 11], [13, 11, 12, 12], [14, 12, 13, 13], [2, 1, 3, 13], [3, 2, 4, 14], [4, 3, 5, 15],
    ]  # fmt: skip


def test_left_is_a_float32_array_by_month():
    drawn = simulate.paths(case(*record("2026-02", *range(9))))
    assert (drawn.left.dtype, drawn.left.shape) == (np.float32, (36, 2000))
    assert drawn.drawn.flags.writeable is drawn.running.flags.writeable is False


def test_ten_thousand_on_request_begin_with_the_same_two_thousand():
    told = case(*record("2025-01", *range(22)))
    many = simulate.paths(told, months=36, count=10_000)
    assert (many.drawn[:24, :2000] == simulate.paths(told, months=24).drawn).all()


def test_the_default_seed_is_named():
    told = simulate.paths(case(*record("2026-02", 1, 2, 3), seed=None))
    assert told.seed == simulate.SEED
    assert any("202601" in said for said in told.assumed)
    assert not any("种子" in said for said in simulate.paths(case(*record("2026-02", 1, 2, 3))).assumed)


def test_what_a_month_leaves_is_after_essentials_with_other_income():
    rows = [month(f"2026-0{n}", 5000, essentials="4000", household_income="1500") for n in (1, 2, 3)]
    assert {left for _label, left in simulate.paths(case(*rows)).recorded} == {Decimal("2500.00")}


def test_few_months_are_drawn_one_by_one_and_all_of_them():
    drawn = simulate.paths(case(*record("2026-02", 1, 2, 3, 4)))
    assert drawn.method == "plain"
    shares = np.bincount(drawn.drawn.ravel(), minlength=4) / drawn.drawn.size
    assert abs(shares - 0.25).max() < 0.01  # 72,000 draws: four standard errors are 0.0065
    assert any("只有 4 个月" in said for said in drawn.assumed)


def test_a_year_keeps_its_season_within_one_month():
    drawn = simulate.paths(case(*record("2025-11", *range(12))))
    assert drawn.method == "season"
    moved = moves(drawn)
    assert set(moved.ravel()) == {0, 1, 11}
    assert all((block == block[0]).all() for block in moved.reshape(12, 3, -1))  # three months stay together
    assert len({tuple(path) for path in drawn.drawn.T}) > 1000


def test_two_years_give_every_december_a_december():
    drawn = simulate.paths(case(*record("2024-11", *range(24))))
    assert not moves(drawn).any()
    first, second = labels(drawn)[:2]  # the month to 23 December, the month to 23 January
    assert set(first) == {"2024-12", "2025-12"}
    assert dict(zip(first, second, strict=True)) == {"2024-12": "2025-01", "2025-12": "2026-01"}


def moves(paths: Paths) -> np.ndarray:
    """Say by how many calendar months each drawn month differs from the one it stands for, from 0 to 11."""
    calendar = np.array([end.month for end in paths.ends])[:, None]
    return (np.char.partition(labels(paths), "-")[..., 2].astype(int) - calendar) % 12


def test_a_gap_in_the_record_is_bridged_by_the_latest_such_month():
    rows = [row for row in record("2024-11", *range(24)) if row["month"] not in {"2025-01", "2025-02"}]
    drawn = simulate.paths(case(*rows))
    follows = {(a, b) for a, b in pairwise(map(tuple, labels(drawn)[:3])) for a, b in zip(a, b, strict=True)}
    assert ("2024-12", "2026-01") in follows
    assert ("2025-12", "2026-01") in follows


def test_a_year_with_a_calendar_month_missing_has_no_season():
    rows = [row for row in record("2024-11", *range(20)) if not row["month"].endswith("-07")]
    drawn = simulate.paths(case(*rows))
    assert drawn.method == "plain"
    assert any("记录里没有 7 月" in said for said in drawn.assumed)


def test_months_before_a_dated_change_are_not_drawn():
    told = case(*record("2025-01", *[9000] * 18, 1000, 1100, 1200), changed_on="2026-07-01")
    drawn = simulate.paths(told)
    assert [label for label, _left in drawn.recorded] == ["2026-07", "2026-08", "2026-09"]
    assert any("变化以来的 3 个月" in said for said in drawn.assumed)


def recovering(on: str | None, before: int = 9, since: tuple[int, ...] = (100, 200, 300)) -> Case:
    told = case(*record("2026-08", *since), *record("2025-01", *[9000] * before), changed_on="2026-08-01")
    return told.but(ask=told.ask.but(recovers_on=on))


def test_from_the_day_of_recovery_on_the_months_before_the_change_are_drawn():
    drawn = simulate.paths(recovering("2027-02-01"), months=12, count=200)
    lefts = drawn.left
    assert set(np.unique(lefts[:3])) == {100, 200, 300}  # the months to 23 December, January, February
    assert set(np.unique(lefts[3:])) == {9000}  # the month that begins on 23 February is after 1 February
    assert (drawn.behind, drawn.recovers_after) == (12, 3)
    assert any("2027-02-01 起恢复" in said for said in drawn.assumed)
    same = simulate.paths(recovering(None), months=3, count=200)
    assert (drawn.drawn[:3] == same.drawn).all()


@pytest.mark.parametrize("since", [(100,), (300, 100)])
def test_a_trouble_of_a_few_weeks_is_the_bad_month_until_it_is_over(since: tuple[int, ...]):
    drawn = simulate.paths(recovering("2026-12-15", since=since), months=12, count=200)
    assert set(np.unique(drawn.left[0])) == {100}
    assert set(np.unique(drawn.left[1:])) == {9000}
    assert any("还太少" in said for said in drawn.assumed)


@pytest.mark.parametrize("changed_on", ["2026-09-20", None])
def test_where_the_bad_month_is_not_known_the_worst_known_one_stands_for_the_trouble(changed_on: str | None):
    rows = record("2026-01", *[9000] * 8, 400)
    rows[-1].pop("essentials")  # the worst month does not tell what living cost, and nothing else does
    told = case(*rows, changed_on=changed_on)
    drawn = simulate.paths(told.but(ask=told.ask.but(recovers_on="2026-12-15")), months=6, count=50)
    assert set(np.unique(drawn.left)) == {9000}


def test_a_trouble_whose_beginning_is_not_told_is_the_worst_month_on_record():
    told = recovering("2026-12-15", before=16)
    drawn = simulate.paths(told.but(situation=told.situation.but(changed_on=None)), months=12, count=200)
    assert set(np.unique(drawn.left[0])) == {100}
    assert set(np.unique(drawn.left[1:])) >= {100, 9000}  # nobody knows which of them were the trouble


def test_the_season_stays_where_the_trouble_took_some_months_of_it():
    told = case(*record("2025-11", *[9000] * 3, 500, *[9000] * 7, 0), changed_on="2026-10-01")  # no other October
    told = told.but(ask=told.ask.but(recovers_on="2026-12-15"))
    drawn = simulate.paths(told, months=12, count=100)
    assert drawn.method == "season"
    assert set(np.unique(drawn.left[0])) == {0}
    assert set(np.unique(drawn.left[1:])) == {500, 9000}


@pytest.mark.parametrize(("on", "lasting"), [("2026-11-01", None), ("2027-02-01", "lasting"), (None, None)])
def test_a_recovery_that_is_past_or_not_believed_in_changes_nothing(on: str | None, lasting: str | None):
    told = recovering(on)
    drawn = simulate.paths(told.but(situation=told.situation.but(lasting=lasting)), months=6, count=50)
    assert drawn.recovers_after is None
    assert set(np.unique(drawn.left)) == {100, 200, 300}


def test_the_weak_months_of_the_year_stay_where_only_months_since_a_change_are_drawn():
    year = [9000, 300, *[9000] * 8]  # January to October; February is weak
    told = case(*record("2026-01", *year), *record("2025-11", 9000, 9000), changed_on="2026-08-01")
    lasting = told.but(situation=told.situation.but(lasting="lasting"))
    drawn = simulate.paths(lasting, months=12, count=50)
    by_month = {end.month: set(np.unique(row)) for end, row in zip(drawn.ends, drawn.left, strict=True)}
    assert by_month[2] == {300}
    assert by_month[3] == {9000}
    assert any("2 月在变化以前就是淡月" in said for said in drawn.assumed)


def test_a_weak_month_that_was_better_than_the_months_since_is_not_brought_back():
    told = case(*record("2026-01", 9000, 300, *[9000] * 5, 100, 100, 100), changed_on="2026-08-01")
    assert set(np.unique(simulate.paths(told, months=12, count=50).left)) == {100}


def test_the_margin_is_held_back_from_good_months_only():
    drawn = simulate.paths(case(*record("2026-02", 1000, -500, 333)))
    kept = drawn.keeping(Decimal(10))
    assert [left for _label, left in kept.recorded] == yuan("900.00", "-500.00", "299.70")
    assert kept.drawn is drawn.drawn


# Too little, or nothing at all


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_months_give_no_futures_and_say_what_is_possible(count: int):
    with pytest.raises(NotKnown, match="坏月份") as missing:
        simulate.paths(case(*record("2026-02", *range(count)), **PLAIN, home_essentials="4000"))
    assert missing.value.where == "01_situation"
    assert f"只有 {count} 个月" in str(missing.value)


def test_a_fresh_change_leaves_too_few_months_whatever_came_before():
    with pytest.raises(NotKnown, match="变化以来的“逐月记录”只有 1 个月"):
        simulate.paths(case(*record("2025-01", *[5000] * 20, 100), changed_on="2026-09-01"))
    with pytest.raises(NotKnown, match="变化以来的“逐月记录”只有 0 个月"):
        simulate.paths(case(*record("2025-01", *[5000] * 20), changed_on="2026-10-01"))


def test_unknown_cash_date_or_essentials_are_asked_for():
    rows = record("2026-02", 1, 2, 3)
    with pytest.raises(NotKnown, match="现在手上能用的钱"):
        simulate.paths(case(*rows, cash=None))
    with pytest.raises(NotKnown, match="“开始”那一页"):
        simulate.paths(Case.model_validate({"situation": {"cash": "1", "months": rows}}))
    with pytest.raises(NotKnown, match="家里每月必需开支"):
        simulate.paths(case(*({**row, "essentials": None} for row in rows)))


def test_a_month_without_essentials_is_left_out_and_named():
    rows = record("2026-02", 1, 2, 3, 4)
    drawn = simulate.paths(case(*rows[:3], {**rows[3], "essentials": None}))
    assert len(drawn.recorded) == 3
    assert any("2026-05 的家里必需开支不知道" in said for said in drawn.assumed)


def test_a_month_told_twice_is_refused():
    with pytest.raises(Refused, match="2026-03 记了两行"):
        simulate.paths(case(*record("2026-02", 1, 2, 3), {**month("2026-03", 5), "id": "again"}))


def test_no_income_at_all_fails_in_every_future():
    rows = [{**row, "receipts": "0", "costs": "0", "essentials": "2500"} for row in record("2025-01", *[0] * 22)]
    drawn = simulate.paths(case(*rows))
    assert np.isfinite(drawn.left).all()
    assert simulate.fails(drawn, [Decimal(0)] * 36).failing == (2000,)
    assert set(simulate.first_failing(drawn, [Decimal(0)] * 36)) == {3}  # 6000 lasts two months of 2500
    assert simulate.largest_level(drawn, [Decimal(0)] * 36, [True] * 36) is None
    assert any("没有一个月" in said for said in drawn.assumed)


@pytest.mark.parametrize(("months", "count"), [(0, 1), (1, 0), (121, 1), (1, 10_001)])
def test_sizes_that_make_no_sense_are_refused(months: int, count: int):
    with pytest.raises(Refused, match="最多抽 10000 个未来"):
        simulate.paths(case(*record("2026-02", 1, 2, 3)), months, count)


@pytest.mark.parametrize(
    "claims", [["1"], [Decimal(-1)] * 3, [Decimal("NaN")] * 3, [None] * 3, [Decimal("1e15")] * 3, [["1"], ["1", "2"]]]
)
def test_claims_must_name_an_amount_for_each_month(claims: list):
    with pytest.raises(Refused, match="3 个月各还多少"):
        simulate.fails(few([[0]] * 3, "0.00", "1.00"), claims)


@pytest.mark.parametrize("due", [[True] * 2, [False] * 3])
def test_a_level_payment_needs_a_month_in_which_it_falls_due(due: list):
    with pytest.raises(Refused):
        simulate.largest_level(few([[0]] * 3, "0.00", "1.00"), [Decimal(0)] * 3, due)


def test_a_quantile_is_a_percentage():
    with pytest.raises(Refused, match="分位"):
        simulate.fan(few([[0]], "0.00", "1.00"), yuan("1"), (0,))


# In words


def test_a_share_is_told_as_futures_drawn_from_months_with_its_range():
    found = Failures(2000, 14, (37, 0, 2000))
    assert found.words() == (
        "2,000 个由您自己的 14 个月抽出来的未来里，有 37 个还不上"
        "（只算抽样误差，真实比例大约在 1.3% 到 2.6% 之间；不包括记录太短带来的误差）。"
    )
    assert found.range(1) == (Decimal("0.0"), Decimal("0.2"))
    assert found.range(2) == (Decimal("99.8"), Decimal("100.0"))


def test_wilson_agrees_with_a_worked_example():
    # 10 of 20: centre 0.5, half width 0.2007 (Newcombe 1998 gives 0.299 to 0.701)
    assert Failures(20, 12, (10,)).range() == (Decimal("29.9"), Decimal("70.1"))


def test_under_twelve_months_there_is_no_percentage():
    found = Failures(2000, 9, (37,))
    assert found.range() is None
    assert "%" not in found.words()
    assert "37" not in found.words()


def test_the_record_itself_is_the_test():
    told = case(*record("2026-02", 500, 1500, 2500, 900, 3000, 3000, 999, 1000, 3000))
    tested = simulate.backtest(told, Decimal("1000.00"))
    assert tested.failing == ("2026-02", "2026-05", "2026-08")
    assert tested.words == "在您记录的 9 个月里，有 3 个月会还不上每月 ¥1,000.00。"


def test_the_record_since_the_change_is_told_apart():
    told = case(*record("2026-02", 5000, 5000, 5000, 900, 5000, 800), changed_on="2026-05-01")
    words = simulate.backtest(told, Decimal(1000)).words
    assert words == "在您记录的 6 个月里，有 2 个月会还不上每月 ¥1,000.00。变化以来的 3 个月里，有 2 个月。"


def test_a_record_of_nothing_tests_nothing():
    with pytest.raises(NotKnown, match="逐月记录"):
        simulate.backtest(case(**PLAIN), Decimal(1000))


# For all cases

fen = st.integers(-300_000, 300_000)
claim = st.integers(0, 200_000)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Paths, list[list[int]]]:
    """Give a handful of futures of a few months, and packages of claims in fen."""
    months, futures = draw(st.integers(1, 6)), draw(st.integers(1, 12))
    lefts = draw(st.lists(fen, min_size=1, max_size=5))
    index = st.integers(0, len(lefts) - 1)
    drawn = draw(st.lists(st.lists(index, min_size=futures, max_size=futures), min_size=months, max_size=months))
    packages = draw(st.lists(st.lists(claim, min_size=months, max_size=months), min_size=1, max_size=4))
    start = Decimal(draw(claim)).scaleb(-2)
    return few(drawn, str(start), *(str(Decimal(left).scaleb(-2)) for left in lefts)), packages


def first_short(paths: Paths, future: int, claims: list[int]) -> int:
    """Walk one future month by month in exact money."""
    cash = paths.start
    for step, due in enumerate(claims):
        cash += paths.recorded[paths.drawn[step, future]][1] - Decimal(due).scaleb(-2)
        if cash < 0:
            return step + 1
    return 0


@given(situations())
def test_failures_are_what_walking_each_future_finds(given_: tuple[Paths, list[list[int]]]):
    paths, packages = given_
    walked = [[first_short(paths, future, package) for future in range(paths.count)] for package in packages]
    in_yuan = [[Decimal(due).scaleb(-2) for due in package] for package in packages]
    assert simulate.fails(paths, in_yuan).failing == tuple(sum(first > 0 for first in row) for row in walked)
    assert [simulate.first_failing(paths, package).tolist() for package in in_yuan] == walked
    counted = simulate.failing_months(paths, in_yuan[0])
    assert [m.futures for m in counted] == [walked[0].count(step + 1) for step in range(paths.months)]


@given(situations(), st.data())
def test_no_larger_level_payment_fails_in_as_few_futures(given_: tuple[Paths, list[list[int]]], data: st.DataObject):
    paths, (others, *_rest) = given_
    due = data.draw(st.lists(st.booleans(), min_size=paths.months, max_size=paths.months).filter(any))
    allowed = data.draw(st.integers(0, paths.count - 1))
    claims = [Decimal(amount).scaleb(-2) for amount in others]

    def failing(payment: Decimal) -> int:
        return simulate.fails(paths, [c + payment * d for c, d in zip(claims, due, strict=True)]).failing[0]

    found = simulate.largest_level(paths, claims, due, allowed)
    if found is None:
        assert failing(Decimal(0)) > allowed
    else:
        assert failing(found) <= allowed < failing(found + Decimal("0.01"))


@given(situations())
def test_the_fan_is_ordered_and_made_of_real_futures(given_: tuple[Paths, list[list[int]]]):
    paths, (package, *_rest) = given_
    rows = simulate.fan(paths, [Decimal(due).scaleb(-2) for due in package]).rows
    for step, row in enumerate(rows):
        reached = sorted(Decimal(int(cash) - sum(package[: step + 1])).scaleb(-2) for cash in paths.running[step])
        assert set(row.cash) <= set(reached)
        assert list(row.cash) == sorted(row.cash)
        assert sum(cash < row.cash[0] for cash in reached) < max(paths.count / 10, 1)


@settings(max_examples=30)
@given(st.lists(st.integers(-5000, 5000), min_size=3, max_size=30), st.integers(0, 999_999))
def test_every_future_is_finite_and_made_of_recorded_months(lefts: list[int], seed: int):
    drawn = simulate.paths(case(*record("2023-05", *lefts), seed=str(seed)), months=13, count=50)
    assert np.isfinite(drawn.left).all()
    assert set(np.unique(drawn.left)) <= {np.float32(left) for left in lefts}
    assert drawn.method == ("season" if len(lefts) >= 12 else "plain")
    if drawn.method == "season":
        assert set(moves(drawn).ravel()) <= ({0} if len(lefts) >= 24 else {0, 1, 11})


def test_the_solvers_load_stays_within_memory():
    import tracemalloc

    drawn = simulate.paths(case(*record("2024-11", *range(24))), count=10_000)
    claims = np.full((500, 36), 12.0)
    tracemalloc.start()
    simulate.fails(drawn, claims)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000  # grows by a few hundred bytes a package; the comparison itself is reused
