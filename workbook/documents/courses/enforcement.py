"""A court enforces: all is told truly, and what the family lives on is asked to be left; only here is it shown."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Blanks, Block, Bullets, Document, Facts, Heading, Paragraph, Text, own, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, law, letter, notice
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk, told
from workbook.documents.parts.phone import number
from workbook.language import N_, _

_BEHIND = (
    "procedure_252_report",
    "civil_procedure_254_living",
    "seizure_3_living",
    "procedure_241_settlement",
    "procedure_236_objection",
    "award_enforcement_8",
    "criminal_313_hiding",
)


def _title(_desk: Desk) -> str:
    return _("关于如实报告财产和保留必需生活费用的申请")


def _facts(desk: Desk) -> Text:
    said = _("系{number}案被执行人，{received}收到执行通知书，愿意配合执行，现如实报告财产情况。")
    return say(said, number=own(desk.loan.notice_number, _("本")), received=notice.received(desk))


def _request(desk: Desk) -> Text:
    said = _("{living}，申请依法保留；其余部分愿与申请执行人分期履行，请求在法院主持下记入和解笔录。")
    return say(said, living=_living(desk))


def _living(desk: Desk) -> Text:
    """Name the account and the sum where they are told: the essentials of the household, and nothing else of it."""
    account = say(_("{account}内"), account=own(desk.loan.frozen_account)) if desk.loan.frozen_account else ()
    essentials, people = desk.facts.notice.essentials, desk.facts.cash.household
    monthly = say(_("每月{amount}"), amount=essentials) if essentials.known else say(_("一部分"))
    who = say(_("（共{people}）"), people=people) if people.known else ()
    said = _("{account}{amount}是本人和所扶养家属{who}的必需生活费用")
    return say(said, account=account, amount=monthly, who=who)


def _closing(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("执行法官、电话；")),
        say(_("依据文书文号、金额计算、迟延利息起算日；")),
        say(_("冻结了哪些账户、多少、到哪天；")),
        say(_("执行款账户（只付法院账户）；")),
        say(_("是否限制消费、是否列入失信；")),
        say(_("和解怎样记入笔录。")),
    )


def _property() -> Iterator[Block]:
    """Leave room for every kind of property, since only what is complete is true."""
    yield Heading(say(_("财产情况（逐项填写，没有的写“无”）")))
    yield Blanks(
        (
            say(_("现金、银行存款（每个账户）")),
            say(_("支付宝、微信里的钱")),
            say(_("工资、经营收款、租金等收入")),
            say(_("房屋、车辆")),
            say(_("存货、设备、工具")),
            say(_("别人欠我的钱")),
            say(_("收到通知前一年卖掉、送人的财产")),
        )
    )
    yield Paragraph(say(_("法院发了财产报告表的，以报告表为准，与本申请一并提交。")), "note")


def _letter(desk: Desk) -> Document:
    body = (
        letter.begun(desk, _facts(desk)),
        Paragraph(_request(desk)),
        *_property(),
    )
    to = notice.to(desk, _("（执行法院全称，以通知书为准）"))
    return notice.answer(
        desk, letter.Letter("enforcement", _title(desk), body, _closing(desk), to=to, role=_("被执行人"))
    )


# For oneself


def _verify(desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("打{court}报案号：是不是真的、哪个法院、执行法官是谁、办公电话"), court=number("court")),
            say(_("只打法院公布的电话，不打短信里的号码；法官不会叫您付到个人账户")),
            say(_("执行款只付法院的账户，付以前打电话核对一遍")),
            say(_("当天打{aid}问法律援助"), aid=number("legal_aid")),
        ),
        "boxes",
    )
    number_of_case = () if desk.loan.notice_number else (say(_("案号")),)
    court = (say(_("执行法官、电话")), say(_("哪些账户冻结、到哪天")), say(_("法院账户")), say(_("报告表哪天交")))
    yield Blanks((*number_of_case, *court))


def _report(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("如实报告财产：全部账户、收入、车房、别人欠的钱，没有的写“无”；以通知上写的日子为准")),
            say(_("收到通知前一年卖掉、送人的也要写")),
            say(_("不转移、不隐瞒财产：换收款码、用家人的码收钱，就是转移财产，可能犯罪")),
            say(_("生意照做、货款照收在自己的账户；怕被全扣，就申请留下生活费用")),
        )
    )


def _keep(desk: Desk) -> Iterator[Block]:
    yield Facts(
        told(
            (_("要留生活费的账户"), own(desk.loan.frozen_account)),
            (_("家里每月必需开支（写进申请）"), desk.own.notice.essentials.if_known),
            (_("几口人"), desk.own.cash.household.if_known),
        )
    )
    yield Bullets(
        (
            say(_("冻结的是吃饭、看病、上学的钱，或工资：拿凭据去申请留下这一部分")),
            say(_("冻错了、超过了，向执行法院书面提异议")),
            say(_("分期可以申请，由申请执行人决定；谈成要在法院记进笔录，私下签的不算")),
            say(_("守不住的期数不写：断了会恢复执行")),
        )
    )


def _which(desk: Desk) -> Iterator[Block]:
    yield Facts(
        told(
            call.named(desk),
            (_("申请执行人"), own(desk.loan.holder)),
            (_("我算的欠款（判决、裁决写的另算）"), desk.facts.loan.total.if_known),
        )
    )


def _said(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_opening_said(desk), "say")


def _opening_said(desk: Desk) -> Text:
    said = _("您好，我叫{name}，收到了执行通知书，愿意配合。请问执行法官是谁，财产报告哪天交，生活费用怎么申请留下？")
    return say(said, name=talk.name(desk))


def _lender(_desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("“案子在法院执行，我按法院的通知办，只付法院的账户。要谈和解，请在法院谈。”")), "say")


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不躲：叫去就去，去不了提前说明")),
            say(_("不把钱、车、房转给家人，不把货款叫别人代收")),
            say(_("不付“中间人”的钱，不信“花钱撤名单”")),
            say(_("不说假话，不漏报")),
        )
    )


def _law(desk: Desk) -> Iterator[Block]:
    yield from law.grounds(desk, _BEHIND, "page")


CARD: tuple[Part, ...] = (
    (N_("先看日子"), notice.days),
    (N_("打给谁"), _verify),
    (N_("这样说"), _said),
    (N_("如实报告，不动财产"), _report),
    (N_("留下生活费用"), _keep),
    (N_("哪一笔"), _which),
    (N_("贷款方打来，这样说"), _lender),
    (N_("不做"), _never),
    (N_("法律怎么写"), _law),
)


def _tonight(desk: Desk) -> Iterator[Block]:
    yield from notice.days(desk)
    yield Heading(say(_("今晚")))
    yield Bullets(
        (
            notice.night(),
            say(_("列一张财产单：每个账户、钱包、车房、货、别人欠的钱")),
            say(_("生活费用的凭据：房租、学费、看病、赡养；家里几口人")),
            say(_("还过的钱的凭证：判决以后还的也要扣掉")),
        ),
        "boxes",
    )
    yield Heading(say(_("明天一早")))
    yield Bullets(
        (
            say(_("打{court}核实案号，问到执行法官"), court=number("court")),
            say(_("打{aid}问法律援助"), aid=number("legal_aid")),
            say(_("申请里的财产情况逐项填满、照实填，和财产报告表一起送到法院，要收件凭证")),
        ),
        "circles",
    )


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("财产有变化，再书面补报一次")),
        say(_("和解分期可以申请，由对方决定；记进笔录才算")),
        say(_("每付一笔都要法院的收据；付清了要结案证明，看名单和限制撤没撤")),
    )


ENFORCEMENT = Slots(
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
    chats=False,
    calls=False,
)
