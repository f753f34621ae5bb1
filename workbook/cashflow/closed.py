"""A business that has closed: what came in before says nothing of what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from workbook.case import Case, Situation
from workbook.cashflow.picture import Flow
from workbook.cashflow.told import others
from workbook.language import _
from workbook.money import ZERO


def has_closed(situation: Situation, recorded: tuple[Flow, ...], usual: Flow) -> bool:
    """Tell whether the business is no more: as told, else where the last month on record, or a usual one, takes 0."""
    if situation.trading is not None:
        return not situation.trading
    return (recorded[-1] if recorded else usual).receipts == ZERO


def since_closing(recorded: tuple[Flow, ...]) -> tuple[Flow, ...]:
    """Give the last months on record in which nothing came in."""
    return tuple(takewhile(lambda flow: flow.receipts == ZERO, reversed(recorded)))[::-1]


def month_without(situation: Situation, usual: Flow) -> Flow:
    """Give a month of the household and of what the shop still costs beside stock, where none such is on record."""
    return replace(usual, label=_("停下来以后"), receipts=ZERO, costs=others(situation))


def closing_said(case: Case, recorded: tuple[Flow, ...]) -> Iterator[str]:
    """Say that only what is left after the closing counts."""
    if since_closing(recorded):
        yield _("生意停下来了：以前有收款的月份没有算进去，只按停下来以后的月份算。")
    else:
        yield _("生意停下来了：以前有收款的月份没有算进去，按没有收款、只剩“店里每月其他开支”的月份算。")
    if case.situation.trading is False and case.ask.recovers_on is not None:
        yield _("“生意还在做”写的是“否”，所以没有指望恢复；要重新开张的，改成“是”。")
