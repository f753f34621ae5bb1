"""Facts of the ask: every field of the terms, and what the arrangement comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from workbook import loans, options
from workbook.case import Component, FeeWish, Terms
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.loans import Instalment, Plan
from workbook.money import ZERO
from workbook.options import Rung
from workbook.options.own import RungName
from workbook.position import Position


@dataclass(frozen=True)
class StepFacts:
    """One level of a stepped plan."""

    periods: Figure
    payment: Figure


@dataclass(frozen=True)
class SeasonFacts:
    """A plan that asks less in the same months of every year: which, how much then, and how much else."""

    months: Figure
    low: Figure
    rest: Figure


@dataclass(frozen=True)
class FeeRowFacts:
    """What is asked for one fee."""

    fee: str | None
    wish: FeeWish | None
    amount: Figure


@dataclass(frozen=True)
class InstalmentFacts:
    """One line of the schedule: principal, the arrangement's own interest, what was owed before it, its fee.

    These add up to the payment. `balance` is unknown on the line of all together, `number` and `due` before the first.
    """

    number: Figure
    due: Figure
    payment: Figure
    principal: Figure
    interest: Figure
    brought: Figure
    fee: Figure
    balance: Figure


@dataclass(frozen=True)
class RungFacts:
    """One rung of the ask: its terms as told, then what they come to; `row` is the schedule by number."""

    start: Figure
    first_due: Figure
    payment: Figure
    down_payment: Figure
    down_payment_on: Figure
    maturity: Figure
    fee: Figure
    periods: Figure
    grace_months: Figure
    rate: Figure
    step: tuple[StepFacts, ...]
    season: SeasonFacts
    treated: Mapping[Component, Figure]
    fee_row: tuple[FeeRowFacts, ...]
    first_payment: Figure
    highest_payment: Figure
    later_payment: Figure
    usual_payment: Figure
    plan_first_due: Figure
    last_due: Figure
    waived: Figure
    capitalised: Figure
    carried: Figure
    paid_first: Figure
    total_paid: Figure
    total_interest: Figure
    count: Figure
    assumed: tuple[Figure, ...]
    owed_on: Figure
    paid_before: InstalmentFacts | None
    row: Mapping[int, InstalmentFacts]
    together: InstalmentFacts | None


@dataclass(frozen=True)
class OwnRung(RungFacts):
    """A rung with what only the borrower reads: whether it can be kept; `fails` says so where it cannot."""

    verdict: Figure
    fails: Figure
    note: tuple[Figure, ...]


@dataclass(frozen=True)
class AskFacts:
    """What a lender reads of the ask: the preferred rung, None where nothing is asked, and what can be paid at once."""

    preferred: RungFacts | None
    lump: Figure


@dataclass(frozen=True)
class OwnAsk(AskFacts):
    """The whole ladder; what was not filled in is None."""

    preferred: OwnRung | None
    fallback: OwnRung | None
    minimum: OwnRung | None
    walk_away: Figure | None


def ask_facts(position: Position, lump: Decimal | None, pen: Pen) -> AskFacts:
    """Word the ask on the main loan as its lender reads it, with the sum that can be paid at once."""
    ask = position.case.ask_on(position.loan)
    preferred = _rung(position, ask.preferred, pen) if ask and ask.preferred else None
    return AskFacts(preferred, pen.money(lump))


def own_ask(position: Position, pen: Pen) -> OwnAsk:
    """Word the whole ask on the main loan for the borrower's own eyes."""
    ask = attempt(lambda: position.case.ask_on(position.loan))
    if ask is None:
        return OwnAsk(None, pen.money(None), None, None, None)
    rungs = attempt(lambda: options.ask_figures(position, position.loan)) or ()
    tried = {rung.name: rung for rung in rungs}

    def own(name: RungName, terms: Terms | None) -> OwnRung | None:
        return _own_rung(_rung(position, terms, pen), tried.get(name), pen) if terms else None

    return OwnAsk(
        preferred=own("preferred", ask.preferred),
        lump=pen.money(ask.lump),
        fallback=own("fallback", ask.fallback),
        minimum=own("minimum", ask.minimum),
        walk_away=pen.money(ask.walk_away),
    )


def _own_rung(rung: RungFacts, tried: Rung | None, pen: Pen) -> OwnRung:
    package = tried.package if tried else None
    words = package.verdict.words if package else None
    return OwnRung(
        **vars(rung),
        verdict=pen.sentence(words or (tried.reason if tried else None)),
        fails=pen.sentence(words if package and not package.recommendable else None),
        note=pen.sentences(package.notes if package else ()),
    )


def _rung(position: Position, terms: Terms, pen: Pen) -> RungFacts:
    loan = position.loan
    plan = attempt(lambda: loans.plan(position.standing(loan).balance, terms, loan))
    rows = plan.rows if plan else ()
    return RungFacts(
        start=pen.when(terms.start),
        first_due=pen.when(terms.first_due),
        payment=pen.money(terms.payment),
        down_payment=pen.money(terms.down_payment),
        down_payment_on=pen.when(terms.down_payment_on),
        maturity=pen.when(terms.maturity),
        fee=pen.money(terms.fee),
        periods=pen.count(terms.periods, _("{n}期")),
        grace_months=pen.count(terms.grace_months, _("{n}个月")),
        rate=pen.percent(terms.rate),
        step=tuple(StepFacts(pen.count(step.periods, _("{n}期")), pen.money(step.payment)) for step in terms.steps),
        season=_season(rows, pen),
        treated={
            row.component: pen.money(row.amount) for row in terms.treatments if row.component and not row.archived
        },
        fee_row=tuple(
            FeeRowFacts(row.fee, row.wish, pen.money(row.amount)) for row in terms.fee_rows if not row.archived
        ),
        first_payment=pen.money(rows[0].payment if rows else None),
        highest_payment=pen.money(plan.highest if plan else None),
        later_payment=pen.money(_later(rows, terms)),
        usual_payment=pen.money(_usual(rows)),
        plan_first_due=pen.when(rows[0].due if rows else None),
        last_due=pen.when(plan.last_due if plan else None),
        waived=pen.money(plan.waived if plan else None),
        capitalised=pen.money(plan.capitalised if plan else None),
        carried=pen.money(plan.carried if plan else None),
        paid_first=pen.money(plan.paid_first if plan else None),
        total_paid=pen.money(plan.total_paid if plan else None),
        total_interest=pen.money(plan.total_interest if plan else None),
        count=pen.count(len(rows) or None, _("{n}期")),
        assumed=pen.sentences(plan.assumed if plan else ()),
        owed_on=pen.when(attempt(lambda: position.standing(loan).balance.on)),
        paid_before=_paid_before(plan, pen) if plan and plan.paid_first else None,
        row={row.number: _instalment(row, pen) for row in rows},
        together=_together(plan, pen) if plan else None,
    )


def _season(rows: tuple[Instalment, ...], pen: Pen) -> SeasonFacts:
    """Tell a seasonal plan by its rows: two amounts, the lower always and only in the same months of the year.

    The last row, which takes the remainder, is left out.
    """
    amounts = Counter(row.payment for row in rows[:-1])
    low, high = (min(amounts), max(amounts)) if len(amounts) == 2 else (None, None)  # noqa: PLR2004 - low and high
    weak = {row.due.month for row in rows[:-1] if row.payment == low}
    apart = bool(weak) and weak.isdisjoint(row.due.month for row in rows[:-1] if row.payment == high)
    found = apart and len(weak) < amounts[low] if low is not None else False
    named = _("、").join(_("{month}月").format(month=month) for month in sorted(weak))
    return SeasonFacts(
        months=pen.sentence(named if found else None),
        low=pen.money(low if found else None),
        rest=pen.money(high if found else None),
    )


def _later(rows: tuple[Instalment, ...], terms: Terms) -> Decimal | None:
    """Give the most that any period after the steps asks; None where there are no steps or none comes after them."""
    after = rows[sum(step.periods or 0 for step in terms.steps) :] if terms.steps else ()
    return max((row.payment for row in after), default=None)


def _usual(rows: tuple[Instalment, ...]) -> Decimal | None:
    """Give the payment that most instalments come to; None where there is no such level."""
    amount, count = max(Counter(row.payment for row in rows).items(), key=itemgetter(1), default=(None, 0))
    return amount if count > len(rows) / 2 else None


def _instalment(row: Instalment, pen: Pen) -> InstalmentFacts:
    return InstalmentFacts(
        number=pen.count(row.number, "{n}"),
        due=pen.when(row.due),
        payment=pen.money(row.payment),
        principal=pen.money(row.principal),
        interest=pen.money(row.payment - row.principal - row.brought),
        brought=pen.money(row.brought),
        fee=pen.money(ZERO),
        balance=pen.money(row.balance),
    )


def _paid_before(plan: Plan, pen: Pen) -> InstalmentFacts:
    """Word the line of what is paid before the first instalment."""
    first = plan.first_money
    return InstalmentFacts(
        number=pen.count(None, ""),
        due=pen.when(plan.paid_first_on),
        payment=pen.money(plan.paid_first),
        principal=pen.money(first.principal),
        interest=pen.money(first.interest),
        brought=pen.money(first.brought),
        fee=pen.money(first.fee),
        balance=pen.money(plan.principal),
    )


def _together(plan: Plan, pen: Pen) -> InstalmentFacts:
    """Word the line of all together."""
    first = plan.first_money
    return InstalmentFacts(
        number=pen.count(len(plan.rows), "{n}"),
        due=pen.when(None),
        payment=pen.money(plan.paid_first + sum((row.payment for row in plan.rows), ZERO)),
        principal=pen.money(first.principal + plan.principal),
        interest=pen.money(plan.total_interest),
        brought=pen.money(first.brought + plan.with_first + plan.carried),
        fee=pen.money(first.fee),
        balance=pen.money(None),
    )
