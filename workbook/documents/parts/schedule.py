"""The schedule of an arrangement: every payment with all it is made of, adding up across and down."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.documents.blocks import Block, Figure, Grid, Paragraph, Text, joined, say
from workbook.documents.facts.ask import InstalmentFacts, RungFacts
from workbook.language import N_, _, gap

_Part = tuple[str, Callable[[InstalmentFacts], Figure]]
_BROUGHT = N_("以前欠的")
_PARTS: tuple[_Part, ...] = (
    (N_("本金"), lambda row: row.principal),
    (N_("新计划利息"), lambda row: row.interest),
    (_BROUGHT, lambda row: row.brought),
    (N_("调整费用"), lambda row: row.fee),
)
_FIRST_PART = 3


def schedule(rung: RungFacts, caption: str) -> Iterator[Block]:
    """Tabulate every payment with a column for each part that any of them has, and the sums last.

    Nothing where the arrangement could not be priced. A note says up to which day what was owed before is counted.
    """
    together = rung.together
    if not rung.row or together is None:
        return
    parts = [(title, part) for title, part in _PARTS if part(together).value]
    titles = (_("期"), _("还款日"), _("应还"), *(_(title) for title, _part in parts), _("剩余本金"))
    lines = [(_number(row), row) for row in rung.row.values()]
    before = [(say(_("先还")), rung.paid_before)] if rung.paid_before else []
    yield Grid(
        caption=say(caption),
        columns=tuple(say(title) for title in titles),
        rows=tuple(_line(name, row, parts) for name, row in (*before, *lines, (say(_("合计")), together))),
        numeric=frozenset(range(2, len(titles))),
        total=True,
    )
    yield Paragraph(_note(rung), "note")


def folded(rung: RungFacts, caption: str) -> Iterator[Block]:
    """Tabulate the same for a narrow page: the parts of each payment in one cell, only those that it has."""
    for block in schedule(rung, caption):
        yield _fold(block) if isinstance(block, Grid) else block


def _fold(grid: Grid) -> Grid:
    titles = grid.columns[_FIRST_PART:-1]
    return Grid(
        caption=grid.caption,
        columns=(*grid.columns[:_FIRST_PART], say(_("其中"))),
        rows=tuple((*row[:_FIRST_PART], _parts(titles, row[_FIRST_PART:-1])) for row in grid.rows),
        numeric=frozenset({2}),
        total=grid.total,
    )


def _parts(titles: tuple[Text, ...], cells: tuple[Text, ...]) -> Text:
    named = tuple(joined((title, cell), gap()) for title, cell in zip(titles, cells, strict=True) if cell)
    return joined(named, _("、"))


def _line(name: Text, row: InstalmentFacts, parts: list[_Part]) -> tuple[Text, ...]:
    cells = (_amount(part(row)) for _title, part in parts)
    return (name, row.due.if_known, _amount(row.payment), *cells, _amount(row.balance))


def _number(row: InstalmentFacts) -> Text:
    return (row.number,)


def _amount(figure: Figure) -> Text:
    """Give an amount, nothing for none."""
    return (figure,) if figure.value else ()


def _note(rung: RungFacts) -> Text:
    """Say that the parts add up, and how far what was owed before the plan and the plan's own interest are counted."""
    said = _("每一行各项相加就是应还，最后一行是合计。{before}新计划利息从{start}算起。")
    is_there = rung.together is not None and rung.together.brought.value
    told = _("“{before}”是利息、罚息和费用，和本金一样算到{on}，没有请求减免的都在表里；")
    before = say(told, before=_(_BROUGHT), on=rung.owed_on) if is_there else ()
    starts = rung.start if rung.start.known else rung.owed_on
    gap = say(_("两天之间的利息不在表里，请书面列明。")) if starts.value != rung.owed_on.value else ()
    return (*say(said, before=before, start=starts), *gap)
