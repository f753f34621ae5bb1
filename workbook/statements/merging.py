"""Several exports together: what stands in two of them is counted once, what only moved is no income."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from workbook import lenders
from workbook.language import _
from workbook.statements.model import Entry, Export
from workbook.statements.repeats import Listed, Row, once
from workbook.text import halfwidth

BOOKED_WITHIN = 3
"""A bank books what a wallet pays on the same day or, over a weekend, some days later."""
_THROUGH = {
    "alipay": re.compile("支付宝|蚂蚁"),
    "wechat": re.compile("财付通|微信"),
    "jd": re.compile("京东|网银在线"),
    "meituan": re.compile("美团|钱袋宝|三快"),
}
_PAID_OUT = re.compile("提现|转出到银行|转出到卡|银行卡")
_NUMBER_BEHIND = re.compile(r"[\s\d*]+$")


def names(entry: Entry, house: str) -> bool:
    """Say whether a row names this wallet as the one it went through."""
    return house in _THROUGH and bool(_THROUGH[house].search(f"{entry.party} {entry.item} {entry.note}"))


def owned(entries: Iterable[Entry], owners: frozenset[str]) -> list[Entry]:
    """Class income and spending whose other side is one of the holders as between own accounts."""
    bare = {halfwidth(owner) for owner in owners if owner}
    return [entry._replace(kind="transfer") if bare and _is_with(entry, bare) else entry for entry in entries]


def _is_with(entry: Entry, names: set[str]) -> bool:
    return entry.kind in {"income", "expense"} and _NUMBER_BEHIND.sub("", halfwidth(entry.party)).strip() in names


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
    near = came.table is not paid.table and 0 <= days <= BOOKED_WITHIN
    return near and names(came.entry, paid.table.house.split("-")[0])


# Ways to pay in a wallet that touch no bank account at that moment; lenders on file have more.
_NOT_FROM_BANK = re.compile("余额|零钱|月付|小金库|红包|集分宝")


class Twin(NamedTuple):
    """A row left out because another row says the same; lines count from 1."""

    file: str
    line: int
    kept_file: str
    kept_line: int


@dataclass(frozen=True)
class Merged:
    """Exports together: `entries` holds every transaction once, by day and time.

    `duplicates` stood in another export already; `mirrored` are rows of a bank or card for payments that a wallet's
    export lists too.
    """

    exports: tuple[Export, ...]
    entries: tuple[Entry, ...] = field(repr=False)
    duplicates: tuple[Twin, ...] = ()
    mirrored: tuple[Twin, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Say what stood there twice and is counted once."""
        said = (
            (self.duplicates, _("有 {count} 笔在几个文件里重复，只算一次")),
            (self.mirrored, _("有 {count} 笔银行记录就是钱包里的同一笔付款，只按钱包的算一次")),
        )
        return tuple(sentence.format(count=len(twins)) for twins, sentence in said if twins)


def merge(exports: Iterable[Export]) -> Merged:
    """Put exports together; of two rows that say the same, that of the newer export is kept."""
    exports = tuple(exports)
    if len(exports) == 1:
        return Merged(exports, tuple(sorted(exports[0].entries, key=_when)))
    newest = sorted(exports, key=lambda each: (each.exported or date.min, each.last or date.min), reverse=True)
    rows, repeats = once([Listed(each.name, _house(each), each.family, each.entries) for each in newest])
    entries = owned((row.entry for row in rows), frozenset(each.owner for each in exports))
    kept = paired([Row(row.table, entry) for row, entry in zip(rows, entries, strict=True)])
    mirrors = _mirrors(kept)
    counted = (row.entry for position, row in enumerate(kept) if position not in mirrors)
    duplicates = tuple(_twin(left_out, same) for left_out, same in repeats)
    return Merged(exports, tuple(sorted(counted, key=_when)), duplicates, tuple(mirrors.values()))


def _house(export: Export) -> str:
    """Name the house, whatever the layout: the web and the app export of one wallet hold the same transactions."""
    return export.format.split("-")[0] if export.family == "wallet" else export.format


def _twin(left_out: Row, kept: Row) -> Twin:
    return Twin(left_out.table.name, left_out.entry.line, kept.table.name, kept.entry.line)


def _when(entry: Entry) -> tuple[date, time]:
    return entry.on, entry.time or time()


def _mirrors(kept: Sequence[Row]) -> dict[int, Twin]:
    """Pair rows of banks and cards, by position, with the wallet rows they paid for: same amount, booked soon after."""
    open_rows: dict[tuple[str, Decimal, str], list[Row]] = defaultdict(list)
    for row in kept:
        if row.table.family == "wallet" and _from_bank(row.entry):
            open_rows[row.table.house, row.entry.amount, row.entry.direction].append(row)
    found = {at: _taken(row, open_rows) for at, row in enumerate(kept) if row.table.family != "wallet"}
    return {at: _twin(kept[at], wallet) for at, wallet in found.items() if wallet}


def _from_bank(entry: Entry) -> bool:
    settled = entry.kind in {"expense", "refund", "repayment", "settlement", "pending"}
    apart = _NOT_FROM_BANK.search(entry.method) or lenders.booked().pay_later.search(entry.method)
    return settled and entry.direction != "none" and not apart


def _taken(bank: Row, open_rows: dict[tuple[str, Decimal, str], list[Row]]) -> Row | None:
    """Take the wallet row a bank row stands for, so that no second bank row can."""
    for wallet in _THROUGH:
        rows = open_rows.get((wallet, bank.entry.amount, bank.entry.direction), [])
        for position, row in enumerate(rows if names(bank.entry, wallet) else ()):
            if 0 <= (bank.entry.on - row.entry.on).days <= BOOKED_WITHIN:
                return rows.pop(position)
    return None
