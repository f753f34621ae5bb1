"""Offers of the other side that wait for an answer: what each would be, and what comes before a yes."""

from __future__ import annotations

from datetime import date

from workbook.case import ON_RECORD, Loan, Offer, OfferWay
from workbook.language import N_, _, attempt, within
from workbook.money import shown
from workbook.position import Position, once
from workbook.talks.pad import CounterOffer, counter

_OTHERWISE = N_("先不答应，请对方发书面的，在“谈”那一页和请求比过再答复。")
_ON_RECORD = N_("先不签：要一份草稿，收款少一成也守得住才签。")
_FIRST = {
    OfferWay.TAP: N_("先截图，不点“确认”：点了就可能算同意。在“谈”那一页和请求比过再点。"),
    OfferWay.COLLECTOR: N_("先问清受谁委托，再从官方 App 核对有没有这个方案；核对以前不答应，不付款。"),
    OfferWay.MEDIATED: _ON_RECORD,
    OfferWay.RECORDED: _ON_RECORD,
}


@once
def unanswered(position: Position) -> tuple[Offer, ...]:
    """Give the offers told that were not answered yet, the latest first; what came in writing since has taken over."""
    told = (offer for offer in position.case.talks.offers if not offer.archived and offer.answered_on is None)
    waiting = (offer for offer in told if not _written_since(position, offer))
    return tuple(sorted(waiting, key=lambda offer: offer.on or date.min, reverse=True))


def _written_since(position: Position, offer: Offer) -> bool:
    written = position.case.written_on(offer.loan_id)
    return any((one.on or date.min) >= (offer.on or date.min) for one in written)


def about(position: Position, offer: Offer) -> Loan:
    """Give the loan an offer is about: the one it names, else the one in the talk."""
    return next((loan for loan in position.loans if loan.id == offer.loan_id), position.loan)


def before_a_yes(position: Position, offer: Offer) -> str:
    """Say what to do before an offer is accepted: its dearest month, whether it can be kept, what a yes to it is."""
    loan, terms = about(position, offer), offer.terms
    known = None if terms is None else attempt(lambda: counter(position, loan, terms, offer.way))
    figures = _("条件还没填全，算不出守不守得住") if known is None else _judged(known)
    first = _(_FIRST.get(offer.way, _OTHERWISE) if offer.way else _OTHERWISE)
    if offer.way in ON_RECORD and known is not None and known.verdict == "can_keep":
        first = _("收款少一成也守得住。先要一份草稿，和请求比过再签。")
    if offer.on is None:
        return _("对方提的方案还没答复：{figures}。{first}").format(figures=figures, first=first)
    return _("{on} 对方提的方案还没答复：{figures}。{first}").format(on=offer.on, figures=figures, first=first)


def _judged(found: CounterOffer) -> str:
    verdict = within(_("守不守得住还不知道") if found.verdict == "not_known" else found.verdict_words)
    if found.plan.left_over:
        said = _("{count} 期还不完，剩下的 {rest} 没有说怎么还；算在最后一期，那一期要 {payment}，{verdict}")
        amounts = {"rest": shown(found.plan.left_over), "payment": shown(found.payment)}
        return said.format(count=len(found.plan.rows), verdict=verdict, **amounts)
    return _("最高一期 {payment}，{verdict}").format(payment=shown(found.payment), verdict=verdict)
