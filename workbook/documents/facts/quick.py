"""Facts of the ten-minute path: today's most, an offer that survives a bad month, the next hard date."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import attempt
from workbook.position import Position
from workbook.pressure import end_words, kept_words, quick, runway_words


@dataclass(frozen=True)
class QuickFacts:
    """The monthly offer: the borrower may tell a lender this one result of private figures."""

    offer: Figure


@dataclass(frozen=True)
class OwnQuick(QuickFacts):
    """The ten-minute answers, for the borrower's eyes."""

    today_at_most: Figure
    due_today: Figure
    why: Figure
    record: Figure
    missing: Figure
    keep: Figure
    end: tuple[Figure, ...]
    runway: Figure
    deadline: Figure
    deadline_for: Figure
    assumed: tuple[Figure, ...]


def quick_facts(position: Position, pen: Pen) -> QuickFacts:
    """Word the offer."""
    found = attempt(lambda: quick(position))
    return QuickFacts(pen.money(found.offer if found else None))


def own_quick(position: Position, pen: Pen) -> OwnQuick:
    """Word the ten-minute answers; without them every figure is unknown."""
    found = attempt(lambda: quick(position))
    deadline = found.deadline if found else None
    return OwnQuick(
        **vars(quick_facts(position, pen)),
        today_at_most=pen.money(found.today_at_most if found else None),
        due_today=pen.money(found.due_today if found else None),
        why=pen.sentence(found.why if found else None),
        record=pen.sentence(found.record if found else None),
        missing=pen.sentence(found.missing if found else None),
        keep=pen.sentence(kept_words(found.keep, rest_late=found.rest_late) if found and found.keep else None),
        end=pen.sentences(end_words(end) for end in found.ends) if found else (),
        runway=pen.sentence(runway_words(found.runway) if found else None),
        deadline=pen.when(deadline.on if deadline else None),
        deadline_for=pen.sentence(deadline.what if deadline else None),
        assumed=pen.sentences(found.assumed if found else ()),
    )
