"""A day or a month as people say it, against the case's own day: 10月24日, 24号, 昨天, 下月5号, 三天后, 3 Nov."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workbook.case.fields import read_day
from workbook.forms.english import day_in_chinese, month_in_chinese
from workbook.language import attempt
from workbook.loans.days import months_after
from workbook.text import halfwidth, in_digits

GRACE = 3
"""Days by which a day may lie on the other side: the day of a case is not always today's."""
_AWAY = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "今晚": 0,
         "明天": 1, "明日": 1, "后天": 2, "大后天": 3}  # fmt: skip
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_MONTHS = {"上": -1, "这": 0, "本": 0, "当": 0, "下": 1}
_YEAR = r"(?:(?P<year>\d{2}|\d{4})年|(?P<said>前年|去年|今年|明年|后年))?"
_DAY = r"(?P<day>\d{1,2})(?:日|号)?"
_END = r"(?P<end>月?底|月末)"


@dataclass(frozen=True)
class When:
    """The day from which a day is named, and whether it lies behind it (-1), ahead of it (1) or on either side.

    `begins` tells that something begins on the day that is asked for: a month alone then says its first day. Beyond
    `reach` days the side counts no more, only what is nearest. A day that is known to lie `after` another is the next
    one of its name after it, wherever that lies.
    """

    today: date
    side: int = 0
    begins: bool = False
    reach: int | None = None
    after: date | None = None

    @property
    def around(self) -> date:
        """The day near which a day is looked for of which the year or the month is not said."""
        return self.after or self.today

    def nearest(self, days: Iterable[date | None]) -> date | None:
        """Choose among days of one name: the nearest on the side where it lies, with a few days' grace."""
        there = [day for day in days if day is not None]
        if self.after is not None:
            return min(there, key=self._from_after, default=None)
        best = min(there, key=lambda day: (self._wrong_side(day), abs(day - self.today)), default=None)
        too_far = best is not None and self.reach is not None and abs((best - self.today).days) > self.reach
        return min(there, key=lambda day: abs(day - self.today)) if too_far else best

    def _from_after(self, day: date) -> tuple[bool, timedelta]:
        away = day - self.around
        return away <= timedelta(), abs(away)

    def _wrong_side(self, day: date) -> bool:
        return (day - self.today).days * self.side < -GRACE


def said_day(words: str, when: When) -> str:
    """Give the day that is meant as YYYY-MM-DD; a month alone as YYYY-MM, and words that name none as they are."""
    bare = _plain(day_in_chinese(halfwidth(words)))
    found = next((day for reader in _READERS if (day := reader(bare, when)) is not None), None)
    if found is not None:
        return found.isoformat()
    month = _month_alone(words, when)
    return f"{month}-01" if month and when.begins else month or words


def said_month(words: str, when: When) -> str:
    """Give the month that is meant as YYYY-MM; words that name none stay as they are."""
    if month := _month_alone(words, when):
        return month
    bare = _plain(month_in_chinese(halfwidth(words)))
    if found := re.fullmatch(rf"{_YEAR}(?P<month>\d{{1,2}})月(?:{_DAY}|初|中|底|末)", bare):
        return _nearest_month(found, when) or words
    return _month(attempt(lambda: read_day(bare))) or words


def _month_alone(words: str, when: When) -> str:
    """Give the month as YYYY-MM where no day in it is said; nothing where words name none."""
    bare = _plain(month_in_chinese(halfwidth(words)))
    bare = re.sub(r"^(\d{4})[-/.](\d{1,2})$", r"\1年\2月", bare)
    if found := re.fullmatch(rf"{_YEAR}(?P<month>\d{{1,2}})月", bare):
        return _nearest_month(found, when)
    found = re.fullmatch(r"([上这本当下])个?月", bare)
    return _month(months_after(when.today, _MONTHS[found[1]], 1)) if found else ""


def _nearest_month(found: re.Match[str], when: When) -> str:
    begun = when.after and when.after.replace(day=1) - timedelta(1)  # what ends may end in the month it begins in
    return _month(
        replace(when, after=begun).nearest(_made(year, int(found["month"]), 1) for year in _years(found, when))
    )


def _month(day: object) -> str:
    return f"{day:%Y-%m}" if isinstance(day, date) else ""


def _plain(words: str) -> str:
    return in_digits(words.strip().replace(" ", "").replace("份", ""))


def _by_name(bare: str, when: When) -> date | None:
    return when.today + timedelta(_AWAY[bare]) if bare in _AWAY else None


def _by_distance(bare: str, when: When) -> date | None:
    found = re.fullmatch(r"(\d{1,3})(天|周|个星期|星期)(?:以|之)?(前|后)", bare)
    if not found:
        return None
    days = int(found[1]) * (1 if found[2] == "天" else 7)
    return when.today + timedelta(days if found[3] == "后" else -days)


def _by_month_away(bare: str, when: When) -> date | None:
    found = re.fullmatch(rf"([上这本当下])(?:个?月)(?:{_DAY}|{_END})", bare)
    return _in_month(months_after(when.today, _MONTHS[found[1]], 1), found) if found else None


def _by_weekday(bare: str, when: When) -> date | None:
    """Read 周三, 下周三, 上星期五, 这周日; a week begins on Monday."""
    found = re.fullmatch(r"([上这本下])?个?(?:周|星期|礼拜)([1-6日天])", bare)
    if not found:
        return None
    place = 6 if found[2] in "日天" else int(found[2]) - 1
    start = when.today if found[1] else when.around
    monday = start - timedelta(start.weekday())
    weeks = (_MONTHS[found[1]],) if found[1] else (-1, 0, 1)
    return when.nearest(monday + timedelta(7 * week + place) for week in weeks)


def _by_day(bare: str, when: When) -> date | None:
    found = re.fullmatch(rf"(?P<day>\d{{1,2}})(?:日|号)|{_END}", bare)
    firsts = (months_after(when.around, n, 1) for n in (-1, 0, 1))
    return when.nearest(_in_month(first, found) for first in firsts) if found else None


def _by_date(bare: str, when: When) -> date | None:
    found = re.fullmatch(rf"{_YEAR}(?P<month>\d{{1,2}})(?:[-/.月])(?:{_DAY}|(?P<end>底|末))", bare)
    if not found:
        return None
    firsts = (_made(year, int(found["month"]), 1) for year in _years(found, when))
    return when.nearest(_in_month(first, found) for first in firsts if first)


_READERS: tuple[Callable[[str, When], date | None], ...] = (
    _by_name,
    _by_distance,
    _by_month_away,
    _by_weekday,
    _by_day,
    _by_date,
)


def _years(found: re.Match[str], when: When) -> tuple[int, ...]:
    """Give the year that is said, else those near."""
    if found["said"]:
        return (when.today.year + _YEARS[found["said"]],)
    if found["year"]:
        return ((2000 if len(found["year"]) == len("26") else 0) + int(found["year"]),)
    year = when.around.year
    return year - 1, year, year + 1


def _in_month(first: date, found: re.Match[str]) -> date | None:
    last = monthrange(first.year, first.month)[1]
    return _made(first.year, first.month, last if found["end"] else int(found["day"]))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
