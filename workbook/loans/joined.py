"""Results of several notes added up as those of one loan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from workbook.loans.results import PARTS, Balance, Covers, Instalment
from workbook.money import ZERO, whole

T = TypeVar("T")
Columns = tuple[Decimal, Decimal, Decimal, Decimal]


_LEAST: tuple[Covers, ...] = ("all", "principal", "asked", "part")
"""What a total covers, the one that says least last: together, notes say no more than it."""


def together(found: Sequence[Balance], assumed: tuple[str, ...]) -> Balance:
    """Add up the balances of notes on one day; a component that one of them does not know is unknown."""
    app = any(one.source == "app" for one in found)
    late = [one.days_overdue for one in found]
    parts: dict[str, Any] = {name: whole([getattr(one, name) for one in found]) for name in PARTS}
    return Balance(
        on=found[0].on,
        **parts,
        days_overdue=None if None in late else max(days or 0 for days in late),
        oldest_unpaid=min((one.oldest_unpaid for one in found if one.oldest_unpaid), default=None),
        lines=tuple(line for one in found for line in one.lines),
        bookings=tuple(sorted((b for one in found for b in one.bookings), key=lambda booking: booking.on)),
        assumed=assumed,
        source="app" if app else "contract",
        stated_total=whole([one.total for one in found]) if app else None,
        stated_due=whole([_due_now(one) for one in found]) if app else None,
        covers=max((one.covers for one in found), key=_LEAST.index),
    )


def _due_now(balance: Balance) -> Decimal | None:
    """What is due of a note; None where nobody said."""
    return balance.due_now if balance.due_known else None


def rows_together(found: Sequence[tuple[date, Sequence[Instalment]]]) -> tuple[Instalment, ...]:
    """Give one schedule of notes, each with the day it was drawn: what falls due on one day is one instalment.

    The balance is that of the notes drawn by then.
    """
    days = _added_by_day(row for _drawn, rows in found for row in rows)
    drawings = sorted(((drawn, rows[0].principal + rows[0].balance) for drawn, rows in found), reverse=True)
    left, made = ZERO, []
    for number, day in enumerate(sorted(days), start=1):
        while drawings and drawings[-1][0] <= day:
            left += drawings.pop()[1]
        principal, interest, fees, payment = days[day]
        left -= principal
        made.append(Instalment(number, day, principal, interest, fees, payment, left))
    return tuple(made)


def _added_by_day(rows: Iterable[Instalment]) -> dict[date, Columns]:
    """Add up principal, interest, fees and payment of each day in one go: a line of many notes has many rows."""
    days: dict[date, Columns] = {}
    for _number, due, principal, interest, fees, payment, _balance, _put_off, _brought in rows:
        if due in days:
            a, b, c, d = days[due]
            days[due] = a + principal, b + interest, c + fees, d + payment
        else:
            days[due] = principal, interest, fees, payment
    return days


def by_day(dated: Iterable[tuple[date, T]]) -> dict[date, list[T]]:
    """Gather what belongs to each day, in the order of days."""
    days: dict[date, list[T]] = {}
    for day, one in dated:
        days.setdefault(day, []).append(one)
    return dict(sorted(days.items()))


def added(number: int, day: date, rows: Sequence[Instalment]) -> Instalment:
    """Add up instalments that fall due on one day."""
    return Instalment(number, day, *_added_by_day(rows)[rows[0].due], sum((row.balance for row in rows), ZERO))
