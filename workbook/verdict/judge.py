"""Whether an arrangement holds to its end: on futures drawn from the record, else on the bad month alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook import simulate
from workbook.case import Choice
from workbook.language import N_
from workbook.loans import Plan
from workbook.money import ZERO
from workbook.pressure import today_at_most
from workbook.pressure.lump import dwarfs_the_rest
from workbook.simulate import Failures
from workbook.verdict.base import Base, month_of
from workbook.verdict.trial import Flow, Trial, paid


class Verdict(Choice):
    """Whether what can be paid carries an arrangement to its end."""

    CARRIES = "carries", N_("坏月份也付得起")
    SURVIVES = "survives", N_("按您的月份推演，守得住")
    LATELY = "lately", N_("按所有月份推演守得住，可最近三个月都不够付")
    ONE_LARGE = "one_large", N_("有一笔要另外攒钱")
    BRIDGE = "bridge", N_("只是过桥，不是解决办法")
    FAILS = "fails", N_("付不起")


_ON_FUTURES = frozenset({Verdict.SURVIVES, Verdict.LATELY})


@dataclass(frozen=True)
class Shape:
    """What is paid while the relief lasts and after it: `now` and `after` regular payments, months of relief."""

    now: Decimal
    after: Decimal
    relief: int

    @classmethod
    def of(cls, plan: Plan, relief: int) -> Shape:
        """Read the shape of a plan whose relief lasts so many months, or until a last payment that dwarfs the rest."""
        regular = regular_payments(plan)
        lump = len(regular) - 1 if dwarfs_the_rest(regular) else 0
        months = min(relief or lump, len(regular) - 1)
        return cls(max(regular[:months] or regular), max(regular[months:]), months)


@dataclass(frozen=True)
class Judged:
    """Whether a plan can be kept, and how far: the one answer that pages, papers, the pad and the gate go by.

    `wall` is the day on which the relief ends and more is to be paid; `failures` the futures that fail, None where
    none could be drawn; `room` by how many percent all receipts may fall while it still holds, None where that cannot
    be tried; `late` how much more cash it needs today where a hoped-for recovery comes later, 0.00 where it holds
    then too, None where no recovery is counted on.
    """

    verdict: Verdict
    shape: Shape
    wall: date | None
    failures: Failures | None = None
    room: int | None = None
    late: Decimal | None = None

    @property
    def holds(self) -> bool:
        """Whether it may be recommended: never when it fails, during the relief or after it."""
        return self.verdict is Verdict.CARRIES or self.on_futures

    @property
    def on_futures(self) -> bool:
        """Whether it holds on what was drawn from the record, and not on the bad month alone."""
        return self.verdict in _ON_FUTURES


def judge(ground: Base, plan: Plan, relief: int) -> Judged:
    """Say whether a plan whose relief lasts so many months can be kept to its end."""
    shape = Shape.of(plan, relief)
    wall = plan.rows[shape.relief].due if shape.relief and shape.after > shape.now else None
    if ground.trial is None:
        return Judged(_on_bad_months(ground, plan, shape), shape, wall)
    flows = paid(plan, ground.balance.on)
    failures = ground.trial.fails(flows)
    verdict = _on_futures(ground, ground.trial, plan, shape, failures)
    tried = verdict in _ON_FUTURES and any(ground.trial.stays_away)
    late = ground.trial.late.lacking(flows) if ground.trial.late else None
    return Judged(verdict, shape, wall, failures, ground.trial.room(flows) if tried else None, late)


def regular_payments(plan: Plan) -> list[Decimal]:
    """Give the payments without what comes once with the first or is carried to the last."""
    payments = [row.payment for row in plan.rows]
    payments[0] -= plan.with_first
    payments[-1] -= plan.carried
    return payments


def _on_futures(ground: Base, tried: Trial, plan: Plan, shape: Shape, failures: Failures) -> Verdict:
    flows = paid(plan, ground.balance.on)
    if tried.allows(failures):
        wall = shape.after - _hoped_for_it(ground, plan, shape)
        if shape.relief and shape.after > shape.now and wall > ground.bearable(shape.relief):
            return Verdict.BRIDGE  # it holds only on what is saved before the wall
        if not (_in_hand(ground, plan) and _in_sight(tried, plan)):
            return Verdict.ONE_LARGE
        return Verdict.LATELY if ground.short_lately(max(shape.now, shape.after)) else Verdict.SURVIVES
    if shape.relief and shape.after > shape.now and _failing_before(tried, flows, plan, shape) <= tried.allowed:
        return Verdict.BRIDGE
    steady = tuple((row.due, min(row.payment, max(shape.now, shape.after))) for row in plan.rows)
    one_large = steady != flows and tried.allows(tried.fails(steady))
    return Verdict.ONE_LARGE if one_large else Verdict.FAILS


def _hoped_for_it(ground: Base, plan: Plan, shape: Shape) -> Decimal:
    """Give what counts of receivables before the wall and is not paid before it: that carries it, not what is saved."""
    first = plan.paid_first if plan.paid_first_on else ZERO
    return max(ground.hoped_before(plan.rows[shape.relief].due) - first, ZERO)


def _failing_before(tried: Trial, flows: tuple[Flow, ...], plan: Plan, shape: Shape) -> int:
    """Count the futures that fail before the relief is over."""
    ends = tried.paths.ends
    wall = plan.rows[shape.relief].due
    months = sum(end < wall for end in ends)
    first = simulate.first_failing(tried.paths, tried.claims(flows))
    return int(((first > 0) & (first <= months)).sum())


def _in_sight(tried: Trial, plan: Plan) -> bool:
    """Tell whether nothing beyond the futures is larger than what they were tried with."""
    last = tried.paths.ends[-1]
    seen = [row.payment for row in plan.rows if row.due <= last]
    return all(row.payment <= max(seen, default=ZERO) for row in plan.rows if row.due > last)


def _in_hand(ground: Base, plan: Plan) -> bool:
    """Tell whether first money is there today; money of a later day is tried with all the rest."""
    later = plan.paid_first_on is not None and plan.paid_first_on > ground.balance.on
    return later or not plan.paid_first or plan.paid_first <= (today_at_most(ground.position) or ZERO)


def _on_bad_months(ground: Base, plan: Plan, shape: Shape) -> Verdict:
    if shape.now > ground.share:
        return Verdict.FAILS
    if shape.after > ground.share:
        return Verdict.BRIDGE
    return Verdict.CARRIES if _in_hand(ground, plan) and _path_holds(ground, plan) else Verdict.ONE_LARGE


def _path_holds(ground: Base, plan: Plan) -> bool:
    """Tell whether every payment is met from what bad months up to it can give, and receivables that count by then."""
    so_far = ZERO
    later = ((on, amount) for on, amount in paid(plan, ground.balance.on) if on > ground.balance.on)
    for on, amount in sorted(later):
        so_far += amount
        months = month_of(on, ground.balance.on) + 1
        if so_far > ground.share * months + ground.hoped_before(on):
            return False
    return True
