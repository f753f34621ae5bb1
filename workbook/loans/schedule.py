"""Instalments of a contract: exact, dated, rounded per period, the last takes the remainder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

from workbook.case import Loan, Method
from workbook.case.loan import DayCount, OddDays
from workbook.language import _
from workbook.loans.contract import read
from workbook.loans.days import Span, days_of_months, spans
from workbook.loans.joined import rows_together
from workbook.loans.notes import loans_of, said_once
from workbook.loans.results import Instalment, Schedule
from workbook.loans.terms import A_YUAN, Contract, Rounding, unknown
from workbook.money import FEN, ZERO, fen, shown

Period = tuple[date, date, bool]
Factor = tuple[Decimal, int]
_MONTH = 1200


def schedule(loan: Loan) -> Schedule:
    """Give the contract's instalments, of a line those of all its notes.

    Principal parts sum to the principal, the last balance is 0.00. Rounding: interest half up per period, the
    last instalment takes the remainder.
    Raises NotKnown for a missing term, Refused for terms that cannot be.
    """
    notes = loans_of(loan)
    contracts = [read(one) for one in notes]
    if not all(contract.dues for contract in contracts):
        raise unknown("maturity")
    made = [(contract.drawn_on, rows_of(contract)) for contract in contracts]
    if len(made) > 1:
        said = said_once(loan, [one.id for one in notes], [one.assumed for one in contracts])
        return Schedule(rows_together(made), said)
    return Schedule(made[0][1], (*contracts[0].assumed, *_rounded_as_told(contracts[0], made[0][1])))


def _rounded_as_told(contract: Contract, made: Sequence[Instalment]) -> tuple[str, ...]:
    """Say that the instalments are as told and not as computed."""
    first = made[0].payment
    if contract.instalment is None or rows_of(replace(contract, instalment=None))[0].payment == first:
        return ()
    return (_("每期按 {amount} 算，零头都放在最后一期").format(amount=shown(contract.instalment)),)


def rows_of(contract: Contract) -> tuple[Instalment, ...]:
    """Give all instalments of a contract from the day it was drawn."""
    starts = (contract.interest_from, *contract.dues)
    periods = tuple(zip(starts, contract.dues, contract.whole, strict=False))
    return rows(contract, contract.principal, periods)


def rows(
    contract: Contract, principal: Decimal, periods: Sequence[Period], number: int = 1, put_off: Decimal = ZERO
) -> tuple[Instalment, ...]:
    """Repay this principal over these periods (from, due, counts as a whole month) by the contract's method.

    Interest put off from earlier periods is spread over them.
    """
    if not contract.steady:
        made = list(_changing(contract, principal, periods, number, put_off))
    else:
        factors = [factor(contract, period) for period in periods]
        keep = ROUNDINGS[contract.convention.rounding]
        share = _principal_shares(contract, principal, factors, keep)
        made = _instalments(contract, principal, periods, factors, share, keep, number)
    if contract.fees:
        made = [_charged(row, contract.fees_on(row.number)) for row in made]
    return tuple(map(_shown, made) if contract.convention.rounding == "carried" else made)


def _charged(row: Instalment, fees: Decimal) -> Instalment:
    return row._replace(fees=fees, payment=row.payment - row.fees + fees)


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
    for index, ((_from, due, _whole), by) in enumerate(zip(periods, factors, strict=True)):
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
        principal=principal,
        interest=interest,
        payment=principal + interest + row.fees,
        balance=balance,
        put_off=fen(row.put_off),
    )


# -- a rate that changes, instalments that rest ----------------------------------------------------------------------


def _changing(
    contract: Contract, balance: Decimal, periods: Sequence[Period], number: int, put_off: Decimal
) -> Iterator[Instalment]:
    """Count anew after each change of the rate and each rest; a rest that has not begun is not known yet.

    A period in which the rate changes repays the principal it would have repaid without.
    """
    share, borne, last = None, None, number + len(periods) - 1
    for index, period in enumerate(periods):
        row = Instalment(number + index, period[1], ZERO, _interest(contract, balance, period), ZERO, ZERO, balance)
        rest = contract.rest_of(row.number)
        if rest is None:
            left = contract.last_known(row.number) - row.number + 1
            if share is None or _moved(contract, periods[index - 1], period):
                share = _share_at(contract, balance, periods[index : index + left])
            planned = _interest(_steady(contract, period), balance, period)
            principal = balance if row.number == last else max(min(share(balance, planned), balance), ZERO)
            borne = put_off if row.number == last else fen(put_off / left) if borne is None else borne
            row = row._replace(
                principal=principal, interest=row.interest + borne, put_off=-borne, balance=balance - principal
            )
        else:
            share, borne = None, None
            row = row._replace(interest=ZERO, put_off=row.interest) if rest.nothing else row
        put_off, balance = put_off + row.put_off, row.balance
        fees = contract.fee_per_period
        yield row._replace(fees=fees, payment=row.principal + row.interest + fees)


def _interest(contract: Contract, balance: Decimal, period: Period) -> Decimal:
    top, bottom = factor(contract, period)
    return ROUNDINGS[contract.convention.rounding](balance * top / bottom)


def _moved(contract: Contract, before: Period, period: Period) -> bool:
    """Tell whether the rate is another one than when the period before began."""
    return contract.rate_on(period[0]) != contract.rate_on(before[0])


def _steady(contract: Contract, period: Period) -> Contract:
    return replace(contract, annual=contract.rate_on(period[0]), changes=(), rests=())


def _share_at(contract: Contract, balance: Decimal, periods: Sequence[Period]) -> Callable[[Decimal, Decimal], Decimal]:
    """Give the principal part of each period from here on, as if nothing changed any more."""
    steady = _steady(contract, periods[0])
    factors = [factor(steady, period) for period in periods]
    return _principal_shares(steady, balance, factors, ROUNDINGS[contract.convention.rounding])


# -- what an instalment is made of -----------------------------------------------------------------------------------


def _principal_shares(
    contract: Contract, principal: Decimal, factors: Sequence[Factor], keep: Callable[[Decimal], Decimal]
) -> Callable[[Decimal, Decimal], Decimal]:
    if contract.method is Method.EQUAL_INSTALMENT:
        payment = keep(level_payment(principal, _level_factors(contract, factors)))
        if principal == contract.principal and len(factors) == len(contract.dues):
            payment = _as_told(contract, factors, payment)
        return lambda _balance, interest: payment - interest
    each = keep(principal / len(factors)) if contract.method is Method.EQUAL_PRINCIPAL else ZERO
    return lambda _balance, _interest: each


def _as_told(contract: Contract, factors: Sequence[Factor], payment: Decimal) -> Decimal:
    """Give the told instalment, told with the fee or without, where it is this one as the lender rounds it.

    It has to leave something for the last instalment.
    """
    if contract.instalment is None:
        return payment
    told = min(contract.instalment, contract.instalment - contract.fee_per_period, key=lambda one: abs(one - payment))
    same = told == payment or abs(told - payment) > A_YUAN
    return payment if same or _left_for_the_last(contract.principal, factors, told) <= 0 else told


def _left_for_the_last(balance: Decimal, factors: Sequence[Factor], payment: Decimal) -> Decimal:
    for top, bottom in factors[:-1]:
        balance += balance * top / bottom - payment
    return balance


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


def factor(contract: Contract, period: Period) -> Factor:
    """Give the interest of one yuan over a period as a fraction, so that a tie stays a tie when rounded."""
    start, end, whole = period
    if whole and not contract.changes:
        return contract.annual, _MONTH
    if whole:
        return sum((rate * days for _a, _b, rate, days in month_parts(contract, start, end)), Decimal(0)), 36000
    found = [_factor(contract, *stretch) for stretch in contract.stretches(start, end)]
    top, bottom = found[0]
    for more, other in found[1:]:
        top, bottom = top * other + more * bottom, bottom * other
    return top, bottom


def _factor(contract: Contract, start: date, end: date, annual: Decimal) -> Factor:
    top, bottom = 0, 1
    for _a, _b, days, basis in counted(contract, start, end):
        top, bottom = top * basis + days * bottom, bottom * basis
    return annual * top, 100 * bottom


def counted(contract: Contract, start: date, end: date) -> tuple[Span, ...]:
    """Count the days of a stretch within one period as the contract counts them."""
    convention = contract.convention
    if convention.day_count is not DayCount.THIRTY_360 or convention.odd_days is OddDays.THIRTY:
        return spans(convention.day_count, start, end)
    began, anchor = contract.period_from(start)
    days = days_of_months(began, end, anchor) - (days_of_months(began, start, anchor) if start > began else 0)
    return ((start, end, days, 360),)


def month_parts(contract: Contract, start: date, end: date) -> list[tuple[date, date, Decimal, int]]:
    """Split a whole month where the rate changes: from, to, rate, and its part of thirty days."""
    parts, before = [], 0
    for a, b, rate in contract.stretches(start, end):
        so_far = 30 if b == end else min(sum(span[2] for span in counted(contract, start, b)), 30)
        parts.append((a, b, rate, so_far - before))
        before = so_far
    return parts


def _down(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_DOWN)


def _carried(amount: Decimal) -> Decimal:
    return amount


ROUNDINGS: dict[Rounding, Callable[[Decimal], Decimal]] = {"half_up": fen, "down": _down, "carried": _carried}
