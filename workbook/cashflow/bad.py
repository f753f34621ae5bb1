"""The bad month: from the record, or from the worst receipts told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from workbook.case import Situation
from workbook.cashflow.picture import Flow
from workbook.cashflow.told import costs_at, listed_stock
from workbook.language import _
from workbook.money import ZERO, fen

FEWEST = 3  # fewer recorded months say nothing of a bad one
FULL_YEAR = 12  # from here on the bad month may be a share of the record; below it is the worst month


def bad_month(
    situation: Situation, now: Flow, recorded: tuple[Flow, ...], after: tuple[Flow, ...]
) -> tuple[Flow | None, str]:
    """Give the bad month and how it was chosen; None where nothing tells of one."""
    told = _bad_told(situation, now)
    if not recorded or (len(recorded) < FEWEST and told is None):
        return told, _bad_told_rule() if told else ""
    bad, rule = _bad_recorded(recorded, after)
    if len(recorded) < FULL_YEAR and told and told.known and _rank(told) < _rank(bad):
        return told, _bad_told_rule()
    return bad, rule


def _bad_recorded(recorded: tuple[Flow, ...], after: tuple[Flow, ...]) -> tuple[Flow, str]:
    bad = sorted(recorded, key=_rank)[bad_rank(len(recorded)) - 1]
    middle = sorted(after, key=_rank)[(len(after) - 1) // 2] if after else bad
    if _rank(middle) < _rank(bad):
        said = _("变化以来的 {count} 个月按结余从少到多排，取正中的一个月，双数取偏少的（{month}）。")
        return middle, said.format(count=len(after), month=middle.label)
    return bad, _bad_recorded_rule(bad, len(recorded))


def bad_rank(count: int) -> int:
    """Say which recorded month from the bottom is the bad one: the worst, from twelve on the P10 by nearest rank."""
    return 1 if count < FULL_YEAR else -(-count // 10)


def _rank(flow: Flow) -> Decimal:
    return flow.business_left + (flow.other_income or ZERO) - (flow.essentials or ZERO)


def _bad_told(situation: Situation, now: Flow) -> Flow | None:
    worst = situation.worst_receipts
    if worst is None:
        return None
    return replace(now, label=_("最差的月份"), receipts=worst, costs=_bad_costs(situation, worst, now))


def _bad_costs(situation: Situation, worst: Decimal, now: Flow) -> Decimal | None:
    stock = listed_stock(situation)
    if stock is not None and now.costs is not None and now.receipts:
        return now.costs - stock + fen(stock * worst / now.receipts)
    return costs_at(situation, worst)


def _bad_told_rule() -> str:
    return _("按“最差的一个月生意收款”算：进货随收款减少，其他开支不变。")


def _bad_recorded_rule(bad: Flow, count: int) -> str:
    if bad_rank(count) == 1:
        return _("取 {count} 个月记录里最差的一个月（{month}）。").format(count=count, month=bad.label)
    return _("取 {count} 个月记录里第 {rank} 差的一个月（{month}，即最差的十分之一处）。").format(
        count=count, rank=bad_rank(count), month=bad.label
    )
