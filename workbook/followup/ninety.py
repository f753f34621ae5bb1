"""The day a loan has been late for ninety days: one quiet line, marked as practice, that orders nothing."""

from __future__ import annotations

from datetime import date, timedelta

from workbook.case import LoanState
from workbook.case.loan import FeeKind
from workbook.course import Course, course, support
from workbook.followup.day import Deadline, made, named
from workbook.language import _, attempt, joined
from workbook.lenders import LenderType
from workbook.position import Position, once
from workbook.rules import constant, lender_type


@once
def day_ninety(position: Position) -> date | None:
    """Give the day on which the loan in the talk has been late for ninety days at a bank.

    None where it has passed, where nothing is asked for now, where terms were agreed, or where distress was told.
    """
    if not position.loans or support(position.case) or not _asking(position):
        return None
    balance = position.standing(position.loan).balance_or_none
    oldest = balance.oldest_unpaid if balance else None
    on = oldest + timedelta(days=int(constant("class_days"))) if oldest else None
    return on if on and on >= position.as_of else None


def _asking(position: Position) -> bool:
    loan = position.loan
    late = position.standing(loan).state is LoanState.OVERDUE and lender_type(loan) is LenderType.BANK
    return late and attempt(lambda: course(position, loan)) is Course.EASE


@once
def ninety_said(position: Position) -> str:
    """Say what usually changes on that day; no rule is cited, and nothing is to be paid or borrowed for it.

    Where somebody else would pay the bank, their day comes first. Empty where there is nothing to say.
    """
    on = day_ninety(position)
    if on is None:
        return ""
    sure = position.loan.guaranteed or any(fee.kind is FeeKind.GUARANTEE for fee in position.loan.fees)
    return joined(_words(on), _("有人担保或保险的，更早的是代偿的日子：问对方几天后会代偿。") if sure else "")


def _words(on: date) -> str:
    said = _(
        "{day}满{days}天，银行内部分类一般会变（做法，各家不同）。最好在那以前拿到书面答复；"
        "做不到也照样能谈，不要为它去借钱。"
    )
    day = _("{year}年{month}月{day}日").format(year=on.year, month=on.month, day=on.day)
    return said.format(day=day, days=constant("class_days"))


@once
def ninety(position: Position) -> Deadline | None:
    """Give the same as a day among the others, which rings no bell."""
    on = day_ninety(position)
    if on is None:
        return None
    title = _("{loan}：逾期满{days}天（做法）").format(loan=named(position.loan), days=constant("class_days"))
    return made(position, "ninety", "quiet", on, title, ninety_said(position))
