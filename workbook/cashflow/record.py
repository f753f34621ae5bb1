"""The recorded months: which count, their mean, which lie before and after the change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from workbook.case import Case, ExpenseKind, Month, Situation
from workbook.case.situation import Lasting
from workbook.cashflow.picture import PARTS, Flow
from workbook.cashflow.told import business_kinds, costs_at, total
from workbook.money import ZERO, fen


def whole_months(case: Case) -> tuple[Month, ...]:
    """Give the recorded months that are over on the date of the case, oldest first."""
    return tuple(month for month in _named(case.situation) if not _runs(month, case))


def running_months(case: Case) -> tuple[Month, ...]:
    """Give the recorded months that are not over on the date of the case: no such month is whole."""
    return tuple(month for month in _named(case.situation) if _runs(month, case))


def _named(situation: Situation) -> tuple[Month, ...]:
    told = [m for m in situation.months if not m.archived and m.month]
    return tuple(sorted(told, key=lambda m: m.month or ""))


def _runs(month: Month, case: Case) -> bool:
    day = case.profile.as_of
    return day is not None and (month.month or "") >= f"{day + timedelta(days=1):%Y-%m}"


def recorded(case: Case) -> tuple[Flow, ...]:
    """Give the whole months whose receipts and costs are both known or worked out; wages and tax are business costs."""
    flows = (_flow(month, case.situation) for month in whole_months(case))
    return tuple(flow for flow in flows if None not in (flow.receipts, flow.costs))


def _flow(month: Month, situation: Situation) -> Flow:
    return Flow(
        label=month.month or "",
        receipts=month.receipts,
        costs=_costs(month, situation),
        essentials=month.essentials,
        other_income=month.household_income,
        other_spending=month.other_spending,
    )


def _costs(month: Month, situation: Situation) -> Decimal | None:
    """Give what the business cost, from the stock and the other costs told of every month where the month is silent."""
    if month.costs is not None:
        return total((month.costs, month.wages, month.tax))
    usual, kinds = costs_at(situation, month.receipts), business_kinds(situation)
    if usual is None:
        return None
    listed = bool(kinds - {ExpenseKind.STOCK})
    wages = month.wages if listed and ExpenseKind.WAGES not in kinds else None
    tax = month.tax if ExpenseKind.TAX not in kinds else None
    return total((usual, wages, tax))


def mean(flows: tuple[Flow, ...]) -> Flow:
    """Give the mean of each part over the months that tell it, without a label.

    Other income is dealt over all of them once one tells it: a month that tells none leaves as if it had none, and the
    mean leaves what the months leave on average.
    """
    found = Flow("", *(_average([getattr(flow, part) for flow in flows]) for part in PARTS))
    if found.other_income is None:
        return found
    return replace(found, other_income=_average([flow.other_income or ZERO for flow in flows]))


def _average(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return fen(sum(known, ZERO) / len(known)) if known else None


def parted(recorded: tuple[Flow, ...], situation: Situation) -> tuple[tuple[Flow, ...], tuple[Flow, ...]]:
    """Part the recorded months into those before and those since the change; all before if it is not dated.

    The month in which it began is neither, unless it began on its first day.
    """
    changed = situation.changed_on
    if changed is None:
        return recorded, ()
    began = changed.strftime("%Y-%m")
    after = tuple(f for f in recorded if f.label > began or (f.label == began and changed.day == 1))
    return tuple(f for f in recorded if f.label < began), after


def passes_on(case: Case) -> date | None:
    """Give the coming day from which the months are expected to be as before the change.

    None where none is told, it has come, the trouble is said to last, or the business is told to be no more.
    """
    day, today = case.ask.recovers_on, case.profile.as_of
    if day is None or today is None or day <= today or case.situation.lasting is Lasting.LASTING:
        return None
    if case.situation.trading is False:
        return None
    return day
