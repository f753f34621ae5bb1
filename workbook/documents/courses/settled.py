"""A loan that is paid off: the certificate, and that nothing is taken any more."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Block, Bullets, Text, say
from workbook.documents.parts import call, words
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _


def _to_do() -> tuple[Text, ...]:
    return (
        say(_("结清证明：要盖章或电子章，写明结清日期")),
        say(_("App 里这笔显示已结清，截图")),
        say(_("自动扣款解除了没有")),
        say(_("担保人、抵押登记解除了没有")),
        say(_("过一两个月查一次本人征信，看写没写已结清")),
    )


def _list(_desk: Desk) -> Iterator[Block]:
    yield Bullets(_to_do(), "boxes")


def _after(_desk: Desk) -> Iterator[Block]:
    yield Bullets((say(_("结清证明长期保存")), words.free_help()), "boxes")


CARD: tuple[Part, ...] = (
    (N_("从 App 里拨"), call.dial),
    (N_("这样说"), call.opening),
    (N_("哪一笔"), call.which),
    (N_("逐项确认"), _list),
    (N_("念一遍核对"), call.read_back),
    (N_("以后"), _after),
)


def tonight(_desk: Desk) -> Iterator[Block]:
    """List what closes a loan for good."""
    yield Bullets(_to_do(), "boxes")
