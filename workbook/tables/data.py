"""A table of finished words as a frame, for whoever goes on calculating with it in a notebook of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.shown import Table

if TYPE_CHECKING:
    from pandas import DataFrame

_NOT_IN_A_NUMBER = r"[¥,%]|[^\d.\-]+$"


def frame(table: Table) -> DataFrame:
    """Give the rows as a frame; columns of amounts, percentages and counts as numbers, NaN where no figure stands."""
    import pandas as pd  # a third of a second, and no page needs it

    found = pd.DataFrame(list(table.rows), columns=list(table.columns), dtype=object)
    for place in sorted(table.numeric):
        words = found.iloc[:, place].astype(str).str.replace(_NOT_IN_A_NUMBER, "", regex=True)
        found.isetitem(place, pd.to_numeric(words, errors="coerce"))
    return found
