"""Whether a request can be put on record: a plan that can be enforced has to bear more than one that is only agreed."""

from __future__ import annotations

from decimal import Decimal

from workbook.case import Loan
from workbook.language import attempt
from workbook.options.own import asked_first
from workbook.options.package import Package
from workbook.position import Position, borrowers_own
from workbook.rules import constant
from workbook.verdict.base import base

_WHOLE = Decimal(100)


@borrowers_own
def firm(position: Position, loan: Loan) -> bool:
    """Tell whether what is asked for first can be put on record; False where nothing is asked."""
    package = asked_first(position, loan)
    return package is not None and can_be_recorded(position, loan, package)


def can_be_recorded(position: Position, loan: Loan, package: Package) -> bool:
    """Tell whether an arrangement holds and still holds when receipts fall by a tenth."""
    if not package.recommendable:
        return False
    room = package.judged.room
    return _on_bad_months(position, loan, package) if room is None else room >= _less()


def _less() -> int:
    return int(constant("recorded_plan_room_percent"))


def _on_bad_months(position: Position, loan: Loan, package: Package) -> bool:
    """Tell the same of a bad month alone, of which a tenth of all receipts stays away and nothing is saved for it."""
    bad = attempt(lambda: position.months.bad)
    share = attempt(lambda: base(position, loan).share)
    if bad is None or bad.receipts is None or share is None:
        return False
    return package.plan.highest <= share - bad.receipts * _less() / _WHOLE
