"""Plans that ask less in the weak months of the year and more in the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from fractions import Fraction
from itertools import accumulate, groupby
from operator import mul

from workbook import loans
from workbook.case import Terms
from workbook.language import NotKnown, Refused, _
from workbook.money import ZERO, shown
from workbook.options.package import Kind, Package, price
from workbook.verdict.base import Base

_TEN, _YEAR, _MOST_WEAK = Decimal(10), 12, 6


def weak_months(ground: Base) -> tuple[int, ...]:
    """Give the calendar months that on average leave less than half of what all do; none without a full year on record.

    At most six: where more are weak it is no season.
    """
    lefts: dict[int, list[Decimal]] = {}
    for month, left in ground.recorded_months:
        lefts.setdefault(month, []).append(left)
    if len(lefts) < _YEAR:
        return ()
    means = {month: sum(found, ZERO) / len(found) for month, found in lefts.items()}
    half = sum(means.values(), ZERO) / len(means) / 2
    weak = tuple(sorted(month for month, mean in means.items() if mean < half))
    return weak if len(weak) <= _MOST_WEAK else ()


def seasonal(ground: Base, level: Terms) -> Package | None:
    """Turn a level plan into one of the same length that asks in weak months what a bad month can give.

    None without weak months or where the business has closed, where a bad month gives nothing, or where the small
    payment is below the interest.
    """
    weak, small = weak_months(ground), (ground.share / _TEN).quantize(Decimal(1), ROUND_DOWN) * _TEN
    if not weak or small <= 0 or ground.position.months.closed:
        return None
    plan = loans.plan(ground.balance, level, ground.loan)
    days = [row.due for row in plan.rows]
    worth = _worth(plan.rate, loans.year_parts(ground.loan.as_one, ground.balance.on, days))
    large = _large(plan.principal, worth, [due.month in weak for due in days], small)
    if large <= small:
        return None
    steps = tuple(_stretches(days, weak, small, large))[:-1]  # the last stretch is level on what is left
    said = _("{months} 月每期 {small}，其余月份每期 {large}，一共 {count} 期")
    months = _("、").join(map(str, weak))
    title = said.format(months=months, small=shown(small), large=shown(large), count=len(days))
    try:
        return price(ground, Kind.SEASONAL, title, level.but(steps=steps))
    except NotKnown:
        raise
    except Refused:
        return None


def _worth(rate: Decimal, parts: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Give what one yuan of each instalment is worth at the start."""
    growth = (1 + rate * part.numerator / (100 * part.denominator) for part in parts)
    return tuple(1 / so_far for so_far in accumulate(growth, mul))


def _large(principal: Decimal, worth: Sequence[Decimal], weak: Sequence[bool], small: Decimal) -> Decimal:
    """Find the payment of the other months by present values, rounded up to whole yuan."""
    others = sum((one for one, low in zip(worth, weak, strict=True) if not low), ZERO)
    rest = principal - small * sum((one for one, low in zip(worth, weak, strict=True) if low), ZERO)
    return (rest / others).quantize(Decimal(1), ROUND_UP) if others else ZERO


def _stretches(
    days: Sequence[date], weak: Sequence[int], small: Decimal, large: Decimal
) -> Iterator[dict[str, object]]:
    for number, (low, group) in enumerate(groupby(days, key=lambda due: due.month in weak)):
        yield {"id": f"season{number}", "periods": len(list(group)), "payment": small if low else large}
