"""For what part of a year each period of an arrangement bears interest, counted as its loan counts days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from workbook.case import Loan
from workbook.case.loan import DayCount, OddDays
from workbook.loans.contract import counts_days
from workbook.loans.days import anchor_of, days_30_360, days_of_months, same_day, spans
from workbook.loans.dues import next_month

_MONTH = Fraction(1, 12)


def year_parts(loan: Loan | None, start: date, dues: Sequence[date]) -> tuple[Fraction, ...]:
    """Give the part of a year from the start to the first due day, and from each due day to the next.

    By months each is a twelfth, and a first period that is no whole month goes by its days; else all go by their days.
    Without a loan it is by months.
    """
    count, odd = counted_by(loan)
    if count is DayCount.THIRTY_360:
        return (Fraction(first_days(start, dues, odd), 360), *(_MONTH for _due in dues[1:]))
    return tuple(_part(count, a, b) for a, b in pairwise((start, *dues)))


def counted_by(loan: Loan | None) -> tuple[DayCount, OddDays]:
    """Give how a loan counts days and odd days, told or by its stated default."""
    if loan is None:
        return DayCount.THIRTY_360, OddDays.REAL
    return counts_days(loan), loan.odd_days or OddDays.REAL


def first_days(start: date, dues: Sequence[date], odd: OddDays) -> int:
    """Count the days of a first period by months: thirty for a whole one, and the odd days as the loan counts them."""
    first = dues[0]
    if next_month(start, first) and same_day(start, first):
        return 30
    if odd is OddDays.THIRTY:
        return days_30_360(start, first)
    return days_of_months(start, first, anchor_of(start, dues[:2]))


def _part(count: DayCount, start: date, end: date) -> Fraction:
    return sum((Fraction(days, year) for _a, _b, days, year in spans(count, start, end)), Fraction(0))
