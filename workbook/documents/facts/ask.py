"""Figures of the ask: every field of the terms, and what the arrangement comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from workbook import loans, options
from workbook.case import Ask, Loan, Terms
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.loans import Plan
from workbook.position import Position

RUNGS = ("preferred", "fallback", "minimum")


def ask_figures(position: Position, pen: Pen) -> Iterator[Figure]:
    """Word the ask on the main loan; a lender sees the preferred rung only."""
    loan = attempt(lambda: position.case.main_loan)
    ask = position.case.ask_on(loan) if loan else None
    if loan is None or ask is None:
        return
    for rung in RUNGS if pen.private else RUNGS[:1]:
        terms = getattr(ask, rung)
        if terms is not None:
            yield from _terms(f"ask.{rung}", terms, pen)
            yield from _plan(f"ask.{rung}", _priced(position, loan, terms), pen)
    if pen.private:
        yield from _walk_away(ask, pen)
        yield from _verdicts(position, loan, pen)


def _priced(position: Position, loan: Loan, terms: Terms) -> Plan | None:
    return attempt(lambda: loans.plan(position.standing(loan).balance, terms, loan))


def _walk_away(ask: Ask, pen: Pen) -> Iterator[Figure]:
    yield pen.money("ask.walk_away", ask.walk_away)


def _verdicts(position: Position, loan: Loan, pen: Pen) -> Iterator[Figure]:
    for rung in attempt(lambda: options.ask_figures(position, loan)) or ():
        package = rung.package
        yield pen.sentence(f"ask.{rung.name}.verdict", package.verdict.words if package else rung.reason)
        fails = package is not None and not package.recommendable
        yield pen.sentence(f"ask.{rung.name}.fails", package.verdict.words if package and fails else None)
        yield from pen.sentences(f"ask.{rung.name}.note", package.notes if package else ())


def _terms(key: str, terms: Terms, pen: Pen) -> Iterator[Figure]:
    for name in ("start", "first_due"):
        yield pen.when(f"{key}.{name}", getattr(terms, name))
    for name in ("payment", "down_payment", "fee"):
        yield pen.money(f"{key}.{name}", getattr(terms, name))
    yield pen.count(f"{key}.periods", terms.periods, _("{n}期"))
    yield pen.count(f"{key}.grace_months", terms.grace_months, _("{n}个月"))
    yield pen.percent(f"{key}.rate", terms.rate)
    for index, step in enumerate(terms.steps):
        yield pen.count(f"{key}.step.{index}.periods", step.periods, _("{n}期"))
        yield pen.money(f"{key}.step.{index}.payment", step.payment)
    for row in terms.treatments:
        if row.component and not row.archived:
            yield pen.money(f"{key}.treated.{row.component.value}", row.amount)


def _plan(key: str, plan: Plan | None, pen: Pen) -> Iterator[Figure]:
    rows = plan.rows if plan else ()
    yield pen.money(f"{key}.first_payment", rows[0].payment if rows else None)
    yield pen.money(f"{key}.highest_payment", plan.highest if plan else None)
    yield pen.money(f"{key}.usual_payment", _usual(plan))
    yield pen.when(f"{key}.plan_first_due", rows[0].due if rows else None)
    yield pen.when(f"{key}.last_due", plan.last_due if plan else None)
    for name in ("waived", "capitalised", "carried", "paid_first", "total_paid", "total_interest"):
        yield pen.money(f"{key}.{name}", getattr(plan, name, None))
    yield pen.count(f"{key}.count", len(rows) or None, _("{n}期"))
    yield from pen.sentences(f"{key}.assumed", plan.assumed if plan else ())
    for row in rows:
        yield from _row(f"{key}.row.{row.number}", row, pen)


def _usual(plan: Plan | None) -> Decimal | None:
    """Give the payment that most instalments come to; None where there is no such level."""
    payments = [row.payment for row in plan.rows] if plan else []
    amount, count = max(Counter(payments).items(), key=lambda pair: pair[1], default=(None, 0))
    return amount if count > len(payments) / 2 else None


def _row(key: str, row: loans.Instalment, pen: Pen) -> Iterator[Figure]:
    yield pen.count(f"{key}.number", row.number, "{n}")
    yield pen.when(f"{key}.due", row.due)
    for name in ("payment", "principal", "interest", "balance"):
        yield pen.money(f"{key}.{name}", getattr(row, name))
