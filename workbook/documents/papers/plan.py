"""The plan as one long picture for a chat window."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Block, Document, Facts, Paragraph, own, say
from workbook.documents.papers.application import subjects
from workbook.documents.parts.asked import outcome
from workbook.documents.parts.desk import Asked, Desk, not_while_nothing_is_left, told
from workbook.documents.parts.schedule import folded
from workbook.language import N_, NotKnown, _
from workbook.position import Position, once


@once
def plan(position: Position) -> Document:
    """Give the asked-for plan on one long narrow page.

    NotKnown while there is no ask that can be priced, Refused where nothing is left to ask with.
    """
    desk = Desk.to_creditor(position)
    not_while_nothing_is_left(desk)
    chosen = desk.asked
    if chosen is None or not chosen.rung.first_payment.known:
        raise NotKnown(N_("先在 05_options 填写“首选方案”"), where="05_options")
    return desk.document("plan", _("还款计划（申请稿）"), _blocks(desk, chosen), narrow=True)


def _blocks(desk: Desk, chosen: Asked) -> Iterator[Block]:
    who, asked_for = own(desk.case.profile.name), _("、").join(subjects(desk, chosen.terms))
    yield Facts(told((_("申请人"), who), (_("借款"), own(desk.loan.name)), (_("申请"), say(asked_for))))
    yield outcome(desk, chosen.rung)
    yield from folded(chosen.rung, _("每一期"))
    yield Paragraph(say(_("这是申请的计划，还没有得到对方确认；以对方书面答复为准。")), "note")
