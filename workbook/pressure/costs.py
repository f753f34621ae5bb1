"""What the shop costs in a month, stock apart from the rest: stock comes back with the goods, the rest does not."""

from __future__ import annotations

from decimal import Decimal

from workbook.cashflow import Flow, needed
from workbook.cashflow.told import listed_stock, others, stock_at
from workbook.money import ZERO
from workbook.position import Position, once


@once
def fixed_costs(position: Position) -> Decimal:
    """Give what the shop costs in a month as it is now beside stock; NotKnown names what lacks.

    The listed or told costs beside stock; where recorded months tell all costs as one sum, what stock leaves of it.
    """
    now, told = position.months.current, others_told(position)
    if not stock_known(position):
        return needed(None, "stock_per_100")
    if position.months.source("costs") != "months":
        return needed(told, "shop_costs")
    return max(needed(now.costs, "shop_costs") - stock_in(position, now), told or ZERO)


@once
def stock_known(position: Position) -> bool:
    """Tell whether the cost of stock is told, or that there is none: no receipts, or a list of costs without it."""
    situation, picture = position.case.situation, position.months
    told = situation.stock_per_100 is not None or listed_stock(situation) is not None
    return told or no_receipts(position) or picture.source("costs") == "lists"


def no_receipts(position: Position) -> bool:
    """Tell whether the business takes nothing in as it is now."""
    return position.months.current.receipts == ZERO


def stock_in(position: Position, flow: Flow) -> Decimal:
    """Give what stock costs in a month, as far as it is told; without receipts nothing."""
    return ZERO if flow.receipts == ZERO else stock_at(position.case.situation, flow.receipts) or ZERO


def others_told(position: Position) -> Decimal | None:
    """Give what is told of the shop's costs beside stock; a list that names stock alone is complete."""
    situation = position.case.situation
    told = others(situation)
    return ZERO if told is None and listed_stock(situation) is not None else told
