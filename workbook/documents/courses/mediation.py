"""A mediation body has written before a suit: it can be refused; a plan goes to it only where it holds with less."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Blanks, Block, Bullets, Document, Facts, Heading, Paragraph, Text, own, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, law, letter, limits, notice, phone, request
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk, told
from workbook.documents.parts.phone import number
from workbook.language import N_, _


def _title(_desk: Desk) -> str:
    return _("关于参加调解的答复")


def _facts(desk: Desk) -> Text:
    said = _("{received}收到关于{lender}借款纠纷的调解通知{number}，愿意参加调解。")
    shown = say(_("（编号{number}）"), number=own(desk.loan.notice_number)) if desk.loan.notice_number else ()
    lender = own(desk.loan.holder, _("贷款人"))
    return say(said, received=notice.received(desk), lender=lender, number=shown)


def _request(desk: Desk) -> Text:
    """Ask for the parts; name a plan only where one was chosen that holds with less coming in."""
    asked = desk.asked
    if asked is not None and desk.declared.firm:
        said = _("请先发来申请人的主张、欠款明细和授权材料；核对以后，本人能够做到的是：自{first}起{shape}，共{n}。")
        rung = asked.rung
        return say(said, first=rung.plan_first_due, shape=request.shape(asked), n=rung.count)
    return say(_("请先发来申请人的主张、欠款明细和授权材料；收到明细后本人七日内答复。"))


def _closing(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("调解组织全称、委派法院，可否用法院公开电话核实；")),
        say(_("是否收费；")),
        say(_("协议是否申请司法确认；")),
        say(_("一期未还是否全部到期、如何计息；")),
        say(_("调解不成何时立案、如何送达；")),
        say(_("调解期间是否停止催收、征信如何报送。")),
    )


def _letter(desk: Desk) -> Document:
    body = (letter.begun(desk, _facts(desk)), Paragraph(_request(desk)))
    to = notice.to(desk, _("（调解组织全称，以通知为准）"))
    return notice.answer(desk, letter.Letter("mediation", _title(desk), body, _closing(desk), to=to))


# For oneself


def _may_refuse(desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("能拒绝，不去不等于输：不想调，回一句“不参加调解，请依法处理”也行")),
            say(_("去了也不等于认账：先要明细，没看到不报数、不签字")),
            say(_("司法确认过的协议断一期，可以直接强制执行：守不住的数不签")),
            say(_("调解的方案可以申请，由对方决定")),
        )
    )
    yield from law.grounds(desk, ("procedure_125_mediation", "procedure_205_confirmation"), "page")


def _verify(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("问：调解组织全称是什么，哪个法院委派的，收不收费")),
            say(_("法院委派的，打{court}问有没有这件事、编号对不对"), court=number("court")),
            say(_("不是法院委派的，从它的官网或当地司法局查电话核实")),
            say(_("只有短信、电话的，先核实，核实以前不回复；要付到个人账户、要先交费的，像假的：不付")),
        ),
        "boxes",
    )
    yield Blanks((say(_("调解员姓名")), say(_("哪个法院委派")), say(_("编号")), say(_("哪天、怎么调"))))


def _plan(desk: Desk) -> Iterator[Block]:
    if desk.asked is None:
        yield Paragraph(say(_("还没选方案：答复里不写数，只要明细。选好了在“方案”那一页写进请求。")))
    elif desk.declared.firm:
        yield Paragraph(say(_("选好的方案，收款再少一成也守得住：写进了答复。开口前先对一遍明细。")))
    else:
        yield Paragraph(
            say(_("选好的方案，收款再少一成就守不住：没有写进答复，也不要在调解里签。先回“方案”那一页改小。")),
            "warning",
        )


def _which(desk: Desk) -> Iterator[Block]:
    yield Facts(
        told(
            call.named(desk),
            (_("向谁借的"), own(desk.loan.lender)),
            (_("我算的欠款"), desk.facts.loan.total.if_known),
        )
    )
    yield Paragraph(say(_("把明细逐项和工作簿的数对：本金、利息、罚息、复利、费用，差的先问清。")), "note")


def _opening_said(desk: Desk) -> Text:
    said = _("您好，我叫{name}。调解通知我收到了。请先把申请人的主张、欠款明细和授权发给我，我看过再书面答复。")
    return say(said, name=talk.name(desk))


def _say_it(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_opening_said(desk), "say")
    yield Paragraph(say(_("“请问协议会不会申请司法确认？一期没还上，是不是全部到期？”")), "say")


def _never(desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不当场签，不在手机上点“同意”“签名”；拿回来看一晚")),
            say(_("不签“一期未还全部到期、加收违约金”而自己守不住的协议")),
            say(_("不付“调解费”到个人账户；不为首付去借")),
            say(_("不说“欠这么多没错”，只说“收到明细再核对”")),
            say(_("不说假话")),
        )
    )
    yield from limits.note(desk)


CARD: tuple[Part, ...] = (
    (N_("先看日子"), notice.days),
    (N_("先核实真假"), _verify),
    (N_("能去也能不去"), _may_refuse),
    (N_("这样说"), _say_it),
    (N_("方案写不写"), _plan),
    (N_("哪一笔"), _which),
    (N_("不做"), _never),
)


def _tonight(desk: Desk) -> Iterator[Block]:
    yield from notice.days(desk)
    yield Heading(say(_("今晚")))
    yield Bullets(
        (
            notice.night(),
            say(_("借款合同、还款记录、App 欠款分项截图")),
            say(_("先想好：去不去；坏月份拿得出多少")),
        ),
        "boxes",
    )
    yield Heading(say(_("明天白天")))
    yield Bullets(
        (
            say(_("核实调解组织：哪家、哪个法院委派、编号对不对")),
            say(_("核实以后，再把答复用能留凭证的方式发给它；不参加的，也回一句")),
            say(_("打{aid}问法律援助：协议怎么写、签不签"), aid=number("legal_aid")),
        ),
        "circles",
    )
    yield Paragraph(phone.free_help(), "note")


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("收到明细，先核对，再答复；差的地方写下来")),
        say(_("协议先要一份草稿，回来和请求比过再签：期数、每期、加收、提前到期、司法确认")),
        say(_("调不成，等法院的材料：收到了在“借款”那一页改成“收到法院材料”")),
    )


MEDIATION = Slots(
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
    chats=False,
)
