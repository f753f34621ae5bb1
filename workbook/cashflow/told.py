"""A month from the few plain figures and from the lists of incomes and expenses."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbook.case import Expense, ExpenseKind, Income, Side, Situation
from workbook.cashflow.picture import Flow
from workbook.money import ZERO, fen

_BUSINESS = {ExpenseKind.STOCK, ExpenseKind.SHOP_RENT, ExpenseKind.WAGES, ExpenseKind.TAX, ExpenseKind.PLATFORM}


def plain(situation: Situation) -> Flow:
    """Give the month of the few plain figures; the cost of stock goes by the listed receipts where there are any."""
    return Flow(
        label="",
        receipts=situation.usual_receipts,
        costs=costs_at(situation, _usual_receipts(situation)),
        essentials=situation.home_essentials,
        other_income=situation.other_income,
    )


def listed(situation: Situation) -> Flow:
    """Give the month of the lists; household expenses are essential unless they are said not to be."""
    home = expenses(situation, Side.HOUSEHOLD)
    return Flow(
        label="",
        receipts=total(i.amount for i in incomes(situation, Side.BUSINESS)),
        costs=costs_at(situation, _usual_receipts(situation)) if business_kinds(situation) else None,
        essentials=total(e.amount for e in home if e.essential is not False),
        other_income=total(i.amount for i in incomes(situation, Side.HOUSEHOLD)),
        other_spending=total(e.amount for e in home if e.essential is False),
    )


def costs_at(situation: Situation, receipts: Decimal | None) -> Decimal | None:
    """Give the business costs at these receipts, stock once: each part as listed, else from the plain figures.

    Stock goes with the receipts, the rest does not; None where a part is not told. A list that is silent about a part
    of which the plain figures say nothing either is taken to be complete.
    """
    parts = stock_at(situation, receipts), others(situation)
    if business_kinds(situation):
        unsaid = situation.stock_per_100 is not None and parts[0] is None
        return None if unsaid else total(parts)
    return None if None in parts else total(parts)


def costs_wait_for(situation: Situation) -> tuple[str, ...]:
    """Name the plain figures that business costs wait for."""
    stock = ("stock_per_100",) if stock_at(situation, ZERO) is None else ()
    other = ("shop_costs",) if others(situation) is None else ()
    return (*stock, *other)


def stock_at(situation: Situation, receipts: Decimal | None) -> Decimal | None:
    """Give what stock costs at these receipts: the listed amount in proportion, else so much of every 100."""
    amount, usual = listed_stock(situation), _usual_receipts(situation)
    if amount is not None:
        return fen(amount * receipts / usual) if receipts is not None and usual else amount
    if receipts is None or situation.stock_per_100 is None:
        return None
    return fen(receipts * situation.stock_per_100 / 100)


def listed_stock(situation: Situation) -> Decimal | None:
    """Give what the list of expenses says stock costs in a month; None where it says nothing."""
    return total(e.amount for e in expenses(situation, Side.BUSINESS) if e.kind is ExpenseKind.STOCK)


def listed_others(situation: Situation) -> Decimal | None:
    """Give what the list says the business costs beside stock; None where it says nothing."""
    return total(e.amount for e in expenses(situation, Side.BUSINESS) if e.kind is not ExpenseKind.STOCK)


def others(situation: Situation) -> Decimal | None:
    """Give what the business costs beside stock: as listed, else as told plainly; None where neither says."""
    found = listed_others(situation)
    return situation.shop_costs if found is None else found


def business_kinds(situation: Situation) -> set[ExpenseKind | None]:
    """Name the kinds of business expense that are listed with an amount."""
    return {e.kind for e in expenses(situation, Side.BUSINESS) if e.amount is not None}


def _usual_receipts(situation: Situation) -> Decimal | None:
    found = total(i.amount for i in incomes(situation, Side.BUSINESS))
    return situation.usual_receipts if found is None else found


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
