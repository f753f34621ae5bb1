"""What every loan asks for, and when: today, in the coming days, in a usual month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from workbook.case import Loan, LoanState
from workbook.language import Refused, _, attempt
from workbook.loans.days import months_after
from workbook.loans.terms import A_YUAN, LATE, said_late
from workbook.money import ZERO
from workbook.position import Position, once
from workbook.pressure.claimed import called, debit_day, debit_words, settled_first, settled_first_words
from workbook.pressure.lump import lump, own_end, own_end_words
from workbook.pressure.path import DAYS, Path, bad_month

CALENDAR_DAYS = DAYS


@dataclass(frozen=True)
class Claim:
    """What one creditor asks for; `on` is None where no day is told, `amount` None where no sum is."""

    loan_id: str
    name: str
    on: date | None
    amount: Decimal | None
    overdue: bool = False
    cash_after: Decimal | None = None


@dataclass(frozen=True)
class Claims:
    """Several claims; the total counts only what is known, `unknown` names the loans that are not."""

    rows: tuple[Claim, ...]
    assumed: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the known amounts."""
        return sum((claim.amount for claim in self.rows if claim.amount is not None), ZERO)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of the loans whose amount is not known."""
        return tuple(claim.name for claim in self.rows if claim.amount is None)


@once
def open_loans(position: Position) -> tuple[Loan, ...]:
    """Give the borrower's own loans that are not settled."""
    return tuple(loan for loan in position.loans if loan.state not in {LoanState.SETTLED, LoanState.NOT_MINE})


@once
def current_today(position: Position) -> Claims:
    """Give what makes every loan current today, None where it cannot be told; NotKnown while there is no loan.

    A loan of which something else is settled first has no such sum; `assumed` says what that is.
    """
    told = tuple(loan for loan in position.loans if loan.state is not LoanState.SETTLED) or (position.loan,)
    rows = tuple(today(position, loan) for loan in told if not settled_first(loan))
    return Claims(rows, tuple(settled_first_words(loan) for loan in told if settled_first(loan)))


@once
def today(position: Position, loan: Loan) -> Claim:
    """Give what is due on one loan today: what is overdue and what falls due on the day itself; the whole if called in.

    With the oldest unpaid day; the amount is None where it cannot be told, or something else is settled first, and 0.00
    on what is not the borrower's own. Every table, chart and paper asks here or for the `arrears` of the standing,
    which are the same.
    """
    if loan.state is LoanState.NOT_MINE:
        return Claim(loan.id, called(loan), None, ZERO)
    if settled_first(loan):
        return Claim(loan.id, called(loan), None, None, overdue=said_late(loan, position.as_of))
    try:
        amount = position.standing(loan).arrears
    except Refused:
        return Claim(loan.id, called(loan), loan.as_one.next_due, None, overdue=said_late(loan, position.as_of))
    balance = position.standing(loan).balance_or_none
    late = bool(amount) and (bool(balance and balance.days_overdue) or loan.state in LATE)
    oldest = balance.oldest_unpaid if balance else None
    return Claim(loan.id, called(loan), oldest or position.as_of, amount, overdue=late)


@once
def calendar(position: Position, days: int = CALENDAR_DAYS) -> Claims:
    """Give what must be paid from today on, in order of days, with the cash left after each in a bad month.

    Debts told only as one sum for 30 days have no day and come last. `cash_after` is None where cash or the bad
    month is not known; it counts what a bad month leaves day by day.
    """
    now = current_today(position)
    today = [replace(claim, on=position.as_of) for claim in now.rows if claim.amount != ZERO]
    paid = (loan for loan in open_loans(position) if not settled_first(loan))
    coming = [claim for loan in paid for claim in soon(position, loan, days)]
    dated = sorted((*today, *coming), key=lambda claim: claim.on or date.max)
    rows = (*dated, *_undated(position, days))
    return Claims(
        _with_cash(position, rows, days),
        assumed=(*now.assumed, *_debits_said(position, days), *_calendar_notes(position)),
    )


@once
def soon(position: Position, loan: Loan, days: int) -> tuple[Claim, ...]:
    """Give what one loan claims in the coming days, what is due already apart.

    Where the sum is not told the next day stands without one; empty where no day is told either.
    """
    last = position.as_of + timedelta(days=days)
    try:
        found = position.standing(loan).coming(last)
    except Refused:
        on = loan.as_one.next_due
        return (Claim(loan.id, called(loan), on, None),) if on and position.as_of < on <= last else ()
    return tuple(Claim(loan.id, called(loan), due.due, due.payment) for due in found)


def _debits_said(position: Position, days: int) -> Iterator[str]:
    """Say on which of the coming days an instalment may still be taken that is not to be paid."""
    last = position.as_of + timedelta(days=days)
    for loan in open_loans(position):
        if (on := debit_day(position, loan)) is not None and on <= last:
            yield _("{on}：{what}。").format(on=on, what=debit_words(loan))


def _undated(position: Position, days: int) -> tuple[Claim, ...]:
    rest = told_as_one_sum(position, days)
    return (Claim("", _("其他债务（30 天内，没有写日期）"), None, rest),) if rest else ()


@once
def told_as_one_sum(position: Position, days: int = CALENDAR_DAYS) -> Decimal | None:
    """Give what the other debts claim in the coming days beyond what the listed loans do; None if not told."""
    others = (loan for loan in open_loans(position) if loan.id != position.loan.id)
    listed = (claim.amount or ZERO for loan in others for claim in soon(position, loan, days))
    return unlisted(position, sum(listed, ZERO))


def month_ends(as_of: date, months: int) -> tuple[date, ...]:
    """Give the last day of each coming month, counted from a day that does not drift."""
    return tuple(months_after(as_of, count, as_of.day) for count in range(1, months + 1))


@once
def monthly_claim(position: Position, loan: Loan) -> Decimal:
    """Give what falls due on a loan in the coming month, arrears and a lump at the end apart; 0.00 where no more does.

    So it is of a loan that is not the borrower's own.
    Raises NotKnown or Refused where it cannot be told.
    """
    if loan.state is LoanState.NOT_MINE:
        return ZERO
    dues, end = position.standing(loan).coming(month_ends(position.as_of, 1)[0]), lump(position, loan)
    return sum((due.payment for due in dues if due != end), ZERO)


@once
def monthly_claims(position: Position) -> Decimal:
    """Give what all debts claim in the coming month without arrears, those told only as one sum included."""
    listed = sum((monthly_claim(position, loan) for loan in open_loans(position)), ZERO)
    return listed + (unlisted(position, others_in_a_month(position)) or ZERO)


@once
def others_in_a_month(position: Position) -> Decimal:
    """Give what the listed loans other than the main one claim in the coming month."""
    others = [loan for loan in open_loans(position) if loan.id != position.loan.id]
    return sum((monthly_claim(position, loan) for loan in others), ZERO)


@once
def month_notes(position: Position) -> tuple[str, ...]:
    """Say what is no claim of a month, and what was taken for granted about the debts not listed one by one."""
    end, told = own_end(position), position.case.situation.other_debts_30_days
    noted = () if end is None else (own_end_words(end),)
    if told is None:
        return (*noted, _("“其他债务 30 天内要还的总数”没有填，只算了列出的借款。"))
    if unlisted(position, others_in_a_month(position)):
        return (*noted, _("没有逐笔列出的其他债务，按每个月都要还同样的数来算。"))
    return noted


@once
def unlisted(position: Position, listed: Decimal) -> Decimal | None:
    """Give the part of the other debts told as one sum that is not among the listed loans; None if not told.

    What is just the arrears of the listed ones, to the yuan, names no other debt.
    """
    told = position.case.situation.other_debts_30_days
    if told is None:
        return None
    rest = max(told - listed, ZERO)
    return ZERO if abs(rest - _arrears_of_others(position)) <= A_YUAN else rest


def _arrears_of_others(position: Position) -> Decimal:
    now = (today(position, loan) for loan in open_loans(position) if loan.id != position.loan.id)
    return sum((claim.amount or ZERO for claim in now if claim.overdue), ZERO)


def _with_cash(position: Position, rows: tuple[Claim, ...], days: int) -> tuple[Claim, ...]:
    left, cash = _left(position), position.case.situation.cash
    if left is None or cash is None:
        return rows
    path, paid, done = Path(cash, left), ZERO, list[Claim]()
    for claim in rows:
        if claim.amount is None:
            break  # from here on nobody can say what is left
        elapsed = (claim.on - position.as_of).days if claim.on else days
        paid += claim.amount
        done.append(replace(claim, cash_after=path.after(elapsed, paid)))
    return (*done, *rows[len(done) :])


def _left(position: Position) -> Decimal | None:
    return attempt(lambda: bad_month(position).left)


def _calendar_notes(position: Position) -> tuple[str, ...]:
    if position.case.situation.cash is None:
        return (_("没有填“现在手上能用的钱”，只能列出日子和金额。"),)
    if _left(position) is None:
        return (_("还算不出坏月份剩多少，只能列出日子和金额。"),)
    return (_("“付完还剩”从现在手上的钱算起，按坏月份每天平均的进出，把到期的都付掉。"),)
