"""What a paper can show at all, by its kind: parts of a figure, and which sentences of a cause."""

from __future__ import annotations

from workbook.case import Document
from workbook.case import DocumentKind as K
from workbook.case.evidence import PartShown, Proves
from workbook.language import N_, _, within
from workbook.sentences import Kind, kinds

_ONE_PART = {K.LEASE: N_("租金"), K.MEDICAL: N_("看病吃药的钱")}
_MONEY = (Proves.COSTS, Proves.ESSENTIALS)
_SELDOM_SHOWN = {Kind.FAMILY, Kind.PEOPLE}


def parts_of(document: Document, figure: Proves) -> tuple[PartShown, ...]:
    """Give the parts of a figure that a paper shows; none where it shows all of it.

    As told; untold, a lease shows the rent and a doctor's bill what was paid for it, whatever else the figure holds.
    """
    told = tuple(part for part in document.shows if part.figure is figure and not part.archived)
    if told or figure not in _MONEY or document.kind not in _ONE_PART:
        return told
    return (PartShown(id=document.id, figure=figure, name=within(_(_ONE_PART[document.kind]))),)


def can_show(kind: K | None, sentence: str) -> bool:
    """Tell whether a paper of this kind can show what a sentence of the cause tells.

    Health is shown by a doctor's papers alone, and they show nothing else. What became of another person is shown by
    none of the listed kinds, so only a paper of another kind that the borrower marked for it. Everything else can be
    shown by any paper marked for it. What no paper can show is the borrower's statement.
    """
    about = set(kinds(sentence))
    if Kind.ILLNESS in about:
        return kind is K.MEDICAL
    if about & _SELDOM_SHOWN:
        return kind in {K.OTHER, None}
    return kind is not K.MEDICAL
