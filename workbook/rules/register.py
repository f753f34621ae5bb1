"""The register, read once from data/rules/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from workbook.home import SHIPPED, Incomplete
from workbook.language import N_, Refused
from workbook.rules.model import Constant, Denial, Rule

_FOLDER = SHIPPED / "data" / "rules"


Asked = ParamSpec("Asked")
Read = TypeVar("Read")
_kept: list[Any] = []


def of_the_register(read: Callable[Asked, Read]) -> Callable[Asked, Read]:
    """Keep what a function reads of the register, until the register is read from another folder."""
    kept: Any = cache(read)
    _kept.append(kept)
    return kept  # type: ignore[no-any-return]


def entries(table: str) -> list[dict[str, Any]]:
    """Read one kind of entry from every file of the register, in their order; Incomplete if there is none."""
    found = [entry for file in _files(_FOLDER) for entry in file.get(table, [])]
    if not found:
        raise Incomplete(_FOLDER)
    return found


@of_the_register
def _files(folder: Path) -> tuple[dict[str, list[dict[str, Any]]], ...]:
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.toml")))


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Read the register from another folder for a while, such as an earlier one; Incomplete if it is empty."""
    global _FOLDER  # noqa: PLW0603 - everything that asks for a rule asks here
    ours, _FOLDER = _FOLDER, folder
    _forget()
    try:
        constants()
        yield
    finally:
        _FOLDER = ours
        _forget()


def _forget() -> None:
    for kept in _kept:
        kept.cache_clear()


def _distinct(ids: list[str]) -> None:
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise ValueError(f"register: id used twice: {twice}")


@of_the_register
def register() -> tuple[Rule, ...]:
    """Give every rule on file, citable or not; only the gate decides what may be cited."""
    found = tuple(Rule.model_validate(entry) for entry in entries("rule"))
    _distinct([r.id for r in found])
    return found


@of_the_register
def denials() -> tuple[Denial, ...]:
    """Give every claim the register denies; each rests on rules that are on file."""
    found = tuple(Denial.model_validate(entry) for entry in entries("denial"))
    _distinct([d.id for d in found])
    for denial in found:
        for rule_id in denial.because:
            rule(rule_id)
    return found


@of_the_register
def constants() -> dict[str, Constant]:
    """Give every constant by id; each names a rule on file or a stated convention."""
    found = [Constant.model_validate(entry) for entry in entries("constant")]
    _distinct([c.id for c in found])
    for one in found:
        if one.rule:
            rule(one.rule)
    return {one.id: one for one in found}


def rule(rule_id: str) -> Rule:
    """Give one rule by id; Refused if it is not on file."""
    for one in register():
        if one.id == rule_id:
            return one
    raise Refused(N_("规则库里没有“{rule}”"), rule=rule_id)
