"""Figures of the ten-minute path: today's most, an offer that survives a bad month, the next hard date."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import attempt
from workbook.position import Position
from workbook.pressure import Quick, end_words, kept_words, quick, runway_words


def urgent_figures(position: Position, pen: Pen) -> Iterator[Figure]:
    """Word the ten-minute answers, for the borrower's eyes."""
    found = attempt(lambda: quick(position))
    yield from offer_figures(position, pen)
    yield pen.money("quick.today_at_most", found.today_at_most if found else None)
    yield pen.money("quick.due_today", found.due_today if found else None)
    yield from _sentences(found, pen)
    yield from pen.sentences("quick.assumed", found.assumed if found else ())


def offer_figures(position: Position, pen: Pen) -> Iterator[Figure]:
    """Word the monthly offer; the borrower may tell a lender this one result of private figures."""
    found = attempt(lambda: quick(position))
    yield pen.money("quick.offer", found.offer if found else None)


def _kept(found: Quick | None) -> str | None:
    return kept_words(found.keep, rest_late=found.rest_late) if found and found.keep else None


def _sentences(found: Quick | None, pen: Pen) -> Iterator[Figure]:
    yield pen.sentence("quick.why", found.why if found else None)
    yield pen.sentence("quick.record", found.record if found else None)
    yield pen.sentence("quick.missing", found.missing if found else None)
    yield pen.sentence("quick.keep", _kept(found))
    yield from pen.sentences("quick.end", (end_words(end) for end in found.ends) if found else ())
    yield pen.sentence("quick.runway", runway_words(found.runway) if found else None)
    deadline = found.deadline if found else None
    yield pen.when("quick.deadline", deadline.on if deadline else None)
    yield pen.sentence("quick.deadline_for", deadline.what if deadline else None)
