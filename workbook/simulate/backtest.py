"""The past as a test: in how many of the recorded months a payment could not have been made."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from workbook.case import Situation, lacking
from workbook.cashflow import Flow
from workbook.language import _, joined
from workbook.money import shown
from workbook.position import Position, once


@dataclass(frozen=True)
class Backtest:
    """The recorded months (YYYY-MM, oldest first), those that left less than the claim, and those since the change.

    Each month stands alone: what earlier months saved is not counted. `since` is empty where no change is dated.
    """

    claim: Decimal
    months: tuple[str, ...]
    failing: tuple[str, ...]
    since: tuple[str, ...]

    @property
    def words(self) -> str:
        """Say it in months, never in percent; the months since the change are named apart."""
        said = _("在您记录的 {months} 个月里，有 {failing} 个月会还不上每月 {claim}。").format(
            months=len(self.months), failing=len(self.failing), claim=shown(self.claim)
        )
        if not self.since or len(self.since) == len(self.months):
            return said
        late = _("变化以来的 {months} 个月里，有 {failing} 个月。")
        return joined(said, late.format(months=len(self.since), failing=len(set(self.failing) & set(self.since))))


@once
def backtest(position: Position, claim: Decimal) -> Backtest:
    """Hold a monthly claim, in yuan, against every recorded month; NotKnown where none is on record."""
    picture = position.months
    known = tuple(flow for flow in picture.recorded if flow.known)
    if not known:
        title = _(str(Situation.model_fields["months"].title))
        raise lacking("situation", field=title)
    return Backtest(
        claim=claim,
        months=_labels(known),
        failing=_labels(tuple(flow for flow in known if flow.left < claim)),
        since=_labels(tuple(flow for flow in picture.after if flow.known)),
    )


def _labels(flows: tuple[Flow, ...]) -> tuple[str, ...]:
    return tuple(flow.label for flow in flows)
