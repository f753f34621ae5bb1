"""How a loan has been repaid so far: what was paid on the day, what came late, what is still unpaid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.kept import once
from workbook.loans.account import Account, Made
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
    """An instalment paid after its day: how much it was, the day it was paid whole, and what was paid until then."""

    due: date
    amount: Decimal
    paid_on: date
    paid: Decimal


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


_ROUNDED = Decimal(1)  # yuan: what a lender's rounding or a day of penalty leaves of an instalment that was paid


@once
def record(account: Account, day: date) -> Record:
    """Say how the instalments that fell due by the day were repaid; NotKnown and Refused as the account is.

    An instalment is paid on the day on which the money paid so far reaches all that fell due up to it, to a yuan.
    """
    ledger = replayed(account, day)[0]
    due = [row for row in ledger.fallen if row.due in account.contract.dues and row.due < day]
    still = {bill.number: bill for bill in ledger.bills if bill.open and not bill.told}
    paid = [row for row in due if row.number not in still]
    made = sorted(one for one in account.paid.made if one[0] <= day)
    recorded = _reached(paid, made) is not None and account.paid.all_until is None
    days = [_paid_on(account, row, made, paid if recorded else paid[ledger.covered :]) for row in paid]
    each = list(zip(days, paid, strict=True))
    return Record(
        paid=len(paid),
        in_time=None if None in days else len([1 for on, row in each if on is not None and on <= row.due]),
        made=sum((amount for _on, amount in made), ZERO) if recorded else None,
        unpaid=tuple(Unpaid(row.due, _left(still[row.number])) for row in due if row.number in still),
        late=tuple(
            Late(row.due, row.payment, on, _between(made, row.due, on)) for on, row in each if on and on > row.due
        ),
    )


def _between(made: list[Made], due: date, paid_on: date) -> Decimal:
    return sum((amount for on, amount in made if due < on <= paid_on), ZERO)


def _left(bill: Bill) -> Decimal:
    return bill.principal + bill.interest + bill.fees


def _paid_on(account: Account, row: Instalment, made: list[Made], counted: list[Instalment]) -> date | None:
    """Give the day an instalment was paid whole, its own where it was told to be in time; None where it is not told."""
    told = account.paid.all_until
    if told is not None and row.due <= told:
        return row.due
    if row not in counted:
        return None
    on = _reached([one for one in counted if one.number <= row.number], made)
    return max(on, row.due) if on is not None and on <= row.due else on


def _reached(rows: list[Instalment], made: list[Made]) -> date | None:
    """Give the day on which the money paid reaches what these instalments come to; None where it does not."""
    owed, so_far = sum((row.payment for row in rows), ZERO) - _ROUNDED, ZERO
    for on, amount in made:
        so_far += amount
        if rows and so_far >= owed:
            return on
    return None
