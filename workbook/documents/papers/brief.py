"""The negotiation brief, annexed to the letter: two or three pages that a credit officer can check line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.documents.blocks import Block, Bullets, Document, Facts, Heading, Paragraph, Text, day, say
from workbook.documents.courses import COURSES
from workbook.documents.papers.letter import annexed
from workbook.documents.parts import ability, asked, owed, proof, who
from workbook.documents.parts.desk import Desk, needs_request
from workbook.language import N_, _
from workbook.position import Position, once


@once
def brief(position: Position) -> Document:
    """Give the annex for the lender of the main loan; NotKnown without a request, Refused where a letter goes alone.

    Parts that nothing was told about are left out, and headings are numbered in the order that remains.
    """
    desk = annexed(position)
    needs_request(desk)
    return desk.document("brief", _("附页：借款、收支和还款测算"), _blocks(desk))


def _blocks(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_summary(desk))
    number = 0
    for title, make in _PARTS:
        blocks = tuple(make(desk))
        if blocks:
            yield Heading(say(_("{number}、{title}"), number=_("一二三四五六七八九十")[number], title=_(title)))
            yield from blocks
            number += 1


def _summary(desk: Desk) -> Text:
    """Say which letter this goes with, and its request in the same words."""
    slots = COURSES[desk.course]
    title = slots.title(desk) if slots.title else ""
    said = _("附于《{title}》，数字截至{on}。{request}")
    return say(said, title=title, on=day(desk.case.as_of), request=slots.request(desk))


def _outcome(desk: Desk) -> Iterator[Block]:
    chosen = needs_request(desk)
    yield from _told(asked.terms(chosen))
    yield from _told(asked.outcome(desk, chosen))
    yield from owed.assumptions(chosen.rung.assumed)


def _told(facts: Facts) -> Iterator[Block]:
    if facts.rows:
        yield facts


def _to_check(desk: Desk) -> Iterator[Block]:
    """List where the lender's own figures do not agree with the contract."""
    questions = (*desk.facts.query.figures, *desk.facts.query.written)
    if questions:
        yield Bullets(tuple((question,) for question in questions), "circles")


_PARTS: tuple[tuple[str, Callable[[Desk], Iterator[Block]]], ...] = (
    (N_("借款人"), who.borrower),
    (N_("借款"), who.loan),
    (N_("欠多少"), owed.owed),
    (N_("还款能力"), ability.ability),
    (N_("请求"), _outcome),
    (N_("请一并核对"), _to_check),
    (N_("材料"), proof.exhibits),
)
