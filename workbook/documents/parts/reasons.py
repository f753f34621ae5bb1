"""Why it cannot be paid as agreed and what can: each sentence only where leaving it out would cost the request."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook.case.evidence import Proves
from workbook.documents.blocks import Block, Figure, Paragraph, Text, joined, own, say
from workbook.documents.parts import to_come, who
from workbook.documents.parts.desk import Asked, Desk
from workbook.language import _
from workbook.money import ZERO


def reasons(desk: Desk, asked: Asked | None) -> Iterator[Block]:
    """Say what happened with its paper, how the figures of a weak month come about, and that the business goes on."""
    yield from who.happened(desk)
    ask = desk.case.ask_on(desk.loan)
    if ask and ask.reason:
        yield Paragraph(own(ask.reason))
    said = (*_trading(desk), *_household(desk), *_weak_month(desk, asked), *_others(desk), *_season(asked))
    if said:
        yield Paragraph(said)


def _trading(desk: Desk) -> Text:
    trading = desk.case.situation.trading
    if trading is None:
        return ()
    return say(_("目前仍在经营。")) if trading else say(_("生意已经停下来。"))


def _household(desk: Desk) -> Text:
    size = desk.facts.cash.household
    return say(_("家中{n}靠本人收入生活。"), n=size) if size.known else ()


def _weak_month(desk: Desk, asked: Asked | None) -> Text:
    """Say how the figure of a weak month comes about; nothing where a part is not known or nothing is left in it."""
    bad = desk.facts.cash.bad
    if not (bad.receipts.known and bad.costs.known and bad.left.known) or _number(bad.left) <= ZERO:
        return ()
    spent = bad.essentials or bad.borne
    said = _("，家庭必需开支约{spent}") if bad.essentials else _("，由经营收入负担的家庭必需开支约{spent}")
    home = say(said, spent=spent) if spent and spent.known and _number(spent) else ()
    proof = desk.facts.proof[Proves.RECEIPTS]
    said = _("经营低谷月份每月收款约{receipts}（{proof}），经营支出约{costs}{home}，可用于还款的结余约{left}；")
    weak = say(said, receipts=bad.receipts, proof=proof, costs=bad.costs, home=home, left=bad.left)
    return (*weak, *_usual_month(desk, asked), *say(_("逐月收支见附页。")))


def _usual_month(desk: Desk, asked: Asked | None) -> Text:
    """Say what carries a request that needs more than a weak month leaves: other months, else money to come in.

    Months before a change carry it only where the borrower expects them to come back.
    """
    cash = desk.facts.cash
    usual, since = cash.usual.left, cash.since.left
    asks = asked.rung.usual_payment if asked and asked.rung.usual_payment.known else None
    if asks is None or not usual.known or _number(asks) <= _number(cash.bad.left):
        return ()
    said = _("变化以后各月的结余平均约{left}") if since.known else _("平常月份的结余约{left}")
    left = since if since.known else usual
    now = say(said, left=left)
    if _number(asks) <= _number(left):
        return (*now, *say(_("，低谷月份不足的部分由结余较多的月份补上；")))
    if _number(asks) <= _number(usual) and cash.returns:
        return say(_("变化以前各月的结余平均约{usual}，本人预计可以恢复，恢复以后由它补上不足的部分；"), usual=usual)
    if rows := to_come.each(desk):
        return (*now, *say(_("；{rows}，不足的部分由它补上；"), rows=joined(rows, _("；"))))
    return ()


def _number(figure: Figure) -> Decimal:
    return Decimal(str(figure.value))


def _others(desk: Desk) -> Text:
    """Say what other licensed lenders are due each month, where the borrower chose to tell it and none is late."""
    others, own = desk.facts.quick.others, desk.facts.quick.offer
    if not (others.known and own.known):
        return ()
    said = _("本人其他金融机构借款每月应还合计约{sum}，均正常（以征信报告为准），可用于本笔的为{own}。")
    return say(said, sum=others, own=own)


def _season(asked: Asked | None) -> Text:
    months = asked.rung.season.months if asked else None
    return say(_("每年{months}是经营低谷，因此这几个月申请少还。"), months=months) if months and months.known else ()
