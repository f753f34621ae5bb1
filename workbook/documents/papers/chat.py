"""A text for the chat in the lender's app, at most 300 characters: the letter in short, by the same sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbook.documents.blocks import HANDED_OVER, Document, Paragraph, Text, own, say
from workbook.documents.blocks import words as bare
from workbook.documents.courses import COURSES
from workbook.documents.parts.desk import Desk, reading_copy
from workbook.language import N_, Refused, _, spoken
from workbook.position import Position, once

LONGEST = 300
_NAME = (None, 8)


@once
def chat(position: Position) -> Document:
    """Give the text to paste: title, who, which loan, what is asked, and for a ticket; 300 characters at the very most.

    Where there is no request yet it may be a question instead.

    The request is never cut; where all does not fit, what happened goes first, then the end of a long name, then what
    is asked beside the request. NotKnown while there is nothing to ask for, Refused where nothing is written in this
    course.
    """
    desk = Desk.of(position, "lender")
    if not COURSES[desk.course].chats:
        raise Refused(N_("现在该做的是“{course}”：不用给对方留言"), course=desk.course.words)
    made = desk.document("chat", _("App 客服留言"), ())
    return replace(made, blocks=tuple(Paragraph(text) for text in _fitted(desk)), foot=())


def _fitted(desk: Desk) -> tuple[Text, ...]:
    """Give the fullest message that fits, line by line."""
    slots = COURSES[desk.course]
    told = (slots.facts(desk), *((slots.short(desk),) if slots.short else ()), None)
    too = (True, False) if slots.asks_too else (False,)
    tried = [tuple(_lines(desk, facts, name, also)) for also in too for facts in told for name in _NAME]
    is_pasted = spoken() == HANDED_OVER  # the other is for reading
    room = LONGEST if is_pasted else _length(tried[0])
    return next((lines for lines in tried if _length(lines) <= room), tried[-1])


def _length(lines: tuple[Text, ...]) -> int:
    return sum(len(bare(line)) for line in lines)


def _lines(desk: Desk, facts: Text | None, name: int | None, also: bool) -> Iterator[Text]:
    slots = COURSES[desk.course]
    asks = slots.asks_first if desk.asked is None else None
    yield from reading_copy()
    if asks is None and slots.title:
        yield say(slots.title(desk))
    who = own(_short(desk.case.profile.name, name), _("（姓名）"))
    told = facts or say(_("的{loan}。"), loan=own(_short(desk.loan.name, name), _("借款")))
    marks = (*say(_("（虚构练习）") if desk.case.profile.fictional else ""), *say(_drafted(desk)))
    yield (*marks, *say(_("本人{who}"), who=who), *told)
    yield asks(desk) if asks else slots.request(desk)
    if also and asks is None and slots.asks_too:
        yield slots.asks_too(desk)
    yield say(_("请告知工单号和答复日期。"))


def _drafted(desk: Desk) -> str:
    return _("（草稿，本人未确认）") if desk.case.ask.drafted else ""


def _short(words: str | None, longest: int | None) -> str | None:
    if words is None or longest is None or len(words) <= longest:
        return words
    return words[: longest - 1] + "…"
