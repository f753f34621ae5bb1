"""What today's contract still asks: what is due now, then every instalment to its end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from workbook.case import NOT_LATE, Loan, LoanState
from workbook.kept import once
from workbook.language import NotKnown, attempt
from workbook.loans.account import Account
from workbook.loans.balance import instalments_due, owed
from workbook.loans.line import drawn_by, each
from workbook.loans.results import Balance, Due, Plan
from workbook.loans.terms import unknown
from workbook.money import ZERO

Asked = tuple[date, Decimal]


def arrears(account: Account, day: date) -> Decimal:
    """Give overdue parts, penalty, compound and fees, or the whole if called in; NotKnown names what lacks.

    A loan told to be in order whose next day is to come asks for nothing, whatever else is not told of it.
    """
    try:
        return _due_of(account.loan, owed(account, day))
    except NotKnown:
        if _in_order(account.loan, day):
            return ZERO
        raise


def _in_order(loan: Loan, day: date) -> bool:
    return loan.state in NOT_LATE and loan.as_one.next_due is not None and loan.as_one.next_due > day


def _due_of(loan: Loan, balance: Balance) -> Decimal:
    """Give what of a balance has to be paid now; NotKnown where something is due and nobody said how much."""
    if loan.state is LoanState.ACCELERATED:
        return balance.total
    if not balance.due_known:
        raise unknown("app_total")
    return balance.due_now


def coming(account: Account, last: date) -> tuple[Due, ...]:
    """Give what falls due after today up to a day; nothing once the loan is called in."""
    if account.loan.state is LoanState.ACCELERATED:
        return ()
    return instalments_due(account, account.as_of + timedelta(days=1), last)


def asked_until(account: Account, last: date) -> tuple[Asked, ...]:
    """Give what today's contract asks up to a day: what is due now first, then each instalment."""
    now = account.as_of, arrears(account, account.as_of)
    return (now, *((due.due, due.payment) for due in coming(account, last)))


@once
def asked_to_the_end(account: Account) -> tuple[Asked, ...] | None:
    """Give all that today's contract still asks, what is due now first; None where no end is known."""
    balance, ended = owed(account, account.as_of), _ended(account)
    if balance.source == "app" and not ended:
        return None
    asked = asked_until(account, date.max)
    endless = balance.source == "contract" and bool(balance.principal_not_due) and len(asked) == 1
    return None if endless or not ended else asked


def _ended(account: Account) -> bool:
    """Tell whether an end is told: of each note, or where their terms are missing, of the loan."""
    notes = drawn_by(account, account.as_of)
    told = account.loan.periods_left is not None or account.loan.state is LoanState.ACCELERATED
    if not notes or (told and owed(account, account.as_of).source == "app"):
        return told or owed(account, account.as_of).source == "contract"
    return all(attempt(lambda: asked_to_the_end(note)) is not None for note in notes)  # noqa: B023 - used at once


def last_day(account: Account) -> date | None:
    """Give the last day it is to be repaid by, as told, or the schedule's where a rest has moved it; None if untold."""
    told = account.loan.maturity
    contracts = attempt(lambda: [one.contract for one in each(account)]) or []
    moved = [one.dues[-1] for one in contracts if any(rest.moved for rest in one.rests)]
    return told if told is None or not moved else max(one.dues[-1] for one in contracts if one.dues)


def still_asked(account: Account) -> Decimal | None:
    """Give what is to be paid from now on if everything is paid as the contract says; None where no end is known."""
    asked = asked_to_the_end(account)
    return None if asked is None else summed(asked)


def beyond_contract(plan: Plan, balance: Balance, asked: tuple[Asked, ...] | None) -> Decimal | None:
    """Give what an arrangement costs more than paying on; None where the end or the whole debt is not known."""
    return None if asked is None or balance.principal is None else plan.total_paid - summed(asked)


def summed(asked: tuple[Asked, ...]) -> Decimal:
    """Add up what is asked."""
    return sum((amount for _on, amount in asked), ZERO)
