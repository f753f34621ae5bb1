"""Working days in China, with the limits of the holiday table said aloud."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workbook.language import _

_WEEKEND = 5


@dataclass(frozen=True)
class Counted:
    """A day reached by counting working days; `sentence` is empty unless part of the count lacked a table."""

    day: date
    sentence: str = ""


def is_workday(day: date) -> bool:
    """Tell whether people work that day; where no holiday table is loaded, Monday to Friday."""
    found = _by_table(day)
    return day.weekday() < _WEEKEND if found is None else found


def after(day: date, count: int) -> Counted:
    """Give the working day that is `count` working days after a day (0: that day or the next working day)."""
    seen = day
    while count > 0 or not is_workday(seen):
        seen += timedelta(days=1)
        count -= is_workday(seen)
    return Counted(seen, limits(day, seen))


def on_or_before(day: date) -> Counted:
    """Give the day itself if people work then, else the last working day before it."""
    seen = day
    while not is_workday(seen):
        seen -= timedelta(days=1)
    return Counted(seen, limits(seen, day))


def before(day: date, count: int) -> Counted:
    """Give the working day from which it is `count` working days to a day."""
    seen = on_or_before(day).day
    while count > 0:
        seen = on_or_before(seen - timedelta(days=1)).day
        count -= 1
    return Counted(seen, limits(seen, day))


def between(first: date, last: date) -> int:
    """Count the working days after the first day up to and including the last; 0 if there are none."""
    days = ((first + timedelta(days=n + 1)) for n in range((last - first).days))
    return sum(is_workday(day) for day in days)


def limits(first: date, last: date) -> str:
    """Say which years of a span have no holiday table, or nothing."""
    years = [str(y) for y in range(first.year, last.year + 1) if _by_table(date(y, 1, 4)) is None]
    if not years:
        return ""
    return _("还没有 {years} 年的放假安排，那一段按周一到周五算，临近时请再核对。").format(years=_("、").join(years))


def _by_table(day: date) -> bool | None:
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None
