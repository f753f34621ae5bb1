"""One day that matters, and the working day on which to act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workbook import workdays
from workbook.case import Loan
from workbook.language import N_, _
from workbook.position import Position
from workbook.rules import constant

Kind = Literal[
    "pay",
    "check",
    "eve",
    "debit",
    "talk",
    "complaint",
    "credit",
    "settlement",
    "apply",
    "court",
    "renew",
    "review",
    "quiet",
]
AHEAD = timedelta(days=62)
HARD: dict[Kind, str] = {
    "court": N_("法院、仲裁的期限"),
    "pay": N_("还款日"),
    "debit": N_("自动扣款日"),
    "apply": N_("最后能申请的日子"),
    "renew": N_("续贷、到期还本"),
    "settlement": N_("结清的日子"),
    "complaint": N_("投诉的期限"),
}
"""Days that nobody moves for a borrower, and what they are called where no lender is named."""
_BEFORE: frozenset[Kind] = frozenset({"pay", "apply", "court", "eve", "debit"})
_ON_THE_DAY: frozenset[Kind] = frozenset({"renew", "quiet", "talk"})


@dataclass(frozen=True)
class Deadline:
    """One day that matters.

    `on` is the day itself, `act_by` the last working day to act on it, `days_left` counts from the case's date
    (negative: past); `limits` says where no holiday table was loaded. What is `quiet` is told and rings no bell.
    """

    key: str
    kind: Kind
    on: date
    act_by: date
    title: str
    note: str
    days_left: int
    limits: str

    @property
    def past(self) -> bool:
        """Tell whether the day has gone by."""
        return self.days_left < 0

    @property
    def hard(self) -> bool:
        """Tell whether nobody moves this day for a borrower."""
        return self.kind in HARD

    @property
    def nameless(self) -> str:
        """Say what a hard day is where no lender may be named."""
        return _(HARD[self.kind])


def made(position: Position, key: str, kind: Kind, on: date, title: str, note: str = "") -> Deadline:  # noqa: PLR0913, PLR0917 - one constructor for all kinds
    """Give a day with the day to act: of a talk or renewal itself, of a review some days before, else a workday.

    What has to be done by a day, or before another, is done on the workday before; what is looked at after it later.
    """
    act = _act(kind, on)
    return Deadline(key, kind, on, act.day, title, note, (on - position.as_of).days, act.sentence)


def _act(kind: Kind, on: date) -> workdays.Counted:
    if kind in _ON_THE_DAY:
        return workdays.Counted(on)
    if kind == "review":
        return workdays.on_or_before(on - timedelta(days=int(constant("warn_before_due_days"))))
    return workdays.on_or_before(on) if kind in _BEFORE else workdays.after(on, 0)


def named(loan: Loan) -> str:
    """Give the name a reminder knows a loan by."""
    return loan.name or loan.lender or loan.id
