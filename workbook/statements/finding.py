"""Where the transactions stand in a file: what columns are called, which row is the header, which tables have one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from workbook.home import SHIPPED
from workbook.language import N_, Refused, _
from workbook.statements.columns import amounts, dated, naming, numbered, once_each, only_times
from workbook.statements.model import Broken, ColumnsUnknown, DateOrder, Family, NamesMissing, Row, Source, Table
from workbook.text import halfwidth

LAYOUTS = SHIPPED / "data" / "statement_layouts.toml"

_UNIT = re.compile(r"\((单位:)?(元|人民币|人民币元|rmb|cny)\)$")


@dataclass(frozen=True)
class Format:
    """A known house: how its files are recognised and how its amounts and dates are read.

    `shop`: the account is the shop's own. `lists`: the format of the account whose transactions this one lists again.
    `roles` names columns for this format alone. `rests_on` and `source` say how the layout is known.
    """

    id: str
    name: str
    family: Family
    columns: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    dates: DateOrder | None = None
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shop: bool = False
    lists: str = ""
    rests_on: str = ""
    source: str = ""


@dataclass(frozen=True)
class Layouts:
    """The names of the roles, exact and by pattern, and the known formats in order."""

    header_within: int
    names: dict[str, tuple[str, ...]]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    formats: tuple[Format, ...]
    summary: dict[str, tuple[str, str]]

    def names_for(self, keys: frozenset[str]) -> dict[str, tuple[str, ...]]:
        """Give the names of each role, with those that the format of these columns has for itself."""
        own = next((each.roles for each in self.formats if each.roles and each.columns <= keys), {})
        claimed = {name for names in own.values() for name in names}
        return {
            role: (*own.get(role, ()), *(name for name in names if name not in claimed))
            for role, names in self.names.items()
        }

    def roles_of(self, key: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Give every role a column of this name may play; () when the name is not known."""
        exact = tuple(role for role, known in names.items() if key in known)
        return exact or next(((role,) for role, pattern in self.patterns if pattern.search(key)), ())


def column_key(name: str) -> str:
    """Make a column name comparable: plain signs, no blanks, small letters, no unit in brackets."""
    plain = re.sub(r"[\s\u3000]+", "", halfwidth(name)).strip("*#:").lower()
    return _UNIT.sub("", plain)


@cache
def layouts() -> Layouts:
    """Read the known layouts once."""
    told = tomllib.loads(LAYOUTS.read_text("utf-8"))
    return Layouts(
        header_within=told["header_within"],
        names={role: tuple(map(column_key, names)) for role, names in told["roles"].items()},
        patterns=tuple((p["role"], re.compile(p["name"])) for p in told["pattern"]),
        formats=tuple(map(_format, told["format"])),
        summary={column_key(name): tuple(meaning) for name, meaning in told["summary"].items()},
    )


def _format(told: dict[str, Any]) -> Format:
    words = tuple(re.sub(r"\s", "", word) for word in told.get("words", ()))
    roles = {role: tuple(map(column_key, names)) for role, names in told.get("roles", {}).items()}
    columns = frozenset(map(column_key, told.get("columns", ())))
    return Format(**told | {"columns": columns, "words": words, "roles": roles})


def format_of(columns: frozenset[str], preamble: str) -> Format:
    """Name the house a header and the words above it belong to; a generic one when none is known."""
    bare = re.sub(r"\s", "", halfwidth(preamble))
    for known in layouts().formats:
        if known.columns <= columns and (not known.words or any(word in bare for word in known.words)):
            return known
    account: Family = "wallet" if "收/支" in columns else "bank"
    family: Family = "card" if "信用卡" in bare else account
    return Format(family, "", family)


def format_named(known_as: str) -> Format:
    """Give the first format of this id, an empty one where none has it."""
    return next((each for each in layouts().formats if each.id == known_as), Format(known_as, "", "bank"))


ROLES: dict[str, str] = {
    "day": N_("日期"),
    "clock": N_("时间"),
    "amount": N_("金额（一列，或带正负号）"),
    "came_in": N_("收入金额"),
    "went_out": N_("支出金额"),
    "label": N_("收/支"),
    "mark": N_("借贷标志"),
    "party": N_("对方"),
    "item": N_("摘要或商品"),
    "more": N_("备注"),
    "status": N_("状态"),
    "id": N_("流水号或订单号"),
    "order": N_("商家订单号"),
    "method": N_("付款方式"),
    "sort": N_("交易类型"),
    "balance": N_("余额"),
    "currency": N_("币种"),
}

_SILENT = ("funds", "refunded", "fee")
"""Roles nobody is asked about."""
_FEWEST_KNOWN = 3


@dataclass(frozen=True)
class Header:
    """The header row: where it stands, its names, and which columns play which role, in order of preference.

    `keys` are the names in their comparable form. `numbered` are columns where account numbers stand beside names.
    """

    line: int
    position: int
    names: tuple[str, ...]
    keys: frozenset[str]
    roles: dict[str, tuple[int, ...]]
    unknown: tuple[str, ...]
    numbered: frozenset[int] = frozenset()

    @property
    def told_apart(self) -> tuple[str, ...]:
        """The names as they are asked for: a name that comes again has its number."""
        return tuple(once_each(name.strip() for name in self.names))

    @property
    def filled(self) -> int:
        """How many of the cells hold a name."""
        return sum(bool(name.strip()) for name in self.names)

    @property
    def known(self) -> int:
        """How many of the names are known."""
        return self.filled - len(self.unknown)

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles without which nothing can be read."""
        money = "amount" in self.roles or {"came_in", "went_out"} & self.roles.keys()
        return (() if "day" in self.roles else ("day",)) + (() if money else ("amount",))


def find_header(rows: Sequence[Row], mapping: Mapping[str, str] | None = None) -> Header | None:
    """Find the header among the first rows; with a mapping (role → column name), the first row with all its names."""
    complete = [header for header in _candidates(rows, mapping or {}) if not header.missing]
    if mapping:
        named = set(map(column_key, mapping.values()))
        return next((header for header in complete if named <= header.keys), None)
    known = [header for header in complete if header.known >= _FEWEST_KNOWN]
    return max(known, key=lambda header: header.known, default=None)


def likeliest_header(rows: Sequence[Row]) -> Header | None:
    """Give the row most like a header when none is complete: most known names, then most filled cells."""
    found = [header for header in _candidates(rows, {}) if header.filled > 1]
    return max(found, key=lambda header: (header.known, header.filled), default=None)


def _candidates(rows: Sequence[Row], mapping: Mapping[str, str]) -> list[Header]:
    return [_header(rows, position, mapping) for position in range(len(rows))]


def _header(rows: Sequence[Row], position: int, mapping: Mapping[str, str]) -> Header:
    line, cells = rows[position]
    keys = once_each(map(column_key, cells))
    keys = [halfwidth(key) for key in keys]
    told = {role: (keys.index(key),) for role, name in mapping.items() if (key := column_key(name)) in keys}
    given = frozenset(at for columns in told.values() for at in columns)
    names = layouts().names_for(frozenset(keys))
    played = {at: _played(key, names) for at, key in enumerate(keys) if key and at not in given}
    roles = {role: _preferred(names[role], keys, role, played) for role in (*ROLES, *_SILENT)} | told
    below = rows[position + 1 :]
    unnamed = _by_content(keys, roles, rows[position - 1][1] if position else (), below)
    roles |= {role: columns for role, columns in unnamed.items() if role not in told}
    unknown = tuple(cells[at].strip() for at, played_by in played.items() if not played_by)
    filled = {role: columns for role, columns in roles.items() if columns}
    return Header(line, position, tuple(cells), frozenset(keys), filled, unknown, _numbered(keys, filled))


_REPEATED = re.compile(r"\(\d+\)$")


def _played(key: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return layouts().roles_of(key, names) or layouts().roles_of(_REPEATED.sub("", key), names)


def _preferred(
    names: Sequence[str], keys: Sequence[str], role: str, played: Mapping[int, tuple[str, ...]]
) -> tuple[int, ...]:
    at = [index for index, roles in played.items() if role in roles]
    bare = [_REPEATED.sub("", key) for key in keys]
    return tuple(sorted(at, key=lambda index: names.index(bare[index]) if bare[index] in names else len(names)))


def _by_content(
    keys: Sequence[str], roles: Mapping[str, tuple[int, ...]], above: Sequence[str], below: Sequence[Row]
) -> dict[str, tuple[int, ...]]:
    """Say what some columns are by what stands in them: days in a …时间, names in an account, one 金额 of several."""
    found: dict[str, tuple[int, ...]] = {}
    if only_times(roles["day"], below):
        found["day"] = ()
    elif not roles["day"]:
        found["day"] = dated(roles["clock"], below)
    if not roles["party"]:
        found["party"] = naming(keys, below)
    alike = {_REPEATED.sub("", keys[at]) for at in roles["amount"]}
    if len(alike) == 1 and len(roles["amount"]) > 1:
        balance = next(iter(roles["balance"]), -1)
        found |= {"amount": ()} | amounts(roles["amount"], above, below, balance)
    return found


def _numbered(keys: Sequence[str], roles: Mapping[str, tuple[int, ...]]) -> frozenset[int]:
    return frozenset(at for at in roles.get("party", ()) if numbered(keys[at]))


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuse a mapping with a role nobody knows or an empty name."""
    for role, name in mapping.items():
        if role not in ROLES:
            raise Refused(N_("不认识的列“{role}”，可用：{roles}"), role=role, roles=_("、").join(ROLES))
        if not name.strip():
            raise Refused(N_("“{role}”对应的列名是空的"), role=ROLES[role])


_SAMPLE_ROWS = 5


@dataclass(frozen=True)
class Found:
    """A table whose header was found among its first rows."""

    table: Table
    first_rows: tuple[Row, ...]
    header: Header

    @property
    def below(self) -> tuple[Row, ...]:
        """The first rows after the header."""
        return self.first_rows[self.header.position + 1 :]


def find_tables(source: Source, columns: Mapping[str, str] | None) -> tuple[Found, ...]:
    """Find the tables to read; ColumnsUnknown when a header needs a mapping, Refused when there is none at all."""
    probed = [(table, *_first_rows(table)) for table in source.tables]
    found = tuple(Found(table, rows, h) for table, rows, _stop in probed if (h := find_header(rows, columns)))
    if found:
        return (max(found, key=lambda each: each.header.known),) if source.container == "csv" else found
    stop = next((stop for _table, _rows, stop in probed if stop), None)
    raise stop or _unknown([rows for _table, rows, _stop in probed], columns)


def _first_rows(table: Table) -> tuple[tuple[Row, ...], Broken | None]:
    rows: list[Row] = []
    try:
        rows.extend(islice(table.rows(None), layouts().header_within))
    except Broken as stop:
        return tuple(rows), stop  # list.extend keeps what came before the break
    return tuple(rows), None


def _unknown(tables: Sequence[tuple[Row, ...]], columns: Mapping[str, str] | None) -> Refused:
    headers = [(header, rows) for rows in tables if (header := likeliest_header(rows))]
    if columns:
        names = _("、").join(columns.values())
        return NamesMissing(
            N_("前 60 行里没有哪一行同时有这些列名：{names}。{found}"), names=names, found=_named(headers)
        )
    if not headers:
        return Refused(N_("前 60 行里没有找到表头。请确认这是支付宝、微信、银行导出的交易明细，并重新导出一份"))
    header, rows = max(headers, key=lambda each: each[0].known)
    after = rows[header.position + 1 : header.position + 1 + _SAMPLE_ROWS]
    return ColumnsUnknown(
        N_("前 60 行里还认不出哪一列是{wanted}。{found}。看到乱码请重新导出；没有乱码请告诉我们每一列是什么"),
        header_line=header.line,
        columns=header.told_apart,
        missing=header.missing,
        sample=tuple(tuple(cells) for _line, cells in after),
        guessed={role: header.told_apart[at[0]] for role, at in header.roles.items() if role in ROLES},
        wanted=_("、").join(_(ROLES[role]) for role in header.missing or ("day", "amount")),
        found=_named(headers),
    )


def _named(headers: Sequence[tuple[Header, Sequence[Row]]]) -> str:
    """Name the columns of the likeliest header."""
    if not headers:
        return _("文件里没有找到像表头的一行")
    header, _rows = max(headers, key=lambda each: each[0].known)
    return _("文件里的列名：{names}").format(names=_("、").join(filter(None, header.told_apart)))
