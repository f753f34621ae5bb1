"""Sentences of days that decide, whom to tell first, and a promise to take back; for the borrower's eyes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from workbook import followup, talks
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.followup import Deadline
from workbook.language import _, attempt
from workbook.position import Position
from workbook.pressure import CALENDAR_DAYS


@dataclass(frozen=True)
class AheadFacts:
    """What the coming thirty days ask for, the day of ninety days late, what others are told, offers still open."""

    coming: tuple[Figure, ...]
    ninety: Figure
    told_first: Figure
    taken_back: Figure
    offered: tuple[Figure, ...]


def ahead_facts(position: Position, pen: Pen) -> AheadFacts:
    """Word them; what does not come up has no value."""
    return AheadFacts(
        coming=pen.sentences(_said(position, day) for day in attempt(lambda: tuple(_coming(position))) or ()),
        ninety=pen.sentence(attempt(lambda: followup.ninety_said(position))),
        told_first=pen.sentence(attempt(lambda: followup.tell_first_words(followup.told_first(position)))),
        taken_back=pen.sentence(attempt(lambda: talks.taken_back(position, position.loan))),
        offered=pen.sentences(_offered(position)),
    )


def _offered(position: Position) -> Iterator[str]:
    return (talks.before_a_yes(position, offer) for offer in talks.unanswered(position))


def _coming(position: Position) -> Iterator[Deadline]:
    """Give the next day of each loan that falls due whole, and of a hoped-for recovery, if it is within reach."""
    within = position.as_of + timedelta(days=CALENDAR_DAYS)
    each = (followup.renewal(position, loan)[:1] for loan in position.loans)
    looked = followup.review(position)
    found = (*(day for days in each for day in days), *((looked,) if looked else ()))
    yield from (day for day in found if day.act_by <= within)


def _said(position: Position, day: Deadline) -> str:
    on = max(day.act_by, position.as_of)
    return _("{on} {title}。{note}").format(on=on, title=day.title, note=day.note)
