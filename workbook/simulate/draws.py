"""Which recorded month stands for which month of which future: the only place where chance comes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Method = Literal["season", "plain"]
BLOCK = 3  # months that stay together, so that a bad season stays a bad season
YEAR = 12


def method_for(labels: Sequence[str]) -> Method:
    """Say how months labelled YYYY-MM can be drawn: by season once every calendar month is on record."""
    return "season" if not missing(labels) else "plain"


def missing(labels: Sequence[str]) -> tuple[int, ...]:
    """Give the calendar months (1 to 12) that are not on record."""
    known = {int(label[-2:]) for label in labels}
    return tuple(month for month in range(1, YEAR + 1) if month not in known)


def reach(labels: Sequence[str]) -> int:
    """Say how many calendar months a block may be moved: 0 once each is on record twice, else 1.

    A single year knows one December only; without its neighbours every future would be the same.
    """
    seen = Counter(label[-2:] for label in labels)
    return 0 if len(seen) == YEAR and min(seen.values()) > 1 else 1


def draw(labels: Sequence[str], calendar: Sequence[int], count: int, seed: int) -> NDArray[np.uint16]:
    """Give the index of the recorded month behind each month of each future, shape [month, future].

    `labels` are the recorded months (YYYY-MM, oldest first), `calendar` the calendar months (1 to 12) ahead. By season:
    blocks of three consecutive recorded months that begin in the same calendar month, or next to it (block bootstrap
    that keeps the season: Politis 2001; Dudek, Leskow, Paparoditis and Politis 2014); where the record breaks off, its
    latest such month goes on. Else every month is drawn by itself (Efron 1979). Fewer futures or months of the same
    seed are the beginning of more.
    """
    import numpy as np

    tables = _blocks(labels, calendar) if method_for(labels) == "season" else _singles(labels, calendar)
    rows = [table[_chance(seed, step, count) % len(table)].T for step, table in enumerate(tables)]
    return np.ascontiguousarray(np.concatenate(rows)[: len(calendar)])


def _singles(labels: Sequence[str], calendar: Sequence[int]) -> list[NDArray[np.uint16]]:
    import numpy as np

    return [np.arange(len(labels), dtype=np.uint16)[:, None]] * len(calendar)


def _blocks(labels: Sequence[str], calendar: Sequence[int]) -> list[NDArray[np.uint16]]:
    """Give, for every third month ahead, the blocks it may be drawn from, shape [block, 3]."""
    place = {_number(label): index for index, label in enumerate(labels)}
    moved = reach(labels)
    return [_candidates(place, month, moved) for month in calendar[::BLOCK]]


def _candidates(place: dict[int, int], month: int, moved: int) -> NDArray[np.uint16]:
    import numpy as np

    latest = {number % YEAR: index for number, index in sorted(place.items())}
    starts = [number for number in sorted(place) if (number - (month - 1) + moved) % YEAR <= 2 * moved]
    steps = range(BLOCK)
    return np.array([[place.get(s + n, latest[(s + n) % YEAR]) for n in steps] for s in starts], dtype=np.uint16)


def _number(label: str) -> int:
    """Number the months so that neighbours differ by one and January divides by twelve."""
    year, month = label.split("-")
    return int(year) * YEAR + int(month) - 1


def _chance(seed: int, step: int, count: int) -> NDArray[np.uint64]:
    """Give raw 64-bit draws, a stream of its own for each step.

    NumPy promises the same raw stream of PCG64 in every version; for what its Generator makes of it, it does not.
    """
    from numpy.random import PCG64

    return PCG64([seed, step]).random_raw(count)
