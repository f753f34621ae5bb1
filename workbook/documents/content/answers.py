"""The five answers of the ten-minute path, for the borrower's eyes."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Block, Document, Facts, Paragraph, Text, say
from workbook.documents.content import words
from workbook.documents.content.desk import Desk
from workbook.language import _, attempt
from workbook.position import Position, once
from workbook.pressure import quick
from workbook.talks import Course


@once
def answers(position: Position) -> Document:
    """Give what can be paid and offered, what to do by when, what to find out first; where one must stop, only that."""
    desk = Desk.of(position, "self")
    return desk.document("answers", _("十分钟的答案"), _blocks(desk), narrow=True)


def _blocks(desk: Desk) -> Iterator[Block]:
    if desk.case.profile.distressed:
        yield Paragraph(words.steady(), "warning")
    if desk.course is Course.STOP:
        yield Paragraph((desk["limitation.sentence"],), "warning")
        return
    for key in ("quick.runway", "quick.keep"):
        if desk.figures.known(key):
            yield Paragraph((desk[key],), "warning")
    yield Facts(
        (
            (say(_("今天最多付")), (desk["quick.today_at_most"],)),
            (say(_("坏月份也拿得出的（每月，看到书面再答应）")), _offer(desk)),
            (say(_("现在做什么")), _action(desk)),
            (say(_("下一个硬日子")), _deadline(desk)),
            (say(_("最该先弄清的")), _missing(desk)),
        )
    )
    for end in desk.figures.under("quick.end."):
        yield Paragraph((end,))
    if desk.figures.known("quick.record"):
        yield Paragraph((desk["quick.record"],), "note")
    for note in desk.figures.under("quick.assumed."):
        yield Paragraph((note,), "note")


def _offer(desk: Desk) -> Text:
    return (desk["quick.offer"],) if desk.figures.known("quick.offer") else say(_("先不报数字"))


def _action(desk: Desk) -> Text:
    found = attempt(lambda: quick(desk.position))
    return say(_("{action}。{why}"), action=found.action.words if found else "", why=desk["quick.why"])


def _missing(desk: Desk) -> Text:
    return (desk["quick.missing"],) if desk.figures.known("quick.missing") else say(_("没有了"))


def _deadline(desk: Desk) -> Text:
    if not desk.figures.known("quick.deadline"):
        return say(_("还没有日期"))
    return say(_("{on}（{what}）"), on=desk["quick.deadline"], what=desk["quick.deadline_for"])
