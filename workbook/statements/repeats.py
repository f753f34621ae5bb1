"""Rows that stand in two tables: one transaction, known by its id, else by day, time, amount and party."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from workbook.statements.model import Entry, Family
from workbook.text import halfwidth

_MIDNIGHT = time()
_DAYS_OF_ONE = 1
"""An order made before midnight and paid after it stands on two days."""
_POWER = re.compile(r"(\d(?:\.\d+)?)[eE]\+(\d+)")
_BLANKS = re.compile(r"[\W_]+")
_EXACT_DIGITS = 15  # a spreadsheet keeps so many digits of a number and fills up with zeros
_UNNAMED = frozenset({"bank", "card", "wallet"})


class Listed(NamedTuple):
    """A table of transactions with its house; the unnamed house of a family may be any of that family.

    `shop`: the account is a shop's own. `lists`: the house whose transactions it lists again.
    """

    name: str
    house: str
    family: Family
    entries: Sequence[Entry]
    shop: bool = False
    lists: str = ""


class Row(NamedTuple):
    """A row and the table it stands in."""

    table: Listed
    entry: Entry


class _Match(NamedTuple):
    position: int
    sure: bool


def once(tables: Sequence[Listed]) -> tuple[list[Row], list[tuple[Row, Row]]]:
    """Keep every transaction of the tables once, from the first that lists it; equal rows of one table all count.

    With the rows that are kept, gives each that is left out together with the one that says the same.
    """
    found = _Once(tables, _shared_ids(tables))
    for number in range(len(tables)):
        found.add(number)
    return found.kept, found.repeats


@dataclass
class _Once:
    tables: Sequence[Listed]
    shared: frozenset[tuple[str, str]]
    kept: list[Row] = field(default_factory=list)
    repeats: list[tuple[Row, Row]] = field(default_factory=list)
    standing: list[frozenset[int]] = field(default_factory=list)
    by_id: dict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_sight: dict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int) -> None:
        """Take in one more table: by ids first, then by sight, where two tables overlap indeed."""
        matches = self._by_id(number) if self.kept else {}
        if self.kept:
            matches |= self._borne_out(number, matches | self._by_sight(number, matches))
        alone = frozenset({number})
        for at, entry in enumerate(self.tables[number].entries):
            if match := matches.get(at):
                self.standing[match.position] |= alone
                self.repeats.append((Row(self.tables[number], entry), self.kept[match.position]))
            else:
                self.kept.append(Row(self.tables[number], entry))
                self.standing.append(alone)
                if number + 1 < len(self.tables):
                    self._remember(number, entry)

    def _remember(self, number: int, entry: Entry) -> None:
        position = len(self.kept) - 1
        self.by_sight[_sight(entry)].append(position)
        if key := self._key(number, entry):
            self.by_id[key].append(position)

    def _key(self, number: int, entry: Entry) -> Hashable:
        """Give an id that can be trusted, with the moment where one file has it beside several; else None."""
        if not entry.id or "*" in entry.id or ((digits := _number(entry.id)) and digits.blur):
            return None
        house = self.tables[number].house
        key = (house, entry.amount, entry.currency, entry.direction == "in", _bare(entry.id))
        return (*key, entry.on, entry.time) if (house, entry.id) in self.shared else key

    def _by_id(self, number: int) -> dict[int, _Match]:
        left: dict[Hashable, Iterator[int]] = {}
        keys = ((at, self._key(number, entry)) for at, entry in enumerate(self.tables[number].entries))
        known = ((at, key, self.by_id[key]) for at, key in keys if key in self.by_id)
        found = {at: next(left.setdefault(key, iter(positions)), None) for at, key, positions in known}
        return {at: _Match(position, sure=True) for at, position in found.items() if position is not None}

    def _by_sight(self, number: int, before: dict[int, _Match]) -> dict[int, _Match]:
        taken = {match.position for match in before.values()}
        left: dict[Hashable, list[int]] = {}
        found: dict[int, _Match] = {}
        for at, entry in enumerate(self.tables[number].entries):
            sight = _sight(entry)
            if at in before or sight not in self.by_sight:
                continue
            open_rows = left.setdefault(sight, [p for p in self.by_sight[sight] if p not in taken])
            likeness = ((p, _likeness(entry, self.kept[p].entry)) for p in open_rows if self._one_house(number, p))
            best = max(((mark, -p) for p, mark in likeness if mark), default=None)
            if best:
                open_rows.remove(-best[1])
                found[at] = _Match(-best[1], sure=best[0][0])
        return found

    def _one_house(self, number: int, position: int) -> bool:
        mine, other = self.tables[number], self.kept[position].table
        unnamed = mine.family == other.family and bool({mine.house, other.house} & _UNNAMED)
        return mine.house == other.house or unnamed

    def _borne_out(self, number: int, matches: dict[int, _Match]) -> dict[int, _Match]:
        """Drop what is alike by chance: tables of one account agree in most rows of the days that both cover."""
        unsure = {p for match in matches.values() if not match.sure for p in self.standing[match.position]}
        overlapping = {other for other in unsure if self._overlap(number, other, matches)}
        return {
            at: match
            for at, match in matches.items()
            if match.sure or overlapping.intersection(self.standing[match.position])
        }

    def _overlap(self, number: int, other: int, matches: dict[int, _Match]) -> bool:
        mine = set(_within(self.tables[number].entries, self.tables[other].entries))
        theirs = [p for p in range(len(self.kept)) if other in self.standing[p]]
        inside = {theirs[at] for at in _within([self.kept[p].entry for p in theirs], self.tables[number].entries)}
        agreeing = {at: m.position for at, m in matches.items() if other in self.standing[m.position]}
        agreed = len(mine & agreeing.keys()) + len(inside & set(agreeing.values()))
        return 2 * agreed > len(mine) + len(inside) or not (mine or inside)


def _within(entries: Sequence[Entry], other: Sequence[Entry]) -> Iterator[int]:
    """Give the rows on days which the other table covers from morning to night: all but its first and its last."""
    first, last = min(entry.on for entry in other), max(entry.on for entry in other)
    return (at for at, entry in enumerate(entries) if first < entry.on < last)


def _shared_ids(tables: Iterable[Listed]) -> frozenset[tuple[str, str]]:
    """Name the ids that are no key alone, such as a refund's or a masked one.

    They stand beside different moments within one table, or in several tables of a house beside days far apart.
    """
    shared: set[tuple[str, str]] = set()
    seen: dict[tuple[str, str], date] = {}
    for table in tables:
        moments: dict[str, tuple[date, time | None]] = {}
        for entry in table.entries:
            if not entry.id:
                continue
            apart = abs((seen.setdefault((table.house, entry.id), entry.on) - entry.on).days) > _DAYS_OF_ONE
            if apart or moments.setdefault(entry.id, (entry.on, entry.time)) != (entry.on, entry.time):
                shared.add((table.house, entry.id))
    return frozenset(shared)


def _sight(entry: Entry) -> Hashable:
    return entry.on, entry.amount, entry.currency, entry.direction == "in", _folded_party(entry.party)


def folded(name: str) -> str:
    """Leave of a name what survives another encoding, another width and other blanks."""
    plain = halfwidth(name)
    return (plain if plain.isalnum() else _BLANKS.sub("", plain)).casefold()


_folded_party = lru_cache(maxsize=50_000)(folded)


_Likeness = tuple[bool, bool, bool, bool]
"""How much two rows of one day, amount and party are alike: sure without a look at others, in id, time, balance."""


def _likeness(one: Entry, other: Entry) -> _Likeness | None:
    """Compare what a resaved copy may have blurred: its id, its time, its balance; None when they are at odds."""
    same_id = _same_id(one.id, other.id)
    same_balance = None if one.balance is None or other.balance is None else one.balance == other.balance
    if same_id is False or same_balance is False or not _same_time(one.time, other.time):
        return None
    exact = one.time == other.time
    to_the_second = exact and one.time is not None and one.time.second > 0
    return bool(same_id or same_balance or to_the_second), bool(same_id), exact, bool(same_balance)


def _same_time(one: time | None, other: time | None) -> bool:
    """Say whether two times may be one: a copy may have lost the seconds, or the whole time."""
    if one is None or other is None or one == other or _MIDNIGHT in {one, other}:
        return True
    return (one.hour, one.minute) == (other.hour, other.minute) and 0 in {one.second, other.second}


class _Number(NamedTuple):
    value: Decimal
    blur: Decimal


def _same_id(one: str, other: str) -> bool | None:
    """Say whether two ids are one, blurred by a spreadsheet or not; None where one is missing or masked."""
    if not one or not other or "*" in one + other:
        return None
    first, second = _number(one), _number(other)
    if first and second:
        return abs(first.value - second.value) <= max(first.blur, second.blur)
    return _bare(one) == _bare(other)


def _number(id: str) -> _Number | None:  # noqa: A002
    """Read an id of digits: what a spreadsheet made of it (4.2E+27, zeros from the 16th digit on) is blurred."""
    if found := _POWER.fullmatch(id):
        places = len(found[1].partition(".")[2])
        return _Number(Decimal(id), Decimal(1).scaleb(int(found[2]) - places))
    bare = _bare(id)
    if not bare.isdecimal():
        return None
    lost = len(bare) - _EXACT_DIGITS
    rounded = lost > 0 and not bare[_EXACT_DIGITS:].strip("0")
    return _Number(Decimal(bare), Decimal(1).scaleb(lost) if rounded else Decimal(0))


def _bare(id: str) -> str:  # noqa: A002
    """Leave of an id what survives a spreadsheet: no quotes, tabs, zeros in front or `.0` behind."""
    return re.sub(r"\.0+$|[^0-9A-Za-z]", "", id).lstrip("0")
