"""Thousands of packages as whole fen: the same instalments as loans.plan makes, all packages at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from workbook.loans import level_payment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Fen = NDArray[np.int64]

_SCALE = 1_000_000  # rates are counted to a millionth of a percentage point
_MONTH = 1200
LARGEST = 2 * 10**9  # fen of principal up to which no product leaves 64 bits


class Point(NamedTuple):
    """One package: `start` is the place of its treatment in `starts`; `small` months of `payment` come first."""

    start: int
    periods: int
    rate: Decimal
    grace: int = 0
    nothing: bool = False
    small: int = 0
    payment: Decimal = Decimal(0)


class Start(NamedTuple):
    """What the treatment of the components and the down payment leave, in yuan."""

    principal: Decimal
    with_first: Decimal
    carried: Decimal
    waived: Decimal
    paid_first: Decimal


@dataclass(frozen=True, eq=False)
class Priced:
    """Packages in whole fen; one row for each package.

    `payments` what is paid with each instalment, shape [package, instalment]; `regular` the same without what comes
    once with the first or the last; `count` the number of instalments; `relief` the months before the level ones;
    `given_up` what the lender forgoes; `total` everything paid; `sound` false where a small payment is below the
    interest.
    """

    points: tuple[Point, ...]
    payments: Fen
    regular: Fen
    count: Fen
    relief: Fen
    given_up: Fen
    total: Fen
    paid_first: Fen
    sound: NDArray[np.bool_]

    @cached_property
    def idle(self) -> Fen:
        """How many months nothing at all is paid."""
        import numpy as np

        return np.array([point.grace * point.nothing for point in self.points], dtype=np.int64)

    @cached_property
    def now(self) -> Fen:
        """The highest regular payment while the relief lasts; all along where there is none."""
        return self._highest(lambda month: month < self._until)

    @cached_property
    def after(self) -> Fen:
        """The highest regular payment after the relief."""
        return self._highest(lambda month: month >= self.relief[:, None])

    @property
    def _until(self) -> Fen:
        import numpy as np

        return np.where(self.relief == 0, self.count, self.relief)[:, None]

    def _highest(self, chosen: object) -> Fen:
        import numpy as np

        month = np.arange(self.regular.shape[1])[None, :]
        highest: Fen = np.where(chosen(month), self.regular, 0).max(axis=1)  # type: ignore[operator]
        return highest


def price_all(points: Sequence[Point], starts: Sequence[Start], contract: Decimal, parts: Sequence[Fraction]) -> Priced:
    """Price every package in whole fen: interest half up, the last instalment takes the remainder.

    `contract` is the rate, in percent a year, against which the lender gives something up; `parts` says for what part
    of a year each period bears interest.
    """
    return _Pricing(tuple(points), starts, contract, parts).priced()


class _Pricing:
    """The running of all packages month by month."""

    def __init__(
        self, points: tuple[Point, ...], starts: Sequence[Start], contract: Decimal, parts: Sequence[Fraction]
    ) -> None:
        import numpy as np

        self.points, self.contract, self.parts = points, contract, parts
        begun = np.array([[in_fen(amount) for amount in start] for start in starts], dtype=np.int64)
        chosen = begun[np.array([point.start for point in points], dtype=np.int64)]
        self.principal, self.with_first, self.carried, self.waived, self.paid_first = chosen.T
        self.periods = np.array([point.periods for point in points], dtype=np.int64)
        self.rate = np.array([int(point.rate * _SCALE) for point in points], dtype=np.int64)
        self.grace = np.array([point.grace for point in points], dtype=np.int64)
        self.nothing = np.array([point.nothing for point in points], dtype=np.bool_)
        self.small = np.array([point.small for point in points], dtype=np.int64)
        self.payment = np.array([in_fen(point.payment) for point in points], dtype=np.int64)
        self.months = int(self.periods.max())
        self.coefficients = dict[tuple[Decimal, int, int], float]()
        self.balance = self.principal.copy()
        self.sound = np.ones(len(points), dtype=np.bool_)
        self.level = np.zeros(len(points), dtype=np.int64)
        self.standing = np.zeros(len(points), dtype=np.int64)

    def priced(self) -> Priced:
        import numpy as np

        payments = np.zeros((len(self.points), self.months), dtype=np.int64)
        deferred, count = np.zeros(len(self.points), dtype=np.int64), self.periods.copy()
        for month in range(self.months):
            paid, put_off, ended = self._month(month)
            payments[:, month] = paid
            deferred += put_off
            count = np.where(ended, month + 1, count)
        payments += self._spread(deferred, count)
        return self._result(payments, count)

    def _month(self, month: int) -> tuple[Fen, Fen, NDArray[np.bool_]]:
        """Give what is paid, what interest is put off, and which packages end in this month."""
        import numpy as np

        running, in_grace = month < self.periods, month < self.grace
        owing = self.balance > 0
        self.standing += np.where(running, self.balance, 0)
        part = self.parts[month]
        interest = _share(self.balance * self.rate, part.numerator, 100 * part.denominator * _SCALE)
        repaying = running & ~in_grace & owing
        principal = np.where(repaying, self._principal(month, interest), 0)
        self.balance -= principal
        put_off = np.where(in_grace & self.nothing, interest, 0)
        paid = principal + np.where((in_grace & ~self.nothing) | repaying, interest, 0)
        return paid, put_off, repaying & (self.balance == 0)

    def _principal(self, month: int, interest: Fen) -> Fen:
        import numpy as np

        turn = month - self.grace
        stepping = turn < self.small
        self._find_level(turn, month)
        wanted = np.where(stepping, self.payment, self.level) - interest
        self.sound &= ~(stepping & (turn >= 0) & (wanted < 0) & (month < self.periods))
        wanted = np.minimum(np.maximum(wanted, 0), self.balance)
        principal: Fen = np.where(month == self.periods - 1, self.balance, wanted)
        return principal

    def _find_level(self, turn: Fen, month: int) -> None:
        """Find the level payment of the packages whose level stretch begins in this month."""
        import numpy as np

        (begins,) = np.nonzero((turn == self.small) & (month < self.periods))
        if not begins.size:
            return
        by = [self._coefficient(self.points[i].rate, month, int(self.periods[i])) for i in begins]
        self.level[begins] = np.floor(self.balance[begins] * np.array(by) + 0.5).astype(np.int64)

    def _coefficient(self, rate: Decimal, month: int, end: int) -> float:
        """Give the equal payment of one yuan from one period to the end."""
        found = self.coefficients.get((rate, month, end))
        if found is None:
            found = self.coefficients[rate, month, end] = _level(rate, tuple(self.parts[month:end]))
        return found

    def _spread(self, deferred: Fen, count: Fen) -> Fen:
        """Spread interest put off over the instalments after the grace in equal parts, the last takes the remainder."""
        import numpy as np

        left = np.maximum(count - self.grace, 1)
        each = _half_up(deferred, left)
        month = np.arange(self.months)[None, :]
        spread = np.where((month >= self.grace[:, None]) & (month < count[:, None]), each[:, None], 0)
        spread[np.arange(len(left)), count - 1] += deferred - each * left
        return spread

    def _result(self, regular: Fen, count: Fen) -> Priced:
        import numpy as np

        payments = regular.copy()
        payments[:, 0] += self.with_first
        payments[np.arange(len(count)), count - 1] += self.carried
        contract = int(self.contract * _SCALE)
        forgone = self.standing * np.maximum(contract - self.rate, 0) + self.carried * count * contract
        return Priced(
            points=self.points,
            payments=payments,
            regular=regular,
            count=count,
            relief=np.minimum(np.maximum(self.grace, self.small), count - 1),
            given_up=self.waived + _half_up(forgone, _MONTH * _SCALE),
            total=payments.sum(axis=1) + self.paid_first,
            paid_first=self.paid_first,
            sound=self.sound,
        )


def in_fen(amount: Decimal) -> int:
    """Give an amount of yuan in whole fen."""
    return int(amount.scaleb(2).to_integral_value())


def _half_up(top: Fen, bottom: int | Fen) -> Fen:
    """Divide whole numbers from zero on, halves rounded up."""
    found: Fen = (2 * top + bottom) // (2 * bottom)
    return found


def _share(whole: Fen, top: int, bottom: int) -> Fen:
    """Give so many parts of whole numbers from zero on, halves rounded up, without leaving 64 bits on the way."""
    found: Fen = whole // bottom * top + _half_up(whole % bottom * top, bottom)
    return found


@cache
def _level(rate: Decimal, parts: tuple[Fraction, ...]) -> float:
    """Give the equal payment of one yuan over periods of these parts of a year."""
    return float(level_payment(Decimal(1), [rate * part.numerator / (100 * part.denominator) for part in parts]))
