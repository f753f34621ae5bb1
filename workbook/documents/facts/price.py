"""Facts of what a loan charges: every charge with its collector, time and clause, and its cost as arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Fee, FeeWhen, Terms
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.loans import Charge, Charged
from workbook.money import ZERO, fen
from workbook.position import Position


@dataclass(frozen=True)
class ChargeFacts:
    """One charge: `name`, `collector` and `clause` as they were told, `each` as often as `times`, `total` in all."""

    name: str
    collector: str | None
    clause: str | None
    when: FeeWhen | None
    each: Figure
    times: Figure
    total: Figure


@dataclass(frozen=True)
class FlowFacts:
    """One day of the calculation: what was received, or what is paid."""

    on: Figure
    received: Figure
    paid: Figure


@dataclass(frozen=True)
class PriceFacts:
    """What a loan charges, the flows its cost is worked out from, and that cost; unknown where terms are lacking.

    `debited` is what each instalment takes where all are alike; `flat` says that the told rate is one on the whole
    principal; `rate_wanted` is what is asked for once the answer is there, `answered_on` the day it came.
    """

    received: Figure
    debited: Figure
    simple: Figure
    compound: Figure
    interest: Figure
    total: Figure
    paid: Figure
    paid_count: Figure
    flat: Figure
    answered_on: Figure
    rate_wanted: Figure
    charge: Mapping[str, ChargeFacts]
    flow: Mapping[int, FlowFacts]


def price_facts(position: Position, pen: Pen) -> PriceFacts:
    """Word the charges of the main loan."""
    loan = attempt(lambda: position.loan)
    found = attempt(lambda: position.standing(position.loan).charged)
    doubt = attempt(lambda: position.standing(position.loan).debited)
    ask = attempt(lambda: position.case.ask_on(position.loan))
    terms = (ask.preferred if ask else None) or Terms()
    paid = found.paid if found else ()
    return PriceFacts(
        received=pen.money(found.received if found else loan.received if loan else None),
        debited=pen.money(_alike(paid) or (loan.instalment if loan else None)),
        simple=pen.percent(_two_places(found.cost.simple) if found else None),
        compound=pen.percent(_two_places(found.cost.compound) if found else None),
        interest=pen.money(found.interest if found else None),
        total=pen.money(found.total if found else None),
        paid=pen.money(sum((amount for _on, amount in paid), ZERO) if paid else None),
        paid_count=pen.count(len(paid) or None, _("{n}次")),
        flat=pen.sentence(doubt.sentence if doubt and doubt.is_flat else None),
        answered_on=pen.when(loan.price_answered_on if loan else None),
        rate_wanted=pen.percent(terms.rate),
        charge=_charges(found, loan.fees if loan else (), pen),
        flow=_flows(found, pen),
    )


def _two_places(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else fen(rate)


def _alike(paid: tuple[tuple[date, Decimal], ...]) -> Decimal | None:
    amounts = {amount for _on, amount in paid[:-1]} or {amount for _on, amount in paid}
    return amounts.pop() if len(amounts) == 1 else None


def _charges(found: Charged | None, told: tuple[Fee, ...], pen: Pen) -> Mapping[str, ChargeFacts]:
    if found is not None:
        return {one.id: _charge(one, pen) for one in found.charges}
    return {fee.id: _told(fee, pen) for fee in told if not fee.archived and (fee.amount or fee.percent)}


def _charge(one: Charge, pen: Pen) -> ChargeFacts:
    times = pen.count(one.times or None, _("{n}次"))
    return ChargeFacts(
        one.name, one.collector, one.clause, one.when, pen.money(fen(one.each)), times, pen.money(one.total)
    )


def _told(fee: Fee, pen: Pen) -> ChargeFacts:
    """Word a charge of a loan whose terms are lacking: as it was told."""
    name = fee.name or (fee.kind.words if fee.kind else _("费用"))
    each = pen.money(fee.amount) if fee.amount else pen.percent(fee.percent)
    return ChargeFacts(name, fee.collector, fee.clause, fee.when, each, pen.count(None, ""), pen.money(None))


def _flows(found: Charged | None, pen: Pen) -> Mapping[int, FlowFacts]:
    if found is None:
        return {}
    first = FlowFacts(pen.when(found.received_on), pen.money(found.received), pen.money(None))
    others = (FlowFacts(pen.when(on), pen.money(None), pen.money(amount)) for on, amount in found.paid)
    return dict(enumerate((first, *others)))
