"""The request kept back while a renewal is asked for: instalments before the day, sent only after a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbook import options
from workbook.case import Loan, Want
from workbook.documents.blocks import Block, Document, Paragraph, say
from workbook.documents.papers.letter import letter
from workbook.documents.parts.desk import Desk
from workbook.language import N_, Refused, _
from workbook.position import Position, once


@once
def spare(position: Position) -> Document:
    """Give the letter of what remains where a renewal is refused, for the borrower alone; Refused where nothing holds.

    It is the letter of new terms, and asks for what `options.plan_b` found.
    """
    desk, found = Desk.of(position, "self"), options.plan_b(position, position.loan)
    if found is None or found.request is None:
        raise Refused(N_("续不成的话，分期也还没有守得住的数：没有备用的申请"))
    made = letter(_asking(position, position.loan, found.request))
    title = _("备用的申请（先不发）")
    return replace(made, name="spare", title=title, audience="self", blocks=(*_kept(desk), *made.blocks))


def _asking(position: Position, loan: Loan, request: options.Package) -> Position:
    """Give the position of a case that asks for this instead of a renewal."""
    case = position.case
    loans = tuple(row.but(want=Want.EASE) if row.id == loan.id else row for row in case.debts.loans)
    asks = options.asking(case.ask, loan, "preferred", options.dated(request))
    return position.changed(debts=case.debts.but(loans=loans), ask=asks)


def _kept(desk: Desk) -> Iterator[Block]:
    said = _("先不发：对方说不能续，或者到{on}还没有答复，才发这一封。发了它，就不再谈续贷。")
    yield Paragraph(say(said, on=desk.own.renew.send_spare_on), "warning")
    again = _("发之前先在“开始”那一页把日期改成当天，重算一遍：欠款和各期都会变。")
    yield Paragraph(say(again), "warning")
    how = _("要发的时候：在“借款”那一页把想要的改成“{want}”，再在“方案”那一页选同一档写进请求，信和附页就一起出来。")
    yield Paragraph(say(how, want=Want.EASE.words), "note")
