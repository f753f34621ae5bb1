"""What borrowing more would cost; off unless the borrower asks for it, because it seldom helps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from workbook import loans
from workbook.case import Fee, Loan, LoanState
from workbook.money import fen
from workbook.position import Position, once
from workbook.pressure.capacity import capacity
from workbook.pressure.dues import monthly_claims
from workbook.rules import constant


@dataclass(frozen=True)
class Limit:
    """The price of so many further yuan on a loan's present terms, drawn today.

    `wanted` is None until the borrower says; `payment` the new instalment that most months ask, the highest where there
    is none such; `cost` interest and fees until it is repaid; `spare` what a bad month leaves after the margin and
    today's debts, negative where it lacks already.
    """

    wanted: bool | None
    amount: Decimal
    payment: Decimal
    periods: int
    cost: Decimal
    spare: Decimal
    assumed: tuple[str, ...]


@once
def limit(position: Position, loan: Loan) -> Limit:
    """Price a further drawing on the terms of this loan; NotKnown where a term, the bad month or a due is not told."""
    amount = position.case.ask.raise_by or fen(Decimal(constant("limit_example")))
    drawn = loans.Standing.drawn(_drawn_today(position, loan, amount), position.as_of)
    made = drawn.schedule
    return Limit(
        wanted=position.case.ask.raise_limit,
        amount=amount,
        payment=_usual([row.payment for row in made.rows]),
        periods=len(made.rows),
        cost=made.total_paid - drawn.contract.net,
        spare=capacity(position).monthly - monthly_claims(position),
        assumed=made.assumed,
    )


def _usual(payments: list[Decimal]) -> Decimal:
    amount, times = Counter(payments).most_common(1)[0]
    return amount if times > 1 else max(payments)


def _drawn_today(position: Position, loan: Loan, amount: Decimal) -> Loan:
    """Give a loan of the same terms over this amount from today on, over its own periods; fixed fees in proportion."""
    terms = ("rate", "rate_unit", "day_count", "method", "due_day")
    periods = position.case.ask.raise_periods or int(constant("limit_periods"))
    fees = tuple(_scaled(fee, amount, loan) for fee in loan.fees if not fee.archived)
    same = {name: getattr(loan.as_one, name) for name in terms}
    told = {"principal": amount, "drawn_on": position.as_of, "periods": periods, "state": LoanState.NOT_DUE}
    return Loan(id=loan.id, fees=fees, **told, **same)


def _scaled(fee: Fee, amount: Decimal, loan: Loan) -> Fee:
    principal = loan.as_one.principal
    if fee.amount is None or not principal:
        return fee
    return fee.but(amount=fen(fee.amount * amount / principal))
