"""How many futures a plan does not survive, exactly: cash is compared in whole fen, never in rounded numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import TYPE_CHECKING

from workbook.cashflow import FULL_YEAR
from workbook.language import N_, Refused, _
from workbook.money import LARGEST
from workbook.simulate.futures import Paths

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Claims = Sequence[Decimal] | Sequence[Sequence[Decimal]] | NDArray[np.float64]

_Z = Decimal("1.959964")  # 95 of 100, two-sided, of the normal distribution
_TENTH = Decimal("0.1")
_MANY = 200  # packages from which on counting them together is quicker than one after the other
_AT_ONCE = 2048  # futures of which a month's marks stay near the processor


@dataclass(frozen=True)
class Failures:
    """In how many futures the cash falls below zero in some month, one count for each package.

    `recorded` is the number of recorded months the futures were drawn from; below twelve no percentage is given.
    """

    futures: int
    recorded: int
    failing: tuple[int, ...]

    def range(self, package: int = 0) -> tuple[Decimal, Decimal] | None:
        """Give the range of the share in percent, one decimal, widened (Wilson 1927, 95%); None below twelve months."""
        if self.recorded < FULL_YEAR:
            return None
        low, high = _wilson(self.failing[package], self.futures)
        return (low * 100).quantize(_TENTH, ROUND_DOWN), (high * 100).quantize(_TENTH, ROUND_UP)

    def words(self, package: int = 0) -> str:
        """Say it as x of N futures drawn from k months; below twelve months say why no share is given."""
        span = self.range(package)
        if span is None:
            said = _("记录只有 {months} 个月，不说有几成的未来会还不上；请看这些月份里有几个月会还不上。")
            return said.format(months=self.recorded)
        said = _(
            "{futures} 个由您自己的 {months} 个月抽出来的未来里，有 {failing} 个还不上"
            "（只算抽样误差，真实比例大约在 {low}% 到 {high}% 之间；不包括记录太短带来的误差）。"
        )
        return said.format(
            futures=f"{self.futures:,}",
            months=self.recorded,
            failing=f"{self.failing[package]:,}",
            low=span[0],
            high=span[1],
        )


def _wilson(failing: int, futures: int) -> tuple[Decimal, Decimal]:
    share, square = Decimal(failing) / futures, _Z * _Z
    middle = share + square / (2 * futures)
    half = _Z * (share * (1 - share) / futures + square / (4 * futures * futures)).sqrt()
    low, high = (middle - half) / (1 + square / futures), (middle + half) / (1 + square / futures)
    return (low if failing else Decimal(0)), (high if failing < futures else Decimal(1))


def fails(paths: Paths, claims: Claims) -> Failures:
    """Count the futures in which start cash + what is left so far - claims so far is below zero in any month.

    `claims` is what all debts together claim in each coming month, in yuan: one row of them, or one row for each
    package. Exact, in whole fen.
    """
    so_far = _so_far(paths, claims)
    counted = _each(paths, so_far) if len(so_far) < _MANY else _all_at_once(paths, so_far)
    return Failures(paths.count, paths.behind, tuple(counted))


def fails_in_any(tries: Sequence[tuple[Paths, Sequence[Decimal]]]) -> Failures:
    """Count the futures that fail in any of several tries of one package on the same draws."""
    import numpy as np

    failing = np.any([_below(paths, _so_far(paths, claims)[0]).any(axis=0) for paths, claims in tries], axis=0)
    return Failures(tries[0][0].count, tries[0][0].behind, (int(np.count_nonzero(failing)),))


def _so_far(paths: Paths, claims: Claims) -> NDArray[np.int64]:
    """Give what is claimed up to each month, in whole fen, shape [package, month]."""
    import numpy as np

    return np.cumsum(claims_in_fen(paths, claims), axis=1)


def _below(paths: Paths, so_far: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell in which months the cash of each future does not reach the claims of one package, shape [month, future]."""
    return paths.running < so_far[:, None]


def _each(paths: Paths, so_far: NDArray[np.int64]) -> list[int]:
    import numpy as np

    return [int(np.count_nonzero(_below(paths, package).any(axis=0))) for package in so_far]


def _all_at_once(paths: Paths, so_far: NDArray[np.int64]) -> list[int]:
    """Count the same for thousands of packages, some futures after the others."""
    import numpy as np

    parts = range(0, paths.count, _AT_ONCE)
    counted = [_counted(paths.running[:, place : place + _AT_ONCE], so_far) for place in parts]
    found: list[int] = np.sum(counted, axis=0).tolist()
    return found


def _counted(running: NDArray[np.int64], so_far: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count with one bit a future: `poorest[n]` marks the n poorest of a month."""
    import numpy as np

    count = running.shape[1]
    failing = np.zeros((len(so_far), -(-count // 64)), dtype=np.uint64)
    for cash, sums in zip(running, so_far.T, strict=True):
        order = np.argsort(cash)
        poorest = np.zeros((count + 1, failing.shape[1]), dtype=np.uint64)
        poorest[np.arange(1, count + 1), order // 64] = np.uint64(1) << (order % 64).astype(np.uint64)
        np.bitwise_or.accumulate(poorest, axis=0, out=poorest)
        failing |= poorest[np.searchsorted(cash[order], sums)]
    found: NDArray[np.int64] = np.bitwise_count(failing).sum(axis=1, dtype=np.int64)
    return found


def claims_in_fen(paths: Paths, claims: Claims) -> NDArray[np.int64]:
    """Read claims in yuan as whole fen, shape [package, month]; Refused unless every month has an amount from zero."""
    import numpy as np

    try:
        yuan = np.atleast_2d(np.asarray(claims, dtype=np.float64))
    except (TypeError, ValueError) as error:
        raise _not_claims(paths) from error
    if yuan.shape[1:] != (paths.months,) or not np.all((yuan >= 0) & (yuan <= float(LARGEST))):
        raise _not_claims(paths)
    return np.rint(yuan * 100).astype(np.int64)


def _not_claims(paths: Paths) -> Refused:
    return Refused(N_("每个方案要写明 {months} 个月各还多少，每个数都是不小于零的金额"), months=paths.months)


@dataclass(frozen=True)
class FailingMonth:
    """How many futures can pay until then and for the first time not in the month that ends on `last`."""

    last: date
    futures: int


def failing_months(paths: Paths, claims: Sequence[Decimal]) -> tuple[FailingMonth, ...]:
    """Give for each coming month how many futures first fail in it; futures that never fail are in none."""
    import numpy as np

    counts = np.bincount(first_failing(paths, claims), minlength=paths.months + 1)[1:]
    return tuple(FailingMonth(last, int(count)) for last, count in zip(paths.ends, counts, strict=True))


def first_failing(paths: Paths, claims: Sequence[Decimal]) -> NDArray[np.int64]:
    """Give the first month (from 1) in which each future cannot pay one package; 0 where it always can."""
    import numpy as np

    below = _below(paths, _so_far(paths, claims)[0])
    return np.where(below.any(axis=0), below.argmax(axis=0) + 1, 0)


def lacking(paths: Paths, claims: Sequence[Decimal], allowed: int = 0) -> Decimal:
    """Give how much more cash today, in yuan, leaves at most `allowed` futures failing; 0.00 where no more do now."""
    import numpy as np

    poorest = (paths.running - np.cumsum(claims_in_fen(paths, claims)[0])[:, None]).min(axis=0)
    return Decimal(max(-int(np.partition(poorest, allowed)[allowed]), 0)).scaleb(-2)


def largest_level(paths: Paths, others: Sequence[Decimal], due: Sequence[bool], allowed: int = 0) -> Decimal | None:
    """Give the largest level payment, in yuan, under which at most `allowed` futures fail; None where none is enough.

    The payment falls due in the months marked in `due`, `others` is what else is claimed in each month. A future bears
    the least, over its months, of what it has after the others divided by the payments due so far: exact in whole fen.
    """
    import numpy as np

    so_far = np.cumsum(np.asarray(due, dtype=np.int64))
    if so_far.shape != (paths.months,) or not so_far[-1] or not 0 <= allowed < paths.count:
        raise _not_claims(paths)
    free = paths.running - np.cumsum(claims_in_fen(paths, others)[0])[:, None]
    first = int(np.argmax(so_far > 0))
    bearable = (free[first:] // so_far[first:, None]).min(axis=0)
    bearable[(free[:first] < 0).any(axis=0)] = -1
    found = int(np.partition(bearable, allowed)[allowed])
    return Decimal(found).scaleb(-2) if found >= 0 else None
