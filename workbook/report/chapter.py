"""An executed notebook as a chapter of the walk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from typing import Any

from workbook.language import LANGUAGES, Language
from workbook.report import notebook as stored
from workbook.report.notebook import Cell, Notebook


def chapter(notebook: Notebook, language: Language) -> str:
    """Give the prose in one language and what the cells show, as pieces of a page: no code, no other language."""
    left_out = {"end", *(other for other in LANGUAGES if other != language)}
    cells = (cell for cell in notebook["cells"] if left_out.isdisjoint(stored.tags(cell)))
    return "\n".join(piece for section in _sections(cells) for piece in _folded(section))


def _sections(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Cut a page where a heading begins; a heading and what belongs to it stay together."""
    section: list[Cell] = []
    for cell in cells:
        if cell["cell_type"] == "markdown" and section:
            yield section
            section = []
        section.append(cell)
    yield section


def _folded(section: list[Cell]) -> Iterator[str]:
    """Give a section, what few need folded under its heading as it is on the page itself."""
    pieces = [piece for cell in section for piece in _pieces(cell)]
    heading, end, rest = pieces[0].partition("</h2>") if pieces else ("", "", "")
    if not (end and "folded" in stored.tags(section[0])):
        yield from pieces
        return
    yield f'<details class="wb-section"><summary>{heading}{end}</summary>{rest}'
    yield from pieces[1:]
    yield "</details>"


def _pieces(cell: Cell) -> Iterator[str]:
    if cell["cell_type"] == "markdown":
        yield _prose(stored.source(cell))
    for output in cell.get("outputs", ()):
        yield f"<div>{_shown(output)}</div>"


@cache
def _prose(words: str) -> str:
    """Turn Markdown into HTML; the workbook's own prose is the same for every case."""
    import mistune

    return str(mistune.markdown(words))


def _shown(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        return "".join(data["text/html"])
    words = data.get("text/plain") or output.get("text") or [f"{line}\n" for line in output.get("traceback", ())]
    return f"<pre>{escape(''.join(words))}</pre>"
