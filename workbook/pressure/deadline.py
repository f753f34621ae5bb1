"""The next day that cannot be moved: set by a court, agreed, or of a loan that must not be missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workbook.case import Case, Loan, LoanState
from workbook.language import _
from workbook.loans.days import months_after
from workbook.loans.terms import LATE
from workbook.pressure.court import answer_by
from workbook.pressure.dues import called, falling_due, open_loans, state_today

LOOK_AHEAD = 62  # days: the next monthly date is always among them


@dataclass(frozen=True)
class Deadline:
    """The next day that cannot be moved, and what it is for."""

    on: date
    what: str


def deadline(case: Case) -> Deadline | None:
    """Give the next day that cannot be moved; None if none is told.

    Days set by a court or agreed, and days of loans that are not late and come first; only where there are none, the
    next day of a loan that is late already.
    """
    hard = (*_court_days(case), *_talk_days(case), *_due_days(case, late=False))
    found = hard or tuple(_due_days(case, late=True))
    return min(found, key=lambda day: day.on, default=None)


def _court_days(case: Case) -> Iterator[Deadline]:
    for loan in open_loans(case):
        on = answer_by(loan)
        if on is not None:
            said = (
                _("“{name}”：答复法院材料的最后一天")
                if on >= case.as_of
                else _("“{name}”：答复法院材料的期限已过，今天就问")
            )
            yield Deadline(max(on, case.as_of), said.format(name=called(loan)))


def _due_days(case: Case, *, late: bool) -> Iterator[Deadline]:
    for loan in open_loans(case):
        on = _next_due(case, loan)
        if on and late == (state_today(case, loan) in LATE):
            said = _("“{name}”再下一期，自动扣款会扣钱") if late else _("“{name}”还款日")
            yield Deadline(on, said.format(name=called(loan)))


def _next_due(case: Case, loan: Loan) -> date | None:
    if loan.next_due and loan.next_due >= case.as_of:
        return loan.next_due
    if loan.state in {LoanState.ACCELERATED, LoanState.SOLD, LoanState.IN_COURT}:
        return None
    dues = falling_due(case, loan, case.as_of, case.as_of + timedelta(days=LOOK_AHEAD))
    if dues is not None or loan.next_due is None:
        return dues[0].due if dues else None
    return _same_day_next_month(loan.next_due, case.as_of)


def _same_day_next_month(oldest: date, as_of: date) -> date:
    months = (as_of.year - oldest.year) * 12 + as_of.month - oldest.month
    found = months_after(oldest, months, oldest.day)
    return found if found >= as_of else months_after(oldest, months + 1, oldest.day)


def _talk_days(case: Case) -> Iterator[Deadline]:
    talks = case.talks
    if talks.appointment and talks.appointment >= case.as_of:
        yield Deadline(talks.appointment, _("约好谈的日子"))
    for contact in talks.standing:
        if contact.verified is not False and contact.next_on and contact.next_on >= case.as_of:
            yield Deadline(contact.next_on, _("说好联系或答复的日子"))
