"""The written schedule line by line, against a recomputed one and against itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import WrittenInstalment, WrittenTerms
from workbook.confirm.results import Difference, worded
from workbook.language import _
from workbook.loans import Instalment, Plan
from workbook.money import ZERO


@dataclass(frozen=True)
class Line:
    """One instalment side by side; a side that has no such instalment is None."""

    number: int
    expected: Instalment | None
    written: WrittenInstalment | None


def told_lines(written: WrittenTerms) -> tuple[WrittenInstalment, ...]:
    """Give the written instalments in use, in the order of their days."""
    told = [row for row in written.schedule if not row.archived]
    return tuple(sorted(told, key=lambda row: row.due or date.max))


def side_by_side(plan: Plan, written: WrittenTerms) -> tuple[Line, ...]:
    """Pair recomputed and written instalments by number."""
    lines = told_lines(written)
    longest = max(len(plan.rows), len(lines))
    return tuple(
        Line(n + 1, plan.rows[n] if n < len(plan.rows) else None, lines[n] if n < len(lines) else None)
        for n in range(longest)
    )


def line_differences(plan: Plan, written: WrittenTerms) -> Iterator[Difference]:
    """Give every line of the written schedule that is not what the plan comes to, to the fen and the day."""
    if not told_lines(written):
        return
    for line in side_by_side(plan, written):
        if line.expected is None or line.written is None:
            yield _unpaired(line)
        else:
            yield from _unequal(line.number, line.expected, line.written)


def _unpaired(line: Line) -> Difference:
    expected = line.expected.payment if line.expected else None
    told = line.written.payment if line.written else None
    what = _("第 {number} 期").format(number=line.number)
    cost = (told or ZERO) - (expected or ZERO)
    return Difference(f"schedule.{line.number}", what, expected, told, worded(expected, "元"), worded(told, "元"), cost)


def _unequal(number: int, expected: Instalment, written: WrittenInstalment) -> Iterator[Difference]:
    for name, label in (
        ("due", _("还款日")),
        ("payment", _("应还")),
        ("principal", _("本金")),
        ("interest", _("利息")),
    ):
        a, b = getattr(expected, name), getattr(written, name)
        if b is not None and a != b:
            what = _("第 {number} 期{label}").format(number=number, label=label)
            cost = b - a if name == "payment" else None
            days = (b - a).days if name == "due" else None
            yield Difference(f"schedule.{number}.{name}", what, a, b, worded(a, "元"), worded(b, "元"), cost, days)


def inner_troubles(written: WrittenTerms, principal: Decimal | None) -> Iterator[str]:
    """Say where the written schedule contradicts itself: parts above the payment, days twice, principal not repaid."""
    lines = told_lines(written)
    for number, row in enumerate(lines, 1):
        if row.payment is not None and (row.principal or ZERO) + (row.interest or ZERO) > row.payment:
            yield _("第 {number} 期的本金加利息比应还总数多。").format(number=number)
    days = [row.due for row in lines if row.due]
    if len(set(days)) < len(days):
        yield _("有两期写了同一个还款日。")
    parts = [row.principal for row in lines if row.principal is not None]
    if lines and len(parts) == len(lines) and principal is not None and sum(parts, ZERO) != principal:
        gap = sum(parts, ZERO) - principal
        yield _("各期本金加起来和要还的本金差 {gap}。").format(gap=worded(gap, "元"))
