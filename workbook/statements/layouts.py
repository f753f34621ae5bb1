"""What columns are called and how houses are told apart, from data/statement_layouts.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from workbook.home import SHIPPED
from workbook.statements.model import DateOrder, Family
from workbook.text import halfwidth

LAYOUTS = SHIPPED / "data" / "statement_layouts.toml"

_UNIT = re.compile(r"\((单位:)?(元|人民币|人民币元|rmb|cny)\)$")


@dataclass(frozen=True)
class Format:
    """A known house: how its files are recognised and how its amounts and dates are read."""

    id: str
    name: str
    family: Family
    columns: frozenset[str]
    words: tuple[str, ...]
    dates: DateOrder | None


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


def _format(told: dict[str, object]) -> Format:
    columns, words = told.get("columns", []), told.get("words", [])
    assert isinstance(columns, list)  # noqa: S101 - the file is ours
    assert isinstance(words, list)  # noqa: S101
    return Format(
        id=str(told["id"]),
        name=str(told["name"]),
        family=told["family"],  # type: ignore[arg-type]
        columns=frozenset(map(column_key, columns)),
        words=tuple(re.sub(r"\s", "", word) for word in words),
        dates=told.get("dates"),  # type: ignore[arg-type]
    )


def format_of(columns: frozenset[str], preamble: str) -> Format:
    """Name the house a header and the words above it belong to; a generic one when none is known."""
    bare = re.sub(r"\s", "", halfwidth(preamble))
    for known in layouts().formats:
        if known.columns <= columns and (not known.words or any(word in bare for word in known.words)):
            return known
    if "信用卡" in bare:
        return Format("card", "", "card", frozenset(), (), None)
    family: Family = "wallet" if column_key("收/支") in columns else "bank"
    return Format(family, "", family, frozenset(), (), None)
