"""What a contract comes to once every term has a value, and the words for terms that are missing or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from workbook.case import Fee, Loan, LoanState, Method, PenaltyBase
from workbook.case.loan import Allocation, DayCount, EarlyMoney
from workbook.language import N_, NotKnown, Refused, _

LONGEST = 600
ONE_DUE = frozenset({Method.BULLET, Method.ON_DEMAND})
MONTHLY = frozenset({Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL})
LATE = frozenset({LoanState.OVERDUE, LoanState.ACCELERATED, LoanState.SOLD, LoanState.IN_COURT})

FirstPeriod = Literal["month", "days"]
Level = Literal["annuity", "days"]
Rounding = Literal["half_up", "down", "carried"]


@dataclass(frozen=True)
class Convention:
    """What a lender decides and rarely prints.

    `first_period`: interest of the first period by the month or by its days; `level`: the equal instalment by the
    monthly annuity formula, or so that the days' interest leaves no remainder; `rounding`: each period half up,
    each period cut off, or carried unrounded and rounded only where shown; `penalty_count`: how days are counted for
    penalty and compound, which always run by the day.
    """

    day_count: DayCount
    first_period: FirstPeriod = "month"
    level: Level = "days"
    rounding: Rounding = "half_up"
    penalty_count: DayCount = DayCount.ACTUAL_360
    penalty_base: PenaltyBase = PenaltyBase.PRINCIPAL
    compound: bool = True


@dataclass(frozen=True)
class Contract:
    """Every term resolved; `annual` in percent, `whole` says which periods count as one whole month."""

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

    @property
    def penalty_rate(self) -> Decimal:
        """Percent a year that runs on what is overdue."""
        return self.annual * self.uplift


def title(name: str) -> str:
    """Give the label of a field of a loan in the language now spoken."""
    return _(Loan.model_fields[name].title or name)


def unknown(name: str) -> NotKnown:
    """Make the refusal that sends the borrower to the field that is needed."""
    return NotKnown(N_("先在 02_debts 填写“{field}”"), where="02_debts", field=title(name))


def needed(loan: Loan, name: str) -> Any:
    """Give a field's value; NotKnown where it was not told."""
    value = getattr(loan, name)
    if value is None:
        raise unknown(name)
    return value


def wrong(message: str, name: str, **values: object) -> Refused:
    """Make a refusal that names the field it is about."""
    return Refused(message, field=title(name), **values)


def settled(loan: Loan) -> bool:
    """Tell whether the borrower says the loan is paid off."""
    return loan.state is LoanState.SETTLED


def said_late(loan: Loan, day: date) -> bool:
    """Tell whether a loan is late on a day by what the borrower says or by its oldest unpaid day."""
    return loan.state in LATE or (loan.next_due is not None and loan.next_due < day)
