"""Who answers for a loan hears of it from the borrower, before the lender is asked."""

from __future__ import annotations

from workbook.case import Loan, LoanState
from workbook.course import TALKED, Course, course
from workbook.language import _, attempt
from workbook.loans.terms import LATE
from workbook.position import Position, once
from workbook.pressure import called

_ASKED = frozenset({Course.EASE, Course.AGAIN, Course.HOLD})


@once
def told_first(position: Position) -> tuple[Loan, ...]:
    """Give the loans with a guarantor or a spouse who signed that are late or will be asked about.

    None where the next contact is no talk of money: a court, a claim that was sold, the end of limitation.
    """
    main = attempt(lambda: course(position, position.loan)) if position.loans else None
    if main not in TALKED:
        return ()
    return tuple(loan for loan in position.loans if loan.answered_for and _comes_up(position, loan))


def _comes_up(position: Position, loan: Loan) -> bool:
    state = position.standing(loan).state
    if state is LoanState.SETTLED:
        return False
    ask = position.case.ask_on(loan)
    own = loan.id == position.loan.id and course(position, loan) in _ASKED
    return state in LATE or own or (ask is not None and ask.preferred is not None)


def tell_first_words(loans: tuple[Loan, ...]) -> str:
    """Say whom to tell first, and what; empty without a loan."""
    if not loans:
        return ""
    names = _("、").join(_("“{name}”").format(name=called(loan)) for loan in loans)
    who = _guarantors(loans)
    return _("去谈以前，先告诉{who}：{names}现在怎样、打算怎么谈；有人找他们付钱或签字，先和您核对。").format(
        who=who, names=names
    )


def _guarantors(loans: tuple[Loan, ...]) -> str:
    if not any(loan.spouse_signed for loan in loans):
        return _("担保人")
    return _("担保人和签了字的配偶") if any(loan.guaranteed for loan in loans) else _("签了字的配偶")
