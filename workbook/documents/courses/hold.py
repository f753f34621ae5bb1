"""No figure can be named: the borrower can be reached, asks for the parts in writing, and promises nothing."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import LoanState
from workbook.documents.blocks import Block, Document, Paragraph, Text, day, say
from workbook.documents.courses import again, talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import call, letter, record, who
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _, attempt
from workbook.pressure.runway import lasts
from workbook.pressure.today import nothing_left


def _title(_desk: Desk) -> str:
    return _("关于还款情况的说明")


def facts(desk: Desk) -> Text:
    """Say since when it was not paid, or that it is not late; and that the borrower can be reached and talked to."""
    if desk.facts.agreed.missed_sum.known:
        return (*again.facts(desk), *say(_("本人可以联系上，愿意沟通。")))
    unpaid = record.unpaid(desk, desk.facts.loan.record)
    if unpaid and not desk.before_due:
        note = say(_("，{note}"), note=only) if (only := record.only_note(desk)) else ()
        return say(_("在{you}的借款{note}{unpaid}；本人可以联系上，愿意沟通。"), you=desk.you, note=note, unpaid=unpaid)
    late = _("目前没有逾期") if desk.before_due else _("目前已逾期")
    return say(_("在{you}的借款{late}；本人可以联系上，愿意沟通。"), you=desk.you, late=late)


def _request(desk: Desk) -> Text:
    said = _(
        "本人目前报不出能够做到的金额，请{you}先书面列明截至{on}的本金、利息、罚息、复利、费用，"
        "并告知可以申请的办法和材料；收到后本人十五日内答复。"
    )
    return say(said, you=desk.you, on=day(desk.case.as_of))


def closing(desk: Desk) -> tuple[Text, ...]:
    """List what has to be known before any amount can be named."""
    return (
        say(_("工单号；")),
        say(_("分项金额及每日增加额；")),
        say(_("可申请的办法和材料；")),
        say(
            _("能否撤回提前到期、恢复分期；")
            if desk.state is LoanState.ACCELERATED
            else _("是否已宣布提前到期，通知哪天发出；")
        ),
        say(_("受托催收机构的名称和授权；")),
        say(_("请只与本人联系。")),
    )


def _letter(desk: Desk) -> Document:
    return letter.letter(desk, letter.Letter("holding", _title(desk), _body(desk), closing(desk)))


def _body(desk: Desk) -> Iterator[Block]:
    yield letter.begun(desk, facts(desk))
    yield from who.happened(desk)
    yield Paragraph(_request(desk))


def opening(desk: Desk) -> Text:
    """Open the call: the situation, no figure, and a ticket."""
    said = _(
        "您好，我叫{name}，想说明{loan}的情况。我没有回避，愿意商量；目前报不出能够做到的数。请先登记，告诉我工单号。"
    )
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _aloud(_desk: Desk) -> Text:
    return say(_("请先把各项欠多少、现在有哪些办法可以申请、要哪些材料，书面发给我。我收到以后再答复。"))


def _tonight(desk: Desk) -> Iterator[Block]:
    yield from talk.tonight(desk, talk.relief() if attempt(lambda: _runs_out(desk)) else ())


def _runs_out(desk: Desk) -> bool:
    """Tell whether nothing is left to pay with and the cash may be gone soon: only then is help near."""
    return nothing_left(desk.position) and not lasts(desk.position)


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("记下工单号；收到分项金额以后十五天内答复，还报不出数就照实说")),
        say(_("有了新的收入或货款，先算坏月份剩多少，再回“方案”那一页看有没有守得住的办法")),
        say(_("手上的钱先留给吃住；不为这一笔去借，不付“诚意金”")),
    )


HOLD = Slots(
    title=_title,
    facts=facts,
    request=_request,
    closing=closing,
    opening=opening,
    aloud=_aloud,
    card=talk.card(
        opening,
        (N_("我要的"), call.asks),
        (
            N_("各项欠多少，每天加多少"),
            N_("现在有哪些办法可以申请，要哪些材料"),
            N_("有没有宣布提前到期"),
            N_("罚息怎么处理"),
            N_("征信怎么报"),
            N_("催收委托给了哪家"),
        ),
    ),
    tonight=_tonight,
    after=_after,
    letter=_letter,
)
