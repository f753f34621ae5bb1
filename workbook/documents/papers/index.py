"""The exhibit index that goes first in a bundle of papers."""

from __future__ import annotations

from workbook import evidence
from workbook.case import lacking
from workbook.documents.blocks import Block, Document, Grid, Paragraph, Text, own, say
from workbook.documents.papers.letter import annexed
from workbook.documents.parts import proof
from workbook.documents.parts.desk import Desk
from workbook.evidence import Exhibit
from workbook.language import N_, _
from workbook.position import Position, once


@once
def exhibit_index(position: Position) -> Document:
    """Give the index of the exhibits in hand; NotKnown while there are none, Refused where a letter goes alone."""
    desk = annexed(position)
    held = evidence.exhibits(desk.position)
    if not held:
        raise lacking("evidence", N_("先在“{page}”那一页填写手上有的材料"))
    return desk.document("exhibits", _("证据目录"), _blocks(desk, held))


def _blocks(desk: Desk, held: tuple[Exhibit, ...]) -> tuple[Block, ...]:
    titles = (_("编号"), _("材料"), _("谁出具"), _("日期"), _("页数"), _("证明什么"), _("文件校验码"))
    table = Grid(
        caption=say(_("提交人：{name}"), name=own(desk.case.profile.name, _("（姓名）"))),
        columns=tuple(say(title) for title in titles),
        rows=tuple(_row(desk, one) for one in held),
    )
    said = _("文件校验码是文件 SHA 校验值的开头，用来核对文件没有被改动。原件由提交人保管，可以核对。")
    return (table, Paragraph(say(said), "note"))


def _row(desk: Desk, one: Exhibit) -> tuple[Text, ...]:
    facts = desk.facts.exhibit[one.number]
    number, name, issuer, dated, proves = proof.row(desk, one)
    return (number, name, issuer, dated, facts.pages.if_known, proves, facts.sha256.if_known)
