"""The gate: the only way to cite; what is stale, expired, unsure or out of scope never comes through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workbook.case import BorrowerType, Case, Loan, LoanState
from workbook.language import N_, Refused, _
from workbook.lenders import LenderType, Product
from workbook.rules.constants import constant
from workbook.rules.model import Bar, Denial, Label, Rule, Scope, Use
from workbook.rules.register import denials, register, rule
from workbook.rules.scope import lender_type, product

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
class _Facts:
    as_of: date
    lender: LenderType | None
    borrower: BorrowerType | None
    product: Product | None
    state: LoanState | None
    drawn: date | None
    city: str


def applicable(
    case: Case, loan: Loan, state: LoanState | None, as_of: date, use: Use | None = None
) -> tuple[Rule, ...]:
    """Give the rules that may be cited for this loan in this state on this day, for this use if one is named."""
    facts = _facts(case, loan, state, as_of)
    return tuple(r for r in register() if _bar(r, facts, use) is None)


def withheld(case: Case, loan: Loan, state: LoanState | None, as_of: date) -> tuple[tuple[Rule, Bar], ...]:
    """Give the rules that may not be cited, each with the reason."""
    facts = _facts(case, loan, state, as_of)
    found = ((r, _bar(r, facts)) for r in register())
    return tuple((r, bar) for r, bar in found if bar is not None)


def cite(rule_id: str, case: Case, loan: Loan, state: LoanState | None, use: Use | None = None) -> Citation:
    """Give one rule ready to print on the case's date; Refused with the reason when it may not be cited."""
    one = rule(rule_id)
    bar = _bar(one, _facts(case, loan, state, case.as_of), use)
    if bar is not None:
        raise Refused(N_("不能引用{source}：{reason}"), source=one.source, reason=bar.words)
    return _citation(one)


def sheet(
    case: Case, loan: Loan, state: LoanState | None, use: Use | None = None
) -> tuple[tuple[Label, tuple[Citation, ...]], ...]:
    """Give everything that may be cited on the case's date, grouped by how far it carries; empty groups left out."""
    citable = applicable(case, loan, state, case.as_of, use)
    groups = ((label, tuple(_citation(r) for r in citable if r.label is label)) for label in Label)
    return tuple((label, group) for label, group in groups if group)


def stale(as_of: date) -> tuple[Rule, ...]:
    """Give the rules that have to be checked again before they can be cited on this day."""
    return tuple(r for r in register() if _stale(r.checked_on, as_of))


def _citation(one: Rule) -> Citation:
    limits = str(one.limits) if one.limits else ""
    return Citation(one.id, one.label, str(one.says), limits, one.source, one.dates, one.page or "")


def not_given(case: Case, loan: Loan, state: LoanState | None, as_of: date) -> tuple[Denial, ...]:
    """Give what people are told about such a loan and the law does not give; for the borrower's own page."""
    facts = _facts(case, loan, state, as_of)
    return tuple(d for d in denials() if not _stale(d.checked_on, as_of) and _not_covered(d.scope, facts) is None)


def _bar(one: Rule, facts: _Facts, use: Use | None = None) -> Bar | None:
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


def _facts(case: Case, loan: Loan, state: LoanState | None, as_of: date) -> _Facts:
    profile = case.profile
    kinds = (lender_type(loan), profile.borrower_type, product(loan))
    return _Facts(as_of, *kinds, state, loan.drawn_on, profile.city or "")


def _not_covered(scope: Scope, facts: _Facts) -> Bar | None:
    if scope.lenders and facts.lender not in scope.lenders:
        return Bar.LENDER
    if scope.borrowers and facts.borrower not in scope.borrowers:
        return Bar.BORROWER
    if scope.products and facts.product not in scope.products:
        return Bar.PRODUCT
    if scope.states and facts.state not in scope.states:
        return Bar.STATE
    if scope.drawn_from and (facts.drawn is None or facts.drawn < scope.drawn_from):
        return Bar.DRAWN
    return Bar.CITY if scope.cities and not any(city in facts.city for city in scope.cities) else None
