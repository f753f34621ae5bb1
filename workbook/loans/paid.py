"""What has been paid: the recorded payments, and what the borrower's other words say about earlier ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from workbook.case import NOT_LATE, Loan
from workbook.kept import once
from workbook.language import N_, Refused, _
from workbook.loans.account import Account, Made
from workbook.loans.ledger import Ledger
from workbook.loans.terms import Contract

_NEAR = 15


class Covered(NamedTuple):
    """The first instalments that count as paid, the day up to which payments belong to them, the reasons.

    `told_open` is the due day told to be unpaid, which money paid before it does not cover; `ledger` the account moved
    by the records alone, where they say it all.
    """

    first: int
    until: date | None
    said: tuple[str, ...]
    told_open: date | None = None
    ledger: Ledger | None = None


def recorded(account: Account, contract: Contract, day: date) -> list[Made]:
    """Give the payments recorded up to a day; Refused for one made before the loan was drawn."""
    early = next((on for on, _amount in account.paid.made if on < contract.drawn_on), None)
    if early:
        raise Refused(
            N_("还款记录里 {early} 那笔早于放款日（{drawn}），请检查日期"), early=early, drawn=contract.drawn_on
        )
    return [(on, amount) for on, amount in account.paid.made if on <= day]


@once
def covered_by_terms(account: Account, day: date) -> Covered:
    """Tell the same of a loan by its own contract and all that is recorded up to a day."""
    return covered(account, account.contract, day, recorded(account, account.contract, day))


def covered(account: Account, contract: Contract, day: date, made: list[Made]) -> Covered:
    """Tell how many first instalments count as paid, up to which day payments are already counted in them, and why.

    The borrower's "all paid until" decides; else the recorded payments, where they reach as far as the instalment
    named as the oldest unpaid; else that instalment, the periods left, or the state.
    """
    until = account.paid.all_until
    if until is not None:
        said = _("{day} 及以前到期的都按已按时还清算").format(day=until)
        return Covered(sum(due <= until for due in contract.dues), until, (said,))
    named = _before_next(account.loan, contract)
    alone = Ledger(contract).until(day, made) if made else None
    if alone and _reaches(account.loan, contract, alone.balance(day).oldest_unpaid, day, named):
        fallen = named is not None and named < len(contract.dues) and contract.dues[named] <= day
        told_open = contract.dues[named] if named is not None and fallen else None
        return Covered(0, None, (), told_open, None if told_open else alone)
    if named is not None and account.loan.next_due is not None:
        said = _("{day} 那一期是最早没还的，在它之前的都按已还清算").format(day=account.loan.next_due)
        return Covered(named, account.loan.next_due - timedelta(days=1), (said,))
    return _by_count(account.loan, contract, day)


def _before_next(loan: Loan, contract: Contract) -> int | None:
    """How many instalments precede the due date nearest to the one the borrower names."""
    if loan.next_due is None or not contract.dues:
        return None
    named = loan.next_due
    nearest = min(contract.dues, key=lambda due: abs((due - named).days))
    near = abs((nearest - named).days) <= _NEAR
    return contract.dues.index(nearest) if near else sum(due < named for due in contract.dues)


def _reaches(loan: Loan, contract: Contract, oldest: date | None, day: date, named: int | None) -> bool:
    """Tell whether payments that leave this due day the oldest unpaid reach as far as the borrower says."""
    if oldest is None:
        return True
    if named is None:
        return loan.state not in NOT_LATE or oldest >= day
    return oldest >= contract.dues[min(named, len(contract.dues) - 1)]


def _by_count(loan: Loan, contract: Contract, day: date) -> Covered:
    if loan.periods_left is not None and len(contract.dues) > 1:
        paid = max(len(contract.dues) - loan.periods_left, 0)
        return Covered(paid, None, (_("还款记录不全，按还剩 {left} 期算").format(left=loan.periods_left),))
    paid = sum(due < day for due in contract.dues)
    if loan.state in NOT_LATE and paid:
        return Covered(paid, day - timedelta(days=1), (_("还款记录不全，按没有逾期算"),))
    fallen = any(due <= day for due in contract.dues) or not contract.dues
    return Covered(0, None, (_("没有还款记录，按一次都没还过算"),) if fallen else ())
