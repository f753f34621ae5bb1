"""One movement of money in two exports: at a platform and in the wallet that paid, there and at a bank."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, time, timedelta
from decimal import Decimal

from workbook import lenders
from workbook.statements.model import Entry
from workbook.statements.repeats import Row

BOOKED_WITHIN = 3
"""A bank books what a wallet pays on the same day or, over a weekend, some days later."""
_PAID_WITHIN = timedelta(minutes=5)
_THROUGH = {
    "alipay": re.compile("支付宝|蚂蚁"),
    "wechat": re.compile("财付通|微信"),
    "jd": re.compile("京东|网银在线"),
    "meituan": re.compile("美团|钱袋宝|三快"),
    "douyin": re.compile("抖音|抖店|合众易宝|字节跳动"),
    "pdd": re.compile("拼多多|寻梦|付费通"),
}
_WALLETS, _PLATFORMS = ("alipay", "wechat"), ("jd", "meituan")
_PAID_FROM = {"alipay": re.compile("支付宝|花呗|余额宝"), "wechat": re.compile("微信|财付通|零钱")}
_SETTLED = frozenset({"expense", "refund", "repayment", "settlement", "pending"})
# Ways to pay in a wallet that touch no bank account at that moment; lenders on file have more.
_NOT_FROM_BANK = re.compile("余额|零钱|月付|小金库|红包|集分宝")
_Moved = tuple[str, Decimal, str]


def names(entry: Entry, house: str) -> bool:
    """Say whether a row names this house as the one it went through."""
    return house in _THROUGH and bool(_THROUGH[house].search(f"{entry.party} {entry.item} {entry.note}"))


def mirrored(rows: Sequence[Row]) -> dict[int, int]:
    """Give, by the position of a row that is not counted, the position of the one that shows the same movement."""
    again, bought = _listed_again(rows), _paid_through_platforms(rows)
    found = again | bought | _booked_at_banks(rows, again.keys() | set(bought.values()))
    return {at: _last(found, at) for at in found}


def _last(found: dict[int, int], at: int) -> int:
    while at in found:
        at = found[at]
    return at


def _by_movement(rows: Sequence[Row], positions: Iterable[int]) -> dict[_Moved, list[int]]:
    """Arrange rows by their house, amount and direction."""
    arranged: dict[_Moved, list[int]] = defaultdict(list)
    for at in positions:
        arranged[rows[at].table.house, rows[at].entry.amount, rows[at].entry.direction].append(at)
    return arranged


# -- a bill by order beside the account's own --------------------------------------------------------------------------


def _listed_again(rows: Sequence[Row]) -> dict[int, int]:
    again = [at for at, row in enumerate(rows) if row.table.lists]
    accounts = {rows[at].table.lists for at in again}
    open_rows = _by_movement(rows, (at for at, row in enumerate(rows) if row.table.house in accounts))
    found: dict[int, int] = {}
    for at in again:
        entry = rows[at].entry
        open_here = open_rows.get((rows[at].table.lists, entry.amount, entry.direction), [])
        same = next((other for other in open_here if _is_listed(entry, rows[other].entry)), None)
        if same is not None:
            open_here.remove(same)
            found[at] = same
    return found


def _is_listed(entry: Entry, movement: Entry) -> bool:
    """Say whether a bill's row is this movement: by a number of its own, where it prints none by its second."""
    mine = _numbers(entry)
    if not mine:
        return entry.time is not None and (entry.on, entry.time) == (movement.on, movement.time)
    near = abs((movement.on - entry.on).days) <= BOOKED_WITHIN
    return near and bool(mine & _numbers(movement))


def _numbers(entry: Entry) -> set[str]:
    return {number for number in (entry.id, entry.order) if number and "*" not in number}


# -- a platform and the wallet that paid -------------------------------------------------------------------------------


def _paid_through_platforms(rows: Sequence[Row]) -> dict[int, int]:
    """Pair purchases of a wallet with those a platform lists too; the platform knows what was bought."""
    kinds = ((at, row) for at, row in enumerate(rows) if row.entry.kind in _SETTLED and row.entry.direction != "none")
    settled = [(at, row.table.house) for at, row in kinds]
    open_rows = _by_movement(rows, (at for at, house in settled if house in _WALLETS))
    found: dict[int, int] = {}
    for at, house in settled if open_rows else ():
        if house in _PLATFORMS:
            entry = rows[at].entry
            marks = [
                (mark, other, open_here)
                for wallet in _WALLETS
                for open_here in (open_rows.get((wallet, entry.amount, entry.direction), []),)
                for other in open_here
                if (mark := _same_purchase(entry, house, rows[other].entry, wallet))
            ]
            if marks:
                _mark, other, open_here = min(marks, key=lambda each: each[:2])
                open_here.remove(other)
                found[other] = at
    return found


def _same_purchase(listed: Entry, platform: str, paid: Entry, wallet: str) -> tuple[bool, timedelta] | None:
    """Say how surely two rows are one purchase, the smaller the surer; None where they are two.

    Both print the order, or the platform says what paid it, the wallet whom it paid, and both the same minutes.
    """
    apart = abs(_moment(listed) - _moment(paid))
    if listed.order and listed.order == paid.order and "*" not in listed.order and apart <= timedelta(days=1):
        return False, apart
    timed = listed.time is not None and paid.time is not None
    near = apart <= _PAID_WITHIN if timed else listed.on == paid.on
    from_it = not listed.method or bool(_PAID_FROM[wallet].search(listed.method))
    return (True, apart) if near and from_it and names(paid, platform) else None


def _moment(entry: Entry) -> datetime:
    return datetime.combine(entry.on, entry.time or time())


# -- a wallet and the bank that paid -----------------------------------------------------------------------------------


def _booked_at_banks(rows: Sequence[Row], apart: AbstractSet[int]) -> dict[int, int]:
    """Pair rows of banks and cards with the wallet rows they paid for: same amount and way, booked soon after."""
    open_rows: dict[_Moved, list[int]] = defaultdict(list)
    for at, (table, entry) in enumerate(rows):
        if table.family == "wallet" and at not in apart and _from_bank(entry):
            open_rows[table.house.split("-")[0], entry.amount, entry.direction].append(at)
    booked = ((at, row.entry) for at, row in enumerate(rows) if row.table.family != "wallet" and not row.table.shop)
    found = ((at, _taken(rows, entry, open_rows)) for at, entry in (booked if open_rows else ()))
    return {at: wallet for at, wallet in found if wallet is not None}


def _from_bank(entry: Entry) -> bool:
    apart = _NOT_FROM_BANK.search(entry.method) or lenders.booked().pay_later.search(entry.method)
    return entry.kind in _SETTLED and entry.direction != "none" and not apart


def _taken(rows: Sequence[Row], bank: Entry, open_rows: dict[_Moved, list[int]]) -> int | None:
    """Take the wallet row a bank row stands for, so that no second bank row can."""
    for wallet in _THROUGH:
        open_here = open_rows.get((wallet, bank.amount, bank.direction), [])
        for at in open_here if names(bank, wallet) else ():
            if 0 <= (bank.on - rows[at].entry.on).days <= BOOKED_WITHIN:
                open_here.remove(at)
                return at
    return None
