"""The claim changed hands: who the creditor is comes before any amount."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Blanks, Block, Bullets, Document, Heading, Paragraph, Text, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, law, letter, phone
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _


def _three_papers(desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("债权转让通知：谁转给谁、哪天转的")),
            say(_("来催的人有没有委托书")),
            say(_("现在债权人的全称和对公账户")),
            say(_("转让那天本金、利息、罚息各多少")),
        ),
        "boxes",
    )
    yield from law.grounds(desk, ("civil_546_assignment", "civil_548_defences"), "script")


def _verify(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("从 App 里找原来的贷款方，问：“这笔债权转了没有？转给谁？哪天转的？”")))
    yield from call.channels(desk)


def _note(_desk: Desk) -> Iterator[Block]:
    yield Blanks((say(_("几点")), say(_("哪家机构")), say(_("工号")), say(_("回拨电话"))))


def _then(desk: Desk) -> Iterator[Block]:
    if desk.asked is None:
        yield Paragraph(say(_("核实清楚以后再谈：先在“方案”那一页选一档写进请求。现在不报数字。")))
        return
    yield Paragraph(say(_("核实清楚以后再谈，谈的还是这几样：")))
    yield from call.asks(desk)


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("没核实就还款、签字、确认金额")),
            say(_("还到个人账户")),
            say(_("交“结清”“打折”的中介费")),
            say(_("通话中点新计划的“确认”")),
        )
    )


def _title(_desk: Desk) -> str:
    return _("关于核实债权转让的函")


def facts(desk: Desk) -> Text:
    """Say that a sale of the claim was heard of, and that nothing said here confirms an amount."""
    said = _("{loan}，听说债权已经转让；核实以前，本函不是对金额的确认。")
    return say(said, loan=letter.this_loan(desk, desk.lender_you))


def _request(desk: Desk) -> Text:
    said = _("请{you}书面告知有没有转让、转给谁、哪天转的、当时各项欠多少，并提供转让通知。")
    return say(said, you=desk.lender_you)


def _closing(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("工单号、受理部门、预计答复日；")),
        say(_("是否转让、受让人全称、转让日；")),
        say(_("转让那天本金、利息、罚息、费用各多少；")),
        say(_("还款应付到哪个对公账户、如何核验；")),
        say(_("自动扣款是否已停。")),
    )


def _letter(desk: Desk) -> Document:
    body = (letter.begun(desk, facts(desk)), Paragraph(_request(desk)))
    return letter.letter(desk, letter.Letter("sold", _title(desk), body, _closing(desk)))


def _opening_said(desk: Desk) -> Text:
    said = _("您好，我叫{name}。听说{loan}的债权转了手，请先把转让通知和授权文件发给我。核实之前我不谈金额。")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _opening(desk: Desk) -> Iterator[Block]:
    yield from call.opened(_opening_said(desk))


def _aloud(_desk: Desk) -> Text:
    return say(_("请发给我：转让通知、授权文件、现在债权人的全称和对公账户、转让那天各项欠多少。"))


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("核实以前两边都不付，先问清自动扣款停没停，防止付两次")),
        say(_("核实以后在“借款”那一页填债权现在在谁手里，再选一档写进请求，写给它")),
    )


CARD: tuple[Part, ...] = (
    (N_("先不谈钱，这样说"), _opening),
    (N_("先记下"), _note),
    (N_("要书面的"), _three_papers),
    (N_("向原来那家核实"), _verify),
    (N_("哪一笔"), call.which),
    (N_("核实以后"), _then),
    (N_("我的数"), call.mine),
    (N_("不做"), _never),
    (N_("结束这样说"), call.leave),
    (N_("念一遍核对"), call.read_back),
    (N_("挂了以后"), call.after),
)


def _tonight(_desk: Desk) -> Iterator[Block]:
    """List what shows who the creditor is."""
    yield Heading(say(_("今晚只存证、不发送")))
    yield Bullets(
        (
            say(_("说债权转了的短信、信、通话记录")),
            say(_("App 里这笔借款现在的样子：还在不在、欠多少")),
            say(_("借款合同或借据、还款记录")),
            say(_("自动扣款绑定的账户：转让以后还扣不扣")),
        ),
        "boxes",
    )
    yield Heading(say(_("明天白天：先发哪份、发到哪里")))
    yield talk.send_first()
    yield Bullets(
        (
            say(_("从 App 里问原来的贷款方：转了没有、转给谁")),
            say(_("向来催的那家要转让通知")),
            say(_("申请本人征信报告，看现在写的是哪家")),
        ),
        "boxes",
    )
    yield Paragraph(phone.free_help(), "note")


SOLD = Slots(
    title=_title,
    facts=facts,
    request=_request,
    closing=_closing,
    opening=_opening_said,
    aloud=_aloud,
    card=CARD,
    tonight=_tonight,
    after=_after,
    letter=_letter,
)
