"""Money between accounts of one person that only the other side's name or the other export shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from workbook.statements.model import Entry, Export
from workbook.text import halfwidth

BOOKED_WITHIN = 3
"""A bank books what a wallet pays on the same day or, over a weekend, some days later."""
_THROUGH = {
    "alipay": re.compile("支付宝|蚂蚁"),
    "wechat": re.compile("财付通|微信"),
    "jd": re.compile("京东|网银在线"),
    "meituan": re.compile("美团|钱袋宝|三快"),
}
WALLETS = tuple(_THROUGH)
_PAID_OUT = re.compile("提现|转出到银行|转出到卡|银行卡")
_NUMBER_BEHIND = re.compile(r"[\s\d*]+$")


class Row(NamedTuple):
    """A row and the export it stands in."""

    export: Export
    entry: Entry


def house_of(export: Export) -> str:
    """Name the house, whatever the layout: the web and the app export of one wallet hold the same transactions."""
    return _first_name(export) if export.family == "wallet" else export.format


def _first_name(export: Export) -> str:
    return export.format.split("-")[0]


def names(entry: Entry, house: str) -> bool:
    """Say whether a row names this wallet as the one it went through."""
    return house in _THROUGH and bool(_THROUGH[house].search(f"{entry.party} {entry.item} {entry.note}"))


def owned(entries: Iterable[Entry], owners: frozenset[str]) -> list[Entry]:
    """Class income and spending whose other side is one of the holders as between own accounts."""
    bare = {halfwidth(owner) for owner in owners if owner}
    return [_moved(entry) if bare and _is_plain(entry) and _name(entry) in bare else entry for entry in entries]


def _is_plain(entry: Entry) -> bool:
    return entry.kind in {"income", "expense"}


def _name(entry: Entry) -> str:
    return _NUMBER_BEHIND.sub("", halfwidth(entry.party)).strip()


def _moved(entry: Entry) -> Entry:
    return entry._replace(kind="transfer")


def paired(rows: Sequence[Row]) -> list[Row]:
    """Class what came in as between own accounts where another export shows the same person paying it out there."""
    paid: dict[Decimal, list[Row]] = defaultdict(list)
    for row in rows:
        if row.entry.kind == "transfer" and row.entry.direction != "in" and _PAID_OUT.search(_words(row.entry)):
            for arriving in {row.entry.amount, row.entry.amount - row.entry.fee}:
                paid[arriving].append(row)
    taken: set[int] = set()
    return [row._replace(entry=_moved(row.entry)) if _is_other_end(row, paid, taken) else row for row in rows]


def _words(entry: Entry) -> str:
    return f"{entry.sort} {entry.item} {entry.note}"


def _is_other_end(came: Row, paid: Mapping[Decimal, list[Row]], taken: set[int]) -> bool:
    """Find the payout a row is the other end of, and take it so that no second row can."""
    if came.entry.kind != "income":
        return False
    for row in paid.get(came.entry.amount, ()):
        if id(row) not in taken and _arrives(came, row):
            taken.add(id(row))
            return True
    return False


def _arrives(came: Row, paid: Row) -> bool:
    days = (came.entry.on - paid.entry.on).days
    near = came.export is not paid.export and 0 <= days <= BOOKED_WITHIN
    return near and names(came.entry, _first_name(paid.export))
