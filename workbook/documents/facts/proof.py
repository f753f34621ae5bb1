"""Facts of the evidence: the number of each exhibit, its pages, and what a figure rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from workbook import evidence, money
from workbook.case.evidence import PartShown, Proves
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.evidence import Exhibit
from workbook.language import _, attempt, within
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
    proves: tuple[Figure, ...]


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
            proves=pen.sentences(_proves(one)),
        )
        for one in held
    }


def _proves(one: Exhibit) -> Iterator[str]:
    """Say each thing it proves; of a figure of which it shows a part, which part and how much."""
    for place, proved in enumerate(one.proves):
        figure = within(proved.words) if place else proved.words
        parts = evidence.parts_of(one.document, proved)
        shown = _("、").join(_part(part) for part in parts)
        yield _("{figure}里的{parts}").format(figure=figure, parts=shown) if parts else figure


def _part(part: PartShown) -> str:
    return (part.name or "") + ("" if part.amount is None else money.shown(part.amount))


def cause_facts(position: Position, pen: Pen) -> tuple[Figure, ...]:
    """Word the mark of each sentence of the cause."""
    return pen.sentences(one.mark for one in attempt(lambda: evidence.cause(position)) or ())


def proof_facts(position: Position, pen: Pen) -> Mapping[Proves, Figure]:
    """Word the mark that stands beside each kind of figure."""
    found = {proved: attempt(partial(evidence.basis, position, proved)) for proved in Proves}
    return {proved: pen.sentence(basis.mark if basis else None) for proved, basis in found.items()}
