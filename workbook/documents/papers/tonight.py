"""The list for tonight: what to save, what to send first tomorrow, and what comes after."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Block, Bullets, Document, Heading, Paragraph, say
from workbook.documents.courses import COURSES
from workbook.documents.parts.desk import Desk
from workbook.language import _, attempt
from workbook.position import Position, once


@once
def tonight(position: Position) -> Document:
    """Give the list for tonight; NotKnown without a date."""
    desk = Desk.of(position, "self")
    return desk.document("tonight", _("今晚做的事"), (*desk.said_first(), *_blocks(desk)), narrow=True)


def _blocks(desk: Desk) -> Iterator[Block]:
    slots = COURSES[desk.course]
    if slots.chats and slots.asks_first is None and attempt(lambda: slots.request(desk)) is None:
        said = _("还没有请求，留言和信还出不来：先在“方案”那一页选一档写进请求，再发。")
        yield Paragraph(say(said), "warning")
    yield from slots.tonight(desk)
    yield Heading(say(_("以后")))
    yield Bullets(slots.after(desk), "boxes")
