"""What each side promised, by when, and how to take back what cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbook.case import Contact, Loan
from workbook.language import _
from workbook.position import Position, once
from workbook.talks.log import uncorrected

_NOTHING = re.compile(
    r"-|/|无|没有?|(什么)?都?(没|没有|未)(有)?(作)?(出)?(任何)?(答应|承诺|说)(什么|任何事)?"
    r"|no|none|nothing|n/?a|no promises?|(they )?(promised|agreed to) nothing|nothing (was )?(promised|agreed)"
)
"""Words by which somebody writes down that nothing was promised."""
Whose = Literal["mine", "theirs"]


@dataclass(frozen=True)
class Promise:
    """One promise from the log; `days_past` counts from its day to the case's date, None where it names no day."""

    whose: Whose
    words: str
    made_on: date | None
    due: date | None
    contact_id: str
    agent: str | None
    ticket: str | None
    days_past: int | None

    @property
    def overdue(self) -> bool:
        """Tell whether its day has passed."""
        return self.days_past is not None and self.days_past > 0

    @property
    def next_step(self) -> str:
        """Say what to do about it."""
        if self.whose == "mine":
            if not self.overdue:
                return _("做得到就按时做；做不到要在这一天之前先说。")
            said = _("过了说好的日子：还做得到，今天就做，并告诉对方；做不到，才这样说：“{withdrawal}”")
            return said.format(withdrawal=self.withdrawal)
        if self.overdue:
            said = _("请问 {day} 说的“{words}”处理到哪一步了？请给我书面答复和工单号。")
            if self.ticket:
                said = _("请问 {day}、工单 {ticket} 说的“{words}”处理到哪一步了？请给我书面答复。")
            return said.format(day=self.made_on or _("上次"), words=self.words, ticket=self.ticket)
        return _("到那天还没有消息，就打电话问，并记下来。")

    @property
    def withdrawal(self) -> str:
        """Give the words that take back a promise of one's own."""
        words = _("我{made}说的“{words}”，核算后做不到，现在更正，请改记录，并给我工单号。能做到的我书面告诉您。")
        return words.format(made=in_words(self.made_on) if self.made_on else _("上次"), words=self.words)


def in_words(day: date) -> str:
    """Give a day as it is said on the telephone."""
    return _("{month}月{day}日").format(month=day.month, day=day.day)


@once
def promises(position: Position, loan: Loan | None = None) -> tuple[Promise, ...]:
    """Give the promises in the entries that stand, oldest first."""
    return tuple(p for contact in uncorrected(position, loan) for p in _of(contact, position.as_of))


def _of(contact: Contact, as_of: date) -> Iterator[Promise]:
    told: tuple[tuple[Whose, str | None], ...] = (("theirs", contact.their_promise), ("mine", contact.my_promise))
    past = (as_of - contact.next_on).days if contact.next_on else None
    for whose, words in told:
        if words and not _NOTHING.fullmatch(words.strip().strip("。.！!").casefold()):
            who = (contact.agent, contact.ticket)
            yield Promise(whose, words, contact.on, contact.next_on, contact.id, *who, past)
