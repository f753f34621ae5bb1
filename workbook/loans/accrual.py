"""Accrual lines: base × rate × days ÷ basis, each checkable with a calculator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case.loan import DayCount
from workbook.loans.days import spans
from workbook.loans.results import AccrualLine, Kept
from workbook.loans.schedule import ROUNDINGS
from workbook.loans.terms import Contract
from workbook.money import ZERO, fen

Stretch = tuple[date, date]


@dataclass
class Bill:
    """What is still unpaid of one instalment that fell due; penalty has run up to `since`."""

    number: int
    due: date
    principal: Decimal
    interest: Decimal
    fees: Decimal
    since: date

    @property
    def open(self) -> bool:
        """Tell whether anything of it is unpaid."""
        return bool(self.principal or self.interest or self.fees)


def total(lines: Iterable[AccrualLine]) -> Decimal:
    """Add up the amounts of lines."""
    return sum((line.amount for line in lines), ZERO)


def simple_interest(base: Decimal, annual: Decimal, count: DayCount, stretch: Stretch) -> Decimal:
    """Give base × annual% × days ÷ days of a year, first day in, last day out, half up to the fen."""
    return sum((fen(base * annual * days / (100 * basis)) for _, _, days, basis in spans(count, *stretch)), ZERO)


def interest_by_days(contract: Contract, number: int, base: Decimal, stretch: Stretch) -> list[AccrualLine]:
    """Give contract interest on a base by the contract's day count."""
    return _lines(contract, "interest", number, base, contract.convention.day_count, stretch)


def interest_by_month(contract: Contract, number: int, base: Decimal, stretch: Stretch) -> list[AccrualLine]:
    """Give contract interest of one whole month: a twelfth of a year."""
    amount = fen(base * contract.annual / 1200)
    return [AccrualLine("interest", number, base, contract.annual, *stretch, 30, 360, True, amount)]


def overdue(contract: Contract, kind: Kept, bill: Bill, base: Decimal, until: date) -> list[AccrualLine]:
    """Give penalty, or compound, on an unpaid base since penalty last ran."""
    return _lines(contract, kind, bill.number, base, contract.convention.penalty_count, (bill.since, until))


def _lines(  # noqa: PLR0913, PLR0917 - the columns of an accrual line
    contract: Contract, kind: Kept, number: int, base: Decimal, count: DayCount, stretch: Stretch
) -> list[AccrualLine]:
    rate = contract.annual if kind == "interest" else contract.penalty_rate
    cut = contract.convention.rounding == "down"
    keep = ROUNDINGS["down" if cut else "half_up"]
    return [
        AccrualLine(kind, number, base, rate, *span, False, keep(base * rate * span[2] / (100 * span[3])))
        for span in (spans(count, *stretch) if base else ())
    ]


def meeting(lines: list[AccrualLine], amount: Decimal) -> list[AccrualLine]:
    """Make the last line take the difference to an amount fixed by the schedule (rounding, or a stated month)."""
    gap = amount - total(lines)
    return [*lines[:-1], lines[-1]._replace(amount=lines[-1].amount + gap)] if lines and gap else lines
