"""The list for tonight: what to save, what to send first tomorrow, and what comes after."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Block, Bullets, Document, Heading, say
from workbook.documents.courses import COURSES
from workbook.documents.parts.desk import Desk
from workbook.language import _
from workbook.position import Position, once


@once
def tonight(position: Position) -> Document:
    """Give the list for tonight; NotKnown without a date."""
    desk = Desk.of(position, "self")
    return desk.document("tonight", _("今晚做的事"), (*desk.said_first(), *_blocks(desk)), narrow=True)


def _blocks(desk: Desk) -> Iterator[Block]:
    slots = COURSES[desk.course]
    yield from slots.tonight(desk)
    yield Heading(say(_("以后")))
    yield Bullets(slots.after(desk), "boxes")
