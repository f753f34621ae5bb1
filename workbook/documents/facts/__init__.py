"""Every figure a document may print, as typed facts; a document asks for its field and types no number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook import course
from workbook.case.evidence import Proves
from workbook.course import led
from workbook.documents.blocks import Figure
from workbook.documents.declared import declared
from workbook.documents.facts.agreed import AgreedFacts, agreed_facts
from workbook.documents.facts.ahead import AheadFacts, ahead_facts
from workbook.documents.facts.ask import AskFacts, OwnAsk, ask_facts, own_ask
from workbook.documents.facts.cash import (
    CapacityFacts,
    CashFacts,
    OwnCash,
    OwnQuick,
    QuickFacts,
    capacity_facts,
    cash_facts,
    own_cash,
    own_quick,
    quick_facts,
)
from workbook.documents.facts.keys import flat, keyed, plain
from workbook.documents.facts.limit import LimitFacts, OwnLimit, limit_facts, own_limit
from workbook.documents.facts.loan import LoanFacts, loan_facts
from workbook.documents.facts.pen import Pen, you
from workbook.documents.facts.price import PriceFacts, price_facts
from workbook.documents.facts.proof import ExhibitFacts, cause_facts, exhibit_facts, proof_facts
from workbook.documents.facts.renewing import OwnRenew, RenewFacts, own_renew, renew_facts
from workbook.documents.facts.talk import (
    CautionFacts,
    ConductFacts,
    CourtFacts,
    LimitationFacts,
    LineFacts,
    NoticeFacts,
    OwnNotice,
    QueryFacts,
    caution_facts,
    conduct_facts,
    court_facts,
    limitation_facts,
    line_facts,
    notice_facts,
    own_notice,
    query_facts,
)
from workbook.documents.view import lender_position
from workbook.language import _, attempt
from workbook.position import Position, once
from workbook.talks import Heard

__all__ = ["LenderFacts", "OwnFacts", "flat", "keyed", "lender_facts", "own_facts", "plain"]


@dataclass(frozen=True)
class LenderFacts:
    """What the lender of the main loan may read; a result that cannot be computed yet has words and no value."""

    loan: LoanFacts
    ask: AskFacts
    exhibit: Mapping[int, ExhibitFacts]
    proof: Mapping[Proves, Figure]
    cause: tuple[Figure, ...]
    query: QueryFacts
    cash: CashFacts
    quick: QuickFacts
    conduct: ConductFacts
    agreed: AgreedFacts
    notice: NoticeFacts
    renew: RenewFacts
    price: PriceFacts
    limit: LimitFacts


@dataclass(frozen=True)
class OwnFacts(LenderFacts):
    """The same results for the borrower, with those that nobody else reads."""

    ask: OwnAsk
    cash: OwnCash
    quick: OwnQuick
    renew: OwnRenew
    limit: OwnLimit
    capacity: CapacityFacts
    line: Mapping[Heard, LineFacts]
    caution: CautionFacts
    limitation: LimitationFacts
    court: CourtFacts
    notice: OwnNotice
    ahead: AheadFacts
    first: Figure
    led_why: Figure


@once
def lender_facts(position: Position) -> LenderFacts:
    """Give the results of a case as the lender of the main loan may see them; NotKnown without a loan.

    Of the whole case come only those results of private figures that the borrower tells: what is left, an offer, a
    complaint.
    """
    seen, told = lender_position(position), declared(position)
    addressed = you(seen.loan)
    pen = Pen("this_lender", _("以{you}系统核对为准，请书面列明").format(you=addressed), addressed)
    return keyed(
        LenderFacts(
            loan=loan_facts(seen, pen),
            ask=ask_facts(seen, told.lump, pen),
            exhibit=exhibit_facts(seen, pen),
            proof=proof_facts(seen, pen),
            cause=cause_facts(seen, pen),
            query=query_facts(seen, told, pen),
            cash=cash_facts(seen, told, pen),
            quick=quick_facts(told, pen),
            conduct=conduct_facts(told, pen),
            agreed=agreed_facts(seen, pen),
            notice=notice_facts(seen, pen),
            renew=renew_facts(seen, pen),
            price=price_facts(seen, pen),
            limit=limit_facts(seen, pen),
        )
    )


def _led_why(position: Position) -> str | None:
    found = attempt(lambda: led(position, position.loan))
    return found.why if found and found.why else None


@once
def own_facts(position: Position) -> OwnFacts:
    """Give the results of a case for the borrower's own eyes; without a loan those about one are unknown or empty."""
    pen = Pen("private", _("还不清楚"))
    return keyed(
        OwnFacts(
            loan=loan_facts(position, pen),
            ask=own_ask(position, pen),
            exhibit=exhibit_facts(position, pen),
            proof=proof_facts(position, pen),
            cause=cause_facts(position, pen),
            query=query_facts(position, declared(position), pen),
            cash=own_cash(position, pen),
            quick=own_quick(position, pen),
            conduct=conduct_facts(declared(position), pen),
            agreed=agreed_facts(position, pen),
            renew=own_renew(position, pen),
            price=price_facts(position, pen),
            limit=own_limit(position, pen),
            capacity=capacity_facts(position, pen),
            line=line_facts(position, pen),
            caution=caution_facts(position, pen),
            limitation=limitation_facts(position, pen),
            court=court_facts(position, pen),
            notice=own_notice(position, pen),
            ahead=ahead_facts(position, pen),
            first=pen.sentence(attempt(lambda: course.first(position))),
            led_why=pen.sentence(_led_why(position)),
        )
    )
