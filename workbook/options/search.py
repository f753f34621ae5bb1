"""The search over thousands of packages: those that survive the futures, none of them dominated, smallest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from workbook import simulate
from workbook.options.grid import LARGEST, Point, Priced, Start, in_fen, price_all
from workbook.verdict.trial import Trial

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Fen = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Found:
    """What a search found, as places in `priced.points`; `failing` counts the futures that fail, one for each package.

    `surviving` are those that fail in no more futures than allowed; `frontier` those of them that no other survivor
    beats or equals in everything, the smallest request first. `least` is the lowest highest payment of all, in fen.
    """

    priced: Priced
    failing: Fen
    surviving: Fen
    frontier: Fen
    least: int

    @property
    def points(self) -> tuple[Point, ...]:
        """The frontier as points, the smallest request first."""
        return tuple(self.priced.points[index] for index in self.frontier)


class Grid(NamedTuple):
    """Packages to try: `starts` as the points name them, `dues` the days of first money and of each instalment.

    `contract` is the rate today in percent a year, `requests` how many things each point asks for; after a relief no
    more than `bearable` yuan a month may be asked.
    """

    points: tuple[Point, ...]
    starts: tuple[Start, ...]
    dues: tuple[date, ...]
    contract: Decimal
    requests: tuple[int, ...]
    bearable: Decimal = Decimal(LARGEST)


def search(tried: Trial, grid: Grid) -> Found:
    """Try every package of a grid on every future.

    Smaller means: fewer months without any payment, then the lender forgoes less, then no first money, then it lasts
    shorter, then fewer things are asked for, then it costs less.
    """
    import numpy as np

    priced = price_all(grid.points, grid.starts, grid.contract)
    failing = np.full(len(grid.points), tried.paths.count, dtype=np.int64)
    sound = np.flatnonzero(priced.sound)
    failing[sound] = simulate.fails(tried.paths, _claims(tried, priced, grid.dues)[sound]).failing
    wall = (priced.relief > 0) & (priced.after > priced.now) & (priced.after > in_fen(grid.bearable))
    surviving = np.flatnonzero((failing <= tried.allowed) & ~wall)
    measures = _measures(priced, failing)
    kept = surviving[undominated(measures[surviving])]
    asked = np.array(grid.requests, dtype=np.int64)
    idle, given_up, first, count, total, peak, poor = measures[kept].T
    order = np.lexsort((poor, peak, total, asked[kept], count, first, given_up, idle))
    return Found(priced, failing, surviving, kept[order], int(measures[sound, _PEAK].min(initial=2**62)))


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

    order = np.lexsort(measures.T[::-1])
    kept = np.zeros(len(measures), dtype=np.bool_)
    front = np.empty_like(measures)
    size = 0
    for index in order:  # whatever beats a row comes before it in this order
        row = measures[index]
        if not (front[:size] <= row).all(axis=1).any():
            front[size] = row
            size += 1
            kept[index] = True
    return kept


def thinned(found: Found, most: int) -> tuple[Point, ...]:
    """Give the frontier with near-equals left to the smaller request, so many points at most; the smallest stays."""
    import numpy as np

    rows = _measures(found.priced, found.failing)[found.frontier]
    span = np.maximum(rows.max(axis=0, initial=0) - rows.min(axis=0, initial=2**62), 1)
    for part in (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0):
        kept = _apart(rows, span * part)
        if len(kept) <= most:
            break
    return tuple(found.points[place] for place in kept[:most])


def _apart(rows: Fen, near: NDArray[np.float64]) -> list[int]:
    """Give the places of the rows that no kept row before them comes near to or beats."""
    import numpy as np

    kept: list[int] = []
    for place, row in enumerate(rows):
        if not kept or not (np.take(rows, kept, axis=0) <= row + near).all(axis=1).any():
            kept.append(place)
    return kept


_PEAK = 5


def _measures(priced: Priced, failing: Fen) -> Fen:
    """Give what is to be small: idle months, given up, first money, length, total, highest payment, failing futures."""
    import numpy as np

    peak = np.maximum(priced.now, priced.after)
    columns = (priced.idle, priced.given_up, priced.paid_first, priced.count, priced.total, peak, failing)
    return np.stack(columns, axis=1)
