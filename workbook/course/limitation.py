"""The three years of limitation: a footnote for most, a full stop near or past the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbook.case import NOT_LATE, Loan, LoanState
from workbook.language import _, attempt
from workbook.loans.days import months_after
from workbook.position import Position, borrowers_own
from workbook.rules import constant, public_number

_NONE = frozenset(
    {LoanState.SETTLED, LoanState.ENFORCEMENT, LoanState.NOT_MINE}
)  # paid, decided, or no debt of one's own

Level = Literal["none", "footnote", "stop", "unknown"]


@dataclass(frozen=True)
class Limitation:
    """Where the three years stand; `counted_from` is the day they were last seen to start, for the borrower only."""

    level: Level
    counted_from: date | None
    ends_on: date | None
    sentence: str


@borrowers_own
def limitation(position: Position, loan: Loan) -> Limitation:
    """Say whether asking for more time needs a lawyer first.

    Counted from the last instalment's day, or from a later payment or contact in the case; a demand not told to the
    workbook would start them later, so the end shown is the earliest. (民法典 188, 189, 195; 诉讼时效规定 8, 14)
    """
    last_due = _last_due(position, loan)
    if loan.state in _NONE or position.standing(loan).state in NOT_LATE:
        return Limitation("none", None, None, "")
    if last_due is None:
        return Limitation("unknown", None, None, _footnote())
    start = max((last_due, *_restarts(position, loan)))
    ends = months_after(start, 12 * int(constant("limitation_years")), start.day)
    near = months_after(ends, -int(constant("limitation_near_months")), ends.day)
    if position.as_of < near:
        return Limitation("footnote", start, ends, _footnote())
    return Limitation("stop", start, ends, _stop(ends, position.as_of))


def _footnote() -> str:
    return _("提示：三年的诉讼时效可能重新起算（承诺、部分还款、请求延期都算同意履行）。")


def _stop(ends: date, as_of: date) -> str:
    state = _("可能已经过了三年") if as_of > ends else _("快满三年（最早 {day}）").format(day=ends)
    words = _("先停一下：从最后一期到期或最后一次还款、联系算起，{state}。发出任何请求之前，先问律师或打 {number}。")
    return words.format(state=state, number=public_number("legal_aid"))


def _last_due(position: Position, loan: Loan) -> date | None:
    called = loan.accelerated_on if loan.state not in NOT_LATE else None
    known = [day for day in (_by_contract(position, loan), called) if day is not None]
    return min(known) if known else None


def _by_contract(position: Position, loan: Loan) -> date | None:
    standing = position.standing(loan)
    if standing.maturity is not None:
        return standing.maturity
    schedule = attempt(lambda: standing.schedule)
    if schedule is not None:
        return schedule.rows[-1].due
    left = max((loan.periods_left or 1) - 1, 0)
    return months_after(loan.as_one.next_due, left, loan.as_one.next_due.day) if loan.as_one.next_due else None


def _restarts(position: Position, loan: Loan) -> Iterator[date]:
    yield from (p.paid_on for p in position.case.payments_on(loan) if p.paid_on and p.paid_on <= position.as_of)
    about = (c for c in position.case.contacts_with(loan) if c.loan_id in {None, loan.id})
    yield from (c.on for c in about if c.on and c.on <= position.as_of)
