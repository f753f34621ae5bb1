"""What the business and the household leave for debts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook import charts
from workbook.case.evidence import Proves
from workbook.documents.blocks import Block, Figure, Grid, Heading, Paragraph, Picture, Text, say
from workbook.documents.facts.cash import CashFacts, MonthFacts
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _, attempt

_ROWS: tuple[tuple[str, Callable[[MonthFacts], Figure | None], Proves | None], ...] = (
    (N_("经营收款"), lambda month: month.receipts, Proves.RECEIPTS),
    (N_("经营支出"), lambda month: month.costs, Proves.COSTS),
    (N_("家庭其他收入"), lambda month: month.other_income, None),
    (N_("家庭必需开支"), lambda month: month.essentials, Proves.ESSENTIALS),
    (N_("由经营收入负担的家庭必需开支"), lambda month: month.borne, Proves.ESSENTIALS),
)
_MONTHS = (N_("平常月份"), N_("变化以后"), N_("经营低谷月份"))
_BEFORE = N_("变化以前")
# What the table counts and what the chart shows, where other income stands apart, is netted, or is not there.
_COUNTED = (
    (
        N_("列了经营收支、家庭其他收入和家庭必需开支。"),
        N_("各月经营收支加家庭其他收入减家庭必需开支的结余"),
    ),
    (
        N_("只列经营收支，和家庭必需开支里由经营收入负担的部分。"),
        N_("各月经营收支减由经营收入负担的家庭必需开支的结余"),
    ),
    (N_("只列经营收支和家庭必需开支。"), N_("各月经营收支减家庭必需开支的结余")),
)


def ability(desk: Desk, heading: str = "") -> Iterator[Block]:
    """Set a usual month beside the months since the change and a bad one, each line with what it rests on.

    Nothing, and no heading, where usual receipts are not known.
    """
    cash = desk.facts.cash
    if not cash.usual.receipts.known:
        return
    if heading:
        yield Heading(say(heading))
    shown = list(_shown(cash))
    yield Grid(
        caption=say(_("每月收支（人民币）")),
        columns=(say(_("项目")), *(say(_(title)) for title, _month in shown), say(_("依据"))),
        rows=tuple(_rows(desk, tuple(month for _title, month in shown))),
        numeric=frozenset(range(1, len(shown) + 1)),
        total=True,
    )
    stands = (cash.tells_other_income, cash.usual.borne, True)
    counted, caption = next(said for said, here in zip(_COUNTED, stands, strict=True) if here)
    yield from _notes(desk, counted)
    chart = attempt(lambda: charts.months(desk.position, desk.declared.months)) if desk.declared.months else None
    if chart is not None:
        yield Picture(say(_(caption)), chart)


def _shown(cash: CashFacts) -> Iterator[tuple[str, MonthFacts]]:
    """Give the months that are known with their titles; those before a change only where some are on record."""
    for title, month in zip(_MONTHS, cash.months, strict=True):
        if month is cash.usual and cash.since.receipts.known:
            yield from [(_BEFORE, month)] if month != cash.since else []
        elif month.receipts.known:
            yield title, month


def _rows(desk: Desk, months: tuple[MonthFacts, ...]) -> Iterator[tuple[Text, ...]]:
    """Give the lines of this reader's table; other income, which no paper proves, only where some month tells of it."""
    for title, line, proved in _ROWS:
        figures = [figure for month in months if (figure := line(month))]
        if figures and (proved or desk.facts.cash.tells_other_income):
            cells = (figure.if_known or say(_("没有填")) for figure in figures)
            yield (say(_(title)), *cells, (desk.facts.proof[proved],) if proved else say(_("本人估计")))
    yield (say(_("可用于还款的结余")), *((month.left,) for month in months), ())


def _notes(desk: Desk, counted: str) -> Iterator[Block]:
    yield Paragraph((*say(_(counted)), *say(_("经营低谷月份{rule}"), rule=desk.facts.cash.bad_rule)), "note")
