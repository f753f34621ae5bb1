"""An executed notebook as a chapter of the walk."""

from __future__ import annotations

from collections.abc import Iterator
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
    return "\n".join(piece for cell in cells for piece in _pieces(cell))


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
