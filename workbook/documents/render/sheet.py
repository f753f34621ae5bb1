"""A document as a notebook shows it."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.documents.blocks import Document
from workbook.documents.render.html import fragment
from workbook.documents.render.text import text


@dataclass(frozen=True)
class Sheet:
    """A document among the results of a page."""

    document: Document

    def __str__(self) -> str:
        return text(self.document)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": fragment(self.document)}
