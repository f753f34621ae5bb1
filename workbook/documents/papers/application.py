"""The application letter: its subject follows from what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Ask, LoanState, Terms, Treatment
from workbook.documents.blocks import Block, Document, Heading, Paragraph, own, say
from workbook.documents.papers.brief import GROUNDS
from workbook.documents.parts import ability, asked, law, letter, owed, proof, who, written
from workbook.documents.parts.desk import Asked, Desk, not_while_nothing_is_left
from workbook.documents.parts.schedule import schedule
from workbook.language import N_, NotKnown, _, attempt
from workbook.money import fen
from workbook.position import Position, once


@once
def application(position: Position) -> Document:
    """Give the application for what is asked on the main loan.

    NotKnown without an ask, Refused where nothing is left to ask with.
    """
    desk = Desk.to_creditor(position)
    not_while_nothing_is_left(desk)
    ask = desk.case.ask_on(desk.loan)
    if ask is None or desk.asked is None:
        raise NotKnown(N_("先在 05_options 填写“首选方案”"), where="05_options")
    title = _("关于申请{what}的函").format(what=_("、").join(subjects(desk, desk.asked.terms)))
    return letter.letter(
        desk,
        "application",
        title,
        _body(desk, ask, desk.asked),
        schedule(desk.asked.rung, _("附表：按本请求计算的还款计划")),
    )


def subjects(desk: Desk, terms: Terms) -> tuple[str, ...]:
    """Name what the terms ask for in the lender's words: extension, deferral, instalments, rate, waiver."""
    longer = bool(terms.periods or terms.steps or terms.payment)
    before_due = desk.state in {LoanState.NOT_DUE, None}
    waived = any(t.treatment is Treatment.WAIVE and not t.archived for t in terms.treatments)
    named = (
        (longer and before_due, N_("展期")),
        (longer and not before_due, N_("分期还款")),
        (bool(terms.grace_months), N_("延期")),
        (_another_rate(desk, terms), N_("调整利率")),
        (waived, N_("减免")),
    )
    return tuple(_(word) for asks, word in named if asks) or (_("调整还款安排"),)


def _another_rate(desk: Desk, terms: Terms) -> bool:
    """Tell whether the asked rate differs from the contract's, both per year; an unknown contract rate differs."""
    contract = attempt(lambda: desk.position.standing(desk.loan).rate)
    return terms.rate is not None and (contract is None or fen(terms.rate) != fen(contract))


def _body(desk: Desk, ask: Ask, chosen: Asked) -> Iterator[Block]:
    yield letter.introduction(desk)
    yield letter.balance(desk)
    yield from who.notes(desk)
    yield from owed.owed(desk)
    yield Heading(say(_("原因")))
    yield from who.happened(desk)
    if ask.reason:
        yield Paragraph(own(ask.reason))
    yield from ability.ability(desk, _("还款能力"))
    yield Heading(say(_("请求")))
    yield from asked.request(desk, chosen)
    offers = tuple(asked.offers(desk))
    if offers:
        yield Heading(say(_("我能做到的")))
        yield from offers
    yield from _grounds(desk)
    yield Heading(say(_("附件")))
    yield from proof.exhibits(desk)
    yield Heading(say(_("请书面答复")))
    yield Paragraph(say(_("请告知工单号、联系人和答复日期，并在答复里写明：")))
    yield written.in_writing()
    yield written.truth(desk)


def _grounds(desk: Desk) -> Iterator[Block]:
    cited = tuple(law.grounds(desk, GROUNDS))
    if cited:
        yield Heading(say(_("依据")))
        yield from cited
