"""What is overdue can be paid, or was paid a few days late: being current again, and what the record says of it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import NOT_LATE
from workbook.documents.blocks import Block, Document, Heading, Paragraph, Text, day, own, say
from workbook.documents.courses import talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import letter, proof, record, request
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _


def _paid(desk: Desk) -> bool:
    """Tell whether what was late is paid already."""
    return desk.state in NOT_LATE


def _title(desk: Desk) -> str:
    return _("关于逾期款项已还清的说明") if _paid(desk) else _("关于补足到期款项的函")


def _which(desk: Desk) -> Text:
    """Name the late note of a line, else the number of the loan."""
    if note := record.only_note(desk):
        return say(_("，{note}"), note=note)
    number = desk.loan.as_one.contract_no
    return say(_("（借据号{number}）"), number=own(number)) if number else ()


def facts(desk: Desk) -> Text:
    """Say what was due when, why it was not debited and when it was paid; or what can now be paid at once."""
    return _was_late(desk) if _paid(desk) else _can_pay(desk)


def _was_late(desk: Desk) -> Text:
    record_ = desk.facts.loan.record
    due = say(_("{on}应还{amount}"), on=record_.late_due, amount=record_.late_amount) if record_.late_due.known else ()
    why = say(_("因{why}"), why=own(desk.loan.late_because)) if desk.loan.late_because else ()
    on = say(_("于{on}"), on=record_.late_paid_on) if record_.late_paid_on.known else ()
    said = _("在{you}的借款{number}{due}{why}未按时扣款成功，本人已{on}在 App 内还清当期全部应还款{paid}。")
    return say(said, you=desk.you, number=_which(desk), due=due, why=why, on=on, paid=record_.late_paid.if_known)


def _can_pay(desk: Desk) -> Text:
    unpaid = record.unpaid(desk, desk.facts.loan.record) or say(_("目前已逾期"))
    said = _("在{you}的借款{number}{unpaid}，{willing}。")
    able = desk.declared.pays_now
    willing = _("本人现在可以一次补足") if able else _("本人愿意补足，先核对应补的金额")
    return say(said, you=desk.you, number=_which(desk), unpaid=unpaid, willing=willing)


def _request(desk: Desk) -> Text:
    if _paid(desk):
        return say(
            _("请核实当期已结清，并书面告知逾期天数和征信是否报送；尚未报送的请酌情考虑，已报送且有错误的请更正。")
        )
    said = _("请书面告知截至{on}补到正常一共要还多少，本金、利息、罚息各多少，在哪里付，付清以后是否恢复正常。")
    return (*say(said, on=day(desk.case.as_of)), *request.scope(desk))


def closing(desk: Desk) -> tuple[Text, ...]:
    """List what the answer has to say of the instalment that was late and of the record."""
    first = (
        say(_("当期是否结清、还有无零星欠款；")) if _paid(desk) else say(_("补足的金额分项、付款的账户和先抵哪一项；"))
    )
    return (
        first,
        say(_("系统记录的逾期天数；")),
        say(_("是否报送征信、哪天报送、报送内容；")),
        say(_("罚息金额及可否减免；")),
        say(_("下次扣款的日期、时点和账户；")),
        say(_("后续还款计划和额度有无变化。")),
    )


def _letter(desk: Desk) -> Document:
    return letter.letter(desk, letter.Letter("cure", _title(desk), _body(desk), closing(desk)))


def _body(desk: Desk) -> Iterator[Block]:
    yield letter.begun(desk, facts(desk))
    yield Paragraph(_request(desk))
    shown = tuple(proof.of_payments(desk))
    if shown:
        yield Heading(say(_("附件")))
        yield from shown


def opening(desk: Desk) -> Text:
    """Open the call: it was paid, or will be paid now."""
    if _paid(desk):
        said = _("您好，我叫{name}。{loan}晚了几天，已经补上了，想核实一下记录。请问您的工号？")
    elif desk.declared.pays_now:
        said = _("您好，我叫{name}，想把{loan}到期的款项一次补足。请问现在一共要还多少？请问您的工号？")
    else:
        said = _("您好，我叫{name}，想把{loan}到期的款项补上。请问现在一共要还多少？请问您的工号？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _aloud(desk: Desk) -> Text:
    if _paid(desk):
        return say(_("请帮我核实：当期结清没有、记录的是逾期几天、征信报没报。"))
    return say(_("请告诉我在 App 哪里付、付了先抵哪一项、罚息能不能减，补上以后算不算恢复正常。"))


def _do(desk: Desk) -> Iterator[Block]:
    if _paid(desk):
        yield Paragraph(_aloud(desk), "say")
    else:
        yield from (Paragraph((why,)) for why in desk.own.quick.why.if_known)
    yield Paragraph(say(_("只在官方 App 里付。付完截图，看欠款有没有清掉。")))


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("下次还款日前两天把钱放进扣款账户，看清是哪个账户")),
        say(_("过一两个月查一次本人征信，写错的提异议")),
        say(_("同一件事不用再写第二封：等答复，到日子没有再问工单号")),
    )


CARD: tuple[Part, ...] = talk.card(
    opening,
    (N_("我要做的"), _do),
    (
        N_("当期结清没有，还有没有零星欠款"),
        N_("在 App 哪里付，付了先抵哪一项"),
        N_("罚息能不能减"),
        N_("记录的是逾期几天"),
        N_("征信报没报，怎么报"),
        N_("下次哪天扣、扣哪个账户"),
    ),
)

CURE = Slots(
    title=_title,
    facts=facts,
    request=_request,
    closing=closing,
    opening=opening,
    aloud=_aloud,
    card=CARD,
    tonight=talk.tonight,
    after=_after,
    letter=_letter,
)
