"""The day a hoped-for recovery is looked at again, tied to the paper that says when the trouble ends."""

from __future__ import annotations

from datetime import date

from workbook import evidence
from workbook.case.evidence import Proves
from workbook.case.situation import Lasting
from workbook.confirm import arranged, kept
from workbook.followup.day import AHEAD, Deadline, made
from workbook.language import _, attempt, joined
from workbook.position import Position, once


@once
def review(position: Position) -> Deadline | None:
    """Give the day to look whether a hoped-for recovery came, some days before it; None where none is hoped for.

    Two months after it has passed it is no longer shown.
    """
    on, told = position.case.ask.recovers_on, position.case.situation
    unhoped = told.lasting is Lasting.LASTING or told.trading is False
    if on is None or unhoped or on + AHEAD < position.as_of:
        return None
    return made(position, "review", "review", on, _("看难处过去了没有"), joined(_paper(position), _then(position, on)))


def _paper(position: Position) -> str:
    """Name the papers that say the day; without one the day is a hope."""
    papers = evidence.basis(position, Proves.RECOVERY).exhibits
    if not papers:
        return _("这个日子还没有材料写明，只是估计。")
    each = _("、").join(_("附件{number}“{name}”").format(number=one.number, name=one.name) for one in papers)
    return _("看{papers}写的日子变了没有。").format(papers=each)


def _then(position: Position, on: date) -> str:
    due = attempt(lambda: _next_payment(position, on))
    when = _("（{day}）").format(day=due) if due else ""
    said = _("收款没有回来，就在下一个还款日{when}以前再去谈，先把“方案”那一页里的日子改对，不要等到还不上。")
    return said.format(when=when)


def _next_payment(position: Position, on: date) -> date | None:
    """Give the first day to pay from then on: of the arrangement, else of a contract that is not in arrears."""
    loan, first = position.loan, max(on, position.as_of)
    if arranged(position, loan):
        return next((row.due for row in kept(position, loan).rows if row.due >= first), None)
    standing = position.standing(loan)
    return None if standing.late else next((due.due for due in standing.dues(first, first + AHEAD)), None)
