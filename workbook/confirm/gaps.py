"""What a written arrangement should say and does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.case import TERMS, Component, Terms, WrittenTerms
from workbook.case.terms import Held
from workbook.confirm.lines import told_lines
from workbook.language import _


@dataclass(frozen=True)
class Gap:
    """Something the written terms leave out, and the question that closes it."""

    key: str
    what: str
    ask: str


_OF_ARREARS = frozenset({"penalty", "collection_stops"})


def gaps(written: WrittenTerms, *, late: bool = True) -> tuple[Gap, ...]:
    """Give what is missing from the written terms, most important first; nothing of arrears where nothing is late."""
    wanted = _wanted(written, written.terms or Terms())
    return tuple(gap for gap, told in wanted if not told and (late or gap.key not in _OF_ARREARS))


def _wanted(written: WrittenTerms, terms: Terms) -> Iterator[tuple[Gap, bool]]:
    """Give what should be said, each with whether it is: the plan, its terms, then what follows where it breaks."""
    treated = {row.component for row in terms.treatments if not row.archived and row.treatment}
    schedule = Gap("schedule", _("逐期还款计划"), _("请给出每一期的还款日、应还、本金、利息和总额。"))
    yield schedule, bool(told_lines(written))
    yield from _terms(terms, "value")
    penalty = Gap("penalty", _("罚息和复利怎么处理"), _("请写明已有的罚息、复利减免多少，计划期内还计不计。"))
    yield penalty, bool(treated & {Component.PENALTY, Component.COMPOUND})
    yield from _terms(terms, "promise")
    default = Gap("counts_as_default", _("什么算违约"), _("请写明晚几天、少多少算违约，有没有补救的日子。"))
    yield default, bool(written.counts_as_default)
    rate = Gap("default_rate", _("再违约时的利率"), _("请写明再违约时按什么利率算、从哪天算。"))
    yield rate, written.default_rate is not None
    signed = Gap("signed_by", _("谁盖章或确认"), _("请写明由哪个机构盖章或在哪里电子确认。"))
    yield signed, bool(written.signed_by)


def _terms(terms: Terms, held: Held) -> Iterator[tuple[Gap, bool]]:
    """Give the terms that a writing has to state, the last of the form first: what is forgotten most."""
    for name, term in reversed(list(TERMS.items())):
        if term.held == held and term.gap:
            what, ask = term.gap
            yield Gap(name, _(what), _(ask)), getattr(terms, name) is not None
