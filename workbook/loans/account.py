"""One loan as it was told: its terms and what was paid on it, seen on the case's date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from workbook.case import Loan, dated
from workbook.kept import Kept
from workbook.loans.contract import read
from workbook.loans.terms import Contract

Made = tuple[date, Decimal]


class Paid(NamedTuple):
    """What was paid on a loan: the dated payments, oldest first, and the day up to which all is told to be paid."""

    made: tuple[Made, ...] = ()
    all_until: date | None = None


class Account(Kept):
    """A loan with its payments on a date; what is worked out of it is kept here."""

    def __init__(self, loan: Loan, paid: Paid, told_on: date | None) -> None:
        super().__init__()
        self.loan = loan
        self.paid = paid
        self.told_on = told_on

    @property
    def as_of(self) -> date:
        """The day everything is worked out for; NotKnown until it is set."""
        return dated(self.told_on)

    @property
    def contract(self) -> Contract:
        """The contract as far as it is told; NotKnown and Refused as `read` raises them."""
        return self.once(_contract)

    def told(self, loan: Loan) -> Account:
        """Give the account as it would be had the loan been told so."""
        return Account(loan, self.paid, self.told_on)

    def having(self, paid: Paid) -> Account:
        """Give the account with other payments; the contract stays the same."""
        return Account(self.loan, paid, self.told_on).sharing(self, _contract)


def _contract(account: Account) -> Contract:
    return read(account.loan)
