"""Facts of a higher limit: what it is for and from what it is repaid, and what only the borrower reads of its cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from workbook.case import Month
from workbook.cashflow import FULL_YEAR
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.money import ZERO, shown
from workbook.position import Position
from workbook.pressure import Limit, limit


@dataclass(frozen=True)
class LimitFacts:
    """The limit as it is and as it is asked for, the days it is needed, and what came in over a year.

    `year` sums the last twelve recorded months from `year_from` to `year_to`; `best` the two strongest in a row.
    """

    now: Figure
    to: Figure
    by: Figure
    until: Figure
    month_from: Figure
    month_to: Figure
    year: Figure
    year_from: Figure
    year_to: Figure
    best: Figure
    best_months: Figure


@dataclass(frozen=True)
class OwnLimit(LimitFacts):
    """The same with what only the borrower reads: the cost, the new payment, and a bad month that bears both."""

    cost: Figure
    days: Figure
    payment: Figure
    together: Figure
    left: Figure
    lump: Figure


def limit_facts(position: Position, pen: Pen) -> LimitFacts:
    """Word a higher limit as it is told to the lender of the main loan."""
    ask, loan = position.case.ask, attempt(lambda: position.loan)
    now = ask.limit_now or (loan.as_one.principal if loan else None)
    to = now + ask.raise_by if now and ask.raise_by else None
    months = _last_year(position.case.situation.months)
    best = max(pairwise(months), key=_received, default=())
    return LimitFacts(
        now=pen.money(now),
        to=pen.money(to),
        by=pen.money(ask.raise_by),
        until=pen.when(ask.raise_until),
        month_from=pen.sentence(_month(ask.raise_on or attempt(lambda: position.as_of))),
        month_to=pen.sentence(_month(ask.raise_until)),
        year=pen.money(_received(months) if months else None),
        year_from=pen.sentence(_named(months[0]) if months else None),
        year_to=pen.sentence(_named(months[-1]) if months else None),
        best=pen.money(_received(best) if best else None),
        best_months=pen.sentence(_("、").join(_named(row) for row in best) or None),
    )


def own_limit(position: Position, pen: Pen) -> OwnLimit:
    """Word the same for the borrower's own eyes, with its price."""
    found = attempt(lambda: limit(position, position.loan))
    ask = position.case.ask
    start, end = ask.raise_on or attempt(lambda: position.as_of), ask.raise_until
    return OwnLimit(
        **vars(limit_facts(position, pen)),
        cost=pen.money(found.cost if found else None),
        days=pen.count((end - start).days if start and end else None, _("{n}天")),
        payment=pen.money(found.payment if found else None),
        together=pen.money(found.payment + found.now if found else None),
        left=pen.money(found.left if found else None),
        lump=pen.sentence(_lump(found)),
    )


def _lump(found: Limit | None) -> str | None:
    """Say what falls due at once, and that the goods may not all be sold by then."""
    if found is None or found.repaid_on is None:
        return None
    said = _("{on} 要一次还 {amount}：货没卖完，这笔钱从哪里来，先想好。")
    return said.format(on=found.repaid_on, amount=shown(found.amount))


def _last_year(rows: Iterable[Month]) -> tuple[Month, ...]:
    """Give the last twelve recorded months if they follow each other without a gap; else nothing."""
    told = sorted((row for row in rows if _counts(row)), key=lambda row: str(row.month))[-FULL_YEAR:]
    whole = len(told) == FULL_YEAR and all(_place(b) - _place(a) == 1 for a, b in pairwise(told))
    return tuple(told) if whole else ()


def _counts(row: Month) -> bool:
    return not row.archived and row.month is not None and row.receipts is not None


def _place(row: Month) -> int:
    year, month = str(row.month).split("-")
    return int(year) * 12 + int(month)


def _received(rows: Iterable[Month]) -> Decimal:
    return sum((row.receipts for row in rows if row.receipts is not None), ZERO)


def _named(row: Month) -> str:
    year, month = str(row.month).split("-")
    return _("{year}年{month}月").format(year=year, month=int(month))


def _month(on: date | None) -> str | None:
    return _("{year}年{month}月").format(year=on.year, month=on.month) if on else None
