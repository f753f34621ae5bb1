"""Every figure a document may print, by key; a document looks them up and types none."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Audience, Figure
from workbook.documents.facts.ask import ask_figures
from workbook.documents.facts.cash import cash_figures
from workbook.documents.facts.loan import loan_figures
from workbook.documents.facts.pen import Figures, Pen
from workbook.documents.facts.proof import proof_figures
from workbook.documents.facts.quick import offer_figures, urgent_figures
from workbook.documents.facts.talk import conduct_figures, line_figures, query_figures
from workbook.documents.view import lender_position
from workbook.position import Position, once

__all__ = ["Figures", "Pen", "figures"]


@once
def figures(position: Position, audience: Audience = "self") -> Figures:
    """Give the results of a case by key, for the borrower or as the lender of the main loan may see them.

    A result that cannot be computed yet is there too, with words for it and no value.
    """
    if audience == "lender":
        seen = lender_position(position)
        pen = Pen.for_lender(seen.case.main_loan)
        return Figures.of((*_shared(seen, pen), *_released(position, pen)))
    pen = Pen.for_self()
    return Figures.of(
        (*_shared(position, pen), *cash_figures(position, pen), *urgent_figures(position, pen), *_said(position, pen))
    )


def _shared(position: Position, pen: Pen) -> Iterator[Figure]:
    for make in (loan_figures, ask_figures, proof_figures):
        yield from make(position, pen)
    if position.loans:
        yield from query_figures(position, position.case.main_loan, pen)


def _released(position: Position, pen: Pen) -> Iterator[Figure]:
    """Word the results of private figures that the borrower tells: what is left, an offer, a complaint."""
    yield from cash_figures(position, pen)
    yield from offer_figures(position, pen)
    yield from conduct_figures(position, position.case.main_loan, pen)


def _said(position: Position, pen: Pen) -> Iterator[Figure]:
    if position.loans:
        yield from line_figures(position, position.case.main_loan, pen)
        yield from conduct_figures(position, position.case.main_loan, pen)
