"""One loan on one day: everything that can be said of it from its terms and payments, worked out when first asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from workbook.case import NOT_LATE, Case, Loan, LoanState, dated
from workbook.language import attempt
from workbook.loans.account import Account, Paid
from workbook.loans.apart import late_alone, told_apart
from workbook.loans.balance import instalments_due, owed
from workbook.loans.charged import Charged, charged
from workbook.loans.check import check
from workbook.loans.convention import Habits, find_convention, seen_in_figures
from workbook.loans.debited import Debited, all_in, debited
from workbook.loans.doubt import Doubt, doubt
from workbook.loans.line import parts
from workbook.loans.notes import note_names, rate_of
from workbook.loans.record import Record, record
from workbook.loans.remaining import Asked, arrears, asked_to_the_end, asked_until, coming, last_day, still_asked
from workbook.loans.results import AnnualCost, Balance, Due, Finding, Schedule
from workbook.loans.schedule import schedule
from workbook.loans.terms import Contract, said_late

LOOK_AHEAD = 62  # days: the next monthly date is always among them
_ONLY_TOLD = frozenset(LoanState) - NOT_LATE - {LoanState.OVERDUE}


@dataclass(frozen=True, eq=False)
class Standing:
    """A loan as it stands at the end of a day; NotKnown or Refused where what is asked cannot be told.

    It knows its terms and payments, and nothing of months, rules, talks or readers. Standings of one loan on several
    days share one account: the contract is read once, and the account replayed once a day.
    """

    account: Account
    told_on: date | None

    @classmethod
    def of(cls, case: Case, loan: Loan) -> Standing:
        """Give a loan of a case on the case's date."""
        day = case.profile.as_of
        told = [(p.note_id, p.paid_on, p.amount) for p in case.payments_on(loan) if p.paid_on and p.amount]
        made = tuple((on, amount) for note, on, amount in told if note is None)
        booked = tuple((note, on, amount) for note, on, amount in told if note is not None)
        return cls(Account(loan, Paid(made, case.payments.all_paid_until, booked), day), day)

    @classmethod
    def drawn(cls, loan: Loan, day: date) -> Standing:
        """Give a loan as if it were drawn on that day, nothing paid yet."""
        return cls(Account(loan, Paid(), day), day)

    def on(self, day: date) -> Standing:
        """Give the same loan on another day, by what is recorded up to it."""
        return replace(self, told_on=day)

    def paying(self, on: date, amount: Decimal) -> Standing:
        """Give it with one more payment."""
        paid = self.account.paid
        return replace(self, account=self.account.having(paid._replace(made=(*paid.made, (on, amount)))))

    def before(self, day: date) -> Standing:
        """Give it on that day without the payments from that day on: where a plan that begins then takes it up."""
        return Standing(self.account.having(self.account.paid.before(day)), day)

    @property
    def day(self) -> date:
        """The day it is seen on; NotKnown until it is set."""
        return dated(self.told_on)

    @property
    def loan(self) -> Loan:
        """The loan as it was told."""
        return self.account.as_told

    @property
    def notes(self) -> tuple[tuple[str, Standing], ...]:
        """The notes of a line, each by its name and as it stands; none for a loan drawn once."""
        called, notes = note_names(self.loan), parts(self.account)
        return tuple((name, replace(self, account=note)) for name, note in zip(called, notes, strict=False))

    @property
    def told_apart(self) -> bool:
        """Whether every payment on a line is known to be of one note; so it is for a loan drawn once."""
        return told_apart(self.account)

    @property
    def late_note(self) -> Standing | None:
        """The only note of a line that is late; None where it is not so, or where notes cannot be told apart."""
        if self.state is not LoanState.OVERDUE or not self.told_apart or self.debited is not None:
            return None
        notes = [one for _name, one in self.notes]
        place = late_alone([one.balance_or_none for one in notes], self.balance.total)
        return None if place is None else notes[place]

    @property
    def contract(self) -> Contract:
        """Its terms, each told, or by its stated default; of a line those of its oldest note."""
        return self.account.contract

    @property
    def rate(self) -> Decimal:
        """The rate that holds on the day in percent a year, told or implied; the average of differing notes."""
        return rate_of(self.account.as_told, self.told_on)

    @property
    def maturity(self) -> date | None:
        """The last day it is to be repaid by, as told or as a rest has moved what was told; None where none is told."""
        return last_day(self.account)

    @property
    def schedule(self) -> Schedule:
        """The schedule of its contract."""
        return self.account.once(_schedule)

    @property
    def cost(self) -> AnnualCost:
        """What it costs a year, all fees counted."""
        return all_in(self.account)

    @property
    def balance(self) -> Balance:
        """What is owed on the day, by component."""
        return owed(self.account, self.day)

    @property
    def balance_or_none(self) -> Balance | None:
        """The same, or None where it cannot be told."""
        return attempt(lambda: self.balance)

    @property
    def arrears(self) -> Decimal:
        """What has to be paid to be current: overdue parts, penalty, compound and fees; the whole if called in."""
        return arrears(self.account, self.day)

    @property
    def record(self) -> Record:
        """How what fell due before the day was repaid; of one note or a loan drawn once."""
        return record(self.account, self.day)

    @property
    def late(self) -> bool:
        """Whether it is late by what the borrower says or by its oldest unpaid day."""
        return said_late(self.account.loan, self.day)

    @property
    def state(self) -> LoanState | None:
        """Where it stands: what only the borrower can tell, else by the days overdue.

        Where days cannot be counted, a date that has passed is late whatever was said.
        """
        if self.loan.state in _ONLY_TOLD:
            return self.loan.state
        balance = self.balance_or_none
        if balance is None or balance.days_overdue is None:
            return LoanState.OVERDUE if self.late else self.loan.state
        return LoanState.OVERDUE if balance.days_overdue > 0 else _caught_up(self.loan.state)

    def dues(self, first: date, last: date) -> tuple[Due, ...]:
        """Give what falls due from one day to another, both included, less money that waits for it."""
        return instalments_due(self.account, first, last)

    def coming(self, last: date) -> tuple[Due, ...]:
        """Give what falls due after the case's date up to a day; nothing once the loan is called in."""
        return coming(self.account, last)

    def asked_until(self, last: date) -> tuple[Asked, ...]:
        """Give what the contract asks up to a day: what is due now first, then each instalment."""
        return asked_until(self.account, last)

    @property
    def asked_to_the_end(self) -> tuple[Asked, ...] | None:
        """All that the contract still asks, what is due now first; None where no end is known."""
        return asked_to_the_end(self.account)

    @property
    def still_asked(self) -> Decimal | None:
        """The sum of it; None where no end is known."""
        return still_asked(self.account)

    @property
    def doubt(self) -> Doubt | None:
        """What was told of it that its terms do not lead to; None where both agree or it cannot be told."""
        return doubt(self.account)

    @property
    def debited(self) -> Debited | None:
        """What is really debited each month, where it is not what its terms come to."""
        return debited(self.account)

    @property
    def charged(self) -> Charged:
        """What it charges line by line, and the arithmetic of its yearly cost; of one drawing."""
        return charged(self.account)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every point where the lender's own figures do not fit each other, the contract or our recalculation."""
        return check(self.account)

    @property
    def habits(self) -> Habits:
        """The lender's unprinted habits that come nearest to its dated figures; Refused where it states none."""
        return self.account.once(_habits)


def next_due(standing: Standing) -> Due | None:
    """Give the next instalment that falls due, None where none does within two months."""
    return next(iter(standing.dues(standing.day, standing.day + timedelta(days=LOOK_AHEAD))), None)


def _caught_up(told: LoanState | None) -> LoanState:
    """Say where a loan stands on which nothing is overdue: what was told to be late has been paid since."""
    if told in {LoanState.NORMAL, LoanState.CAUGHT_UP}:
        return told
    return LoanState.CAUGHT_UP if told is LoanState.OVERDUE else LoanState.NOT_DUE


def _habits(account: Account) -> Habits:
    return find_convention(account, seen_in_figures(account.loan.lender_figures))


def _schedule(account: Account) -> Schedule:
    return schedule(account.as_told)
