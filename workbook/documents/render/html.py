"""Documents as one self-contained page that asks the network for nothing, 390 px first."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import Any

from workbook.documents.blocks import Document
from workbook.documents.render.glyphs import BOLD, REGULAR, embedded
from workbook.documents.render.tree import tree

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
_SIGNS = "".join(chr(n) for n in range(0x2460, 0x2474)) + "□▶▼"


def html(document: Document) -> str:
    """Give a whole page with its own typeface, light and dark; the same document gives the same bytes."""
    shown = _template("body.html").render(paper=_paper(document))
    letters = "".join(sorted({*shown, *_SIGNS}))
    faces = {"regular": embedded(REGULAR, letters), "bold": embedded(BOLD, letters)}
    style = _template("document.css").render() + _template("dark.css").render()
    page: str = _template("document.html").render(paper=_paper(document), style=_safe(style), **faces)
    return page


def fragment(document: Document) -> str:
    """Give the document as a piece of a notebook's output, always on white paper."""
    style = _template("document.css").render()
    return f"<style>{style}</style>{_template('body.html').render(paper=_paper(document))}"


def _paper(document: Document) -> dict[str, Any]:
    return {**tree(document), "lang": LANGUAGES[document.language]}


def _template(name: str) -> Any:
    return _environment().get_template(name)


def _safe(words: str) -> Any:
    from markupsafe import Markup

    return Markup(words)  # noqa: S704 - our own style sheet, a file of this package


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.filters["base64"] = lambda words: base64.b64encode(words.encode()).decode()
    return made
