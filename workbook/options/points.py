"""Which packages are tried on a loan: a stated grid in the lender's own fields, and each of its points as terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import product

from workbook import loans
from workbook.case import Component, Method, Terms, Treatment
from workbook.case.terms import GraceKind
from workbook.language import Refused, _, within
from workbook.loans.days import months_after
from workbook.loans.terms import LATE
from workbook.loans.treatment import after_first_money, split
from workbook.money import ZERO, digits, shown
from workbook.options.grid import Point, Start
from workbook.options.search import Grid
from workbook.pressure import today_at_most
from workbook.rules import constant
from workbook.verdict.base import Base

EVERY_MONTHS = 6  # lengths are tried in steps of half a year
RELIEF_MONTHS = (3, 6, 12)  # interest-only and smaller payments are tried for these months
_MOST_RELIEF, _MOST_IDLE = 12, 6  # months; without any payment no longer than half a year
RATE_STEP = Decimal(2)  # rates are tried in steps of two percentage points
_TEN = Decimal(10)
_HALVES, _QUARTERS = (Decimal("0.5"), Decimal(1)), (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"))

Treated = tuple[tuple[Component, Treatment], ...]
Relief = tuple[int, bool, int, Decimal]


def relief_lengths(ground: Base) -> tuple[int, ...]:
    """Give for how many months less may be paid: stated ones, and until a hoped-for recovery, in time or late."""
    until = ground.trial.paths.recovers_after if ground.trial else None
    own = () if until is None else (until, until + int(constant("recovery_late_months")))
    return tuple(sorted({*RELIEF_MONTHS, *(months for months in own if months <= _MOST_RELIEF)}))


@dataclass(frozen=True)
class Trying:
    """The grid of one loan: `lengths` in months, `rates` in percent a year, `reliefs`, treatments, first money."""

    ground: Base
    contract: Decimal

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Give the lengths tried, shortest first: what is left, what is left after relief, then half years."""
        left, longest = self.ground.periods_left, self.ground.longest
        own = [left + months for months in (0, *relief_lengths(self.ground))] if left else []
        return tuple(sorted({*own, *range(EVERY_MONTHS, longest + 1, EVERY_MONTHS)} - set(range(left))))

    @cached_property
    def rates(self) -> tuple[Decimal, ...]:
        """Give the rates tried, the contract's first."""
        steps = range(int(self.contract / RATE_STEP) + 1)
        return tuple(dict.fromkeys((*(self.contract - RATE_STEP * step for step in steps), Decimal(0))))

    @cached_property
    def reliefs(self) -> tuple[Relief, ...]:
        """Give the ways of paying less at first: not at all, interest only, nothing, a small payment."""
        lengths, smalls = relief_lengths(self.ground), self._smalls
        return (
            (0, False, 0, ZERO),
            *((months, False, 0, ZERO) for months in lengths),
            *((months, True, 0, ZERO) for months in lengths if months <= _MOST_IDLE),
            *((0, False, months, amount) for months in lengths for amount in smalls),
        )

    @property
    def _smalls(self) -> tuple[Decimal, ...]:
        """Give the small payments tried: parts of a bad month's; in a trouble that passes parts of the instalment.

        Then the bad month says what the trouble leaves, and only the months until it is over are to be bridged.
        """
        passing = self.ground.position.months.passes_on is not None and self.ground.instalment
        whole, parts = (self.ground.instalment, _QUARTERS) if passing else (self.ground.share, _HALVES)
        return tuple(amount for part in parts if (amount := whole * part // _TEN * _TEN))

    @cached_property
    def treatments(self) -> tuple[Treated, ...]:
        """Give the ways of treating what is owed beside principal; what is not owed is left out."""
        owed = [component for component in Component if self.ground.balance.of(component)]
        ways = [_WAYS.get(component, (Treatment.CAPITALISE,)) for component in owed]
        return tuple(tuple(zip(owed, way, strict=True)) for way in product(*ways))

    @cached_property
    def first_money(self) -> tuple[Decimal, ...]:
        """Give the down payments tried: none; on a late loan a whole instalment, where that can be paid today.

        Less than a whole one cures nothing: the oldest stays as late as it is.
        """
        position, loan = self.ground.position, self.ground.loan
        most, whole = today_at_most(position) or ZERO, self.ground.instalment
        late = position.standing(loan).state in LATE
        return (ZERO, whole) if late and 0 < whole <= min(most, self.ground.balance.total) else (ZERO,)

    @cached_property
    def started(self) -> tuple[tuple[Treated, Decimal, Start], ...]:
        """Give each treatment with each down payment that leaves something to repay, and what they leave."""
        found = ((treated, money, self._start(treated, money)) for treated, money in self._ways)
        return tuple((treated, money, start) for treated, money, start in found if start is not None)

    @property
    def _ways(self) -> Iterator[tuple[Treated, Decimal]]:
        return product(self.treatments, self.first_money)

    def _start(self, treated: Treated, money: Decimal) -> Start | None:
        terms = self._terms(treated, money)
        try:
            parts = after_first_money(split(self.ground.balance, terms), terms)
        except Refused:
            return None  # more first money than there is to repay
        return Start(
            parts.principal,
            parts.of(Treatment.FIRST_INSTALMENT),
            parts.of(Treatment.CARRY_FORWARD),
            parts.of(Treatment.WAIVE),
            money,
        )

    def grid(self) -> Grid:
        """Give every package of the grid, ready to be tried."""
        points = tuple(self._points())
        starts = tuple(start for _treated, _money, start in self.started)
        (on, *days), requests = self.dues(), tuple(map(self.requests, points))
        parts = loans.year_parts(self.ground.loan.as_one, on, days)
        return Grid(points, starts, (on, *days), self.contract, parts, requests, self._bearable)

    @property
    def _bearable(self) -> tuple[Decimal, ...]:
        return tuple(self.ground.bearable(months) for months in range(max(relief_lengths(self.ground)) + 1))

    def _points(self) -> Iterator[Point]:
        for start, length, rate, relief in product(range(len(self.started)), self.lengths, self.rates, self.reliefs):
            grace, nothing, small, payment = relief
            if max(grace, small) < length:
                yield Point(start, length, rate, grace, nothing, small, payment)

    def dues(self) -> tuple[date, ...]:
        """Give the due days every package of the grid shares, the day of the down payment first."""
        on = self.ground.balance.on
        anchor = self.ground.loan.as_one.due_day or on.day
        return (on, *(months_after(on, index + 1, anchor) for index in range(max(self.lengths))))

    def terms(self, point: Point) -> Terms:
        """Write one package in the lender's own fields."""
        treated, money, _start = self.started[point.start]
        grace = GraceKind.NOTHING if point.nothing else GraceKind.INTEREST_ONLY
        steps = [{"id": "small", "periods": point.small, "payment": point.payment}] if point.small else []
        return self._terms(
            treated,
            money,
            periods=point.periods,
            rate=point.rate,
            steps=steps,
            **({"grace_months": point.grace, "grace_kind": grace} if point.grace else {}),
        )

    def _terms(self, treated: Treated, money: Decimal, **changes: object) -> Terms:
        rows = [{"id": c.value, "component": c, "treatment": treatment} for c, treatment in treated]
        told = {"start": self.ground.balance.on, "method": Method.EQUAL_INSTALMENT, "treatments": rows, **changes}
        return Terms.model_validate({**told, **({"down_payment": money} if money else {})})

    def title(self, point: Point) -> str:
        """Name one package by what is asked for."""
        return _("，").join(self._asked(point))

    def _asked(self, point: Point) -> Iterator[str]:
        treated, money, _start = self.started[point.start]
        if money:
            yield _("先还 {amount}").format(amount=shown(money))
        if point.grace:
            said = _("前 {months} 个月不还") if point.nothing else _("前 {months} 个月只还利息")
            yield said.format(months=point.grace)
        if point.small:
            yield _("前 {months} 个月每期 {payment}").format(months=point.small, payment=shown(point.payment))
        yield self._length(point).format(count=point.periods)
        if point.rate < self.contract:
            yield _("年利率降到 {rate}%").format(rate=digits(point.rate))
        for way, words in ((Treatment.WAIVE, _("减免{parts}")), (Treatment.CARRY_FORWARD, _("{parts}挂到最后"))):
            parts = [within(component.words) for component, treatment in treated if treatment is way]
            if parts:
                yield words.format(parts=_("、").join(parts))

    def _length(self, point: Point) -> str:
        if point.periods == self.ground.periods_left:
            return (
                _("逾期的并进来，剩下的 {count} 期还清") if self.ground.balance.due_now else _("剩下的 {count} 期还清")
            )
        return _("一共 {count} 期")

    def requests(self, point: Point) -> int:
        """Count how many things are asked for."""
        asked = (point.grace, point.small, point.rate < self.contract, point.periods > self._left)
        return self._begun[point.start] + sum(map(bool, asked))

    @cached_property
    def _begun(self) -> tuple[int, ...]:
        """Count what each start asks for: components treated more softly, and first money taken."""
        return tuple(self._begins_with(treated, money) for treated, money, _start in self.started)

    @staticmethod
    def _begins_with(treated: Treated, money: Decimal) -> int:
        return len({treatment for _component, treatment in treated} - {Treatment.CAPITALISE}) + bool(money)

    @cached_property
    def _left(self) -> int:
        return self.ground.periods_left


_WAYS: dict[Component, tuple[Treatment, ...]] = {
    Component.OVERDUE_INTEREST: (Treatment.CAPITALISE, Treatment.CARRY_FORWARD),
    Component.PENALTY: (Treatment.CAPITALISE, Treatment.WAIVE, Treatment.CARRY_FORWARD),
    Component.COMPOUND: (Treatment.CAPITALISE, Treatment.WAIVE),
}
