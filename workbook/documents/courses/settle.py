"""All paid at once for less: the figure, the day, the account and the certificate come in writing before money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook.documents.blocks import Block, Bullets, Document, Facts, Paragraph, Text, say
from workbook.documents.courses import ease, talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import letter, request, who
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk, told
from workbook.language import N_, _


def _title(_desk: Desk) -> str:
    return _("关于一次性结清并申请减免的函")


def _facts(desk: Desk) -> Text:
    """Say which loan, what of it was paid and what was not, and that it is to be settled."""
    return say(_("{told}；{unpaid}，现申请一次性结清。"), told=ease.so_far(desk), unpaid=ease.unpaid(desk))


def _short(desk: Desk) -> Text:
    return (*letter.this_loan(desk), *say(_("，现申请一次性结清。")))


def _request(desk: Desk) -> Text:
    lump = desk.facts.ask.lump
    if not lump.known:
        said = _(
            "请{you}书面告知可以减免多少、减免后一次性应还多少、哪天前有效、付款账户、结清证明和征信更新日期；收到后本人再答复。"
        )
        return (*say(said, you=desk.you), *request.scope(desk))
    said = _("如{you}书面确认减免后一次性应还{lump}、付款账户、结清证明和征信更新日期，本人可在收到后十日内还清。")
    return (*say(said, you=desk.you, lump=lump), *request.scope(desk))


def _closing(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("工单号、受理部门、预计答复日；")),
        say(_("减免后应还的总数，各项减免多少，哪天前有效；")),
        say(_("收款对公账户全称、如何核验；")),
        say(_("付清后是否还有任何欠款，还会不会催收或转让；")),
        say(_("结清证明哪天出具；")),
        say(_("征信登记为结清还是其他、哪天更新；")),
        say(_("在何处确认、以哪份文件为准。")),
    )


def _letter(desk: Desk) -> Document:
    body = (
        letter.begun(desk, _facts(desk)),
        Paragraph(letter.balance(desk, annexed=False)),
        *who.happened(desk),
        Paragraph(_request(desk)),
    )
    return letter.letter(desk, letter.Letter("settlement", _title(desk), body, _closing(desk)))


# For oneself


def _before_a_cent(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("看到书面以前一分不付：先付的只算还了一部分，减免不作数。")), "warning")
    yield Bullets(
        (
            say(_("应还多少、减免多少、哪天前有效")),
            say(_("付到哪个对公账户；从 App 或客服核对一遍")),
            say(_("付清后还欠不欠、结清证明哪天给")),
            say(_("征信写“结清”还是别的、哪天更新")),
        ),
        "boxes",
    )
    yield from _money(desk)


def _money(desk: Desk) -> Iterator[Block]:
    yield Facts(
        told(
            (_("一次能拿出的"), desk.own.ask.lump.if_known),
            (_("手上今天最多付"), desk.own.quick.today_at_most.if_known),
        )
    )
    if _beyond(desk):
        yield Paragraph(say(_(_NO_SOURCE if desk.declared.lump is None else _MORE_THAN_CASH)), "warning")
    yield Bullets(
        (
            say(_("这笔钱不能是借来的：借新的还旧的，只是换一家欠")),
            say(_("亲友给的，先说清是给还是借、什么时候还")),
            say(_("别把吃住、看病、工资、进货的钱算进去")),
            say(_("拿不出一次的，选“每期少还一点”去谈，不硬凑")),
        )
    )


_NO_SOURCE = N_(
    "这个数比手上付得出的多，又没写差的钱从哪里来：信里先不写数，只要书面的数。在“方案”那一页写清来处；不去借，凑不齐就改小。"
)
_MORE_THAN_CASH = N_("写进信里的数比手上付得出的多：写的来处要真到手才作数；不去借，凑不齐就改小。")


def _beyond(desk: Desk) -> bool:
    """Tell whether more was told for the letter than what can be paid today."""
    lump, today = desk.own.ask.lump, desk.own.quick.today_at_most
    return lump.known and today.known and Decimal(str(lump.value)) > Decimal(str(today.value))


def _opening_said(desk: Desk) -> Text:
    said = _("您好，我叫{name}，想问{loan}一次性结清能减免多少。请先登记，把减免后的数、账户、结清证明书面发给我。")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _aloud(_desk: Desk) -> Text:
    return say(_("请书面写明：减免后应还多少、哪天前有效、付到哪个账户、结清证明和征信哪天办好。我看到以后再付。"))


def _ask(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_aloud(desk), "say")
    yield from _before_a_cent(desk)


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("减免可以申请，由对方决定：记下工单号和答复日期，到那天没有回音就再问一次")),
        say(_("书面到了：从官方客服核对账户和数，再付；付款备注写“结清”和借据号，留凭证")),
        say(_("付清当天要结清证明；下个月查一次征信，对不上就提异议")),
        say(_("“今天不付就没有了”的，不付：书面上会写哪天前有效")),
    )


def _tonight(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("看到书面以前一分不付，不为结清去借。")), "warning")
    yield from talk.tonight(desk)


CARD: tuple[Part, ...] = talk.card(
    _opening_said,
    (N_("先要书面，再谈付"), _ask),
    (
        N_("减免后应还多少，哪天前有效"),
        N_("付到哪个对公账户"),
        N_("付清后还有没有欠款"),
        N_("结清证明哪天给"),
        N_("征信怎么写、哪天更新"),
    ),
)

SETTLE = Slots(
    title=_title,
    facts=_facts,
    request=_request,
    closing=_closing,
    opening=_opening_said,
    aloud=_aloud,
    card=CARD,
    tonight=_tonight,
    after=_after,
    letter=_letter,
    short=_short,
)
