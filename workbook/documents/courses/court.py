"""Papers from a court: the day to answer stands above everything else."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import talks
from workbook.case import CourtPaper
from workbook.documents.blocks import Blanks, Block, Bullets, Cite, Facts, Heading, Paragraph, Text, day, own, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, phone
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk, told
from workbook.documents.parts.phone import number
from workbook.language import N_, _
from workbook.talks import Heard

_PAST = {
    False: N_("按填的日子，答复的期限已经过了：今天就问还能做什么，开庭仍然要到。"),
    True: N_("按填的日子，提异议的期限已经过了，对方可能申请强制执行：今天就问到哪一步、能不能谈执行和解。"),
}


def by_when(desk: Desk) -> Iterator[Block]:
    """Say which paper came, by when to answer it, and what to do where that is not known or went by."""
    answer = talks.answer_to(desk.position, desk.loan)
    if answer.last_day is None:
        yield Paragraph(
            say(_("先翻出法院材料，看上面写的期限和开庭日，照着办；再填进“借款”那一页的“法院材料”。")), "warning"
        )
    elif answer.past:
        yield Paragraph(say(_(_PAST[answer.paper is CourtPaper.PAYMENT_ORDER])), "warning")
    yield Facts(
        told(
            (_("收到的是"), own(answer.paper)),
            (_("哪天收到"), day(desk.loan.court_paper_on)),
            (_("答复的最后一天"), day(answer.last_day)),
            (_("最晚哪天交出去"), day(answer.act_by)),
        )
    )
    if answer.limits:
        yield Paragraph((desk.own.court.limits,), "note")


def _what_to_do(desk: Desk) -> Iterator[Block]:
    yield Bullets(tuple((step,) for step in desk.own.court.step), "circles")
    answer = talks.answer_to(desk.position, desk.loan)
    if answer.citation:
        yield Paragraph((Cite(answer.citation.sentence, answer.citation.rule_id),), "note")
        yield Paragraph((Cite(answer.citation.limits, answer.citation.rule_id),), "note")


def _which(desk: Desk) -> Iterator[Block]:
    yield Facts(
        told(
            call.named(desk),
            (_("向谁借的"), own(desk.loan.lender)),
            (_("我算的欠款"), (desk.facts.loan.total,)),
            (_("算到哪天"), day(desk.case.as_of)),
        )
    )
    yield Paragraph(say(_("把法院材料上写的数和工作簿分项算的数对一遍，差的地方写进答复。")), "note")


def _blanks(_desk: Desk) -> Iterator[Block]:
    yield Blanks((say(_("案号")), say(_("哪个法院")), say(_("法官或书记员电话")), say(_("开庭日"))))


def _to_the_court(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("“请问这个案子是不是真的、现在到哪一步？能不能先调解？”")), "say")


def _to_the_lender(desk: Desk) -> Iterator[Block]:
    yield Paragraph((desk.own.line[Heard.COURT].say,), "say")


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不错过答复的日子和开庭")),
            say(_("不照短信、图片里的账户付款")),
            say(_("不转移、不隐瞒财产")),
            say(_("不签没看懂的调解协议")),
            say(_("不说假话")),
        )
    )


def _papers() -> tuple[Text, ...]:
    return (
        say(_("法院材料全部拍照，信封留着，写下收到的日子")),
        say(_("借款合同或借据、还款记录")),
        say(_("App 欠款分项截图")),
        say(_("收支流水，证明坏月份能还多少")),
    )


def _bring(_desk: Desk) -> Iterator[Block]:
    yield Bullets(_papers(), "boxes")


def _after(_desk: Desk) -> Iterator[Block]:
    yield Bullets((say(_("把每次联系记进联系记录")), phone.free_help()), "boxes")


def _opening(desk: Desk) -> Text:
    said = _("您好，我叫{name}。{loan}我已经收到法院材料，正在问法院和法律援助，也愿意在法院主持下调解。请问您的工号？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _facts(desk: Desk) -> Text:
    return say(_("已收到{loan}的法院材料，正在按期答复，也愿意在法院主持下调解。"), loan=talk.loan(desk))


def _request(_desk: Desk) -> Text:
    return say(_("请书面告知调解由谁联系，并列明本金、利息、罚息、费用各多少。"))


def _aloud(_desk: Desk) -> Text:
    return say(_("我已经收到法院材料，正在问法院和法律援助，也愿意在法院主持下调解。请问调解找谁联系？"))


def _closing(_desk: Desk) -> tuple[Text, ...]:
    return (say(_("调解由谁联系；")), say(_("本金、利息、罚息、费用各多少。")))


def _steps(desk: Desk) -> tuple[Text, ...]:
    return (
        *((step,) for step in desk.own.court.step),
        say(_("答复交出去以后留好凭证，开庭一定到")),
    )


CARD: tuple[Part, ...] = (
    (N_("先看期限"), by_when),
    (N_("要做的事"), _what_to_do),
    (N_("问法院时这样说"), _to_the_court),
    (N_("先记下"), _blanks),
    (N_("哪一笔"), _which),
    (N_("带上"), _bring),
    (N_("贷款方打来，这样说"), _to_the_lender),
    (N_("不做"), _never),
    (N_("以后"), _after),
)


def _tonight(desk: Desk) -> Iterator[Block]:
    """List what has to be ready to answer a court."""
    yield from by_when(desk)
    yield Heading(say(_("今晚准备好")))
    yield Bullets(_papers(), "boxes")
    yield Heading(say(_("明天一早")))
    yield Bullets(
        (
            say(_("打{court}核实案号和法院"), court=number("court")),
            say(_("打{aid}问法律援助"), aid=number("legal_aid")),
        ),
        "boxes",
    )


COURT = Slots(
    facts=_facts,
    request=_request,
    closing=_closing,
    opening=_opening,
    aloud=_aloud,
    card=CARD,
    tonight=_tonight,
    after=_steps,
)
