"""The day on which a loan falls due whole: no instalment, and no claim of a month."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from workbook.case import Loan, LoanState
from workbook.language import _, attempt
from workbook.loans import Due
from workbook.loans.days import months_after
from workbook.loans.renewing import WHOLE
from workbook.loans.terms import LATE
from workbook.money import shown
from workbook.position import Position, once

_HUGE = 3  # a due this many times the loan's usual one is its end, not an instalment
_YEARS_AHEAD = 10


@once
def lump(position: Position, loan: Loan) -> Due | None:
    """Give the day and amount on which the rest of a loan falls due at once; None where none does or none is told."""
    far = months_after(position.as_of, 12 * _YEARS_AHEAD, position.as_of.day)
    return great_end(loan, attempt(lambda: position.standing(loan).coming(far)) or ())


@once
def own_end(position: Position) -> Due | None:
    """Give the day on which the loan in the talk falls due whole; None where it does not, is late, or not one's own."""
    loan = position.loan
    return None if position.standing(loan).state in {*LATE, LoanState.NOT_MINE} else lump(position, loan)


def own_end_words(end: Due) -> str:
    """Say of the loan in the talk, before it falls due whole, what is to be found out; it is no claim of a month."""
    said = _("{on} 这一笔要一次还 {amount}，没有算进每月的数。{ask}")
    return said.format(on=end.due, amount=shown(end.payment), ask=ask_before_words())


def ask_before_words() -> str:
    """Say what is to be found out before that day."""
    return _("先问清：能不能续贷或者展期、在哪里办、几天有结果；问不到，就当不能续来准备。")


def whole_end_words(position: Position) -> str:
    """Say the same where the loan in the talk falls due whole; "" where it does not."""
    end = own_end(position)
    return own_end_words(end) if end is not None else ""


def great_end(loan: Loan, dues: tuple[Due, ...]) -> Due | None:
    """Give the last due where it is no instalment but the loan itself falling due."""
    if not dues:
        return None
    lone = len(dues) == 1 and loan.method in WHOLE
    return dues[-1] if lone or dwarfs_the_rest([due.payment for due in dues]) else None


def dwarfs_the_rest(payments: Sequence[Decimal]) -> bool:
    """Tell whether the last of several payments is no instalment beside the usual one of the others."""
    usual = sorted(payments[:-1])
    return bool(usual) and payments[-1] > _HUGE * usual[len(usual) // 2]
