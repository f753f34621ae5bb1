"""Every figure a document may print, as typed facts; a document asks for its field and types no number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook.case import Loan
from workbook.case.evidence import Proves
from workbook.documents.blocks import Audience, Figure
from workbook.documents.facts.ask import AskFacts, OwnAsk, ask_facts, own_ask
from workbook.documents.facts.cash import CapacityFacts, CashFacts, OwnCash, capacity_facts, cash_facts, own_cash
from workbook.documents.facts.keys import Figures, flat, keyed, plain
from workbook.documents.facts.loan import LoanFacts, loan_facts
from workbook.documents.facts.pen import Pen
from workbook.documents.facts.proof import ExhibitFacts, exhibit_facts, proof_facts
from workbook.documents.facts.quick import OwnQuick, QuickFacts, own_quick, quick_facts
from workbook.documents.facts.talk import (
    CautionFacts,
    ConductFacts,
    CourtFacts,
    LimitationFacts,
    LineFacts,
    QueryFacts,
    caution_facts,
    conduct_facts,
    court_facts,
    limitation_facts,
    line_facts,
    query_facts,
)
from workbook.documents.view import lender_position
from workbook.position import Position, once
from workbook.talks import Heard

__all__ = ["Figures", "LenderFacts", "OwnFacts", "figures", "flat", "lender_facts", "own_facts", "plain"]


@dataclass(frozen=True)
class LenderFacts:
    """What the lender of the main loan may read; a result that cannot be computed yet has words and no value."""

    loan: LoanFacts
    ask: AskFacts
    exhibit: Mapping[int, ExhibitFacts]
    proof: Mapping[Proves, Figure]
    query: QueryFacts
    cash: CashFacts
    quick: QuickFacts
    conduct: ConductFacts


@dataclass(frozen=True)
class OwnFacts(LenderFacts):
    """The same results for the borrower, with those that nobody else reads."""

    ask: OwnAsk
    cash: OwnCash
    quick: OwnQuick
    capacity: CapacityFacts
    line: Mapping[Heard, LineFacts]
    caution: CautionFacts
    limitation: LimitationFacts
    court: CourtFacts


@once
def lender_facts(position: Position) -> LenderFacts:
    """Give the results of a case as the lender of the main loan may see them; NotKnown without a loan.

    Of the whole case come only those results of private figures that the borrower tells: what is left, an offer, a
    complaint.
    """
    seen, loan = lender_position(position), position.case.main_loan
    shown = seen.case.main_loan
    pen = Pen.for_lender(shown)
    return keyed(
        LenderFacts(
            loan=loan_facts(seen, shown, pen),
            ask=ask_facts(seen, shown, pen),
            exhibit=exhibit_facts(seen, pen),
            proof=proof_facts(seen, pen),
            query=query_facts(seen, shown, pen),
            cash=cash_facts(position, pen),
            quick=quick_facts(position, pen),
            conduct=conduct_facts(position, loan, pen),
        )
    )


@once
def own_facts(position: Position) -> OwnFacts:
    """Give the results of a case for the borrower's own eyes; without a loan those about one are unknown or empty."""
    pen, there = Pen.for_self(), bool(position.loans)
    loan = position.case.main_loan if there else Loan(id="none")
    return keyed(
        OwnFacts(
            loan=loan_facts(position, loan, pen),
            ask=own_ask(position, loan, pen),
            exhibit=exhibit_facts(position, pen),
            proof=proof_facts(position, pen),
            query=query_facts(position, loan, pen) if there else QueryFacts(),
            cash=own_cash(position, pen),
            quick=own_quick(position, pen),
            conduct=conduct_facts(position, loan, pen) if there else ConductFacts(),
            capacity=capacity_facts(position, pen),
            line=line_facts(position, loan, pen) if there else {},
            caution=caution_facts(pen) if there else CautionFacts(),
            limitation=limitation_facts(position, loan, pen),
            court=court_facts(position, loan, pen),
        )
    )


@once
def figures(position: Position, audience: Audience = "self") -> Figures:
    """Give the results of a case by key, for the borrower or as the lender of the main loan may see them."""
    return Figures(flat(own_facts(position) if audience == "self" else lender_facts(position)))
