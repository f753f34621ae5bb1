"""What to do first, above the ways on the page of ways: by steps where the loan is in order, else in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.course import Course
from workbook.documents.blocks import Block, Document, Paragraph, say
from workbook.documents.courses import COURSES
from workbook.documents.parts.desk import Desk
from workbook.language import _
from workbook.position import Position, once

_WAYS = frozenset({Course.EASE, Course.AGAIN, Course.RENEW})


@once
def steps(position: Position) -> Document:
    """Give what to do first, and whether the ways below are of use for it; NotKnown without a date."""
    desk = Desk.of(position, "self")
    return desk.document("steps", _("先做哪一步"), _blocks(desk), narrow=True)


def _blocks(desk: Desk) -> Iterator[Block]:
    slots = COURSES[desk.course]
    yield from desk.said_first()
    yield Paragraph(say(_("现在该做的：{course}。"), course=desk.course.words))
    if slots.page is not None:
        yield from slots.page(desk)
    if desk.course not in _WAYS:
        yield Paragraph(say(_("下面的方案是少还、晚还的办法：现在用不着，先不看。")), "note")
