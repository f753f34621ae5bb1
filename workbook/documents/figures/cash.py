"""Figures of the business and the household: a usual month, a bad month, what can be promised."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import cashflow
from workbook.case import Case
from workbook.cashflow import Flow
from workbook.documents.blocks import Figure
from workbook.documents.figures.pen import Pen, attempt
from workbook.language import _
from workbook.pressure.capacity import Capacity, capacity

SHARED = ("receipts", "costs", "essentials")


def cash_figures(case: Case, pen: Pen) -> Iterator[Figure]:
    """Word what comes in, what must go out and what is left; the household's other income only for oneself."""
    picture = attempt(lambda: cashflow.monthly(case))
    yield from _month("cash.usual", picture.usual if picture else None, pen)
    yield from _month("cash.since", picture.since if picture else None, pen)
    yield from _month("cash.bad", picture.bad if picture else None, pen)
    yield pen.count("cash.recorded", len(picture.recorded) if picture else None, _("{n}个月"))
    yield pen.sentence("cash.bad_rule", picture.bad_rule if picture else None)
    yield pen.money("cash.floor", case.situation.floor_amount)
    if pen.private:
        yield pen.money("cash.in_hand", case.situation.cash)
        yield from pen.sentences("cash.assumed", picture.assumed if picture else ())
        yield from _capacity(attempt(lambda: capacity(case)), pen)


def _month(key: str, flow: Flow | None, pen: Pen) -> Iterator[Figure]:
    for name in (*SHARED, *(("other_income",) if pen.private else ())):
        yield pen.money(f"{key}.{name}", getattr(flow, name, None))
    yield pen.money(f"{key}.left", attempt(lambda: flow.left) if flow else None)


def _capacity(found: Capacity | None, pen: Pen) -> Iterator[Figure]:
    yield pen.money("capacity.monthly", found.monthly if found else None)
    yield pen.money("capacity.shortfall", found.shortfall if found else None)
    yield pen.percent("capacity.margin", found.margin if found else None)
