"""Several exports together: what stands in two of them is counted once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from workbook.language import _
from workbook.statements.between import BOOKED_WITHIN, WALLETS, Row, house_of, names, owned, paired
from workbook.statements.model import ColumnsUnknown, Entry, Export, Progress
from workbook.statements.reading import read
from workbook.statements.repeats import Listed, once

# Ways to pay in a wallet that touch no bank account at that moment.
_NOT_FROM_BANK = re.compile("余额|零钱|花呗|白条|月付|小金库|红包|集分宝")


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
        return tuple(self._said())

    def _said(self) -> Iterator[str]:
        if self.duplicates:
            yield _("有 {count} 笔在几个文件里重复，只算一次").format(count=len(self.duplicates))
        if self.mirrored:
            yield _("有 {count} 笔银行记录就是钱包里的同一笔付款，只按钱包的算一次").format(count=len(self.mirrored))


def read_all(
    paths: Iterable[str | Path],
    progress: Progress | None = None,
    answers: Mapping[str, Mapping[str, str]] | None = None,
) -> Merged:
    """Read several exports and count every transaction once; raises what `read` raises for the first that fails.

    `answers` are the column mappings given before, by the signature of the question (`ColumnsUnknown`).
    """
    return merge(tuple(_read(path, progress, answers or {}) for path in paths))


def _read(path: str | Path, progress: Progress | None, answers: Mapping[str, Mapping[str, str]]) -> Export:
    try:
        return read(path, progress=progress)
    except ColumnsUnknown as question:
        if question.signature not in answers:
            raise
        return read(path, answers[question.signature], progress=progress)


def merge(exports: Iterable[Export]) -> Merged:
    """Put exports together; of two rows that say the same, that of the newer export is kept."""
    exports = tuple(exports)
    if len(exports) == 1:
        return Merged(exports, tuple(sorted(exports[0].entries, key=_when)))
    newest = sorted(exports, key=_age, reverse=True)
    rows, repeats = once([Listed(house_of(each), each.family, each.entries) for each in newest])
    entries = owned((entry for _table, entry in rows), frozenset(each.owner for each in exports))
    kept = paired([Row(newest[row.table], entry) for row, entry in zip(rows, entries, strict=True)])
    mirrors = _mirrors(kept)
    counted = (each.entry for position, each in enumerate(kept) if position not in mirrors)
    duplicates = tuple(
        Twin(newest[table].name, entry.line, newest[first.table].name, first.entry.line)
        for table, entry, first in repeats
    )
    return Merged(exports, tuple(sorted(counted, key=_when)), duplicates, tuple(mirrors.values()))


def _when(entry: Entry) -> tuple[date, time]:
    return entry.on, entry.time or time()


def _age(export: Export) -> tuple[date, date]:
    return export.exported or date.min, export.last or date.min


def _mirrors(kept: Sequence[Row]) -> dict[int, Twin]:
    """Pair rows of banks and cards, by position, with the wallet rows they paid for: same amount, booked soon after."""
    open_rows: dict[tuple[str, Decimal, str], list[Row]] = defaultdict(list)
    for each in kept:
        if each.export.family == "wallet" and _from_bank(each.entry):
            open_rows[house_of(each.export), each.entry.amount, each.entry.direction].append(each)
    twins: dict[int, Twin] = {}
    for position, each in enumerate(kept):
        twin = _taken(each, open_rows) if each.export.family != "wallet" else None
        if twin:
            twins[position] = Twin(each.export.name, each.entry.line, twin.export.name, twin.entry.line)
    return twins


def _from_bank(entry: Entry) -> bool:
    settled = entry.kind in {"expense", "refund", "repayment", "settlement", "pending"}
    return settled and entry.direction != "none" and not _NOT_FROM_BANK.search(entry.method)


def _taken(bank: Row, open_rows: dict[tuple[str, Decimal, str], list[Row]]) -> Row | None:
    """Take the wallet row a bank row stands for, so that no second bank row can."""
    for wallet in WALLETS:
        rows = open_rows.get((wallet, bank.entry.amount, bank.entry.direction))
        if not rows or not names(bank.entry, wallet):
            continue
        for position, row in enumerate(rows):
            if 0 <= (bank.entry.on - row.entry.on).days <= BOOKED_WITHIN:
                return rows.pop(position)
    return None
