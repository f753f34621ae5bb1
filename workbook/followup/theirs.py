"""The lender's side of the arrangement: waivers booked, collection stopped, reported as agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbook.case import Component, Direction, LenderFigures, Loan, Treatment
from workbook.case.followup import CheckKind
from workbook.confirm import Arrangement, arrangement
from workbook.language import _
from workbook.money import ZERO, shown
from workbook.position import Position, once

Found = Literal["kept", "broken", "open"]


@dataclass(frozen=True)
class Watch:
    """One thing the lender promised, whether it was done, and what to do about it."""

    key: str
    what: str
    found: Found
    sentence: str


@once
def theirs(position: Position, loan: Loan) -> tuple[Watch, ...]:
    """Hold what the lender's figures and the log show against the written arrangement; NotKnown without one."""
    of = arrangement(position, loan)
    return (
        *_waivers(of, loan),
        *_collection(position, loan, of),
        *_reporting(position, loan, of),
        *_schedule(position, loan),
    )


def _waivers(of: Arrangement, loan: Loan) -> Iterator[Watch]:
    latest = _latest(loan, of)
    for treated in of.plan.treated if of.plan else ():
        if treated.treatment is Treatment.WAIVE:
            yield _waived(treated.component, treated.amount, latest)


def _latest(loan: Loan, of: Arrangement) -> LenderFigures | None:
    told = [f for f in loan.lender_figures if f.on and f.on > of.start and not f.archived]
    return max(told, key=lambda f: f.on or of.start, default=None)


def _waived(component: Component, amount: Decimal, latest: LenderFigures | None) -> Watch:
    what = _("减免{component} {amount}").format(component=component.words, amount=shown(amount))
    left: Decimal | None = getattr(latest, component.value) if latest else None
    key = f"waived.{component}"
    if latest is None or left is None:
        return Watch(key, what, "open", _("新计划开始后，截一张 App 欠款图，看这一项有没有消掉。"))
    if left > ZERO:
        words = _("{day} 的数字里还有 {left}，请对方说明减免为什么没有入账。")
        return Watch(key, what, "broken", words.format(day=latest.on, left=shown(left)))
    return Watch(key, what, "kept", _("{day} 的数字里已经没有这一项。").format(day=latest.on))


def _collection(position: Position, loan: Loan, of: Arrangement) -> Iterator[Watch]:
    terms = of.written.terms
    if terms is None or not terms.collection_stops:
        return
    called = [
        c.on
        for c in position.case.contacts_with(loan)
        if c.direction is Direction.BY_THEM and c.on and c.on > of.start and c.loan_id in {None, loan.id}
    ]
    what = _("按新计划还的期间停止催收")
    if not called:
        yield Watch("collection", what, "kept", _("记录里没有再联系。"))
    else:
        days = _("、").join(str(day) for day in sorted(called))
        yield Watch(
            "collection", what, "open", _("{days} 对方又联系了您；如果是催收，请按书面约定要求停止。").format(days=days)
        )


def _reporting(position: Position, loan: Loan, of: Arrangement) -> Iterator[Watch]:
    told = of.written.terms.credit_reporting if of.written.terms else None
    if not told:
        return
    what = _("征信按约定报送：{how}").format(how=told)
    checked = position.case.followup.credit_checked_on
    if _ticked(position, loan, CheckKind.CREDIT_REPORT):
        yield Watch("credit", what, "kept", _("已经核对。"))
    elif checked and checked > of.start:
        yield Watch(
            "credit", what, "open", _("{day} 查过征信；和约定一样就在清单里打勾，不一样就提异议。").format(day=checked)
        )
    else:
        yield Watch("credit", what, "open", _("第一期还完后的下个月，查一次本人征信。"))


def _schedule(position: Position, loan: Loan) -> Iterator[Watch]:
    if not _ticked(position, loan, CheckKind.WAIVER_BOOKED):
        yield Watch(
            "booked", _("新计划在系统里生效"), "open", _("第一期还完后，看 App 里的余额和下一期是不是按新计划。")
        )


def _ticked(position: Position, loan: Loan, kind: CheckKind) -> bool:
    return any(
        c.kind is kind and c.done_on and c.loan_id in {None, loan.id} and not c.archived
        for c in position.case.followup.checks
    )
