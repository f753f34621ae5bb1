"""Calendar arithmetic of loans: due days that do not drift, days counted as the contract counts them."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from workbook.case.loan import DayCount

Span = tuple[date, date, int, int]
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def months_after(day: date, months: int, anchor: int) -> date:
    """Give the due day so many months on: the anchor day, or the month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(anchor, last_day(year, month + 1)))


def last_day(year: int, month: int) -> int:
    """Give the number of days of a month."""
    return 29 if month == _FEBRUARY and isleap(year) else _LENGTHS[month - 1]


def month_end(day: date) -> bool:
    """Tell whether a day is the last of its month."""
    return day.day == last_day(day.year, day.month)


def same_day(one: date, other: date) -> bool:
    """Tell whether two days are the same one of their months; the end of a month is the end of any month."""
    at_end = month_end(other) and (one.day > other.day or month_end(one))
    return one.day == other.day or at_end


def days_30_360(start: date, end: date) -> int:
    """Count days with every month as 30 (European rule, which adds up when a span is split)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months * 30 + min(end.day, 30) - min(start.day, 30)


def days_of_months(start: date, end: date, anchor: int) -> int:
    """Count whole months since a start as 30 days each and the odd days left over as they are."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if (reached := months_after(start, months, anchor)) > end:
        months -= 1
        reached = months_after(start, months, anchor)
    return months * 30 + (end - reached).days


def anchor_of(start: date, dues: Sequence[date]) -> int:
    """Give the day of the month that months from a start are counted by: after a month's end that of the next dues."""
    return max(start.day, *(due.day for due in dues[:2] if month_end(start)), 0)


def spans(count: DayCount, start: date, end: date) -> tuple[Span, ...]:
    """Split a stretch into (from, to, days, days of a year); only actual/actual has more than one part."""
    if count is DayCount.THIRTY_360:
        return ((start, end, days_30_360(start, end), 360),)
    if count is DayCount.ACTUAL_ACTUAL:
        return _by_year(start, end)
    return ((start, end, (end - start).days, 360 if count is DayCount.ACTUAL_360 else 365),)


def _by_year(start: date, end: date) -> tuple[Span, ...]:
    edges = [start, *(date(year, 1, 1) for year in range(start.year + 1, end.year + 1)), end]
    return tuple((a, b, (b - a).days, 366 if isleap(a.year) else 365) for a, b in pairwise(edges) if a < b)
