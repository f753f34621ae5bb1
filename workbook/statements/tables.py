"""Which tables of a file hold transactions: the best way to split a text, or every sheet with a known header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from workbook.language import N_, Refused, _
from workbook.statements.header import Header, find_header, likeliest_header
from workbook.statements.layouts import layouts
from workbook.statements.model import Broken, ColumnsUnknown, Row
from workbook.statements.opening import Source, Table

_SAMPLE_ROWS = 5


@dataclass(frozen=True)
class Found:
    """A table whose header was found among its first rows."""

    table: Table
    first_rows: tuple[Row, ...]
    header: Header

    @property
    def above(self) -> tuple[Row, ...]:
        """The rows before the header."""
        return self.first_rows[: self.header.position]

    @property
    def below(self) -> tuple[Row, ...]:
        """The first rows after the header."""
        return self.first_rows[self.header.position + 1 :]


def find_tables(source: Source, columns: Mapping[str, str] | None) -> tuple[Found, ...]:
    """Find the tables to read; ColumnsUnknown when a header needs a mapping, Refused when there is none at all."""
    probed = [(table, *_first_rows(table)) for table in source.tables]
    headers = [(table, rows, find_header(rows, columns)) for table, rows, _stop in probed]
    found = tuple(Found(table, rows, header) for table, rows, header in headers if header)
    if found:
        return (max(found, key=lambda each: each.header.known),) if source.container == "csv" else found
    stop = next((stop for _table, _rows, stop in probed if stop), None)
    raise stop or _unknown([rows for _table, rows, _stop in probed], columns)


def _first_rows(table: Table) -> tuple[tuple[Row, ...], Broken | None]:
    rows: list[Row] = []
    try:
        rows.extend(islice(table.rows(None), layouts().header_within))
    except Broken as stop:
        return tuple(rows), stop  # list.extend keeps what came before the break
    return tuple(rows), None


def _unknown(tables: Sequence[tuple[Row, ...]], columns: Mapping[str, str] | None) -> Refused:
    if columns:
        return Refused(N_("前 60 行里没有哪一行同时有这些列名：{names}"), names=_("、").join(columns.values()))
    headers = [(header, rows) for rows in tables if (header := likeliest_header(rows))]
    if not headers:
        return Refused(N_("前 60 行里没有找到表头。请确认这是支付宝、微信、银行导出的交易明细，并重新导出一份"))
    header, rows = max(headers, key=lambda each: each[0].known)
    after = rows[header.position + 1 : header.position + 1 + _SAMPLE_ROWS]
    return ColumnsUnknown(
        N_("前 60 行里认识的列名不够，还不知道哪一列是日期和金额。看到乱码请重新导出；没有乱码请告诉我们每一列是什么"),
        header_line=header.line,
        columns=tuple(name.strip() for name in header.names),
        missing=header.missing,
        sample=tuple(tuple(cells) for _line, cells in after),
    )
