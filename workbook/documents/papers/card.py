"""The phone card: for asking, thirteen parts in the order of a call; where something else comes first, that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.course import Course
from workbook.documents.blocks import Block, Bullets, Document, Paragraph, Section, say
from workbook.documents.courses import court, settled, sold, stop
from workbook.documents.parts import call
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.documents.render.tree import mark
from workbook.language import N_, _
from workbook.position import Position, once


@once
def card(position: Position) -> Document:
    """Give the card for the borrower's own phone; NotKnown without a date."""
    desk = Desk.of(position, "self")
    parts = (_part(desk, index, title, make) for index, (title, make) in enumerate(_PARTS[desk.course]))
    return desk.document("card", _("电话卡片"), parts, narrow=True)


def _part(desk: Desk, index: int, title: str, make: Callable[[Desk], Iterator[Block]]) -> Section:
    return Section(say("{mark} {title}", mark=mark("circles", index), title=_(title)), tuple(make(desk)))


def _confirm(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("还的钱先抵哪一项")),
            say(_("罚息怎么处理")),
            say(_("会不会提前收贷")),
            say(_("征信怎么报")),
            say(_("催收停不停")),
            say(_("新的还款计划在 App 哪里看得到")),
        ),
        "boxes",
    )


def _confirm_cure(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("补到正常一共多少，本金、利息、罚息各多少")),
            say(_("在 App 哪里付，付了先抵哪一项")),
            say(_("罚息能不能减")),
            say(_("补上以后还算不算逾期，会不会提前收贷")),
            say(_("征信怎么报")),
        ),
        "boxes",
    )


def _cure(desk: Desk) -> Iterator[Block]:
    yield Paragraph((desk.own.quick.why,))
    yield Paragraph(say(_("只在官方 App 里付。付完截图，看欠款有没有清掉。")))


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("不答应做不到的日子")),
            say(_("不认自己恶意拖欠")),
            say(_("不主动给别人的联系方式")),
            say(_("通话中不在 App 里点新计划的“确认”")),
            say(_("不说假话")),
        )
    )


def _opening(desk: Desk) -> Iterator[Block]:
    """Say the first sentence, and take back at once what was promised and cannot be paid."""
    yield from call.opening(desk)
    yield from (Paragraph((said,), "say") for said in desk.own.ahead.taken_back.if_known)


def _asking(asks: Part, confirm: Callable[[Desk], Iterator[Block]]) -> tuple[Part, ...]:
    return (
        (N_("从 App 里拨"), call.dial),
        (N_("先记下"), call.note),
        (N_("哪一笔"), call.which),
        (N_("开头这样说"), _opening),
        (N_("为什么"), call.cause),
        (N_("我的数"), call.mine),
        asks,
        (N_("逐项问清"), confirm),
        (N_("对方要是说"), call.heard),
        (N_("不做"), _never),
        (N_("结束这样说"), call.leave),
        (N_("念一遍核对"), call.read_back),
        (N_("挂了以后"), call.after),
    )


_PARTS: dict[Course, tuple[Part, ...]] = {
    Course.ASK: _asking((N_("我要的"), call.asks), _confirm),
    Course.CURE: _asking((N_("我要做的"), _cure), _confirm_cure),
    Course.HOLD: _asking((N_("我要的"), call.asks), _confirm),
    Course.SOLD: sold.CARD,
    Course.COURT: court.CARD,
    Course.STOP: stop.CARD,
    Course.SETTLED: settled.CARD,
}
