"""What a loan charges, line by line: who collects how much and when, and what it costs a year as arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Fee, FeeWhen
from workbook.kept import once
from workbook.language import _, attempt
from workbook.loans.account import Account
from workbook.loans.changes import fees_by_period
from workbook.loans.contract import fee_on
from workbook.loans.cost import annual_cost, cost_of_periods
from workbook.loans.debited import all_in, debited, in_every_month
from workbook.loans.results import AnnualCost
from workbook.loans.schedule import rows_of
from workbook.loans.terms import Contract
from workbook.money import ZERO, fen


@dataclass(frozen=True)
class Charge:
    """One fee beside interest: `each` is charged `times` over the whole term, `total` in all.

    `collector` and `clause` are as told, None where they were not; an early repayment's fee is charged no times yet.
    """

    id: str
    name: str
    collector: str | None
    each: Decimal
    when: FeeWhen | None
    times: int
    total: Decimal
    clause: str | None


@dataclass(frozen=True)
class Charged:
    """The charges of a loan and its cost: `interest` over the whole term, `received` on a day, `paid` day by day.

    `cost` is the yearly cost of these flows; `interest_alone` what interest without any fee would cost, of equal
    instalments, None elsewhere.
    """

    charges: tuple[Charge, ...]
    interest: Decimal
    received: Decimal
    received_on: date
    paid: tuple[tuple[date, Decimal], ...]
    cost: AnnualCost
    interest_alone: AnnualCost | None

    @property
    def fees(self) -> Decimal:
        """What the fees come to over the whole term."""
        return sum((charge.total for charge in self.charges), ZERO)

    @property
    def total(self) -> Decimal:
        """Interest and fees over the whole term."""
        return self.interest + self.fees


@once
def charged(account: Account) -> Charged:
    """Give the charges of a loan of one drawing; NotKnown and Refused as its contract and its cost."""
    contract = account.contract
    amount = in_every_month(account)
    paid = tuple((row.due, row.payment if amount is None else amount) for row in rows_of(contract))
    return Charged(
        charges=tuple(_charges(account, contract)),
        interest=_interest(account, contract),
        received=contract.net,
        received_on=contract.drawn_on,
        paid=paid,
        cost=all_in(account),
        interest_alone=_alone(account, contract),
    )


def _charges(account: Account, contract: Contract) -> Iterator[Charge]:
    for fee in account.loan.fees:
        each = fee_on(fee, contract.principal)
        if fee.archived or not (each or fee.first_amount):
            continue
        times, total = _over_the_term(fee, each, contract.dues)
        name = fee.name or (fee.kind.words if fee.kind else _("费用"))
        yield Charge(fee.id, name, fee.collector, each, fee.when, times, total, fee.clause)


def _over_the_term(fee: Fee, each: Decimal, dues: tuple[date, ...]) -> tuple[int, Decimal]:
    """Say how often a fee is charged, and what it comes to; one of early repayment not at all yet."""
    if fee.when is FeeWhen.UPFRONT:
        return 1, each
    if fee.when is not FeeWhen.PER_PERIOD:
        return 0, ZERO
    amounts = fees_by_period(((fee, each),), dues) or (each,) * len(dues)
    return sum(bool(amount) for amount in amounts), sum(amounts, ZERO)


def _interest(account: Account, contract: Contract) -> Decimal:
    """Give the interest of the whole term: of a flat rate on all of the principal to the end."""
    found = debited(account)
    if found is not None and found.is_flat and not found.days:
        return fen(contract.principal * contract.annual / 1200 * len(contract.dues))
    return sum((row.interest for row in rows_of(contract)), ZERO)


def _alone(account: Account, contract: Contract) -> AnnualCost | None:
    """Give what interest would cost if all of the principal had been received and no fee were charged."""
    found = debited(account)
    if found is not None and found.is_flat and not found.days:
        level = found.flat - contract.fee_per_period
        return cost_of_periods((contract.principal, *(-level for _due in contract.dues)))
    without = account.as_told.model_copy(update={"fees": (), "received": None, "instalment": None})
    return attempt(lambda: annual_cost(without))
