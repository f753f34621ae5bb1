"""The futures of a case: what each coming month may leave for debts, drawn from the months on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from workbook.case import Situation
from workbook.cashflow import FULL_YEAR, Flow, Picture, needed
from workbook.language import N_, NotKnown, Refused, _
from workbook.loans.days import months_after
from workbook.money import FEN
from workbook.position import Position, once
from workbook.simulate.draws import Method, draw, method_for, missing, reach

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Number = TypeVar("_Number", bound="np.generic")
SEED = 202601  # stands in where the case names no seed; any number would do, but always the same one
FEWEST = 3  # from fewer recorded months nothing is drawn
MOST_FUTURES, MOST_MONTHS = 10_000, 120


@dataclass(frozen=True, eq=False)
class Paths:
    """Futures of one case, the same for every plan that is tried on them, so that plans compare path by path.

    `start` is the cash today; `ends` the last day of each coming month; `recorded` the months drawn from (label, yuan
    left for debts), oldest first; `drawn` the index into `recorded`, shape [month, future]. Amounts are yuan.
    `thinnest` is set where the months before and after a recovery are drawn apart: the fewer months of the two.
    """

    start: Decimal
    ends: tuple[date, ...]
    recorded: tuple[tuple[str, Decimal], ...]
    method: Method
    seed: int
    drawn: NDArray[np.uint16]
    assumed: tuple[str, ...]
    thinnest: int | None = None

    @property
    def behind(self) -> int:
        """How many recorded months stand behind every stretch of the futures."""
        return len(self.recorded) if self.thinnest is None else self.thinnest

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
        return _kept(np.cumsum(lefts[self.drawn], axis=0) + in_fen(self.start))

    @cached_property
    def ordered(self) -> NDArray[np.int64]:
        """The cash of each month from the poorest future to the richest, in whole fen, shape [month, rank]."""
        import numpy as np

        return _kept(np.sort(self.running, axis=1))

    @cached_property
    def ranks(self) -> NDArray[np.uint16]:
        """How many futures are poorer in that month, shape [month, future]."""
        import numpy as np

        pairs = zip(self.ordered, self.running, strict=True)
        return _kept(np.stack([np.searchsorted(row, cash).astype(np.uint16) for row, cash in pairs]))

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
    """Draw futures from the recorded months, since the change if one is dated; 10,000 at most.

    From the day on which the borrower expects to recover, if one is told, the months before the change are drawn.
    Each recorded month brings what it left for debts: business left + other household income - essentials. NotKnown
    if the date, the cash or three recorded months are lacking: the usual and the worst month alone give no futures.
    """
    _asked(months, count)
    picture = position.months
    used = _usable(position, picture)
    ends = tuple(months_after(position.as_of, ahead, position.as_of.day) for ahead in range(1, months + 1))
    seed = SEED if position.case.ask.seed is None else position.case.ask.seed
    earlier = _recovered(position, picture)
    until = _months_until(position, ends) if earlier else months
    return Paths(
        start=needed(position.case.situation.cash, "cash"),
        ends=ends,
        recorded=tuple((flow.label, flow.left) for flow in (*used, *earlier)),
        method=method_for(_labels(used)),
        seed=seed,
        drawn=_kept(_drawn(used, earlier, ends, until, count, seed)),
        assumed=(*picture.assumed, *_notes(position, picture, used, earlier)),
        thinnest=min(len(used), len(earlier)) if earlier else None,
    )


def _drawn(  # noqa: PLR0913, PLR0917 - two stretches of one draw
    used: tuple[Flow, ...], earlier: tuple[Flow, ...], ends: tuple[date, ...], until: int, count: int, seed: int
) -> NDArray[np.uint16]:
    import numpy as np

    calendar = [end.month for end in ends]
    first = draw(_labels(used), calendar[:until], count, seed)
    if until == len(ends):
        return first
    again = draw(_labels(earlier), calendar[until:], count, seed + 1) + np.uint16(len(used))
    return np.ascontiguousarray(np.concatenate([first, again]))


def _labels(flows: tuple[Flow, ...]) -> tuple[str, ...]:
    return tuple(flow.label for flow in flows)


def _recovered(position: Position, picture: Picture) -> tuple[Flow, ...]:
    """Give the months before the change, where the borrower names a coming day on which they are back."""
    if (
        position.case.situation.changed_on is None
        or position.case.ask.recovers_on is None
        or position.case.ask.recovers_on <= position.as_of
    ):
        return ()
    earlier = tuple(flow for flow in picture.recorded if flow not in picture.after and flow.known)
    return earlier if len(earlier) >= FEWEST else ()


def _months_until(position: Position, ends: tuple[date, ...]) -> int:
    """Count the coming months that begin before the day of recovery; at least one does."""
    begins = (position.as_of, *ends[:-1])
    return sum(begin < (position.case.ask.recovers_on or date.max) for begin in begins)


def _asked(months: int, count: int) -> None:
    if not (1 <= months <= MOST_MONTHS and 1 <= count <= MOST_FUTURES):
        raise Refused(
            N_("最多抽 {futures} 个未来、每个 {months} 个月，至少各一个"), futures=MOST_FUTURES, months=MOST_MONTHS
        )


def _usable(position: Position, picture: Picture) -> tuple[Flow, ...]:
    """Give the months to draw from; NotKnown, with what can still be done, where there are too few."""
    told = _told(position, picture)
    used = tuple(flow for flow in told if flow.known)
    if len(told) >= FEWEST and not used:
        needed(None, "home_essentials")
    if twice := next((a.label for a, b in pairwise(used) if a.label == b.label), None):
        raise Refused(N_("{month} 记了两行，请在 01_situation 合成一行"), month=twice)
    if len(used) < FEWEST:
        raise NotKnown(_too_few(position), "01_situation", field=_months_title(), count=len(used), least=FEWEST)
    return used


def _told(position: Position, picture: Picture) -> tuple[Flow, ...]:
    return picture.recorded if position.case.situation.changed_on is None else picture.after


def _too_few(position: Position) -> str:
    if position.case.situation.changed_on is None:
        return N_(
            "“{field}”只有 {count} 个月能用，至少要 {least} 个月才抽得出未来：请在 01_situation 补上。"
            "现在仍可以用坏月份算每月能还多少。"
        )
    return N_(
        "变化以来的“{field}”只有 {count} 个月能用，至少要 {least} 个月才抽得出未来：请在 01_situation 补上。"
        "现在仍可以用坏月份算每月能还多少。"
    )


def _months_title() -> str:
    return _(str(Situation.model_fields["months"].title))


# What was assumed, in finished sentences


def _notes(position: Position, picture: Picture, used: tuple[Flow, ...], earlier: tuple[Flow, ...]) -> Iterator[str]:
    yield _method_said(_labels(used))
    if earlier:
        said = _(
            "按您的估计，{day} 起恢复：那天以前从变化以来的 {count} 个月里抽，以后从变化以前的 {before} 个月里抽。"
        )
        yield said.format(day=position.case.ask.recovers_on, count=len(used), before=len(earlier))
    elif position.case.situation.changed_on is not None:
        yield _("只从变化以来的 {count} 个月里抽：更早的月份不能代表现在。").format(count=len(used))
    if unknown := [flow.label for flow in _told(position, picture) if not flow.known]:
        yield _("{months} 的家里必需开支不知道，没有拿来抽。").format(months=_("、").join(unknown))
    if all(flow.left <= 0 for flow in used):
        yield _("抽的这些月份，没有一个月在必需开支以后还有剩：还债只能靠手上的钱。")
    if position.case.ask.seed is None:
        yield _("抽样种子没有填，用约定的 {seed}；换一个种子，结果会略有不同。").format(seed=SEED)
    yield _("未来都从过去的月份里抽，没有发生过的好事和坏事不在里面。")


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
