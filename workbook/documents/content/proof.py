"""The list of exhibits, as far as they are in hand."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import evidence
from workbook.documents.blocks import Block, Figure, Grid, Paragraph, Text, joined, own, say
from workbook.documents.content.desk import Desk
from workbook.evidence import Exhibit
from workbook.language import _


def exhibits(desk: Desk) -> Iterator[Block]:
    """Tabulate what is in hand; a case without papers says so plainly."""
    held = evidence.exhibits(desk.position)
    if not held:
        told = desk.figures.known("cash.usual.receipts")
        estimate = _("目前没有书面材料，以上数字是本人估计，愿意配合核实。")
        yield Paragraph(say(estimate if told else _("目前没有书面材料，愿意配合核实。")))
        return
    yield Grid(
        caption=say(_("附件清单")),
        columns=(say(_("编号")), say(_("材料")), say(_("谁出具")), say(_("日期")), say(_("证明什么"))),
        rows=tuple(row(desk, one) for one in held),
    )


def row(desk: Desk, one: Exhibit) -> tuple[Text, ...]:
    """Give number, name, issuer, dates and purpose of one exhibit."""
    key = f"exhibit.{one.number}"
    proves = joined(tuple(say(proved.words) for proved in one.proves), _("、"))
    return ((desk[f"{key}.number"],), own(one.name), own(one.document.issuer), _dated(desk, key), proves)


def _dated(desk: Desk, key: str) -> Text:
    spans = (desk[f"{key}.covers_from"], desk[f"{key}.covers_to"])
    if all(figure.known for figure in spans):
        return say(_("{first}至{last}"), first=spans[0], last=spans[1])
    return _if_known(desk[f"{key}.issued_on"])


def _if_known(figure: Figure) -> Text:
    return (figure,) if figure.known else ()
