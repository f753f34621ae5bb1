"""Reading one export: find the table, read its rows, hold its totals against those it prints of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from workbook.language import N_, Refused, _
from workbook.statements import directions, reconciling
from workbook.statements.csv_rows import Progress, Row
from workbook.statements.dates import Calendar, is_year_last, order_in
from workbook.statements.entries import Reader
from workbook.statements.header import Header, check_mapping, find_header, likeliest_header
from workbook.statements.layouts import Format, format_of, layouts
from workbook.statements.model import Broken, ColumnsUnknown, DateOrder, Entry, Export, Skipped, Total
from workbook.statements.opening import Source, Table, opened
from workbook.statements.preamble import Preamble, line_of, preamble, printed

LARGEST_ROWS = 2_000_000
_SAMPLE_ROWS = 5
_FEWEST_READABLE = 0.5
_SKIPPED_KEPT = 1000


@dataclass(frozen=True)
class _Found:
    """A table whose header was found among its first rows."""

    table: Table
    first_rows: tuple[Row, ...]
    header: Header


@dataclass
class _Harvest:
    """What has been read so far; the only thing in this module that grows."""

    entries: list[Entry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    lost: int = 0
    below: dict[str, Total] = field(default_factory=dict)


def read(
    path: str | Path,
    columns: Mapping[str, str] | None = None,
    dates: DateOrder | None = None,
    progress: Progress | None = None,
) -> Export:
    """Read one bank or wallet export (csv, xls, xlsx); the file is never changed.

    `columns` maps a role (see `ROLES`) to a column name, for a file whose columns are not known; `dates` says the order
    of day and month where the file leaves it open; `progress` is called now and then with what is done and the whole.
    Raises ColumnsUnknown when columns must be named first, Broken when the file breaks off (with the rows before it),
    Refused for what is no such export.
    """
    path = Path(path)
    check_mapping(columns or {})
    source = opened(path)
    found = _found(source, columns)
    try:
        return _read(path, source, found, dates, progress)
    except RecursionError as error:  # pragma: no cover - no reader here recurses; a library below might
        raise Refused(N_("“{name}”的内容不正常，没有读取"), name=path.name) from error


def _found(source: Source, columns: Mapping[str, str] | None) -> list[_Found]:
    """Find the tables: the one best way to split a text, or every sheet with a header."""
    probed = [(table, _first_rows(table)) for table in source.tables]
    found = [_Found(table, rows, header) for table, (rows, _stop) in probed if (header := find_header(rows, columns))]
    if found:
        return [max(found, key=lambda each: each.header.known)] if source.container == "csv" else found
    for _table, (_rows, stop) in probed:
        if stop:
            raise stop
    raise _unknown([rows for _table, (rows, _stop) in probed], columns)


def _first_rows(table: Table) -> tuple[tuple[Row, ...], Broken | None]:
    rows: list[Row] = []
    try:
        for row in islice(table.rows(None), layouts().header_within):
            rows.append(row)  # noqa: PERF402 - the rows before a break are kept
    except Broken as stop:
        return tuple(rows), stop
    return tuple(rows), None


def _unknown(tables: Sequence[tuple[Row, ...]], columns: Mapping[str, str] | None) -> Refused:
    headers = [(header, rows) for rows in tables if (header := likeliest_header(rows))]
    if columns:
        return Refused(N_("前 60 行里没有哪一行同时有这些列名：{names}"), names="、".join(columns.values()))
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


def _read(
    path: Path, source: Source, found: Sequence[_Found], dates: DateOrder | None, progress: Progress | None
) -> Export:
    said = preamble(cells for _line, cells in found[0].first_rows[: found[0].header.position])
    house = format_of(found[0].header.keys, f"{said.words} {found[0].table.name}")
    harvest = _Harvest()
    try:
        for each in found:
            _read_table(each, _reader(each, house, said, source.base_1904, dates), harvest, progress)
    except Broken as stop:
        before = _export(path, source, found[0], house, said, harvest, complete=False)
        raise Broken(stop.message, before, **stop.values) from stop
    return _export(path, source, found[0], house, said, harvest, complete=True)


def _reader(each: _Found, house: Format, said: Preamble, base_1904: bool, dates: DateOrder | None) -> Reader:
    order = dates or house.dates or _order(each)
    return Reader(each.header, house.family, Calendar(order, said.near, base_1904), said.currency)


def _order(each: _Found) -> DateOrder | None:
    """Learn the order of day and month from the whole column, only where it matters."""
    column = each.header.roles["day"][0]
    sample = (cells[column] for _line, cells in each.first_rows[each.header.position + 1 :] if len(cells) > column)
    if not any(map(is_year_last, sample)):
        return None
    try:
        return order_in(cells[column] for _line, cells in each.table.rows(None) if len(cells) > column)
    except Broken:
        return None


def _read_table(each: _Found, reader: Reader, harvest: _Harvest, progress: Progress | None) -> None:
    names = reader.cells(each.header.names)
    for number, (line, row) in enumerate(islice(each.table.rows(progress), each.header.position + 1, None)):
        if number >= LARGEST_ROWS:
            raise Refused(N_("超过了 {limit} 行的上限，没有导入。请按年份或季度分段导出"), limit=LARGEST_ROWS)
        try:
            harvest.entries.append(reader.entry(line, row))
        except Refused as reason:
            _set_aside(line, reader.cells(row), names, reader, reason, harvest)


def _set_aside(
    line: int, cells: Sequence[str], names: Sequence[str], reader: Reader, reason: Refused, harvest: _Harvest
) -> None:
    """Tell a blank line, a header repeated on a new page and a closing note from a row that is lost."""
    if not any(cells) or list(cells) == list(names):
        return
    if reader.is_note(cells):
        for label, total in (printed([line_of(cells)]) | reader.column_totals(cells)).items():
            harvest.below.setdefault(label, total)
        return
    harvest.lost += 1
    if len(harvest.skipped) < _SKIPPED_KEPT:
        harvest.skipped.append(Skipped(line, str(reason)))


def _export(
    path: Path, source: Source, first: _Found, house: Format, said: Preamble, harvest: _Harvest, *, complete: bool
) -> Export:
    if complete:
        _check_readable(path, harvest)
    unsigned = directions.unsigned(first.header, first.first_rows)
    entries = directions.settled(harvest.entries, house.family) if unsigned else harvest.entries
    figures = reconciling.figures(entries)
    period = reconciling.period(entries, said.first, said.last)
    printed_totals = {**said.totals, **{label: t for label, t in harvest.below.items() if label not in said.totals}}
    return Export(
        name=path.name,
        format=house.id,
        house=house.name,
        family=house.family,
        encoding=source.encoding,
        header_line=first.header.line,
        entries=tuple(entries),
        totals=figures.labels,
        classes=figures.kinds,
        printed=printed_totals,
        first=period.first,
        last=period.last,
        warnings=(
            *reconciling.lost_rows(harvest.skipped, harvest.lost),
            *reconciling.disagreements(figures, printed_totals, len(entries) + harvest.lost, house.family),
            *period.warnings,
            *reconciling.oddities(entries),
            *(() if complete else (_("文件没有读完：只有断开之前的内容，合计不完整"),)),
        ),
        unrecognised=first.header.unknown,
        skipped=tuple(harvest.skipped),
        owner=said.owner,
        exported=said.exported,
        complete=complete,
    )


def _check_readable(path: Path, harvest: _Harvest) -> None:
    if not harvest.entries and not harvest.lost:
        raise Refused(N_("“{name}”有表头，但一笔交易也没有。请检查导出时选的日期范围"), name=path.name)
    if harvest.lost > _FEWEST_READABLE * (len(harvest.entries) + harvest.lost):
        first = harvest.skipped[0]
        raise Refused(
            N_("“{name}”大部分行读不懂，没有导入。例如第 {line} 行：{reason}。请重新导出，或说明每一列是什么"),
            name=path.name,
            line=first.line,
            reason=first.reason,
        )
