"""Sentences of the talk, taken over with the numbers in them: lines to say, questions, conduct, limitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbook import confirm, course, talks
from workbook.case import LoanState
from workbook.documents.blocks import Figure
from workbook.documents.declared import Declared
from workbook.documents.facts.pen import Pen
from workbook.language import attempt
from workbook.position import Position
from workbook.talks import Heard


@dataclass(frozen=True)
class LineFacts:
    """What the other side usually says, the next line, what to get and what not to do."""

    heard: Figure
    say: Figure
    get: Figure
    avoid: Figure


@dataclass(frozen=True)
class QuestionFacts:
    """A question and what to do when the answer is the wrong one."""

    ask: Figure
    if_so: Figure


@dataclass(frozen=True)
class CautionFacts:
    """The caller check and the red flags."""

    caller: tuple[QuestionFacts, ...]
    flag: tuple[QuestionFacts, ...]


@dataclass(frozen=True)
class LimitationFacts:
    """Where the three years stand."""

    sentence: Figure
    since: Figure
    ends: Figure


@dataclass(frozen=True)
class CourtFacts:
    """What to do about papers from a court."""

    step: tuple[Figure, ...]
    limits: Figure


@dataclass(frozen=True)
class NoticeFacts:
    """What a court that enforces is told: what the household lives on in a month."""

    essentials: Figure


@dataclass(frozen=True)
class OwnNotice(NoticeFacts):
    """The same, with what a notice says was paid for the borrower, who has not verified it."""

    paid: Figure


@dataclass(frozen=True)
class QueryFacts:
    """What does not agree: the lender's own figures against ours, the written terms against the agreed ones."""

    figures: tuple[Figure, ...]
    written: tuple[Figure, ...]


@dataclass(frozen=True)
class ConductFacts:
    """What the log shows of the other side's conduct; a complaint is the borrower's choice to tell it.

    `short` is the same with one sentence for what comes again and again.
    """

    seen: tuple[Figure, ...]
    late: tuple[Figure, ...]
    short: tuple[Figure, ...]

    @property
    def all(self) -> tuple[Figure, ...]:
        """Everything that was seen, and every promise that is overdue."""
        return (*self.seen, *self.late)


def line_facts(position: Position, pen: Pen) -> Mapping[Heard, LineFacts]:
    """Word a line for everything the other side usually says."""
    return {
        one.heard: LineFacts(*pen.sentences((one.heard.words, one.say, one.get, one.avoid)))
        for one in attempt(lambda: talks.replies(position, position.loan)) or ()
    }


def caution_facts(position: Position, pen: Pen) -> CautionFacts:
    """Word the questions to a caller and to oneself; none without a loan."""
    kinds = (talks.caller_check(), talks.red_flags()) if position.loans else ((), ())
    return CautionFacts(*(tuple(QuestionFacts(*pen.sentences((q.ask, q.if_so))) for q in kind) for kind in kinds))


def limitation_facts(position: Position, pen: Pen) -> LimitationFacts:
    """Word where the three years stand."""
    limit = attempt(lambda: course.limitation(position, position.loan))
    return LimitationFacts(
        sentence=pen.sentence(limit.sentence if limit else None),
        since=pen.when(limit.counted_from if limit else None),
        ends=pen.when(limit.ends_on if limit else None),
    )


def court_facts(position: Position, pen: Pen) -> CourtFacts:
    """Word what to do about papers from a court."""
    answer = attempt(lambda: talks.answer_to(position, position.loan))
    return CourtFacts(pen.sentences(answer.steps if answer else ()), pen.sentence(answer.limits if answer else None))


def notice_facts(position: Position, pen: Pen) -> NoticeFacts:
    """Word what a court that enforces is told; unknown in every other state of the loan."""
    return NoticeFacts(pen.money(attempt(lambda: _essentials(position))))


def _essentials(position: Position) -> Decimal | None:
    if position.loan.state is not LoanState.ENFORCEMENT:
        return None
    told = position.case.situation.home_essentials
    return position.months.usual.essentials if told is None else told


def own_notice(position: Position, pen: Pen) -> OwnNotice:
    """Word the same for the borrower, with what a notice says."""
    paid = attempt(lambda: position.loan.paid_amount)
    return OwnNotice(**vars(notice_facts(position, pen)), paid=pen.money(paid))


def query_facts(position: Position, told: Declared, pen: Pen) -> QueryFacts:
    """Word what does not agree."""
    found = attempt(lambda: position.line(position.loan).findings) or ()
    written = attempt(lambda: confirm.queries(confirm.check(position, position.loan))) or ()
    asked = (one.sentence for one in found if told.least and one.worth_a_letter(told.least))
    return QueryFacts(pen.sentences(asked), pen.sentences(written))


def conduct_facts(told: Declared, pen: Pen) -> ConductFacts:
    """Word what the log shows."""
    return ConductFacts(*(pen.sentences(said) for said in (told.seen, told.late, told.conduct_short)))
