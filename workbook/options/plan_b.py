"""Where a loan that falls due whole is not renewed: what could really be paid then, and a request that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Loan
from workbook.language import _, attempt, joined
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
class Could:
    """What could really be paid on a day, in yuan: what is free `today` and what whole months until then leave in all.

    `left` is before other debts (`others`) and what this loan asks until the day (`own`).
    """

    today: Decimal
    left: Decimal
    others: Decimal
    own: Decimal

    @property
    def amount(self) -> Decimal:
        """What comes of it, never below 0.00."""
        return max(self.today + self.left - self.others - self.own, ZERO)

    @property
    def sentence(self) -> str:
        """Say how it comes about, each part that is not nothing."""
        parts = (
            (_("今天拿得出 {amount}"), self.today),
            (_("到那天各月按现在剩下 {amount}"), self.left),
            (_("减其他债务 {amount}"), self.others),
            (_("减这一笔那天以前要还的 {amount}"), self.own),
        )
        return _("，").join(said.format(amount=shown(amount)) for said, amount in parts if amount)


@dataclass(frozen=True)
class PlanB:
    """What could really be paid on the day, and the instalments to ask for before it; for the borrower alone.

    `could` is None where the cash is not known, `request` where no arrangement holds.
    """

    on: date
    due: Decimal
    could: Could | None
    request: Package | None

    @property
    def sentence(self) -> str:
        """Say both; kept back until the renewal is refused."""
        return joined(_could_said(self), _request_said(self))


@borrowers_own
def plan_b(position: Position, loan: Loan) -> PlanB | None:
    """Give what remains where the renewal is refused; None where the loan is not to be renewed."""
    end = to_renew(position, loan)
    if end is None or end.on is None or end.amount is None:
        return None
    found = attempt(lambda: by_instalments(position, loan))
    could = attempt(lambda: _could_pay(position, loan, end.on or date.max))
    return PlanB(end.on, end.amount, could, found.recommended if found else None)


def _could_pay(position: Position, loan: Loan, on: date) -> Could | None:
    """Give what is free today, and what whole months until the day leave beside other debts and this one's interest."""
    free = today_at_most(position)
    if free is None:
        return None
    whole = range(1, (on.year - position.as_of.year) * 12 + on.month - position.as_of.month + 1)
    months = tuple(day for n in whole if (day := months_after(position.as_of, n, position.as_of.day)) <= on)
    left = sum(left_by_month(position, months, "current"), ZERO) if months else ZERO
    others = sum(claims_of_others(position, loan, months)[0], ZERO) if months else ZERO
    own = sum((due.payment for due in position.standing(loan).coming(on) if due.due < on), ZERO)
    return Could(free, left, others, own)


def _could_said(found: PlanB) -> str:
    if found.could is None:
        return _("续不成，{on} 要还 {due}：那天真能付多少，先填手上的钱才算得出。").format(
            on=found.on, due=shown(found.due)
        )
    said = _("续不成，{on} 要还 {due}，那天自己真能付的大约 {could}（{how}；不动吃饭、进货的钱）。")
    could = min(found.could.amount, found.due)
    return said.format(on=found.on, due=shown(found.due), could=shown(could), how=found.could.sentence)


def _request_said(found: PlanB) -> str:
    if found.request is None:
        return _("分期也还没有守得住的数：到期前先问清对方能给的办法。")
    said = _("对方说不能续，到期前就改申请分期：{title}，每期 {payment}，守得住。先备好，不发。")
    return said.format(title=found.request.title, payment=shown(found.request.highest))
