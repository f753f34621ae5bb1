"""The list for tonight: what to save and what to start, each a few minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.course import Course
from workbook.documents.blocks import Block, Bullets, Document, Heading, Paragraph, Text, say
from workbook.documents.courses import court, settled, sold, stop
from workbook.documents.parts import words
from workbook.documents.parts.desk import Desk
from workbook.documents.parts.phone import number
from workbook.language import _
from workbook.position import Position, once


@once
def tonight(position: Position) -> Document:
    """Give the list for tonight; NotKnown without a date."""
    desk = Desk.of(position, "self")
    return desk.document("tonight", _("今晚做的事"), _blocks(desk), narrow=True)


def _blocks(desk: Desk) -> Iterator[Block]:
    yield from _LISTS.get(desk.course, _usual)(desk)


def _usual(desk: Desk) -> Iterator[Block]:
    yield from _food_first(desk)
    facts = desk.own.quick
    if facts.deadline.known:
        said = _("下一个要记住的日子：{on}（{what}）")
        yield Paragraph(say(said, on=facts.deadline, what=facts.deadline_for))
    yield Heading(say(_("截五张图")))
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
    yield Paragraph(words.free_help(), "note")


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
    yield Bullets((*safe, *(_relief() if desk.course is Course.HOLD else ())), "boxes")


def _relief() -> tuple[Text, ...]:
    return (
        say(_("明天去街道、乡镇或村居，问临时救助和最低生活保障；法律援助打{aid}"), aid=number("legal_aid")),
        say(_("列出谁欠您的货款、工程款，欠多少，有什么凭据：先要这笔钱")),
        say(_("要不回来以前，不再垫钱开工、进货")),
    )


def _tomorrow(desk: Desk) -> Iterator[Block]:
    yield Heading(say(_("明天")))
    yield Bullets(
        (
            *((first,) for first in desk.own.ahead.told_first.if_known),
            say(_("上午从 App 里进人工客服，照电话卡片念")),
            say(_("记下工号、工单号、答应哪天回")),
            say(_("没有结果，就把客服留言发出去，截图")),
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


_LISTS: dict[Course, Callable[[Desk], Iterator[Block]]] = {
    Course.SOLD: sold.tonight,
    Course.COURT: court.tonight,
    Course.STOP: stop.tonight,
    Course.SETTLED: settled.tonight,
}
