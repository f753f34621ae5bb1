"""Figures of the evidence: the number of each exhibit, its pages, and what a figure rests on."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import evidence
from workbook.case.evidence import Proves
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.position import Position

SHORT = 16  # enough of a SHA-256 to tell two files apart on paper


def proof_figures(position: Position, pen: Pen) -> Iterator[Figure]:
    """Word the exhibits in hand and the mark that stands beside each kind of figure."""
    held = attempt(lambda: evidence.exhibits(position)) or ()
    for exhibit in held:
        key = f"exhibit.{exhibit.number}"
        yield pen.count(f"{key}.number", exhibit.number, _("附件{n}"))
        yield pen.count(f"{key}.pages", exhibit.document.pages, _("{n}页"))
        yield pen.sentence(f"{key}.sha256", (exhibit.document.sha256 or "")[:SHORT])
        for name in ("issued_on", "covers_from", "covers_to"):
            yield pen.when(f"{key}.{name}", getattr(exhibit.document, name))
    for proved in Proves:
        basis = attempt(lambda proved=proved: evidence.basis(position, proved))  # type: ignore[misc]
        yield pen.sentence(f"proof.{proved.value}", basis.mark if basis else None)
