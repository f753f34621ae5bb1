"""Near or past three years: nothing is asked, paid or signed before a lawyer was asked."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Blanks, Block, Bullets, Facts, Heading, Paragraph, Text, say
from workbook.documents.courses.slots import Slots, nothing
from workbook.documents.parts import law, phone
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.documents.parts.phone import number
from workbook.language import N_, _
from workbook.talks import Heard

_BEHIND = ("civil_188_limitation", "limitation_14_asking", "limitation_8_demand", "civil_192_after_expiry")


def _no_call(desk: Desk) -> Iterator[Block]:
    yield Paragraph((desk.own.limitation.sentence,), "warning")
    yield Paragraph(say(_("这不是说不用还了，是先弄清楚再开口：说错一句，三年可能重新算。")))


def _whom_to_ask(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("打{aid}问法律援助，或者问律师。问这几句："), aid=number("legal_aid")))
    yield Bullets(
        (
            say(_("三年从哪天算起，到没到？")),
            say(_("对方催过、我还过，会从哪天重新算？")),
            say(_("自动扣款要不要先处理？")),
            say(_("对方起诉了我该怎么说？")),
        ),
        "boxes",
    )
    limit = desk.own.limitation
    yield Facts(((say(_("最后看得出的起算日")), (limit.since,)), (say(_("最早到哪天满")), (limit.ends,))))
    yield Paragraph(say(_("没告诉工作簿的催收或还款，会让这一天往后推。")), "note")


def _when_they_call(desk: Desk) -> Iterator[Block]:
    yield Paragraph((desk.own.line[Heard.PAY_FIRST].say,), "say")
    yield Blanks((say(_("几点")), say(_("哪家机构")), say(_("工号")), say(_("对方说了什么"))))


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不答应还，不还一部分，不请求延期")),
            say(_("不在催款单、新协议上签字，不在 App 里点“确认”")),
            say(_("不确认欠多少")),
            say(_("不说假话，也不把法院寄来的东西放着不管")),
        )
    )


def _why(desk: Desk) -> Iterator[Block]:
    yield from law.grounds(desk, _BEHIND, "page")


def _after(_desk: Desk) -> Iterator[Block]:
    yield Bullets((say(_("把今天的联系记进联系记录")), phone.free_help()), "boxes")


CARD: tuple[Part, ...] = (
    (N_("今天不打这个电话"), _no_call),
    (N_("先问谁"), _whom_to_ask),
    (N_("对方打来，这样说，再记下"), _when_they_call),
    (N_("不做"), _never),
    (N_("为什么要停"), _why),
    (N_("挂了以后"), _after),
)


def _tonight(desk: Desk) -> Iterator[Block]:
    """List what a lawyer will want to see; nothing that reaches the lender."""
    yield Paragraph((desk.own.limitation.sentence,), "warning")
    yield Heading(say(_("找出来，排成一张时间表")))
    yield Bullets(
        (
            say(_("借款合同或借据，最后一期是哪天")),
            say(_("最后一次还款的记录，自动扣的也算")),
            say(_("对方催过的短信、信、通话：每一次的日子")),
            say(_("有没有签过新协议、催款单，或写过请求延期的话")),
            say(_("法院寄来的任何东西")),
        ),
        "boxes",
    )
    yield Heading(say(_("明天白天")))
    yield Bullets((say(_("打{aid}，把时间表念给对方听"), aid=number("legal_aid")),), "boxes")
    yield Paragraph(say(_("在这之前不联系贷款方，不还款，不签字。")))


def _nothing_said(desk: Desk) -> Text:
    return (desk.own.limitation.sentence,)


def _ask_a_lawyer(_desk: Desk) -> tuple[Text, ...]:
    return (say(_("问过律师以后再联系对方；在这之前不答应、不付、不签")),)


STOP = Slots(
    facts=_nothing_said,
    request=_nothing_said,
    closing=nothing,
    opening=_nothing_said,
    aloud=_nothing_said,
    card=CARD,
    tonight=_tonight,
    after=_ask_a_lawyer,
    chats=False,
)
