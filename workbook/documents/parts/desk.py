"""What a document is written from: the case as its reader may see it, the loan, the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from workbook.case import NOT_LATE, Case, Loan, LoanState, Terms, lacking
from workbook.course import Course
from workbook.documents.blocks import HANDED_OVER, Audience, Block, Document, Paragraph, Text, day, say
from workbook.documents.declared import Declared, declared
from workbook.documents.facts import LenderFacts, OwnFacts, lender_facts, own_facts
from workbook.documents.facts.ask import RungFacts
from workbook.documents.facts.pen import you
from workbook.documents.parts.phone import support_lines
from workbook.documents.view import lender_position
from workbook.language import N_, Refused, _, attempt, spoken
from workbook.position import Position
from workbook.pressure import Strain


class Asked(NamedTuple):
    """Terms as they were told, with what they come to."""

    terms: Terms
    rung: RungFacts


@dataclass(frozen=True)
class Desk:
    """Everything a document of this audience is built from; for a lender case and months are that lender's view."""

    position: Position
    loan: Loan
    facts: LenderFacts
    audience: Audience
    declared: Declared

    @classmethod
    def of(cls, position: Position, audience: Audience) -> Desk:
        """Lay out a case for a reader.

        NotKnown without a date, and for a lender without a loan; Refused for a lender near the end of limitation,
        where asking for time would start the three years again.
        """
        decided = declared(position)
        if audience == "self":
            _needed = position.as_of
            return cls(position, _loan(position), own_facts(position), audience, decided)
        if decided.stop:
            raise Refused(N_("{sentence}"), sentence=decided.stop)
        seen = lender_position(position)
        _needed = seen.as_of
        return cls(seen, seen.loan, lender_facts(position), audience, decided)

    @property
    def course(self) -> Course:
        """What comes next with this lender."""
        return self.declared.course

    @property
    def strain(self) -> Strain:
        """On what ground the loan may be called hard to pay."""
        return self.declared.strain

    @property
    def case(self) -> Case:
        """The case as the reader may see it."""
        return self.position.case

    @property
    def own(self) -> OwnFacts:
        """The facts with what only the borrower reads; to ask for them on a lender's paper is a fault of the paper."""
        if not isinstance(self.facts, OwnFacts):
            raise TypeError("a paper for a lender asks for what only the borrower may read")
        return self.facts

    @property
    def asked(self) -> Asked | None:
        """What is asked for first; None where nothing is."""
        ask, rung = self.case.ask_on(self.loan), self.facts.ask.preferred
        return Asked(ask.preferred, rung) if ask and ask.preferred and rung else None

    @property
    def you(self) -> str:
        """How the lender is addressed."""
        return you(self.loan)

    @property
    def lender_you(self) -> str:
        """How whoever lent is addressed, whoever holds the claim now."""
        return you(self.loan.but(owner_now=None))

    @property
    def state(self) -> LoanState | None:
        """Where the loan stands, as the balance shows it."""
        return self.position.standing(self.loan).state

    @property
    def before_due(self) -> bool:
        """Tell whether nothing that is due is unpaid."""
        return self.state in NOT_LATE or self.state is None

    def said_first(self) -> Iterable[Block]:
        """Say on the borrower's own papers why what comes next is not what was wanted, and which offers wait."""
        return tuple(Paragraph((said,), "warning") for said in (*self.own.led_why.if_known, *self.own.ahead.offered))

    def document(self, name: str, title: str, blocks: Iterable[Block], *, narrow: bool = False) -> Document:
        """Close a document: the person before the papers, what marks it as made up or a draft, title and date below."""
        copied = (Paragraph(said, "note") for said in reading_copy()) if self.audience == "lender" else ()
        marked = (*self._support(), *copied, *self._marks(), *blocks)
        return Document(
            name=name,
            title=title,
            language=spoken(),
            audience=self.audience,
            as_of=self.case.as_of,
            blocks=marked,
            foot=say(_("{title}　数字算到{on}"), title=title, on=day(self.case.as_of)),
            narrow=narrow,
        )

    def _support(self) -> Iterable[Block]:
        return support_lines(self.case) if self.audience == "self" else ()

    def _marks(self) -> Iterable[Block]:
        if self.case.profile.fictional:
            yield Paragraph(say(_("虚构的练习案例，不要提交给任何机构。")), "warning")
        if self.case.ask.drafted:
            yield Paragraph(say(_("草稿，本人未确认。")), "warning")


def reading_copy() -> Iterator[Text]:
    """Say of a lender's paper in another language that it is only for reading."""
    if spoken() != HANDED_OVER:
        yield say(_("给自己看的英文读本；交给对方的是中文原件。"))


def needs_request(desk: Desk) -> Asked:
    """Give what is asked for; NotKnown while nothing was chosen or told: a paper without a request asks for nothing."""
    if desk.asked is None:
        raise lacking("ask", N_("还没有请求：先在“{page}”那一页选一档“写进请求”"))
    return desk.asked


def _loan(position: Position) -> Loan:
    return attempt(lambda: position.loan) or Loan(id="none")


def told(*rows: tuple[str, Text]) -> tuple[tuple[Text, Text], ...]:
    """Keep the labelled values that say something."""
    return tuple((say(label), value) for label, value in rows if value)
