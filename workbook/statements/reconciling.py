"""What an export says of itself above and below its rows, and where its rows add up to something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import TypeVar

from workbook.language import Refused, _
from workbook.money import ZERO, shown
from workbook.statements.cells import Calendar, currency, figure, moment
from workbook.statements.finding import column_key, layouts
from workbook.statements.model import Entry, Family, Kind, Skipped, Total
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
_ORDERS = {"交易": "收入", "退款": "支出"}
_BY_ORDER = re.compile(rf"(交易|退款)合计:(\d+)笔,商家实收(?:退款)?共-?{_FIGURE}元")
_PERIOD = re.compile(r"起始|开始|终止|结束|截止|区间|时间段|起止|期间|时间范围|日期范围|查询日期|查询时间")
_EXPORTED = re.compile(r"导出时间|下载时间|下载日期|打印时间|打印日期|申请时间")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|(?<!\d)(?:19|20)\d{6}(?!\d)")
_BILL_MONTH = re.compile(r"(20\d{2})年(\d{1,2})月")
_OWNER = re.compile(r"(?:姓名|户名|客户名称|账户名称)\s*:?\s*\[?([^\s,\[\]:]{2,30})")
_CURRENCY = re.compile(r"(?:币\s*种|币\s*别|货币|卡内账户)\s*:?\s*([^,\n]*)")
_MONTHS = 12
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
    named, bill, coin = _OWNER.search(whole), _BILL_MONTH.search(whole), _CURRENCY.search(whole)
    owner = named[1] if named and "*" not in named[1] and not named[1].lower().startswith("xx") else ""
    near = date(int(bill[1]), int(bill[2]), 1) if bill and 1 <= int(bill[2]) <= _MONTHS else last or exported
    foreign = _FOREIGN.search(coin[1]) if coin else None
    code = currency(foreign[0]) if foreign else "CNY"
    return Preamble(whole, printed(lines), first, last, near, owner, code, exported)


def line_of(cells: Sequence[str]) -> str:
    """Join the cells of a row into plain words."""
    return " ".join(filled for cell in cells if (filled := halfwidth(cell).strip()))


def _days(line: str) -> Iterable[date]:
    for found in _DAY.findall(line):
        try:
            yield moment(found, Calendar()).day
        except Refused:
            continue


def printed(lines: Iterable[str]) -> dict[str, Total]:
    """Find the totals a file prints of itself: `收入：1笔 28.50元`, `共66笔记录`, `收入合计：1,234.00`."""
    totals: dict[str, Total] = {}
    for line in lines:
        bare = re.sub(r"\s+", "", line)
        if rows := _NUMBER_OF_ROWS.search(bare):
            totals.setdefault(_RECORDS, Total(int(rows[1]), None))
        for label, count, words in _COUNTED.findall(bare):
            totals[label] = Total(int(count), figure(words))
        for order, count, words in _BY_ORDER.findall(bare):
            totals[_ORDERS[order]] = Total(int(count), figure(words))
        for found in _SUMMED.finditer(bare):
            totals.setdefault(_SIDES[found[1] or found[2] or found[3]], Total(None, figure(found[4])))
    return totals


def names_totals(cells: Sequence[str]) -> bool:
    """Say whether a row names the totals that stand in the next one: 总笔数, 收入金额, …."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and sum(column_key(cell) in layouts().summary for cell in filled) > 1


def summed(names: Sequence[str], cells: Sequence[str]) -> dict[str, Total]:
    """Read a row of totals by the names above or between its figures; {} where it is none."""
    told = [(layouts().summary.get(column_key(name)), figure(cell)) for name, cell in zip(names, cells, strict=False)]
    known = [(*meaning, value) for meaning, value in told if meaning and value is not None]
    totals: dict[str, Total] = {}
    for label, what, value in known:
        part = {"count": int(value)} if what == "count" else {"sum": abs(value)}
        totals[label] = replace(totals.get(label, Total()), **part)
    return totals


_SAME = {"中性交易": "/", "中性": "/"}
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")
_ROWS_NAMED = 3
_NONE = Total(0, ZERO)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Figures:
    """Totals by label, by label without closed orders (some houses count so), by state of funds, by class."""

    labels: dict[str, Total]
    without_closed: dict[str, Total]
    funds: dict[str, Total]
    kinds: dict[Kind, Total]


def period(entries: Sequence[Entry], first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """Give the days a file states, or those of its rows where they reach beyond that."""
    days = {entry.on for entry in entries}
    if days and first and last and first <= min(days) and max(days) <= last:
        return first, last
    return min(days, default=first), max(days, default=last)


def till_break(entries: Sequence[Entry]) -> tuple[date | None, date | None]:
    """Give the days that a file which broke off covers: those of its rows, without the day in which it broke off."""
    days = [entry.on for entry in entries]
    if not days or min(days) == max(days):
        return None, None
    if days[0] <= days[-1]:
        return min(days), days[-1] - timedelta(days=1)
    return days[-1] + timedelta(days=1), max(days)


_part = attrgetter("label", "currency", "kind", "funds")


def figures(entries: Sequence[Entry]) -> Figures:
    """Add up the entries; amounts in another currency than yuan stand apart, under the label with its code."""
    parts: dict[tuple[str, str, Kind, str], list[Decimal]] = defaultdict(list)
    for part, entry in zip(map(_part, entries), entries, strict=True):
        parts[part].append(entry.amount)
    sums = [(*part, Total(len(amounts), sum(amounts, ZERO))) for part, amounts in parts.items()]
    labels = [(label if code == "CNY" else f"{label}（{code}）", kind, total) for label, code, kind, _f, total in sums]
    return Figures(
        labels=_grouped((label, total) for label, _kind, total in labels),
        without_closed=_grouped((label, total) for label, kind, total in labels if kind != "closed"),
        funds=_grouped((funds, total) for _l, code, _k, funds, total in sums if funds and code == "CNY"),
        kinds=_grouped((kind, total) for _l, code, kind, _f, total in sums if code == "CNY"),
    )


def _grouped(parts: Iterable[tuple[Key, Total]]) -> dict[Key, Total]:
    whole: dict[Key, Total] = {}
    for key, part in parts:
        before = whole.get(key, _NONE)
        whole[key] = Total((before.count or 0) + (part.count or 0), (before.sum or ZERO) + (part.sum or ZERO))
    return whole


def lost_rows(skipped: Sequence[Skipped], lost: int) -> Iterator[str]:
    """Say how many rows are in no total, with the first of them."""
    if lost:
        row = _("第 {line} 行：{reason}")
        named = _("；").join(row.format(line=each.line, reason=each.reason) for each in skipped[:_ROWS_NAMED])
        yield _("有 {count} 行读不懂，没有计入任何合计。{rows}").format(count=lost, rows=named)


def disagreements(found: Figures, printed: Mapping[str, Total], rows: int, family: Family) -> Iterator[str]:
    """Say where the totals a file prints of itself are not those of its rows, with both figures."""
    for label, said in printed.items():
        ours = _ours(found, label, rows, family)
        if ours and not any(_agrees(said, each) for each in ours):
            sentence = _("文件自己写的“{label}”是 {said}，按行加起来是 {ours}，两者不一样")
            yield sentence.format(label=label, said=_figure(said), ours=_figure(ours[0]))


def _ours(found: Figures, label: str, rows: int, family: Family) -> tuple[Total, ...]:
    """Give the totals a printed one may mean; () when it cannot be compared."""
    if label == _RECORDS:
        return (Total(rows, None),)
    if label.startswith(("已", "待")):
        return (found.funds.get(label, _NONE),) if found.funds else ()
    name = _SAME.get(label, label) if family == "wallet" else label
    return found.labels.get(name, _NONE), found.without_closed.get(name, _NONE)


def _agrees(said: Total, ours: Total) -> bool:
    counted = said.count is None or said.count == ours.count
    return counted and (said.sum is None or ours.sum is None or said.sum == ours.sum)


def _figure(total: Total) -> str:
    count = "" if total.count is None else _("{count} 笔").format(count=total.count)
    return " ".join(filter(None, (count, "" if total.sum is None else shown(total.sum))))


def beyond(entries: Sequence[Entry], first: date | None, last: date | None) -> Iterator[str]:
    """Say how many rows lie outside the days that the file states."""
    outside = sum(not first <= entry.on <= last for entry in entries) if first and last else 0
    if outside:
        sentence = _("文件写的时间段是 {first} 到 {last}，有 {count} 笔在这之外，已照实计入")
        yield sentence.format(first=first, last=last, count=outside)


def oddities(entries: Sequence[Entry], family: Family, *, turned: bool, complete: bool) -> Iterator[str]:
    """Say what a reader should know before trusting the totals: currencies, lost ids, directions, a file cut short."""
    foreign = sorted({entry.currency for entry in entries} - {"CNY"})
    if foreign:
        yield _("有些交易不是人民币（{codes}），单独列出，不计入人民币合计").format(codes=_("、").join(foreign))
    if any("+" in entry.id and _SCIENTIFIC.fullmatch(entry.id) for entry in entries):
        yield _("有些单号被表格软件改成了科学计数（例如 4.2E+27），后几位已经丢失，不能用来查重。请直接导入原始文件")
    unsettled = 0 if family == "wallet" else sum(e.direction == "none" and e.amount != 0 for e in entries)
    if unsettled:
        yield _("有 {count} 笔看不出是收入还是支出，没有计入任何一边").format(count=unsettled)
    if turned:
        yield _("余额的变化与借贷两列正好相反（像是单位自己的账），收支方向已按余额改正")
    if not complete:
        yield _("文件没有读完：只有断开之前的内容，合计不完整")
