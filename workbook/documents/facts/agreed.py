"""Facts of an arrangement in force: what was agreed, what was kept of it, what broke."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from workbook import confirm
from workbook.case import Treatment
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.money import ZERO, shown
from workbook.position import Position


@dataclass(frozen=True)
class AgreedFacts:
    """What was agreed in writing and what became of it; `waived` was let off then, `left` is what it still asks.

    `coming` names the days until its first instalment, then what is paid from that one on.
    """

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
    coming: Figure


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
        coming=pen.sentence(_coming(keeping) if keeping and not missed else None),
    )


def _coming(keeping: confirm.Keeping) -> str:
    """Say what is still to be paid: day by day before the first instalment, the instalments together."""
    rows = [row for row in keeping.rows if row.status == "coming"]
    before = groupby((row for row in rows if not row.number), key=lambda row: row.due)
    each = [(due, sum((row.short for row in together), ZERO)) for due, together in before]
    said = [_("{on} 还 {amount}").format(on=due, amount=shown(amount)) for due, amount in each]
    if numbered := [row for row in rows if row.number]:
        most = max(row.short for row in numbered)
        words = _("{on} 起 {count} 期，每期最多 {amount}")
        said.append(words.format(on=numbered[0].due, count=len(numbered), amount=shown(most)))
    return _("；").join(said)


def _waived(agreed: confirm.Arrangement | None) -> Decimal | None:
    """Add up what the written or agreed terms let off; None where no amount was told."""
    terms = (agreed.written.terms or agreed.written.agreed) if agreed else None
    rows = terms.treatments if terms else ()
    told = [row.amount for row in rows if row.treatment is Treatment.WAIVE and row.amount and not row.archived]
    return sum(told, ZERO) if told else None
