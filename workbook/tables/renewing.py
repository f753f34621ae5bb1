"""The table of ways past the day on which a loan falls due whole: what is repaid, what goes on, where it ends."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import options
from workbook.language import _
from workbook.options import Advice, Renewals, Way
from workbook.position import Position
from workbook.pressure import called
from workbook.shown import Table
from workbook.tables.wording import Cell, table


def renewing(position: Position, advice: Advice, found: Renewals) -> Table:
    """Set the ways past the day side by side, with their walls and what is kept ready where none is granted."""
    columns = (
        _("办法"),
        _("守得住吗"),
        _("先还"),
        _("哪天还"),
        _("其余"),
        _("期数"),
        _("每期"),
        _("到头那天"),
        _("那天还本金"),
    )
    rows = [_way(way, recommended=way.package is advice.recommended) for way in found.ways]
    notes = (*_notes(position, advice, found), *advice.assumed)
    return table(_("“{name}”到期：续贷、展期放在一起比").format(name=called(position.loan)), columns, rows, notes)


def _way(way: Way, *, recommended: bool) -> tuple[Cell, ...]:
    verdict = way.package.verdict.words
    return (
        way.package.title,
        _("{verdict}（可以写进请求）").format(verdict=verdict) if recommended else verdict,
        way.part or "",
        way.part_on or "",
        way.rest,
        str(way.periods),
        way.payment if way.periods > 1 else "",
        way.wall or "",
        way.at_the_wall or "",
    )


def _notes(position: Position, advice: Advice, found: Renewals) -> Iterator[str]:
    yield advice.sentence
    yield from (note for note in found.part.package.notes)
    yield from (options.wall_words(way) for way in found.ways)
    yield options.not_on_trust()
    spare = options.plan_b(position, position.loan)
    if spare is not None:
        yield spare.sentence
    if found.end.amount is not None:
        yield options.bridge_words(found.end.amount)
