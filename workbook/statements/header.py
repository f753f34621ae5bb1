"""Where the table begins: the row with the most known column names, never a fixed position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.language import N_, Refused, _
from workbook.statements.layouts import column_key, layouts
from workbook.statements.model import Row

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
    """The header row: where it stands, its names, and which columns play which role, in order of preference."""

    line: int
    position: int
    names: tuple[str, ...]
    roles: dict[str, tuple[int, ...]]
    unknown: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The names in their comparable form."""
        return frozenset(map(column_key, self.names))

    @property
    def known(self) -> int:
        """How many of the names are known."""
        return sum(bool(name.strip()) for name in self.names) - len(self.unknown)

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles without which nothing can be read."""
        money = "amount" in self.roles or {"came_in", "went_out"} & self.roles.keys()
        return (() if "day" in self.roles else ("day",)) + (() if money else ("amount",))


def find_header(rows: Sequence[Row], mapping: Mapping[str, str] | None = None) -> Header | None:
    """Find the header among the first rows; with a mapping (role → column name), the first row with all its names."""
    if mapping:
        return next((header for header in _candidates(rows, mapping) if _holds(header, mapping)), None)
    complete = [h for h in _candidates(rows, {}) if not h.missing and h.known >= _FEWEST_KNOWN]
    return max(complete, key=lambda header: header.known, default=None)


def likeliest_header(rows: Sequence[Row]) -> Header | None:
    """Give the row most like a header when none is complete: most known names, then most filled cells."""
    found = [header for header in _candidates(rows, {}) if sum(bool(n.strip()) for n in header.names) > 1]
    return max(found, key=lambda h: (h.known, sum(bool(n.strip()) for n in h.names)), default=None)


def _candidates(rows: Sequence[Row], mapping: Mapping[str, str]) -> list[Header]:
    return [_header(position, line, cells, mapping) for position, (line, cells) in enumerate(rows)]


def _holds(header: Header, mapping: Mapping[str, str]) -> bool:
    return not header.missing and {column_key(name) for name in mapping.values()} <= header.keys


def _header(position: int, line: int, cells: Sequence[str], mapping: Mapping[str, str]) -> Header:
    keys = [column_key(cell) for cell in cells]
    roles = {role: keys.index(key) for role, name in mapping.items() if (key := column_key(name)) in keys}
    given = frozenset(roles.values())
    played = {index: layouts().roles_of(key) for index, key in enumerate(keys) if key and index not in given}
    found = {role: _preferred(role, keys, played) for role in ROLES.keys() | {"funds", "refunded"}}
    found |= {role: (index,) for role, index in roles.items()}
    unknown = tuple(cells[i].strip() for i, roles_played in played.items() if not roles_played)
    return Header(line, position, tuple(cells), {role: at for role, at in found.items() if at}, unknown)


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
