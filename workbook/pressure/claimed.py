"""Loans of which something else is settled before anything is paid: no sum of today makes them current again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from workbook.case import Loan, LoanState
from workbook.language import N_, _, attempt
from workbook.loans.days import months_after
from workbook.loans.standing import LOOK_AHEAD
from workbook.position import Position, once

_FIRST: Mapping[LoanState, str] = MappingProxyType(
    {
        LoanState.SOLD: N_("“{name}”的债权转了手：先弄清现在向谁还、还多少，不是今天补上一笔就恢复正常。"),
        LoanState.PAID_FOR: N_("“{name}”有人说替您还了：核实以前两边都不付，不是今天补上一笔就恢复正常。"),
        LoanState.ARBITRATION: N_("“{name}”对方申请了仲裁：先按期答复主张的数，不是今天补上一笔就恢复正常。"),
        LoanState.IN_COURT: N_("“{name}”对方起诉了：先按期答复主张的数，不是今天补上一笔就恢复正常。"),
        LoanState.ENFORCEMENT: N_("“{name}”法院已经在执行：先按通知如实报告，不是今天补上一笔就恢复正常。"),
        LoanState.NOT_MINE: N_("“{name}”不是您借的、不是您用的：不付，也不算进要还的数。"),
    }
)
_CHANGED_HANDS = frozenset({LoanState.SOLD, LoanState.PAID_FOR})


def called(loan: Loan) -> str:
    """Give the name a person would know the loan by."""
    return loan.name or loan.lender or _("没写名称的借款")


def settled_first(loan: Loan) -> bool:
    """Tell whether a claim is answered, or a payee found out, before anything is paid."""
    return loan.state in _FIRST


def settled_first_words(loan: Loan) -> str:
    """Say what that is; "" where what is overdue may simply be paid."""
    said = _FIRST.get(loan.state) if loan.state else None
    return _(said).format(name=called(loan)) if said else ""


@once
def debit_day(position: Position, loan: Loan) -> date | None:
    """Give the next day on which whoever lent may still take an instalment of a loan that changed hands; else None."""
    return contract_day(position, loan) if loan.state in _CHANGED_HANDS else None


def debit_words(loan: Loan) -> str:
    """Say what that day is for."""
    return _("“{name}”可能还会扣款：先问停没停").format(name=called(loan))


@once
def contract_day(position: Position, loan: Loan) -> date | None:
    """Give the next monthly day of the contract from today on; None where none comes or none is told."""
    dues = attempt(lambda: position.standing(loan).dues(position.as_of, position.as_of + timedelta(days=LOOK_AHEAD)))
    told = loan.as_one.next_due
    if dues is not None or told is None:
        return dues[0].due if dues else None
    return _same_day_next_month(told, position.as_of)


def _same_day_next_month(oldest: date, as_of: date) -> date:
    months = (as_of.year - oldest.year) * 12 + as_of.month - oldest.month
    found = months_after(oldest, months, oldest.day)
    return found if found >= as_of else months_after(oldest, months + 1, oldest.day)
