"""What is decided on the borrower's own position and told to a lender all the same; nothing else private gets there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook import options, talks
from workbook.case import LoanState
from workbook.cashflow import Picture
from workbook.course import Course, course, limitation
from workbook.language import _, attempt
from workbook.lenders import LenderType
from workbook.loans import Least
from workbook.loans.terms import LATE
from workbook.money import whole
from workbook.position import Position, once
from workbook.pressure import Strain, doubtful, monthly_claim, strain, unverified
from workbook.pressure.dues import open_loans
from workbook.rules import lender_type
from workbook.sentences import Reader
from workbook.talks import Promise
from workbook.verdict import Quick, quick

_ONE_BY_ONE = 3  # broken promises that still stand one by one


@dataclass(frozen=True)
class Declared:
    """The results of private figures that a lender's paper may rest on.

    `course`: what the paper is for; `strain`: on what ground the loan may be called hard to pay; `stop`: why nothing
    may be sent now, empty where it may; `months`: what each month leaves, with other household income apart
    (`apart`) where the borrower chose to tell it, else spent on the essentials first (`borne` where there is some);
    `offer`: yuan a month; `others`: what other lenders are due a month, where that is told; `lump`: what can be
    paid at once; `pays_now`: whether cash
    pays the arrears; `least`: from what difference on a lender is asked; `doubtful` tells that a notice looks like a
    fake, `unverified` that it only has to be verified, `private_account` that it asks for money to a private account,
    `firm` that the request holds with less coming in; `seen` and `late`: what the log shows of the other side's conduct
    and promises; `conduct_short` both with one sentence for what comes again and again.
    """

    course: Course = Course.EASE
    strain: Strain = Strain.UNKNOWN
    stop: str = ""
    months: Picture | None = None
    apart: bool = False
    borne: bool = False
    offer: Decimal | None = None
    others: Decimal | None = None
    lump: Decimal | None = None
    pays_now: bool = False
    least: Least | None = None
    doubtful: bool = False
    unverified: bool = False
    private_account: bool = False
    firm: bool = False
    seen: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    conduct_short: tuple[str, ...] = ()


@once
def declared(position: Position) -> Declared:
    """Give what a case declares to the lender of the loan in the talk."""
    limit = attempt(lambda: limitation(position, position.loan))
    months = attempt(lambda: position.months)
    apart = bool(attempt(lambda: _tells_other_income(position)))
    found, late = attempt(lambda: quick(position)), tuple(_late(position))
    return Declared(
        course=attempt(lambda: course(position, position.loan)) or Course.EASE,
        strain=attempt(lambda: strain(position, position.loan)) or Strain.UNKNOWN,
        stop=limit.sentence if limit and limit.level == "stop" else "",
        months=months if apart or months is None else months.netted,
        apart=apart,
        borne=not apart and _has_other_income(months),
        offer=found.offer if found else None,
        others=attempt(lambda: _others(position)),
        lump=attempt(lambda: _lump(position, found)),
        pays_now=bool(found and found.pays_now),
        least=position.least,
        doubtful=bool(attempt(lambda: doubtful(position.loan))),
        unverified=bool(attempt(lambda: unverified(position.loan))),
        private_account=bool(attempt(lambda: position.loan.private_account)),
        firm=bool(attempt(lambda: _firm(position))),
        seen=tuple(finding.sentence for finding in _conduct(position)),
        late=late,
        conduct_short=(*talks.in_short(_conduct(position)), *_late_in_short(position, late)),
    )


def _lump(position: Position, found: Quick | None) -> Decimal | None:
    """Give the sum told for settling at once, where cash pays it today or it was told where it comes from."""
    ask = position.case.ask_on(position.loan)
    if ask is None or ask.lump is None:
        return None
    cash = found.today_at_most if found else None
    return ask.lump if ask.lump_from or (cash is not None and ask.lump <= cash) else None


def _firm(position: Position) -> bool:
    """Tell whether the request holds with less coming in; asked only where it may be put on record."""
    return position.loan.state is LoanState.MEDIATION and options.firm(position, position.loan)


def _others(position: Position) -> Decimal | None:
    """Give a month of the other licensed lenders' loans where the borrower chose to tell it."""
    ask = position.case.ask_on(position.loan)
    return others_to_tell(position) if ask and ask.shares_other_debts else None


def others_to_tell(position: Position) -> Decimal | None:
    """Add up a month of the other licensed lenders' loans; None where there is none, or one of them is late."""
    others = [loan for loan in open_loans(position) if not loan.same_lender(position.loan)]
    if any(position.standing(loan).state in LATE for loan in others):
        return None
    licensed = [loan for loan in others if lender_type(loan) not in {None, LenderType.PRIVATE}]
    return whole([monthly_claim(position, loan) for loan in licensed]) if licensed else None


def _tells_other_income(position: Position) -> bool:
    ask = position.case.ask_on(position.loan)
    return bool(ask and ask.shares_other_income)


def _has_other_income(months: Picture | None) -> bool:
    flows = (months.usual, months.since, months.bad) if months else ()
    return any(flow is not None and flow.other_income is not None for flow in flows)


def _late(position: Position) -> Iterator[str]:
    """Say each promise of theirs that is past its day, in those of its sentences that the lender may read."""
    for promise in attempt(lambda: talks.promises(position, position.loan)) or ():
        words = Reader.of(position.case, position.loan).reads(promise.words)
        if promise.whose == "theirs" and promise.overdue and words:
            yield _overdue(position, promise, words)


def _late_in_short(position: Position, late: tuple[str, ...]) -> tuple[str, ...]:
    """Count the promises where they are more than a few."""
    if len(late) <= _ONE_BY_ONE:
        return late
    said = _("答应过、到 {today} 记录里没有写做到的有 {count} 件。")
    return (said.format(today=position.as_of, count=len(late)),)


def _conduct(position: Position) -> tuple[talks.Finding, ...]:
    return attempt(lambda: talks.conduct(position, position.loan)) or ()


def _overdue(position: Position, promise: Promise, words: str) -> str:
    said = _("{made} 答应“{words}”，说好 {due}，到 {today} 记录里没有写做到。")
    made = promise.made_on or _("之前")
    return said.format(made=made, words=words, due=promise.due, today=position.as_of)
