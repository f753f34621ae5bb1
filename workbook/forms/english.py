"""Days and months in English, written as the words in which `days` reads them: 3 Nov 2026 as 2026年11月3日."""

from __future__ import annotations

import re

_NAMES = ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
          "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?")  # fmt: skip
_BY_NAME = {"yesterday": "昨天", "today": "今天", "tomorrow": "明天",
            "last month": "上月", "this month": "本月", "next month": "下月"}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_NAMES)})\.?"
_DAY = r"(?:on\s+)?(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_GAP, _APART = r"[\s-]*", r"[\s,/-]+"
_DAYS = (
    rf"(?:the\s+)?(?P<end>end)\s+(?:of\s+)?{_MONTH}(?:{_APART}{_YEAR})?",
    rf"{_DAY}{_GAP}{_MONTH}(?:{_APART}{_YEAR})?",
    rf"{_MONTH}{_GAP}{_DAY}(?:{_APART}{_YEAR})?",
    rf"(?P<year>\d{{4}}){_APART}{_MONTH}{_GAP}{_DAY}",
    r"(?:on\s+)?(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)",
)
_MONTHS = (
    rf"{_MONTH}(?:[\s,/-]*{_YEAR})?",
    rf"(?P<year>\d{{4}})[\s,/-]*{_MONTH}",
    r"(?P<number>0?[1-9]|1[0-2])[-/.](?P<year>\d{4})",
)


def day_in_chinese(words: str) -> str:
    """Write a day said in English as the Chinese words for it; other words stay as they are."""
    return _written(words, _DAYS)


def month_in_chinese(words: str) -> str:
    """Write a month, or a day in it, said in English as the Chinese words for it; other words stay as they are.

    Two digits behind the name of a month are its year: what is asked for is a month (Nov-26 in a spreadsheet).
    """
    return _written(words, (*_MONTHS, *_DAYS))


def _written(words: str, forms: tuple[str, ...]) -> str:
    bare = words.strip().lower()
    if bare in _BY_NAME:
        return _BY_NAME[bare]
    found = next((one for form in forms if (one := re.fullmatch(form, bare))), None)
    return _chinese(found.groupdict()) if found else words


def _chinese(told: dict[str, str | None]) -> str:
    month = told.get("number") or _number(told.get("month"))
    parts = ((told.get("year"), "年"), (month, "月"), (told.get("day"), "日"))
    return "".join(f"{part}{unit}" for part, unit in parts if part) + ("底" if told.get("end") else "")


def _number(name: str | None) -> str:
    """Give the number of a month's name, without a name nothing."""
    return next((str(n) for n, one in enumerate(_NAMES, start=1) if name and re.fullmatch(one, name)), "")
