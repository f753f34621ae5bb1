"""Notes from lines copied out of an app or a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from workbook.case import Note, column, explain
from workbook.language import N_, Refused, _
from workbook.text import halfwidth

MOST_LINES = 1000
_NAMES = {
    "drawn_on": ("放款日", "借款日", "放款日期", "借款日期", "借款时间", "放款时间", "日期", "date"),
    "amount": ("借款金额", "放款金额", "借了多少", "金额", "借款本金", "本金", "amount"),
    "periods": ("期数", "总期数", "一共几期", "一共几期(月)", "periods"),
    "balance_left": ("剩余本金", "待还本金", "未还本金", "还欠本金", "还欠本金多少"),
    "periods_left": ("剩余期数", "待还期数", "还剩几期"),
    "next_due": ("下次还款日", "下期还款日", "下一还款日"),
    "due_day": ("还款日", "每月还款日", "每月几号还"),
    "first_due": ("首期还款日", "第一期还款日", "首次还款日"),
    "maturity": ("到期日", "最后到期日", "到期日期", "结束日期"),
    "rate": ("年利率", "年利率(%)", "利率", "利率(%)", "月利率", "月利率(%)", "日利率", "日利率(%)"),
    "contract_no": ("借据号", "借据编号", "合同号", "合同编号"),
}
_UNITS = {"年": "year", "月": "month", "日": "day"}
_ORDER = ("drawn_on", "amount", "periods")
_EXAMPLE = "2026-03-05  20000  12"
_KNOWN = {words: name for name, many in _NAMES.items() for words in many}

Cells = list[str]


def read_notes(pasted: str) -> tuple[Note, ...]:
    """Read notes from pasted lines, one a line: columns under their names in any order, or day, amount, periods.

    Cells are set apart by tabs, by a comma, 、 or ; before which no thousands stand, or by spaces. Days, amounts and
    counts are read as in the form; a column whose name is not known is left out. Raises Refused with the line's number
    and the columns that are expected.
    """
    try:
        return _read(pasted)
    except Refused as refusal:
        raise Refused(N_("{reason}。{expected}"), reason=refusal, expected=expected_notes()) from refusal


def expected_notes() -> str:
    """Say which columns a pasted list has, in order, with one line of it as an example."""
    said = _("一行一张借据，依次是：{columns}；例如：{example}。有表头的，列的顺序随意，还可以有：{more}。")
    titles = {name: column(Note, name) for name in _NAMES}
    first = _("、").join(titles.pop(name) for name in _ORDER)
    return said.format(columns=first, example=_EXAMPLE, more=_("、").join(titles.values()))


def _read(pasted: str) -> tuple[Note, ...]:
    lines = [
        (n, _cells(line)) for n, line in enumerate(pasted.removeprefix("\ufeff").splitlines(), start=1) if line.strip()
    ]
    if not lines:
        raise Refused(N_("没有可读的行"))
    if len(lines) > MOST_LINES:
        raise Refused(N_("超过 {most} 行，请只留借据"), most=MOST_LINES)
    columns = _columns(lines[0][1])
    body = lines if columns is None else lines[1:]
    if not body:
        raise Refused(N_("只有表头，没有一张借据"))
    return tuple(_note(number, cells, columns or _by_order) for number, cells in body)


_by_order: list[tuple[str, str]] = [(name, "") for name in _ORDER]


def _cells(line: str) -> Cells:
    """Split a line at tabs, else at commas that part no thousands, else at spaces."""
    for mark in ("\t", r"[;；、，|]|,(?!\d{3}(?:\D|$))", r"\s+"):
        cells = [cell.strip() for cell in re.split(mark, line.strip() if mark != "\t" else line)]
        if len(cells) > 1:
            return cells
    return [line.strip()]


def _columns(header: Cells) -> list[tuple[str, str]] | None:
    """What stands in each column, "" where it is not known; None where the first line is a note already."""
    if re.match(r"\d", halfwidth(header[0])):
        return None
    named = [_bare_name(cell) for cell in header]
    titles = {_bare_name(column(Note, name)): name for name in _NAMES}
    found = [(_KNOWN.get(name) or titles.get(name, ""), name) for name in named]
    known = [name for name, _words in found if name]
    if not {"drawn_on", "amount"} & set(known):
        raise Refused(N_("第 1 行要写清各列是什么，至少有“放款日”和“金额”"))
    twice = next((name for name in known if known.count(name) > 1), None)
    if twice:
        raise Refused(N_("第 1 行有两列都是“{name}”，请只留一列"), name=_NAMES[twice][0])
    return found


def _bare_name(cell: str) -> str:
    return halfwidth(cell).strip().lower().replace("(元)", "")


def _note(line: int, cells: Cells, columns: Sequence[tuple[str, str]]) -> Note:
    if len(cells) > len(columns):
        message = N_("第 {line} 行有 {found} 列，应有 {columns} 列；金额里的逗号请去掉")
        raise Refused(message, line=line, found=len(cells), columns=len(columns))
    told = dict(_told(cells, columns))
    if not told.get("drawn_on") or not told.get("amount"):
        raise Refused(N_("第 {line} 行少了放款日或金额"), line=line)
    try:
        return Note.model_validate({"id": f"pasted{line}", **told})
    except ValidationError as error:
        raise Refused(N_("第 {line} 行：{reason}"), line=line, reason=explain(error.errors()[0])) from error


def _told(cells: Cells, columns: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for cell, (name, words) in zip(cells, columns, strict=False):
        if name and cell not in {"", "-", "--", "—"}:
            yield name, _bare(name, cell)
        if name == "rate" and cell:
            yield "rate_unit", next((unit for mark, unit in _UNITS.items() if mark in words), "year")


def _bare(name: str, cell: str) -> str:
    """Take off the time that an app writes behind a day."""
    days = {"drawn_on", "next_due", "first_due", "maturity"}
    return re.sub(r"[ T]+\d{1,2}:\d{2}(:\d{2})?$", "", cell) if name in days else cell
