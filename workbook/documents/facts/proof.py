"""Facts of the evidence: the number of each exhibit, its pages, and what a figure rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from workbook import evidence
from workbook.case.evidence import Proves
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.position import Position

SHORT = 16  # enough of a SHA-256 to tell two files apart on paper


@dataclass(frozen=True)
class ExhibitFacts:
    """One exhibit in hand."""

    number: Figure
    pages: Figure
    sha256: Figure
    issued_on: Figure
    covers_from: Figure
    covers_to: Figure


def exhibit_facts(position: Position, pen: Pen) -> Mapping[int, ExhibitFacts]:
    """Word the exhibits in hand, by number."""
    held = attempt(lambda: evidence.exhibits(position)) or ()
    return {
        one.number: ExhibitFacts(
            number=pen.count(one.number, _("附件{n}")),
            pages=pen.count(one.document.pages, _("{n}页")),
            sha256=pen.sentence((one.document.sha256 or "")[:SHORT]),
            issued_on=pen.when(one.document.issued_on),
            covers_from=pen.when(one.document.covers_from),
            covers_to=pen.when(one.document.covers_to),
        )
        for one in held
    }


def proof_facts(position: Position, pen: Pen) -> Mapping[Proves, Figure]:
    """Word the mark that stands beside each kind of figure."""
    found = {proved: attempt(partial(evidence.basis, position, proved)) for proved in Proves}
    return {proved: pen.sentence(basis.mark if basis else None) for proved, basis in found.items()}
