"""What is really debited each month, where it is not what the contract's terms make it, and the flat rate behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from workbook.case import Method
from workbook.kept import once
from workbook.language import _, attempt
from workbook.loans.account import Account
from workbook.loans.cost import annual_cost
from workbook.loans.line import drawn_by, each, parts
from workbook.loans.replay import replayed
from workbook.loans.results import AnnualCost, Instalment
from workbook.loans.schedule import rows_of, schedule
from workbook.loans.terms import A_YUAN, Contract, said_late
from workbook.money import ZERO, fen, shown

_ALIKE, _MONTH = 3, (25, 36)  # so many payments alike, so many days apart, say what is debited


class Debited(NamedTuple):
    """The amount of each month, what the terms make of it and the interest in that, and what a flat rate would be.

    `days` are the due days it is about where it is not about all of them.
    """

    amount: Decimal
    scheduled: Decimal
    interest: Decimal
    flat: Decimal
    days: tuple[date, ...] = ()

    def on(self, row: Instalment) -> Decimal:
        """Give what an instalment to come asks: the higher of both."""
        return row.payment if self.days and row.due not in self.days else max(row.payment, self.amount)

    @property
    def is_more(self) -> bool:
        """Whether every month more is debited than the terms make it."""
        return not self.days and self.amount > self.scheduled

    @property
    def is_flat(self) -> bool:
        """Whether the told rate is one on the whole principal to the end, and no fee is left unexplained."""
        return abs(self.amount - self.flat) <= A_YUAN

    @property
    def sentence(self) -> str:
        """Say both amounts, and what lies between them."""
        said = self._both
        if self.is_flat and not self.days:
            return said + _("：说的是平息（等本等息），利息一直按全部本金算，真正的成本看“一年真正的成本”")
        over = self.amount - self.flat
        if over > 0 and over == over.to_integral_value():
            between = _("：像是平息（等本等息）{flat}，再加每期 {over} 的费用，请对方列明")
            return said + between.format(flat=shown(self.flat), over=shown(over))
        if self.days:
            return said + _("：差的是什么，请对方列明；要准备的钱按高的算")
        return said + _("：差的是什么，请对方列明；日子和成本都按实际扣的算")

    @property
    def _both(self) -> str:
        said = _("每期实际扣 {amount}，按写着的利率和期数算是 {scheduled}")
        if len(self.days) == 1:
            said = _("{on} 那期说要扣 {amount}，按写着的利率和期数算是 {scheduled}")
        elif self.days:
            said = _("几张借据都要还的月份，一共实际扣 {amount}，按写着的利率和期数算是 {scheduled}")
        return said.format(
            amount=shown(self.amount), scheduled=shown(self.scheduled), on=self.days[0] if self.days else ""
        )


@once
def debited(account: Account) -> Debited | None:
    """Give what is debited each month where it differs from the schedule; None where it does not or nobody can tell.

    Of equal principal a told instalment is held against the next one; of several notes, all of equal instalments,
    what is told or paid for all against the months in which all that run fall due on one day. An amount that is one of
    the schedule's, or one note's, says nothing; nor do payments on equal principal, a told one while the loan is late,
    other ways of repaying, changing terms, or one note among several: which month they are of would be a guess.
    """
    if account.of_line or any(one.rate is None for one in account.drawings):
        return None
    amount = _each_month(account)
    return None if amount is None else attempt(lambda: _held_against(account, amount))


def _held_against(account: Account, amount: Decimal) -> Debited | None:
    if any(not one.contract.dues or one.contract.varies for one in each(account)):
        return None
    if parts(account):
        return _of_notes(account, amount)
    return _ASKED[account.loan.method](account, amount) if account.loan.method in _ASKED else None


def _every(account: Account, amount: Decimal) -> Debited | None:
    """Equal instalments: every month."""
    first = rows_of(account.contract)[0]
    return None if _among(amount, [first]) else _debited(amount, [account.contract], [first])


def _next(account: Account, amount: Decimal) -> Debited | None:
    """Equal principal: the next one, where the amount is told and is none of the others."""
    if account.loan.instalment is None or said_late(account.loan, account.as_of):
        return None
    ahead = [row for row, _asked in replayed(account, account.as_of)[0].to_come()]
    if not ahead or _among(amount, [*rows_of(account.contract), *ahead]):
        return None
    return _debited(amount, [account.contract], ahead[:1], (ahead[0].due,))


def _of_notes(account: Account, amount: Decimal) -> Debited | None:
    """Several notes: the days to come on which all that run fall due."""
    running = [one.contract for one in drawn_by(account, account.as_of) if one.contract.dues[-1] > account.as_of]
    if not running or any(one.method is not Method.EQUAL_INSTALMENT for one in running):
        return None
    days = sorted(day for day in set.intersection(*(set(one.dues) for one in running)) if day > account.as_of)
    made = [rows_of(one.contract) for one in each(account)]
    known = [*schedule(account.as_told).rows, *(row for rows in made for row in rows)]
    if not days or said_late(account.loan, account.as_of) or _among(amount, known, A_YUAN * len(running)):
        return None
    there = [next(row for row in rows_of(one) if row.due == days[0]) for one in running]
    return _debited(amount, running, there, tuple(days))


_ASKED = {Method.EQUAL_INSTALMENT: _every, Method.EQUAL_PRINCIPAL: _next}


def _among(amount: Decimal, rows: Sequence[Instalment], rounding: Decimal = A_YUAN) -> bool:
    """Tell whether an amount is one of these, with the fee of the period or without."""
    return any(min(abs(amount - row.payment), abs(amount - row.payment + row.fees)) <= rounding for row in rows)


def _debited(
    amount: Decimal, contracts: Sequence[Contract], rows: Sequence[Instalment], days: tuple[date, ...] = ()
) -> Debited:
    asked = sum((row.payment for row in rows), ZERO)
    return Debited(
        amount, asked, sum((row.interest for row in rows), ZERO), sum((_flat(one) for one in contracts), ZERO), days
    )


@once
def all_in(account: Account) -> AnnualCost:
    """Give what the loan costs a year by what is really debited; NotKnown and Refused as annual_cost.

    By the terms where only some of the months are known to be debited otherwise.
    """
    cost, found = annual_cost(account.as_told, in_every_month(account)), debited(account)
    return replace(cost, assumed=(*cost.assumed, found.sentence)) if found and not found.days else cost


def in_every_month(account: Account) -> Decimal | None:
    """Give what is debited where every month is known to be debited otherwise than by the terms."""
    found = debited(account)
    return None if found is None or found.days else found.amount


def _each_month(account: Account) -> Decimal | None:
    """Give the told instalment, else what the last months were paid alike."""
    if account.loan.instalment is not None:
        return account.loan.instalment
    last = account.paid.made[-_ALIKE:]
    monthly = all(_MONTH[0] <= (later - earlier).days <= _MONTH[1] for (earlier, _a), (later, _b) in pairwise(last))
    return last[0][1] if len(last) == _ALIKE and monthly and len({amount for _on, amount in last}) == 1 else None


def _flat(contract: Contract) -> Decimal:
    """Give the instalment of a flat rate: equal principal, interest on all of it, and the fee of the period."""
    months = len(contract.dues)
    return fen(contract.principal / months + contract.principal * contract.annual / 1200) + contract.fee_per_period
