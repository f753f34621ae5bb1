"""Early warning: signs that the arrangement will not hold, while there is still time to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbook.case import Loan
from workbook.cashflow import Flow
from workbook.confirm import Keeping, arrangement, kept
from workbook.followup.rest import to_the_end
from workbook.language import _, attempt, joined
from workbook.money import shown
from workbook.position import Position, once
from workbook.pressure.capacity import capacity

Sign = Literal["missed", "late_twice", "short_of_cash", "recent_months", "above_capacity"]
_RECENT = 2


@dataclass(frozen=True)
class Warned:
    """One sign; the way on leads back to the options."""

    sign: Sign
    sentence: str
    where: str = "05_options"


@once
def warnings(position: Position, loan: Loan) -> tuple[Warned, ...]:
    """Give the signs that the next months look bad again; NotKnown without an arrangement."""
    keeping = kept(position, loan)
    coming = max((row.short for row in keeping.rows if row.status == "coming"), default=None)
    return (
        *_from_payments(keeping),
        *_from_cash(position, keeping),
        *_from_months(position, loan, coming),
        *_from_verdict(position, loan, coming),
    )


def _from_payments(keeping: Keeping) -> Iterator[Warned]:
    if keeping.missed:
        yield Warned("missed", joined(keeping.sentence, _("现在就联系对方，说清哪天能补上，再看要不要调整。")))
    if sum(row.status == "late" for row in keeping.rows) >= _RECENT:
        yield Warned("late_twice", _("已经有两期以上还晚了，还款日可能定得不合适，问能不能改日子。"))


def _from_cash(position: Position, keeping: Keeping) -> Iterator[Warned]:
    cash, row = position.case.situation.cash, keeping.next
    if cash is not None and row is not None and cash < row.short:
        words = _("现在手上的钱（{cash}）不够 {due} 要还的 {short}。")
        yield Warned("short_of_cash", words.format(cash=shown(cash), due=row.due, short=shown(row.short)))


def _from_months(position: Position, loan: Loan, coming: Decimal | None) -> Iterator[Warned]:
    """Tell of the two latest months, if both came after the arrangement: those before were counted in it."""
    began = f"{arrangement(position, loan).start:%Y-%m}"
    since = (flow for flow in position.months.recorded if flow.known and flow.label >= began)
    recent: list[Flow] = list(since)[-_RECENT:]
    if coming is not None and len(recent) == _RECENT and all(flow.left < coming for flow in recent):
        months = _("、").join(flow.label for flow in recent)
        words = _("最近两个月（{months}）剩下的钱都不够每期 {payment}。在断供之前先谈调整。")
        yield Warned("recent_months", words.format(months=months, payment=shown(coming)))


def _from_verdict(position: Position, loan: Loan, coming: Decimal | None) -> Iterator[Warned]:
    """Judge what is still to be paid as a request is judged; where that cannot be done, by what a bad month gives."""
    if coming is None:
        return
    judged = attempt(lambda: to_the_end(position, loan))
    if judged is not None:
        words = _("按现在的收支，新计划{verdict}：最高一期 {payment}。先看还能怎么调整，早点说。")
        if not judged.holds:
            yield Warned("above_capacity", words.format(verdict=judged.verdict.words, payment=shown(coming)))
        return
    most = attempt(lambda: capacity(position).monthly)
    if most is not None and coming > most:
        words = _("按差的月份算，每月最多能还 {most}，新计划里有一期要 {payment}。")
        yield Warned("above_capacity", words.format(most=shown(most), payment=shown(coming)))
