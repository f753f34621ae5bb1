"""Which note of a line is late alone, and which note a payment was for: only where what was told leaves no doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from workbook.loans.account import Account
from workbook.loans.line import drawn_by, parts
from workbook.loans.results import Balance
from workbook.money import whole


def told_apart(account: Account) -> bool:
    """Tell whether every payment on a line is known to be of one note, and no interest is told for all together.

    So it is for a loan drawn once.
    """
    if not parts(account):
        return True
    alone = all(paid_on(account, None, on) is not None for on, _amount in account.paid.made)
    return alone and not account.astray and account.as_told.unpaid_interest is None


def paid_on(account: Account, note_id: str | None, on: date) -> str | None:
    """Give the id of the note a payment was for: the one it is booked on, else the only one drawn by that day."""
    there = drawn_by(account, on)
    return note_id or (there[0].loan.id if len(there) == 1 else None)


def late_alone(found: Sequence[Balance | None], total: Decimal) -> int | None:
    """Give the place of the only note that is late; None where it is not so or notes do not come to the total."""
    days = [one.days_overdue if one else None for one in found]
    late = [place for place, count in enumerate(days) if count]
    known = None not in days and whole([one.total if one else None for one in found]) == total
    return late[0] if known and len(late) == 1 and len(days) > 1 else None
