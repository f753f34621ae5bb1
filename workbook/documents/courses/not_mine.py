"""A loan somebody else took or used: no talk about money, nothing that confirms it, and who is told first."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Blanks, Block, Bullets, Facts, Heading, Paragraph, Text, day, own, say
from workbook.documents.courses.slots import Slots, nothing
from workbook.documents.parts import call, phone
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk, told
from workbook.documents.parts.phone import number
from workbook.language import N_, _


def _first(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("不谈还款，不付一分，不签、不点“确认”：付一次，就可能被当成您认了这笔。")), "warning")
    yield Bullets(
        (
            say(_("完全不知道、被人冒用身份：下面几处都报")),
            say(
                _(
                    "自己刷过脸、给过验证码，钱被别人拿走（“帮忙贷款”“刷流水”“提额”）：也报，照实说每一步；合同可能仍算您的，先问律师"
                )
            ),
            say(_("是熟人、家人做的也一样：先问律师再跟他们谈")),
        )
    )


def _whom(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("报警：打{police}或去派出所，要受案回执；照实说，不夸大"), police=number("police")),
            say(_("律师或法律援助：打{aid}，问这笔算不算我的、要不要先起诉或提异议"), aid=number("legal_aid")),
            say(_("贷款方的反诈、风控部门：从官方 App 或官网电话进，照实说是冒用还是被骗，要求登记异议、停止扣款")),
            say(_("征信：查本人征信报告，对这一条书面提异议")),
            say(_("身份证、手机卡、银行卡有没有丢：挂失、改密码、解绑自动扣款")),
        ),
        "circles",
    )


def _said(_desk: Desk) -> Iterator[Block]:
    said = _("“我对这笔借款有异议。请登记异议，给我工单号，并把合同、放款账户、人脸和短信验证的记录发给我。”")
    yield Paragraph(say(said), "say")
    yield Paragraph(say(_("报了警的，加一句“已经报警”，报回执号；没报的先不说。")), "note")
    yield Paragraph(say(_("来催的，只说这一句，不谈“先还一点”：")))
    yield Paragraph(say(_("“这笔我有异议，请书面联系。”")), "say")
    yield Blanks((say(_("几点")), say(_("哪家机构")), say(_("工号、工单号")), say(_("报警回执号"))))


def _collect() -> tuple[Text, ...]:
    return (
        say(_("放款那天的全部记录：短信、通话、App 通知、登录的设备和地点")),
        say(_("钱进了哪个账户、又转给了谁：银行流水")),
        say(_("跟骗您的人、介绍的人的聊天、转账、电话，一条不删")),
        say(_("身份证、手机、银行卡当时在哪里；谁用过")),
        say(_("贷款方发来的合同、验证记录")),
        say(_("证明自己当时在别处、没用这笔钱的东西")),
    )


def _gather(_desk: Desk) -> Iterator[Block]:
    yield Bullets(_collect(), "boxes")


def _which(desk: Desk) -> Iterator[Block]:
    yield Facts(
        told(
            call.named(desk),
            (_("合同上写的贷款方"), own(desk.loan.lender)),
            (_("合同上写的放款日"), day(desk.loan.as_one.drawn_on)),
            (_("哪天知道的"), day(desk.loan.notice_on)),
        )
    )


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不写申请减免、分期、延期的信：写了就像是认了")),
            say(_("不为补这笔去借，不信“花钱销账”“内部撤销”")),
            say(_("不删聊天、不换手机，不跟骗您的人私下了结")),
            say(_("不冒认、不编：报假案要负责任")),
            say(_("法院、仲裁的材料不能不理：收到当天问律师，在期限里书面否认")),
        )
    )


def _help(_desk: Desk) -> Iterator[Block]:
    yield Bullets((say(_("把每次联系记进联系记录")), phone.free_help()), "boxes")


CARD: tuple[Part, ...] = (
    (N_("先记住"), _first),
    (N_("找谁"), _whom),
    (N_("这样说，再记下"), _said),
    (N_("收集什么"), _gather),
    (N_("哪一笔"), _which),
    (N_("不做"), _never),
    (N_("挂了以后"), _help),
)


def _tonight(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(
        say(_("不谈还款，不付一分；有人正在转您的钱，现在就打{police}。"), police=number("police")), "warning"
    )
    yield Heading(say(_("今晚只存证、不发送")))
    yield Bullets(_collect(), "boxes")
    yield Heading(say(_("现在就改")))
    yield Bullets((say(_("改支付密码、解绑自动扣款、退出陌生设备")), say(_("丢了身份证、手机卡的，马上挂失"))), "boxes")
    yield Heading(say(_("明天一早")))
    yield Bullets(
        (
            say(_("去派出所报案，要受案回执")),
            say(_("打{aid}问法律援助"), aid=number("legal_aid")),
            say(_("从官方渠道找贷款方的反诈、风控部门登记异议，要工单号")),
        ),
        "circles",
    )


def _line(_desk: Desk) -> Text:
    return say(_("这笔我有异议，请书面联系。"))


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("异议、报案都要书面回执；到日子没有回音就再问一次")),
        say(_("撤不撤这笔可以申请，由对方决定；不撤的，问律师怎么起诉、怎么提征信异议")),
        say(_("律师说这笔算您的，再回“借款”那一页改成现在的情况，从头来")),
    )


NOT_MINE = Slots(
    facts=_line,
    request=_line,
    closing=nothing,
    opening=_line,
    aloud=_line,
    card=CARD,
    tonight=_tonight,
    after=_after,
    chats=False,
    calls=False,
)
