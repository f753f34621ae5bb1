"""A plan that was agreed cannot be kept: what was kept comes first, then why it broke, then one request that holds."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Block, Document, Heading, Paragraph, Text, say
from workbook.documents.courses import ease, talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, law, letter, proof, reasons, request
from workbook.documents.parts.desk import Asked, Desk, needs_request
from workbook.language import N_, _


def _title(desk: Desk) -> str:
    on = desk.facts.agreed.on
    return _("关于调整{on}还款约定的函").format(on=on.text) if on.known else _("关于调整还款约定的函")


def facts(desk: Desk) -> Text:
    """Say what was agreed, what was kept of it and what could not be paid."""
    agreed = desk.facts.agreed
    on = say(_("于{on}"), on=agreed.on) if agreed.on.known else ()
    paid = say(_("，已按约支付{n}共{sum}"), n=agreed.kept_count, sum=agreed.kept_sum) if agreed.kept_count.known else ()
    said = _("与{you}{on}约定分{n}、每期{payment}{paid}{missed}。")
    return say(said, you=desk.you, on=on, n=agreed.periods, payment=agreed.payment, paid=paid, missed=missed(desk))


def missed(desk: Desk) -> Text:
    """Say which agreed instalments could not be paid; where none was missed yet, that it is said before."""
    agreed = desk.facts.agreed
    if not agreed.missed_sum.known:
        return say(_("，目前没有逾期，现于到期前提出"))
    days = agreed.missed_days.if_known or say(_("{since}以来"), since=agreed.missed_since)
    return say(_("，{days}的{n}共{sum}未能支付"), days=days, n=agreed.missed_count, sum=agreed.missed_sum)


def _request(desk: Desk) -> Text:
    return _asks(desk, needs_request(desk))


def _asks(desk: Desk, asked: Asked) -> Text:
    """Ask for one new amount, and what becomes of the earlier agreement and of what was let off then."""
    agreed, rung = desk.facts.agreed, asked.rung
    waived = say(_("、已减免的{sum}是否恢复计收"), sum=agreed.waived) if agreed.waived.known else ()
    said = _("申请自{first}起改为{shape}、共{n}；请答复原约定是否仍有效{waived}、现欠各项金额。")
    new = say(
        said,
        first=rung.first_due.if_known or (rung.plan_first_due,),
        shape=request.shape(asked),
        n=rung.count,
        waived=waived,
    )
    return (*new, *request.side(desk, asked), *request.scope(desk), *request.otherwise())


def _letter(desk: Desk) -> Document:
    asked = needs_request(desk)
    return letter.letter(
        desk, letter.Letter("application", _title(desk), _body(desk, asked), closing(desk), ease.schedule(asked.rung))
    )


def _body(desk: Desk, asked: Asked) -> Iterator[Block]:
    yield letter.begun(desk, facts(desk))
    yield Paragraph(letter.balance(desk))
    yield Heading(say(_("原因")))
    yield from reasons.reasons(desk, asked)
    yield Heading(say(_("请求")))
    yield Paragraph(_asks(desk, asked))
    yield from law.section(desk, ease.LATE_GROUNDS, at_most=1)
    yield Heading(say(_("附件")))
    yield from proof.named(desk)


def closing(desk: Desk) -> tuple[Text, ...]:
    """List what the answer has to say of the agreement that was, and of the one that is asked for."""
    waived = desk.facts.agreed.waived
    return (
        say(_("工单号、受理部门、预计答复日；")),
        say(_("原约定是否仍有效；")),
        *((say(_("已减免的{sum}是否恢复计收；"), sum=waived),) if waived.known else ()),
        say(_("截至今天本金、利息、罚息、复利、费用各多少；")),
        say(_("各期日期、金额，年利率、还款抵扣顺序；")),
        say(_("征信如何报送、自哪个月起；")),
        say(_("在何处确认、以哪份文件为准。")),
    )


def opening(desk: Desk) -> Text:
    """Open the call with what was kept, then that the plan has to be talked about again."""
    kept, on = desk.facts.agreed.kept_count, desk.facts.agreed.on
    done = say(_("约定的已经还了{n}，"), n=kept) if kept.known else ()
    said = _("您好，我叫{name}，想谈{loan}{on}的还款约定。{done}后面的守不住了，想提前说清楚重新谈。请问您的工号？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk), on=on.if_known, done=done)


def _tonight(desk: Desk) -> Iterator[Block]:
    yield from _why_it_broke(desk)
    yield Paragraph(say(_("这次的数要多一个坏月份也守得住：再断一次，第三次很难谈（做法，各家不同）。")))
    yield from talk.tonight(desk)


def _why_it_broke(desk: Desk) -> Iterator[Block]:
    """Set what was agreed beside what a bad month leaves; a plan without room breaks again."""
    agreed, left = desk.own.agreed.payment, desk.own.cash.bad.left
    if agreed.known and left.known:
        said = _("先看为什么断的：原来每期{agreed}，坏月份只剩{left}；中间没有余地的计划，还会再断。")
        yield Paragraph(say(said, agreed=agreed, left=left))


AGAIN = Slots(
    title=_title,
    facts=facts,
    request=_request,
    closing=closing,
    opening=opening,
    aloud=talk.asked_aloud,
    card=talk.card(
        opening,
        (N_("我要的"), call.asks),
        (
            N_("原来的约定还算不算"),
            N_("以前减免的会不会重新收"),
            N_("现在各项各欠多少"),
            N_("还的钱先抵哪一项"),
            N_("征信怎么报"),
            N_("新的还款计划在 App 哪里看得到"),
        ),
    ),
    tonight=_tonight,
    after=talk.after_request,
    letter=_letter,
    annexed=True,
)
