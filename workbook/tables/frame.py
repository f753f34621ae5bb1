"""From a frame of results to a table of finished words; the one place that touches pandas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from workbook.case import Choice
from workbook.language import _
from workbook.money import shown
from workbook.shown import Table

if TYPE_CHECKING:
    from pandas import DataFrame

Cell = str | Decimal | int | date | bool | None


def frame(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> DataFrame:
    """Give results as a frame of exact values: Decimal yuan, dates, whole numbers, words; None is not known."""
    import pandas as pd

    return pd.DataFrame([list(row) for row in rows], columns=list(columns), dtype=object)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], notes: Iterable[str] = ()) -> Table:
    """Give results as finished words; columns that hold amounts or counts are set right-aligned."""
    return in_words(title, frame(columns, rows), notes)


def in_words(title: str, results: DataFrame, notes: Iterable[str] = ()) -> Table:
    """Word every cell of a frame; the notes keep their order, each once."""
    numeric = frozenset(i for i, name in enumerate(results.columns) if any(map(_is_number, results[name])))
    words = results.map(worded)
    return Table(
        title=title,
        columns=tuple(map(str, words.columns)),
        rows=tuple(tuple(row) for row in words.itertuples(index=False, name=None)),
        notes=tuple(dict.fromkeys(note for note in notes if note)),
        numeric=numeric,
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
