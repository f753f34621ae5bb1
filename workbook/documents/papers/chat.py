"""A text for the chat in the lender's app, at most 300 characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbook.case import LoanState, Treatment
from workbook.course import Course
from workbook.documents.blocks import Document, Own, Paragraph, Text, joined, own, say
from workbook.documents.blocks import words as bare
from workbook.documents.parts import asked, who
from workbook.documents.parts.desk import Asked, Desk
from workbook.language import N_, _
from workbook.position import Position, once
from workbook.pressure import Strain

LONGEST = 300
SHORTEST_CAUSE = 12


@once
def chat(position: Position) -> Document:
    """Give the text to paste: who, which loan, why, what is asked; whole sentences, 300 characters at the very most.

    Where the borrower's own account of the cause is too long it is cut and marked with an ellipsis; where that is not
    enough the reason goes, then the list of parts, then the ends of long names, then what is late, then the details
    of the request.
    """
    desk = Desk.of(position, "lender")
    made = desk.document("chat", _("App 客服留言"), ())
    return replace(made, blocks=(Paragraph(_fitted(desk)),), foot=())


@dataclass(frozen=True)
class _Cut:
    """What is left of the message when it has to be shortened."""

    close: bool = True
    name: int = 20
    loan: int = 30
    state: bool = True
    terms: bool = True


_INSTEAD = {
    Course.CURE: N_(
        "您好，我是{name}，想把{loan}到期的款项按时付清。请书面告诉我：现在一共要还多少，本金、利息、罚息各多少，"
        "在哪里付，付清以后是否恢复正常，征信怎么报。谢谢。"
    ),
    Course.HOLD: N_(
        "您好，我是{name}，想说明{loan}的情况。我没有回避，愿意商量；目前报不出能够做到的数。"
        "请登记并告诉我：现在有哪些办法可以申请、要哪些材料、工单号，并书面写明本金、利息、罚息、费用各多少。谢谢。"
    ),
    Course.SOLD: N_(
        "您好，我是{name}。听说{loan}的债权已经转让。请书面告诉我：有没有转让、转给谁、哪天转的、当时各项欠多少，"
        "并发给我转让通知。核实之前我不确认金额。谢谢。"
    ),
    Course.COURT: N_(
        "您好，我是{name}。{loan}我已经收到法院材料，正在问法院和法律援助，也愿意在法院主持下调解。"
        "请告诉我调解找谁联系，并书面写明本金、利息、罚息、费用各多少。谢谢。"
    ),
    Course.SETTLED: N_("您好，我是{name}。{loan}已经还清，请给我开结清证明，并确认自动扣款已经解除。谢谢。"),
}
"""What to write where asking for new terms is not what comes next."""

_WHY_NOW = {
    Strain.ALWAYS: N_("预计还不上，所以提前申请"),
    Strain.BAD_MONTHS: N_("收款差的月份剩下的钱不够还，所以提前申请"),
    Strain.TOLD: N_("担心还不上，所以提前申请"),
}
"""Why new terms are asked for before anything is late, by what says so."""

_CUTS = (
    _Cut(),
    _Cut(close=False),
    _Cut(close=False, name=8, loan=12),
    _Cut(close=False, name=8, loan=12, state=False),
    _Cut(close=False, name=8, loan=12, state=False, terms=False),
)


def _fitted(desk: Desk) -> Text:
    """Give the fullest message that fits; each kind of cut is tried with as much of the cause as there is room for."""
    texts = (_filled(desk, cut) for cut in _CUTS)
    return next((text for text in texts if len(bare(text)) <= LONGEST), _filled(desk, _CUTS[-1]))


def _filled(desk: Desk, cut: _Cut) -> Text:
    without = len(bare(_message(desk, 0, cut)))
    return _message(desk, LONGEST - without - len(_("原因：{cause}。").format(cause="")), cut)


def _message(desk: Desk, room: int, cut: _Cut) -> Text:
    return tuple(span for sentence in _sentences(desk, room, cut) for span in sentence)


def _sentences(desk: Desk, room: int, cut: _Cut) -> Iterator[Text]:
    if desk.case.profile.fictional:
        yield say(_("（虚构练习）"))
    if desk.case.ask.drafted:
        yield say(_("（草稿，本人未确认）"))
    name = own(_short(desk.case.profile.name, cut.name)) or _("借款人")
    loan = own(_short(desk.loan.name, cut.loan), _("这笔借款"))
    if desk.course in _INSTEAD:
        yield say(_(_INSTEAD[desk.course]), name=name, loan=loan)
        return
    yield say(_("您好，我是{name}，想申请调整{loan}的还款安排。"), name=name, loan=loan)
    yield from _state(desk) if cut.state else ()
    yield from _cause(desk, room)
    yield from _offer(desk, terms=cut.terms)
    if cut.close:
        yield say(_("请告诉我受理结果、工单号，并书面写明本金、利息、罚息、费用各多少，征信怎么报。谢谢。"))
    else:
        yield say(_("请给工单号，并书面写明各项各欠多少、征信怎么报。谢谢。"))


def _state(desk: Desk) -> Iterator[Text]:
    """Say since when it is late, or that it is not late yet and what the next day is."""
    loan = desk.facts.loan
    if desk.state is LoanState.OVERDUE and loan.oldest_unpaid.known:
        yield say(_("{state}。"), state=who.state(desk))
    elif desk.state is LoanState.ACCELERATED:
        yield say(_("{you}已宣布提前到期。"), you=desk.you)
    elif desk.state is LoanState.NOT_DUE and loan.coming_due.known:
        said = _("目前没有逾期，下一期{on}要还{amount}，{why}。")
        why = _(_WHY_NOW[desk.strain]) if desk.strain in _WHY_NOW else _("想提前商量")
        yield say(said, on=loan.coming_due, amount=loan.coming_payment, why=why)


def _cause(desk: Desk, room: int) -> Iterator[Text]:
    """Give the cause where there is room for enough of it to mean something."""
    cause = (desk.case.situation.what_changed or "").replace("\n", " ").rstrip("。. ")
    if cause and room >= min(len(cause), SHORTEST_CAUSE):
        yield say(_("原因：{cause}。"), cause=(Own(_short(cause, room) or ""),))


def _offer(desk: Desk, *, terms: bool) -> Iterator[Text]:
    chosen = desk.asked
    if chosen and chosen.rung.highest_payment.known:
        at_most = say(_("每期最多还{highest}"), highest=chosen.rung.highest_payment)
        said = _("我愿意还清，请求分{count}还，{pays}。")
        yield say(said, count=chosen.rung.count, pays=_terms(chosen) if terms else at_most)
    elif desk.declared.worked_out:
        yield say(_("我愿意还清，请告诉我可以办理的方式、期数和所需材料。"))
    else:
        yield say(_("我愿意还清，正在核对收支，请告诉我现在有哪些办法可以申请。"))


def _terms(chosen: Asked) -> Text:
    rate = chosen.rung.rate
    said = (say(_("年利率{rate}"), rate=rate),) if rate.known else ()
    return joined((asked.pays(chosen), *said, *asked.treated(chosen, Treatment.WAIVE)), _("，"))


def _short(words: str | None, longest: int) -> str | None:
    if words is None or len(words) <= longest:
        return words
    return words[: max(longest - 1, 0)] + "…"
