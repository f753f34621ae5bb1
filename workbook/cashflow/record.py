"""The recorded months: which count, their mean, which lie before and after the change."""

from __future__ import annotations

from decimal import Decimal

from workbook.case import Month, Situation
from workbook.cashflow.picture import PARTS, Flow
from workbook.cashflow.told import total
from workbook.money import ZERO, fen


def months(situation: Situation) -> tuple[Month, ...]:
    """Give the months that have a name, oldest first."""
    told = [m for m in situation.months if not m.archived and m.month]
    return tuple(sorted(told, key=lambda m: m.month or ""))


def recorded(situation: Situation) -> tuple[Flow, ...]:
    """Give the months whose receipts and costs are both known; wages and tax are business costs."""
    return tuple(_flow(m) for m in months(situation) if None not in (m.receipts, m.costs))


def _flow(month: Month) -> Flow:
    return Flow(
        label=month.month or "",
        receipts=month.receipts,
        costs=total((month.costs, month.wages, month.tax)),
        essentials=month.essentials,
        other_income=month.household_income,
        other_spending=month.other_spending,
    )


def mean(flows: tuple[Flow, ...]) -> Flow:
    """Give the mean of each part over the months that tell it, without a label."""
    return Flow("", *(_average([getattr(flow, part) for flow in flows]) for part in PARTS))


def _average(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return fen(sum(known, ZERO) / len(known)) if known else None


def parted(recorded: tuple[Flow, ...], situation: Situation) -> tuple[tuple[Flow, ...], tuple[Flow, ...]]:
    """Part the recorded months into those before and those since the month of the change; all before if not dated."""
    if situation.changed_on is None:
        return recorded, ()
    changed = situation.changed_on.strftime("%Y-%m")
    return tuple(f for f in recorded if f.label < changed), tuple(f for f in recorded if f.label >= changed)
