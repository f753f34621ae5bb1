"""From results to a table of finished words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from workbook.case import Choice
from workbook.language import _
from workbook.money import shown
from workbook.shown import Table

Cell = str | Decimal | int | date | bool | None


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], notes: Iterable[str] = ()) -> Table:
    """Give results as finished words; columns that hold amounts or counts are set right-aligned.

    The notes keep their order, each once.
    """
    kept = [tuple(row) for row in rows]
    return Table(
        title=title,
        columns=tuple(columns),
        rows=tuple(tuple(map(worded, row)) for row in kept),
        notes=tuple(dict.fromkeys(note for note in notes if note)),
        numeric=frozenset(i for i in range(len(columns)) if any(_is_number(row[i]) for row in kept)),
    )


def worded(value: Cell) -> str:
    """Say one value: yuan, a date, a choice, yes or no; what is not known says so."""
    if value is None:
        return _("还不知道")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Choice):
        return value.words
    return shown(value) if isinstance(value, Decimal) else str(value)


def _is_number(value: Cell) -> bool:
    return isinstance(value, Decimal | int) and not isinstance(value, bool)


def percent(value: Decimal | None, places: int = 2) -> str | None:
    """Write a percentage with so many places; None stays not known."""
    return None if value is None else f"{value:.{places}f}%"


def times(value: Decimal | None) -> str | None:
    """Write a ratio as times; None stays not known."""
    return None if value is None else _("{times} 倍").format(times=value)
