"""The log of contacts as a table, and what it shows of the other side's conduct."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import talks
from workbook.case import Contact
from workbook.documents.blocks import Block, Bullets, Figure, Grid, Heading, Text, day, joined, own, say
from workbook.documents.parts.desk import Desk
from workbook.documents.parts.titles import plainly
from workbook.language import _


def contacts(desk: Desk) -> Iterator[Block]:
    """Tabulate the entries that no later one corrects, oldest first; what they said only where some entry has it."""
    titles = [_("日期"), _("渠道"), _("谁找谁"), _("自称哪家、工号"), _("工单号"), _("对方答应")]
    entries = talks.uncorrected(desk.position, desk.loan)
    quoted = any(entry.their_words for entry in entries)
    yield Grid(
        caption=say(_("联系经过")),
        columns=tuple(say(title) for title in (*titles, *([_("对方原话")] if quoted else []))),
        rows=tuple((*_row(entry), *([own(entry.their_words)] if quoted else [])) for entry in entries),
    )


def _row(contact: Contact) -> tuple[Text, ...]:
    when = joined((day(contact.on), *((own(contact.time),) if contact.time else ())), " ")
    checked = say(_("（核实过）")) if contact.verified and contact.institution else ()
    who = joined(tuple(part for part in ((*own(contact.institution), *checked), own(contact.agent)) if part), _("、"))
    return (
        when,
        own(contact.channel),
        say(plainly(contact.direction)) if contact.direction else (),
        who,
        own(contact.ticket),
        own(contact.their_promise),
    )


def conduct(desk: Desk) -> Iterator[Block]:
    """List what the log shows: nights, others contacted, many calls; facts only."""
    yield from _seen(desk.facts.conduct.all)


def conduct_in_short(desk: Desk) -> Iterator[Block]:
    """List the same with one sentence for what comes again and again."""
    yield from _seen(desk.facts.conduct.short)


def _seen(found: tuple[Figure, ...]) -> Iterator[Block]:
    if found:
        yield Heading(say(_("记录里看到的")))
        yield Bullets(tuple((sentence,) for sentence in found))
