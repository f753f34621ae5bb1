"""What a contract comes to once every term has a value, and the words for terms that are missing or wrong."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from workbook.case import NOT_LATE, Fee, Loan, LoanState, Method, PenaltyBase, untold
from workbook.case.loan import Allocation, DayCount, EarlyMoney, OddDays
from workbook.language import NotKnown, Refused, _
from workbook.loans.days import anchor_of
from workbook.money import ZERO

LONGEST = 600
A_YUAN = Decimal(1)
"""Our convention: up to so much an instalment is off by rounding; beyond it is another one."""
ONE_DUE = frozenset({Method.BULLET, Method.ON_DEMAND})
MONTHLY = frozenset({Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL})
LATE = frozenset(
    {
        LoanState.OVERDUE,
        LoanState.ACCELERATED,
        LoanState.SOLD,
        LoanState.PAID_FOR,
        LoanState.MEDIATION,
        LoanState.ARBITRATION,
        LoanState.IN_COURT,
        LoanState.ENFORCEMENT,
    }
)
WITHOUT_INSTALMENTS = (LATE - {LoanState.OVERDUE, LoanState.MEDIATION}) | {LoanState.NOT_MINE}
"""Where the whole is asked for, or by another, or of nobody: the contract's monthly days say no more what to pay."""

FirstPeriod = Literal["month", "days"]
Level = Literal["annuity", "days"]
Rounding = Literal["half_up", "down", "carried"]


@dataclass(frozen=True)
class Convention:
    """What a lender decides and rarely prints.

    `first_period`: interest of the first period by the month or by its days; `level`: the equal instalment by the
    monthly annuity formula, or so that the days' interest leaves no remainder; `rounding`: each period half up,
    each period cut off, or carried unrounded and rounded only where shown; `penalty_count`: how days are counted for
    penalty and compound, which always run by the day; `odd_days`: how a loan counted by months counts the days beyond
    whole months, which matters nowhere else.
    """

    day_count: DayCount
    first_period: FirstPeriod = "month"
    level: Level = "days"
    rounding: Rounding = "half_up"
    penalty_count: DayCount = DayCount.ACTUAL_360
    penalty_base: PenaltyBase = PenaltyBase.PRINCIPAL
    compound: bool = True
    odd_days: OddDays = OddDays.REAL


class Change(NamedTuple):
    """A rate in percent a year that holds from a day on."""

    on: date
    annual: Decimal


class Rest(NamedTuple):
    """Instalments that rest: the first one's number, how many, whether nothing is due, whether the end moved."""

    first: int
    months: int
    nothing: bool
    moved: bool


@dataclass(frozen=True)
class Contract:
    """Every term resolved; `annual` in percent on the day drawn, `whole` says which periods count as one whole month.

    `changes` are later rates, each another than the one before; `fees` are those of each instalment where they are
    not all alike; `instalment` is what the borrower told of equal ones, for the rounding of the lender.
    """

    principal: Decimal
    net: Decimal
    drawn_on: date
    annual: Decimal
    method: Method
    dues: tuple[date, ...]
    whole: tuple[bool, ...]
    convention: Convention
    uplift: Decimal
    grace_days: int
    allocation: Allocation
    early_money: EarlyMoney | None
    fee_upfront: Decimal
    fee_per_period: Decimal
    prepayment_fees: tuple[Fee, ...]
    accelerated_on: date | None
    assumed: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    rests: tuple[Rest, ...] = ()
    fees: tuple[Decimal, ...] = ()
    both_ends: bool = False
    unpaid_interest: Decimal = ZERO
    unpaid_on: date | None = None
    instalment: Decimal | None = None

    @property
    def steady(self) -> bool:
        """Whether one rate and one way of repaying hold from the first instalment to the last."""
        return not self.changes and not self.rests

    @property
    def varies(self) -> bool:
        """Whether its instalments differ by more than their method makes them."""
        return bool(self.changes or self.rests or self.fees)

    @property
    def interest_from(self) -> date:
        """The day interest is counted from, first day in: a day sooner where the last day bears interest too."""
        return self.drawn_on - timedelta(days=1) if self.both_ends else self.drawn_on

    def rate_on(self, day: date) -> Decimal:
        """Percent a year that runs from this day on."""
        return next((change.annual for change in reversed(self.changes) if change.on <= day), self.annual)

    def penalty_rate(self, day: date) -> Decimal:
        """Percent a year that runs from this day on what is overdue."""
        return self.rate_on(day) * self.uplift

    def stretches(self, start: date, end: date) -> list[tuple[date, date, Decimal]]:
        """Split a stretch where the rate changes."""
        if not self.changes:
            return [(start, end, self.annual)]
        edges = [start, *(change.on for change in self.changes if start < change.on < end), end]
        return [(a, b, self.rate_on(a)) for a, b in pairwise(edges)]

    def period_from(self, day: date) -> tuple[date, int]:
        """Give the day the period of a day began, and the day of the month it counts its months by."""
        before = bisect_right(self.dues, day)
        began = self.dues[before - 1] if before else self.drawn_on
        return began, anchor_of(began, self.dues[before : before + 2])

    def fees_on(self, number: int) -> Decimal:
        """The fees of an instalment."""
        return self.fees[number - 1] if self.fees else self.fee_per_period

    def rest_of(self, number: int) -> Rest | None:
        """The holiday an instalment lies in."""
        return next((rest for rest in self.rests if rest.first <= number < rest.first + rest.months), None)

    def last_known(self, number: int) -> int:
        """The number of the last instalment as it stood when this one ran: later holidays had not moved it yet."""
        return len(self.dues) - sum(rest.months for rest in self.rests if rest.moved and rest.first > number)


def title(name: str) -> str:
    """Give the label of a field of a loan in the language now spoken."""
    return _(Loan.model_fields[name].title or name)


def unknown(*names: str) -> NotKnown:
    """Make the refusal that sends the borrower to the fields that are needed."""
    return untold("debts", *map(title, names))


def needed(loan: Loan, name: str) -> Any:
    """Give a field's value; NotKnown where it was not told."""
    value = getattr(loan, name)
    if value is None:
        raise unknown(name)
    return value


def wrong(message: str, name: str, **values: object) -> Refused:
    """Make a refusal that names the field it is about."""
    return Refused(message, field=title(name), **values)


def odd_days_said() -> str:
    """Say how odd days were counted where nobody told it."""
    return _("不满一个月的零头天数怎么算没有填，按“{rule}”算").format(rule=OddDays.REAL.words)


def settled(loan: Loan) -> bool:
    """Tell whether the borrower says the loan is paid off."""
    return loan.state is LoanState.SETTLED


def day_doubted(loan: Loan, day: date) -> str:
    """Ask about a told due day that does not go with where the loan is said to stand; nothing where it does."""
    on, stands = loan.next_due, loan.state.words if loan.state else ""
    if on is not None and loan.state in NOT_LATE and on < day:
        said = _("填的是“{stands}”，可 {on} 已经过了，先按没还算。还了就写下一次的还款日；没还就改选“{late}”。")
        return said.format(stands=stands, on=on, late=LoanState.OVERDUE.words)
    if on is not None and loan.state is LoanState.OVERDUE and on > day:
        said = _("填的是“{stands}”，可 {on} 还没到。这里写最早一笔没还的日子。")
        return said.format(stands=stands, on=on)
    return ""


def said_late(loan: Loan, day: date) -> bool:
    """Tell whether a loan is late on a day by what the borrower says or by its oldest unpaid day."""
    return loan.state in LATE or (loan.next_due is not None and loan.next_due < day)
