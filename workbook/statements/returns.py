"""What came back: the purchase that a refund gives back, and the refunds among what came onto a card."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from workbook.statements.model import Entry
from workbook.statements.repeats import folded

_Key = tuple[str, Hashable]
_JOINTS = re.compile(r"[_*]")
_REFUND_OF = re.compile(r"退款[-:：]?")
# A bank names the way of paying where a wallet names the goods.
_PAID_BY = re.compile(r"支付|退款|消费|退货")
_ONTO_CARD = re.compile(r"还款|转入|转账|存入|存款|缴款|汇入|入账|PAYMENT|THANK YOU|CREDIT CARD", re.IGNORECASE)
_OWN = frozenset({"order", "id"})
_MOST_GOODS = 2


def undone(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Give, by the position of a refund, the purchase counted as spending that it comes off.

    Not among them: refunds of orders that are closed (nothing was counted), of rows that name the refund themselves
    (it is off already), and those whose purchase is in no file.
    """
    refunds = [at for at, entry in enumerate(entries) if entry.kind == "refund" and entry.direction == "in"]
    found = _purchases_of(entries, refunds) if refunds else {}
    return {at: each for at, each in found.items() if each.kind == "expense" and not each.refunded}


def onto_cards(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Give, by position, what came onto a card from a merchant whose purchase is among the rows: it is that refund.

    What the bill names as paid onto the card stays a settlement.
    """
    came = [
        at for at, e in enumerate(entries) if e.kind == "settlement" and e.direction == "in" and not _names_payment(e)
    ]
    found = _purchases_of(entries, came) if came else {}
    return {at: entries[at]._replace(kind="refund") for at in found}


def _names_payment(entry: Entry) -> bool:
    return bool(_ONTO_CARD.search(f"{entry.sort} {entry.item} {entry.note}"))


def _purchases_of(entries: Sequence[Entry], refunds: Sequence[int]) -> dict[int, Entry]:
    """Find the purchase of each refund, oldest refund first; none gives back more than it had cost."""
    keys = {at: _keys(entries[at]) for at in sorted(refunds, key=lambda at: entries[at].on)}
    purchases: dict[_Key, list[int]] = {key: [] for each in keys.values() for key in each}
    numbers = {number for name, number in purchases if name in _OWN}
    least: dict[str, Decimal] = {}
    for refund in map(entries.__getitem__, refunds):
        least[refund.party] = min(refund.amount, least.get(refund.party, refund.amount))
    for at, entry in enumerate(entries):
        if entry.direction == "out" or entry.kind == "closed":
            numbered = entry.order in numbers or _own(entry.id) in numbers
            covers = entry.party in least and entry.amount >= least[entry.party]
            for key in (*(_numbers(entry) if numbered else ()), *(_sold(entry) if covers else ())):
                if key in purchases:
                    purchases[key].append(at)
    tied = {key: at for key, at in purchases.items() if at and _ties(key, [entries[each] for each in at])}
    left: dict[int, Decimal] = {}
    found: dict[int, Entry] = {}
    for at, ties in keys.items():
        fits = next(_fitting(entries[at], entries, [key for key in ties if key in tied], tied, left), None)
        if fits is not None:
            left[fits] = left.get(fits, entries[fits].amount) - entries[at].amount
            found[at] = entries[fits]
    return found


def _fitting(
    refund: Entry, entries: Sequence[Entry], keys: Iterable[_Key], tied: dict[_Key, list[int]], left: dict[int, Decimal]
) -> Iterator[int]:
    for key in keys:
        for at in tied[key]:
            purchase = entries[at]
            other = (
                key[0] == "shop" and _plain(refund.order) and _plain(purchase.order) and refund.order != purchase.order
            )
            if left.get(at, purchase.amount) >= refund.amount and purchase.on <= refund.on and not other:
                yield at


def _ties(key: _Key, purchases: Iterable[Entry]) -> bool:
    """Say whether a key can tell a purchase: a number on the goods of several shops, or on many, is a mask."""
    if key[0] not in _OWN:
        return True
    sold = {(folded(each.party), folded(each.item)) for each in purchases}
    return len({party for party, _goods in sold}) == 1 and len(sold) <= _MOST_GOODS


def _keys(entry: Entry) -> list[_Key]:
    """Say what ties a refund to its purchase, best first.

    That is the order, the id before its suffix, then goods and party, with the amount before without.
    """
    numbers = [key for key, number in zip(_numbers(entry), (entry.order, entry.id), strict=True) if _plain(number)]
    return [*numbers, *_sold(entry)]


def _numbers(entry: Entry) -> tuple[_Key, _Key]:
    return ("order", entry.order), ("id", _own(entry.id))


def _own(number: str) -> str:
    """Give a number without the suffix that a refund has behind a joint."""
    return _JOINTS.split(number, 1)[0] if "_" in number or "*" in number else number


def _sold(entry: Entry) -> tuple[_Key, ...]:
    goods = _goods(entry.item)
    if goods:
        return ("same", (goods, entry.party, entry.amount)), ("shop", (goods, entry.party))
    return (("same", (goods, entry.party, entry.amount)),) if entry.party else ()


def _goods(item: str) -> str:
    if refund := _REFUND_OF.match(item):
        item = item[refund.end() :]
    return folded(_PAID_BY.sub("", item))


def _plain(number: str) -> bool:
    """Say whether a number may be one of its own: a mask has but one sign before its joint, or no digit."""
    own = _own(number)
    return len(set(own)) > 1 and not own.isalpha()
