"""The gate: the only way to cite; what is stale, expired, unsure or out of scope never comes through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workbook.case import BorrowerType, Loan, LoanState, Profile
from workbook.language import N_, Refused, _
from workbook.lenders import LenderType, Product
from workbook.rules.constants import constant
from workbook.rules.model import Bar, Covers, Denial, Label, Rule, Use
from workbook.rules.register import denials, register, rule
from workbook.rules.scope import lender_type, product

_AS_IN_LAW: dict[LoanState | None, LoanState] = {
    LoanState.NORMAL: LoanState.NOT_DUE,
    LoanState.CAUGHT_UP: LoanState.NOT_DUE,
    LoanState.MEDIATION: LoanState.OVERDUE,
}
"""What a rule knows only as not late, or as late."""

_AFTER_SETTLEMENT = frozenset({"credit", "complaint", "data", "honesty"})


@dataclass(frozen=True)
class Citation:
    """A rule as it may be printed: what it says, its limits, where it stands, since when, how far it carries."""

    rule_id: str
    label: Label
    says: str
    limits: str
    source: str
    dates: str
    page: str

    @property
    def sentence(self) -> str:
        """Give one line: what it says and where that stands."""
        return _("{says}（{source}）").format(says=self.says, source=self.source)


@dataclass(frozen=True)
class Scope:
    """What a rule is held against: who lends what to whom, where the loan stands, and the day; None is not known.

    `state` is as most rules know it, `told` as it was told.
    """

    as_of: date
    lender: LenderType | None = None
    borrower: BorrowerType | None = None
    product: Product | None = None
    state: LoanState | None = None
    drawn: date | None = None
    city: str = ""
    told: LoanState | None = None

    @classmethod
    def of(cls, loan: Loan, state: LoanState | None, profile: Profile, as_of: date) -> Scope:
        """Give the scope of a loan in a state on a day."""
        kinds = (lender_type(loan), profile.borrower_type, product(loan))
        return cls(as_of, *kinds, _AS_IN_LAW.get(state, state), loan.as_one.drawn_on, profile.city or "", state)


def applicable(scope: Scope, use: Use | None = None) -> tuple[Rule, ...]:
    """Give the rules that may be cited in this scope, for this use if one is named."""
    return tuple(r for r in register() if _bar(r, scope, use) is None)


def withheld(scope: Scope) -> tuple[tuple[Rule, Bar], ...]:
    """Give the rules that may not be cited, each with the reason."""
    found = ((r, _bar(r, scope)) for r in register())
    return tuple((r, bar) for r, bar in found if bar is not None)


def cite(rule_id: str, scope: Scope, use: Use | None = None) -> Citation:
    """Give one rule ready to print; Refused with the reason when it may not be cited in this scope."""
    one = rule(rule_id)
    bar = _bar(one, scope, use)
    if bar is not None:
        raise Refused(N_("不能引用{source}：{reason}"), source=one.source, reason=bar.words)
    return _citation(one)


def sheet(scope: Scope, use: Use | None = None) -> tuple[tuple[Label, tuple[Citation, ...]], ...]:
    """Give everything that may be cited, grouped by how far it carries; empty groups left out."""
    citable = applicable(scope, use)
    groups = ((label, tuple(_citation(r) for r in citable if r.label is label)) for label in Label)
    return tuple((label, group) for label, group in groups if group)


def stale(as_of: date) -> tuple[Rule, ...]:
    """Give the rules that have to be checked again before they can be cited on this day."""
    return tuple(r for r in register() if _stale(r.checked_on, as_of))


def _citation(one: Rule) -> Citation:
    limits = str(one.limits) if one.limits else ""
    return Citation(one.id, one.label, str(one.says), limits, one.source, one.dates, one.page or "")


def not_given(scope: Scope) -> tuple[Denial, ...]:
    """Give what people are told about such a loan and the law does not give; for the borrower's own page."""
    fresh = (d for d in denials() if not _stale(d.checked_on, scope.as_of))
    return tuple(d for d in fresh if _not_covered(d.scope, scope) is None)


def _bar(one: Rule, facts: Scope, use: Use | None = None) -> Bar | None:
    if use is not None and use not in one.uses:
        return Bar.USE
    if facts.state is LoanState.SETTLED and one.topic not in _AFTER_SETTLEMENT:
        return Bar.STATE
    return _not_in_force(one, facts.as_of) or _not_covered(one.scope, facts)


def _not_in_force(one: Rule, as_of: date) -> Bar | None:
    if one.confidence != "high":
        return Bar.CONFIDENCE
    if as_of < one.effective_from:
        return Bar.NOT_YET
    if one.effective_to is not None and as_of > one.effective_to:
        return Bar.EXPIRED
    return Bar.STALE if _stale(one.checked_on, as_of) else None


def _stale(checked_on: date, as_of: date) -> bool:
    return as_of - checked_on > timedelta(days=int(constant("rule_stale_days")))


def _not_covered(covers: Covers, facts: Scope) -> Bar | None:
    if covers.lenders and facts.lender not in covers.lenders:
        return Bar.LENDER
    if covers.borrowers and facts.borrower not in covers.borrowers:
        return Bar.BORROWER
    if covers.products and facts.product not in covers.products:
        return Bar.PRODUCT
    if covers.states and not {facts.state, facts.told} & set(covers.states):
        return Bar.STATE
    if covers.drawn_from and (facts.drawn is None or facts.drawn < covers.drawn_from):
        return Bar.DRAWN
    return Bar.CITY if covers.cities and not any(city in facts.city for city in covers.cities) else None
