"""What says that a loan which is not late will be hard to pay: the figures, the borrower, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto

from workbook.case import NOT_LATE, Loan, LoanState, Want
from workbook.language import Refused, attempt
from workbook.loans import LOOK_AHEAD
from workbook.money import ZERO
from workbook.position import Position, borrowers_own, once
from workbook.pressure.dealing import shares, spare_now
from workbook.pressure.lump import lump
from workbook.pressure.today import today_at_most


class Strain(Enum):
    """On what ground it may be said that a loan is hard to pay."""

    LATE = auto()
    """It is late already."""
    ALWAYS = auto()
    """A month as it is now leaves less than is asked, and cash does not make up for it."""
    BAD_MONTHS = auto()
    """Only a bad month leaves less than is asked."""
    TOLD = auto()
    """No figure says so; the borrower does."""
    PAYABLE = auto()
    """The figures say that it can be paid, and nobody says otherwise."""
    UNKNOWN = auto()
    """Neither the figures nor the borrower say anything."""


@borrowers_own
def strain(position: Position, loan: Loan) -> Strain:
    """Say on what ground a loan may be called hard to pay."""
    if position.standing(loan).state not in {None, *NOT_LATE}:
        return Strain.LATE
    asked = _asked(position, loan)
    bad, now = attempt(lambda: shares(position).of(loan)), attempt(lambda: spare_now(position, loan))
    if asked is not None and now is not None and not _carries(position, asked, now):
        return Strain.ALWAYS
    if asked is not None and bad is not None and not _carries(position, asked, bad):
        return Strain.BAD_MONTHS
    if loan.state is LoanState.NOT_DUE or loan.want is Want.EASE:
        return Strain.TOLD
    return Strain.UNKNOWN if asked is None or bad is None else Strain.PAYABLE


def _carries(position: Position, asked: Iterable[Decimal], each_month: Decimal) -> bool:
    """Tell whether so much a month pays what is asked, together with the cash in hand."""
    short = sum((max(payment - each_month, ZERO) for payment in asked), ZERO)
    return short <= (today_at_most(position) or ZERO)


def _asked(position: Position, loan: Loan) -> tuple[Decimal, ...] | None:
    """Give what is still asked, one payment after another, without a lump at the end; None where it cannot be told."""
    end = lump(position, loan)
    try:
        return tuple(due.payment for due in position.standing(loan).dues(position.as_of, date.max) if due != end)
    except Refused:
        return None if loan.instalment is None else (loan.instalment,)


@once
def instalment(position: Position, loan: Loan) -> Decimal | None:
    """Give the usual instalment: the told one, else the next to fall due; None where none does soon, or all at once."""
    if loan.instalment is not None:
        return loan.instalment
    dues = position.standing(loan).dues(position.as_of, position.as_of + timedelta(days=LOOK_AHEAD))
    return next((due.payment for due in dues if due != lump(position, loan)), None)
