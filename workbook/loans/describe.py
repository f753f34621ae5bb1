"""A loan's figures as plain data with stable keys, for machines; amounts and percentages are strings.

schedule       list of {number, due, principal, interest, fees, payment, balance}; yuan; [] where there is none
balance        {on, principal_not_due, interest_not_due, overdue_principal, overdue_interest, penalty, compound,
fees, total, due_now, days_overdue, oldest_unpaid, source, assumed, lines}; null where not known;
lines: {kind, number, base, rate, from, to, days, basis, whole_month, amount}
annual_cost    {status, simple, compound, headline, reason, roots}; percent; status ok, none or several
missing        sentences on what could not be worked out
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from workbook.language import NotKnown
from workbook.loans.cost import cost_of_flows
from workbook.loans.results import PARTS, AccrualLine, AnnualCost, Balance, Instalment, Schedule
from workbook.loans.standing import Standing

Described = dict[str, Any]
Result = TypeVar("Result")


def describe(standing: Standing) -> Described:
    """Give a loan's schedule, its balance on the day and its annual cost.

    What lacks a term is empty with its sentence under `missing`; NotKnown where nothing at all can be said.
    """
    balance = standing.balance
    missing: list[str] = []
    plan = _unless_missing(lambda: standing.schedule, missing) or Schedule(())
    cost = _unless_missing(lambda: standing.cost, missing)
    return {
        "schedule": [describe_row(row) for row in plan.rows],
        "balance": describe_balance(balance),
        "annual_cost": describe_cost(cost or AnnualCost("none", None, None, None, "".join(missing[-1:]))),
        "missing": list(dict.fromkeys(missing)),
    }


def describe_flows(flows: Sequence[tuple[date, Decimal]]) -> Described:
    """Give {annual_cost, flows: {count, first, last}} of dated flows."""
    days = [day for day, _amount in flows]
    cost = describe_cost(cost_of_flows(flows))
    return {"annual_cost": cost, "flows": {"count": len(days), "first": _plain(min(days)), "last": _plain(max(days))}}


def _unless_missing(work: Callable[[], Result], missing: list[str]) -> Result | None:
    try:
        return work()
    except NotKnown as error:
        missing.append(str(error))
        return None


def describe_row(row: Instalment) -> Described:
    """Give one line of a schedule."""
    return {name: _plain(value) for name, value in row._asdict().items() if name not in {"put_off", "brought"}}


def describe_balance(balance: Balance) -> Described:
    """Give a balance by component with its accrual lines."""
    return {
        "on": _plain(balance.on),
        **{name: _plain(getattr(balance, name)) for name in (*PARTS, "total", "due_now", "days_overdue")},
        "oldest_unpaid": _plain(balance.oldest_unpaid),
        "source": balance.source,
        "assumed": list(balance.assumed),
        "lines": [_line(line) for line in balance.lines],
    }


def _line(line: AccrualLine) -> Described:
    names = {"start": "from", "end": "to"}
    return {names.get(name, name): _plain(value) for name, value in line._asdict().items()}


def describe_cost(cost: AnnualCost) -> Described:
    """Give an annual cost."""
    return {
        "status": cost.status,
        **{name: _plain(getattr(cost, name)) for name in ("simple", "compound", "headline")},
        "reason": cost.reason,
        "roots": [_plain(root) for root in cost.roots],
    }


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
