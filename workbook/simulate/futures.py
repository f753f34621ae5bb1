"""The futures of a case: what each coming month may leave for debts, drawn from the months on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from workbook.cashflow import FULL_YEAR, Flow, Picture, by_month, hoped, needed, receivables_said
from workbook.language import N_, Refused, _
from workbook.loans.days import months_after
from workbook.money import FEN
from workbook.position import Position, once
from workbook.simulate.draws import Method, draw, method_for, missing, reach
from workbook.simulate.months import Ahead, ahead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Number = TypeVar("_Number", bound="np.generic")
SEED = 202601  # stands in where the case names no seed; any number would do, but always the same one
MOST_FUTURES, MOST_MONTHS = 10_000, 120


@dataclass(frozen=True, eq=False)
class Paths:
    """Futures of one case, the same for every plan that is tried on them, so that plans compare path by path.

    `start` is the cash today; `ends` the last day of each coming month; `recorded` the months drawn from (label, yuan
    left for debts), `flows` the same months whole; `drawn` the index into them, shape [month, future]. Amounts are
    yuan. `by_chance` is the number of months among which chance chooses, None for all; `recovers_after` the number of
    coming months of a trouble that passes, None where no recovery is counted on. `beside` comes in beside what is
    drawn, in yuan by month; empty where nothing does.
    """

    start: Decimal
    ends: tuple[date, ...]
    recorded: tuple[tuple[str, Decimal], ...]
    method: Method
    seed: int
    drawn: NDArray[np.uint16]
    assumed: tuple[str, ...]
    flows: tuple[Flow, ...] = ()
    by_chance: int | None = None
    recovers_after: int | None = None
    beside: tuple[Decimal, ...] = ()

    @property
    def behind(self) -> int:
        """How many recorded months stand behind what is drawn by chance."""
        return len(self.recorded) if self.by_chance is None else self.by_chance

    @property
    def months(self) -> int:
        """How many months ahead."""
        return len(self.ends)

    @property
    def count(self) -> int:
        """How many futures."""
        return int(self.drawn.shape[1])

    @property
    def left(self) -> NDArray[np.float32]:
        """What each month of each future leaves for debts, in yuan, shape [month, future]; for pictures, not sums."""
        import numpy as np

        return np.array([float(left) for _label, left in self.recorded], dtype=np.float32)[self.drawn]

    @cached_property
    def running(self) -> NDArray[np.int64]:
        """The cash at the end of each month before any debt is paid, in whole fen, shape [month, future]."""
        import numpy as np

        lefts = np.array([in_fen(left) for _label, left in self.recorded], dtype=np.int64)
        cash = np.cumsum(lefts[self.drawn], axis=0) + in_fen(self.start)
        beside = np.array([in_fen(amount) for amount in self.beside], dtype=np.int64)
        return _kept(cash + np.cumsum(beside)[:, None] if self.beside else cash)

    @cached_property
    def ordered(self) -> NDArray[np.int64]:
        """The cash of each month from the poorest future to the richest, in whole fen, shape [month, rank]."""
        import numpy as np

        return _kept(np.sort(self.running, axis=1))

    def keeping(self, margin: Decimal) -> Paths:
        """Give the same futures with this share (percent) of what a good month leaves held back, as capacity does."""
        free = (100 - min(max(margin, Decimal(0)), Decimal(100))) / 100
        held = ((label, _held(left, free)) for label, left in self.recorded)
        return replace(self, recorded=tuple(held))


def in_fen(amount: Decimal) -> int:
    """Give an amount of yuan in whole fen."""
    return int(amount.scaleb(2).to_integral_value())


def _held(left: Decimal, free: Decimal) -> Decimal:
    return (left * free).quantize(FEN, ROUND_DOWN) if left > 0 else left


def _kept(array: NDArray[_Number]) -> NDArray[_Number]:
    array.setflags(write=False)
    return array


@once
def paths(position: Position, months: int = 36, count: int = 2000) -> Paths:
    """Draw futures from the recorded months, as `ahead` chooses them; 10,000 at most.

    Each recorded month brings what it left for debts: business left + other household income - essentials. NotKnown
    if the date, the cash or three recorded months are lacking: the usual and the worst month alone give no futures.
    """
    _asked(months, count)
    picture, chosen = position.months, ahead(position)
    ends = tuple(months_after(position.as_of, n, position.as_of.day) for n in range(1, months + 1))
    seed = SEED if position.case.ask.seed is None else position.case.ask.seed
    until = _months_until(position, ends) if chosen.later else None
    return Paths(
        start=needed(position.case.situation.cash, "cash"),
        ends=ends,
        recorded=tuple((flow.label, flow.left) for flow in chosen.all),
        flows=chosen.all,
        method=method_for(chosen.places),
        seed=seed,
        drawn=_kept(_drawn(chosen, [end.month for end in ends], until, count, seed)),
        assumed=(
            *picture.assumed,
            *receivables_said(position.case.situation, position.as_of),
            *_notes(position, picture, chosen),
        ),
        by_chance=len(chosen.places),
        recovers_after=until,
        beside=_hoped(position, ends),
    )


def _hoped(position: Position, ends: tuple[date, ...]) -> tuple[Decimal, ...]:
    found = hoped(position.case.situation, position.as_of)
    return by_month(found, ends) if found else ()


def _drawn(chosen: Ahead, calendar: list[int], until: int | None, count: int, seed: int) -> NDArray[np.uint16]:
    import numpy as np

    drawn = draw(_labels(chosen.now), calendar[:until], count, seed)
    if until is not None and until < len(calendar):
        again = draw(chosen.places, calendar[until:], count, seed + 1) + np.uint16(len(chosen.now))
        drawn = np.concatenate([drawn, again])
    for place, (month, _flow) in enumerate(chosen.weak, start=len(chosen.now)):
        drawn[np.array(calendar) == month] = place
    return np.ascontiguousarray(drawn)


def _labels(flows: tuple[Flow, ...]) -> tuple[str, ...]:
    return tuple(flow.label for flow in flows)


def _months_until(position: Position, ends: tuple[date, ...]) -> int:
    """Count the coming months that begin before the day of recovery; at least one does."""
    begins = (position.as_of, *ends[:-1])
    return sum(begin < (position.months.passes_on or date.max) for begin in begins)


def _asked(months: int, count: int) -> None:
    if not (1 <= months <= MOST_MONTHS and 1 <= count <= MOST_FUTURES):
        raise Refused(
            N_("最多抽 {futures} 个未来、每个 {months} 个月，至少各一个"), futures=MOST_FUTURES, months=MOST_MONTHS
        )


# What was assumed, in finished sentences


def _notes(position: Position, picture: Picture, chosen: Ahead) -> Iterator[str]:
    yield _method_said(chosen.places)
    yield from _change_said(picture, chosen)
    if unknown := [flow.label for flow in picture.told if not flow.known]:
        yield _("{months} 的家里必需开支不知道，没有拿来抽。").format(months=_("、").join(unknown))
    if all(flow.left <= 0 for flow in chosen.all):
        yield _("抽的这些月份，没有一个月在必需开支以后还有剩：还债只能靠手上的钱。")
    if position.case.ask.seed is None:
        yield _("抽样种子没有填，用约定的 {seed}；换一个种子，结果会略有不同。").format(seed=SEED)
    yield _("未来都从过去的月份里抽，没有发生过的好事和坏事不在里面。")


def _change_said(picture: Picture, chosen: Ahead) -> Iterator[str]:
    """Say which months stand for the trouble, and which for the time after it."""
    if chosen.later:
        yield _until_said(picture, chosen).format(
            day=picture.passes_on, count=len(chosen.now), month=chosen.now[0].label
        )
        yield _after_said(picture).format(day=picture.passes_on)
    elif picture.changed_on is not None:
        yield _("只从变化以来的 {count} 个月里抽：更早的月份不能代表现在。").format(count=len(chosen.now))
    if chosen.weak:
        said = _("{months} 月在变化以前就是淡月，变化以来还没有经过：到那几个月按原来的淡月算。")
        yield said.format(months=_("、").join(str(month) for month, _flow in chosen.weak))


def _until_said(picture: Picture, chosen: Ahead) -> str:
    if not chosen.fixed:
        return _("按您的估计，{day} 起恢复：那天以前从变化以来的 {count} 个月里抽。")
    if picture.changed_on is None:
        return _("按您的估计，{day} 起恢复；难处从哪天开始没有填，那天以前每个月都按最差的一个月（{month}）算。")
    return _("按您的估计，{day} 起恢复；变化以来的月份还太少，那天以前每个月都按坏月份（{month}）算。")


def _after_said(picture: Picture) -> str:
    if picture.changed_on is None:
        return _("{day} 以后从所有记录的月份里抽。")
    return _("{day} 以后按变化以前的月份抽，难处里的月份换成变化以前同样的月份，没有同样的就用居中的一个月。")


def _method_said(labels: tuple[str, ...]) -> str:
    if len(labels) < FULL_YEAR:
        said = _("只有 {count} 个月的记录，看不出淡旺季：未来的每个月都从这些月份里随便抽一个。")
        return said.format(count=len(labels))
    if absent := missing(labels):
        said = _("记录里没有 {months} 月，看不出一整年的淡旺季：未来的每个月都从有记录的月份里随便抽一个。")
        return said.format(months=_("、").join(map(str, absent)))
    if reach(labels):
        return _("保留淡旺季：每三个月一组，从记录里同一季节（最多前后差一个月）连着的三个月里抽。")
    return _("保留淡旺季：每三个月一组，从记录里各年同样的三个月里抽。")
