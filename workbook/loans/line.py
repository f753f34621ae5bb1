"""A line is one loan: the accounts of its notes, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from workbook.kept import once
from workbook.language import _, attempt
from workbook.loans.account import Account
from workbook.loans.joined import added, by_day
from workbook.loans.notes import beside, shared_fees
from workbook.loans.results import Due
from workbook.loans.spread import spread
from workbook.money import ZERO


def parts(account: Account) -> tuple[Account, ...]:
    """Give the account of each note of a line, the oldest first, with its part of what was paid; none for one loan."""
    return _of_notes(account) if account.as_told.notes else ()


@once
def _of_notes(account: Account) -> tuple[Account, ...]:
    loans = account.drawings
    if len(loans) == 1:
        return ()
    own = [Account(loan, account.paid.on(loan.id), account.told_on, of_line=True) for loan in loans]
    return spread(own, account.paid.made)


def each(account: Account) -> tuple[Account, ...]:
    """Give the accounts of its notes, or the account itself."""
    return parts(account) or (account,)


def drawn_by(account: Account, day: date) -> tuple[Account, ...]:
    """Give the notes that were drawn by a day, those of unknown days with them; all where none was."""
    there = tuple(one for one in parts(account) if (_drawn_on(one) or day) <= day)
    return there or parts(account)


def _drawn_on(note: Account) -> date | None:
    contract = attempt(lambda: note.contract)
    return contract.drawn_on if contract else note.loan.drawn_on


# -- what is said of it --------------------------------------------------------------------------------------------


def said_of_line(account: Account, day: date) -> tuple[str, ...]:
    """Say what the notes decide against the loan's own words, what is not drawn yet, and how payments were booked."""
    if not account.as_told.notes:
        return ()
    return (
        *beside(account.as_told, account.loan),
        *_not_counted(account, day),
        *_shared(account, day),
        *shared_fees(account.as_told),
    )


def _not_counted(account: Account, day: date) -> Iterator[str]:
    later = len(parts(account)) - len(drawn_by(account, day))
    if later:
        yield _("有 {n} 张借据在 {day} 以后才放款，没有算进去").format(n=later, day=day)
    if account.astray:
        yield _("有 {n} 笔还款记在已删去的借据上，没有算进去").format(n=account.astray)


def _shared(account: Account, day: date) -> Iterator[str]:
    if parts(account) and any(on <= day for on, _amount in account.paid.made):
        yield _("没写还哪张借据的还款，按先到期的先还、同一天到期的按比例分")


# -- what falls due ------------------------------------------------------------------------------------------------


def dues_together(account: Account, found: Sequence[Due]) -> tuple[Due, ...]:
    """Give what falls due on notes as dues of the line, one a day, numbered as its schedule is."""
    numbers = {day: n for n, day in enumerate(_days(account), start=1)}
    days = by_day((due.due, due) for due in found)
    return tuple(_due(numbers.get(day, n), day, dues) for n, (day, dues) in enumerate(days.items(), start=1))


def _days(account: Account) -> list[date]:
    contracts = [attempt(lambda: one.contract) for one in parts(account)]  # noqa: B023 - used at once
    return sorted({due for contract in contracts if contract for due in contract.dues})


def _due(number: int, day: date, dues: Sequence[Due]) -> Due:
    rows = [due.parts for due in dues if due.parts is not None]
    whole = added(number, day, rows) if len(rows) == len(dues) else None
    return Due(number, day, sum((due.payment for due in dues), ZERO), whole)
