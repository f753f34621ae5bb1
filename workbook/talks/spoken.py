"""What a promise says in its own words: how much, by when, once or each month; nothing is guessed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from workbook.case import Contact
from workbook.money import named_amounts
from workbook.text import halfwidth

_DAY = re.compile(r"(?:(\d{4})[年/-])?(\d{1,2})[月/-](\d{1,2})[日号]?")
_TIMES = re.compile(r"\d{1,2}(?:[日号点时期天个]|[:：]\d{2})|[一二两三四五六七八九十]+(?:[日号点时期天个次])")
_MONTHLY = re.compile(r"每个?月|每期|月供|月还|一个月")
_PAYING = re.compile(r"[还付转交]")
_DENIED = re.compile(r"没|未|不能|不答应|不还|做不到|收回")


class Spoken(NamedTuple):
    """A payment that was promised; `due` is None where no day was told."""

    amount: Decimal
    due: date | None
    monthly: bool


def spoken_payment(contact: Contact) -> Spoken | None:
    """Read the one payment out of what I promised; None where no amount, more than one, or a refusal is read."""
    words = halfwidth(contact.my_promise or "").replace(" ", "")
    amounts = named_amounts(_TIMES.sub("", _DAY.sub("", words)))
    if len(amounts) != 1 or not _PAYING.search(words) or _DENIED.search(words):
        return None
    return Spoken(amounts[0], _due(words, contact), bool(_MONTHLY.search(words)))


def _due(words: str, contact: Contact) -> date | None:
    """Give the day the words name, in the year after they were said; else the day entered beside them."""
    found = _DAY.search(words)
    if found is None:
        return contact.next_on
    year, month, day = found.groups()
    said = contact.on
    years = [int(year)] if year else [said.year, said.year + 1] if said else []
    days = [on for one in years if (on := _date(one, int(month), int(day)))]
    return next((on for on in days if year or said is None or on >= said), contact.next_on)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
