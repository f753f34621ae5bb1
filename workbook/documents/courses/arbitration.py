"""A commission of arbitration has written: its days come first, and only the text the borrower chose goes to it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Clause, lacking
from workbook.documents.blocks import Blanks, Block, Bullets, Document, Facts, Heading, Paragraph, Text, own, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, law, letter, limits, notice
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk, told
from workbook.documents.parts.phone import number
from workbook.language import N_, _

_BEFORE = ("arbitration_27_denial", "arbitration_31_validity", "arbitration_11_online")
_AFTER_AWARD = ("arbitration_72_setting_aside", "award_enforcement_8")


def _denies(desk: Desk) -> bool:
    return desk.loan.clause is Clause.NOT_FOUND


def _title(desk: Desk) -> str:
    return _("否认存在仲裁协议的异议书") if _denies(desk) else _("仲裁案件的程序意见")


def _facts(desk: Desk) -> Text:
    said = _("{received}收到贵会{number}通知，申请人为{claimant}。")
    found = say(_("{number}案件的"), number=own(desk.loan.notice_number)) if desk.loan.notice_number else ()
    claimant = own(desk.loan.holder, _("（通知上写的申请人）"))
    return say(said, received=notice.received(desk), number=found, claimant=claimant)


def _request(desk: Desk) -> Text:
    if _denies(desk):
        return say(
            _(
                "本人查看合同和 App 协议，未见与申请人有仲裁协议，现于首次开庭前书面否认存在仲裁协议，"
                "请贵会先对管辖作出决定；本函询问程序事项，不表示接受管辖。{online}"
            ),
            online=_online(desk),
        )
    said = _(
        "请送达申请书、证据和仲裁规则，告知答辩、选定仲裁员的截止日；{online}愿意在仲裁庭主持下调解。"
        "对管辖和实体的意见，本人在收到上述材料后另行提出。"
    )
    return say(said, online=_online(desk))


def _online(desk: Desk) -> Text:
    """Say whether a hearing online is agreed to; nothing while the borrower has not said."""
    agrees = desk.loan.agrees_online
    if agrees is None:
        return ()
    if _denies(desk):  # who denies the agreement agrees to no form of hearing
        return say(_("本人不同意网上开庭。")) if not agrees else ()
    return say(_("本人同意网上开庭，")) if agrees else say(_("本人不同意网上开庭，"))


def _closing(desk: Desk) -> tuple[Text, ...]:
    """List what to be told; whoever denies the agreement asks for no mediation under it."""
    return (
        say(_("秘书姓名、办公电话；")),
        say(_("仲裁协议在哪份合同第几条；")),
        say(_("答辩、举证、选定仲裁员的截止日；")),
        say(_("开庭日、方式，是否书面审理；")),
        say(_("送达地址。")) if _denies(desk) else say(_("送达地址；")),
        *(() if _denies(desk) else (say(_("可否调解。")),)),
    )


def _letter(desk: Desk) -> Document:
    notice.refuse_fake(desk)
    if desk.loan.clause is None:
        said = N_("还没说找没找到仲裁条款：先翻合同和 App 协议、问过法律援助，再在“借款”那一页选写哪一份；两份不能都写")
        raise lacking("debts", said)
    body = (letter.begun(desk, _facts(desk)), Paragraph(_request(desk)))
    to = notice.to(desk, _("（仲裁委员会全称，以通知为准）"))
    return notice.answer(
        desk, letter.Letter("arbitration", _title(desk), body, _closing(desk), to=to, role=_("被申请人"))
    )


# For oneself


def _clause(desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("找合同和 App 协议里的仲裁条款：借款合同、授信协议、担保合同、注册协议，搜“仲裁”“争议解决”")),
            say(_("没有条款：开庭前书面否认，不说等于有")),
            say(_("有条款：不写否认书；要材料、问日子，再写程序意见")),
            say(_("两份不能都写，写错一份都可能吃亏：先打{aid}问法律援助或律师，再选"), aid=number("legal_aid")),
            say(_("不同意网上开庭要说出来，不说可能就在网上开")),
        ),
        "boxes",
    )
    yield from law.grounds(desk, _BEFORE, "page")


def _which(desk: Desk) -> Iterator[Block]:
    chosen = desk.loan.clause.words if desk.loan.clause else _("还没选：没选以前不写任何东西给仲裁委")
    yield Facts(
        told(
            call.named(desk),
            (_("申请人（贷款方）"), own(desk.loan.holder)),
            (_("选了写哪一份"), say(chosen)),
        )
    )


def _verify(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("从仲裁委的官方网站查公布的电话，打过去报案号核实，再问秘书的姓名和电话")),
            say(_("仲裁委不是法院：查案子找仲裁委，不找法院的热线")),
            say(_("通知里、短信里的号码和链接，核实以前都不用")),
            say(_("只有消息、要付到个人账户的，像假的：先核实，不付，不回复")),
            say(_("仲裁费、和解款都不付到个人账户")),
        ),
        "boxes",
    )
    yield Paragraph(say(_("“您好，我收到你们的开庭通知，想核实这个案号是不是真的、秘书是谁、材料怎么送达。”")), "say")
    yield Blanks((say(_("案号")), say(_("秘书姓名、电话")), say(_("仲裁员名单收到没有")), say(_("开庭地点或链接"))))


def _at_the_hearing(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("一定到庭，或者书面委托律师；去不了提前书面说明、问能不能改期")),
            say(_("带合同、还款记录、App 截图；只说记录里有的事")),
            say(_("否认了仲裁协议的，开庭时先再说一遍，要求记录")),
            say(_("谈调解分期：可以申请，由对方决定；守不住的数不签，调解书断一期可以直接强制执行")),
        )
    )


def _lender(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("“请通过仲裁程序书面联系。我在电话里不谈金额和日期。”")), "say")


def _award(desk: Desk) -> Iterator[Block]:
    yield from law.grounds(desk, _AFTER_AWARD, "page")
    yield Paragraph(say(_("收到裁决书那天就记下日子，当天问律师。")))


def _never(desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不放着不管：不答复、不到庭，仲裁照样往下走")),
            say(_("不在电话里、聊天里说认多少、还多少")),
            say(_("没想好以前不答应仲裁，不点“同意”“确认送达方式”")),
            say(_("不信“交钱撤案”，不为它去借")),
            say(_("不说假话")),
        )
    )
    yield from limits.note(desk)


CARD: tuple[Part, ...] = (
    (N_("先看日子"), notice.days),
    (N_("先核实真假"), _verify),
    (N_("找仲裁条款，再选写哪一份"), _clause),
    (N_("哪一笔，选了什么"), _which),
    (N_("开庭"), _at_the_hearing),
    (N_("贷款方打来，这样说"), _lender),
    (N_("裁决以后"), _award),
    (N_("不做"), _never),
)


def _tonight(desk: Desk) -> Iterator[Block]:
    yield from notice.days(desk)
    yield Heading(say(_("今晚")))
    yield Bullets(
        (
            notice.night(),
            say(_("找合同和 App 协议里的仲裁条款，找到的拍下那一页，没找到也记下翻过哪几份")),
            say(_("还款记录、App 欠款分项截图")),
        ),
        "boxes",
    )
    yield Heading(say(_("明天一早")))
    yield Bullets(
        (
            say(_("从仲裁委官网查电话，核实案号")),
            say(_("打{aid}问法律援助：写哪一份、要不要选仲裁员、网上开庭同不同意"), aid=number("legal_aid")),
        ),
        "boxes",
    )


def _aloud(_desk: Desk) -> Text:
    return say(_("请通过仲裁程序书面联系。"))


def _opening(desk: Desk) -> Text:
    said = _("您好，我叫{name}。我收到一份仲裁通知，想核实案号，并问答复和开庭的日子。")
    return say(said, name=talk.name(desk))


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("答复用能留凭证的方式交：快递寄仲裁委、留底单，或当面交、要收件章")),
        say(_("每个日子前看一次日历；一定到庭")),
        say(_("不同意网上开庭要在开庭前书面说")),
        say(_("裁决、调解书一到，当天问律师：后面的期限从收到那天算")),
    )


ARBITRATION = Slots(
    title=_title,
    facts=_facts,
    request=_request,
    closing=_closing,
    opening=_opening,
    aloud=_aloud,
    card=CARD,
    tonight=_tonight,
    after=_after,
    letter=_letter,
    chats=False,
    calls=False,
)
