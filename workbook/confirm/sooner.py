"""What a writing asks sooner than was agreed: less in all may be more each month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from statistics import median_high

from workbook.case import Terms
from workbook.language import _
from workbook.loans import Plan
from workbook.money import ZERO, shown


@dataclass(frozen=True)
class Sooner:
    """How many payments are larger than agreed, what they are as a rule, how much more, and what all come to less."""

    count: int
    payment: Decimal
    more: Decimal
    saved: Decimal

    @property
    def words(self) -> str:
        """Say both, so that the one is not taken for a gain without the other."""
        said = (
            _("有 {count} 期每期要还约 {payment}，多约 {more}")
            if self.count > 1
            else _("有一期要还 {payment}，多 {more}")
        )
        saved = _("，总数少 {saved} 是因为还得快") if self.saved > 0 else ""
        figures = {"payment": shown(self.payment), "more": shown(self.more)}
        return said.format(count=self.count, **figures) + saved.format(saved=shown(self.saved))


def sooner(agreed: Sequence[Decimal], written: Sequence[Decimal]) -> Sooner | None:
    """Give what is asked sooner, payment by payment; None where at no time more was asked than is saved in all."""
    pairs = list(zip(agreed, written, strict=False))
    larger = sorted((theirs - ours, theirs) for ours, theirs in pairs if theirs > ours)
    saved = max(sum(agreed, ZERO) - sum(written, ZERO), ZERO)
    if max(accumulate(theirs - ours for ours, theirs in pairs), default=ZERO) <= saved:
        return None
    more, payment = median_high(larger)
    return Sooner(len(larger), payment, more, saved)


def payments(plan: Plan) -> tuple[Decimal, ...]:
    """Give what a plan asks, what is paid first before all others."""
    return plan.paid_first, *(row.payment for row in plan.rows)


def more_than_needed(terms: Terms | None, plan: Plan) -> tuple[Decimal, ...]:
    """Give the instalments that terms name where they are more, each of the stated payment, than the debt needs."""
    if terms is None or terms.payment is None or terms.periods is None or terms.steps or terms.grace_months:
        return ()
    return (terms.payment,) * terms.periods if len(plan.rows) < terms.periods else ()
