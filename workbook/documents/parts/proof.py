"""The list of exhibits, as far as they are in hand."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import evidence
from workbook.case.evidence import Proves
from workbook.documents.blocks import Block, Bullets, Grid, Paragraph, Text, joined, own, say
from workbook.documents.facts.proof import ExhibitFacts
from workbook.documents.parts.desk import Desk
from workbook.evidence import Exhibit
from workbook.language import _


def exhibits(desk: Desk) -> Iterator[Block]:
    """Tabulate what is in hand; a case without papers says so plainly."""
    held = evidence.exhibits(desk.position)
    if not held:
        told = desk.facts.cash.usual.receipts.known
        estimate = _("目前没有书面材料，以上数字是本人估计，愿意配合核实。")
        yield Paragraph(say(estimate if told else _("目前没有书面材料，愿意配合核实。")))
        return
    yield Grid(
        caption=say(_("附件清单")),
        columns=(say(_("编号")), say(_("材料")), say(_("谁出具")), say(_("日期")), say(_("证明什么"))),
        rows=tuple(row(desk, one) for one in held),
    )


def named(desk: Desk) -> Iterator[Block]:
    """Name the exhibits in hand, one a line, and the pages that go with the letter."""
    held = evidence.exhibits(desk.position)
    each = tuple(
        say(_("{number}：{name}"), number=desk.facts.exhibit[one.number].number, name=own(one.name)) for one in held
    )
    if not each:
        yield Paragraph(say(_("目前没有书面材料，愿意配合核实。")))
    yield Bullets((*each, say(_("附页：借款、收支和还款测算"))))


def of_payments(desk: Desk) -> Iterator[Block]:
    """Name the exhibits that show what was paid; nothing where none does."""
    held = [one for one in evidence.exhibits(desk.position) if Proves.PAYMENTS_MADE in one.proves]
    if held:
        yield Bullets(
            tuple(
                say(_("{number}：{name}"), number=desk.facts.exhibit[one.number].number, name=own(one.name))
                for one in held
            )
        )


def row(desk: Desk, one: Exhibit) -> tuple[Text, ...]:
    """Give number, name, issuer, dates and purpose of one exhibit."""
    facts = desk.facts.exhibit[one.number]
    proves = joined(tuple((proved,) for proved in facts.proves), _("、"))
    return ((facts.number,), own(one.name), own(one.document.issuer), _dated(facts), proves)


def _dated(facts: ExhibitFacts) -> Text:
    if facts.covers_from.known and facts.covers_to.known:
        return say(_("{first}至{last}"), first=facts.covers_from, last=facts.covers_to)
    return facts.issued_on.if_known
