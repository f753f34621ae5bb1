"""What the courses share in which one talks to a lender: the order of a card, the call, tonight, what comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workbook.documents.blocks import Block, Bullets, Heading, Paragraph, Text, own, say
from workbook.documents.naming import formal_name
from workbook.documents.parts import asked, call, phone
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _

_NO_MALICE = N_("不认自己恶意拖欠")
NEVER = (
    N_("不答应做不到的日子"),
    _NO_MALICE,
    N_("不主动给别人的联系方式"),
    N_("通话中不在 App 里点新计划的“确认”"),
    N_("不说假话"),
)


def name(desk: Desk) -> Text:
    """Give the name to say, or room for it."""
    return own(desk.case.profile.name, _("____"))


def loan(desk: Desk) -> Text:
    """Give the loan as it is named to its lender."""
    return own(formal_name(desk.loan, desk.case.loans), _("这笔借款"))


def card(opening: Callable[[Desk], Text], asks: Part, confirm: tuple[str, ...]) -> tuple[Part, ...]:
    """Lay out a card: safety, which loan, what I say, what I ask, then the rest in the order of a call."""
    return (
        (N_("从 App 里拨"), call.dial),
        (N_("哪一笔"), call.which),
        (N_("开头这样说"), _opening(opening)),
        asks,
        (N_("为什么"), call.cause),
        (N_("我的数"), call.mine),
        (N_("先记下"), call.note),
        (N_("逐项问清"), boxes(confirm)),
        (N_("对方要是说"), call.heard),
        (N_("不做"), dots(NEVER)),
        (N_("结束这样说"), call.leave),
        (N_("念一遍核对"), call.read_back),
        (N_("挂了以后"), call.after),
    )


def _opening(said: Callable[[Desk], Text]) -> Callable[[Desk], Iterator[Block]]:
    def part(desk: Desk) -> Iterator[Block]:
        """Say the first sentence, what a robot is told, and take back at once what was promised and cannot be paid."""
        yield from call.opened(said(desk))
        yield from (Paragraph((back,), "say") for back in desk.own.ahead.taken_back.if_known)

    return part


def boxes(items: tuple[str, ...]) -> Callable[[Desk], Iterator[Block]]:
    """Give a part of a card that ticks these off."""

    def part(desk: Desk) -> Iterator[Block]:
        """List what to ask; of one note of a line first what keeps it apart from the others."""
        yield Bullets((*call.of_line(desk), *(say(_(one)) for one in items)), "boxes")

    return part


def dots(items: tuple[str, ...]) -> Callable[[Desk], Iterator[Block]]:
    """Give a part of a card that lists these."""

    def part(desk: Desk) -> Iterator[Block]:
        yield Bullets(tuple(say(_(one)) for one in items if not desk.before_due or one != _NO_MALICE))

    return part


def asked_aloud(desk: Desk) -> Text:
    """Ask for the preferred rung where there is one that can be kept, else for the ways that are open."""
    if line := asked.to_say(desk):
        return say(_("我想申请：{ask}。请帮我登记。"), ask=line)
    return say(_("请问像我这样的情况，现在有哪些办法可以申请？要哪些材料？"))


def tonight(desk: Desk, help_first: Iterable[Block] = ()) -> Iterator[Block]:
    """List what to save tonight and what to send first tomorrow: living before debts, nothing sent at night."""
    yield from _food_first(desk)
    yield from help_first
    facts = desk.own.quick
    if facts.deadline.known:
        said = _("下一个要记住的日子：{on}（{what}）")
        yield Paragraph(say(said, on=facts.deadline, what=facts.deadline_for))
    yield Heading(say(_("今晚只存证、不发送：截五张图")))
    yield Bullets(
        (
            say(_("App 里的欠款总数，能看到日期")),
            say(_("欠款的各项：本金、利息、罚息、费用")),
            say(_("借款合同或借据")),
            say(_("还款计划和已还记录")),
            say(_("自动扣款绑定的账户")),
        ),
        "boxes",
    )
    yield Heading(say(_("先申请，过一两天能拿到")))
    yield Bullets(
        (
            say(_("支付宝、微信、银行卡的流水：申请官方导出，最近一年")),
            say(_("本人征信报告：在人民银行征信中心的官方渠道申请，每年两次免费")),
        ),
        "boxes",
    )
    yield from _missing(desk)
    yield from _tomorrow(desk)
    yield Paragraph(phone.free_help(), "note")


def _food_first(desk: Desk) -> Iterator[Block]:
    """Put living before debts: how long the cash lasts, what to keep back, and where help is asked for."""
    facts = desk.own.quick
    yield from (Paragraph((first,), "warning") for first in (*facts.runway.if_known, *facts.keep.if_known))
    yield Heading(say(_("先把钱放好")))
    closed = desk.position.months.closed
    safe = (
        say(_("看清哪几张卡、哪个钱包会被自动扣款")),
        say(_("吃饭、看病的钱放在没有绑定扣款的账户") if closed else _("吃饭、看病、进货的钱放在没有绑定扣款的账户")),
    )
    yield Bullets(safe, "boxes")


def relief() -> Iterator[Block]:
    """Say where help is asked for where nothing is left to live on."""
    yield Heading(say(_("先找得到的帮助")))
    yield Bullets(
        (
            say(_("明天去街道、乡镇或村居，问临时救助和最低生活保障；法律援助打{aid}"), aid=phone.number("legal_aid")),
            say(_("列出谁欠您的货款、工程款，欠多少，有什么凭据：先要这笔钱")),
            say(_("要不回来以前，不再垫钱开工、进货")),
        ),
        "boxes",
    )


_ATTACHED = N_("信、附页和证据，生成了的作附件，还在等的先不发；客服收不了附件，就按工单里给的地方交")


def sending(attached: str = _ATTACHED) -> tuple[Text, ...]:
    """Say in which order and at which hours papers are sent, and which go as attachments."""
    return (
        say(_("先发客服留言（chat.txt）：从官方 App 进人工客服，粘贴，要工单号")),
        say(_(attached)),
        say(_("白天发：晚上十点到早上八点只存证、不发送")),
    )


def send_first() -> Bullets:
    """Say which paper goes first and where: an online lender books the ticket, the letter is its attachment."""
    return Bullets(sending(), "circles")


def _tomorrow(desk: Desk) -> Iterator[Block]:
    yield Heading(say(_("明天白天：先发哪份、发到哪里")))
    yield send_first()
    yield Bullets(
        (
            *((first,) for first in desk.own.ahead.told_first.if_known),
            say(_("打电话的话，从 App 里进人工客服，照电话卡片念")),
            say(_("记下工号、工单号、答应哪天回")),
            say(_("晚上把今天的联系记进联系记录")),
            say(_("过了说好的日子没有回音，再打一次，报工单号")),
        ),
        "boxes",
    )
    yield from (Paragraph((said,)) for said in (*desk.own.ahead.coming, *desk.own.quick.end))


def _missing(desk: Desk) -> Iterator[Block]:
    missing = desk.own.quick.missing
    if missing.known:
        yield Heading(say(_("还缺的一个答案")))
        yield Paragraph(say(_("补上它，建议最可能改变：{field}"), field=missing))


def after_request(_desk: Desk) -> tuple[Text, ...]:
    """Say what to do once a request was sent."""
    return (
        say(_("可以申请，由对方决定：记下工单号和答复日期，到那天没有回音就再问一次")),
        say(_("对方给的方案先要书面，回来和请求比过再答复，通话里不点“确认”")),
        say(_("谈成以后核对书面条件，第一期按新计划还，还完看记录")),
    )
