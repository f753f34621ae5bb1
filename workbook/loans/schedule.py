"""Instalments of a contract: exact, dated, rounded per period, the last takes the remainder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from workbook.case import Loan, Method
from workbook.case.loan import DayCount
from workbook.loans.contract import read
from workbook.loans.days import spans
from workbook.loans.joined import rows_together
from workbook.loans.notes import loans_of
from workbook.loans.results import Instalment, Schedule
from workbook.loans.terms import Contract, Rounding, unknown
from workbook.money import FEN, ZERO, fen

Period = tuple[date, date, bool]
Factor = tuple[Decimal, int]
_MONTH = 1200


def schedule(loan: Loan) -> Schedule:
    """Give the contract's instalments, of a line those of all its notes.

    Principal parts sum to the principal, the last balance is 0.00. Rounding: interest half up per period, the
    last instalment takes the remainder.
    Raises NotKnown for a missing term, Refused for terms that cannot be.
    """
    contracts = [read(one) for one in loans_of(loan)]
    if not all(contract.dues for contract in contracts):
        raise unknown("maturity")
    made = [(contract.drawn_on, rows_of(contract)) for contract in contracts]
    assumed = tuple(dict.fromkeys(said for contract in contracts for said in contract.assumed))
    return Schedule(made[0][1] if len(made) == 1 else rows_together(made), assumed)


def rows_of(contract: Contract) -> tuple[Instalment, ...]:
    """Give all instalments of a contract from the day it was drawn."""
    starts = (contract.drawn_on, *contract.dues)
    periods = tuple(zip(starts, contract.dues, contract.whole, strict=False))
    return rows(contract, contract.principal, periods)


def rows(contract: Contract, principal: Decimal, periods: Sequence[Period], number: int = 1) -> tuple[Instalment, ...]:
    """Repay this principal over these periods (from, due, counts as a whole month) by the contract's method."""
    factors = [factor(contract.annual, contract.convention.day_count, period) for period in periods]
    keep = ROUNDINGS[contract.convention.rounding]
    share = _principal_shares(contract, principal, factors, keep)
    made = _instalments(contract, principal, periods, factors, share, keep, number)
    return tuple(map(_shown, made) if contract.convention.rounding == "carried" else made)


def _instalments(  # noqa: PLR0913, PLR0917 - one loop over what was prepared once
    contract: Contract,
    balance: Decimal,
    periods: Sequence[Period],
    factors: Sequence[Factor],
    share: Callable[[Decimal, Decimal], Decimal],
    keep: Callable[[Decimal], Decimal],
    number: int,
) -> list[Instalment]:
    fees, last, made = contract.fee_per_period, len(periods) - 1, []
    for index, ((_, due, _whole), by) in enumerate(zip(periods, factors, strict=True)):
        interest = keep(balance * by[0] / by[1])
        principal = balance if index == last else max(min(share(balance, interest), balance), ZERO)
        balance -= principal
        made.append(Instalment(number + index, due, principal, interest, fees, principal + interest + fees, balance))
    return made


def _shown(row: Instalment) -> Instalment:
    """Round a line that was carried unrounded: balances to the fen, principal as their difference."""
    balance, interest = fen(row.balance), fen(row.interest)
    principal = fen(row.balance + row.principal) - balance
    return row._replace(
        principal=principal, interest=interest, payment=principal + interest + row.fees, balance=balance
    )


def _principal_shares(
    contract: Contract, principal: Decimal, factors: Sequence[Factor], keep: Callable[[Decimal], Decimal]
) -> Callable[[Decimal, Decimal], Decimal]:
    if contract.method is Method.EQUAL_INSTALMENT:
        payment = keep(level_payment(principal, _level_factors(contract, factors)))
        return lambda _balance, interest: payment - interest
    each = keep(principal / len(factors)) if contract.method is Method.EQUAL_PRINCIPAL else ZERO
    return lambda _balance, _interest: each


def _level_factors(contract: Contract, factors: Sequence[Factor]) -> list[Decimal]:
    if contract.convention.level == "annuity":
        return [contract.annual / _MONTH] * len(factors)
    return [top / bottom for top, bottom in factors]


def level_payment(principal: Decimal, factors: Sequence[Decimal]) -> Decimal:
    """Give the unrounded equal payment that repays the principal when period k bears factors[k]."""
    by = factors[0]
    if by and all(other == by for other in factors):
        return principal * by / (1 - (1 + by) ** -len(factors))
    discount, annuity = Decimal(1), Decimal(0)
    for by in factors:
        discount /= 1 + by
        annuity += discount
    return principal / annuity


def level_balance(principal: Decimal, payment: Decimal, by: Decimal, paid: int) -> Decimal:
    """Give the unrounded principal left after so many equal payments at a constant factor per period."""
    growth = (1 + by) ** paid
    paid_off = paid * payment if by == 0 else payment * (growth - 1) / by
    return principal * growth - paid_off


def factor(annual: Decimal, count: DayCount, period: Period) -> Factor:
    """Give the interest of one yuan over a period as a fraction, so that a tie stays a tie when rounded."""
    start, end, whole = period
    if whole:
        return annual, _MONTH
    top, bottom = 0, 1
    for _, _, days, basis in spans(count, start, end):
        top, bottom = top * basis + days * bottom, bottom * basis
    return annual * top, 100 * bottom


def _down(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_DOWN)


def _carried(amount: Decimal) -> Decimal:
    return amount


ROUNDINGS: dict[Rounding, Callable[[Decimal], Decimal]] = {"half_up": fen, "down": _down, "carried": _carried}
