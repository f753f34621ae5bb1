"""The months of all exports together: what the business took in and spent, the household, borrowing and repaying."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from workbook.collector import at_rest
from workbook.money import ZERO
from workbook.statements.classes import Rules, Side, rules_from
from workbook.statements.known import Known
from workbook.statements.merging import Merged, merge
from workbook.statements.model import Entry, Export
from workbook.statements.returns import undone

Slot = Literal[
    "receipts", "costs", "household_in", "household_out", "unsorted_in", "unsorted_out", "loans_in", "repayments",
    "settlements", "own_in", "own_out", "own_between", "refunds_apart", "pending", "closed", "left_out", "neutral",
]  # fmt: skip


@dataclass(frozen=True)
class MonthSum:
    """One month in yuan; every transaction stands in exactly one of the sums, but what moving money cost is in `costs`.

    `receipts` and `costs` are the business's, `household_in` and `household_out` the household's, `unsorted_*` what no
    rule knows. `settlements` pay cards, 花呗, 白条 and 月付 whose purchases were counted when they were made.
    `refunds_apart` came back for purchases that are not counted as spending (closed orders, other files); all other
    refunds are already taken off. `whole` says whether the exports cover every day of the month; `first` and `last` are
    the outermost days of it that they cover, None where they cover none.
    """

    month: str
    count: int
    whole: bool
    first: date | None = None
    last: date | None = None
    foreign: int = 0
    receipts: Decimal = ZERO
    costs: Decimal = ZERO
    household_in: Decimal = ZERO
    household_out: Decimal = ZERO
    unsorted_in: Decimal = ZERO
    unsorted_out: Decimal = ZERO
    loans_in: Decimal = ZERO
    repayments: Decimal = ZERO
    settlements: Decimal = ZERO
    own_in: Decimal = ZERO
    own_out: Decimal = ZERO
    own_between: Decimal = ZERO
    refunds_apart: Decimal = ZERO
    pending: Decimal = ZERO
    closed: Decimal = ZERO
    left_out: Decimal = ZERO
    neutral: Decimal = ZERO

    @property
    def borrowed_to_repay(self) -> bool:
        """Whether a loan came in and a repayment went out in the same month (以贷养贷)."""
        return self.loans_in > 0 and self.repayments + self.settlements > 0


_BY_SIDE: dict[tuple[Side, bool], Slot] = {
    ("business", True): "receipts", ("business", False): "costs",
    ("household", True): "household_in", ("household", False): "household_out",
    ("unsorted", True): "unsorted_in", ("unsorted", False): "unsorted_out",
    ("own", True): "own_in", ("own", False): "own_out",
    ("loan", True): "loans_in", ("loan", False): "repayments",
    ("repayment", True): "loans_in", ("repayment", False): "repayments",
    ("settlement", True): "left_out", ("settlement", False): "settlements",
    ("left_out", True): "left_out", ("left_out", False): "left_out",
}  # fmt: skip
_BY_KIND: dict[str, Slot] = {
    "closed": "closed", "pending": "pending", "loan_in": "loans_in", "repayment": "repayments",
    "settlement": "settlements", "neutral": "neutral",
}  # fmt: skip
_OWN: dict[str, Slot] = {"in": "own_in", "out": "own_out", "none": "own_between"}
SLOTS: tuple[Slot, ...] = get_args(Slot)
_PLAIN = frozenset({"income", "expense", "refund"})


@at_rest(aged=True)
def monthly(exports: Merged | Iterable[Export], rules: Rules | None = None) -> tuple[MonthSum, ...]:
    """Sum every month of the periods that the exports cover, in yuan; other currencies are only counted.

    A month inside such a period without a transaction is one in which nothing moved.
    """
    merged = exports if isinstance(exports, Merged) else merge(exports)
    sides = rules or rules_from()
    purchases = undone(merged.entries)
    months: dict[str, _Rows] = defaultdict(_Rows)
    month_of: Known[date, _Rows] = Known(lambda day: months[f"{day:%Y-%m}"])
    for position, entry in enumerate(merged.entries):
        rows = month_of[entry.on]
        rows.count += 1
        if entry.currency != "CNY":
            rows.foreign += 1
            continue
        slot, amount = _placed(entry, sides, purchases.get(position))
        rows.sums[slot] += amount
        if entry.fee:
            rows.sums["costs"] += entry.fee
    covered = _covered(merged.exports)
    by_month: dict[str, list[date]] = defaultdict(list)
    for day in sorted(covered):
        by_month[f"{day:%Y-%m}"].append(day)
    return tuple(_month(month, months[month], by_month[month]) for month in _months({*months, *by_month}))


@dataclass
class _Rows:
    """The rows of one month: how many, how many of them in another currency, what the others come to."""

    count: int = 0
    foreign: int = 0
    sums: dict[Slot, Decimal] = field(default_factory=lambda: dict.fromkeys(SLOTS, ZERO))


def _month(month: str, rows: _Rows, covered: Sequence[date]) -> MonthSum:
    whole = len(covered) == days_in(month)
    first, last = (covered[0], covered[-1]) if covered else (None, None)
    return MonthSum(month, rows.count, whole, first, last, rows.foreign, **rows.sums)


def days_in(month: str) -> int:
    """Give how many days a month has."""
    return monthrange(int(month[:4]), int(month[5:]))[1]


def _placed(entry: Entry, sides: Rules, purchase: Entry | None) -> tuple[Slot, Decimal]:
    """Say in which sum a row stands, and with what amount."""
    kind, way, plain = entry.kind, entry.direction, entry.kind in _PLAIN
    if kind == "refund":
        return _refund(entry, sides, purchase)
    if kind in {"closed", "pending"}:
        return _BY_KIND[kind], entry.amount
    apart = entry.refunded if plain else entry.fee
    amount = entry.amount - apart if apart else entry.amount
    if side := sides.side(entry, way, plain=plain):
        return _BY_SIDE[side, way == "in"], amount
    if kind == "transfer" or (kind == "settlement" and way == "in"):
        return _OWN[way], amount
    return _BY_KIND[kind], amount


def _refund(entry: Entry, sides: Rules, purchase: Entry | None) -> tuple[Slot, Decimal]:
    """Take a refund off what it gives back: the purchase for money that came back, receipts for money given back.

    What a shop's own account got back are fees, charged there before.
    """
    if entry.direction == "out":
        side = sides.side(entry, "in", plain=True)
        return _BY_SIDE["household" if side == "household" else "business", True], -entry.amount
    if not purchase:
        return ("costs", -entry.amount) if entry.shop else ("refunds_apart", entry.amount)
    return _BY_SIDE[sides.side(purchase, "out", plain=True) or "unsorted", False], -entry.amount


def _covered(exports: Iterable[Export]) -> set[date]:
    """Give the days that the exports cover; none knows the days after it was made."""
    spans = [(each.first, min(each.last, each.exported or each.last)) for each in exports if each.first and each.last]
    return {first + timedelta(days=step) for first, last in spans for step in range((last - first).days + 1)}


def _months(found: set[str]) -> list[str]:
    """Give every month between the first and the last, the empty ones too."""
    numbers = sorted(12 * int(month[:4]) + int(month[5:]) - 1 for month in found)
    span = range(numbers[0], numbers[-1] + 1) if numbers else ()
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in span]
