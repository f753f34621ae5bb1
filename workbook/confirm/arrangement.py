"""The arrangement in force on a loan: what both sides confirmed in writing, and what is to be paid under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Loan, Terms, WrittenTerms, lacking
from workbook.confirm.agreement import opening, received
from workbook.confirm.check import check
from workbook.language import N_, NotKnown, Refused, _, attempt
from workbook.loans import Plan, plan
from workbook.loans.renewing import WHOLE
from workbook.money import ZERO
from workbook.position import Position, once


@dataclass(frozen=True)
class Promised:
    """One payment of the arrangement in force; number 0 is money paid before the first instalment."""

    number: int
    due: date
    payment: Decimal


@dataclass(frozen=True)
class Arrangement:
    """What is to be paid under the written terms in force; `plan` is None where only a schedule came in writing."""

    written: WrittenTerms
    start: date
    rows: tuple[Promised, ...]
    plan: Plan | None
    assumed: tuple[str, ...]


@once
def arrangement(position: Position, loan: Loan) -> Arrangement:
    """Give the payments of the terms in force: the written schedule if every line has day and amount, else the terms'.

    NotKnown if nothing came in writing, nothing of it is in force, or it names no payments.
    """
    written = _in_force(position, loan)
    terms = written.terms or written.agreed
    start = (terms.start if terms else None) or written.on or position.as_of
    made = plan(opening(position, loan, terms or Terms(), written), terms, loan, "talks") if terms else None
    lines = _written_lines(written)
    rows = lines or (tuple(Promised(r.number, r.due, r.payment) for r in made.rows) if made else ())
    if not rows:
        raise lacking("talks", N_("先在“{page}”那一页填写书面还款计划或书面条件"))
    first = _before_the_first(position, loan, made, start) if made else ()
    said = made.assumed if made and not lines else ()
    promised = tuple(sorted((*first, *rows), key=_by_day))
    return Arrangement(written, start, promised, made, (*_newer(position, loan, written), *said))


def _before_the_first(position: Position, loan: Loan, made: Plan, start: date) -> tuple[Promised, ...]:
    """Give the money paid first, and what the contract still asks before a renewed loan goes on."""
    money = (Promised(0, made.paid_first_on or start, made.paid_first),) if made.paid_first else ()
    until = [(row.due, row.payment) for row in made.until] or _told_until(position, loan, start)
    return (*(Promised(0, due, payment) for due, payment in until), *money)


def _told_until(position: Position, loan: Loan, start: date) -> list[tuple[date, Decimal]]:
    """Give what was told to fall due before a renewal begins, principal apart, where no contract can be computed."""
    if loan.as_one.method not in WHOLE or start <= position.as_of:
        return []
    standing = position.standing(loan)
    dues = attempt(lambda: standing.coming(start)) or ()
    principal, end = standing.balance.principal or ZERO, standing.maturity
    asked = [(due.due, due.payment - (principal if due.due == end else ZERO)) for due in dues]
    return [(due, payment) for due, payment in asked if payment > ZERO]


def _by_day(row: Promised) -> tuple[date, int]:
    return row.due, row.number


def _written_lines(written: WrittenTerms) -> tuple[Promised, ...]:
    rows = sorted((r for r in written.schedule if not r.archived), key=lambda r: r.due or date.max)
    told = tuple(Promised(n, r.due, r.payment) for n, r in enumerate(rows, 1) if r.due and r.payment is not None)
    return told if len(told) == len(rows) else ()


def _in_force(position: Position, loan: Loan) -> WrittenTerms:
    found = next((written for written in received(position, loan) if confirmed(position, loan, written)), None)
    if found is None:
        raise lacking("talks", _WAITS)
    return found


@once
def confirmed(position: Position, loan: Loan, written: WrittenTerms) -> bool:
    """Tell whether written terms are in force: the borrower agreed to them, or they are signed and say what was agreed.

    Terms that nobody can hold against what was agreed wait for the borrower's own word.
    """
    if written.accepted_on is not None:
        return written.accepted_on <= position.as_of
    if not written.signed_by:
        return False
    try:
        return check(position, loan, written).clean
    except Refused:
        return False


@once
def unconfirmed(position: Position, loan: Loan) -> str:
    """Say in short that the latest written terms are not followed yet; empty where there are none or they are."""
    try:
        latest = received(position, loan)[0]
    except NotKnown:
        return ""
    return "" if confirmed(position, loan, latest) else _("书面条件还没有确认，先不要照它还。")


def _newer(position: Position, loan: Loan, used: WrittenTerms) -> tuple[str, ...]:
    """Say so where an earlier arrangement is followed because a later one is not confirmed."""
    if received(position, loan)[0] is used:
        return ()
    said = _("后来收到的书面条件还没有确认，先照 {day} 那份。").format(day=used.on or _("之前"))
    return (said,)


_WAITS = N_(
    "书面条件还没有确认，先不要照它还：看“谈”那一页的对照，和谈定的一样、对方也盖了章或确认了，"
    "或者您看过不同也同意，再填“哪天核对后同意的”。"
)
