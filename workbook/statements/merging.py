"""Several exports together: what stands in two of them is counted once, what only moved is no income."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from workbook.collector import at_rest
from workbook.language import _
from workbook.money import ZERO
from workbook.statements.finding import format_named
from workbook.statements.mirrors import BOOKED_WITHIN, mirrored, names
from workbook.statements.model import Entry, Export
from workbook.statements.repeats import Listed, Row, once
from workbook.statements.returns import onto_cards
from workbook.text import halfwidth

_PAID_OUT = re.compile("提现|转出到银行|转出到卡|银行卡")
_NUMBER_BEHIND = f"{string.whitespace}{string.digits}*"


def owned(entries: Sequence[Entry], owners: frozenset[str]) -> list[Entry]:
    """Class income and spending whose other side is one of the holders as between own accounts."""
    names = {halfwidth(owner) for owner in owners if owner}
    parties = {entry.party for entry in entries} if names else ()
    own = {party for party in parties if _named(party) in names}
    if not own:
        return [*entries]
    return [entry._replace(kind="transfer") if _is_with(entry, own) else entry for entry in entries]


def _is_with(entry: Entry, parties: set[str]) -> bool:
    return entry.party in parties and entry.kind in {"income", "expense"}


def _named(party: str) -> str:
    return halfwidth(party).rstrip(_NUMBER_BEHIND).strip()


def paired(rows: Sequence[Row]) -> list[Row]:
    """Class what came in as between own accounts where another export shows the same person paying it out there."""
    paid: dict[Decimal, list[Row]] = defaultdict(list)
    for row in rows:
        entry = row.entry
        out = entry.kind == "transfer" and entry.direction != "in"
        if out and _PAID_OUT.search(f"{entry.sort} {entry.item} {entry.note}"):
            for arriving in {entry.amount, entry.amount - entry.fee}:
                paid[arriving].append(row)
    taken: set[int] = set()
    return [
        Row(row.table, row.entry._replace(kind="transfer")) if _is_other_end(row, paid, taken) else row for row in rows
    ]


def _is_other_end(came: Row, paid: Mapping[Decimal, list[Row]], taken: set[int]) -> bool:
    """Find the payout a row is the other end of, and take it so that no second row can."""
    open_rows = paid.get(came.entry.amount, ()) if came.entry.kind == "income" else ()
    found = next((id(row) for row in open_rows if id(row) not in taken and _arrives(came, row)), None)
    taken.update(() if found is None else (found,))
    return found is not None


def _arrives(came: Row, paid: Row) -> bool:
    days = (came.entry.on - paid.entry.on).days
    near = came.table.house != paid.table.house and 0 <= days <= BOOKED_WITHIN
    return near and names(came.entry, paid.table.house.split("-")[0])


class Twin(NamedTuple):
    """A row left out because another row says the same; lines count from 1."""

    file: str
    line: int
    kept_file: str
    kept_line: int


@dataclass(frozen=True)
class Merged:
    """Exports together: `entries` holds every transaction once, by day and time, `files` where each of them stands.

    `duplicates` stood in another export already; `mirrored` are rows for movements that the export of another account
    lists too: a bank's for what a wallet paid, a wallet's for what was bought at a platform, a bill's for what the
    account's own shows. `booked` says how many of them stood at banks or on cards.
    """

    exports: tuple[Export, ...]
    entries: tuple[Entry, ...] = field(repr=False)
    files: tuple[str, ...] = field(repr=False, default=())
    duplicates: tuple[Twin, ...] = ()
    mirrored: tuple[Twin, ...] = ()
    booked: int = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """Say what stood there twice and is counted once."""
        said = (
            (len(self.duplicates), _("有 {count} 笔在几个文件里重复，只算一次")),
            (self.booked, _("有 {count} 笔银行记录就是钱包里的同一笔付款，只按钱包的算一次")),
            (len(self.mirrored) - self.booked, _("有 {count} 笔在另一个账户的账单里也有，是同一笔钱，只算一次")),
        )
        return tuple(sentence.format(count=count) for count, sentence in said if count)


@at_rest(aged=True)
def merge(exports: Iterable[Export]) -> Merged:
    """Put exports together; of two rows that say the same, that of the newer export is kept.

    In whatever order the exports are given, and however often or in how many parts, the outcome is the same.
    """
    exports = tuple(exports)
    if len(exports) == 1:
        entries = tuple(_by_time(exports[0].entries))
        return Merged(exports, entries, (exports[0].name,) * len(entries))
    rows, repeats = once([_listed(each) for each in sorted(exports, key=_age, reverse=True)])
    in_order = sorted(rows, key=_place)
    classed = owned([row.entry for row in in_order], frozenset(each.owner for each in exports))
    kept = paired(_with_card_refunds([Row(row.table, entry) for row, entry in zip(in_order, classed, strict=True)]))
    twins = mirrored(kept)
    counted = [row for position, row in enumerate(kept) if position not in twins]
    duplicates = tuple(_twin(left_out, same) for left_out, same in repeats)
    mirrors = tuple(_twin(kept[at], kept[same]) for at, same in twins.items())
    booked = sum(kept[at].table.family != "wallet" and not kept[at].table.shop for at in twins)
    files = tuple(row.table.name for row in counted)
    return Merged(exports, tuple(row.entry for row in counted), files, duplicates, mirrors, booked)


def _age(export: Export) -> tuple[object, ...]:
    """Say how new an export is; among those alike what they hold decides, never the order they are given in."""
    held = sum((entry.amount for entry in export.entries), ZERO)
    days = (export.exported or date.min, export.last or date.min, export.first or date.min)
    return *days, len(export.entries), held, export.format, export.name


def _place(row: Row) -> tuple[object, ...]:
    entry = row.entry
    return *_when(entry), entry.amount, entry.direction, entry.party, entry.item, entry.id, row.table.house


def _listed(export: Export) -> Listed:
    form = format_named(export.format)
    return Listed(export.name, _house(export), export.family, export.entries, form.shop, form.lists)


def _with_card_refunds(rows: Sequence[Row]) -> list[Row]:
    """Class as refunds what came onto a card for a purchase that stands in another of its bills."""
    came_back: dict[int, Entry] = {}
    for house in {row.table.house for row in rows if row.table.family == "card"}:
        at = [position for position, row in enumerate(rows) if row.table.house == house]
        came_back |= {at[place]: entry for place, entry in onto_cards([rows[each].entry for each in at]).items()}
    return [Row(row.table, came_back.get(position, row.entry)) for position, row in enumerate(rows)]


def _house(export: Export) -> str:
    """Name the house, whatever the layout: the web and the app export of one wallet hold the same transactions."""
    lists = format_named(export.format).lists
    return export.format.split("-")[0] if export.family == "wallet" and not lists else export.format


def _twin(left_out: Row, kept: Row) -> Twin:
    return Twin(left_out.table.name, left_out.entry.line, kept.table.name, kept.entry.line)


_MIDNIGHT = time()
_timed = attrgetter("on", "time")


def _when(entry: Entry) -> tuple[date, time]:
    return entry.on, entry.time or _MIDNIGHT


def _by_time(entries: Sequence[Entry]) -> list[Entry]:
    """Give rows by day and time; one without a time stands at the beginning of its day."""
    return sorted(entries, key=_when if any(entry.time is None for entry in entries) else _timed)
