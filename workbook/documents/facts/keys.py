"""The key of a figure: the path of its field in the facts, derived and typed nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from workbook.documents.blocks import Figure

T = TypeVar("T")


def keyed(facts: T) -> T:
    """Give finished facts again with each figure's path as its key: names, places and map keys joined by dots."""
    made: T = _keyed(facts, "")
    return made


def _keyed(part: Any, key: str) -> Any:
    if isinstance(part, Figure):
        return replace(part, key=key.removesuffix("."))
    inside = {name: _keyed(inner, f"{key}{name}.") for name, inner in _inside(part)}
    if isinstance(part, tuple):
        return tuple(inside.values())
    if isinstance(part, Mapping):
        return MappingProxyType(inside)
    return replace(part, **inside) if inside else part


def _inside(part: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(part, tuple):
        yield from enumerate(part)
    elif isinstance(part, Mapping):
        yield from part.items()
    elif is_dataclass(part):
        yield from ((one.name, getattr(part, one.name)) for one in fields(part))


def flat(part: object) -> dict[str, Figure]:
    """Give every figure of the facts, or of a group of them, by its key."""
    if isinstance(part, Figure):
        return {part.key: part}
    return {key: figure for _name, inner in _inside(part) for key, figure in flat(inner).items()}


def plain(facts: object) -> dict[str, dict[str, str | None]]:
    """Give keys, words and values ready for JSON: amounts and dates as strings, null where not known."""
    return {key: {"text": f.text, "value": _plain(f), "sees": f.sees} for key, f in flat(facts).items()}


def _plain(figure: Figure) -> str | None:
    return None if figure.value is None else str(figure.value)


@dataclass(frozen=True)
class Figures:
    """Results by key; asking for a key that does not exist is a fault of the document, and raises KeyError."""

    by_key: Mapping[str, Figure]

    def __getitem__(self, key: str) -> Figure:
        return self.by_key[key]

    def __contains__(self, key: str) -> bool:
        return key in self.by_key

    def known(self, key: str) -> bool:
        """Tell whether there is such a figure and a value behind it."""
        return key in self.by_key and self.by_key[key].known

    def under(self, prefix: str) -> tuple[Figure, ...]:
        """Give the figures whose keys begin so, in the order they were made."""
        return tuple(figure for key, figure in self.by_key.items() if key.startswith(prefix))

    def plain(self) -> dict[str, dict[str, str | None]]:
        """Give keys, words and values ready for JSON: amounts and dates as strings, null where not known."""
        return {key: {"text": f.text, "value": _plain(f), "sees": f.sees} for key, f in self.by_key.items()}
