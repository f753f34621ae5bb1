"""How a loan has been repaid so far: what was paid on the day, what came late, what is still unpaid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.kept import once
from workbook.loans.account import Account
from workbook.loans.accrual import Bill
from workbook.loans.replay import replayed
from workbook.loans.results import Instalment
from workbook.money import ZERO


@dataclass(frozen=True)
class Unpaid:
    """An instalment that fell due and of which something is unpaid, without penalty."""

    due: date
    amount: Decimal


@dataclass(frozen=True)
class Late:
    """An instalment paid after its day: how much it was, and the day from which nothing of it was unpaid."""

    due: date
    amount: Decimal
    paid_on: date


@dataclass(frozen=True)
class Record:
    """The instalments of the contract that fell due before the day.

    `paid`: how many are paid whole; `in_time`: how many are known to have been, None where that was not told of each;
    `made`: the yuan recorded as paid, None where the record does not reach back to the first; `unpaid` and `late` with
    the oldest first.
    """

    paid: int
    in_time: int | None
    made: Decimal | None
    unpaid: tuple[Unpaid, ...]
    late: tuple[Late, ...]

    @property
    def all_in_time(self) -> bool:
        """Tell whether every instalment that was paid is known to have been paid on its day."""
        return self.paid > 0 and self.in_time == self.paid


@once
def record(account: Account, day: date) -> Record:
    """Say how the instalments that fell due by the day were repaid; NotKnown and Refused as the account is."""
    ledger = replayed(account, day)[0]
    due = [row for row in ledger.fallen if row.due in account.contract.dues and row.due < day]
    still = {bill.number: bill for bill in ledger.bills if bill.open and not bill.told}
    unpaid = tuple(Unpaid(row.due, _left(still[row.number])) for row in due if row.number in still)
    paid = [row for row in due if row.number not in still]
    days = [_paid_on(account, row, day) for row in paid]
    return Record(
        paid=len(paid),
        in_time=None
        if None in days
        else sum(on is not None and on <= row.due for on, row in zip(days, paid, strict=True)),
        made=_made(account, day),
        unpaid=unpaid,
        late=tuple(Late(row.due, row.payment, on) for on, row in zip(days, paid, strict=True) if on and on > row.due),
    )


def _left(bill: Bill) -> Decimal:
    return bill.principal + bill.interest + bill.fees


def _paid_on(account: Account, row: Instalment, day: date) -> date | None:
    """Give the day by which an instalment was paid whole, its own where it was in time; None where that is not told."""
    told = account.paid.all_until
    if told is not None and row.due <= told:
        return row.due
    made = sorted(on for on, _amount in account.paid.made if on <= day)
    if not made:
        return None
    for on in (row.due, *(on for on in made if on > row.due)):
        ledger = replayed(account, on)[0]
        if row.number <= ledger.covered:
            return None
        if not any(bill.number == row.number and bill.open for bill in ledger.bills):
            return on
    return None


def _made(account: Account, day: date) -> Decimal | None:
    """Add up the payments where they alone say what was paid."""
    if account.paid.all_until is not None or replayed(account, day)[0].covered:
        return None
    return sum((amount for on, amount in account.paid.made if on <= day), ZERO)
