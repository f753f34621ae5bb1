"""Somebody says to have paid for the borrower: whether, how much and to whom one owes comes before any money."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Blanks, Block, Bullets, Document, Facts, Heading, Paragraph, Text, day, own, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, letter, limits, notice, phone
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk, told
from workbook.language import N_, Refused, _


def _payer(desk: Desk) -> Text:
    return own(desk.loan.notice_from, _("（来通知的保险公司或担保公司全称）"))


# To the lender


def _title(_desk: Desk) -> str:
    return _("关于查询借款是否已被代偿的函")


def _facts(desk: Desk) -> Text:
    said = _("{loan}，{received}收到通知，称{payer}已就本笔代偿；核实以前，本函不是对金额的确认。")
    return say(
        said,
        loan=letter.this_loan(desk, desk.lender_you),
        received=notice.received(desk),
        payer=own(desk.loan.notice_from, _("第三方")),
    )


def _request(desk: Desk) -> Text:
    said = _("请{you}书面确认本笔是否已由他人代偿、哪天、多少、是否结清、还应向谁还、自动扣款是否已停，并出具证明。")
    return say(said, you=desk.lender_you)


def _closing(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("工单号、受理部门、预计答复日；")),
        say(_("是全部还是部分代偿，哪天收到、由谁支付；")),
        say(_("本笔是否结清，还有没有剩余债权；")),
        say(_("自动扣款是否已停；代偿日以后扣过的款如何退回；")),
        say(_("征信如何登记，自哪个月起；")),
        say(_("代偿证明何时出具。")),
    )


def _letter(desk: Desk) -> Document:
    body = (letter.begun(desk, _facts(desk)), Paragraph(_request(desk)))
    return letter.letter(desk, letter.Letter("paid", _title(desk), body, _closing(desk)))


# To whoever says to have paid


def _to_the_payer(desk: Desk) -> Document:
    if desk.declared.private_account:
        raise Refused(N_("要付到个人账户的，像假的：先只向贷款方查询，不给来通知的人写信"))
    title = _("关于核实代偿及追偿事项的函")
    body = (letter.begun(desk, _heard(desk)), Paragraph(_proofs(desk)))
    return letter.letter(desk, letter.Letter("payer", title, body, _payer_closing(), to=_payer(desk)))


def _heard(desk: Desk) -> Text:
    one = desk.loan.as_one
    on = say(_("（借据号{number}）"), number=own(one.contract_no)) if one.contract_no else ()
    drawn = say(_("{on}放款的"), on=day(one.drawn_on)) if one.drawn_on else ()
    said = _(
        "{received}收到通知，称贵司已就本人在{lender}{drawn}借款{number}代偿并要求归还；核实以前，本函不是对金额的确认。"
    )
    lender = own(desk.loan.lender, _("贷款人"))
    return say(said, received=notice.received(desk), lender=lender, drawn=drawn, number=on)


def _proofs(_desk: Desk) -> Text:
    return say(
        _(
            "请提供保险单或保证合同、向贷款人支付的付款凭证、贷款人出具的代偿证明、金额计算和追偿所依据的条款；"
            "收到并核实后，本人再谈还款安排。"
        )
    )


def _payer_closing() -> tuple[Text, ...]:
    return (
        say(_("全部还是部分代偿、哪天付、付多少；")),
        say(_("贷款人还有没有剩余债权；")),
        say(_("代偿后是否继续计收利息、违约金，依据哪一条、按什么利率；")),
        say(_("收款对公账户全称、如何核验；")),
        say(_("来电机构的授权；")),
        say(_("两处征信如何登记、还清后如何更新；")),
        say(_("核实后可申请哪些还款安排。")),
    )


# For oneself


def _first(desk: Desk) -> Iterator[Block]:
    if desk.declared.private_account:
        yield Paragraph(say(_("要付到个人账户的，像假的：不付，先只问贷款方。")), "warning")
    yield Paragraph(say(_("核实前两边都不付：防止付两次。")), "warning")
    yield Bullets(
        (
            say(_("先问自动扣款停没停：没停的，贷款方还会扣")),
            say(_("App 里显示没有欠款，不等于不用还：可能是换了人来要")),
            say(_("说替您还了，不等于债权归了它：先看付款凭证和条款")),
        )
    )


def _says(desk: Desk) -> Iterator[Block]:
    yield Facts(
        told(
            call.named(desk),
            (_("向谁借的"), own(desk.loan.lender)),
            (_("说替您还了的"), own(desk.loan.notice_from)),
            (_("哪天收到通知"), day(desk.loan.notice_on)),
            (_("通知上的数（没核实，不念、不认）"), desk.own.notice.paid.if_known),
        )
    )


def _how(desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("贷款方：从 App 里的人工客服问，不用来电的号码")),
            say(_("保险公司：打保险单或公司官网上公布的客服电话，不打短信里的号码")),
            say(_("来催的公司：没有授权书就不谈，回到上面两家核实")),
            say(_("查本人征信：贷款方一条、付款方可能又一条，两条都要看；以后还清了两条都要更新")),
        ),
        "boxes",
    )
    yield from call.channels(desk)


def _opening_said(desk: Desk) -> Text:
    said = _("您好，我叫{name}。有人说替我还了{loan}。请查一下：是不是真的、哪天、还应向谁还、自动扣款停没停。")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _say_it(desk: Desk) -> Iterator[Block]:
    yield from call.opened(_opening_said(desk))


def _to_the_caller(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(
        say(_("“请把保险单或担保合同、付款凭证、您的授权书面发给我。核实以前我不谈金额，也不付款。”")), "say"
    )
    yield Blanks((say(_("几点")), say(_("哪家机构")), say(_("工号")), say(_("哪家委托的"))))


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不先付一点“表示诚意”，不为它去借")),
            say(_("不说“欠这么多没错”，不签还款协议、催款单")),
            say(_("不付到个人账户，不照短信里的账户付")),
            say(_("不点短信里的链接，不报验证码")),
        )
    )


def _then(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("凭证、代偿证明、条款三样都看到、对得上：在“借款”那一页把“债权现在在谁手里”填成它")),
            say(_("再到“方案”那一页选守得住的一档，写给它：可以申请，由对方决定")),
            say(_("对不上、不给：不付，打法律援助问")),
        ),
        "circles",
    )


def _small(desk: Desk) -> Iterator[Block]:
    yield Bullets((say(_("截图：通话记录、App 里这笔借款的样子")), phone.free_help()), "boxes")
    yield from limits.note(desk)


CARD: tuple[Part, ...] = (
    (N_("先记住"), _first),
    (N_("向谁核实"), _how),
    (N_("问贷款方这样说"), _say_it),
    (N_("来电要钱，这样说，再记下"), _to_the_caller),
    (N_("哪一笔，通知怎么说"), _says),
    (N_("不做"), _never),
    (N_("核实以后"), _then),
    (N_("挂了以后"), _small),
)


def _tonight(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("核实前两边都不付：防止付两次。")), "warning")
    yield Heading(say(_("今晚只存证、不发送")))
    yield Bullets(
        (
            say(_("说替您还了的短信、信、通话记录：截图，留日子")),
            say(_("App 里这笔借款现在的样子：还在不在、显示多少")),
            say(_("借款合同里的保险、担保条款，保险单")),
            say(_("自动扣款绑的账户，最近扣过没有")),
        ),
        "boxes",
    )
    yield Heading(say(_("明天白天")))
    yield Bullets(
        (
            say(_("从 App 里把客服留言（chat.txt）发给贷款方，要工单号；信作附件")),
            say(_("从保险公司官网查公布的电话，问这件事，再把另一封信寄给它")),
            say(_("申请本人征信报告，看有几条、各写的是哪家")),
        ),
        "circles",
    )
    yield Paragraph(phone.free_help(), "note")


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("两边的书面答复都到了，再对：哪天付的、付了多少、还剩谁的")),
        say(_("核实以后把“债权现在在谁手里”填成它，再选一档写给它：可以申请，由对方决定")),
        say(_("代偿日以后还被扣的钱，要贷款方退回或书面说明")),
    )


PAID_FOR = Slots(
    title=_title,
    facts=_facts,
    request=_request,
    closing=_closing,
    opening=_opening_said,
    aloud=_request,
    card=CARD,
    tonight=_tonight,
    after=_after,
    letter=_letter,
    calls=False,
    second=_to_the_payer,
)
