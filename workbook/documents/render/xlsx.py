"""The tables of a document as a workbook: words stay words, no cell is a formula or a link."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from workbook.documents.blocks import Document, Facts, Figure, Grid, Heading, Paragraph, Text, words
from workbook.text import clean

_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTH = 18


def xlsx(document: Document) -> bytes:
    """Give the words, facts and tables of a document in one sheet; the same document gives the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _PLAIN)
    made = datetime(document.as_of.year, document.as_of.month, document.as_of.day, tzinfo=UTC)
    book.set_properties({"title": clean(document.title), "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet()
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    sheet.write_string(0, 0, clean(document.title), bold)
    at = 2
    for block in document.blocks:
        for row in _rows(block):
            for column, cell in enumerate(row):
                _write(sheet, (at, column), cell, money)
            at += 1
    sheet.set_column(0, 20, _WIDTH)
    book.close()
    return out.getvalue()


def _rows(block: object) -> list[tuple[Text, ...]]:
    match block:
        case Heading() | Paragraph():
            return [(block.text,)]
        case Facts():
            return [*block.rows, ()]
        case Grid():
            return [block.columns, *block.rows, ()]
    raise TypeError(block)


def _write(sheet: Any, place: tuple[int, int], cell: Text, money: Any) -> None:
    value = cell[0].value if len(cell) == 1 and isinstance(cell[0], Figure) else None
    if isinstance(value, Decimal):
        sheet.write_number(*place, float(value), money)
    elif isinstance(value, int):
        sheet.write_number(*place, value)
    else:
        sheet.write_string(*place, clean(words(cell)))
