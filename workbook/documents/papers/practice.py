"""Eight folded cards to go through before a call: what is heard, what one says, what one notes; nothing is typed."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.course import TALKED, support
from workbook.documents.blocks import Blanks, Block, Document, Fold, Paragraph, say
from workbook.documents.parts import asked
from workbook.documents.parts.desk import Desk
from workbook.language import N_, Refused, _
from workbook.position import Position, once
from workbook.talks import Heard

CARDS = (
    Heard.ROBOT,
    Heard.PAY_FIRST,
    Heard.NO_EXTENSION,
    Heard.TODAY_ONLY,
    Heard.COURT,
    Heard.SILENCE,
    Heard.POLITE_NO,
    Heard.AGENT,
)
_WITH_REQUEST = frozenset({Heard.NO_EXTENSION, Heard.SILENCE, Heard.POLITE_NO})


@once
def practice(position: Position) -> Document:
    """Give the cards, with the request of this case where one that holds was chosen.

    Refused where there is nothing to talk about with this lender now, or where distress was told: not at night.
    """
    desk = Desk.of(position, "self")
    if desk.course not in TALKED:
        raise Refused(N_("现在该做的是“{course}”：不用练怎么谈"), course=desk.course.words)
    if support(desk.case):
        raise Refused(N_("今天先不练：难受的时候先不打电话，先跟一个信得过的人说。"))
    return desk.document("practice", _("打电话前过一遍"), _blocks(desk), narrow=True)


def _blocks(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("点开一张：先想自己怎么说，再看。不用打字，也不打分。")), "note")
    for heard in CARDS:
        line = desk.own.line.get(heard)
        if line is not None:
            yield Fold((line.heard,), tuple(_card(desk, heard)))


def _card(desk: Desk, heard: Heard) -> Iterator[Block]:
    line = desk.own.line[heard]
    yield Paragraph((line.say,), "say")
    if heard in _WITH_REQUEST and (request := asked.to_say(desk)):
        yield Paragraph(say(_("我申请的是：{ask}。"), ask=request), "say")
    yield Paragraph(say(_("要拿到：{get}。不要：{avoid}。"), get=line.get, avoid=line.avoid))
    yield Blanks((say(_("记下")),))
