"""The contact log as it is read: in order, an entry standing until a later one corrects it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from workbook.case import Contact, Loan
from workbook.language import _
from workbook.position import Position, once
from workbook.text import halfwidth, in_digits

_CLOCK = re.compile(
    r"(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)?(\d{1,2})(?:[:.点时](\d{1,2})?)?(半)?分?([ap])?(?:\.?m\.?)?"
)
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "夜里", "p"})
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


@once
def entries(position: Position) -> tuple[Entry, ...]:
    """Give every contact in the order of day and hour, corrected ones with them."""
    corrected = position.case.talks.corrected
    return tuple(Entry(c, corrected.get(c.id)) for c in sorted(position.case.talks.log.values(), key=_when))


@once
def uncorrected(position: Position, loan: Loan | None = None) -> tuple[Contact, ...]:
    """Give the contacts that no later entry corrects: of all, or those about the lender of one loan."""
    found = position.case.talks.uncorrected if loan is None else position.case.contacts_with(loan)
    return tuple(sorted(found, key=_when))


@once
def unplaced(position: Position) -> tuple[str, ...]:
    """Ask which loan each standing entry is about that does not say so while there are several lenders."""
    words = _(
        "{when} 的联系没写关于哪一笔，先不写进任何一家的材料。请在“联系记录”里加一行，"
        "只选“关于哪一笔”和“更正哪一条”，别的空着就照原来那条算。"
    )
    return tuple(words.format(when=when(contact)) for contact in sorted(position.case.unplaced, key=_when))


def when(contact: Contact) -> str:
    """Say the day and hour of a contact as far as told."""
    return " ".join(part for part in (str(contact.on or _("没写日期")), contact.time) if part)


def _when(contact: Contact) -> tuple[date, time]:
    return contact.on or date.max, hour(contact) or time.max


def hour(contact: Contact) -> time | None:
    """Read the hour as people write it (14:30, 下午2点半, 晚上10点, 11:30 pm); None if it cannot be read."""
    found = _CLOCK.fullmatch(in_digits(halfwidth(contact.time or "").replace(" ", "").lower()))
    if not found:
        return None
    part, hours, minutes, half = found[5] or found[1], int(found[2]), int(found[3] or 0), found[4]
    if part == "a" and hours == _NOON:
        hours = 0
    hours += _NOON if part in _AFTERNOON and hours < _NOON else 0
    minutes = _HALF if half else minutes
    return time(hours % _DAY, minutes) if hours <= _DAY and minutes < 2 * _HALF else None
