"""Which figure rests on which rows of an imported statement, and which rows nobody has to see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workbook.case import RowsOf, RowsShown
from workbook.case.evidence import Proves
from workbook.evidence.exhibits import Exhibit, exhibits
from workbook.language import _, within
from workbook.position import Position

_RESTS: dict[RowsOf, Proves] = {
    RowsOf.PLATFORM: Proves.RECEIPTS,
    RowsOf.WAGES: Proves.COSTS,
    RowsOf.RENT: Proves.COSTS,
    RowsOf.TAX: Proves.COSTS,
    RowsOf.STOCK: Proves.COSTS,
    RowsOf.LOANS: Proves.PAYMENTS_MADE,
}
_UNASKED = (RowsOf.FAMILY, RowsOf.LOANS, RowsOf.OWN, RowsOf.OTHER)


class Rows(NamedTuple):
    """Rows of one file that show one thing, and the figure that rests on them; None where none does."""

    exhibit: Exhibit
    shown: RowsShown
    figure: Proves | None


def rows(position: Position) -> Iterator[Rows]:
    """Give, for each imported statement, what its rows show."""
    files = {file.sha256 or file.id: file for file in position.case.situation.statements if not file.archived}
    for exhibit in exhibits(position):
        file = files.get(exhibit.document.sha256 or exhibit.document.id)
        for shown in file.shows if file else ():
            yield Rows(exhibit, shown, _RESTS.get(shown.what) if shown.what else None)


def more_than_asked(position: Position) -> Iterator[str]:
    """Say of each imported statement which rows a lender does not need, and that an extract leaves them out."""
    found: dict[int, list[str]] = {}
    for row in rows(position):
        if row.shown.what in _UNASKED:
            said = _("{what} {count} 笔").format(what=within(row.shown.what.words), count=row.shown.count)
            found.setdefault(row.exhibit.number, []).append(said)
    for number, all_said in found.items():
        sentence = _("附件{number}整份交出去，还会露出{rows}；可以在“证据”那一页做一份节录，只给需要的几类")
        yield sentence.format(number=number, rows=_("、").join(all_said))
