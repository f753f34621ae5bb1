"""Which of a lender's unprinted habits reproduce the figures it shows: every habit is tried, the residue is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import product
from typing import NamedTuple, get_args

from workbook.case import LenderFigures, Loan, PenaltyBase, WrittenInstalment
from workbook.case.loan import DayCount, OddDays
from workbook.language import N_, Refused, _
from workbook.loans.account import Account
from workbook.loans.contract import read
from workbook.loans.line import parts
from workbook.loans.replay import moved
from workbook.loans.results import PARTS, Instalment
from workbook.loans.schedule import rows_of
from workbook.loans.terms import Contract, Convention, FirstPeriod, Level, Rounding
from workbook.money import ZERO, shown

_PENALTIES = [(PenaltyBase.PRINCIPAL, True), (PenaltyBase.PRINCIPAL, False), (PenaltyBase.PRINCIPAL_AND_INTEREST, True)]
_COLUMNS = ("payment", "principal", "interest", "balance")


class Seen(NamedTuple):
    """One figure of the lender: of an instalment (payment, principal, interest, balance) or of a balance's part."""

    on: date
    name: str
    amount: Decimal


@dataclass(frozen=True)
class Habits:
    """The conventions that come nearest to the figures seen; `residue` is the largest difference left, in yuan.

    All of `fits` do equally well: where there are several, these figures cannot tell them apart.
    """

    fits: tuple[Convention, ...]
    residue: Decimal
    figures: int

    @property
    def exact(self) -> bool:
        """Whether every figure comes out to the fen."""
        return self.residue == 0

    def settled(self) -> Mapping[str, tuple[object, ...]]:
        """Give for each habit the values that remain possible."""
        return {f.name: tuple(dict.fromkeys(getattr(c, f.name) for c in self.fits)) for f in fields(Convention)}

    @property
    def sentence(self) -> str:
        """Say what was found and how well it fits."""
        if self.exact:
            return _("有 {count} 种算法能把对方的 {figures} 个数字算到分毫不差").format(
                count=len(self.fits), figures=self.figures
            )
        return _("没有一种算法能完全对上对方的 {figures} 个数字，最接近的还差 {residue}").format(
            figures=self.figures, residue=shown(self.residue)
        )


def find_convention(account: Account, seen: Sequence[Seen]) -> Habits:
    """Try every way to count days and odd days, round, begin, level and penalise on what the lender shows.

    What the borrower told of these is set aside. Raises NotKnown for missing terms, Refused where no figure is given
    or none of them falls on a due day.
    """
    if parts(account):
        raise Refused(N_("几张借据合在一起的数，找不出对方的算法；请对方逐张列明"))
    if not seen:
        raise Refused(N_("先填写对方的还款计划或某一天的欠款数字，才能找出对方的算法"))
    overdue = any(one.name not in _COLUMNS for one in seen)
    tried = [(convention, _residue(account, convention, seen)) for convention in candidates(overdue=overdue)]
    residue = min(left for _convention, left in tried)
    return Habits(tuple(c for c, left in tried if left == residue), residue, len(seen))


def seen_in_schedule(rows: Sequence[Instalment | WrittenInstalment]) -> tuple[Seen, ...]:
    """Take the figures of a schedule, as computed or as confirmed in writing."""
    found = ((row.due, name, getattr(row, name, None)) for row in rows for name in _COLUMNS)
    return tuple(Seen(due, name, amount) for due, name, amount in found if due is not None and amount is not None)


def seen_in_figures(rows: Sequence[LenderFigures]) -> tuple[Seen, ...]:
    """Take the components of the lender's dated balances."""
    dated = [row for row in rows if row.on is not None and not row.archived]
    found = ((row.on, name, getattr(row, name)) for row in dated for name in (*PARTS, "total"))
    return tuple(Seen(on, name, amount) for on, name, amount in found if on is not None and amount is not None)


# -- what is tried -------------------------------------------------------------------------------------------------


def candidates(*, overdue: bool) -> tuple[Convention, ...]:
    """Give every convention that is tried; penalty habits vary only where an overdue balance is seen."""
    counts = [c for c in DayCount if c is not DayCount.THIRTY_360] if overdue else [DayCount.ACTUAL_360]
    bases = _PENALTIES if overdue else _PENALTIES[:1]
    return tuple(
        Convention(count, first, level, rounding, by_days, base, compound, odd)
        for count, rounding, by_days, (base, compound) in product(DayCount, get_args(Rounding), counts, bases)
        for first, level, odd in _period_habits(count)
    )


def _period_habits(count: DayCount) -> list[tuple[FirstPeriod, Level, OddDays]]:
    """By the month the first period may be counted by days, and odd days as they are or each month as thirty.

    By the day the instalment may still be an annuity's.
    """
    if count is DayCount.THIRTY_360:
        habits: list[tuple[FirstPeriod, Level]] = [("month", "days"), ("days", "days"), ("days", "annuity")]
        return [(first, level, odd) for first, level in habits for odd in OddDays]
    return [("days", "days", OddDays.REAL), ("days", "annuity", OddDays.REAL)]


def _residue(account: Account, convention: Convention, seen: Sequence[Seen]) -> Decimal:
    """Give the largest difference between what this convention makes and what was seen."""
    contract = read(_untold(account.loan, convention), convention)
    made = _made(account, contract, seen)
    return max(abs(made(s) - s.amount) for s in seen)


def _untold(loan: Loan, convention: Convention) -> Loan:
    """The loan with the day count under trial, on which a daily rate's yearly figure depends."""
    return loan.model_copy(update={"day_count": convention.day_count})


def _made(account: Account, contract: Contract, seen: Sequence[Seen]) -> Callable[[Seen], Decimal]:
    rows = {row.due: row for row in rows_of(contract)} if contract.dues else {}
    days = {s.on for s in seen if s.name not in _COLUMNS}
    balances = {day: moved(account, contract, day)[0].balance(day) for day in days}
    missing = max(contract.principal, ZERO)

    def figure(one: Seen) -> Decimal:
        source = rows.get(one.on) if one.name in _COLUMNS else balances[one.on]
        made: Decimal = missing + one.amount if source is None else getattr(source, one.name)
        return made

    return figure


__all__ = ["Habits", "Seen", "find_convention", "seen_in_figures", "seen_in_schedule"]
