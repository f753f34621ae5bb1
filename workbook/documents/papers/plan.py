"""The plan as one long picture for a chat window."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import lacking
from workbook.documents.blocks import Block, Document, Facts, Paragraph, own, say
from workbook.documents.papers.letter import annexed
from workbook.documents.parts.asked import outcome
from workbook.documents.parts.desk import Asked, Desk, needs_request, told
from workbook.documents.parts.schedule import folded
from workbook.language import N_, _
from workbook.position import Position, once


@once
def plan(position: Position) -> Document:
    """Give the asked-for plan on one long narrow page.

    NotKnown while there is no ask that can be priced, Refused where nothing is left to ask with.
    """
    desk = annexed(position)
    chosen = needs_request(desk)
    if not chosen.rung.first_payment.known:
        raise lacking("ask", N_("请求的条件还算不出每一期：先在“{page}”那一页补全“首选方案”"))
    return desk.document("plan", _("还款计划（申请稿）"), _blocks(desk, chosen), narrow=True)


def _blocks(desk: Desk, chosen: Asked) -> Iterator[Block]:
    one = desk.loan.as_one
    yield Facts(
        told(
            (_("申请人"), own(desk.case.profile.name)),
            (_("出借人"), own(one.lender)),
            (_("借款"), own(one.name)),
            (_("合同号或借据号"), own(one.contract_no)),
        )
    )
    yield outcome(desk, chosen)
    yield from folded(chosen.rung, _("每一期"))
    yield Paragraph(say(_("这是申请的计划，还没有得到确认；以书面答复为准。")), "note")
