"""Figures of the business and the household: a usual month, a bad month, what can be promised."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.cashflow import Flow, Picture
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.documents.view import tells_other_income
from workbook.language import _, attempt
from workbook.position import Position
from workbook.pressure import shares
from workbook.pressure.capacity import Capacity, capacity

APART = {"receipts": "receipts", "costs": "costs", "other_income": "other_income", "essentials": "essentials"}
BORNE = {"receipts": "receipts", "costs": "costs", "borne": "essentials"}
PLAIN = {"receipts": "receipts", "costs": "costs", "essentials": "essentials"}


def cash_figures(position: Position, pen: Pen) -> Iterator[Figure]:
    """Word what comes in, what must go out and what is left.

    A lender sees the household's other income only where the borrower chose to tell it, else what the business has to
    bear of the essentials.
    """
    picture = attempt(lambda: position.months)
    names = _names(position, picture, pen)
    if picture is not None and names is BORNE:
        picture = picture.netted
    for month in ("usual", "since", "bad"):
        yield from _month(f"cash.{month}", getattr(picture, month, None), names, pen)
    yield pen.count("cash.recorded", len(picture.recorded) if picture else None, _("{n}个月"))
    yield pen.sentence("cash.bad_rule", picture.bad_rule if picture else None)
    yield pen.money("cash.floor", position.case.situation.floor_amount)
    if pen.private:
        yield pen.money("cash.in_hand", position.case.situation.cash)
        yield from pen.sentences("cash.assumed", picture.assumed if picture else ())
        yield from _capacity(attempt(lambda: capacity(position)), pen)
        yield pen.money("capacity.share", attempt(lambda: shares(position).of(position.case.main_loan)))


def _names(position: Position, picture: Picture | None, pen: Pen) -> dict[str, str]:
    """Say which parts of a month are worded, by key."""
    if pen.private or tells_other_income(position):
        return APART
    months = (picture.usual, picture.since, picture.bad) if picture else ()
    return BORNE if any(flow and flow.other_income is not None for flow in months) else PLAIN


def _month(key: str, flow: Flow | None, names: dict[str, str], pen: Pen) -> Iterator[Figure]:
    for name, part in names.items():
        yield pen.money(f"{key}.{name}", getattr(flow, part, None))
    yield pen.money(f"{key}.left", attempt(lambda: flow.left) if flow else None)


def _capacity(found: Capacity | None, pen: Pen) -> Iterator[Figure]:
    yield pen.money("capacity.monthly", found.monthly if found else None)
    yield pen.money("capacity.shortfall", found.shortfall if found else None)
    yield pen.percent("capacity.margin", found.margin if found else None)
