"""Nothing has to be asked for: it is paid as it stands, and nothing is written to the lender."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Block, Bullets, Facts, Heading, Paragraph, Text, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots, nothing
from workbook.documents.parts import call, phone
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk, told
from workbook.language import N_, _


def _facts(_desk: Desk) -> Text:
    return say(_("现在不用向对方说什么。"))


def _request(_desk: Desk) -> Text:
    return say(_("照常还。"))


def _why(desk: Desk) -> Iterator[Block]:
    yield Paragraph(desk.own.led_why.if_known or _facts(desk))
    yield Facts(
        told(
            (_("下一次哪天还"), desk.facts.loan.coming_due.if_known),
            (_("要还多少"), desk.facts.loan.coming_payment.if_known),
            (_("照谈成的，往后"), desk.own.agreed.coming.if_known),
        )
    )


def _prepare(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("还款日前两天，把钱放进扣款账户")),
            say(_("扣完截图，看欠款有没有少")),
            say(_("看得出哪个月付不起，就在那一期到期前提出，不要等到逾期")),
        ),
        "boxes",
    )


def _when_they_call(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(call.to_a_robot(), "say")
    yield Paragraph(say(_("别人说能帮您提额、退息、改征信要收费的，都不理。")))


def _tonight(desk: Desk) -> Iterator[Block]:
    yield from _why(desk)
    yield Heading(say(_("今晚只存证、不发送；这几天")))
    yield from _prepare(desk)
    yield Paragraph(phone.free_help(), "note")


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (say(_("照常还；情况变了再回来，选“现在是什么情况”和“想要什么”")),)


def _opening(desk: Desk) -> Text:
    said = _("您好，我叫{name}，想问一下{loan}。请问您的工号？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


CARD: tuple[Part, ...] = (
    (N_("为什么不用谈"), _why),
    (N_("哪一笔"), call.which),
    (N_("要做的"), _prepare),
    (N_("有人打来"), _when_they_call),
)

KEEP = Slots(
    facts=_facts,
    request=_request,
    closing=nothing,
    opening=lambda desk: say(
        _("您好，我叫{name}，想问一下{loan}。请问您的工号？"), name=talk.name(desk), loan=talk.loan(desk)
    ),
    aloud=_request,
    card=CARD,
    tonight=_tonight,
    after=_after,
    chats=False,
)
