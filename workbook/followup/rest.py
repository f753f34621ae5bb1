"""What an arrangement still asks, judged as every request is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbook.case import Loan, Terms
from workbook.confirm import Arrangement, Kept, arrangement, kept
from workbook.loans import Instalment, Plan
from workbook.money import ZERO
from workbook.options import relief_months
from workbook.position import Position, borrowers_own
from workbook.verdict import Judged, base, judge


@borrowers_own
def to_the_end(position: Position, loan: Loan) -> Judged | None:
    """Say whether what is still to be paid can be kept; None where nothing is, NotKnown where it cannot be told."""
    of = arrangement(position, loan)
    left = tuple(row for row in kept(position, loan).rows if row.short)
    rows = tuple(_instalments(left, position.as_of))
    if not rows:
        return None
    gone = sum(1 for row in of.rows if row.number) - len(rows)
    relief = max(relief_months(of.written.terms or of.written.agreed or Terms()) - gone, 0)
    return judge(base(position, loan), _plan(of, left, rows, position.as_of), relief)


def _instalments(left: tuple[Kept, ...], as_of: date) -> Iterator[Instalment]:
    """Give each payment still lacking as an instalment; what is past its day is due today."""
    for row in left:
        if row.number:
            yield Instalment(row.number, max(row.due, as_of), row.short, ZERO, ZERO, row.short, ZERO)


def _plan(of: Arrangement, left: tuple[Kept, ...], rows: tuple[Instalment, ...], as_of: date) -> Plan:
    """Give it as a plan of its own: what comes once with the first instalment only while that is still to come."""
    whole = of.plan
    later = [row for row in left if not row.number and whole and whole.until and row.due > as_of]
    first = sum((row.short for row in left if not row.number and row not in later), ZERO)
    return Plan(
        rows=rows,
        principal=sum((row.payment for row in rows), ZERO),
        rate=ZERO,
        treated=(),
        waived=ZERO,
        capitalised=ZERO,
        carried=whole.carried if whole else ZERO,
        with_first=whole.with_first if whole and rows[0].number == 1 else ZERO,
        paid_first=first,
        until=tuple(Instalment(0, row.due, ZERO, ZERO, row.short, row.short, ZERO) for row in later),
    )
