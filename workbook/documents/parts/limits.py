"""What asking does to limitation, in small print."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.course import Course
from workbook.documents.blocks import Block, Paragraph
from workbook.documents.parts.desk import Desk


def note(desk: Desk) -> Iterator[Block]:
    """Say in small print what asking for time does to limitation."""
    sentence = desk.own.limitation.sentence
    if sentence.known and desk.course is not Course.STOP:
        yield Paragraph((sentence,), "note")
