"""Reading one export: its rows, one by one, held against the totals it prints of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from workbook.collector import at_rest
from workbook.language import N_, Refused, _
from workbook.money import ZERO
from workbook.statements import reconciling
from workbook.statements.cells import Calendar, is_year_last, order_in
from workbook.statements.entries import Reader, by_balance, is_card, outs_below_zero, settled, unsigned
from workbook.statements.finding import Format, Found, check_mapping, find_tables, format_of
from workbook.statements.merging import Merged, merge, owned
from workbook.statements.model import (
    Broken,
    ColumnsUnknown,
    DateOrder,
    Entry,
    Export,
    NamesMissing,
    Progress,
    Row,
    Skipped,
    Source,
    Total,
)
from workbook.statements.opening import in_batches, opened
from workbook.statements.reconciling import Preamble, line_of, names_totals, preamble, printed, summed
from workbook.statements.repeats import Listed, once
from workbook.statements.returns import onto_cards

LARGEST_ROWS = 2_000_000
_FEWEST_READABLE = 0.5
_SKIPPED_KEPT = 1000


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
    return _File(path.name, source, find_tables(source, columns)).read(dates, progress)


def read_all(
    paths: Iterable[str | Path],
    progress: Progress | None = None,
    answers: Mapping[str, Mapping[str, str]] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Merged:
    """Read several exports and count every transaction once; raises what `read` raises for the first that fails.

    `answers` are the column mappings given before, by the signature of the question (`ColumnsUnknown`); `columns` is a
    mapping for every file that has columns of these names.
    """
    return merge(tuple(_read(path, progress, answers or {}, columns or {}) for path in paths))


def _read(
    path: str | Path,
    progress: Progress | None,
    answers: Mapping[str, Mapping[str, str]],
    columns: Mapping[str, str],
) -> Export:
    if columns:
        try:
            return read(path, columns, progress=progress)
        except NamesMissing as misfit:
            try:
                return _read(path, progress, answers, {})
            except ColumnsUnknown:
                raise misfit from None
    try:
        return read(path, progress=progress)
    except ColumnsUnknown as question:
        if question.signature not in answers:
            raise
        return read(path, answers[question.signature], progress=progress)


@dataclass
class _File:
    """One file on its way to an Export; what is read so far grows here and nowhere else."""

    name: str
    source: Source
    tables: tuple[Found, ...]
    entries: list[Entry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    lost: int = 0
    cut: bool = False
    sheets: list[Listed] = field(default_factory=list)
    twice: tuple[str, ...] = ()
    printed_below: dict[str, Total] = field(default_factory=dict)
    summed: tuple[str, ...] = ()

    @at_rest(aged=True)
    def read(self, dates: DateOrder | None, progress: Progress | None) -> Export:
        first = self.tables[0]
        said = preamble(cells for _line, cells in first.first_rows[: first.header.position])
        house = self._house(said)
        try:
            for table in self.tables:
                start = len(self.entries)
                self._read_table(table, self._reader(table, house, said, dates), progress)
                self.sheets.append(Listed(table.table.name, house.id, house.family, self.entries[start:]))
        except Broken as stop:
            raise Broken(stop.message, self._export(house, said, complete=False), **stop.values) from stop
        self._check_readable()
        self._count_once()
        return self._export(house, said, complete=not self.cut)

    def _house(self, said: Preamble) -> Format:
        first = self.tables[0]
        house = format_of(first.header.keys, f"{said.words} {first.table.name}")
        unnamed_card = house.id == "bank" and is_card(first.header, first.below)
        return replace(house, id="card", family="card") if unnamed_card else house

    def _reader(self, table: Found, house: Format, said: Preamble, dates: DateOrder | None) -> Reader:
        order = dates or house.dates or _order(table)
        calendar = Calendar(order, said.near, self.source.base_1904)
        minus = outs_below_zero(table.header, table.below)
        return Reader(table.header, house.family, calendar, said.currency, minus, house.shop)

    def _read_table(self, found: Found, reader: Reader, progress: Progress | None) -> None:
        rows = islice(found.table.rows(progress), found.header.position + 1, None)
        last: list[Row] = []
        seen = 0
        for some in in_batches(rows):
            seen += len(some)
            if seen > LARGEST_ROWS:
                raise Refused(N_("超过了 {limit} 行的上限，没有导入。请按年份或季度分段导出"), limit=LARGEST_ROWS)
            batch = [*last, *some]
            last = [batch.pop()] if self.source.ends_open else []
            self._read_rows(batch, reader)
        if last and self._is_cut(found, reader, last[0]):
            self.cut = True
            self._lose(last[0][0], _("文件在这一行断了，后面的没有了，请重新导出完整的文件"))
        else:
            self._read_rows(last, reader)

    def _read_rows(self, rows: list[Row], reader: Reader) -> None:
        """Read rows together, or each alone where one of them cannot be read."""
        try:
            self.entries.extend(reader.entries(rows) if rows else ())
        except Refused as reason:
            if len(rows) > 1:
                for row in rows:
                    self._read_rows([row], reader)
            else:
                self._set_aside(rows[0], reader, reason)

    def _is_cut(self, found: Found, reader: Reader, last: Row) -> bool:
        """Say whether the file broke off within its last row; then it is named and not counted."""
        before = [row for line, row in found.below if line < last[0]]
        return not self.summed and reader.is_cut(last[1], before)

    def _set_aside(self, row: Row, reader: Reader, reason: Refused) -> None:
        """Tell a total or a closing remark from a row that is lost."""
        line, cells = row[0], reader.cells(row[1])
        if not any(cells) or cells == reader.cells(reader.header.names):
            return
        names, self.summed = self.summed, ()
        if told := summed(names, cells) or summed(cells[::2], cells[1::2]):
            self.printed_below |= told
        elif names_totals(cells):
            self.summed = tuple(cells)
        elif reader.is_note(cells):
            for label, total in (printed([line_of(cells)]) | reader.column_totals(cells)).items():
                self.printed_below.setdefault(label, total)
        else:
            self._lose(line, str(reason))

    def _lose(self, line: int, reason: str) -> None:
        self.lost += 1
        if len(self.skipped) < _SKIPPED_KEPT:
            self.skipped.append(Skipped(line, reason))

    def _count_once(self) -> None:
        """Leave out the rows of a sheet that stand on an earlier one already."""
        if len(self.sheets) == 1:
            return
        kept, repeats = once(self.sheets)
        self.entries = [row.entry for row in kept]
        if repeats:
            shown = {row.table.name for pair in repeats for row in pair}
            names = _("、").join(sheet.name for sheet in self.sheets if sheet.name in shown)
            said = _("有 {count} 笔在几张工作表里重复（{names}），只算一次")
            self.twice = (said.format(count=len(repeats), names=names),)

    def _check_readable(self) -> None:
        if not self.entries and not self.lost:
            raise Refused(N_("“{name}”有表头，但一笔交易也没有。请检查导出时选的日期范围"), name=self.name)
        if self.lost > _FEWEST_READABLE * (len(self.entries) + self.lost):
            first = self.skipped[0]
            raise Refused(
                N_("“{name}”大部分行读不懂，没有导入。例如第 {line} 行：{reason}。请重新导出，或说明每一列是什么"),
                name=self.name,
                line=first.line,
                reason=first.reason,
            )

    def _export(self, house: Format, said: Preamble, *, complete: bool) -> Export:
        first = self.tables[0]
        signless = not house.shop and unsigned(first.header, first.below)  # a shop's bill of sales alone has no minus
        directed = settled(self.entries, house.family) if signless else self.entries
        told, turned = by_balance(directed, house.family)
        entries = owned(_fees_once(_with_refunds(told, house)), frozenset({said.owner}))
        figures = reconciling.figures(entries)
        stated = reconciling.period(entries, said.first, said.last)
        first_day, last_day = stated if complete else reconciling.till_break(entries)
        printed_totals = {**self.printed_below, **said.totals}
        return Export(
            name=self.name,
            format=house.id,
            house=house.name,
            family=house.family,
            encoding=self.source.encoding,
            header_line=first.header.line,
            entries=tuple(entries),
            totals=figures.labels,
            classes=figures.kinds,
            printed=printed_totals,
            first=first_day,
            last=last_day,
            warnings=(
                *self.twice,
                *reconciling.lost_rows(self.skipped, self.lost),
                *reconciling.disagreements(figures, printed_totals, len(entries) + self.lost, house.family),
                *(reconciling.beyond(entries, said.first, said.last) if complete else ()),
                *reconciling.oddities(entries, house.family, turned=turned, complete=complete),
            ),
            unrecognised=first.header.unknown,
            skipped=tuple(self.skipped),
            owner=said.owner,
            exported=said.exported,
            complete=complete,
        )


def _with_refunds(entries: Sequence[Entry], house: Format) -> Sequence[Entry]:
    came_back = onto_cards(entries) if house.family == "card" else {}
    return [came_back.get(at, entry) for at, entry in enumerate(entries)] if came_back else entries


def _fees_once(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Leave out the fee in a transfer's remark where the account books it in a row of its own."""
    if not any(entry.fee and entry.kind == "transfer" for entry in entries):
        return entries
    booked = {(e.on, e.amount) for e in entries if e.kind == "expense" and "费" in f"{e.sort}{e.item}{e.note}"}
    return [e._replace(fee=ZERO) if e.fee and e.kind == "transfer" and (e.on, e.fee) in booked else e for e in entries]


def _order(found: Found) -> DateOrder | None:
    """Learn the order of day and month from the whole column, only where it matters."""
    column = found.header.roles["day"][0]
    if not any(is_year_last(cells[column]) for _line, cells in found.below if len(cells) > column):
        return None
    try:
        return order_in(cells[column] for _line, cells in found.table.rows(None) if len(cells) > column)
    except Broken:
        return None
