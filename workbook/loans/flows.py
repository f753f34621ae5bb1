"""Dated money flows from a text table with the columns date and amount."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO

from workbook.case.fields import read_day
from workbook.language import N_, Refused
from workbook.loans.cost import Flow
from workbook.text import halfwidth

MOST_LINES = 100_000
LONGEST_FIELD = 100
_DATE_NAMES, _AMOUNT_NAMES = frozenset({"date", "日期"}), frozenset({"amount", "金额"})
_AMOUNT = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})?(\.\d{0,20})?")


def read_flows(content: bytes | str) -> tuple[Flow, ...]:
    """Read flows from CSV text: a line `date,amount`, then one flow a line; money out is negative.

    UTF-8 with or without its mark, or GB18030; dates year first; full-width digits, thousands commas and ¥ are
    understood; the two columns may stand among others and under 日期, 金额; without a header they come in order.
    Raises Refused naming the line for anything else.
    """
    lines = list(_lines(content if isinstance(content, str) else _decoded(content)))
    if not lines:
        raise Refused(N_("文件是空的，请按 date,amount 两列写，每行一笔"))
    columns = _columns(lines[0][1])
    body = lines if columns is None else lines[1:]
    flows = tuple(_flow(number, row, columns or (0, 1)) for number, row in body)
    if not flows:
        raise Refused(N_("文件里只有表头，没有一笔金额"))
    return flows


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(N_("读不出文件的文字编码，请另存为 UTF-8 的 CSV"))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    if "\0" in text:
        raise Refused(N_("文件里有空字符，不是文本表格，请导出为 CSV"))
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        for row in reader:
            if reader.line_num > MOST_LINES:
                raise Refused(N_("文件超过 {most} 行，请只留需要的几笔"), most=MOST_LINES)
            if any(field.strip() for field in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise Refused(N_("第 {line} 行的引号或分隔不对，请检查"), line=reader.line_num) from error


def _columns(header: list[str]) -> tuple[int, int] | None:
    """Where date and amount stand; None where the first line is a flow already."""
    names = [halfwidth(field).strip().lower() for field in header]
    dates = [i for i, name in enumerate(names) if name in _DATE_NAMES]
    amounts = [i for i, name in enumerate(names) if name in _AMOUNT_NAMES]
    if len(dates) == 1 and len(amounts) == 1:
        return dates[0], amounts[0]
    if names and re.match(r"\d", names[0]):
        return None
    raise Refused(N_("第一行要有 date 和 amount 两列（日期、金额），各一列"))


def _flow(line: int, row: list[str], columns: tuple[int, int]) -> Flow:
    if len(row) <= max(columns):
        raise Refused(N_("第 {line} 行少了一列，要有日期和金额"), line=line)
    return _day(line, row[columns[0]]), _amount(line, row[columns[1]])


def _day(line: int, words: str) -> date:
    try:
        day = read_day(words)
    except Refused as error:
        raise Refused(N_("第 {line} 行：{reason}"), line=line, reason=error) from error
    if not isinstance(day, date):
        raise Refused(N_("第 {line} 行没有日期"), line=line)
    return day


def _amount(line: int, words: str) -> Decimal:
    bare = halfwidth(words).strip().replace(" ", "").replace("−", "-").removesuffix("元")
    bare = re.sub(r"[¥￥]", "", bare, count=1)
    if not re.search(r"\d", bare) or not _AMOUNT.fullmatch(bare):
        message = N_("第 {line} 行的“{value}”不是金额，请写成 -12345.67 这样的数字")
        raise Refused(message, line=line, value=words[:LONGEST_FIELD])
    return Decimal(bare.replace(",", ""))
