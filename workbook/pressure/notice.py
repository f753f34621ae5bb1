"""The days a notice sets: of a commission, a mediation body or a court; and whether it may be a fake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from workbook.case import Loan, LoanState, NoticeBy
from workbook.language import N_, _

_ANSWER = {
    LoanState.ARBITRATION: N_("答复仲裁委的最后一天"),
    LoanState.MEDIATION: N_("答复调解组织的最后一天"),
    LoanState.ENFORCEMENT: N_("执行通知书上写的最后一天"),
}
_HEARING = {
    LoanState.ARBITRATION: N_("仲裁开庭"),
    LoanState.MEDIATION: N_("调解"),
    LoanState.ENFORCEMENT: N_("到法院的日子"),
    LoanState.IN_COURT: N_("开庭"),
}


class NoticeDay(NamedTuple):
    """A day a notice sets, and what for; an answer may still be asked about when its day went by."""

    key: str
    on: date
    what: str

    @property
    def is_answer(self) -> bool:
        """Tell whether it is the last day to answer."""
        return self.key == "answer"


def notice_days(loan: Loan) -> tuple[NoticeDay, ...]:
    """Give the days of the notice on a loan, as they were told and none worked out; in order of days."""
    return tuple(sorted(_days(loan), key=lambda day: day.on))


def _days(loan: Loan) -> Iterator[NoticeDay]:
    if loan.answer_until and loan.state in _ANSWER:
        yield NoticeDay("answer", loan.answer_until, _(_ANSWER[loan.state]))
    if loan.hearing_on and loan.state in _HEARING:
        yield NoticeDay("hearing", loan.hearing_on, _(_HEARING[loan.state]))


def doubtful(loan: Loan) -> bool:
    """Tell whether a notice looks like a fake: a private account to pay, or a message alone that nobody verified.

    Mediation really comes by message alone: that is only not verified yet.
    """
    return bool(loan.private_account) or (_by_message(loan) and loan.state is not LoanState.MEDIATION)


def unverified(loan: Loan) -> bool:
    """Tell whether a notice that does not look like a fake still has to be verified: it came by message alone."""
    return _by_message(loan) and not doubtful(loan)


def _by_message(loan: Loan) -> bool:
    return loan.notice_by in {NoticeBy.MESSAGE, NoticeBy.CALL} and not loan.notice_checked
