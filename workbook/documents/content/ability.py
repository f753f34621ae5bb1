"""What the business and the household leave for debts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook import charts
from workbook.case.evidence import Proves
from workbook.documents.blocks import Block, Grid, Paragraph, Picture, Text, own, say
from workbook.documents.content.desk import Desk
from workbook.documents.figures.ask import RUNGS
from workbook.documents.figures.pen import attempt
from workbook.language import N_, _

_ROWS = (
    ("receipts", N_("生意收款"), Proves.RECEIPTS),
    ("costs", N_("生意支出"), Proves.COSTS),
    ("essentials", N_("家里必需开支"), Proves.ESSENTIALS),
)


_MONTHS = (("usual", N_("平常月份")), ("since", N_("变化以后")), ("bad", N_("坏月份")))


def ability(desk: Desk) -> Iterator[Block]:
    """Set a usual month beside the months since the change and a bad one, each line with what it rests on."""
    months = [(name, title) for name, title in _MONTHS if desk.figures.known(f"cash.{name}.receipts")]
    yield Grid(
        caption=say(_("每月收支")),
        columns=(say(_("项目")), *(say(_(title)) for _name, title in months), say(_("依据"))),
        rows=(*(_row(desk, months, *row) for row in _ROWS), _left(desk, months)),
        numeric=frozenset(range(1, len(months) + 1)),
        total=True,
    )
    yield from _notes(desk)
    yield from _chart(desk)


def _row(desk: Desk, months: list[tuple[str, str]], name: str, title: str, proved: Proves) -> tuple[Text, ...]:
    amounts = ((desk[f"cash.{month}.{name}"],) for month, _title in months)
    return (say(_(title)), *amounts, (desk[f"proof.{proved.value}"],))


def _left(desk: Desk, months: list[tuple[str, str]]) -> tuple[Text, ...]:
    return (say(_("剩下")), *((desk[f"cash.{month}.left"],) for month, _title in months), ())


def _beyond(desk: Desk) -> Text:
    """Own up to it where the asked payment is more than what stands in the table."""
    asked = f"ask.{RUNGS[0]}.highest_payment"
    left = "cash.since.left" if desk.figures.known("cash.since.left") else "cash.usual.left"
    if not (desk.figures.known(asked) and desk.figures.known(left)):
        return ()
    if Decimal(str(desk[asked].value)) <= Decimal(str(desk[left].value)):
        return ()
    return say(_("每期还款超过“剩下”的部分由家里统筹安排，可以当面说明。"))


def _chart(desk: Desk) -> Iterator[Block]:
    chart = attempt(lambda: charts.months(desk.case))
    if chart is not None:
        yield Picture(say(_("每个月生意收支减去家里必需开支，剩下多少")), chart)


def _notes(desk: Desk) -> Iterator[Block]:
    rule = (desk["cash.bad_rule"],) if desk.figures.known("cash.bad_rule") else ()
    yield Paragraph((*say(_("只列生意收支和家里必需开支。")), *rule, *_beyond(desk)), "note")
    told = desk.case.situation
    if desk.figures.known("cash.floor") and told.floor_kind:
        said = _("家里必需开支参照{kind}：{amount}{place}")
        place = say(_("（{place}）"), place=own(told.floor_place)) if told.floor_place else ()
        yield Paragraph(say(said, kind=own(told.floor_kind), amount=desk["cash.floor"], place=place), "note")
