"""Facts of an arrangement in force: what was agreed, what was kept of it, what broke."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from workbook import confirm
from workbook.case import Treatment
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.money import ZERO
from workbook.position import Position


@dataclass(frozen=True)
class AgreedFacts:
    """What was agreed in writing and what became of it; `waived` was let off then, `left` is what it still asks."""

    on: Figure
    periods: Figure
    payment: Figure
    kept_count: Figure
    kept_sum: Figure
    missed_days: Figure
    missed_count: Figure
    missed_sum: Figure
    missed_since: Figure
    left: Figure
    waived: Figure


def agreed_facts(position: Position, pen: Pen) -> AgreedFacts:
    """Word the arrangement in force on the main loan; without one every figure of it is unknown."""
    agreed = attempt(lambda: confirm.arrangement(position, position.loan))
    keeping = attempt(lambda: confirm.kept(position, position.loan))
    rows = keeping.rows if keeping else ()
    numbered, paid = [row for row in rows if row.number], [row for row in rows if row.status in {"kept", "late"}]
    missed = keeping.missed if keeping else ()
    most = max((row.expected for row in numbered), default=None)
    return AgreedFacts(
        on=pen.when(agreed.written.on if agreed else None),
        periods=pen.count(len(numbered) or None, _("{n}期")),
        payment=pen.money(most),
        kept_count=pen.count(len(paid) or None, _("{n}期")),
        kept_sum=pen.money(sum((row.paid for row in paid), ZERO) if paid else None),
        missed_days=pen.days([row.due for row in missed], position.as_of),
        missed_count=pen.count(len(missed) or None, _("{n}期")),
        missed_sum=pen.money(sum((row.short for row in missed), ZERO) if missed else None),
        missed_since=pen.when(missed[0].due if missed else None),
        left=pen.money(sum((row.short for row in rows), ZERO) if rows else None),
        waived=pen.money(_waived(agreed)),
    )


def _waived(agreed: confirm.Arrangement | None) -> Decimal | None:
    """Add up what the written or agreed terms let off; None where no amount was told."""
    terms = (agreed.written.terms or agreed.written.agreed) if agreed else None
    rows = terms.treatments if terms else ()
    told = [row.amount for row in rows if row.treatment is Treatment.WAIVE and row.amount and not row.archived]
    return sum(told, ZERO) if told else None
