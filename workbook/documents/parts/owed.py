"""What is owed on the day, by component."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case.loan import LenderFigures
from workbook.documents.blocks import Block, Figure, Grid, Paragraph, day, joined, say
from workbook.documents.parts import record
from workbook.documents.parts.desk import Desk
from workbook.language import _, attempt
from workbook.money import ZERO


def owed(desk: Desk) -> Iterator[Block]:
    """Give the components with their total, none that is zero; one that is not known is asked of the lender."""
    owing = [(name, amount) for name, amount in desk.facts.loan.components if amount.value != ZERO]
    note = record.only_note(desk)
    yield Grid(
        caption=say(_("{note}截至{on}的欠款") if note else _("截至{on}的欠款"), note=note, on=day(desk.case.as_of)),
        columns=(say(_("项目")), say(_("金额"))),
        rows=(
            *((say(component_title(name)), (amount,)) for name, amount in owing),
            (say(_("合计")), (desk.facts.loan.total,)),
        ),
        numeric=frozenset({1}),
        total=True,
    )
    yield from _basis(desk)


def component_title(name: str) -> str:
    """Give the name of a component as the debts form has it, in the language now spoken."""
    return _(LenderFigures.model_fields[name].title or name)


def _said(desk: Desk) -> str:
    balance = attempt(lambda: desk.position.standing(desk.loan).balance)
    if balance is not None and balance.source == "contract":
        return _("数字按合同条款和还款记录计算；与{you}记录不一致的，请指出是哪一项。")
    return _("数字照 App 上显示的写；没有分开显示的，请{you}书面列明。")


def _basis(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_said(desk), you=desk.you), "note")
    yield from assumptions(desk.facts.loan.assumed)


def assumptions(notes: tuple[Figure, ...]) -> Iterator[Block]:
    """Name what was assumed in a calculation; nothing where nothing was."""
    if notes:
        yield Paragraph(say(_("计算时的假定：{notes}。"), notes=joined(tuple((n,) for n in notes), _("；"))), "note")
