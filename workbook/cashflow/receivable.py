"""Money others owe the business, as far as it is counted: half of what has a day, from that day on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from workbook import workdays
from workbook.case import Counted, Receivable, Situation
from workbook.language import _
from workbook.money import FEN, ZERO, shown
from workbook.rules import constant


def repaid_on(due: date) -> date:
    """Give the day on which a part is repaid from money that is to come in: some working days after it."""
    return workdays.after(due, int(constant("renewal_part_workdays"))).day


@dataclass(frozen=True)
class Hoped:
    """One receivable with a day still to come: the whole is hope, `counted` is what a plan is tested with."""

    id: str
    name: str
    on: date
    whole: Decimal
    counted: Decimal


def hoped(situation: Situation, as_of: date) -> tuple[Hoped, ...]:
    """Give what is still to come in and counts, by day.

    Nothing where the months count sales before they are paid (it is in them already), or where that is not told.
    """
    if situation.months_count is not Counted.RECEIVED:
        return ()
    rows = (_hoped(row, as_of) for row in _told(situation))
    return tuple(sorted((row for row in rows if row), key=lambda row: row.on))


def by_month(rows: Sequence[Hoped], ends: Sequence[date], *, wait: int = 1) -> tuple[Decimal, ...]:
    """Sum what counts by month, a month after the one it comes in: what comes late in a month pays nothing early.

    What lies beyond the last month is left out.
    """
    sums = [ZERO for _end in ends]
    for row in rows:
        place = bisect_left(ends, row.on) + wait
        if place < len(sums):
            sums[place] += row.counted
    return tuple(sums)


def receivables_said(situation: Situation, as_of: date) -> Iterator[str]:
    """Say of each receivable what of it is counted, and why no more is."""
    rows = tuple(_told(situation))
    if not rows:
        return
    if situation.months_count is None:
        yield _(
            "还不知道逐月记录里的收款是卖出去就算，还是到账才算：别人欠的货款 {amount} 先没有算，请在“情况”那一页答。"
        ).format(amount=_sum(rows))
    elif situation.months_count is Counted.SOLD:
        yield _("逐月记录卖出去就算，别人欠的货款 {amount} 已经在月份里，不再算一次。").format(amount=_sum(rows))
    else:
        yield from (_said(row, as_of) for row in rows)


def _told(situation: Situation) -> Iterator[Receivable]:
    return (row for row in situation.receivables if row.amount and not row.archived)


def _sum(rows: Sequence[Receivable]) -> str:
    return shown(sum((row.amount for row in rows if row.amount), ZERO))


def _hoped(row: Receivable, as_of: date) -> Hoped | None:
    if row.amount is None or row.due_on is None or row.due_on <= as_of:
        return None
    counted = (row.amount * Decimal(constant("receivable_counted_percent")) / 100).quantize(FEN, ROUND_DOWN)
    return Hoped(row.id, row.name or "", row.due_on, row.amount, counted)


def _said(row: Receivable, as_of: date) -> str:
    found = _hoped(row, as_of)
    name, amount = row.name or _("别人欠的货款"), shown(row.amount or ZERO)
    if found is not None:
        said = _("{name}的 {amount} 指望 {on} 到账：只算一半 {counted}，那天以前不算，到账的那个月也不提前用。")
        return said.format(name=name, amount=amount, on=found.on, counted=shown(found.counted))
    if row.due_on is None:
        return _("{name}的 {amount} 没有到账的日子，没有算进去。").format(name=name, amount=amount)
    return _("{name}的 {amount} 说好 {on} 到账，日子已经过了，没有算进去：到了就删掉这一行，没到就改日子。").format(
        name=name, amount=amount, on=row.due_on
    )
