"""Which way the money went, where the columns alone do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from workbook.statements.classes import reclassed
from workbook.statements.finding import Header
from workbook.statements.model import Direction, Entry, Family, Row

_FEWEST_AGAINST = 3
# What a card bill calls money that comes in.
_INTO_CARD = ("还款", "退货", "退款", "返现", "利息", "冲正")


def unsigned(header: Header, rows: Sequence[Row]) -> bool:
    """Say whether a table states directions by nothing but signs, and prints none among its first rows."""
    if {"label", "mark", "came_in", "went_out"} & header.roles.keys():
        return False
    columns = header.roles.get("amount", ())
    return not any(sign in cells[c] for _line, cells in rows for c in columns if c < len(cells) for sign in "+-−(（")


def outs_below_zero(header: Header, rows: Sequence[Row]) -> bool:
    """Say whether a table prints what went out with a minus in its own column, as some houses do.

    Elsewhere a minus there takes an earlier payment back.
    """
    columns = header.roles.get("went_out", ())
    printed = [cells[c].strip() for _line, cells in rows for c in columns if c < len(cells)]
    figures = [cell for cell in printed if cell.strip("-0.") != ""]
    return bool(figures) and all(cell.startswith(("-", "−", "－")) for cell in figures)


_SPENT = re.compile(r"消费|支付|分期|取现|手续费")
_CAME = re.compile(r"还款|退款|退货|返现")


def is_card(header: Header, rows: Sequence[Row]) -> bool:
    """Say whether an unnamed table with one signed amount is a card bill: what was bought has no minus there."""
    if {"label", "mark", "came_in", "went_out", "balance"} & header.roles.keys() or "item" not in header.roles:
        return False
    item, figure = header.roles["item"][0], header.roles["amount"][0]
    signs = [(cells[item], cells[figure].strip()[:1] in "-−－") for _l, cells in rows if len(cells) > max(item, figure)]
    like_card = sum(bool((_CAME if minus else _SPENT).search(words)) for words, minus in signs)
    like_account = sum(bool((_SPENT if minus else _CAME).search(words)) for words, minus in signs)
    return like_card > like_account


def by_balance(entries: Sequence[Entry], family: Family) -> tuple[Sequence[Entry], bool]:
    """Turn every direction round when the running balance contradicts them all; say whether it did.

    A company's own ledger calls 借 (debit) what a bank calls 贷 (credit).
    """
    if family != "bank":
        return entries, False
    found = _by_balance(entries)
    told = [(entry.direction, way) for entry, way in zip(entries, found, strict=True) if way != "none"]
    against = sum(direction != way for direction, way in told)
    if against < _FEWEST_AGAINST or against < len(told):
        return entries, False
    turned: dict[Direction, Direction] = {"in": "out", "out": "in", "none": "none"}
    return [reclassed(entry, family, turned[entry.direction]) for entry in entries], True


def settled(entries: Sequence[Entry], family: Family) -> Sequence[Entry]:
    """Give each entry its direction: by the words of a card bill, by the running balance of an account, else open."""
    if len({entry.direction for entry in entries} - {"none"}) > 1:
        return entries  # a sign turned up further down
    found = _by_words(entries) if family == "card" else _by_balance(entries)
    return [reclassed(entry, family, way) for entry, way in zip(entries, found, strict=True)]


def _by_words(entries: Sequence[Entry]) -> list[Direction]:
    return ["in" if any(word in f"{e.sort} {e.item}" for word in _INTO_CARD) else "out" for e in entries]


def _by_balance(entries: Sequence[Entry]) -> list[Direction]:
    """Follow the balance from row to row, from the oldest on; where the days do not tell, as explains more rows."""
    downward, upward = _steps(entries), _steps(entries[::-1])[::-1]
    if entries and entries[0].on != entries[-1].on:
        return downward if entries[0].on < entries[-1].on else upward
    return max(downward, upward, key=lambda ways: sum(way != "none" for way in ways))


def _steps(entries: Sequence[Entry]) -> list[Direction]:
    ways: list[Direction] = ["none"] if entries else []
    ways.extend(_step(before.balance, entry.balance, entry.amount) for before, entry in pairwise(entries))
    return ways


def _step(before: Decimal | None, after: Decimal | None, amount: Decimal) -> Direction:
    if before is None or after is None:
        return "none"
    if after - before == amount:
        return "in"
    return "out" if before - after == amount else "none"
