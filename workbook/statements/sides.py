"""Business or household: ordered rules the borrower can change, from data/statement_rules.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from workbook.home import SHIPPED
from workbook.language import N_, Refused, _
from workbook.statements.model import Direction, Entry

RULES = SHIPPED / "data" / "statement_rules.toml"

Side = Literal["business", "household", "own", "loan", "repayment", "settlement", "left_out", "unsorted"]
SIDES: tuple[Side, ...] = get_args(Side)
_DIRECTIONS = ("in", "out", "any")


@dataclass(frozen=True)
class Rule:
    """Rows with one of these words, going this way, belong to this side; `always`: whatever their class."""

    side: Side
    words: tuple[str, ...]
    direction: Literal["in", "out", "any"] = "any"
    always: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words as one pattern; they are words, never expressions."""
        return re.compile("|".join(map(re.escape, self.words)))

    def may_decide(self, way: Direction, *, plain: bool) -> bool:
        """Say whether the rule looks at rows going this way; `plain` rows are income, spending and refunds."""
        return (plain or self.always) and self.direction in {"any", way}


@dataclass(frozen=True)
class Rules:
    """Rules in order, the names of the borrower's own accounts, and what to do with the rest."""

    rules: tuple[Rule, ...] = ()
    own_names: tuple[str, ...] = ()
    otherwise_in: Side = "unsorted"
    otherwise_out: Side = "unsorted"

    def first(self, rule: Rule) -> Rules:
        """Put a rule before all others."""
        return replace(self, rules=(rule, *self.rules))

    def decider(self) -> Decider:
        """Make these rules ready for many rows."""
        return Decider(self)


class Decider:
    """Rules at work: for each direction the patterns that may decide, looked through once for each wording."""

    def __init__(self, rules: Rules) -> None:
        self._own = frozenset(rules.own_names)
        self._otherwise = {"in": rules.otherwise_in, "out": rules.otherwise_out, "none": rules.otherwise_out}
        self._rules = {
            (way, plain): [(rule.pattern, rule.side) for rule in rules.rules if rule.may_decide(way, plain=plain)]
            for way in ("in", "out", "none")
            for plain in (True, False)
        }

    def side(self, entry: Entry, way: Direction, *, plain: bool) -> Side | None:
        """Give the side of a row going this way; None when its class decides. `plain` is income, spending or refund."""
        if entry.party in self._own:
            return "own"
        rules = self._rules[way, plain]
        if rules:
            words = f"{entry.sort} {entry.item} {entry.party} {entry.note}"
            for pattern, side in rules:
                if pattern.search(words):
                    return side
        return self._otherwise[way] if plain else None


def rules_from(path: Path | None = None) -> Rules:
    """Read rules from a file, by default the ones that come with the workbook; Refused names what is wrong in it."""
    path = path or RULES
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(N_("分类规则文件“{name}”读不了，请检查格式：{reason}"), name=path.name, reason=error) from error
    return rules_of(told)


def rules_of(told: Mapping[str, object]) -> Rules:
    """Make rules of plain values, as a file or a form holds them; Refused names the rule that is wrong."""
    rows = told.get("rule", [])
    if not isinstance(rows, list):
        raise Refused(N_("分类规则要写成一条一条的 [[rule]]"))
    return Rules(
        rules=tuple(_rule(number, row) for number, row in enumerate(rows, 1)),
        own_names=_words(told.get("own_names", []), N_("own_names 要写成一列名字")),
        otherwise_in=_side(told.get("otherwise_in", "unsorted"), 0),
        otherwise_out=_side(told.get("otherwise_out", "unsorted"), 0),
    )


def _rule(number: int, row: object) -> Rule:
    if not isinstance(row, Mapping) or row.keys() - {"side", "words", "direction", "always"}:
        raise Refused(N_("第 {number} 条分类规则里有不认识的内容，可用：side、words、direction、always"), number=number)
    words = _words(row.get("words", []), N_("第 {number} 条分类规则的 words 要写成一列词"), number)
    direction = row.get("direction", "any")
    if not words or direction not in _DIRECTIONS:
        raise Refused(N_("第 {number} 条分类规则要有 words，direction 只能是 in、out、any"), number=number)
    return Rule(_side(row.get("side"), number), words, direction, always=bool(row.get("always", False)))


def _side(told: object, number: int) -> Side:
    found = next((side for side in SIDES if side == told), None)
    if not found:
        raise Refused(
            N_("第 {number} 条分类规则的 side 不认识，可用：{sides}"), number=number, sides=_("、").join(SIDES)
        )
    return found


def _words(told: object, complaint: str, number: int = 0) -> tuple[str, ...]:
    listed = told if isinstance(told, list | tuple) else [None]
    words = tuple(word for word in listed if isinstance(word, str) and word.strip())
    if len(words) < len(listed):
        raise Refused(complaint, number=number)
    return words
