"""A loan in order falls due whole: renewed or put off, asked for before the day in one letter, never in both ways."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import evidence
from workbook.case import Terms
from workbook.case.evidence import Proves
from workbook.documents.blocks import (
    Block,
    Bullets,
    Document,
    Grid,
    Heading,
    Paragraph,
    Text,
    joined,
    own,
    say,
    sentences,
)
from workbook.documents.courses import in_order, talk
from workbook.documents.courses.slots import Slots
from workbook.documents.parts import law, letter, record, to_come, who
from workbook.documents.parts.desk import Asked, Desk, needs_request
from workbook.documents.parts.schedule import schedule as columns
from workbook.evidence import Exhibit
from workbook.language import N_, _
from workbook.loans.renewing import WHOLE
from workbook.money import ZERO
from workbook.talks import Heard

_HEARD = (Heard.BORROW_AGAIN, Heard.NO_EXTENSION, Heard.TODAY_ONLY)
RENEWAL_GROUND = ("renewal_2024_13",)
EXTENSION_GROUND = ("civil_678_extension",)
_SHOWN = frozenset({Proves.RECEIPTS, Proves.PAYMENTS_MADE})  # papers of a business in order


def extends(terms: Terms) -> bool:
    """Tell whether the same contract ends later; terms with a way of repaying of their own are a renewal."""
    return terms.maturity is not None and terms.method is None


def _title(desk: Desk) -> str:
    asked = needs_request(desk)
    return _("关于申请贷款展期的函") if extends(asked.terms) else _("关于申请办理续贷的函")


def facts(desk: Desk) -> Text:
    """Say when how much was drawn and falls due, how the interest was paid, and that nothing is late or owed."""
    due = say(_("，{on}到期"), on=desk.facts.renew.end) if desk.facts.renew.end.known else ()
    each = (record.interest_paid(desk.facts.loan.record), _in_order(desk), _trading(desk))
    told = joined(tuple(text for text in each if text), _("，"))
    return (*letter.this_loan(desk), *due, *say(_("；{told}。"), told=told))


def _with_reason(desk: Desk) -> Text:
    """Say the same with what goes on needing money, as a chat has room for it."""
    return sentences(facts(desk), _reason(desk))


def _in_order(desk: Desk) -> Text:
    owing = desk.facts.loan.overdue_interest
    return say(_("这一笔无逾期、无欠息")) if owing.known and owing.value == ZERO else say(_("这一笔无逾期"))


def _trading(desk: Desk) -> Text:
    return say(_("店铺仍在经营")) if desk.case.situation.trading else ()


def _reason(desk: Desk) -> Text:
    """Say what goes on needing money, and which money comes in after the day, by the name it was told under."""
    each = to_come.each(desk)
    if not each:
        return say(_("到期后仍有经营资金需求。"))
    return say(_("到期后仍有经营资金需求；{each}，需要临时衔接。"), each=joined(each, _("；")))


def _request(desk: Desk) -> Text:
    asked = needs_request(desk)
    made = _extension(desk) if extends(asked.terms) else _renewal(desk, asked)
    return (*made, *say(_("，请{you}在到期前答复能否办理。"), you=desk.you))


def _renewal(desk: Desk, asked: Asked) -> Text:
    renew, alone = desk.facts.renew, asked.terms.maturity is not None
    term = say(_("期限至{until}"), until=renew.until) if alone else say(_("期限{months}"), months=renew.months)
    how = _("按月付息") if alone else _("按月分期归还")
    rate = say(_("，年利率{rate}"), rate=asked.rung.rate) if asked.rung.rate.known else ()
    part = _part(desk)
    if not part:
        return say(_("申请在到期前办理续贷，{term}{rate}，{how}"), term=term, rate=rate, how=how)
    said = _("申请在到期前办理续贷，{term}{rate}，{part}，其余{rest}{how}")
    return say(said, term=term, rate=rate, part=part, rest=renew.rest, how=how)


def _extension(desk: Desk) -> Text:
    """Ask for a later day; what becomes of the principal then is to be confirmed, never promised in one payment."""
    renew = desk.facts.renew
    first = say(_("（首期{interest}）"), interest=renew.first_interest) if renew.first_interest.value else ()
    said = _("申请将到期日由{end}展期至{until}，其间按月付息{first}，{then}的归还安排请一并书面确认")
    part = _part(desk)
    then = say(_("{part}，其余{rest}"), part=part, rest=renew.rest) if part else say(_("本金"))
    return say(said, end=renew.end, until=renew.until, first=first, then=then)


def _part(desk: Desk) -> Text:
    """Say which part is repaid and when: some working days after the money that is to come in, else on its day."""
    renew = desk.facts.renew
    if not renew.part.known:
        return ()
    after = say(_("货款到账后{days}内"), days=renew.workdays)
    when = after if renew.after_receivables else say(_("于{on}"), on=renew.part_on)
    if not renew.part_on.known and not renew.after_receivables:
        when = say(_("到期日前"))
    return say(_("{when}归还本金{part}"), when=when, part=renew.part)


def _end_known(desk: Desk) -> bool:
    return desk.facts.renew.end.known


def _end_asked(desk: Desk) -> Text:
    """Ask for the day on which all falls due, and for the sum; nothing where both are told."""
    if not _end_known(desk):
        return say(_("哪天整笔到期，那天一共要还多少；"))
    return () if desk.facts.loan.whole_due.known else say(_("到期那天一共要还多少；"))


def _asks_first(desk: Desk) -> Text:
    """Ask for the ways there are, before one of them is asked for; no sum is named."""
    end = _end_asked(desk)
    said = _(
        "请告知：{end}能否续贷、展期，由人工还是系统评估；最晚何时、在哪里提交，要哪些材料；多久有结果；到期日没有结果怎么处理；"
        "新利率和费用；是否查询征信{signs}。"
    )
    signs = who.answering(desk.loan)
    also = say(_("；{signs}是否需要重新确认"), signs=signs) if signs else ()
    return say(said, end=end, signs=also)


def _asks_too(desk: Desk) -> Text:
    """Ask beside the request for what decides whether it is in time."""
    end = _end_asked(desk)
    return say(_("请一并告知：{end}最晚何时、在哪里提交，要哪些材料，多久有结果；到期日没有结果怎么处理。"), end=end)


def closing(desk: Desk) -> tuple[Text, ...]:
    """List what has to be known: the day itself where it is not, then up to seven questions; letter and card alike."""
    end = (asked,) if (asked := _end_asked(desk)) else ()
    signs = who.answering(desk.loan)
    confirmed = (say(_("{signs}是否需要重新确认。").format(signs=signs)),) if signs else ()
    return (
        *end,
        say(_("本产品能否续贷、展期或另有到期衔接办法，由人工还是系统评估；")),
        say(_("最晚何时、在哪个页面提交，要哪些材料；")),
        say(_("多久有结果、在哪里看到；")),
        say(_("没有结果时到期日当天怎么处理，几点从哪个账户扣款；")),
        say(_("新利率、费用、还款方式；")),
        say(_("是否查询征信，登记为新账户还是展期，是否影响额度{end}").format(end=_("；") if signs else _("。"))),
        *confirmed,
    )


def _letter(desk: Desk) -> Document:
    asked = needs_request(desk)
    return letter.letter(
        desk, letter.Letter("renewal", _title(desk), _body(desk, asked), closing(desk), _schedule(desk, asked))
    )


def _body(desk: Desk, asked: Asked) -> Iterator[Block]:
    yield letter.begun(desk, facts(desk))
    yield Paragraph(_reason(desk))
    yield Heading(say(_("请求")))
    yield Paragraph(_request(desk))
    yield from law.section(desk, EXTENSION_GROUND if extends(asked.terms) else RENEWAL_GROUND, at_most=1)
    yield from _annexed(desk)


def _annexed(desk: Desk) -> Iterator[Block]:
    """Name the papers in hand that show a business in order and the money to come in; no others."""
    papers = [row.paper for row in desk.case.situation.receivables if row.paper and not row.archived]
    held = [one for one in evidence.exhibits(desk.position) if _of_business(one, papers)]
    if held:
        yield Heading(say(_("附件")))
        numbers = desk.facts.exhibit
        said = _("{number}：{name}")
        yield Bullets(tuple(say(said, number=numbers[one.number].number, name=own(one.name)) for one in held))


def _of_business(one: Exhibit, papers: list[str]) -> bool:
    return bool(_SHOWN.intersection(one.proves)) or any(to_come.same(one, paper) for paper in papers)


def _schedule(desk: Desk, asked: Asked) -> Iterator[Block]:
    """Tabulate the instalments of the rest; nothing where the principal's end is still to be confirmed."""
    if asked.terms.maturity is None:
        found = columns(asked.rung, _("附表：续贷部分按本请求计算的还款计划"))
        yield from (block for block in found if isinstance(block, Grid))
        yield Paragraph(say(_("利息按现在的利率计算，以{you}答复为准。"), you=desk.you), "note")


# -- for the borrower alone ----------------------------------------------------------------------------------------


def _page(desk: Desk) -> Iterator[Block]:
    yield Heading(say(_("一、先弄清有没有")))
    said = _("这个产品能不能续、怎么续，没有查到官方说明，别处写的互相矛盾。以您问到的为准，问不到就当不能续来准备。")
    yield Paragraph(say(said))
    yield Bullets(closing(desk), "boxes")
    yield Paragraph(say(_("问到一条记一条：哪天、工号、怎么说的，记进联系记录。能不能续，由对方决定。")), "note")
    yield from _two_tracks(desk)
    yield from _around_the_day(desk)


def _two_tracks(desk: Desk) -> Iterator[Block]:
    renew = desk.own.renew
    yield Heading(say(_("二、两手准备")))
    yield Paragraph(_asked_for(desk))
    yield from _walls(desk)
    if renew.spare.known:
        yield Paragraph((renew.spare,))
    if renew.spare_kept:
        said = _("对方说不能续，或者到{on}还没有答复，才发备用的申请；在那以前收在只给您自己看的文件夹里。")
        yield Paragraph(say(said, on=renew.send_spare_on), "note")


def _walls(desk: Desk) -> Iterator[Block]:
    """Say which ways end in a wall; beside a request, that they are not what is asked for."""
    walls = desk.own.renew.wall
    if walls and desk.asked is not None:
        same = desk.asked.terms.method in WHOLE
        said = _("请求的办法到期还要一次还，先想好那天怎么办：") if same else ""
        yield Paragraph(say(said or _("对方要是改成下面这样，和请求不是一回事，先看清：")), "note")
    yield from (Paragraph((wall,)) for wall in walls)


def _asked_for(desk: Desk) -> Text:
    if desk.asked is None:
        wait = say(_("信：先在“方案”那一页挑一种办法写进请求，一封信只写一种，续贷或者展期。没有挑，信先等着。"))
        return sentences(wait, desk.own.renew.holds.if_known)
    return say(_("信：{request}"), request=_request(desk))


def _around_the_day(desk: Desk) -> Iterator[Block]:
    renew = desk.own.renew
    yield Heading(say(_("三、到期那几天")))
    yield Bullets(tuple((one,) for one in renew.day), "boxes")
    yield Paragraph(say(_("到期前几天，每天看App有没有续贷入口。")))
    yield Paragraph((renew.trust,), "warning")
    yield from (Paragraph((said,)) for said in renew.bridge.if_known)


def _opening(desk: Desk) -> Text:
    said = _("您好，我叫{name}，{loan}快到期了，想问到期怎么续。请问您的工号，这件事您能决定吗？")
    if not _end_known(desk):
        said = _("您好，我叫{name}，想问{loan}哪天整笔到期、到期怎么续。请问您的工号，这件事您能决定吗？")
    return say(said, name=talk.name(desk), loan=talk.loan(desk))


def _aloud(desk: Desk) -> Text:
    if not _end_known(desk):
        return say(_("请问这笔哪天整笔到期、那天一共要还多少？能不能续贷或展期？在哪里申请，最晚哪天，要哪些材料？"))
    if desk.asked is None and not desk.facts.loan.whole_due.known:
        return say(_("请问这笔到期那天一共要还多少？能不能续贷或展期？在哪里申请，最晚哪天，要哪些材料？"))
    if desk.asked is None:
        return say(_("请问这笔到期能不能续贷或展期？在哪里申请，最晚哪天，要哪些材料？"))
    return _request(desk)


def _asks(desk: Desk) -> Iterator[Block]:
    yield Paragraph(_aloud(desk), "say")
    if desk.asked is None:
        yield Paragraph(say(_("还没有挑办法：只问，不说数字。")), "note")


def _known(desk: Desk) -> Iterator[Block]:
    renew = desk.own.renew
    yield Paragraph((renew.trust,), "warning")
    yield from _walls(desk)
    yield from (Paragraph((one,)) for one in (*renew.spare.if_known, *renew.bridge.if_known))


def _after(desk: Desk) -> tuple[Text, ...]:
    return (
        say(_("可以申请，由对方决定：记下工单号和答复日期，到那天没有回音就再问一次")),
        _refused(desk),
        say(_("续上了，核对新合同和新到期日；还了的，要结清证明")),
    )


_SAVED = (
    N_("借款合同或借据，写着到期日的那一页"),
    N_("每一期付息的记录"),
    N_("App 里额度和到期的页面，能看到日期"),
    N_("货款的对账单、合同"),
    N_("自动扣款绑定的账户"),
)


def _refused(desk: Desk) -> Text:
    """Say what is done where the renewal is refused, or not answered in time."""
    renew = desk.own.renew
    if renew.spare_kept:
        return say(_("到{on}还没有答复，或者说不能续：发备用的申请"), on=renew.send_spare_on)
    return say(_("说不能续：把那天填进联系记录，重算一遍，再定到期那天怎么办"))


RENEW = Slots(
    title=_title,
    facts=_with_reason,
    request=_request,
    closing=closing,
    opening=_opening,
    aloud=_aloud,
    card=in_order.card(_opening, (N_("我要的"), _asks), _known, closing, _HEARD),
    tonight=in_order.tonight(_page, _SAVED),
    after=_after,
    letter=_letter,
    asks_first=_asks_first,
    asks_too=_asks_too,
    short=facts,
    page=_page,
    heard=in_order.HEARD | frozenset(_HEARD),
)
