"""Facts of money: a usual month, a bad month, what can be promised, the answers of the ten-minute path."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.cashflow import Flow, Picture
from workbook.course import reason
from workbook.documents.blocks import Figure
from workbook.documents.declared import Declared
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.position import Position
from workbook.pressure import kept_words, runway_words, shares
from workbook.pressure.capacity import capacity
from workbook.verdict import quick


@dataclass(frozen=True)
class MonthFacts:
    """One month: either other income beside all the essentials, or the essentials that the business has to bear.

    A line that does not belong in the reader's table is None.
    """

    receipts: Figure
    costs: Figure
    other_income: Figure | None
    essentials: Figure | None
    borne: Figure | None
    left: Figure


@dataclass(frozen=True)
class CashFacts:
    """What comes in, what must go out and what is left: usually, since the change, in a bad month.

    `returns` tells whether the borrower expects things to be as before the change.
    """

    usual: MonthFacts
    since: MonthFacts
    bad: MonthFacts
    returns: bool
    recorded: Figure
    bad_rule: Figure
    floor: Figure
    household: Figure

    @property
    def months(self) -> tuple[MonthFacts, ...]:
        """The months in the order of a table."""
        return self.usual, self.since, self.bad

    @property
    def tells_other_income(self) -> bool:
        """Tell whether some month has other household income in a line of its own."""
        return any(month.other_income and month.other_income.known for month in self.months)


@dataclass(frozen=True)
class OwnCash(CashFacts):
    """The same with what only the borrower reads."""

    in_hand: Figure
    assumed: tuple[Figure, ...]


@dataclass(frozen=True)
class CapacityFacts:
    """What all lenders together, and this one, can be promised a month."""

    monthly: Figure
    shortfall: Figure
    margin: Figure
    share: Figure


def cash_facts(position: Position, told: Declared, pen: Pen) -> CashFacts:
    """Word the months as they are told to a lender."""
    return _cash(position, told.months, pen, apart=told.apart, borne=told.borne)


def _cash(position: Position, months: Picture | None, pen: Pen, *, apart: bool, borne: bool) -> CashFacts:
    flows = (months.usual, months.since, months.bad) if months else (None, None, None)
    usual, since, bad = (_month(flow or Flow(""), pen, apart=apart, borne=borne) for flow in flows)
    return CashFacts(
        usual=usual,
        since=since,
        bad=bad,
        returns=bool(months and months.passes_on),
        recorded=pen.count(len(months.recorded) if months else None, _("{n}个月")),
        bad_rule=pen.sentence(months.bad_rule if months else None),
        floor=pen.money(position.case.situation.floor_amount),
        household=pen.count(position.case.situation.household, _("{n}口人")),
    )


def _month(flow: Flow, pen: Pen, *, apart: bool, borne: bool) -> MonthFacts:
    essentials = pen.money(flow.essentials)
    return MonthFacts(
        receipts=pen.money(flow.receipts),
        costs=pen.money(flow.costs),
        other_income=pen.money(flow.other_income) if apart else None,
        essentials=None if borne else essentials,
        borne=essentials if borne else None,
        left=pen.money(attempt(lambda: flow.left)),
    )


def own_cash(position: Position, pen: Pen) -> OwnCash:
    """Word the months for the borrower's own eyes."""
    picture = attempt(lambda: position.months)
    return OwnCash(
        **vars(_cash(position, picture, pen, apart=True, borne=False)),
        in_hand=pen.money(position.case.situation.cash),
        assumed=pen.sentences(picture.assumed if picture else ()),
    )


def capacity_facts(position: Position, pen: Pen) -> CapacityFacts:
    """Word what can be promised."""
    found = attempt(lambda: capacity(position))
    return CapacityFacts(
        monthly=pen.money(found.monthly if found else None),
        shortfall=pen.money(found.shortfall if found else None),
        margin=pen.percent(found.margin if found else None),
        share=pen.money(attempt(lambda: shares(position).of(position.loan))),
    )


@dataclass(frozen=True)
class QuickFacts:
    """The monthly offer, and what other lenders are due a month: what the borrower may tell of private figures."""

    offer: Figure
    others: Figure


@dataclass(frozen=True)
class OwnQuick(QuickFacts):
    """The ten-minute answers, for the borrower's eyes."""

    today_at_most: Figure
    due_today: Figure
    why: Figure
    record: Figure
    missing: Figure
    keep: Figure
    end: tuple[Figure, ...]
    runway: Figure
    deadline: Figure
    deadline_for: Figure
    assumed: tuple[Figure, ...]


def quick_facts(told: Declared, pen: Pen) -> QuickFacts:
    """Word the offer, and what the other lenders are due where that is told."""
    return QuickFacts(pen.money(told.offer), pen.money(told.others))


def own_quick(position: Position, pen: Pen) -> OwnQuick:
    """Word the ten-minute answers; without them every figure is unknown."""
    found = attempt(lambda: quick(position))
    deadline = found.deadline if found else None
    return OwnQuick(
        offer=pen.money(found.offer if found else None),
        others=pen.money(None),
        today_at_most=pen.money(found.today_at_most if found else None),
        due_today=pen.money(found.due_today if found else None),
        why=pen.sentence(attempt(lambda: reason(position)) or None),
        record=pen.sentence(found.record if found else None),
        missing=pen.sentence(found.missing if found else None),
        keep=pen.sentence(kept_words(found.keep, rest_late=found.rest_late) if found and found.keep else None),
        end=pen.sentences(found.ends_said) if found else (),
        runway=pen.sentence(runway_words(found.runway) if found else None),
        deadline=pen.when(deadline.on if deadline else None),
        deadline_for=pen.sentence(deadline.what if deadline else None),
        assumed=pen.sentences(found.assumed if found else ()),
    )
