"""Where the transactions stand in a file: what columns are called, which row is the header, which tables have one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from workbook.home import SHIPPED
from workbook.language import N_, Refused, _
from workbook.statements.model import Broken, ColumnsUnknown, DateOrder, Family, Row, Source, Table
from workbook.text import halfwidth

LAYOUTS = SHIPPED / "data" / "statement_layouts.toml"

_UNIT = re.compile(r"\((单位:)?(元|人民币|人民币元|rmb|cny)\)$")


@dataclass(frozen=True)
class Format:
    """A known house: how its files are recognised and how its amounts and dates are read."""

    id: str
    name: str
    family: Family
    columns: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    dates: DateOrder | None = None


@dataclass(frozen=True)
class Layouts:
    """The names of the roles, exact and by pattern, and the known formats in order."""

    header_within: int
    names: dict[str, tuple[str, ...]]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    formats: tuple[Format, ...]

    def roles_of(self, key: str) -> tuple[str, ...]:
        """Give every role a column of this name may play; () when the name is not known."""
        exact = tuple(role for role, names in self.names.items() if key in names)
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
    )


def _format(told: dict[str, Any]) -> Format:
    words = tuple(re.sub(r"\s", "", word) for word in told.get("words", ()))
    return Format(**told | {"columns": frozenset(map(column_key, told.get("columns", ()))), "words": words})


def format_of(columns: frozenset[str], preamble: str) -> Format:
    """Name the house a header and the words above it belong to; a generic one when none is known."""
    bare = re.sub(r"\s", "", halfwidth(preamble))
    for known in layouts().formats:
        if known.columns <= columns and (not known.words or any(word in bare for word in known.words)):
            return known
    account: Family = "wallet" if "收/支" in columns else "bank"
    family: Family = "card" if "信用卡" in bare else account
    return Format(family, "", family)


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

_FEWEST_KNOWN = 3


@dataclass(frozen=True)
class Header:
    """The header row: where it stands, its names, and which columns play which role, in order of preference.

    `keys` are the names in their comparable form.
    """

    line: int
    position: int
    names: tuple[str, ...]
    keys: frozenset[str]
    roles: dict[str, tuple[int, ...]]
    unknown: tuple[str, ...]

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
    return [_header(position, line, cells, mapping) for position, (line, cells) in enumerate(rows)]


def _header(position: int, line: int, cells: Sequence[str], mapping: Mapping[str, str]) -> Header:
    keys = [column_key(cell) for cell in cells]
    roles = {role: keys.index(key) for role, name in mapping.items() if (key := column_key(name)) in keys}
    given = frozenset(roles.values())
    played = {index: layouts().roles_of(key) for index, key in enumerate(keys) if key and index not in given}
    found = {role: _preferred(role, keys, played) for role in ROLES.keys() | {"funds", "refunded"}}
    found |= {role: (index,) for role, index in roles.items()}
    unknown = tuple(cells[i].strip() for i, roles_played in played.items() if not roles_played)
    return Header(
        line, position, tuple(cells), frozenset(keys), {role: at for role, at in found.items() if at}, unknown
    )


def _preferred(role: str, keys: Sequence[str], played: Mapping[int, tuple[str, ...]]) -> tuple[int, ...]:
    names = layouts().names[role]
    at = [index for index, roles in played.items() if role in roles]
    return tuple(sorted(at, key=lambda index: names.index(keys[index]) if keys[index] in names else len(names)))


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
    if columns:
        return Refused(N_("前 60 行里没有哪一行同时有这些列名：{names}"), names=_("、").join(columns.values()))
    headers = [(header, rows) for rows in tables if (header := likeliest_header(rows))]
    if not headers:
        return Refused(N_("前 60 行里没有找到表头。请确认这是支付宝、微信、银行导出的交易明细，并重新导出一份"))
    header, rows = max(headers, key=lambda each: each[0].known)
    after = rows[header.position + 1 : header.position + 1 + _SAMPLE_ROWS]
    return ColumnsUnknown(
        N_("前 60 行里认识的列名不够，还不知道哪一列是日期和金额。看到乱码请重新导出；没有乱码请告诉我们每一列是什么"),
        header_line=header.line,
        columns=tuple(name.strip() for name in header.names),
        missing=header.missing,
        sample=tuple(tuple(cells) for _line, cells in after),
    )
