"""Documents as one self-contained page that asks the network for nothing, 390 px first."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

from workbook.documents.blocks import Document
from workbook.documents.render.glyphs import BOLD, REGULAR, embedded
from workbook.documents.render.tree import tree
from workbook.language import Language, _

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
_SIGNS = "".join(chr(n) for n in range(0x2460, 0x2474)) + "□▶▼"


def html(document: Document) -> str:
    """Give a whole page with its own typeface, light and dark; the same document gives the same bytes."""
    paper = _paper(document)
    faces = _faces(_template("body.html").render(paper=paper))
    style = _safe(_template("document.css").render() + _template("dark.css").render())
    bound = {"paper": paper, "lang": paper["lang"], "title": paper["title"], "style": style, **faces}
    page: str = _template("document.html").render(bound)
    return page


def walk(name: str, parts: Sequence[tuple[str, str]], language: Language) -> str:
    """Bind pieces of HTML, each with its name, into one page with a table of contents and its own typeface."""
    title = _("协商工作簿：{name}").format(name=name)
    names = {part for part, _html in parts}
    pieces = [
        {"id": part, "title": _heading(html) or part, "body": _safe(_linked(html, names))} for part, html in parts
    ]
    private = _("只给您自己看：这一页有现金、底线和其他借款，不要发给对方。给对方的材料在上一层文件夹里。")
    bound: str = _template("walk.html").render(
        lang=LANGUAGES[language],
        title=title,
        contents=_("目录"),
        private=private,
        parts=pieces,
        style=_safe(_template("walk.css").render()),
        **_faces(title + private + "".join(html for _part, html in parts)),
    )
    return bound


def many(title: str, shown: Mapping[str, Any], language: Language) -> str:
    """Give the page over many cases: rows that are filtered without a program and put in order by a small one."""
    script = (TEMPLATES / "many.js").read_text(encoding="utf-8")
    charts = [_safe(chart.html()) for chart in shown["charts"]]
    page = {
        **shown,
        "title": title,
        "charts": charts,
        "lang": LANGUAGES[language],
        "style": _look([one["mark"] for one in shown["filters"][1:]]),
    }
    template = _template("many.html")
    letters = template.render(**page, script="", digest="", regular="", bold="")
    mark = base64.b64encode(sha256(script.encode()).digest()).decode()
    bound: str = template.render(**page, script=_safe(script), digest=mark, **_faces(letters))
    return bound


def which(title: str, shown: Mapping[str, Any], language: Language) -> str:
    """Give the page that says which number is which case."""
    page = {**shown, "title": title, "lang": LANGUAGES[language], "style": _look([])}
    template = _template("which.html")
    bound: str = template.render(**page, **_faces(template.render(**page, regular="", bold="")))
    return bound


def _look(marks: Sequence[str]) -> Any:
    return _safe(_template("walk.css").render() + _template("many.css").render(marks=marks))


def is_walk(page: str) -> bool:
    """Tell whether a page is a walk that this workbook bound."""
    return '"WB Sans"' in page and '<section id="00_start">' in page


def _linked(html: str, names: set[str]) -> str:
    """Turn links to notebooks of the walk into links within the page."""
    return re.sub(r'href="(\w+)\.ipynb"', lambda to: f'href="#{to[1]}"' if to[1] in names else to[0], html)


def _heading(html: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)(<a\b.*?)?</h1>", html, re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", found[1])).strip() if found else ""


def _faces(shown: str) -> dict[str, str]:
    letters = "".join(sorted({*shown, *_SIGNS}))
    return {"regular": embedded(REGULAR, letters), "bold": embedded(BOLD, letters)}


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
