"""What is really debited each month, where it is not what the contract's terms make it, and the flat rate behind it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from workbook.case import Method
from workbook.kept import once
from workbook.language import _, attempt
from workbook.loans.account import Account
from workbook.loans.cost import annual_cost
from workbook.loans.results import AnnualCost
from workbook.loans.schedule import rows_of
from workbook.loans.terms import A_YUAN, Contract
from workbook.money import fen, shown

_ALIKE, _MONTH = 3, (25, 36)  # so many payments alike, so many days apart, say what is debited


class Debited(NamedTuple):
    """The amount of each month, what the terms make of it and the interest in that, and what a flat rate would be."""

    amount: Decimal
    scheduled: Decimal
    interest: Decimal
    flat: Decimal

    @property
    def is_flat(self) -> bool:
        """Whether the told rate is one on the whole principal to the end, and no fee is left unexplained."""
        return abs(self.amount - self.flat) <= A_YUAN

    @property
    def sentence(self) -> str:
        """Say both amounts, and what lies between them."""
        said = _("每期实际扣 {amount}，按写着的利率和期数算是 {scheduled}").format(
            amount=shown(self.amount), scheduled=shown(self.scheduled)
        )
        if self.is_flat:
            return said + _("：说的是平息（等本等息），利息一直按全部本金算，真正的成本看“一年真正的成本”")
        over = self.amount - self.flat
        if over > 0 and over == over.to_integral_value():
            between = _("：像是平息（等本等息）{flat}，再加每期 {over} 的费用，请对方列明")
            return said + between.format(flat=shown(self.flat), over=shown(over))
        return said + _("：差的是什么，请对方列明；日子和成本都按实际扣的算")


@once
def debited(account: Account) -> Debited | None:
    """Give what is debited each month where it differs from the schedule; None where it does not or nobody can tell.

    Nobody can where the contract's instalments are not alike: the told one may be any of them; nor of several notes
    together, or of one among them: a debit is for all.
    """
    if account.loan.notes or account.of_line:
        return None
    amount = _each_month(account)
    if amount is None or account.loan.method is not Method.EQUAL_INSTALMENT or account.loan.rate is None:
        return None
    contract = attempt(lambda: account.contract)
    if contract is None or not contract.dues or contract.varies:
        return None
    first = rows_of(contract)[0]
    same = min(abs(amount - first.payment), abs(amount - first.payment + first.fees)) <= A_YUAN
    return None if same else Debited(amount, first.payment, first.interest, _flat(contract))


@once
def all_in(account: Account) -> AnnualCost:
    """Give what the loan costs a year by what is really debited; NotKnown and Refused as annual_cost."""
    found = debited(account)
    if found is None:
        return annual_cost(account.as_told)
    cost = annual_cost(account.as_told, found.amount)
    return replace(cost, assumed=(*cost.assumed, found.sentence))


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
