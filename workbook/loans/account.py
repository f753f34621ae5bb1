"""One loan as it was told: its terms and what was paid on it, seen on the case's date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from workbook.case import Loan, dated
from workbook.kept import Kept
from workbook.loans.contract import read
from workbook.loans.notes import loans_of
from workbook.loans.terms import Contract

Made = tuple[date, Decimal]
Booked = tuple[str, date, Decimal]


class Paid(NamedTuple):
    """What was paid on a loan: the dated payments, oldest first, and the day up to which all is told to be paid.

    `booked` are payments on one note of the line, by its id; those in `made` are for all.
    """

    made: tuple[Made, ...] = ()
    all_until: date | None = None
    booked: tuple[Booked, ...] = ()

    def before(self, day: date) -> Paid:
        """Give it without the payments from a day on."""
        made = tuple(one for one in self.made if one[0] < day)
        return self._replace(made=made, booked=tuple(one for one in self.booked if one[1] < day))

    def on(self, note_id: str, made: tuple[Made, ...] = ()) -> Paid:
        """Give what was paid on one note, with its part of what was paid for all."""
        own = tuple((on, amount) for name, on, amount in self.booked if name == note_id)
        return Paid(tuple(sorted((*own, *made))), self.all_until)


class Account(Kept):
    """A loan with its payments on a date; what is worked out of it is kept here.

    `loan` is the loan in one set of terms, `as_told` the loan with its notes; `of_line` marks the account of one note.
    """

    def __init__(self, loan: Loan, paid: Paid, told_on: date | None, *, of_line: bool = False) -> None:
        super().__init__()
        self.as_told = loan
        apart = not paid.booked or (loan.notes and len(loan.current_notes) != 1)
        self.paid = paid if apart else _on_one(loan, paid)
        self.told_on = told_on
        self.of_line = of_line

    @cached_property
    def loan(self) -> Loan:
        """The loan in one set of terms; of a line what its notes come to."""
        return self.as_told.as_one

    @property
    def as_of(self) -> date:
        """The day everything is worked out for; NotKnown until it is set."""
        return dated(self.told_on)

    @property
    def contract(self) -> Contract:
        """The contract as far as it is told, of several notes the oldest's; NotKnown and Refused as `read` raises."""
        return self.once(_contract)

    @property
    def drawings(self) -> tuple[Loan, ...]:
        """Each drawing as a loan, the oldest first: the notes of a line, or the loan itself."""
        return self.once(_drawings)

    @property
    def astray(self) -> int:
        """How many payments are booked on a note that is not among the line's."""
        known = {note.id for note in self.as_told.current_notes}
        return sum(name not in known for name, _on, _amount in self.paid.booked)

    def told(self, loan: Loan) -> Account:
        """Give the account as it would be had the loan been told so."""
        return Account(loan, self.paid, self.told_on, of_line=self.of_line)

    def having(self, paid: Paid) -> Account:
        """Give the account with other payments; the contract stays the same."""
        return Account(self.as_told, paid, self.told_on, of_line=self.of_line).sharing(self, _contract, _drawings)


def _on_one(loan: Loan, paid: Paid) -> Paid:
    """Of a loan drawn once every payment is its own, unless it is booked on a note that is gone."""
    ids = {note.id for note in loan.current_notes}
    own = [(on, amount) for name, on, amount in paid.booked if not ids or name in ids]
    astray = tuple(one for one in paid.booked if ids and one[0] not in ids)
    return Paid(tuple(sorted((*paid.made, *own))) if own else paid.made, paid.all_until, astray)


def _contract(account: Account) -> Contract:
    return read(account.drawings[0])


def _drawings(account: Account) -> tuple[Loan, ...]:
    return loans_of(account.as_told)
