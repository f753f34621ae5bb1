"""Where a loan stands, as the balance shows it."""

from __future__ import annotations

from workbook.case import Case, Loan, LoanState
from workbook.language import Refused
from workbook.loans import owed
from workbook.pressure.dues import is_late

_ONLY_TOLD = frozenset({LoanState.ACCELERATED, LoanState.SOLD, LoanState.IN_COURT, LoanState.SETTLED})


def state(case: Case, loan: Loan) -> LoanState | None:
    """Give the state a rule is held against: the computed days overdue decide between not due and overdue."""
    if loan.state in _ONLY_TOLD:
        return loan.state
    try:
        days = owed(case, loan).days_overdue
    except Refused:
        days = None
    if days is None:
        return LoanState.OVERDUE if is_late(case, loan) else loan.state
    return LoanState.OVERDUE if days > 0 else LoanState.NOT_DUE
