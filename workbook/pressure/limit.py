"""What borrowing more would cost; off unless the borrower asks for it, because it seldom helps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workbook import loans
from workbook.case import Asks, Fee, Loan, LoanState, Method, Want
from workbook.money import ZERO, fen
from workbook.position import Position, once
from workbook.pressure.capacity import capacity
from workbook.pressure.dues import monthly_claims
from workbook.rules import constant


@dataclass(frozen=True)
class Limit:
    """The price of so many further yuan on a loan's present terms, drawn today.

    `wanted` is None until the borrower says; `payment` the new payment that most months ask, the highest where there is
    none such, without a principal repaid at once on `repaid_on` (None: by instalments); `cost` interest and fees until
    it is repaid; `spare` what a bad month leaves after the margin and today's debts, negative where it lacks already;
    `left` what it leaves after both, no margin kept; `now` what today's debts ask of a month.
    """

    wanted: bool | None
    amount: Decimal
    payment: Decimal
    periods: int
    cost: Decimal
    spare: Decimal
    now: Decimal
    left: Decimal
    repaid_on: date | None
    assumed: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether a bad month still pays today's debts and the new payment."""
        return self.spare >= self.payment


@once
def limit(position: Position, loan: Loan) -> Limit:
    """Price a further drawing on the terms of this loan; NotKnown where a term, the bad month or a due is not told."""
    amount = position.case.ask.raise_by or fen(Decimal(constant("limit_example")))
    drawn = loans.Standing.drawn(_drawn_today(position, loan, amount), position.as_of)
    made, bears, now = drawn.schedule, capacity(position), monthly_claims(position)
    whole = position.case.ask.raise_until
    payment = _usual([row.payment - (row.principal if whole else ZERO) for row in made.rows])
    return Limit(
        wanted=wanted(position, loan),
        amount=amount,
        payment=payment,
        periods=len(made.rows),
        cost=made.total_paid - drawn.contract.net,
        spare=bears.monthly - now,
        now=now,
        left=bears.bad.left - now - payment,
        repaid_on=whole,
        assumed=made.assumed,
    )


def wanted(position: Position, loan: Loan) -> bool | None:
    """Tell whether a higher limit is asked for, of the loan or in what is asked for; None until either is told."""
    return True if loan.want is Want.LIMIT else position.case.ask.raise_limit


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
    return Loan(id=loan.id, fees=fees, **{**told, **same, **_at_once(position.case.ask)})


def _at_once(ask: Asks) -> dict[str, Any]:
    """Give the terms of a drawing repaid on one day, interest each month until then; none where no day is told."""
    if ask.raise_until is None:
        return {}
    told = {"method": Method.INTEREST_ONLY, "maturity": ask.raise_until, "due_day": ask.raise_until.day}
    return {**told, "periods": None, **({"drawn_on": ask.raise_on} if ask.raise_on else {})}


def _scaled(fee: Fee, amount: Decimal, loan: Loan) -> Fee:
    principal = loan.as_one.principal
    if fee.amount is None or not principal:
        return fee
    return fee.but(amount=fen(fee.amount * amount / principal))
