"""What the lender says is owed, where the contract's terms are not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from workbook.case import LenderFigures, Loan, lacking
from workbook.language import N_, NotKnown, _
from workbook.loans.renewing import WHOLE
from workbook.loans.results import PARTS, Balance, Covers
from workbook.loans.terms import said_late, title
from workbook.loans.usual import asks_for_one_payment
from workbook.money import ZERO


def stated_balance(
    loan: Loan, day: date, *, missing: NotKnown | None = None, lacks: Iterable[str] = (), said: str = ""
) -> Balance:
    """Give the lender's latest figures, or the short path's, as a balance; NotKnown where there are none.

    `missing` is the term without which nothing can be computed, `lacks` names all such terms; `said` is why what was
    told stands although it could.
    """
    stated = _latest(loan, day)
    if stated is None and loan.app_total is None and loan.balance_left is None:
        raise lacking(
            "debts",
            N_("先在“{page}”那一页填写“{field}”，或者填写“{other}”"),
            field=missing.values.get("field", "") if missing else "",
            other=title("app_total"),
        )
    return Balance(
        on=day,
        principal_not_due=_principal_not_due(loan, stated),
        interest_not_due=stated.interest_not_due if stated else None,
        overdue_principal=stated.overdue_principal if stated else None,
        overdue_interest=stated.overdue_interest if stated else None,
        penalty=stated.penalty if stated else None,
        compound=stated.compound if stated else None,
        fees=stated.fees if stated else None,
        days_overdue=_days_late(loan, stated, day),
        oldest_unpaid=loan.next_due if loan.next_due and loan.next_due <= day else None,
        assumed=(said or _incomplete(lacks, missing), *_notes(loan, stated, day)),
        source="app",
        stated_total=_total(loan, stated),
        stated_due=_due(loan, day),
        covers=_covers(loan, stated),
    )


def _latest(loan: Loan, day: date) -> LenderFigures | None:
    """The newest of the lender's figures that say an amount."""
    rows = [row for row in loan.lender_figures if not row.archived and (row.on is None or row.on <= day)]
    return max((row for row in rows if _amounts(row)), key=lambda row: row.on or date.min, default=None)


def _amounts(row: LenderFigures) -> list[Decimal]:
    return [amount for name in ("total", *PARTS) if (amount := getattr(row, name)) is not None]


def _principal_not_due(loan: Loan, stated: LenderFigures | None) -> Decimal | None:
    if stated and (stated.principal_not_due is not None or stated.overdue_principal is not None):
        return stated.principal_not_due
    return loan.balance_left


def _total(loan: Loan, stated: LenderFigures | None) -> Decimal | None:
    """The total as the lender says it; None where its parts are to be added up."""
    if stated is not None:
        return stated.total
    return max(amount for amount in (loan.balance_left, loan.app_total) if amount is not None)


_PRINCIPAL = {"principal_not_due", "overdue_principal"}


def _covers(loan: Loan, stated: LenderFigures | None) -> Covers:
    """Tell what the total is: principal that is told beside a sum no larger than it is the principal alone."""
    if stated is not None:
        told = {name for name in PARTS if getattr(stated, name) is not None}
        return "all" if stated.total is not None or told - _PRINCIPAL else "principal"
    if loan.balance_left is None:
        return "part" if _is_a_part(loan) else "asked"
    return "principal" if loan.app_total is None or loan.app_total <= loan.balance_left else "all"


def _is_a_part(loan: Loan) -> bool:
    """Tell whether the app asks one payment of a loan due whole, or less than half of the instalments still to come."""
    if asks_for_one_payment(loan):
        return loan.method in WHOLE or loan.periods_left != 1
    if loan.app_total is None or loan.instalment is None or loan.periods_left is None:
        return False
    return 2 * loan.app_total < loan.instalment * loan.periods_left


def _due(loan: Loan, day: date) -> Decimal | None:
    """What the app asks now; before a due day its figure is the next payment, which is not due yet."""
    if said_late(loan, day):
        return loan.app_total
    if loan.next_due == day:
        return loan.instalment if loan.app_total is None else loan.app_total
    return ZERO


def _days_late(loan: Loan, stated: LenderFigures | None, day: date) -> int | None:
    if loan.next_due is not None:
        return max((day - loan.next_due).days, 0)
    return stated.days_overdue if stated else None


def _incomplete(lacks: Iterable[str], missing: NotKnown | None) -> str:
    """Say that the lender's figures stand in, and for which terms."""
    refused = [str(missing.values["field"])] if missing else []
    names = [title(name) for name in dict.fromkeys(lacks)] or refused
    said = _("合同条款还不全，缺{fields}：用的是对方显示的数字，没有重新计算")
    return said.format(fields=_("、").join(f"“{name}”" for name in names))


def _notes(loan: Loan, stated: LenderFigures | None, day: date) -> tuple[str, ...]:
    notes = []
    if _covers(loan, stated) in {"asked", "part"}:
        notes.append(_("只知道现在要还的数，不一定是全部欠款"))
    if stated is not None and stated.on not in {None, day}:
        notes.append(_("这些数字是 {on} 的，之后的利息没有加上").format(on=stated.on))
    return tuple(notes)
