"""Plain arrangements, one thing asked for at a time: of each kind the smallest that holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, Decimal
from itertools import islice

from workbook.case import Component, Loan, Method, Terms, Treatment
from workbook.case.terms import GraceKind
from workbook.language import NotKnown, Refused, _
from workbook.money import digits, shown
from workbook.options.package import Kind, Package, price
from workbook.options.points import EVERY_MONTHS, RELIEF_MONTHS, relief_lengths
from workbook.options.season import seasonal
from workbook.position import Position, once
from workbook.verdict.base import Base, base

_RATE_STEP = Decimal(1)  # rates are tried in steps of one percentage point
_WAIVED = (Component.PENALTY, Component.COMPOUND)


@once
def packages(position: Position, loan: Loan) -> tuple[Package, ...]:
    """Give an extension, a waiver, a rate cut, interest-only months and stepped plans, each priced.

    Of each kind the smallest that holds; where none does, the furthest of the grid with its verdict.
    """
    return tuple(plain(base(position, loan)))


def plain(ground: Base) -> Iterator[Package]:
    """Give the plain arrangements on this ground."""
    for make in (_waiver, _extension, _extension_waiver, _seasonal, _rate_cut, _interest_only, _stepped):
        yield from make(ground)


# The grid


def _lengths(ground: Base) -> range:
    shortest = (ground.periods_left // EVERY_MONTHS + 1) * EVERY_MONTHS
    return range(shortest, max(ground.longest, shortest) + 1, EVERY_MONTHS)


def _terms(ground: Base, *, waive: bool = False, **changes: object) -> Terms:
    """Put everything owed on top of principal into the new principal, or waive what may be waived."""
    treated = [c for c in Component if ground.balance.of(c)]
    rows = [_treated(c, waive=waive and c in _WAIVED) for c in treated]
    return Terms.model_validate(
        {"start": ground.balance.on, "method": Method.EQUAL_INSTALMENT, "treatments": rows, **changes}
    )


def _treated(component: Component, *, waive: bool) -> dict[str, object]:
    treatment = Treatment.WAIVE if waive else Treatment.CAPITALISE
    return {"id": component.value, "component": component, "treatment": treatment}


def _first_that_carries(made: Iterable[Package]) -> Iterator[Package]:
    """Give the first package that holds, else the last one tried."""
    last = None
    for last in made:
        if last.recommendable:
            break
    if last is not None:
        yield last


def _waiver(ground: Base) -> Iterator[Package]:
    if ground.periods_left and any(ground.balance.of(c) for c in _WAIVED):
        title = _("减免罚息和复利，剩下的 {count} 期还清").format(count=ground.periods_left)
        yield price(ground, Kind.WAIVER, title, _terms(ground, waive=True, periods=ground.periods_left))


def _extension(ground: Base) -> Iterator[Package]:
    made = (_extended(ground, count, waive=False) for count in _lengths(ground))
    yield from _first_that_carries(made)


def _extension_waiver(ground: Base) -> Iterator[Package]:
    if any(ground.balance.of(c) for c in _WAIVED):
        made = (_extended(ground, count, waive=True) for count in _lengths(ground))
        yield from _first_that_carries(made)


def _extended(ground: Base, count: int, *, waive: bool) -> Package:
    title = _("分 {count} 期，减免罚息和复利") if waive else _("分 {count} 期，利率不变")
    kind = Kind.EXTENSION_WAIVER if waive else Kind.EXTENSION
    return price(ground, kind, title.format(count=count), _terms(ground, waive=waive, periods=count))


def _seasonal(ground: Base) -> Iterator[Package]:
    made = (seasonal(ground, _terms(ground, periods=count)) for count in _lengths(ground) if ground.trial)
    yield from islice((p for p in made if p is not None and p.recommendable and p.highest <= ground.bearable(0)), 1)


def _rate_cut(ground: Base) -> Iterator[Package]:
    if ground.rate is None or not ground.periods_left:
        return
    yield from _first_that_carries(_at_rate(ground, rate) for rate in _lower_rates(ground.rate))


def _lower_rates(rate: Decimal) -> Iterator[Decimal]:
    while rate > 0:
        rate = max(rate - _RATE_STEP, Decimal(0))
        yield rate


def _at_rate(ground: Base, rate: Decimal) -> Package:
    title = _("年利率降到 {rate}%，剩下的 {count} 期还清").format(rate=digits(rate), count=ground.periods_left)
    return price(ground, Kind.RATE_CUT, title, _terms(ground, periods=ground.periods_left, rate=rate))


def _interest_only(ground: Base) -> Iterator[Package]:
    for months in RELIEF_MONTHS if ground.periods_left else ():
        title = _("先 {months} 个月只还利息，再分 {count} 期还清").format(months=months, count=ground.periods_left)
        terms = _terms(
            ground, periods=ground.periods_left + months, grace_months=months, grace_kind=GraceKind.INTEREST_ONLY
        )
        yield price(ground, Kind.INTEREST_ONLY, title, terms)


def _stepped(ground: Base) -> Iterator[Package]:
    """Try the bad month's payment for some months, then the fewest level payments that a usual month carries."""
    small = ground.share.quantize(Decimal(1), ROUND_DOWN)
    for months in relief_lengths(ground) if small > 0 else ():
        able = max(ground.usual_share, ground.bearable(months))
        made = (_step(ground, months, small, count) for count in _lengths(ground) if count > months)
        yield from islice((p for p in made if p is not None and ground.share < able and p.after <= able), 1)


def _step(ground: Base, months: int, small: Decimal, count: int) -> Package | None:
    title = _("先 {months} 个月每期 {small}，一共 {count} 期")
    steps = [{"id": "small", "periods": months, "payment": small}]
    try:
        terms = _terms(ground, periods=count, steps=steps)
        return price(ground, Kind.STEPPED, title.format(months=months, small=shown(small), count=count), terms)
    except NotKnown:
        raise
    except Refused:
        return None  # the small payment does not even cover the interest
