"""One cell of an export: amounts, days and times as banks and wallets print them; what is ambiguous is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from workbook.language import N_, Refused
from workbook.money import FEN, LARGEST, ZERO
from workbook.statements.model import DateOrder
from workbook.text import halfwidth

_EMPTY = frozenset({"", "-", "--", "---", "/", "—", "——", "N/A", "无"})
_SIMPLE = re.compile(r"-?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})\.[0-9]{2}")
_SIMPLE_COLUMN = re.compile(rf"{_SIMPLE.pattern}(?: {_SIMPLE.pattern})*")
_UNIT = r"(?P<unit>[A-Za-z]{3}|¥|人民币)?\s*"
_NUMBER = r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
_BACK = r"(?:\(已退款[¥:]?(?P<back>[\d.,]+)(?:元)?\)|(?P<all>\(已全额退款\))|\([A-Z]{2,3}\))?"
_AMOUNT = re.compile(rf"(?P<first>[+-]?)\s*{_UNIT}(?P<second>[+-]?)\s*{_NUMBER}\s*[元圆]?(?P<after>-?){_BACK}")
_IN_BRACKETS = re.compile(rf"\(\s*{_UNIT}{_NUMBER}\s*[元圆]?\)")
_STATUS_BACK = re.compile(r"已退款\(?[¥:]?\s*([\d,]+(?:\.\d+)?)")

_FEE = re.compile(r"(?:服务费|手续费|提现费|转账费)[:¥]*\s*(\d+(?:\.\d{1,2})?)(?![\d.])")
_KEPT = re.compile(r"\d{1,9}(?:\.\d+)?")


class Amount(NamedTuple):
    """A signed amount; None when the cell says there is none. `sign` is "" when none is printed."""

    value: Decimal | None
    sign: str = ""
    refunded: Decimal = ZERO
    currency: str = ""


_amount = partial(tuple.__new__, Amount)


def amount(cell: str) -> Amount:
    """Read one cell: `1,234.56`, `¥28.16`, `131.77(已退款89.84)`, `CNY13.50`, `(100)`, full-width digits.

    Raises Refused for anything else, `1.234,56` and `1.2345` included: nothing is guessed and nothing becomes zero.
    """
    number = cell.removeprefix("¥")
    if _SIMPLE.fullmatch(number):
        return _amount(
            (Decimal(number.replace(",", "")), "-" if number[0] == "-" else "", ZERO, "" if number is cell else "CNY")
        )
    return _printed(cell)


def plain_amounts(cells: Sequence[str]) -> list[Decimal] | None:
    """Read a column that prints every amount as 1234.56 or 1,234.56; None where a cell is anything else."""
    whole = " ".join(cells)
    return [*map(Decimal, whole.replace(",", "").split(" "))] if _SIMPLE_COLUMN.fullmatch(whole) else None


def figure(words: str) -> Decimal | None:
    """Read an amount that may be masked or missing: None is no reason to lose a row."""
    try:
        return amount(words).value
    except Refused:
        return None


@lru_cache(maxsize=10_000)
def _printed(cell: str) -> Amount:
    words = halfwidth(cell).strip().replace("−", "-")
    if words in _EMPTY:
        return Amount(None)
    if _IN_BRACKETS.fullmatch(words):
        words = f"-{words[1:-1].strip()}"
    found = _AMOUNT.fullmatch(words)
    if not found:
        raise Refused(N_("金额“{value}”读不懂"), value=cell[:40])
    sign = found["first"] + found["second"] + found["after"]
    if len(sign) > 1:
        raise Refused(N_("金额“{value}”有两个正负号"), value=words[:40])
    value = _exact(found["number"], cell)
    part = _exact(found["back"], cell) if found["back"] else ZERO
    back = value if found["all"] else part
    return Amount(-value if sign == "-" else value, sign, back, currency(found["unit"] or ""))


def _exact(number: str, cell: str) -> Decimal:
    value = Decimal(number.replace(",", ""))
    if value > LARGEST:
        raise Refused(N_("金额“{value}”太大"), value=cell[:40])
    exact = value.quantize(FEN)
    if exact != value:
        raise Refused(N_("金额“{value}”不止两位小数"), value=cell[:40])
    return exact


@lru_cache(maxsize=10_000)
def given_back(status: str) -> Decimal:
    """Read what a status such as `已退款(￥89.84)` says was given back; zero when it names no amount."""
    found = _STATUS_BACK.search(halfwidth(status)) if "已退款" in status else None
    return _exact(found[1], status) if found else ZERO


def fee_in(note: str) -> Decimal:
    """Read what a remark such as `服务费¥0.50` says moving the money cost; zero when it names none."""
    found = _FEE.search(halfwidth(note)) if "费" in note else None
    return _exact(found[1], note) if found else ZERO


def fee(cell: str) -> Decimal:
    """Read what the house kept, to the fen: bills print it as -0.71 or as 0.77000; zero when the cell has none."""
    words = halfwidth(cell).strip().lstrip("+-−¥")
    return Decimal(words).quantize(FEN, ROUND_HALF_UP) if _KEPT.fullmatch(words) else ZERO


_CURRENCIES = {
    "": "", "¥": "CNY", "人民币": "CNY", "人民币元": "CNY", "元": "CNY", "RMB": "CNY", "156": "CNY", "CNY": "CNY",
    "美元": "USD", "港币": "HKD", "港元": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "澳门元": "MOP",
}  # fmt: skip


@lru_cache(maxsize=1000)
def currency(words: str) -> str:
    """Give the three-letter code of a currency as printed; "" when none is named."""
    bare = halfwidth(words).strip().strip("-").upper()
    if bare in _CURRENCIES:
        return _CURRENCIES[bare]
    named = next((code for name, code in _CURRENCIES.items() if len(name) > 1 and name in bare), None)
    return named or bare[:3]


_CLOCK = r"(?:[\sT]*(?P<clock>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?|\d{6}))?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})日?{_CLOCK}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_CLOCK}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_CLOCK}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(rf"(\d{{1,2}})[-\s]?((?i:{'|'.join(_MONTHS)}))[a-z]*[-\s,]*(\d{{4}}){_CLOCK}")
_NO_YEAR = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_COMMON_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
_COMMON_CLOCKS = re.compile(rf"{_COMMON_CLOCK.pattern}(?: {_COMMON_CLOCK.pattern})*")
_CLOCKS = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?|(\d{2})(\d{2})(\d{2})")
# Excel's day 1 is 1900-01-01 and it counts a 29 February 1900 that never was (ECMA-376, part 1, 18.17.4.1).
_BASE_1900 = date(1899, 12, 30)
_BASE_1904 = date(1904, 1, 1)
_YEARS = range(1990, 2100)
_LAST_MONTH_NUMBER = 12


class Calendar(NamedTuple):
    """How this file writes days: the order of day and month, the month a yearless day belongs near, Excel's base."""

    order: DateOrder | None = None
    near: date | None = None
    base_1904: bool = False


class Moment(NamedTuple):
    """A day, and a time where one is printed."""

    day: date
    clock: time | None


_when = partial(tuple.__new__, Moment)


def moment(cell: str, calendar: Calendar) -> Moment:
    """Read a day with or without a time; refuses what is no day, and `03/04/2025` when the order is not known."""
    day, _blank, printed = cell.partition(" ")
    if clock := common_clock(printed):
        return _when((_moment(day, calendar).day, clock))
    return _moment(cell, calendar)


def common_clock(cell: str) -> time | None:
    """Read 08:05:12; None for any other way to print a time."""
    try:
        return time.fromisoformat(cell) if _COMMON_CLOCK.fullmatch(cell) else None
    except ValueError:
        return None


def plain_times(cells: Sequence[str]) -> list[time] | None:
    """Read a column that prints every time as 08:05:12; None where a cell is anything else."""
    try:
        return [*map(time.fromisoformat, cells)] if _COMMON_CLOCKS.fullmatch(" ".join(cells)) else None
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def _moment(cell: str, calendar: Calendar) -> Moment:
    words = halfwidth(cell).strip()
    if found := _YEAR_FIRST.fullmatch(words) or _COMPACT.fullmatch(words):
        return _made(cell, found[1], found[2], found[3], found["clock"])
    if found := _YEAR_LAST.fullmatch(words):
        if not calendar.order:
            raise Refused(N_("日期“{value}”分不清哪个是日、哪个是月，请说明这个文件的日期顺序"), value=cell[:40])
        day, month = (found[1], found[2]) if calendar.order == "dmy" else (found[2], found[1])
        return _made(cell, found[3], month, day, found["clock"])
    if found := _NAMED_MONTH.fullmatch(words):
        return _made(cell, found[3], _MONTHS.index(found[2].lower()) + 1, found[1], found["clock"])
    if _SERIAL.fullmatch(words):
        return _from_serial(cell, float(words), calendar)
    if found := _NO_YEAR.fullmatch(words):
        return _near(cell, int(found[1]), int(found[2]), calendar)
    raise Refused(N_("日期“{value}”读不懂"), value=cell[:40])


_PRINTED_DAYS = (_YEAR_FIRST, _COMPACT, _YEAR_LAST, _NAMED_MONTH)


def holds_day(cell: str) -> bool:
    """Say whether a cell prints a day, with a time or without; a bare number is none."""
    words = halfwidth(cell).strip()
    return any(pattern.fullmatch(words) for pattern in _PRINTED_DAYS)


def _made(cell: str, year: str | int, month: str | int, day: str | int, clock: str | None) -> Moment:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Refused(N_("没有“{value}”这一天"), value=cell[:40]) from error
    if made.year not in _YEARS:
        raise Refused(N_("日期“{value}”的年份不对"), value=cell[:40])
    return Moment(made, clock_of(clock) if clock else None)


def _from_serial(cell: str, serial: float, calendar: Calendar) -> Moment:
    base = _BASE_1904 if calendar.base_1904 else _BASE_1900
    whole = datetime.combine(base, time()) + timedelta(days=int(serial), seconds=round((serial % 1) * 86400))
    if whole.year not in _YEARS:
        raise Refused(N_("日期“{value}”读不懂"), value=cell[:40])
    return Moment(whole.date(), whole.time() if serial % 1 else None)


def _near(cell: str, month: int, day: int, calendar: Calendar) -> Moment:
    """Give a yearless day the year that puts it nearest before the end of the bill's month."""
    if calendar.near is None:
        raise Refused(N_("日期“{value}”没有年份，文件里也没写是哪年的账单"), value=cell[:40])
    return _made(cell, calendar.near.year - (month > calendar.near.month), month, day, None)


@lru_cache(maxsize=100_000)
def clock_of(cell: str) -> time | None:
    """Read a time of day; None when the cell holds none (a time is never worth refusing a row)."""
    found = _CLOCKS.fullmatch(halfwidth(cell).strip())
    if not found:
        return None
    hour, minute, second = (int(part or 0) for part in (found.groups()[:3] if found[1] else found.groups()[3:]))
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def order_in(cells: Iterable[str]) -> DateOrder | None:
    """Tell day/month from month/day when some number in the column is above 12; None when nothing tells, or both do."""
    found = (_YEAR_LAST.fullmatch(halfwidth(cell).strip()) for cell in cells)
    numbers = {(int(each[1]), int(each[2])) for each in found if each}
    day_first, month_first = (any(pair[at] > _LAST_MONTH_NUMBER for pair in numbers) for at in (0, 1))
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def is_year_last(cell: str) -> bool:
    """Say whether the year stands at the end, so that the order of day and month matters."""
    return bool(_YEAR_LAST.fullmatch(halfwidth(cell).strip()))
