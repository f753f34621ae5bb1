"""What the arithmetic gives back: frozen values, amounts in yuan to the fen, rates in percent a year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from workbook.case import Component, Treatment
from workbook.money import ZERO

Kept = Literal["interest", "penalty", "compound"]


class Instalment(NamedTuple):
    """One line of a schedule; `payment` is principal + interest + fees, `balance` is principal left after it.

    `put_off` is interest of this period that later instalments bear, negative where this one bears earlier interest;
    `brought` is the part of interest and fees that was owed before the arrangement the line belongs to.
    """

    number: int
    due: date
    principal: Decimal
    interest: Decimal
    fees: Decimal
    payment: Decimal
    balance: Decimal
    put_off: Decimal = ZERO
    brought: Decimal = ZERO

    @property
    def own(self) -> Decimal:
        """The interest that ran in its own period."""
        return self.interest + self.put_off


class Due(NamedTuple):
    """What falls due on a day; `parts` is None where only the whole instalment is known."""

    number: int
    due: date
    payment: Decimal
    parts: Instalment | None


@dataclass(frozen=True)
class Schedule:
    """A dated schedule whose principal parts sum to the principal to the fen."""

    rows: tuple[Instalment, ...]
    assumed: tuple[str, ...] = ()

    @property
    def total_interest(self) -> Decimal:
        """The interest of all instalments."""
        return sum((row.interest for row in self.rows), ZERO)

    @property
    def total_paid(self) -> Decimal:
        """Everything the instalments come to, fees with them."""
        return sum((row.payment for row in self.rows), ZERO)


class AccrualLine(NamedTuple):
    """One product a person can check: base × rate% × days ÷ basis = amount, first day in, last day out.

    `kind` is interest, penalty (on principal, or on principal and interest) or compound (on unpaid interest);
    `whole_month` lines count a month as one twelfth of a year whatever its days.
    """

    kind: Kept
    number: int
    base: Decimal
    rate: Decimal
    start: date
    end: date
    days: int
    basis: int
    whole_month: bool
    amount: Decimal


class Booking(NamedTuple):
    """How one payment was allocated; `ahead` is kept for the next instalment or went to principal not yet due."""

    on: date
    amount: Decimal
    fees: Decimal
    interest: Decimal
    compound: Decimal
    penalty: Decimal
    principal: Decimal
    ahead: Decimal


Covers = Literal["all", "principal", "asked", "part"]


@dataclass(frozen=True)
class Balance:
    """What is owed at the end of a day, by component.

    `source` "contract": every component is computed, `lines` and `bookings` explain them to the fen.
    `source` "app": copied from the lender's figures; a component that was not stated is None.
    An instalment due on the day itself and not paid counts among the overdue parts with 0 days overdue.
    `covers` tells what the total is: everything; the principal alone, whose interest nobody said; what the app asks
    now, perhaps all; or a part of it, with more still to come, so that no plan is made of it.
    """

    on: date
    principal_not_due: Decimal | None
    interest_not_due: Decimal | None
    overdue_principal: Decimal | None
    overdue_interest: Decimal | None
    penalty: Decimal | None
    compound: Decimal | None
    fees: Decimal | None
    days_overdue: int | None
    oldest_unpaid: date | None
    lines: tuple[AccrualLine, ...] = ()
    bookings: tuple[Booking, ...] = ()
    assumed: tuple[str, ...] = ()
    source: Literal["contract", "app"] = "contract"
    stated_total: Decimal | None = None
    stated_due: Decimal | None = None
    covers: Covers = "all"

    @property
    def parts(self) -> dict[str, Decimal | None]:
        """The components by name."""
        return {name: getattr(self, name) for name in PARTS}

    @property
    def principal(self) -> Decimal | None:
        """Principal due and not yet due together; None where neither is known."""
        known = [p for p in (self.principal_not_due, self.overdue_principal) if p is not None]
        return sum(known, ZERO) if known else None

    @property
    def total(self) -> Decimal:
        """The sum of the components, or the total the lender states."""
        return _known(self.parts.values()) if self.stated_total is None else self.stated_total

    @property
    def whole(self) -> Decimal | None:
        """The total, None where all that is known is a part of it."""
        return None if self.covers == "part" else self.total

    @property
    def due_now(self) -> Decimal:
        """What must be paid to be current: overdue parts, penalty, compound and fees, or what the app asks."""
        return _known(self.parts[name] for name in DUE_PARTS) if self.stated_due is None else self.stated_due

    @property
    def due_known(self) -> bool:
        """Whether anything says what is due now: the lender's figure, or a component that falls due."""
        known = any(self.parts[name] is not None for name in DUE_PARTS)
        return known or self.stated_due is not None or self.source == "contract"

    def of(self, component: Component) -> Decimal | None:
        """Give one component of the ask's list; None where it is not known."""
        return self.parts[component.value]


PARTS = (
    "principal_not_due",
    "interest_not_due",
    "overdue_principal",
    "overdue_interest",
    "penalty",
    "compound",
    "fees",
)
DUE_PARTS = PARTS[2:]


def _known(amounts: object) -> Decimal:
    return sum((a for a in amounts if a is not None), ZERO)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class AnnualCost:
    """The yearly cost in percent on the money received, all fees counted (PBOC 公告〔2021〕第3号).

    `simple` is the rate per period × periods a year, `compound` the effective yearly rate; both None unless status is
    "ok", and `compound` also where it would say nothing any more. `roots` holds every compound rate that solves the
    flows; `reason` says why.
    """

    status: Literal["ok", "none", "several"]
    simple: Decimal | None
    compound: Decimal | None
    headline: Decimal | None
    reason: str
    roots: tuple[Decimal, ...] = ()
    assumed: tuple[str, ...] = ()


class Treated(NamedTuple):
    """What became of one component under an arrangement."""

    component: Component
    treatment: Treatment
    amount: Decimal


class FirstMoney(NamedTuple):
    """What is paid before the first instalment: what of it repays principal, what was owed before, fee, interest."""

    principal: Decimal = ZERO
    brought: Decimal = ZERO
    fee: Decimal = ZERO
    interest: Decimal = ZERO


@dataclass(frozen=True)
class Plan:
    """An arrangement priced: its instalments and what happened to every component.

    `principal` is what the new instalments repay; `paid_first` is down payment and fee, paid before the first;
    `total_paid` counts both; `total_interest` only interest that runs under the arrangement. `until` is what the
    contract asks before a renewed loan goes on under the arrangement; `paid_first_on` the day of the first money where
    it is another than the one the arrangement begins on, and `first_interest` what of that money is interest;
    `left_over` is what stated payments do not repay, put into the last instalment.
    """

    rows: tuple[Instalment, ...]
    principal: Decimal
    rate: Decimal
    treated: tuple[Treated, ...]
    waived: Decimal
    capitalised: Decimal
    carried: Decimal
    with_first: Decimal
    paid_first: Decimal
    assumed: tuple[str, ...] = ()
    total_interest: Decimal = ZERO
    first_money: FirstMoney = field(default_factory=FirstMoney)
    until: tuple[Instalment, ...] = ()
    paid_first_on: date | None = None
    first_interest: Decimal = ZERO
    left_over: Decimal = ZERO

    @property
    def total_paid(self) -> Decimal:
        """Everything paid from now on: first money and all instalments."""
        return self.paid_first + sum((row.payment for row in (*self.until, *self.rows)), ZERO)

    @property
    def last_due(self) -> date:
        """The day of the last instalment."""
        return self.rows[-1].due

    @property
    def highest(self) -> Decimal:
        """The largest single instalment."""
        return max(row.payment for row in self.rows)


FindingKind = Literal[
    "sum", "days", "date", "penalty_rate", "penalty_base", "component", "cost_line", "instalment", "funders", "terms"
]


class Least(NamedTuple):
    """From what difference on a point is written about: yuan, and percent of the sum it belongs to."""

    yuan: Decimal
    percent: Decimal


@dataclass(frozen=True)
class Finding:
    """One point where the lender's own figures do not fit each other, the contract, or our recalculation.

    `difference` is theirs minus ours in yuan, None where the point is not about yuan; `rule` is the id of the rule
    it is held against; `whole` the sum it belongs to; `assumed` tells that our side rests on a term nobody told.
    """

    kind: FindingKind
    sentence: str
    on: date | None = None
    theirs: Decimal | None = None
    ours: Decimal | None = None
    difference: Decimal | None = None
    rule: str = ""
    whole: Decimal | None = None
    assumed: bool = False

    def worth_a_letter(self, least: Least) -> bool:
        """Tell whether a lender is asked about it: nothing small, nothing only a court looks at, nothing guessed."""
        if self.kind == "cost_line" or self.assumed:
            return False
        gap = None if self.difference is None else abs(self.difference)
        return gap is None or (gap > least.yuan and gap * 100 > least.percent * abs(self.whole or ZERO))

    @property
    def direction(self) -> Literal["higher", "lower", "none"]:
        """Whether the lender's figure is the higher or the lower one."""
        if not self.difference:
            return "none"
        return "higher" if self.difference > 0 else "lower"
