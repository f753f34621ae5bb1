"""What a lender's total stands for where it does not say: the whole debt, the arrears, or a part of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from workbook.case import LenderFigures
from workbook.language import _
from workbook.loans.account import Account
from workbook.loans.balance import instalments_due
from workbook.loans.results import Balance
from workbook.money import ZERO
from workbook.rules import constant

_NEAR = Decimal("0.05")  # our convention: a total this near a part, and farther from the whole, is about the part
# Our convention too: a total below the principal, nearer to the arrears than to the whole by their ratio, is of them.


class Part(NamedTuple):
    """A part of the debt in words, and what it comes to by our recalculation."""

    words: str
    amount: Decimal


def meant(account: Account, row: LenderFigures, ours: Balance) -> Part | None:
    """Give the part of the debt that a total matches; None where it is held against the whole."""
    total = row.total or ZERO
    if row.principal_not_due or row.interest_not_due or _same(total, ours.total):
        return None
    found = [part for part in _parts(account, ours) if part.amount]
    exact = next((part for part in found if _same(total, part.amount)), None)
    near = exact or next((part for part in found if _near(total, part, ours)), None)
    return near or (found[0] if _of_the_arrears(total, ours) else None)


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) < constant("material_difference")


def _near(total: Decimal, part: Part, ours: Balance) -> bool:
    return abs(total - part.amount) <= _NEAR * part.amount < abs(total - ours.total)


def _of_the_arrears(total: Decimal, ours: Balance) -> bool:
    return total < (ours.principal or ZERO) and total * total < ours.due_now * ours.total


def _parts(account: Account, ours: Balance) -> Iterator[Part]:
    """Give what an app may call the sum to pay, the likeliest first."""
    principal, interest, fees = ours.overdue_principal or ZERO, ours.overdue_interest or ZERO, ours.fees or ZERO
    yield Part(_("现在要补上的逾期各项"), ours.due_now)
    yield Part(_("逾期本金、利息和费用，不含罚息和复利"), principal + interest + fees)
    yield Part(_("逾期本金和利息"), principal + interest)
    yield Part(_("逾期本金"), principal)
    dues = instalments_due(account, ours.oldest_unpaid or ours.on, ours.on.max)
    yield from (
        Part(_("一期要还的数"), amount)
        for amount in (*(due.payment for due in dues[:1]), account.loan.instalment or ZERO)
    )
    yield Part(_("剩余本金，不含利息和罚息"), ours.principal or ZERO)
