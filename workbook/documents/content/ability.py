"""What the business and the household leave for debts."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case.evidence import Proves
from workbook.documents.blocks import Block, Grid, Paragraph, Text, own, say
from workbook.documents.content.desk import Desk
from workbook.language import N_, _

_ROWS = (
    ("receipts", N_("生意收款"), Proves.RECEIPTS),
    ("costs", N_("生意支出"), Proves.COSTS),
    ("essentials", N_("家里必需开支"), Proves.ESSENTIALS),
)


def ability(desk: Desk) -> Iterator[Block]:
    """Set a usual month beside a bad one, each line with what it rests on."""
    yield Grid(
        caption=say(_("每月收支，单位：元")),
        columns=(say(_("项目")), say(_("平常月份")), say(_("坏月份")), say(_("依据"))),
        rows=(*(_row(desk, *row) for row in _ROWS), _left(desk)),
        numeric=frozenset({1, 2}),
        total=True,
    )
    yield from _notes(desk)


def _row(desk: Desk, name: str, title: str, proved: Proves) -> tuple[Text, ...]:
    months = (desk[f"cash.usual.{name}"], desk[f"cash.bad.{name}"])
    return (say(_(title)), (months[0],), (months[1],), (desk[f"proof.{proved.value}"],))


def _left(desk: Desk) -> tuple[Text, ...]:
    return (say(_("剩下")), (desk["cash.usual.left"],), (desk["cash.bad.left"],), ())


def _notes(desk: Desk) -> Iterator[Block]:
    rule = (desk["cash.bad_rule"],) if desk.figures.known("cash.bad_rule") else ()
    yield Paragraph((*say(_("只列生意收支和家里必需开支。")), *rule), "note")
    told = desk.case.situation
    if desk.figures.known("cash.floor") and told.floor_kind:
        said = _("家里必需开支参照{kind}：{amount}{place}")
        place = say(_("（{place}）"), place=own(told.floor_place)) if told.floor_place else ()
        yield Paragraph(say(said, kind=own(told.floor_kind), amount=desk["cash.floor"], place=place), "note")
