"""Frozen values that a notebook shows: a sentence, a table, a chart. No drawing library here."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from html import escape

LONGEST_OPEN = 24
"""Rows of a table that is shown unfolded."""


@dataclass(frozen=True)
class Missing:
    """What cannot be shown yet, said in a sentence, with the notebook that asks for it."""

    sentence: str
    where: str = ""

    def html(self) -> str:
        """Give the sentence as an escaped paragraph."""
        return f'<p class="wb-missing">{escape(self.sentence)}</p>'

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.sentence, "text/html": self.html()}


@dataclass(frozen=True)
class Table:
    """Named columns of finished words; `numeric` columns are set right-aligned."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    numeric: frozenset[int] = field(default_factory=frozenset)

    def html(self) -> str:
        """Give an escaped table, each cell with the name of its column; a long one is folded under its title.

        A narrow screen shows the rows of a wide table as cards by those names.
        """
        if len(self.rows) <= LONGEST_OPEN:
            return self._open_html()
        summary = f"{escape(self.title)} ({len(self.rows)})"
        return f'<details class="wb-folded"><summary>{summary}</summary>{self._open_html()}</details>'

    def _open_html(self) -> str:
        head = "".join(f'<th scope="col"{self._side(i)}>{escape(c)}</th>' for i, c in enumerate(self.columns))
        body = "".join(f"<tr>{''.join(self._cell(i, c) for i, c in enumerate(row))}</tr>" for row in self.rows)
        notes = "".join(f'<p class="wb-note">{escape(note)}</p>' for note in self.notes)
        return (
            f'<div class="wb-table" tabindex="0" role="region" aria-label="{escape(self.title)}"><table>'
            f"<caption>{escape(self.title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
            f"{notes}"
        )

    def _cell(self, index: int, words: str) -> str:
        return f'<td{self._side(index)} data-label="{escape(self.columns[index])}">{escape(words)}</td>'

    def _side(self, index: int) -> str:
        return ' class="wb-number"' if index in self.numeric else ""

    def __str__(self) -> str:
        lines = [self.title, " | ".join(self.columns), *(" | ".join(row) for row in self.rows), *self.notes]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self.html()}


@dataclass(frozen=True)
class Tables:
    """Several tables shown one below the other."""

    tables: tuple[Table, ...]

    def html(self) -> str:
        """Give the tables in order."""
        return "".join(table.html() for table in self.tables)

    def __str__(self) -> str:
        return "\n\n".join(str(table) for table in self.tables)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self.html()}


@dataclass(frozen=True)
class Chart:
    """A figure is its numbers, then one sentence, then a picture (SVG with text as paths)."""

    sentence: str
    numbers: Table
    svg: str = field(repr=False)

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

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self.html()}
