"""A loan that falls due whole and goes on: what its contract still asks until then, and its rows to a later end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from workbook.case import Loan, Method, Terms
from workbook.case.loan import DayCount, RateUnit
from workbook.language import N_, Refused, attempt
from workbook.loans.accrual import simple_interest
from workbook.loans.contract import read
from workbook.loans.days import months_after
from workbook.loans.results import Balance, Instalment
from workbook.loans.schedule import rows_of
from workbook.loans.terms import Contract
from workbook.money import ZERO, fen

WHOLE = frozenset({Method.BULLET, Method.INTEREST_ONLY, Method.ON_DEMAND})
"""Ways of repaying in which the principal falls due on one day."""


def until_renewed(balance: Balance, terms: Terms, loan: Loan | None) -> tuple[Instalment, ...] | None:
    """Give what the contract asks, principal apart, up to the day it falls due whole and the new terms begin.

    None where the new terms do not begin on that day: then they take the place of the contract at once.
    """
    told = None if loan is None else loan.as_one
    contract = attempt(lambda: read(told)) if told is not None and told.method in WHOLE else None
    if contract is None or not contract.dues:
        return None
    end = contract.dues[-1]
    if (terms.start or (terms.maturity and end)) != end or end < balance.on:
        return None
    rows = (row for row in rows_of(contract) if row.due > balance.on or row.due == end)
    return tuple(row._replace(principal=ZERO, payment=row.interest + row.fees) for row in rows)


def begins(balance: Balance, terms: Terms, until: tuple[Instalment, ...] | None) -> date:
    """Give the day new terms begin: the one told, the end of a contract that is renewed, else that of the balance."""
    return terms.start or (until[-1].due if until else balance.on)


def to_a_later_end(loan: Loan, terms: Terms, start: date, principal: Decimal, rate: Decimal) -> list[Instalment]:
    """Repay a principal from a day to a later end by the contract's own way and its own count of days."""
    if terms.maturity is None or terms.maturity <= start:
        raise Refused(N_("改后的到期日（{end}）要晚于开始日（{start}）"), end=terms.maturity, start=start)
    told = loan.as_one
    method = terms.method or told.method
    first = terms.first_due or (None if method is Method.BULLET else months_after(start, 1, told.due_day or start.day))
    changes: dict[str, object] = {
        **dict.fromkeys(_OF_THE_OLD_TERM),
        **dict.fromkeys(("fees", "rate_changes", "holidays", "notes"), ()),
        "principal": principal,
        "drawn_on": start,
        "first_due": first,
        "maturity": terms.maturity,
        "method": method,
        "rate": rate,
        "rate_unit": RateUnit.YEAR,
    }
    return list(rows_of(read(told.model_copy(update=changes))))


_OF_THE_OLD_TERM = ("received", "periods", "next_due", "periods_left", "balance_left", "instalment", "both_ends")


def interest_until(loan: Loan | None, part: Decimal, rate: Decimal, start: date, on: date | None) -> Decimal:
    """Give the interest on a part that is repaid some days after the new terms begin, by the contract's count."""
    if on is None or on <= start:
        return ZERO
    contract: Contract | None = None if loan is None else attempt(lambda: read(loan.as_one))
    return fen(
        simple_interest(part, rate, contract.convention.day_count if contract else DayCount.ACTUAL_360, (start, on))
    )
