"""Frozen values that a notebook shows: a sentence, a table, a chart. No drawing library here."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from typing import TypeVar

from workbook.language import _
from workbook.pages import linked

Shows = TypeVar("Shows")

LONGEST_OPEN = 24
"""Rows of a table that is shown unfolded."""
OPEN_NOTES = 2
"""Notes shown below a table; where there are more, the others are folded away."""
_WHOLE = re.compile(r"\d{4}-\d\d(?:-\d\d)?|-¥[\d,.]*\d")


class _Value:
    """What Jupyter asks for: the value as text, and as HTML."""

    def html(self) -> str:
        """Give the value as a piece of a page."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self.html()}


@dataclass(frozen=True)
class Missing(_Value):
    """What cannot be shown yet, said in a sentence, with the notebook that asks for it."""

    sentence: str
    where: str = ""

    def html(self) -> str:
        """Give the sentence as an escaped paragraph."""
        return f'<p class="wb-missing">{_html(self.sentence)}</p>'

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Table(_Value):
    """Named columns of finished words; `numeric` columns are set right-aligned, rows of `later` folded under `rest`."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    numeric: frozenset[int] = field(default_factory=frozenset)
    words: tuple[tuple[str, str], ...] = ()
    later: frozenset[int] = field(default_factory=frozenset)
    rest: str = ""

    def html(self) -> str:
        """Give an escaped table, each cell with the name of its column; a long one is folded under its title.

        A narrow screen shows the rows of a wide table as cards by those names.
        """
        if len(self.rows) <= LONGEST_OPEN:
            return self._open_html()
        summary = f"{escape(self.title)} ({len(self.rows)})"
        return f'<details class="wb-folded"><summary>{summary}</summary>{self._open_html()}</details>'

    def _open_html(self) -> str:
        if not self.rows:
            return f'<p class="wb-caption">{escape(self.title)}</p>{_notes(self.notes)}{_words(self.words)}'
        first, rest = ([row for i, row in enumerate(self.rows) if (i in self.later) is late] for late in (False, True))
        summary = f"{escape(self.rest)} ({len(rest)})"
        after = f'<details class="wb-more"><summary>{summary}</summary>{self._grid(rest)}</details>' if rest else ""
        return f"{self._grid(first)}{after}{_notes(self.notes)}{_words(self.words)}"

    def _grid(self, rows: list[tuple[str, ...]]) -> str:
        head = "".join(f'<th scope="col"{self._side(i)}>{escape(c)}</th>' for i, c in enumerate(self.columns))
        body = "".join(f"<tr>{''.join(self._cell(i, c) for i, c in enumerate(row))}</tr>" for row in rows)
        return (
            f'<div class="wb-table" tabindex="0" role="region" aria-label="{escape(self.title)}"><table>'
            f"<caption>{escape(self.title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _cell(self, index: int, words: str) -> str:
        return f'<td{self._side(index)} data-label="{escape(self.columns[index])}">{_linked(words)}</td>'

    def _side(self, index: int) -> str:
        return ' class="wb-number"' if index in self.numeric else ""

    def __str__(self) -> str:
        lines = [self.title, " | ".join(self.columns), *(" | ".join(row) for row in self.rows), *self.notes]
        return "\n".join(lines)


def _html(words: str) -> str:
    """Give words escaped, pages in them as links, days and amounts below zero never cut at a hyphen."""
    return _WHOLE.sub(r'<span class="wb-whole">\g<0></span>', linked(escape(words)))


def _linked(words: str) -> str:
    """Give words with the pages in them as links, in one piece where a cell is laid out beside its name."""
    html = _html(words)
    return f"<span>{html}</span>" if "<" in html else html


def _notes(notes: tuple[str, ...]) -> str:
    """Give the first notes below a table and fold the others away."""
    each = [f'<p class="wb-note">{_html(note)}</p>' for note in notes]
    if len(each) <= OPEN_NOTES + 1:
        return "".join(each)
    first, rest = each[:OPEN_NOTES], each[OPEN_NOTES:]
    summary = escape(_("另有 {count} 条说明").format(count=len(rest)))
    return f'{"".join(first)}<details class="wb-more"><summary>{summary}</summary>{"".join(rest)}</details>'


def _words(words: tuple[tuple[str, str], ...]) -> str:
    """Fold away what words of the trade mean, under a line that names them."""
    if not words:
        return ""
    named = escape(_("、").join(word for word, _meaning in words))
    each = "".join(f"<dt>{escape(word)}</dt><dd>{escape(meaning)}</dd>" for word, meaning in words)
    summary = escape(_("这几个词：")) + named
    return f'<details class="wb-more wb-words"><summary>{summary}</summary><dl>{each}</dl></details>'


@dataclass(frozen=True)
class Tables(_Value):
    """Several tables shown one below the other."""

    tables: tuple[Table, ...]

    def html(self) -> str:
        """Give the tables in order."""
        return "".join(table.html() for table in self.tables)

    def __str__(self) -> str:
        return "\n\n".join(str(table) for table in self.tables)


@dataclass(frozen=True)
class Chart(_Value):
    """A figure is its numbers, then one sentence, then a picture, which is drawn when it is first looked at."""

    sentence: str
    numbers: Table
    draw: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def svg(self) -> str:
        """The picture, with text as paths."""
        return self.draw()

    def html(self) -> str:
        """Give the sentence, the picture with the sentence as alt text, and the numbers folded away."""
        data = base64.b64encode(self.svg.encode()).decode()
        return (
            f'<figure class="wb-chart"><figcaption>{escape(self.sentence)}</figcaption>'
            f'<img alt="{escape(self.sentence)}" src="data:image/svg+xml;base64,{data}">'
            f"<details><summary>{escape(self.numbers.title)}</summary>{self.numbers.html()}</details></figure>"
        )

    def __str__(self) -> str:
        return f"{self.sentence}\n{self.numbers}"


@dataclass(frozen=True)
class Step:
    """A page on the way: what it is called, its notebook, and what stands in it, None where nothing is told there."""

    title: str
    file: str
    told: str | None = None


@dataclass(frozen=True)
class Way(_Value):
    """Where one is among the pages, and the one answer of this page before everything else."""

    here: int
    steps: tuple[Step, ...]
    answer: str = ""

    @property
    def place(self) -> str:
        """Say which step this is."""
        said = _("第 {here} 步，共 {all} 步：{title}")
        return said.format(here=self.here + 1, all=len(self.steps), title=self.steps[self.here].title)

    def html(self) -> str:
        """Give the pages as a list of links with the present one marked, then the answer."""
        each = "".join(self._step(number, step) for number, step in enumerate(self.steps))
        answer = f'<p class="wb-answer" role="status">{_html(self.answer)}</p>' if self.answer else ""
        label = escape(_("九个步骤"))
        return f'<nav class="wb-way" aria-label="{label}"><p>{escape(self.place)}</p><ol>{each}</ol></nav>{answer}'

    def _step(self, number: int, step: Step) -> str:
        here = ' aria-current="step"' if number == self.here else ""
        told = f" <small>{escape(step.told)}</small>" if step.told else ""
        return f'<li{here}><a href="{step.file}.ipynb">{escape(step.title)}</a>{told}</li>'

    def __str__(self) -> str:
        return "\n".join(part for part in (self.place, self.answer) if part)


@dataclass(frozen=True)
class Turn(_Value):
    """The links at the end of a page: back to the page before, on to the next."""

    back: Step | None
    on: Step | None

    def html(self) -> str:
        """Give the links, each with the name of its page."""
        back = self._link(self.back, _("上一步：{title}"), "wb-back") if self.back else ""
        forward = self._link(self.on, _("下一步：{title}"), "wb-on") if self.on else ""
        return f'<nav class="wb-turn">{back}{forward}</nav>'

    def _link(self, step: Step, words: str, kind: str) -> str:
        return f'<a class="{kind}" href="{step.file}.ipynb">{escape(words.format(title=step.title))}</a>'

    def __str__(self) -> str:
        return " · ".join(step.title for step in (self.back, self.on) if step)


@dataclass(frozen=True)
class Overview:
    """The first screen of a walk: where it stands, five numbers, three pictures, what comes next."""

    title: str
    answer: str
    numbers: tuple[tuple[str, str], ...]
    pictures: tuple[Chart, ...]
    after: str

    def html(self) -> str:
        """Give it as one piece of a page."""
        each = "".join(f"<div><dt>{escape(what)}</dt><dd>{escape(value)}</dd></div>" for what, value in self.numbers)
        pictures = "".join(picture.html() for picture in self.pictures)
        return (
            f'<h1>{escape(self.title)}</h1><p class="wb-answer">{_html(self.answer)}</p>'
            f'<dl class="wb-five">{each}</dl><div class="wb-three">{pictures}</div><p>{_html(self.after)}</p>'
        )


def notes_of(shown: object) -> tuple[str, ...]:
    """Give the notes below a value that a page shows; none of one that has none."""
    if isinstance(shown, Tables):
        return tuple(note for table in shown.tables for note in table.notes)
    return shown.notes if isinstance(shown, Table) else ()


def without_notes(shown: Shows, said: AbstractSet[object]) -> Shows:
    """Give the same value without notes that were said already."""
    if not said:
        return shown
    if isinstance(shown, Tables):
        return replace(shown, tables=tuple(without_notes(table, said) for table in shown.tables))
    return replace(shown, notes=tuple(note for note in shown.notes if note not in said))  # type: ignore[attr-defined, type-var]


def with_words(shown: Shows, words: tuple[tuple[str, str], ...]) -> Shows:
    """Give a table, or the last of several, with what these words mean below it."""
    if not words:
        return shown
    if isinstance(shown, Tables):
        *first, last = shown.tables
        return replace(shown, tables=(*first, replace(last, words=words)))
    return replace(shown, words=words)  # type: ignore[type-var]
