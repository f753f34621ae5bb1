"""A loan that is paid off: the certificate, and that nothing is taken any more."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Loan
from workbook.documents.blocks import Block, Bullets, Heading, Paragraph, Text, own, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, phone, who
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _


def _to_do(desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("结清证明：要盖章或电子章，写明结清日期")),
        say(_("App 里这笔显示已结清，截图")),
        say(_("自动扣款解除了没有")),
        *_released(desk.loan),
        say(_("过一两个月查一次本人征信，看写没写已结清")),
    )


def _released(loan: Loan) -> Iterator[Text]:
    """Ask about what may still be bound for the loan: all of which it was not told that there is none."""
    if who.answering(loan):
        yield say(_("{signs}的担保责任解除了没有").format(signs=who.answering(loan)))
    if loan.pledged is not False:
        yield say(_("抵押登记解除了没有"))


def _list(desk: Desk) -> Iterator[Block]:
    yield Bullets(_to_do(desk), "boxes")


def _after(_desk: Desk) -> Iterator[Block]:
    yield Bullets((say(_("结清证明长期保存")), phone.free_help()), "boxes")


def _facts(desk: Desk) -> Text:
    told = desk.loan.as_one.contract_no
    number = say(_("（借据号{number}）"), number=own(told)) if told else ()
    return say(_("的{loan}{number}已经还清。"), loan=talk.loan(desk), number=number)


def _request(_desk: Desk) -> Text:
    return say(_("请出具结清证明，并确认自动扣款已经解除。"))


def _closing(_desk: Desk) -> tuple[Text, ...]:
    return (say(_("结清证明哪天给、发到哪里；")), say(_("征信哪个月更新。")))


def _opening_said(desk: Desk) -> Text:
    said = _("您好，我叫{name}。{loan}已经还清，请给我开结清证明，并确认自动扣款已经解除。请问您的工号？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _opening(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_opening_said(desk), "say")


def _aloud(_desk: Desk) -> Text:
    return say(_("请问结清证明什么时候能给、发到哪里？征信哪个月更新？"))


def _keep_it(_desk: Desk) -> tuple[Text, ...]:
    return (say(_("结清证明长期保存；过一两个月查一次本人征信，看写没写已结清")),)


CARD: tuple[Part, ...] = (
    (N_("从 App 里拨"), call.dial),
    (N_("这样说"), _opening),
    (N_("哪一笔"), call.which),
    (N_("逐项确认"), _list),
    (N_("念一遍核对"), call.read_back),
    (N_("以后"), _after),
)


def _tonight(desk: Desk) -> Iterator[Block]:
    """List what closes a loan for good."""
    yield Heading(say(_("今晚只存证、不发送；明天白天要这几样")))
    yield Bullets(_to_do(desk), "boxes")


SETTLED = Slots(
    title=lambda _desk: _("关于请出具结清证明的留言"),
    facts=_facts,
    request=_request,
    closing=_closing,
    opening=_opening_said,
    aloud=_aloud,
    card=CARD,
    tonight=_tonight,
    after=_keep_it,
)
