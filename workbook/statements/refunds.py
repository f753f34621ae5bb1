"""Which refunds come off spending that was counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence

from workbook.statements.model import Entry

_Key = tuple[str, Hashable]
_JOINTS = re.compile(r"[_*]")
_REFUND_OF = re.compile(r"^退款[-:：]?")
# A bank names the way of paying where a wallet names the goods.
_PAID_BY = re.compile(r"支付|退款|消费|退货")


def undone(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Give, by the position of a refund, the purchase counted as spending that it comes off.

    Not among them: refunds of orders that are closed (nothing was counted), of rows that name the refund themselves
    (it is off already), and those whose purchase is in no file.
    """
    refunds = [(at, entry) for at, entry in enumerate(entries) if entry.kind == "refund" and entry.direction == "in"]
    wanted = {key for _at, refund in refunds for key in _keys(refund)}
    purchases: dict[_Key, list[Entry]] = defaultdict(list)
    for entry in entries if wanted else ():
        if entry.direction == "out" or entry.kind == "closed":
            for key in wanted.intersection(_keys(entry)):
                purchases[key].append(entry)
    found = {at: _purchase(refund, purchases) for at, refund in refunds}
    return {at: each for at, each in found.items() if each and each.kind == "expense" and not each.refunded}


def _purchase(refund: Entry, purchases: dict[_Key, list[Entry]]) -> Entry | None:
    for key in _keys(refund):
        for position, purchase in enumerate(purchases.get(key, ())):
            if purchase.amount >= refund.amount and purchase.on <= refund.on:
                if key[0] == "same":
                    purchases[key].pop(position)
                return purchase
    return None


def _keys(entry: Entry) -> list[_Key]:
    """Say what ties a refund to its purchase: the order, the id before its suffix, else goods, party and amount."""
    keys: list[_Key] = []
    if entry.order:
        keys.append(("order", entry.order))
    if entry.id:
        keys.append(("id", _JOINTS.split(entry.id)[0]))
    goods = _REFUND_OF.sub("", entry.item)
    if goods or entry.party:
        keys.append(("same", (_PAID_BY.sub("", goods), entry.party, entry.amount)))
    return keys
