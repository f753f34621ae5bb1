"""What falls due where the contract's terms are missing: the told instalment, and at the end what falls due whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from workbook.case import Loan, Method
from workbook.loans.days import months_after
from workbook.loans.renewing import WHOLE
from workbook.loans.results import Due
from workbook.loans.terms import needed, unknown
from workbook.money import ZERO


def usual_dues(loan: Loan, first: date, last: date) -> tuple[Due, ...]:
    """Give what is told to fall due from one day to another, both included, without its parts.

    The instalment on each month's due day, for as many periods as are left, else until the loan ends. Where the
    principal falls due whole, it does so with the last, or on a later last day. Raises NotKnown where day, instalment
    or, once its day is reached, that principal is not told.
    """
    end = _end(loan)
    dues = list(_instalments(loan, last if end is None else min(end, last)))
    if end is not None and first <= end <= last and loan.method in WHOLE:
        beside = dues.pop().payment if dues and dues[-1].due == end else ZERO
        dues.append(Due(len(dues) + 1, end, _at_the_end(loan, beside), None))
    return tuple(due for due in dues if first <= due.due <= last)


def asks_for_one_payment(loan: Loan) -> bool:
    """Tell whether the total told of a loan is no more than its next payment."""
    asked, payment = loan.app_total, loan.instalment
    return asked is not None and payment is not None and asked <= payment


def end_untold(loan: Loan) -> tuple[str, ...]:
    """Name the fields that tell when a loan falls due whole, and for how much, where untold; none of instalments."""
    if loan.method is not None and loan.method not in WHOLE:
        return ()
    day = tuple(name for name in ("maturity", "method") if getattr(loan, name) is None)
    return day or (("balance_left",) if _owes_untold(loan) else ())


def _owes_untold(loan: Loan) -> bool:
    """Tell whether nothing says what is left of a loan: the app's total of one payment does not."""
    a_payment = loan.app_total is None or asks_for_one_payment(loan)
    return loan.balance_left is None and loan.principal is None and a_payment


def _end(loan: Loan) -> date | None:
    """Give the last day: the one told, else that of the last period told to be left; a bullet has one day only."""
    if loan.maturity is not None:
        return loan.maturity
    if loan.method is Method.BULLET and loan.next_due is None:
        raise unknown("maturity")
    if loan.next_due is not None and loan.periods_left is not None:
        return months_after(loan.next_due, loan.periods_left - 1, loan.due_day or loan.next_due.day)
    return loan.next_due if loan.method is Method.BULLET else None


def _instalments(loan: Loan, last: date) -> Iterator[Due]:
    """Give the instalments up to a day; one whose due day lies behind the loan's end falls due on that end."""
    if loan.method is Method.BULLET:
        return
    start, payment = needed(loan, "next_due"), needed(loan, "instalment")
    until = (last.year - start.year) * 12 + last.month - start.month + 1
    for number in range(until if loan.periods_left is None else min(until, loan.periods_left)):
        if (on := _on(loan, start, number)) <= last:
            yield Due(number + 1, on, payment, None)


def _on(loan: Loan, start: date, number: int) -> date:
    due = months_after(start, number, loan.due_day or start.day)
    same_month = loan.maturity is not None and (loan.maturity.year, loan.maturity.month) == (due.year, due.month)
    return min(due, loan.maturity) if same_month and loan.maturity is not None else due


def _at_the_end(loan: Loan, beside: Decimal) -> Decimal:
    """Give what falls due whole, with the payment of that day."""
    if loan.method is Method.BULLET and loan.instalment is not None:
        return loan.instalment
    app = None if asks_for_one_payment(loan) else loan.app_total
    rest = next((told for told in (loan.balance_left, app, loan.principal) if told is not None), None)
    if rest is None:
        raise unknown("balance_left")
    return rest + beside
