"""What a document is written from: the case as its reader may see it, the loan, the figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from workbook.case import Case, Loan, LoanState, Terms
from workbook.course import Course
from workbook.documents.blocks import Audience, Block, Document, Paragraph, Text, day, say
from workbook.documents.declared import Declared, declared
from workbook.documents.facts import LenderFacts, OwnFacts, lender_facts, own_facts
from workbook.documents.facts.ask import RungFacts
from workbook.documents.facts.pen import you
from workbook.documents.parts.phone import support_lines
from workbook.documents.view import lender_position
from workbook.language import N_, NotKnown, Refused, _, attempt, spoken
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

    @classmethod
    def to_creditor(cls, position: Position) -> Desk:
        """Lay out a case for a paper to whoever holds the claim; NotKnown where it was sold to one not named yet.

        Refused where it is settled.
        """
        desk = cls.of(position, "lender")
        if desk.course is Course.SETTLED:
            raise Refused(N_("这笔填的是已经结清：不用申请什么，只要结清证明，见电话卡片"))
        if desk.course is Course.SOLD and not desk.loan.owner_now:
            raise NotKnown(
                N_("债权转了手：先要转让通知，核实以后在 02_debts 填“债权现在在谁手里”，再写给它"), where="02_debts"
            )
        return desk

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
    def state(self) -> LoanState | None:
        """Where the loan stands, as the balance shows it."""
        return self.position.standing(self.loan).state

    def document(self, name: str, title: str, blocks: Iterable[Block], *, narrow: bool = False) -> Document:
        """Close a document: the person before the papers, what marks it as made up or a draft, title and date below."""
        marked = (*self._support(), *self._marks(), *blocks)
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


def not_while_nothing_is_left(desk: Desk) -> None:
    """Refuse a paper with figures of income where no monthly amount can be named: it would only show the losses."""
    if desk.course is Course.HOLD:
        raise Refused(N_("现在报不出每月的数：只发《关于还款困难的情况说明》，带收支数字的材料先不发"))


def _loan(position: Position) -> Loan:
    return attempt(lambda: position.loan) or Loan(id="none")


def told(*rows: tuple[str, Text]) -> tuple[tuple[Text, Text], ...]:
    """Keep the labelled values that say something."""
    return tuple((say(label), value) for label, value in rows if value)
