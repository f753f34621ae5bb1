"""Cash through thirty days of a bad month: what comes in and what goes out is spread evenly over the days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from workbook.cashflow import Flow, untold
from workbook.money import ZERO, fen
from workbook.position import Position, once
from workbook.pressure.costs import no_receipts, others_told

DAYS = 30

Day = tuple[int, Decimal]
"""So many days from today, and what is paid on that day."""


@once
def bad_month(position: Position) -> Flow:
    """Give the bad month; without receipts as it is now no month is worse. NotKnown where nothing tells of one."""
    now, bad = position.months.current, position.months.bad
    if no_receipts(position):
        found = bad or now
        return found if found.costs is not None else replace(found, costs=others_told(position))
    if bad is None:
        raise untold("worst_receipts", *(field for field in now.lacks if field != "usual_receipts"))
    return bad


@dataclass(frozen=True)
class Path:
    """Cash today, what a month leaves for debts, and what of its costs is stock, which is bought before it is sold."""

    cash: Decimal
    left: Decimal
    stock: Decimal = ZERO

    def after(self, days: int, paid: Decimal) -> Decimal:
        """Give the cash after so many days, these payments made."""
        return self.cash - paid + fen(self.left / DAYS * days)

    def lowest(self, payments: tuple[Day, ...]) -> Decimal:
        """Give the lowest point from today on: on each day stock is bought and debts are paid before money comes in."""
        return min(self.after(day, _until(payments, day)) - fen(self.stock / DAYS) for day in range(DAYS + 1))


def _until(payments: tuple[Day, ...], day: int) -> Decimal:
    return sum((amount for at, amount in payments if at <= day), ZERO)
