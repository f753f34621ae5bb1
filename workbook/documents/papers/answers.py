"""The five answers of the ten-minute path, for the borrower's eyes."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.course import NOTHING_PAID, Course
from workbook.documents.blocks import Block, Document, Facts, Paragraph, Text, say
from workbook.documents.courses import COURSES
from workbook.documents.parts import notice
from workbook.documents.parts.desk import Desk, told
from workbook.language import _
from workbook.position import Position, once

_BY_NOTICE = frozenset({Course.ARBITRATION, Course.MEDIATION, Course.ENFORCEMENT})


@once
def answers(position: Position) -> Document:
    """Give what can be paid and offered, what to do by when, what to find out first; where one must stop, only that."""
    desk = Desk.of(position, "self")
    return desk.document("answers", _("十分钟的答案"), _blocks(desk), narrow=True)


def _blocks(desk: Desk) -> Iterator[Block]:
    if desk.course is Course.STOP:
        yield Paragraph((desk.own.limitation.sentence,), "warning")
        return
    facts = desk.own.quick
    if COURSES[desk.course].page is not None:
        yield from _in_order(desk)
        return
    if desk.course in _BY_NOTICE:
        yield from notice.fake(desk)
    until = say(_("{on}（{what}）"), on=facts.deadline, what=facts.deadline_for)
    yield from (Paragraph((first,), "warning") for first in (*facts.runway.if_known, *facts.keep.if_known))
    yield Facts(
        (
            *(() if desk.course in NOTHING_PAID else _sums(desk)),
            (say(_("现在做什么")), (desk.own.first,)),
            (say(_("下一个硬日子")), until if facts.deadline.known else say(_("还没有日期"))),
            (say(_("最该先弄清的")), facts.missing.if_known or say(_("没有了"))),
        )
    )
    yield from (Paragraph((end,)) for end in facts.end)
    if desk.course in NOTHING_PAID:
        return
    notes = (*facts.record.if_known, *desk.own.ahead.ninety.if_known, *facts.assumed)
    yield from (Paragraph((note,), "note") for note in notes)


def _sums(desk: Desk) -> tuple[tuple[Text, Text], ...]:
    facts = desk.own.quick
    return (
        (say(_("今天最多付（只给自己看，不是要报的数）")), (facts.today_at_most,)),
        (say(_("坏月份也拿得出的（每月，看到书面再答应）")), facts.offer.if_known or say(_("先不报数字"))),
    )


def _in_order(desk: Desk) -> Iterator[Block]:
    """Say of a loan that is in order what comes next, by when, and what falls due then."""
    loan, facts = desk.facts.loan, desk.own.quick
    until = say(_("{on}（{what}）"), on=facts.deadline, what=facts.deadline_for)
    yield Facts(
        told(
            (_("现在做什么"), say(_("{course}，原来的照常还。"), course=desk.course.words)),
            (_("下一个硬日子"), until if facts.deadline.known else ()),
            (_("那天要还多少"), loan.coming_payment.if_known),
        )
    )
    yield from (Paragraph((end,)) for end in facts.end)
    if desk.course is Course.RENEW and facts.why.known:
        yield Paragraph((facts.why,))
    yield Paragraph(say(_("先做哪一步，见“今晚做的事”。")), "note")
