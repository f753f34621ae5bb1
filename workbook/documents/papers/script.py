"""The call script: what to say at each stage, and the next permitted line to what the other side says."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.course import Course
from workbook.documents.blocks import Block, Bullets, Document, Grid, Heading, Paragraph, say
from workbook.documents.courses import COURSES
from workbook.documents.facts.talk import QuestionFacts
from workbook.documents.parts import call, law, limits, phone
from workbook.documents.parts.desk import Desk
from workbook.language import N_, Refused, _
from workbook.position import Position, once
from workbook.talks import Heard, replies


@once
def script(position: Position) -> Document:
    """Give the script for a call about the main loan; NotKnown without a date, Refused where no call should be made."""
    desk = Desk.of(position, "self")
    if desk.course is Course.STOP:
        raise Refused(N_("{sentence}"), sentence=desk.own.limitation.sentence.text)
    if not COURSES[desk.course].calls:
        raise Refused(N_("现在该做的是“{course}”：要说的都在电话卡片上，不用通话提纲"), course=desk.course.words)
    return desk.document("script", _("通话提纲"), _blocks(desk))


def _blocks(desk: Desk) -> Iterator[Block]:
    slots = COURSES[desk.course]
    yield from desk.said_first()
    yield Heading(say(_("拨号之前")))
    yield Bullets(
        (
            say(_("手边放好：借据、App 欠款截图、纸笔。")),
            say(
                _("先想好一句话：发生了什么，我能做到什么。")
                if slots.heard is None
                else _("先想好一句话：我要办什么。")
            ),
            say(_("不在最累的时候打；对方打来可以说“我准备好再回电”。")),
        ),
        "boxes",
    )
    yield from _when_they_call(desk)
    yield Heading(say(_("开头")))
    yield from call.opened(slots.opening(desk))
    if slots.heard is None:
        yield Paragraph(say(_("请问截至今天各项各欠多少？我记一下，和我这边的数对一对。")), "say")
    yield Heading(say(_("提出请求")))
    yield Paragraph(slots.aloud(desk), "say")
    if apart := call.of_line(desk):
        yield Bullets(apart, "boxes")
    yield Heading(say(_("交材料")))
    numbered = _("材料我都编了号。请告诉我发到哪里、还缺哪一份；原件在我这里，可以核对。")
    yield Paragraph(
        say(numbered if slots.annexed and desk.facts.exhibit else _("请告诉我要哪些材料、发到哪里；还没有的我去补。")),
        "say",
    )
    yield from _answers(desk)
    yield Heading(say(_("要约下一次的话")))
    yield Paragraph(say(_("请问能决定的人哪天、几点方便？我到时候打过来，或者请他从这个工单回复我。")), "say")
    yield Heading(say(_("结束")))
    yield Paragraph(say(_("请把刚才说的发到 App 或短信。我看到书面方案后，____日前答复。请问工单号是多少？")), "say")
    yield from _flags(desk)
    yield from limits.note(desk)


def _when_they_call(desk: Desk) -> Iterator[Block]:
    yield Heading(say(_("对方打来时，先问")))
    yield _questions(desk.own.caution.caller, (_("先问"), _("答不上来")))


def _flags(desk: Desk) -> Iterator[Block]:
    yield Heading(say(_("出现一条就停下来")))
    yield _questions(desk.own.caution.flag, (_("问自己"), _("有就这样做")))
    yield Paragraph(phone.free_help(), "note")


def _questions(questions: tuple[QuestionFacts, ...], titles: tuple[str, str]) -> Grid:
    rows = tuple(((one.ask,), (one.if_so,)) for one in questions)
    return Grid((), (say(titles[0]), say(titles[1])), rows)


def _answers(desk: Desk) -> Iterator[Block]:
    only = COURSES[desk.course].heard
    kept = {heard: line for heard, line in desk.own.line.items() if only is None or heard in only}
    if kept:
        yield Heading(say(_("对方要是说")))
    for heard, line in kept.items():
        yield Heading((line.heard,), 2)
        yield Paragraph((line.say,), "say")
        yield Paragraph(say(_("要拿到：{get}。不要：{avoid}。"), get=line.get, avoid=line.avoid))
        yield from _behind(desk, heard)


def _behind(desk: Desk, heard: Heard) -> Iterator[Block]:
    found = next((r.citation for r in replies(desk.position, desk.loan) if r.heard is heard and r.citation), None)
    text = law.cited(desk, found.rule_id, "script") if found else ()
    if text:
        yield Paragraph(text, "note")
