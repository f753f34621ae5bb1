"""A document as plain dictionaries and lists, the only thing a template gets to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from workbook.documents.blocks import SPANS, Document, Facts, Grid, Text, words
from workbook.shown import Chart
from workbook.text import clean

CIRCLED_ONE = 0x2460
CIRCLES = 20
LONGEST_CELL, SHORTEST_CELL = 24, 8
SHORT_LABEL, LATIN_LABEL, SHORT_VALUE = 17, 24, 22  # two such pairs fit side by side on paper
WIDE = 0x2E80  # from here on a character is as wide as a hanzi


def tree(document: Document, drawn: Callable[[str], str] = str) -> dict[str, Any]:
    """Give the document as JSON-able data; every string was cleaned and has passed through `drawn`."""
    return {key: value for key, value in _plain(document, drawn).items() if key != "kind"}


def _plain(part: Any, drawn: Callable[[str], str]) -> Any:
    if isinstance(part, SPANS):
        return {"kind": type(part).__name__.lower(), "text": drawn(clean(part.text)), "key": getattr(part, "key", "")}
    if isinstance(part, Chart):
        return {"svg": part.svg, "alt": drawn(clean(part.sentence))}
    if is_dataclass(part):
        inside = {one.name: _plain(getattr(part, one.name), drawn) for one in fields(part)}
        return {"kind": type(part).__name__.lower(), **inside, **_measures(part)}
    if isinstance(part, tuple | frozenset):
        return [_plain(inner, drawn) for inner in (sorted(part) if isinstance(part, frozenset) else part)]
    if isinstance(part, date):
        return part.isoformat()
    return drawn(clean(part)) if isinstance(part, str) else part


def _measures(part: Any) -> dict[str, Any]:
    """Give what a layout needs to know of the words' breadth."""
    if isinstance(part, Grid):
        return {"shares": shares(part)}
    if isinstance(part, Facts):
        return {"short": [_short(label, value) for label, value in part.rows]}
    return {}


def _short(label: Text, value: Text) -> bool:
    room = LATIN_LABEL if words(label).isascii() else SHORT_LABEL
    return _breadth(label) <= room and _breadth(value) <= SHORT_VALUE


def mark(marks: str, index: int) -> str:
    """Give the sign before the item at this place of a list."""
    signs = {"boxes": "□", "circles": chr(CIRCLED_ONE + index % CIRCLES)}
    return signs.get(marks, "·")


def shares(grid: Grid) -> tuple[float, ...]:
    """Give each column its share of the width by its longest cell, within bounds; the shares sum to 1."""
    table = (grid.columns, *grid.rows)
    longest = [max(_breadth(row[column]) for row in table) for column in range(len(grid.columns))]
    bounded = [min(max(length, SHORTEST_CELL), LONGEST_CELL) for length in longest]
    return tuple(round(length / sum(bounded), 4) for length in bounded)


def _breadth(text: Text) -> int:
    return sum(2 if ord(character) >= WIDE else 1 for character in words(text))
