"""The next day that cannot be moved: set by a court, agreed, or of a loan that must not be missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from workbook.case import Loan
from workbook.language import _
from workbook.loans.terms import LATE, WITHOUT_INSTALMENTS
from workbook.position import Position, once
from workbook.pressure.claimed import called, contract_day, debit_day, debit_words
from workbook.pressure.court import answer_by
from workbook.pressure.dues import open_loans
from workbook.pressure.notice import notice_days


@dataclass(frozen=True)
class Deadline:
    """The next day that cannot be moved, and what it is for."""

    on: date
    what: str

    def beside(self, earlier: Deadline) -> Deadline:
        """Give the same with a day before it that can be moved named beside what it is for."""
        said = _("{what}；那以前 {on} 还有{earlier}")
        return replace(self, what=said.format(what=self.what, on=earlier.on, earlier=earlier.what))


@once
def deadline(position: Position) -> Deadline | None:
    """Give the next day that cannot be moved; None if none is told.

    Days set by a court or agreed, and days of loans that are not late and come first; only where there are none, the
    next day of a loan that is late already. Where that comes before the others it is named beside the first of them.
    """
    hard = (*_court_days(position), *_notice_days(position), *_talk_days(position), *_due_days(position, late=False))
    late = min(_due_days(position, late=True), key=_by_day, default=None)
    found = min(hard, key=_by_day, default=None)
    return found.beside(late) if found and late and late.on < found.on else found or late


def _by_day(day: Deadline) -> date:
    return day.on


def _court_days(position: Position) -> Iterator[Deadline]:
    for loan in open_loans(position):
        on = answer_by(loan)
        if on is not None:
            said = (
                _("“{name}”：答复法院材料的最后一天")
                if on >= position.as_of
                else _("“{name}”：答复法院材料的期限已过，今天就问")
            )
            yield Deadline(max(on, position.as_of), said.format(name=called(loan)))


def _notice_days(position: Position) -> Iterator[Deadline]:
    """Give the days of notices; a last day to answer that went by is asked about today, a hearing that did is not."""
    for loan in open_loans(position):
        for day in notice_days(loan):
            if day.on >= position.as_of:
                yield Deadline(day.on, _("“{name}”：{what}").format(name=called(loan), what=day.what))
            elif day.is_answer:
                said = _("“{name}”：{what}已过，今天就问")
                yield Deadline(position.as_of, said.format(name=called(loan), what=day.what))


def _due_days(position: Position, *, late: bool) -> Iterator[Deadline]:
    for loan in open_loans(position):
        on = _next_due(position, loan)
        if on and late == (position.standing(loan).state in LATE):
            yield Deadline(on, _due_said(position, loan, late=late))


def _due_said(position: Position, loan: Loan, *, late: bool) -> str:
    if debit_day(position, loan):
        return debit_words(loan)
    said = _("“{name}”再下一期，自动扣款会扣钱") if late else _("“{name}”还款日")
    return said.format(name=called(loan))


def _next_due(position: Position, loan: Loan) -> date | None:
    if loan.as_one.next_due and loan.as_one.next_due >= position.as_of:
        return loan.as_one.next_due
    if loan.state in WITHOUT_INSTALMENTS:
        return debit_day(position, loan)
    return contract_day(position, loan)


def _talk_days(position: Position) -> Iterator[Deadline]:
    talks = position.case.talks
    if talks.appointment and talks.appointment >= position.as_of:
        yield Deadline(talks.appointment, _("约好谈的日子"))
    for contact in talks.uncorrected:
        if contact.verified is not False and contact.next_on and contact.next_on >= position.as_of:
            yield Deadline(contact.next_on, _("说好联系或答复的日子"))
