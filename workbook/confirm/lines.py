"""The written schedule line by line, against a recomputed one and against itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def told_payments(written: WrittenTerms) -> tuple[Decimal, ...]:
    """Give the payments of the written instalments, none where one of them tells no amount."""
    told = [line.payment for line in told_lines(written)]
    return tuple(amount for amount in told if amount is not None) if None not in told else ()


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
        if line.expected is None:
            yield _beyond(line)
        elif line.written is not None:
            yield from _unequal(line.number, line.expected, line.written)
    if left := plan.rows[len(told_lines(written)) :]:
        yield _left_out(left)


def _beyond(line: Line) -> Difference:
    """Give an instalment that was not agreed."""
    told = line.written.payment if line.written else None
    what = _("第 {number} 期").format(number=line.number)
    return Difference(f"schedule.{line.number}", what, None, told, worded(None), worded(told, "元"), told)


def _left_out(rows: Sequence[Instalment]) -> Difference:
    """Give the instalments that the writing leaves out: their money is owed all the same, so nothing is saved."""
    first, last, whole = rows[0].number, rows[-1].number, sum((row.payment for row in rows), ZERO)
    what = _("第 {number} 期").format(number=first)
    if len(rows) > 1:
        what = _("第 {first} 到 {last} 期").format(first=first, last=last)
    said = worded(whole, "元") if first == last else _("一共 {amount}").format(amount=worded(whole, "元"))
    return Difference(f"schedule.{first}", what, whole, None, said, worded(None))


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
    if lines and principal is not None:
        yield from _principal_troubles(lines, parts, principal)


def repays(written: WrittenTerms, plan: Plan) -> bool:
    """Tell whether nothing that a plan repays is left out of the written instalments, as far as they tell it."""
    lines = told_lines(written)
    parts = [row.principal for row in lines if row.principal is not None]
    fewer = 0 < len(lines) < len(plan.rows)
    return not fewer or (len(parts) == len(lines) and sum(parts, ZERO) >= plan.principal)


def _principal_troubles(
    lines: Sequence[WrittenInstalment], parts: Sequence[Decimal], principal: Decimal
) -> Iterator[str]:
    """Say how far the written instalments are from repaying what is owed, by their parts or else by their payments."""
    payments = [row.payment for row in lines if row.payment is not None]
    told = parts if len(parts) == len(lines) else ()
    over = sum(told, ZERO) - principal if told else ZERO
    least = sum(told or payments, ZERO) if told or len(payments) == len(lines) else principal
    if over > 0:
        yield _("各期本金加起来比要还的本金多 {gap}。").format(gap=worded(over, "元"))
    if least < principal:
        said = _("这 {count} 期都还完，还有本金 {gap} 没有写什么时候还：可能要一次还，请写明。")
        yield said.format(count=len(lines), gap=worded(principal - least, "元"))
