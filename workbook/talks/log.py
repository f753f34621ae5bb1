"""The contact log as it is read: in order, an entry standing until a later one corrects it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from workbook.case import Case, Contact, Loan
from workbook.text import halfwidth

_CLOCK = re.compile(r"(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)?(\d{1,2})(?:[:点时](\d{1,2})?)?(半)?分?")
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "夜里"})
_NOON, _HALF, _DAY = 12, 30, 24


@dataclass(frozen=True)
class Entry:
    """One entry of the log; `corrected_by` names the entry that replaces it, None while it stands."""

    contact: Contact
    corrected_by: str | None

    @property
    def stands(self) -> bool:
        """Tell whether no later entry corrects it."""
        return self.corrected_by is None


def entries(case: Case, loan: Loan | None = None) -> tuple[Entry, ...]:
    """Give every contact of a loan (of all loans by default) in the order of day and hour, corrected ones with them."""
    told = [c for c in case.talks.contacts if not c.archived]
    corrected = {c.corrects: c.id for c in told if c.corrects}
    wanted = [c for c in told if loan is None or c.loan_id in {None, loan.id}]
    wanted.sort(key=lambda c: (c.on or date.max, hour(c) or time.max))
    return tuple(Entry(c, corrected.get(c.id)) for c in wanted)


def standing(case: Case, loan: Loan | None = None) -> tuple[Contact, ...]:
    """Give the contacts that no later entry corrects."""
    return tuple(e.contact for e in entries(case, loan) if e.stands)


def hour(contact: Contact) -> time | None:
    """Read the hour as people write it (14:30, 下午2点半, 晚上10点); None if it cannot be read."""
    found = _CLOCK.fullmatch(halfwidth(contact.time or "").replace(" ", ""))
    if not found:
        return None
    part, hours, minutes, half = found[1], int(found[2]), int(found[3] or 0), found[4]
    hours += _NOON if part in _AFTERNOON and hours < _NOON else 0
    minutes = _HALF if half else minutes
    return time(hours % _DAY, minutes) if hours <= _DAY and minutes < 2 * _HALF else None
