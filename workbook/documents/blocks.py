"""What a document says: frozen blocks of text whose figures are looked up, never typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any, Literal

from workbook.case import Choice, Sees
from workbook.language import Language, _, agreeing, gap
from workbook.shown import Chart

Audience = Literal["self", "lender"]
HANDED_OVER: Language = "zh"
"""What a lender reads; a paper for it in another language is a copy for the borrower's own reading."""
Value = Decimal | int | date | str | None


@dataclass(frozen=True)
class Plain:
    """Our own words; they hold no digit."""

    text: str


@dataclass(frozen=True)
class Figure:
    """A result, its key the path of its field; `value` is None when it is not known and `text` says so in words."""

    key: str
    text: str
    value: Value = None
    sees: Sees = "private"

    @property
    def known(self) -> bool:
        """Tell whether there is a value behind the words."""
        return self.value is not None

    @property
    def if_known(self) -> tuple[Figure, ...]:
        """The figure as a text, empty where there is no value behind the words."""
        return (self,) if self.known else ()


@dataclass(frozen=True)
class Own:
    """The borrower's own words, or a choice the borrower made from a list."""

    text: str


@dataclass(frozen=True)
class Cite:
    """A rule or a public number as the register words it under `rule_id`."""

    text: str
    rule_id: str


@dataclass(frozen=True)
class Day:
    """A date, written out."""

    text: str


Span = Plain | Figure | Own | Cite | Day
Text = tuple[Span, ...]
SPANS = (Plain, Figure, Own, Cite, Day)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2; the document's title stands above them all."""

    text: Text
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: plain, words to be said aloud, a small note, a warning, or set to the right."""

    text: Text
    manner: Literal["plain", "say", "note", "warning", "right"] = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list whose items are dotted, numbered in circles, or boxes to tick."""

    items: tuple[Text, ...]
    marks: Literal["dots", "circles", "boxes"] = "dots"


@dataclass(frozen=True)
class Facts:
    """Labels and values, one pair below the other."""

    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True)
class Grid:
    """A table with a header row; `numeric` columns stand right-aligned, `total` sets off the last row.

    The caption may be empty where a heading says it already.
    """

    caption: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: frozenset[int] = frozenset()
    total: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart under its caption; the chart's own sentence is the alt text."""

    caption: Text
    chart: Chart


@dataclass(frozen=True)
class Blanks:
    """Lines to be filled in by hand, each behind its label."""

    labels: tuple[Text, ...]


@dataclass(frozen=True)
class Fold:
    """Blocks folded away on a screen and left out of a printed copy: for the borrower's eyes."""

    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """A titled part that stays together on a page."""

    title: Text
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Bullets | Facts | Grid | Picture | Blanks | Fold | Section


@dataclass(frozen=True)
class Document:
    """A finished document; `name` is its file name without the ending, `narrow` fits it to a phone."""

    name: str
    title: str
    language: Language
    audience: Audience
    as_of: date
    blocks: tuple[Block, ...]
    foot: Text = ()
    narrow: bool = False


def say(template: str, /, **named: Span | Text | str) -> Text:
    """Fill a translated template with spans; a bare word given for a name is the package's own word."""
    filled: list[Span] = []
    for literal, name, _spec, _conversion in Formatter().parse(agreeing(template, named)):
        if literal:
            filled.append(Plain(literal))
        if name is not None:
            filled.extend(_as_text(named[name]))
    return tuple(filled)


def _as_text(value: Span | Text | str) -> Text:
    if isinstance(value, str):
        return (Plain(value),) if value else ()
    return value if isinstance(value, tuple) else (value,)


def joined(texts: tuple[Text, ...], between: str) -> Text:
    """Set texts one after another with the same words between them."""
    filled: list[Span] = []
    for text in texts:
        filled.extend((*((Plain(between),) if filled else ()), *text))
    return tuple(filled)


def sentences(*texts: Text) -> Text:
    """Set sentences one after another as the language in use does; empty ones are left out."""
    return joined(tuple(text for text in texts if text), gap())


def own(words: str | Choice | None, otherwise: str = "") -> Text:
    """Give what the borrower wrote or chose, or our own words where nothing was told."""
    if words is None:
        return _as_text(otherwise)
    return (Own(words.words if isinstance(words, Choice) else words),)


def day(when: date | None, otherwise: str = "") -> Text:
    """Write a date out in the language now spoken, or our own words where it is not known."""
    if when is None:
        return _as_text(otherwise)
    return (Day(_("{year}年{month}月{day}日").format(year=when.year, month=when.month, day=when.day)),)


def words(text: Text) -> str:
    """Give the bare words of a text."""
    return "".join(span.text for span in text)


def spans(part: Any) -> Iterator[Span]:
    """Walk through every span of a document, a block or a text."""
    if isinstance(part, SPANS):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from spans(inner)
    elif is_dataclass(part) and not isinstance(part, Chart):
        for one in fields(part):
            yield from spans(getattr(part, one.name))
