"""A month from the few plain figures and from the lists of incomes and expenses."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbook.case import Expense, ExpenseKind, Income, Side, Situation
from workbook.cashflow.picture import Flow
from workbook.money import ZERO, fen

_BUSINESS = {ExpenseKind.STOCK, ExpenseKind.SHOP_RENT, ExpenseKind.WAGES, ExpenseKind.TAX, ExpenseKind.PLATFORM}


def plain(situation: Situation, listed_receipts: Decimal | None) -> Flow:
    """Give the month of the few plain figures; the cost of stock goes by the listed receipts where there are any."""
    return Flow(
        label="",
        receipts=situation.usual_receipts,
        costs=costs_at(situation, listed_receipts or situation.usual_receipts),
        essentials=situation.home_essentials,
        other_income=situation.other_income,
    )


def costs_at(situation: Situation, receipts: Decimal | None) -> Decimal | None:
    """Give the shop's costs at these receipts: stock per 100 and the rest; None where one of them is not told."""
    if receipts is None or situation.stock_per_100 is None or situation.shop_costs is None:
        return None
    return fen(receipts * situation.stock_per_100 / 100) + situation.shop_costs


def listed(situation: Situation) -> Flow:
    """Give the month of the lists; household expenses are essential unless they are said not to be."""
    home = expenses(situation, Side.HOUSEHOLD)
    return Flow(
        label="",
        receipts=total(i.amount for i in incomes(situation, Side.BUSINESS)),
        costs=total(e.amount for e in expenses(situation, Side.BUSINESS)),
        essentials=total(e.amount for e in home if e.essential is not False),
        other_income=total(i.amount for i in incomes(situation, Side.HOUSEHOLD)),
        other_spending=total(e.amount for e in home if e.essential is False),
    )


def incomes(situation: Situation, side: Side) -> tuple[Income, ...]:
    """Give the listed incomes of one side; without a side they are the business's."""
    return tuple(i for i in situation.incomes if not i.archived and (i.side or Side.BUSINESS) is side)


def expenses(situation: Situation, side: Side) -> tuple[Expense, ...]:
    """Give the listed expenses of one side; without a side their kind decides, else they are the household's."""
    return tuple(e for e in situation.expenses if not e.archived and _side(e) is side)


def _side(expense: Expense) -> Side:
    return expense.side or (Side.BUSINESS if expense.kind in _BUSINESS else Side.HOUSEHOLD)


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add up what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None
