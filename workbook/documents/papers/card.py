"""The phone card: what to say and to ask stands above, the rest in the order of a call; the course says which parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.documents.blocks import Block, Document, Section, say
from workbook.documents.courses import COURSES
from workbook.documents.parts.desk import Desk
from workbook.documents.render.tree import mark
from workbook.language import _
from workbook.position import Position, once


@once
def card(position: Position) -> Document:
    """Give the card for the borrower's own phone; NotKnown without a date."""
    desk = Desk.of(position, "self")
    parts = (_part(desk, index, title, make) for index, (title, make) in enumerate(COURSES[desk.course].card))
    return desk.document("card", _("电话卡片"), (*desk.said_first(), *parts), narrow=True)


def _part(desk: Desk, index: int, title: str, make: Callable[[Desk], Iterator[Block]]) -> Section:
    return Section(say("{mark} {title}", mark=mark("circles", index), title=_(title)), tuple(make(desk)))
