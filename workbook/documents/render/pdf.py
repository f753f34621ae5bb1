"""Documents as tagged PDF: the words go in as data, the layout stands in one template."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from workbook.documents.blocks import Document
from workbook.documents.render.glyphs import FONTS, drawable
from workbook.documents.render.tree import tree

TEMPLATE = Path(__file__).parent / "templates" / "document.typ"
REGIONS = {"zh": "cn", "en": "gb"}
SHARPNESS = 220.0
_PICTURE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def pdf(document: Document) -> bytes:
    """Give the document as PDF/UA-1, A4 or as narrow as a phone; the same document gives the same bytes."""
    made: bytes = _compile(TEMPLATE, document=json.dumps(_page(document), ensure_ascii=False))(
        format="pdf", pdf_standards="ua-1", timestamp=_midnight(document)
    )
    return made


def png(svg: str) -> bytes:
    """Turn a chart into a PNG on white, for writers that take no SVG."""
    made: bytes = _compile(_PICTURE, svg=svg)(format="png", ppi=SHARPNESS)
    return made


def pages(document: Document) -> tuple[bytes, ...]:
    """Give each page of the document as a PNG."""
    made = _compile(TEMPLATE, document=json.dumps(_page(document), ensure_ascii=False))(format="png", ppi=SHARPNESS)
    return (made,) if isinstance(made, bytes) else tuple(made)


def _page(document: Document) -> dict[str, Any]:
    return {**tree(document, drawable), "lang": document.language, "region": REGIONS[document.language]}


def _midnight(document: Document) -> datetime:
    return datetime(document.as_of.year, document.as_of.month, document.as_of.day, tzinfo=UTC)


def _compile(source: Path | bytes, **inputs: str) -> Any:
    import typst

    root = TEMPLATE.parent
    compiler = typst.Compiler(input=source, root=root, font_paths=fonts(), sys_inputs=inputs)
    return compiler.compile


@cache
def fonts() -> Any:
    """Find the faces, once."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
