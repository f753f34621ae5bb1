"""The coming months: what is left, what debts claim, how long the cash lasts, and the usual ratios."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from workbook.case import Loan
from workbook.cashflow import FULL_YEAR, Flow, Picture, by_month, hoped, needed, receivables_said
from workbook.language import _, attempt
from workbook.loans import Due
from workbook.money import ZERO
from workbook.position import Position, once
from workbook.pressure.capacity import capacity
from workbook.pressure.dues import (
    month_ends,
    month_notes,
    monthly_claims,
    open_loans,
    others_in_a_month,
    unlisted,
)
from workbook.pressure.lump import own_end
from workbook.rules import constant

Basis = Literal["current", "bad"]
HORIZON = 24
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True)
class Ahead:
    """One coming month, ending on `last`: what it leaves, what debts claim in it, the cash at its end, in yuan.

    `hoped` is what of receivables counts in it, beside what it leaves.
    """

    last: date
    left: Decimal
    claims: Decimal
    cash: Decimal
    hoped: Decimal = ZERO


@dataclass(frozen=True)
class Outlook:
    """The coming months if everything that falls due is paid, with money as it comes now or as in bad months.

    `end` is the day within them on which the loan in the talk falls due whole: it is no claim of a month.
    """

    rows: tuple[Ahead, ...]
    basis: Basis
    assumed: tuple[str, ...]
    end: Due | None = None

    @property
    def first_short(self) -> Ahead | None:
        """The first month that cannot be paid in full; None within the horizon."""
        return next((row for row in self.rows if row.cash < 0), None)

    @property
    def months_of_cash(self) -> int | None:
        """How many months are paid in full before the cash runs out; None if it lasts beyond the horizon."""
        return self.rows.index(self.first_short) if self.first_short else None

    @property
    def at_end(self) -> Ahead | None:
        """The month in which the loan falls due whole, where every month before it is paid in full."""
        if self.end is None:
            return None
        month = month_of(self.end, [row.last for row in self.rows])
        return self.rows[month] if all(row.cash >= 0 for row in self.rows[:month]) else None

    @property
    def short_with_end(self) -> Ahead | None:
        """The first month that cannot be paid in full once the loan is repaid on its day; None within the horizon."""
        if self.end is None or self.at_end is None:
            return self.first_short
        after = (replace(row, cash=row.cash - self.end.payment) for row in self.rows if row.last >= self.at_end.last)
        return next((row for row in after if row.cash < 0), None)


def month_of(due: Due, ends: Sequence[date]) -> int:
    """Give the place of the month in which something falls due."""
    return bisect_left(ends, due.due)


def end_within(position: Position, ends: Sequence[date]) -> Due | None:
    """Give the day on which the loan in the talk falls due whole where it lies in these months."""
    end = own_end(position)
    return end if end is not None and end.due <= ends[-1] else None


@once
def outlook(position: Position, basis: Basis = "current", months: int = HORIZON) -> Outlook:
    """Run the cash through the coming months; NotKnown if cash, a month's money or an instalment is not known."""
    ends = month_ends(position.as_of, months)
    left = left_by_month(position, ends, basis)
    claims = claims_by_month(position, ends)
    cash = needed(position.case.situation.cash, "cash")
    beside = hoped_by_month(position, ends)
    rows = tuple(_run(cash, zip(ends, left, claims, beside, strict=True)))
    return Outlook(rows, basis, tuple(_outlook_notes(position, basis)), end_within(position, ends))


def _run(cash: Decimal, months: Iterable[tuple[date, Decimal, Decimal, Decimal]]) -> Iterator[Ahead]:
    for last, comes, goes, beside in months:
        cash += comes + beside - goes
        yield Ahead(last, comes, goes, cash, beside)


@once
def hoped_by_month(position: Position, ends: tuple[date, ...]) -> tuple[Decimal, ...]:
    """Give what of receivables counts in each coming month, the one after it comes in."""
    return by_month(hoped(position.case.situation, position.as_of), ends)


@once
def left_by_month(position: Position, ends: tuple[date, ...], basis: Basis) -> tuple[Decimal, ...]:
    """Give what each coming month leaves for debts: a bad month, or the month as it is now.

    The season of a recorded year counts unless a change is dated: months from before it would flatter.
    """
    return tuple(flow.left for flow in flows_by_month(position, ends, basis))


def unrecovered_words(position: Position) -> str:
    """Say that months counted as they are now leave out a recovery that is expected; "" where none is."""
    day = position.months.passes_on
    if day is None:
        return ""
    return _("这里按现在的样子一直算下去，{day} 起的恢复没有算进去。").format(day=day)


@once
def flows_by_month(position: Position, ends: tuple[date, ...], basis: Basis) -> tuple[Flow, ...]:
    """Give the money of each coming month as left_by_month counts it."""
    if basis == "bad":
        return (capacity(position).bad,) * len(ends)
    picture = position.months
    season = {} if picture.since else _season(picture)
    return tuple(season.get(last.month, picture.current) for last in ends)


def _season(picture: Picture) -> dict[int, Flow]:
    """Give the latest recorded month of each calendar month, once all twelve are on record."""
    by_month = {int(flow.label[-2:]): flow for flow in picture.recorded if flow.known}
    return by_month if len(by_month) == FULL_YEAR else {}


@once
def claims_by_month(position: Position, ends: tuple[date, ...], *, arrears_too: bool = True) -> tuple[Decimal, ...]:
    """Give what debts claim in each coming month, arrears in the first unless they are left out.

    The day on which the loan in the talk falls due whole is no claim of a month. Other debts told only as one sum for
    30 days are taken to claim the same again each month.
    """
    dated = [claims_of(position, loan, ends, arrears_too=arrears_too) for loan in open_loans(position)]
    rest, end = unlisted(position, others_in_a_month(position)) or ZERO, end_within(position, ends)
    claims = [sum((claims[index] for claims in dated), rest) for index in range(len(ends))]
    if end is not None:
        claims[month_of(end, ends)] -= end.payment
    return tuple(claims)


@once
def claims_of(
    position: Position, loan: Loan, ends: tuple[date, ...], *, arrears_too: bool = True
) -> tuple[Decimal, ...]:
    """Give what one loan claims in each coming month, arrears in the first unless they are left out."""
    asked = position.standing(loan).asked_until(ends[-1])
    by_month = [ZERO for _end in ends]
    for on, amount in asked if arrears_too else asked[1:]:
        by_month[bisect_left(ends, on)] += amount
    return tuple(by_month)


def _outlook_notes(position: Position, basis: Basis) -> Iterator[str]:
    yield from position.months.assumed if basis == "current" else capacity(position).assumed
    yield from receivables_said(position.case.situation, position.as_of)
    yield from month_notes(position)


@dataclass(frozen=True)
class Ratios:
    """The usual measures of debt in a month; percentages with one decimal, None where it makes no sense.

    `cover_*`: cash available for debts / debts due (DSCR), now and in a bad month; `service_share`: debts due /
    income of business and household; `cost_share`: interest, penalty, compound and fees in what is due today and
    in the coming month.
    """

    claims: Decimal
    usual_left: Decimal
    current_left: Decimal
    bad_left: Decimal | None
    cover_current: Decimal | None
    cover_bad: Decimal | None
    service_share: Decimal | None
    reference_lines: tuple[Decimal, Decimal]
    cost_share: Decimal | None
    assumed: tuple[str, ...]


@once
def ratios(position: Position) -> Ratios:
    """Give debt service cover, debt service to income, and the share of payments that repays nothing.

    The reference lines (50 and 55 percent) are mortgage guidance only, not a rule for business loans.
    """
    picture, claims = position.months, monthly_claims(position)
    bad = picture.bad.left if picture.bad and picture.bad.known else None
    now = picture.current
    income = now.business_left + (now.other_income or ZERO)
    return Ratios(
        claims=claims,
        usual_left=picture.usual.left,
        current_left=now.left,
        bad_left=bad,
        cover_current=_ratio(now.left, claims),
        cover_bad=None if bad is None else _ratio(bad, claims),
        service_share=_percent(claims, income),
        reference_lines=(Decimal(constant("mortgage_housing_share")), Decimal(constant("mortgage_debt_share"))),
        cost_share=_cost_share(position),
        assumed=(*picture.assumed, *month_notes(position)),
    )


def _ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole).quantize(HUNDREDTH, ROUND_HALF_UP) if whole > 0 else None


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part * 100 / whole).quantize(TENTH, ROUND_HALF_UP) if part and whole > 0 else None


def _cost_share(position: Position) -> Decimal | None:
    parts = [_cost_and_all(position, loan) for loan in open_loans(position)]
    known = [pair for pair in parts if pair]
    return _percent(sum((cost for cost, _all in known), ZERO), sum((whole for _cost, whole in known), ZERO))


def _coming_month(as_of: date) -> tuple[date, date]:
    return as_of + timedelta(days=1), month_ends(as_of, 1)[0]


def _cost_and_all(position: Position, loan: Loan) -> tuple[Decimal, Decimal] | None:
    """Give what is not principal, and everything, of what is due today and in the coming month."""
    balance = position.standing(loan).balance_or_none
    dues = attempt(lambda: position.standing(loan).dues(*_coming_month(position.as_of)))
    if balance is None or balance.overdue_principal is None or dues is None or any(due.parts is None for due in dues):
        return None
    coming = [due.parts for due in dues if due.parts]
    principal = balance.overdue_principal + sum((part.principal for part in coming), ZERO)
    whole = balance.due_now + sum((part.payment for part in coming), ZERO)
    return whole - principal, whole
