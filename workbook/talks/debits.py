"""Which account each loan takes its money from, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from workbook.case import Loan
from workbook.language import Refused, _
from workbook.money import shown
from workbook.position import Position, once
from workbook.pressure import called
from workbook.pressure.dues import open_loans, today

_MONTH, _CLOSE = timedelta(days=31), timedelta(days=3)


@dataclass(frozen=True)
class Debit:
    """The next automatic debit of a loan; account, day or amount None where not told.

    `any_day` tells that the loan is late: what is due may be taken whenever there is money in the account.
    """

    loan: str
    account: str | None
    on: date | None
    amount: Decimal | None
    any_day: bool = False


@once
def debits(position: Position) -> tuple[Debit, ...]:
    """Give the next debit of every open loan, by account and day."""
    made = [_next(position, loan) for loan in open_loans(position)]
    return tuple(sorted(made, key=lambda d: (d.account or "\uffff", d.on or date.max, d.loan)))


@once
def collisions(position: Position) -> tuple[str, ...]:
    """Say where two loans take from one account within three days: the first one served leaves the other short."""
    return tuple(_collide(debits(position)))


def _next(position: Position, loan: Loan) -> Debit:
    now = today(position, loan)
    if now.overdue:
        return Debit(called(loan), loan.auto_debit, None, now.amount, any_day=True)
    try:
        dues = position.standing(loan).dues(position.as_of, position.as_of + _MONTH)
    except Refused:
        dues = ()
    return Debit(
        called(loan), loan.auto_debit, dues[0].due if dues else loan.as_one.next_due, dues[0].payment if dues else None
    )


def _collide(found: tuple[Debit, ...]) -> Iterator[str]:
    words = _("“{first}”和“{second}”都从{account}扣款，日子相近（{day}、{other}），两笔的钱都要提前备好{sum}。")
    for first, second in pairwise(found):
        if first.account and first.account == second.account and _near(first.on, second.on):
            names = {"first": first.loan, "second": second.loan, "account": first.account}
            yield words.format(**names, day=first.on, other=second.on, sum=_together(first.amount, second.amount))


def _near(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and second - first <= _CLOSE


def _together(first: Decimal | None, second: Decimal | None) -> str:
    if first is None or second is None:
        return ""
    return _("，一共 {amount}").format(amount=shown(first + second))
