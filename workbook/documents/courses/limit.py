"""A higher limit of a loan in order: five facts in a short note; the app's own way comes first, the lender decides."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import lacking
from workbook.documents.blocks import Block, Document, Facts, Heading, Paragraph, Text, own, say, sentences
from workbook.documents.courses import in_order, talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import letter, who
from workbook.documents.parts.desk import Desk, told
from workbook.language import N_, _


def _title(_desk: Desk) -> str:
    return _("关于申请调整经营额度的说明")


def facts(desk: Desk) -> Text:
    """Say what the business is, what was drawn and how it was repaid, and what came in over a year."""
    trade = say(_("从事{trade}，"), trade=own(desk.case.profile.trade)) if desk.case.profile.trade else ()
    record = desk.facts.loan.record
    paid = say(_("，至今{n}均按期偿还"), n=record.paid) if record.paid.known and record.in_time else ()
    return sentences((*trade, *letter.this_loan(desk), *paid, *say(_("。"))), _year(desk))


def _year(desk: Desk) -> Text:
    limit = desk.facts.limit
    if not limit.year.known:
        return ()
    said = _("{first}至{last}经营收款共{year}，其中{months}共{best}。")
    return say(
        said, first=limit.year_from, last=limit.year_to, year=limit.year, months=limit.best_months, best=limit.best
    )


def _request(desk: Desk) -> Text:
    ask, limit = desk.case.ask, desk.facts.limit
    if not (ask.raise_for and ask.raise_source and limit.until.known and limit.to.known):
        raise lacking("ask", N_("还写不成说明：先在“{page}”那一页填多借多少、做什么用、拿什么还、哪天还清"))
    goods = say(_("，新增部分用于{goods}"), goods=own(ask.raise_goods)) if ask.raise_goods else ()
    said = _("为{purpose}，申请将经营额度由{now}调整为{to}{goods}，以{source}于{until}前归还{short}。")
    return say(
        said,
        purpose=own(ask.raise_for),
        now=limit.now,
        to=limit.to,
        goods=goods,
        source=own(ask.raise_source),
        until=limit.until,
        short=_for_a_time(desk),
    )


def _for_a_time(desk: Desk) -> Text:
    limit = desk.facts.limit
    if not desk.case.ask.raise_temporary:
        return ()
    return say(_("；也可为{first}至{last}有效的临时额度"), first=limit.month_from, last=limit.month_to)


def closing(desk: Desk) -> tuple[Text, ...]:
    """List what has to be known before a limit is changed."""
    signs = who.answering(desk.loan)
    asked = say(_("是否要求{signs}签字；").format(signs=signs)) if signs else say(_("是否要求另外找人担保或签字；"))
    return (
        say(_("是否受理，还是以系统评估为准；")),
        say(_("补充哪些经营材料、在哪里提交；")),
        say(_("是否查询征信，不通过是否影响现有额度和利率；")),
        say(_("新增部分的利率、费用、还款方式；")),
        asked,
        say(_("多久有结果。")),
    )


def _letter(desk: Desk) -> Document:
    return letter.letter(desk, letter.Letter("limit", _title(desk), _body(desk), closing(desk)))


def _body(desk: Desk) -> Iterator[Block]:
    yield letter.begun(desk, (*say(_("，")), *facts(desk)))
    yield Paragraph(_request(desk))


# -- for the borrower alone ----------------------------------------------------------------------------------------


def _page(desk: Desk) -> Iterator[Block]:
    yield Heading(say(_("一、先看清这几件事")))
    yield from _known(desk)
    yield Heading(say(_("二、先走 App 里的入口")))
    yield Paragraph(say(_("可以申请，由对方决定：先在 App 的额度页面看有没有提额、临时额度、补充经营资料的入口。")))
    yield Paragraph(say(_("信一般推不动：有地方交材料，才把这份说明附上，不用到处寄。一次没通过，不要接着反复点。")))
    yield Heading(say(_("三、不行时")))
    yield Paragraph(say(_("先问临时额度或供货商账期；货少进一点、勤进一点。不去别处借，不为了提额找人担保。")))


def _known(desk: Desk) -> Iterator[Block]:
    limit = desk.own.limit
    yield Paragraph(say(_("没有要求提额的权利，一般由系统决定。申请可能查征信，没通过也留记录，利率也可能变。")))
    yield Paragraph(say(_("收费“内部提额”是骗局；叫您拿别人的名义借、替别人借的，也是。")), "warning")
    yield Facts(
        told(
            (_("多借的用多久"), limit.days.if_known),
            (_("多借的一共要付的利息和费用"), limit.cost.if_known),
            (_("新的这一笔每月要付"), limit.payment.if_known),
            (_("连同现在的，每月要付"), limit.together.if_known),
            (_("坏月份付完两笔还剩"), limit.left.if_known),
        )
    )
    yield Paragraph(say(_("坏月份加上新的这一笔也守得住。")))
    yield from (Paragraph((said,)) for said in limit.lump.if_known)


def _opening(desk: Desk) -> Text:
    said = _("您好，我叫{name}，{loan}一直按期还，想问一下额度怎么申请调整。请问您的工号？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _aloud(_desk: Desk) -> Text:
    return say(_("请问额度调整在哪里申请，要哪些材料，会不会查征信？没通过影响现在的额度吗？"))


def _asks(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_aloud(desk), "say")


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("现在的这一笔照常还：不为了等额度把钱压在货上")),
        say(_("批下来先看利率、费用和要谁签字，和原来的一样再用；只用要用的那么多")),
        say(_("没批下来：问清原因，先问临时额度或供货商账期")),
    )


_SAVED = (
    N_("App 里额度、利率的页面，能看到日期"),
    N_("每一期还款的记录"),
    N_("最近一年的收款流水：申请官方导出"),
    N_("营业执照、进货单"),
)

LIMIT = Slots(
    title=_title,
    facts=facts,
    request=_request,
    closing=closing,
    opening=_opening,
    aloud=_aloud,
    card=in_order.card(_opening, (N_("我要问的"), _asks), _known, closing),
    tonight=in_order.tonight(_page, _SAVED, N_("先看 App 额度页面里有没有入口，有就在那里申请；没有，再往下")),
    after=_after,
    letter=_letter,
    page=_page,
    heard=in_order.HEARD,
)
