"""The key of a figure: the path of its field in the facts, derived and typed nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar, cast

from workbook.documents.blocks import Figure

T = TypeVar("T")


def keyed(facts: T, path: str = "") -> T:
    """Give finished facts again with each figure's path as its key: names, places and map keys joined by dots."""
    return cast("T", _keyed(facts, path))


def _keyed(part: Any, path: str) -> Any:
    if isinstance(part, Figure):
        return replace(part, key=path)
    inside = {name: keyed(inner, f"{path}.{name}".lstrip(".")) for name, inner in _inside(part)}
    if isinstance(part, tuple):
        return tuple(inside.values())
    if isinstance(part, Mapping):
        return MappingProxyType(inside)
    return replace(part, **inside) if inside else part


def _inside(part: Any) -> Iterator[tuple[Any, Any]]:
    """Give what a group, a tuple or a map holds, each under its name, its place or its key."""
    if isinstance(part, tuple):
        yield from enumerate(part)
    elif isinstance(part, Mapping):
        yield from part.items()
    elif is_dataclass(part):
        yield from ((one.name, getattr(part, one.name)) for one in fields(part))


def flat(part: object) -> dict[str, Figure]:
    """Give every figure of keyed facts, or of a group of them, by its key."""
    if isinstance(part, Figure):
        return {part.key: part}
    return {key: figure for _name, inner in _inside(part) for key, figure in flat(inner).items()}


def plain(facts: object) -> dict[str, dict[str, str | None]]:
    """Give keys, words and values ready for JSON: amounts and dates as strings, null where not known."""
    return {
        key: {"text": one.text, "value": str(one.value) if one.known else None, "sees": one.sees}
        for key, one in flat(facts).items()
    }
