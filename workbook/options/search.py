"""A search over plain arrangements, from what a bad month can give back to the smallest sufficient request.

What is found is what would be needed, not what a lender offers: the terms tried are a stated grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from itertools import islice

from workbook.case import Case, Component, Loan, Method, Terms, Treatment
from workbook.case.ask import GraceKind
from workbook.language import NotKnown, Refused, _
from workbook.money import ZERO, shown
from workbook.options.base import Base, base
from workbook.options.package import Kind, Package, price
from workbook.rules import constant

EVERY_MONTHS = 6  # extensions are tried in steps of half a year
RELIEF_MONTHS = (3, 6, 12)  # interest-only and smaller payments are tried for these months
RATE_STEP = Decimal(1)  # rates are tried in steps of one percentage point
_WAIVED = (Component.PENALTY, Component.COMPOUND)


@dataclass(frozen=True)
class Advice:
    """The packages, the smallest request that a bad month carries (None if none does), and a sentence about it."""

    ground: Base
    packages: tuple[Package, ...]
    recommended: Package | None
    sentence: str
    assumed: tuple[str, ...]


def packages(case: Case, loan: Loan) -> tuple[Package, ...]:
    """Give an extension, a waiver, a rate cut, interest-only months and stepped plans, each priced.

    Of each kind the smallest that a bad month carries; where none does, the furthest of the grid with its verdict.
    """
    return tuple(_found(base(case, loan)))


def _found(ground: Base) -> Iterator[Package]:
    for make in (_waiver, _extension, _extension_waiver, _rate_cut, _interest_only, _stepped):
        yield from make(ground)


def advice(case: Case, loan: Loan) -> Advice:
    """Name the smallest sufficient request, or say how much is lacking; never an error for want of money."""
    ground = base(case, loan)
    found = tuple(_found(ground))
    best = min((p for p in found if p.recommendable), key=_asked, default=None)
    return Advice(ground, found, best, _sentence(ground, found, best), (*ground.assumed, _grid_said(ground)))


def _asked(package: Package) -> tuple[Decimal, int]:
    """Order by what the lender forgoes, then by time."""
    return package.given_up, len(package.plan.rows)


def _sentence(ground: Base, found: tuple[Package, ...], best: Package | None) -> str:
    if best is not None:
        said = _("坏月份付得起的最小请求：{title}，每期 {payment}，到 {last} 还清。")
        return said.format(title=best.title, payment=shown(best.after), last=best.plan.last_due)
    if not ground.share and ground.usual_share:
        return _("坏月份没有钱能给这一笔，平常的月份有：谈淡季少还、旺季多还，先不报每月固定的数。")
    if not ground.share:
        return _("坏月份没有钱能给这一笔：现在不报每月数字，先说明困难，把必需开支和要先付的债务保住。")
    least = min((max(p.now, p.after) for p in found), default=None)
    if least is None:
        return _("还算不出任何方案。")
    said = _("试过的方案都不够：每期至少要 {least}，坏月份能给这一笔 {share}，还差 {gap}。")
    return said.format(least=shown(least), share=shown(ground.share), gap=shown(max(least - ground.share, ZERO)))


def _grid_said(ground: Base) -> str:
    return _("期数每 {step} 个月试一档、最长 {most} 期，利率每 1 个百分点试一档；这是试算，不是对方的承诺。").format(
        step=EVERY_MONTHS, most=_longest(ground)
    )


# The grid


def _longest(ground: Base) -> int:
    """Give how many instalments a business loan of the usual longest term still has room for."""
    most = int(constant("business_term_years")) * 12
    drawn = ground.loan.drawn_on
    on = ground.balance.on
    gone = 0 if drawn is None else (on.year - drawn.year) * 12 + on.month - drawn.month
    return max(most - gone, EVERY_MONTHS)


def _lengths(ground: Base) -> range:
    shortest = (ground.periods_left // EVERY_MONTHS + 1) * EVERY_MONTHS
    return range(shortest, max(_longest(ground), shortest) + 1, EVERY_MONTHS)


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
    """Give the first package a bad month carries, else the last one tried."""
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


def _rate_cut(ground: Base) -> Iterator[Package]:
    if ground.rate is None or not ground.periods_left:
        return
    yield from _first_that_carries(_at_rate(ground, rate) for rate in _lower_rates(ground.rate))


def _lower_rates(rate: Decimal) -> Iterator[Decimal]:
    while rate > 0:
        rate = max(rate - RATE_STEP, Decimal(0))
        yield rate


def _at_rate(ground: Base, rate: Decimal) -> Package:
    title = _("年利率降到 {rate}%，剩下的 {count} 期还清").format(
        rate=format(rate.normalize(), "f"), count=ground.periods_left
    )
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
    for months in RELIEF_MONTHS if small > 0 and ground.usual_share > ground.share else ():
        made = (_step(ground, months, small, count) for count in _lengths(ground) if count > months)
        yield from islice((p for p in made if p is not None and p.after <= ground.usual_share), 1)


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
