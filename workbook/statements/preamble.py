"""What an export says about itself above and below its rows: totals, period, currency, owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.language import Refused
from workbook.statements.cells import Calendar, amount, currency, moment
from workbook.statements.model import Total
from workbook.text import halfwidth

_RECORDS = "记录"
_FIGURE = r"¥?([\d,]+(?:\.\d+)?)"
_COUNTED = re.compile(
    rf"(不计收支|中性交易|已收入|待收入|已支出|待支出|收入|支出)(?:合计)?:?共?(\d+)笔[,、]?(?:共计?|金额:?)?-?{_FIGURE}元?"
)
_NUMBER_OF_ROWS = re.compile(r"共:?(\d+)(?:笔|条)")
_SIDES = dict.fromkeys(("收入", "存入", "转入", "贷方"), "收入") | dict.fromkeys(
    ("支出", "支取", "转出", "借方"), "支出"
)
_SIDE = "|".join(_SIDES)
_SUMMED = re.compile(
    rf"(?:总({_SIDE})|({_SIDE})(?:总额|总金额|合计金额|合计|金额合计)|合计({_SIDE}))(?:\((?:元|人民币)\))?:?{_FIGURE}(?![\d笔条])"
)
_PERIOD = re.compile(r"起始|开始|终止|结束|截止|区间|时间段|起止|期间|时间范围|日期范围|查询日期|查询时间")
_EXPORTED = re.compile(r"导出时间|下载时间|下载日期|打印时间|打印日期|申请时间")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|(?<!\d)(?:19|20)\d{6}(?!\d)")
_BILL_MONTH = re.compile(r"(20\d{2})年(\d{1,2})月")
_OWNER = re.compile(r"(?:姓名|户名|客户名称|账户名称)\s*:?\s*\[?([^\s,\[\]:]{2,30})")
_CURRENCY = re.compile(r"(?:币\s*种|币\s*别|货币|卡内账户)\s*:?\s*([^,\n]*)")
_FOREIGN = re.compile(r"美元|港币|港元|欧元|日元|英镑|澳门元")


@dataclass(frozen=True)
class Preamble:
    """What stands above the header, as plain words with one line for each row."""

    words: str
    totals: Mapping[str, Total]
    first: date | None
    last: date | None
    near: date | None
    owner: str
    currency: str
    exported: date | None


def preamble(rows: Iterable[Sequence[str]]) -> Preamble:
    """Read the rows above the header."""
    lines = [line_of(cells) for cells in rows]
    whole = "\n".join(lines)
    days = sorted(day for line in lines if _PERIOD.search(line) for day in _days(line))
    first, last = (days[0], days[-1]) if len(days) > 1 else (None, None)
    exported = next((day for line in lines if _EXPORTED.search(line) for day in _days(line)), None)
    owner = _owner(_OWNER.search(whole))
    near = _bill_month(whole) or last or exported
    return Preamble(whole, printed(lines), first, last, near, owner, _currency(whole), exported)


def line_of(cells: Sequence[str]) -> str:
    """Join the cells of a row into plain words."""
    return " ".join(filled for cell in cells if (filled := halfwidth(cell).strip()))


def _days(line: str) -> Iterable[date]:
    for found in _DAY.findall(line):
        try:
            yield moment(found, Calendar()).day
        except Refused:
            continue


def _bill_month(words: str) -> date | None:
    found = _BILL_MONTH.search(words)
    return date(int(found[1]), int(found[2]), 1) if found and 1 <= int(found[2]) <= 12 else None  # noqa: PLR2004


def _owner(found: re.Match[str] | None) -> str:
    return found[1] if found and "*" not in found[1] and not found[1].lower().startswith("xx") else ""


def _currency(words: str) -> str:
    named = _CURRENCY.search(words)
    foreign = _FOREIGN.search(named[1]) if named else None
    return currency(foreign[0]) if foreign else "CNY"


def printed(lines: Iterable[str]) -> dict[str, Total]:
    """Find the totals a file prints of itself: `收入：1笔 28.50元`, `共66笔记录`, `收入合计：1,234.00`."""
    totals: dict[str, Total] = {}
    for line in lines:
        bare = re.sub(r"\s+", "", line)
        if rows := _NUMBER_OF_ROWS.search(bare):
            totals.setdefault(_RECORDS, Total(int(rows[1]), None))
        for label, count, figure in _COUNTED.findall(bare):
            totals[label] = Total(int(count), _exact(figure))
        for found in _SUMMED.finditer(bare):
            totals.setdefault(_SIDES[found[1] or found[2] or found[3]], Total(None, _exact(found[4])))
    return totals


def _exact(figure: str) -> Decimal | None:
    try:
        return amount(figure).value
    except Refused:
        return None
