"""Accrual lines: base × rate × days ÷ basis, each checkable with a calculator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case.loan import DayCount
from workbook.loans.days import Span, spans
from workbook.loans.results import AccrualLine, Kept
from workbook.loans.schedule import ROUNDINGS, counted, month_parts
from workbook.loans.terms import Contract
from workbook.money import ZERO, fen

Stretch = tuple[date, date]


@dataclass
class Bill:
    """What is still unpaid of one instalment that fell due; penalty has run up to `since`.

    `told` is interest given as an amount, which bears nothing and makes nothing late.
    """

    number: int
    due: date
    principal: Decimal
    interest: Decimal
    fees: Decimal
    since: date
    told: bool = False

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
    lines: list[AccrualLine] = []
    for a, b, rate in contract.stretches(*stretch) if base else ():
        lines += _lines(contract, "interest", number, base, rate, counted(contract, a, b))
    return [_from_first_day(contract, line) for line in lines] if contract.both_ends else lines


def _from_first_day(contract: Contract, line: AccrualLine) -> AccrualLine:
    """Both ends bear interest: the day drawn and the last day are both among the days."""
    return line._replace(start=max(line.start, contract.drawn_on))


def interest_by_month(contract: Contract, number: int, base: Decimal, stretch: Stretch) -> list[AccrualLine]:
    """Give contract interest of one whole month: a twelfth of a year."""
    if not contract.changes:
        amount = fen(base * contract.annual / 1200)
        return [AccrualLine("interest", number, base, contract.annual, *stretch, 30, 360, True, amount)]
    return [
        AccrualLine("interest", number, base, rate, a, b, days, 360, True, fen(base * rate * days / 36000))
        for a, b, rate, days in month_parts(contract, *stretch)
    ]


def overdue(contract: Contract, kind: Kept, bill: Bill, base: Decimal, until: date) -> list[AccrualLine]:
    """Give penalty, or compound, on an unpaid base since penalty last ran."""
    count, lines = contract.convention.penalty_count, []
    for a, b, rate in contract.stretches(bill.since, until) if base else ():
        lines += _lines(contract, kind, bill.number, base, rate * contract.uplift, spans(count, a, b))
    return lines


def _lines(  # noqa: PLR0913, PLR0917 - the columns of an accrual line
    contract: Contract, kind: Kept, number: int, base: Decimal, rate: Decimal, parts: Iterable[Span]
) -> list[AccrualLine]:
    keep = ROUNDINGS["down" if contract.convention.rounding == "down" else "half_up"]
    return [
        AccrualLine(kind, number, base, rate, *span, False, keep(base * rate * span[2] / (100 * span[3])))
        for span in parts
    ]


def meeting(lines: list[AccrualLine], amount: Decimal) -> list[AccrualLine]:
    """Make the last line take the difference to an amount fixed by the schedule (rounding, or a stated month)."""
    gap = amount - total(lines)
    return [*lines[:-1], lines[-1]._replace(amount=lines[-1].amount + gap)] if lines and gap else lines
