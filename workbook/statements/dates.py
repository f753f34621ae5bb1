"""Days and times as banks and wallets print them; an ambiguous one is refused, not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from workbook.language import N_, Refused
from workbook.statements.model import DateOrder
from workbook.text import halfwidth

_CLOCK = r"(?:[\sT]*(?P<clock>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?|\d{6}))?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})日?{_CLOCK}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_CLOCK}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_CLOCK}")
_NAMED_MONTH = re.compile(rf"(\d{{1,2}})[-\s]?([A-Za-z]{{3}})[a-z]*[-\s,]*(\d{{4}}){_CLOCK}")
_NO_YEAR = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")
_SERIAL = re.compile(r"(\d{5})(?:\.(\d+))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMMON_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
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


def moment(cell: str, calendar: Calendar) -> Moment:
    """Read a day with or without a time; refuses what is no day, and `03/04/2025` when the order is not known."""
    day, _blank, clock = cell.partition(" ")
    if _COMMON_CLOCK.fullmatch(clock):
        return Moment(_moment(day, calendar).day, clock_of(clock))
    return _moment(cell, calendar)


@lru_cache(maxsize=50_000)
def _moment(cell: str, calendar: Calendar) -> Moment:
    words = halfwidth(cell).strip()
    if found := _YEAR_FIRST.fullmatch(words) or _COMPACT.fullmatch(words):
        return _made(cell, found[1], found[2], found[3], found["clock"])
    if found := _YEAR_LAST.fullmatch(words):
        day, month = _ordered(cell, int(found[1]), int(found[2]), calendar.order)
        return _made(cell, found[3], month, day, found["clock"])
    if found := _NAMED_MONTH.fullmatch(words):
        return _made(cell, found[3], _month_number(cell, found[2]), found[1], found["clock"])
    if found := _SERIAL.fullmatch(words):
        return _from_serial(cell, float(words), calendar)
    if found := _NO_YEAR.fullmatch(words):
        return _near(cell, int(found[1]), int(found[2]), calendar)
    raise Refused(N_("日期“{value}”读不懂"), value=cell[:40])


def _made(cell: str, year: str, month: str | int, day: str | int, clock: str | None) -> Moment:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Refused(N_("没有“{value}”这一天"), value=cell[:40]) from error
    if made.year not in _YEARS:
        raise Refused(N_("日期“{value}”的年份不对"), value=cell[:40])
    return Moment(made, clock_of(clock) if clock else None)


def _ordered(cell: str, first: int, second: int, order: DateOrder | None) -> tuple[int, int]:
    if order == "dmy":
        return first, second
    if order == "mdy":
        return second, first
    raise Refused(N_("日期“{value}”分不清哪个是日、哪个是月，请说明这个文件的日期顺序"), value=cell[:40])


def _month_number(cell: str, name: str) -> int:
    if name.lower() not in _MONTHS:
        raise Refused(N_("日期“{value}”读不懂"), value=cell[:40])
    return _MONTHS.index(name.lower()) + 1


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
    year = calendar.near.year - (1 if month > calendar.near.month else 0)
    return _made(cell, str(year), month, day, None)


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
    found: set[DateOrder] = set()
    for cell in cells:
        parts = _YEAR_LAST.fullmatch(halfwidth(cell).strip())
        if parts and int(parts[1]) > _LAST_MONTH_NUMBER:
            found.add("dmy")
        if parts and int(parts[2]) > _LAST_MONTH_NUMBER:
            found.add("mdy")
    return found.pop() if len(found) == 1 else None


def is_year_last(cell: str) -> bool:
    """Say whether the year stands at the end, so that the order of day and month matters."""
    return bool(_YEAR_LAST.fullmatch(halfwidth(cell).strip()))
