"""The search over thousands of packages: those that survive the futures, none of them dominated, smallest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from workbook import simulate
from workbook.options.grid import LARGEST, Point, Priced, Start, in_fen, price_all
from workbook.rules import constant
from workbook.verdict.trial import Trial

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Fen = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Found:
    """What a search found, as places in `priced.points`; `failing` counts the futures that fail, one for each package.

    `breaks` is 1 for what does not survive, or not where a little less comes in.
    `surviving` are those that fail in no more futures than allowed; `frontier` those of them that no other survivor
    beats or equals in everything, the smallest request first. `least` is the lowest highest payment of all, in fen.
    """

    priced: Priced
    failing: Fen
    breaks: Fen
    surviving: Fen
    frontier: Fen
    least: int

    def bounded_by(self, other: Found) -> Found:
        """Give the same with those first that are neither longer nor dearer than another search's smallest request."""
        import numpy as np

        if not len(other.frontier):
            return self
        best, mine = other.frontier[0], self.frontier
        longer = self.priced.count[mine] > other.priced.count[best]
        dearer = self.priced.total[mine] > other.priced.total[best]
        return replace(self, frontier=mine[np.argsort(longer | dearer, kind="stable")])

    def asking_at_most(self, amount: Decimal) -> Found:
        """Give the same with only what in no month asks more than this."""
        import numpy as np

        peak = np.maximum(self.priced.now, self.priced.after)
        return replace(self, frontier=self.frontier[peak[self.frontier] <= in_fen(amount)])

    @property
    def points(self) -> tuple[Point, ...]:
        """The frontier as points, the smallest request first."""
        return tuple(self.priced.points[index] for index in self.frontier)


class Grid(NamedTuple):
    """Packages to try: `starts` as the points name them, `dues` the days of first money and of each instalment.

    `contract` is the rate today in percent a year, `parts` for what part of a year each period bears interest,
    `requests` how many things each point asks for; after a relief of so many months no more may be asked a month than
    `bearable` gives for them, in yuan.
    """

    points: tuple[Point, ...]
    starts: tuple[Start, ...]
    dues: tuple[date, ...]
    contract: Decimal
    parts: tuple[Fraction, ...]
    requests: tuple[int, ...]
    bearable: tuple[Decimal, ...]


def search(tried: Trial, grid: Grid) -> Found:
    """Try every package of a grid on every future.

    What breaks where a little less comes in stands behind what does not. Smaller means: fewer months without any
    payment, then the lender forgoes less, then no first money, then it lasts shorter, then fewer things are asked for,
    then it costs less.
    """
    import numpy as np

    priced = price_all(grid.points, grid.starts, grid.contract, grid.parts)
    failing = np.full(len(grid.points), tried.paths.count, dtype=np.int64)
    sound = np.flatnonzero(priced.sound)
    claims = _claims(tried, priced, grid.dues)
    failing[sound] = simulate.fails(tried.paths, claims[sound]).failing
    bearable = np.array([in_fen(amount) for amount in grid.bearable], dtype=np.int64)[priced.relief]
    wall = (priced.relief > 0) & (priced.after > priced.now) & (priced.after > bearable)
    surviving = np.flatnonzero((failing <= tried.allowed) & ~wall)
    breaks = np.ones(len(grid.points), dtype=np.int64)
    breaks[surviving] = _breaks(tried, claims[surviving])
    measures = _measures(priced, failing, breaks)
    kept = surviving[undominated(measures[surviving])]
    asked = np.array(grid.requests, dtype=np.int64)
    tight, idle, given_up, first, count, total, peak, poor = measures[kept].T
    order = np.lexsort((poor, peak, total, asked[kept], count, first, given_up, idle, tight))
    return Found(priced, failing, breaks, surviving, kept[order], int(measures[sound, _PEAK].min(initial=2**62)))


def _breaks(tried: Trial, claims: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which claims fail in more futures than allowed where a stated part less comes in."""
    import numpy as np

    fallen = tried.falling(int(constant("smallest_bears_percent")))
    failing = simulate.fails(fallen.paths, claims).failing if len(claims) else ()
    return np.array(failing, dtype=np.int64) > tried.allowed


def fits(starts: Sequence[Start]) -> bool:
    """Tell whether the sums are small enough to be counted in whole fen."""
    return all(in_fen(start.principal + start.carried) <= LARGEST for start in starts)


def _claims(tried: Trial, priced: Priced, dues: Sequence[date]) -> NDArray[np.float64]:
    """Give what all debts claim in each month under each package, in yuan."""
    import numpy as np

    ends = tried.paths.ends
    mine = np.zeros((len(priced.points), len(ends)), dtype=np.int64)
    for column, on in enumerate(dues[: priced.payments.shape[1] + 1]):
        month = next((index for index, end in enumerate(ends) if on <= end), None)
        if month is not None:
            mine[:, month] += priced.payments[:, column - 1] if column else priced.paid_first
    part, whole = (in_fen(amount) for amount in tried.weight)
    beside = (2 * mine * part + whole) // (2 * whole) if part else 0
    others = np.array([in_fen(amount) for amount in tried.others], dtype=np.int64)
    claims: NDArray[np.float64] = (mine + beside + others) / 100
    return claims


def undominated(measures: Fen) -> NDArray[np.bool_]:
    """Tell which rows no other row beats: at most as much in every column and less in one; of equal rows the first."""
    import numpy as np

    ranks = np.stack([np.unique(column, return_inverse=True)[1] for column in measures.T]).astype(np.int32)
    order = np.argsort(ranks.sum(axis=0), kind="stable")  # whatever beats a row comes before it in this order
    kept = np.zeros(len(measures), dtype=np.bool_)
    kept[order[list(_apart(ranks[:, order], ranks[:, order]))]] = True
    return kept


def thinned(found: Found, most: int) -> tuple[Point, ...]:
    """Give the frontier with near-equals left to the smaller request, so many points at most; the smallest stays."""
    import numpy as np

    rows = _measures(found.priced, found.failing, found.breaks)[found.frontier]
    span = np.maximum(rows.max(axis=0, initial=0) - rows.min(axis=0, initial=2**62), 1)
    for part in (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0):
        kept = list(islice(_apart(rows.T, (rows + span * part).T), most + 1))
        if len(kept) <= most:
            break
    return tuple(found.points[place] for place in kept[:most])


def _apart(measures: NDArray[np.number], reach: NDArray[np.number]) -> Iterator[int]:
    """Give the places of the columns that no column given before them beats, as far as each reaches."""
    import numpy as np

    measures, reach = np.ascontiguousarray(measures), np.ascontiguousarray(reach)
    left = np.ones(measures.shape[1], dtype=np.bool_)
    for place in range(len(left)):
        if left[place]:
            yield place
            left[place + 1 :] &= (measures[:, place, None] > reach[:, place + 1 :]).any(axis=0)


_PEAK = 6


def _measures(priced: Priced, failing: Fen, breaks: Fen) -> Fen:
    """Give what is to be small: breaks, idle months, given up, first money, length, total, peak, failing futures."""
    import numpy as np

    peak = np.maximum(priced.now, priced.after)
    columns = (breaks, priced.idle, priced.given_up, priced.paid_first, priced.count, priced.total, peak, failing)
    return np.stack(columns, axis=1)
