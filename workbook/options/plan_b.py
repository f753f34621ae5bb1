"""Where a loan that falls due whole is not renewed: what could really be paid then, and a request that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Loan
from workbook.language import _, attempt
from workbook.loans.days import months_after
from workbook.money import ZERO, shown
from workbook.options.advice import by_instalments
from workbook.options.package import Package
from workbook.options.renewal import to_renew
from workbook.position import Position, borrowers_own
from workbook.pressure import today_at_most
from workbook.pressure.outlook import left_by_month
from workbook.verdict.trial import claims_of_others


@dataclass(frozen=True)
class PlanB:
    """What could really be paid on the day, and the instalments to ask for before it; for the borrower alone.

    `could_pay` is None where the cash is not known, `request` where no arrangement holds.
    """

    on: date
    due: Decimal
    could_pay: Decimal | None
    request: Package | None

    @property
    def sentence(self) -> str:
        """Say both; kept back until the renewal is refused."""
        return _could_said(self) + _request_said(self)


@borrowers_own
def plan_b(position: Position, loan: Loan) -> PlanB | None:
    """Give what remains where the renewal is refused; None where the loan is not to be renewed."""
    end = to_renew(position, loan)
    if end is None or end.on is None or end.amount is None:
        return None
    found = attempt(lambda: by_instalments(position, loan))
    could = attempt(lambda: _could_pay(position, loan, end.on or date.max))
    return PlanB(end.on, end.amount, could, found.recommended if found else None)


def _could_pay(position: Position, loan: Loan, on: date) -> Decimal | None:
    """Give what is free today, and what whole months until the day leave beside other debts and this one's interest."""
    free = today_at_most(position)
    if free is None:
        return None
    whole = range(1, (on.year - position.as_of.year) * 12 + on.month - position.as_of.month + 1)
    months = tuple(day for n in whole if (day := months_after(position.as_of, n, position.as_of.day)) <= on)
    left = sum(left_by_month(position, months, "current"), ZERO) if months else ZERO
    others = sum(claims_of_others(position, loan, months)[0], ZERO) if months else ZERO
    own = sum((due.payment for due in position.standing(loan).coming(on) if due.due < on), ZERO)
    return max(free + left - others - own, ZERO)


def _could_said(found: PlanB) -> str:
    if found.could_pay is None:
        return _("续不成，{on} 要还 {due}：那天真能付多少，先填手上的钱才算得出。").format(
            on=found.on, due=shown(found.due)
        )
    said = _("续不成，{on} 要还 {due}，那天自己真能付的大约 {could}（不动吃饭、进货的钱）。")
    return said.format(on=found.on, due=shown(found.due), could=shown(min(found.could_pay, found.due)))


def _request_said(found: PlanB) -> str:
    if found.request is None:
        return _("分期也还没有守得住的数：到期前先问清对方能给的办法。")
    said = _("对方说不能续，到期前就改申请分期：{title}，每期 {payment}，守得住。先备好，不发。")
    return said.format(title=found.request.title, payment=shown(found.request.highest))
