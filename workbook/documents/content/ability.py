"""What the business and the household leave for debts."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import charts
from workbook.case.evidence import Proves
from workbook.documents.blocks import Block, Grid, Paragraph, Picture, Text, own, say
from workbook.documents.content.desk import Desk
from workbook.language import N_, _, attempt

_ROWS = (
    ("receipts", N_("生意收款"), Proves.RECEIPTS),
    ("costs", N_("生意支出"), Proves.COSTS),
    ("other_income", N_("家里其他收入"), None),
    ("essentials", N_("家里必需开支"), Proves.ESSENTIALS),
    ("borne", N_("由生意负担的家里必需开支"), Proves.ESSENTIALS),
)
_MONTHS = (("usual", N_("平常月份")), ("since", N_("变化以后")), ("bad", N_("坏月份")))
# What the table counts and what the chart shows, by whether other income stands apart, is netted, or is not there.
_COUNTED = {
    "other_income": (
        N_("列了生意收支、家里其他收入和家里必需开支。"),
        N_("每个月生意收支加上家里其他收入，减去家里必需开支，剩下多少"),
    ),
    "borne": (
        N_("只列生意收支，和家里必需开支里由生意负担的部分。"),
        N_("每个月生意收支减去由生意负担的家里必需开支，剩下多少"),
    ),
    "essentials": (N_("只列生意收支和家里必需开支。"), N_("每个月生意收支减去家里必需开支，剩下多少")),
}


def ability(desk: Desk) -> Iterator[Block]:
    """Set a usual month beside the months since the change and a bad one, each line with what it rests on."""
    months = [(name, title) for name, title in _MONTHS if desk.figures.known(f"cash.{name}.receipts")]
    rows = tuple(_row(desk, months, *row) for row in _ROWS if _stands(desk, row[0]))
    yield Grid(
        caption=say(_("每月收支")),
        columns=(say(_("项目")), *(say(_(title)) for _name, title in months), say(_("依据"))),
        rows=(*rows, _left(desk, months)),
        numeric=frozenset(range(1, len(months) + 1)),
        total=True,
    )
    counted, caption = next(words for name, words in _COUNTED.items() if _stands(desk, name))
    yield from _notes(desk, counted)
    yield from _chart(desk, caption)


def _stands(desk: Desk, name: str) -> bool:
    """Tell whether a row belongs in this reader's table; other income only where some month tells of it."""
    if name == "other_income":
        return any(desk.figures.known(f"cash.{month}.{name}") for month, _title in _MONTHS)
    return f"cash.usual.{name}" in desk.figures


def _row(desk: Desk, months: list[tuple[str, str]], name: str, title: str, proved: Proves | None) -> tuple[Text, ...]:
    cells = (_cell(desk, f"cash.{month}.{name}") for month, _title in months)
    return (say(_(title)), *cells, (desk[f"proof.{proved.value}"],) if proved else say(_("本人估计")))


def _cell(desk: Desk, key: str) -> Text:
    return (desk[key],) if desk.figures.known(key) else say(_("没有填"))


def _left(desk: Desk, months: list[tuple[str, str]]) -> tuple[Text, ...]:
    return (say(_("剩下")), *((desk[f"cash.{month}.left"],) for month, _title in months), ())


def _chart(desk: Desk, caption: str) -> Iterator[Block]:
    chart = attempt(lambda: charts.months(desk.position, desk.months)) if desk.months else None
    if chart is not None:
        yield Picture(say(_(caption)), chart)


def _notes(desk: Desk, counted: str) -> Iterator[Block]:
    rule = (desk["cash.bad_rule"],) if desk.figures.known("cash.bad_rule") else ()
    yield Paragraph((*say(_(counted)), *rule), "note")
    told = desk.case.situation
    if desk.figures.known("cash.floor") and told.floor_kind:
        said = _("家里必需开支参照{kind}：{amount}{place}")
        place = say(_("（{place}）"), place=own(told.floor_place)) if told.floor_place else ()
        yield Paragraph(say(said, kind=own(told.floor_kind), amount=desk["cash.floor"], place=place), "note")
