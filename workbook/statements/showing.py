"""What each row shows to whoever reads a statement, and the rows that show just what is asked for."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from workbook.case import RowsOf, RowsShown
from workbook.home import SHIPPED
from workbook.money import ZERO
from workbook.statements.classes import Rules, Side, rules_from
from workbook.statements.merging import Merged
from workbook.statements.model import Direction, Entry

SHOWS = SHIPPED / "data" / "statement_shows.toml"
_DEBTS = frozenset({"loan_in", "repayment", "settlement"})
_OPPOSITE: dict[Direction, Direction] = {"in": "out", "out": "in", "none": "none"}
_BY_SIDE: dict[Side | None, RowsOf] = {
    "own": RowsOf.OWN,
    "household": RowsOf.FAMILY,
    "loan": RowsOf.LOANS,
    "repayment": RowsOf.LOANS,
    "settlement": RowsOf.LOANS,
}


@dataclass(frozen=True)
class ShownRow:
    """A row with the file it stands in and what it shows."""

    file: str
    entry: Entry
    what: RowsOf


@cache
def _words() -> tuple[tuple[RowsOf, str, re.Pattern[str]], ...]:
    named = {what.value: what for what in RowsOf}
    told = tomllib.loads(SHOWS.read_text("utf-8"))["show"]
    return tuple((named[t["what"]], t["direction"], re.compile("|".join(map(re.escape, t["words"])))) for t in told)


def what_shows(entry: Entry, rules: Rules) -> RowsOf:
    """Say what a row shows; a refund shows what its purchase had shown."""
    if entry.kind in {"closed", "pending"}:
        return RowsOf.OTHER
    if entry.kind in _DEBTS:
        return RowsOf.LOANS
    way = _OPPOSITE[entry.direction] if entry.kind == "refund" else entry.direction
    side = rules.side(entry, way, plain=entry.kind in {"income", "expense", "refund"})
    if side in _BY_SIDE or (side is None and entry.kind == "transfer"):
        return _BY_SIDE.get(side, RowsOf.OWN)
    told = f"{entry.sort} {entry.item} {entry.party} {entry.note}"
    named = (what for what, direction, pattern in _words() if direction in {way, "any"} and pattern.search(told))
    takings = RowsOf.PLATFORM if side == "business" and way == "in" else RowsOf.OTHER
    return next(named, takings)


def shown(entries: Iterable[Entry], rules: Rules | None = None) -> tuple[RowsShown, ...]:
    """Count, for each thing that rows show, the rows and what came in and went out, in yuan."""
    sides = rules or rules_from()
    counts: dict[RowsOf, int] = defaultdict(int)
    moved: dict[tuple[RowsOf, Direction], Decimal] = defaultdict(lambda: ZERO)
    for entry in entries:
        what = what_shows(entry, sides)
        counts[what] += 1
        if entry.currency == "CNY":
            moved[what, entry.direction] += entry.amount
    return tuple(
        RowsShown(id=what.value, what=what, count=counts[what], came_in=moved[what, "in"], went_out=moved[what, "out"])
        for what in RowsOf
        if counts[what]
    )


def picked(
    merged: Merged, wanted: Iterable[RowsOf], first: date, last: date, rules: Rules | None = None
) -> tuple[ShownRow, ...]:
    """Give the rows that show one of these things, from one day to another, each transaction once, by day."""
    sides, asked = rules or rules_from(), frozenset(wanted)
    rows = (
        ShownRow(file, entry, what_shows(entry, sides))
        for file, entry in zip(merged.files, merged.entries, strict=True)
        if first <= entry.on <= last
    )
    return tuple(row for row in rows if row.what in asked)
