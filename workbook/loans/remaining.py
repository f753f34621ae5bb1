"""What today's contract still asks: what is due now, then every instalment to its end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from workbook.case import Loan, LoanState
from workbook.kept import once
from workbook.loans.account import Account
from workbook.loans.balance import instalments_due, owed
from workbook.loans.results import DUE_PARTS, Balance, Due, Plan
from workbook.loans.terms import unknown
from workbook.money import ZERO

Asked = tuple[date, Decimal]


def arrears(account: Account) -> Decimal:
    """Give overdue parts, penalty, compound and fees, or the whole if called in; NotKnown names what lacks."""
    return due_of(account.loan, owed(account, account.as_of))


def due_of(loan: Loan, balance: Balance) -> Decimal:
    """Give what of a balance has to be paid now; NotKnown where something is due and nobody said how much."""
    if loan.state is LoanState.ACCELERATED:
        return balance.total
    if balance.stated_due is None and balance.source == "app" and not any(_told(balance)):
        raise unknown("app_total")
    return balance.due_now


def _told(balance: Balance) -> list[bool]:
    return [balance.parts[name] is not None for name in DUE_PARTS]


def coming(account: Account, last: date) -> tuple[Due, ...]:
    """Give what falls due after today up to a day; nothing once the loan is called in."""
    if account.loan.state is LoanState.ACCELERATED:
        return ()
    return instalments_due(account, account.as_of + timedelta(days=1), last)


def asked_until(account: Account, last: date) -> tuple[Asked, ...]:
    """Give what today's contract asks up to a day: what is due now first, then each instalment."""
    return ((account.as_of, arrears(account)), *((due.due, due.payment) for due in coming(account, last)))


@once
def asked_to_the_end(account: Account) -> tuple[Asked, ...] | None:
    """Give all that today's contract still asks, what is due now first; None where no end is known."""
    balance = owed(account, account.as_of)
    if (
        balance.source == "app"
        and account.loan.periods_left is None
        and account.loan.state is not LoanState.ACCELERATED
    ):
        return None
    asked = asked_until(account, date.max)
    endless = balance.source == "contract" and bool(balance.principal_not_due) and len(asked) == 1
    return None if endless else asked


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
