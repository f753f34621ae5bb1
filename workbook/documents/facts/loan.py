"""Figures of the main loan: what the contract says, and what is owed on the day, by component."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from workbook import loans
from workbook.case import Loan
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen, plain_number
from workbook.language import _, attempt
from workbook.loans import AnnualCost, Balance, Due
from workbook.money import uppercase
from workbook.position import Position, once
from workbook.pressure.deadline import LOOK_AHEAD

PARTS = (
    "principal_not_due",
    "interest_not_due",
    "overdue_principal",
    "overdue_interest",
    "penalty",
    "compound",
    "fees",
)


def loan_figures(position: Position, pen: Pen) -> Iterator[Figure]:
    """Word the main loan; where there is none, every figure of it is unknown."""
    loan = attempt(lambda: position.case.main_loan) or Loan(id="none")
    yield from _told(loan, pen)
    yield from _owed(position.standing(loan).balance_or_none, pen)
    yield from _cost(attempt(lambda: loans.annual_cost(loan)), pen)
    yield from _coming(attempt(lambda: next_due(position, loan)), pen)
    yield pen.money("loan.contract_to_end", attempt(lambda: position.standing(loan).still_asked))


def _coming(due: Due | None, pen: Pen) -> Iterator[Figure]:
    yield pen.when("loan.coming_due", due.due if due else None)
    yield pen.money("loan.coming_payment", due.payment if due else None)


@once
def next_due(position: Position, loan: Loan) -> Due | None:
    """Give the next instalment that falls due, None where none does within two months."""
    ahead = position.as_of + timedelta(days=LOOK_AHEAD)
    return next(iter(position.standing(loan).dues(position.as_of, ahead)), None)


def _told(loan: Loan, pen: Pen) -> Iterator[Figure]:
    for name in ("principal", "received", "instalment", "app_total", "balance_left"):
        yield pen.money(f"loan.{name}", getattr(loan, name))
    yield pen.sentence("loan.rate", _rate(loan))
    yield pen.count("loan.periods", loan.periods, _("{n}期"))
    yield pen.count("loan.periods_left", loan.periods_left, _("{n}期"))
    yield pen.sentence("loan.penalty_uplift", _uplift(loan))
    for name in ("drawn_on", "first_due", "maturity", "next_due"):
        yield pen.when(f"loan.{name}", getattr(loan, name))


def _rate(loan: Loan) -> str | None:
    if loan.rate is None or loan.rate_unit is None:
        return None
    return _("{unit}{rate}%").format(unit=loan.rate_unit.words, rate=plain_number(loan.rate))


def _uplift(loan: Loan) -> str | None:
    if loan.penalty_uplift is None:
        return None
    return _("合同利率的{times}倍").format(times=plain_number(loan.penalty_uplift))


def _owed(balance: Balance | None, pen: Pen) -> Iterator[Figure]:
    for name in (*PARTS, "due_now"):
        yield pen.money(f"loan.{name}", getattr(balance, name, None))
    total = whole_debt(balance)
    yield pen.money("loan.total", total)
    yield pen.sentence("loan.total_uppercase", uppercase(total) if total is not None else None)
    yield pen.count("loan.days_overdue", balance.days_overdue if balance else None, _("{n}天"))
    yield pen.when("loan.oldest_unpaid", balance.oldest_unpaid if balance else None)
    yield pen.when("loan.owed_on", balance.on if balance else None)
    yield from pen.sentences("loan.assumed", balance.assumed if balance else ())


def whole_debt(balance: Balance | None) -> Decimal | None:
    """Give the whole debt; None where only what the app asks for now is known, which may be the arrears alone."""
    if balance is None or (balance.source == "app" and balance.principal_not_due is None):
        return None
    return balance.total


def _cost(cost: AnnualCost | None, pen: Pen) -> Iterator[Figure]:
    yield pen.percent("loan.cost_simple", cost.simple if cost else None)
    yield pen.percent("loan.cost_compound", cost.compound if cost else None)
