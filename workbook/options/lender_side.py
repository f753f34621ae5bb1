"""What a package is worth to the lender beside what it may recover without one: a range over stated assumptions.

For the borrower's eyes alone: in a paper for a lender it would read as a threat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Asks, Loan, lacking
from workbook.language import N_, NotKnown, Refused, _
from workbook.money import ZERO, digits, fen, shown
from workbook.options.advice import advice
from workbook.options.own import RUNGS, ask_figures
from workbook.options.package import Package
from workbook.position import Position, once
from workbook.rules import constant
from workbook.verdict.base import Base
from workbook.verdict.trial import Flow, paid

_DAYS = 365


@dataclass(frozen=True)
class Range:
    """A low and a high estimate; `told` tells that the borrower gave both, else a convention stands in."""

    low: Decimal
    high: Decimal
    told: bool


@dataclass(frozen=True)
class Assumptions:
    """What nobody knows: percent recovered, months until then, percent of it spent on costs, percent a year."""

    recovery: Range
    months: Range
    cost: Range
    discount: Range

    @property
    def words(self) -> tuple[str, ...]:
        """Say each as an assumption, and which are the workbook's own."""
        return tuple(_worded(name, getattr(self, name)) for name in _FIELDS)


_FIELDS = {
    "recovery": ("recovery", "recovery_percent", N_("谈不成时收回欠款的 {low}% 到 {high}%")),
    "months": ("recovery_months", "recovery_months", N_("要 {low} 到 {high} 个月才收回")),
    "cost": ("recovery_cost", "recovery_cost_percent", N_("收回的钱里 {low}% 到 {high}% 花在催收、诉讼上")),
    "discount": ("discount", "discount_percent", N_("对方的资金一年值 {low}% 到 {high}%")),
}


def _worded(name: str, one: Range) -> str:
    said = _(_FIELDS[name][2]).format(low=digits(one.low), high=digits(one.high))
    if one.told:
        return _("假设（您填的）：{said}。").format(said=said)
    return _("假设（没有来源，可以在“方案”那一页改）：{said}。").format(said=said)


@dataclass(frozen=True)
class LenderSide:
    """Values in yuan of today, each from a low to a high estimate.

    `package` what the plan is worth, `default` what may be recovered without one, `gain` the first less the second;
    `enough` the level payment over as many months as the plan has that is worth as much as the recovery; `keep` the
    largest level payment the borrower can keep up over them.
    """

    plan: Package
    package: tuple[Decimal, Decimal]
    default: tuple[Decimal, Decimal]
    gain: tuple[Decimal, Decimal]
    enough: tuple[Decimal, Decimal]
    keep: Decimal
    assumptions: Assumptions

    @property
    def sentence(self) -> str:
        """Say where what can be kept and what pays for the lender meet; never how likely it is to agree."""
        low, high = self.enough
        if self.keep >= high:
            said = _("{count} 期里，您每月守得住 {keep}；按这些假设，每月 {high} 起对方就不吃亏：两边有交集。")
        elif self.keep >= low:
            said = _(
                "{count} 期里，您每月守得住 {keep}；按低的估计每月 {low} 起对方不吃亏，"
                "按高的估计要 {high}：有没有交集要看假设。"
            )
        else:
            said = _("{count} 期里，您每月守得住 {keep}；按这些假设，每月至少 {low} 对方才不吃亏：还没有交集。")
        return said.format(count=len(self.plan.plan.rows), keep=shown(self.keep), low=shown(low), high=shown(high))


@once
def assumptions(position: Position) -> Assumptions:
    """Give what is assumed about the way without an agreement; Refused where a low estimate is above its high one."""
    return Assumptions(
        **{name: _range(position.case.ask, field, known) for name, (field, known, _words) in _FIELDS.items()}
    )


def _range(asks: Asks, field: str, known: str) -> Range:
    told = [getattr(asks, f"{field}_{end}") for end in ("low", "high")]
    low, high = (
        Decimal(constant(f"{known}_{end}")) if value is None else Decimal(value)
        for end, value in zip(("low", "high"), told, strict=True)
    )
    if low > high:
        title = _(str(Asks.model_fields[f"{field}_low"].title))
        raise Refused(
            N_("“{field}”（{low}）比高的估计（{high}）还大，请在“方案”那一页改"), field=title, low=low, high=high
        )
    return Range(low, high, None not in told)


@once
def lender_side(position: Position, loan: Loan) -> LenderSide:
    """Value the borrower's preferred plan, else the smallest request that holds, else the lightest that was tried.

    NotKnown where there is none, or where not even a usual month leaves anything to pay with.
    """
    found = advice(position, loan)
    tried = found.packages if found.ground.usual_share else ()
    lightest = min(tried, key=lambda package: package.highest, default=None)
    chosen = _own(position, loan) or found.recommended or lightest
    if chosen is None:
        raise lacking("ask", N_("还没有方案可以估：{why}"), why=found.sentence)
    return side_of(found.ground, chosen, assumptions(position))


def _own(position: Position, loan: Loan) -> Package | None:
    try:
        rungs = ask_figures(position, loan)
    except NotKnown:
        return None
    return next((rung.package for rung in rungs if rung.name == RUNGS[0]), None)


def side_of(ground: Base, package: Package, assumed: Assumptions) -> LenderSide:
    """Value one package, at the low and the high end of every assumption."""
    on, flows = ground.balance.on, paid(package.plan, ground.balance.on)
    rates = (assumed.discount.high, assumed.discount.low)
    owed = ground.balance.total
    worth = [present(flows, on, rate) for rate in rates]
    poor = [recovered(owed, assumed.recovery.low, assumed.cost.high, assumed.months.high, rate) for rate in rates]
    good = [recovered(owed, assumed.recovery.high, assumed.cost.low, assumed.months.low, rate) for rate in rates]
    yuan = [sum((_discount(row.due, on, rate) for row in package.plan.rows), ZERO) for rate in rates]
    return LenderSide(
        plan=package,
        package=(min(worth), max(worth)),
        default=(min(poor), max(good)),
        gain=(min(_less(worth, good)), max(_less(worth, poor))),
        enough=(min(_level(poor, yuan)), max(_level(good, yuan))),
        keep=_keep(ground, len(package.plan.rows)),
        assumptions=assumed,
    )


def present(flows: Sequence[Flow], on: date, rate: Decimal) -> Decimal:
    """Give what dated amounts are worth on a day at a yearly rate in percent, by actual days of 365."""
    return fen(sum((amount * _discount(due, on, rate) for due, amount in flows), ZERO))


def recovered(owed: Decimal, percent: Decimal, cost: Decimal, months: Decimal, rate: Decimal) -> Decimal:
    """Give today's value of recovering a percentage of what is owed, less costs, so many months from now."""
    return fen(owed * percent / 100 * (100 - cost) / 100 / (1 + rate / 100) ** (months / 12))


def _discount(due: date, on: date, rate: Decimal) -> Decimal:
    return (1 + rate / 100) ** (Decimal(-(due - on).days) / _DAYS)


def _less(worth: Sequence[Decimal], other: Sequence[Decimal]) -> Iterator[Decimal]:
    return (mine - theirs for mine, theirs in zip(worth, other, strict=True))


def _level(values: Sequence[Decimal], yuan: Sequence[Decimal]) -> Iterator[Decimal]:
    return (fen(value / one) for value, one in zip(values, yuan, strict=True))


def _keep(ground: Base, months: int) -> Decimal:
    if ground.trial is None:
        return ground.share
    return ground.trial.level(0, months) or ZERO
