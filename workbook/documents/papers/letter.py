"""The one letter to send: which it is, the course decides."""

from __future__ import annotations

from workbook.documents.blocks import Document
from workbook.documents.courses import COURSES
from workbook.documents.parts.desk import Desk
from workbook.language import N_, Refused
from workbook.position import Position, once


@once
def letter(position: Position) -> Document:
    """Give the letter of the course; NotKnown while it has no request to make, Refused where nothing is written."""
    desk = Desk.of(position, "lender")
    made = COURSES[desk.course].letter
    if made is None:
        raise Refused(N_("现在该做的是“{course}”：不用写信，见电话卡片和“今晚做的事”"), course=desk.course.words)
    return made(desk)


@once
def second(position: Position) -> Document:
    """Give the letter to the other reader of a course; Refused where there is only one."""
    desk = Desk.of(position, "lender")
    made = COURSES[desk.course].second
    if made is None:
        raise Refused(N_("现在该做的是“{course}”：只有一封信"), course=desk.course.words)
    return made(desk)


def annexed(position: Position) -> Desk:
    """Lay out a case for a paper that goes with the letter; Refused where the letter of the course goes alone."""
    desk = Desk.of(position, "lender")
    if not COURSES[desk.course].annexed:
        raise Refused(N_("只发信和客服留言：现在该做的是“{course}”，带收支数字的材料先不发"), course=desk.course.words)
    return desk
