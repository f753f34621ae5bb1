"""What a loan charges is asked about before anything is asked for: one letter reconciles, a second comes after it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import rules
from workbook.case import FeeWhen, lacking
from workbook.documents.blocks import Block, Document, Figure, Grid, Heading, Paragraph, Text, own, say, sentences
from workbook.documents.courses import in_order, talk
from workbook.documents.courses.slots import Slots
from workbook.documents.facts.ask import FeeRowFacts
from workbook.documents.facts.price import ChargeFacts
from workbook.documents.parts import law, letter
from workbook.documents.parts.desk import Asked, Desk, needs_request
from workbook.language import N_, _, within
from workbook.rules import Label

GROUNDS = ("pboc_2021_annual_rate", "civil_496_standard_terms")
_TABLE, _PLATFORM, _COURT = "cost_table_2026", "loan_facilitation_2025", "spc_2017_24"


def answered(desk: Desk) -> bool:
    """Tell whether the charges were explained already, so that something may be asked for."""
    return desk.facts.price.answered_on.known


def _title(desk: Desk) -> str:
    return _("关于申请调整利率及费用的函") if answered(desk) else _("关于请求核对借款费用和利率的函")


def facts(desk: Desk) -> Text:
    """Say what was drawn, received and is debited, how it was paid, and that paying goes on."""
    price = desk.facts.price
    received = say(_("，实际到账{amount}"), amount=price.received) if price.received.known else ()
    debited = say(_("，每期扣款{amount}"), amount=price.debited) if price.debited.known else ()
    then = _answer(desk) if answered(desk) else say(_("核对期间，本人继续按期还款。"))
    return (*letter.this_loan(desk), *received, *debited, *_paid(desk), *say(_("；")), *then)


def _answer(desk: Desk) -> Text:
    said = _("{on}收到{you}对费用和利率的答复，本人继续按期还款。")
    return say(said, on=desk.facts.price.answered_on, you=desk.you)


def _paid(desk: Desk) -> Text:
    record = desk.facts.loan.record
    if record.paid.known and record.in_time:
        return say(_("，至今{n}均按期支付"), n=record.paid)
    return say(_("，至今已还{n}"), n=record.paid) if record.paid.known else ()


def _request(desk: Desk) -> Text:
    return _lower(desk) if answered(desk) else sentences(_explain(desk), _cost(desk))


def _explain(desk: Desk) -> Text:
    if not desk.facts.price.charge:
        return say(_("请{you}书面列明本笔借款每一项收费的名称、金额、收取方和合同条款。"), you=desk.you)
    said = _(
        "请{you}书面说明每一项收费（列表附后）的收取方、合同条款和本人确认记录；"
        "没有依据的，请停止收取并退还或冲抵本金。"
    )
    return say(said, you=desk.you)


def _cost(desk: Desk) -> Text:
    price = desk.facts.price
    if not (price.simple.known and price.compound.known):
        return ()
    said = _("按实际收付计算，年化成本约{simple}（单利）、{compound}（复利），计算表附后，请核对。")
    return say(said, simple=price.simple, compound=price.compound)


def _lower(desk: Desk) -> Text:
    """Ask for one thing: another rate, else what becomes of one charge."""
    asked = needs_request(desk)
    if desk.facts.price.rate_wanted.known:
        said = _("申请将本笔借款的年利率调整为{rate}，请{you}答复同意或不同意。")
        return say(said, rate=desk.facts.price.rate_wanted, you=desk.you)
    row = _fee_asked(asked)
    said = _("申请对“{fee}”{wish}{amount}，请{you}答复同意或不同意。")
    wish = within(row.wish.words) if row.wish else ""
    return say(said, fee=own(row.fee), wish=wish, amount=row.amount.if_known, you=desk.you)


def _fee_asked(asked: Asked) -> FeeRowFacts:
    found = next((row for row in asked.rung.fee_row if row.fee and row.wish), None)
    if found is None:
        raise lacking("ask", N_("答复已经收到：先在“{page}”那一页写要哪一样，新的年利率，或者哪一项收费怎么办"))
    return found


def closing(desk: Desk) -> tuple[Text, ...]:
    """List what the answer should say; of a platform or a guarantor, and of the disclosure table, where they apply."""
    if answered(desk):
        return (
            say(_("同意或不同意，不同意的原因；")),
            say(_("调整从哪一期起，以后各期日期、金额；")),
            say(_("已经收取的部分如何处理；")),
            say(_("在何处确认，以哪份文件为准；")),
            say(_("受理部门、工单号、答复日。")),
        )
    told = law.cited(desk, _TABLE)
    return (
        say(_("每项收费的依据，是否属于预先扣除的利息；")),
        say(_("{you}计算的年化利率及口径；"), you=desk.you),
        *((say(_("综合融资成本明示表；")),) if told else ()),
        *((_related(desk),) if _collected_elsewhere(desk) else ()),
        say(_("发票或收据；")),
        say(_("提前还款如何收费；")),
        say(_("受理部门、工单号、答复日。")),
    )


def _collected_elsewhere(desk: Desk) -> bool:
    return any(one.collector and one.collector != desk.loan.lender for one in desk.facts.price.charge.values())


def _related(desk: Desk) -> Text:
    """Ask how who collects belongs to the lender; about the rules for platforms only where the loan is young enough."""
    drawn, since = desk.loan.as_one.drawn_on, rules.rule(_PLATFORM).effective_from
    if drawn is None or since is None or drawn < since or not law.cited(desk, _PLATFORM, "page"):
        return say(_("与收取方的关系；"))
    return say(_("与收取方的关系，是否适用互联网助贷的规定；"))


def _letter(desk: Desk) -> Document:
    annex = () if answered(desk) else _flows(desk)
    return letter.letter(desk, letter.Letter("price", _title(desk), _body(desk), closing(desk), annex))


def _body(desk: Desk) -> Iterator[Block]:
    yield letter.begun(desk, facts(desk))
    yield Heading(say(_("请求")))
    yield Paragraph(_request(desk))
    if answered(desk):
        return
    yield from charges(desk)
    yield from law.section(desk, GROUNDS)


def charges(desk: Desk) -> Iterator[Block]:
    """Tabulate every charge: its name, who collects it, how much, when, and its clause."""
    found = desk.facts.price.charge.values()
    if found:
        titles = (_("名称"), _("收取方"), _("金额"), _("何时收"), _("合同条款"))
        yield Grid(
            caption=say(_("收费列表")),
            columns=tuple(say(title) for title in titles),
            rows=tuple(_charge(one) for one in found),
            numeric=frozenset({2}),
        )


def _charge(one: ChargeFacts) -> tuple[Text, ...]:
    asked = _("请说明")
    return (own(one.name), own(one.collector, asked), (one.each,), _when(one), own(one.clause, asked))


def _when(one: ChargeFacts) -> Text:
    if one.when is FeeWhen.PER_PERIOD and one.times.known:
        return say(_("每期收，共{times}"), times=one.times)
    return say(one.when.words) if one.when else say(_("请说明"))


def _flows(desk: Desk) -> Iterator[Block]:
    """Tabulate what was received and what is paid, day by day: the arithmetic of the cost."""
    price = desk.facts.price
    if not (price.flow and price.simple.known):
        return
    rows = tuple((_known(one.on), _known(one.received), _known(one.paid)) for one in price.flow.values())
    together = (say(_("合计")), (price.received,), (price.paid,))
    yield Grid(
        caption=say(_("计算表：实际收付")),
        columns=(say(_("日期")), say(_("到账")), say(_("扣款"))),
        rows=(*rows, together),
        numeric=frozenset({1, 2}),
        total=True,
    )
    yield Paragraph(say(_("单利是每月的率乘一年的月数，复利是按月复利折成一年。")), "note")


def _known(figure: Figure) -> Text:
    return figure.if_known


# -- for the borrower alone ----------------------------------------------------------------------------------------


def _page(desk: Desk) -> Iterator[Block]:
    yield Heading(say(_("一、先核对，不提降利率")))
    yield Paragraph(
        say(
            _(
                "这一封问收了什么、凭什么；查不到依据的收费，请对方停收并退还或冲抵。降利率放到答复以后，一起提容易整封不答。"
            )
        )
    )
    yield from charges(desk)
    yield from _known_first(desk)
    yield Heading(say(_("二、核对期间照常还")))
    yield Paragraph(say(_("不要停还：停了就是逾期。")), "warning")
    yield Paragraph(say(_("问费用可能影响额度，对方可能收紧：等着用这个额度进货的，先想好再发。")))
    yield Paragraph(say(_("收费“退息”“代理维权”的不理：信自己发，不花钱，也不交验证码和身份证。")))
    yield Heading(say(_("三、答复来了以后")))
    yield from _next(desk)


def _known_first(desk: Desk) -> Iterator[Block]:
    price = desk.facts.price
    yield from (Paragraph((said,)) for said in price.flat.if_known)
    if price.simple.known and price.compound.known:
        said = _("按实际收付算，一年约{simple}（单利）、{compound}（复利）。这是算术，不是结论。")
        yield Paragraph(say(said, simple=price.simple, compound=price.compound))
    court = law.cited(desk, _COURT, "page")
    if court:
        yield Paragraph(say(_("{label}：{rule}"), label=Label.ONLY_IN_COURT.words, rule=court), "note")
        yield Paragraph(say(_("所以信里不写这一条，也不说对方不合法。")), "note")


def _next(desk: Desk) -> Iterator[Block]:
    if answered(desk):
        said = _("{on}收到了答复：第二封只要一样，新的年利率，或者一项收费怎么办，在“方案”那一页写进请求。")
        yield Paragraph(say(said, on=desk.facts.price.answered_on))
        return
    yield Paragraph(
        say(_("收到答复那天，在“借款”那一页填“费用和利率的核对，哪天收到答复的”；第二封信才有，只要一样。"))
    )
    yield Paragraph(say(_("说好的日子没有答复：报工单号再问一次；还没有，再向监管投诉，先向对方投诉过才行。")))


def _opening(desk: Desk) -> Text:
    said = _("您好，我叫{name}，想核对{loan}收了哪些费用、利率怎么算。我照常还款。请问您的工号？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _aloud(_desk: Desk) -> Text:
    return say(_("请把每一项收费的收取方、合同条款和年化利率的算法书面发给我，我核对以后再说。"))


def _asks(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_aloud(desk), "say")
    yield from charges(desk)


def _private(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("不要停还：停了就是逾期。")), "warning")
    yield from _known_first(desk)


def _after(_desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("照常还：扣款日前两天把钱放进扣款账户")),
        say(_("可以问，答复由对方给：记下工单号和答复日期，到那天没有回音就再问一次")),
        say(_("答复来了，填上收到的日子，再看要不要写第二封")),
    )


_SAVED = (
    N_("放款短信和到账记录，看得到实际到手多少"),
    N_("每一期的扣款记录"),
    N_("合同和 App 协议里写利率、费用的那几页，翻遍了没有就记“未找到”"),
    N_("每一笔费用的收款方"),
    N_("放款前看到的利率、费用页面"),
)

PRICE = Slots(
    title=_title,
    facts=facts,
    request=_request,
    closing=closing,
    opening=_opening,
    aloud=_aloud,
    card=in_order.card(_opening, (N_("我要问的"), _asks), _private, closing),
    tonight=in_order.tonight(_page, _SAVED),
    after=_after,
    letter=_letter,
    page=_page,
    heard=in_order.HEARD,
)
