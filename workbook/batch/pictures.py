"""Three pictures of all cases: how soon something is to be done, who is late, what a bad month pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook.batch.lines import BANDS, Line, band
from workbook.charts.many import Share, shares
from workbook.language import _
from workbook.shown import Chart

_MONTH, _LONG = 30, 90


def pictures(made: Sequence[Line]) -> Iterator[Chart]:
    """Give the three."""
    yield _days(made)
    yield _late(made)
    yield _pressure(made)


def _days(made: Sequence[Line]) -> Chart:
    """Count each case where its next day to act falls, and those where one went by."""
    left = [_left(line) for line in made]
    past = sum(bool(line.past) for line in made)
    said = _("{soon} 个案例 7 天内要动手，{past} 个有日子过了没办。")
    bounds = ((0, 7), (8, 14), (15, 30))
    within = [Share(_days_named(*bound), _between(left, *bound)) for bound in bounds]
    each = (
        Share(_("过了没办"), past, late=True),
        *within,
        Share(_("{days} 天以后").format(days=_MONTH), sum(n is not None and n > _MONTH for n in left)),
        Share(_("没有填着的日子"), left.count(None), known=False),
    )
    return shares(_("还有几天要动手"), said.format(soon=sum(line.soon for line in made), past=past), each)


def _left(line: Line) -> int | None:
    """Give the days until the next day to act by; where that went by before the day itself, none is left."""
    if line.seen is None or not line.coming:
        return None
    return max(0, (line.coming[0].act_by - line.seen.as_of).days)


def _days_named(first: int, last: int) -> str:
    return _("{first} 到 {last} 天").format(first=first, last=last)


def _between(days: Sequence[int | None], first: int, last: int) -> int:
    return sum(n is not None and first <= n <= last for n in days)


def _late(made: Sequence[Line]) -> Chart:
    days = [line.seen.days_overdue for line in made if line.seen]
    long = sum(n is not None and n > _LONG for n in days)
    said = _("{count} 个案例逾期，其中 {long} 个超过 {days} 天。")
    bounds = ((1, 30), (31, 60), (61, _LONG))
    each = (
        Share(_("没逾期"), days.count(0)),
        *(Share(_days_named(*bound), _between(days, *bound), late=True) for bound in bounds),
        Share(_("超过 {days} 天").format(days=_LONG), long, late=True),
        Share(_(BANDS[-1]), days.count(None), known=False),
    )
    counted = said.format(count=sum(line.late for line in made), long=long, days=_LONG)
    return shares(_("逾期多久"), counted, each)


def _pressure(made: Sequence[Line]) -> Chart:
    bands = [band(line.seen.cover) for line in made if line.seen]
    said = _("{count} 个案例在差的月份付不满每月应还的。").format(count=sum(line.short for line in made))
    each = (Share(_(name), bands.count(place), known=name != BANDS[-1]) for place, name in enumerate(BANDS))
    return shares(_("差的月份付每月应还的"), said, tuple(each))
