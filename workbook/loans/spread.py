"""Payments booked for a whole line, spread over its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from workbook.case.loan import EarlyMoney
from workbook.language import Refused
from workbook.loans.account import Account, Made
from workbook.loans.contract import fee_on
from workbook.loans.joined import by_day
from workbook.loans.ledger import ORDER, Ledger
from workbook.loans.paid import Covered, covered_by_terms
from workbook.loans.terms import ONE_DUE
from workbook.money import ZERO, fen

_NOTHING = Covered(0, None, ())
Shares = list[Decimal]
Claim = tuple[int, Decimal]
"""Which note asks, and how much."""


def spread(notes: Sequence[Account], shared: Sequence[Made]) -> tuple[Account, ...]:
    """Give each note with its part of the payments made for all.

    First what is due on any note, by the contract's order and the oldest first in each part, as if the line were one
    account; then the next instalment of each, the soonest first; then the principal of all, or the instalments after
    it where early money waits. What asks on the same day shares in proportion. A note whose terms are not known, or
    that is not drawn by then, gets nothing; where none is known, the oldest takes all.
    """
    if not shared:
        return tuple(notes)
    running = [note for note in notes if _known(note)]
    if not running:
        return (_given(notes[0], shared), *notes[1:])
    settled = iter(_settled_on(running, sorted(shared)))
    return tuple(next(settled) if note in running else note for note in notes)


def _given(note: Account, made: Sequence[Made]) -> Account:
    return note.having(note.paid._replace(made=tuple(sorted((*note.paid.made, *made))))) if made else note


def _known(note: Account) -> bool:
    try:
        return bool(note.contract)
    except Refused:
        return False


def _settled_on(notes: Sequence[Account], shared: Sequence[Made]) -> list[Account]:
    """Spread by the records alone; where they do not reach as far as the borrower says, from where that leaves off.

    A payment that what is told covers already keeps the part it has by the records.
    """
    alone = _moved(notes, shared, [_NOTHING] * len(notes))
    found = [_given(note, made) for note, made in zip(notes, alone, strict=True)]
    told = [covered_by_terms(note, note.as_of) for note in found]
    if all((one.first, one.until, one.told_open) == (0, None, None) for one in told):
        return found
    later = [one for one in shared if any(paid.until is None or one[0] > paid.until for paid in told)]
    anew = _moved(notes, later, told)
    days = {on for on, _amount in later}
    kept = [[one for one in made if one[0] not in days] for made in alone]
    return [_given(note, (*old, *new)) for note, old, new in zip(notes, kept, anew, strict=True)]


def _moved(accounts: Sequence[Account], shared: Sequence[Made], told: Sequence[Covered]) -> list[list[Made]]:
    """Move all notes together from one shared payment to the next."""
    joint = [_Moving(one, paid) for one, paid in zip(accounts, told, strict=True)]
    for on, amount in shared:
        there = [one for one in joint if one.takes(on)] or joint[:1]
        for one in there:
            one.move(on)
        for one, share in zip(there, _shares([one.ledger for one in there], amount, on), strict=True):
            one.pay(on, share)
    return [one.made for one in joint]


class _Moving:
    """The account of one note on its way, with what it was given."""

    def __init__(self, account: Account, told: Covered) -> None:
        self.drawn = account.contract.drawn_on
        self.until = told.until
        self.ledger = Ledger(account.contract, told.first, told.told_open)
        self.own = [one for one in account.paid.made if told.until is None or one[0] > told.until]
        self.made: list[Made] = []

    def takes(self, on: date) -> bool:
        """Tell whether it was drawn by that day, and what was paid then is not counted already."""
        return self.drawn <= on and (self.until is None or on > self.until)

    def move(self, on: date) -> None:
        """Bring it to a day, its own payments with it."""
        due = [one for one in self.own if one[0] <= on]
        self.own = self.own[len(due) :]
        self.ledger.until(on, due)

    def pay(self, on: date, share: Decimal) -> None:
        """Book its part."""
        if share:
            self.made.append((on, share))
            self.ledger.until(on, [(on, share)])


# -- one payment ---------------------------------------------------------------------------------------------------


def _shares(ledgers: Sequence[Ledger], amount: Decimal, on: date) -> Shares:
    """Split one payment among accounts moved to its day."""
    shares = [ZERO] * len(ledgers)
    left = _give(shares, amount, _due(ledgers))
    whole = [(n, _to_settle(one, on)) for n, one in enumerate(ledgers)] if left else []
    left = _give(shares, left, [whole] if left >= _asked(whole) else _ahead(ledgers, on))
    shares[_last(ledgers)] += left
    return shares


def _give(shares: Shares, money: Decimal, groups: Iterable[Sequence[Claim]]) -> Decimal:
    """Give each group of claims what it asks while there is money, within a group in proportion; give what is left."""
    for group in groups:
        given = min(money, _asked(group))
        money -= given
        for n, part in _in_proportion(group, given):
            shares[n] += part
    return money


def _asked(group: Sequence[Claim]) -> Decimal:
    return sum((asked for _n, asked in group), ZERO)


def _in_proportion(group: Sequence[Claim], given: Decimal) -> Iterator[Claim]:
    """Split what is given to the fen; no claim gets more than it asks."""
    asked_still = _asked(group)
    for n, asked in group:
        part = fen(given * asked / asked_still) if asked else ZERO
        yield n, part
        given, asked_still = given - part, asked_still - asked


def _last(ledgers: Sequence[Ledger]) -> int:
    """The note that takes what nothing asks for: the oldest that still has principal."""
    return next((n for n, one in enumerate(ledgers) if one.principal), 0)


def _due(ledgers: Sequence[Ledger]) -> Iterator[list[Claim]]:
    """What is due, part by part in the contract's order, the oldest first."""
    bills = [(bill.due, (n, bill)) for n, one in enumerate(ledgers) for bill in one.bills if bill.open]
    for part in ORDER[ledgers[0].contract.allocation]:
        if part in ledgers[0].owing:
            yield [(n, one.owing[part]) for n, one in enumerate(ledgers)]
        else:
            yield from by_day((due, (n, getattr(bill, part))) for due, (n, bill) in bills).values()


def _to_settle(ledger: Ledger, on: date) -> Decimal:
    """What settles a note on the day, what is due apart."""
    balance = ledger.balance(on)
    fees = sum((fee_on(fee, ledger.principal) for fee in ledger.contract.prepayment_fees if ledger.principal), ZERO)
    return (balance.principal_not_due or ZERO) + (balance.interest_not_due or ZERO) + fees


def _ahead(ledgers: Sequence[Ledger], on: date) -> Iterator[list[Claim]]:
    """What is not due yet: the next instalment of each, the soonest first; then what lies behind."""
    yield from by_day((_soonest(one), (n, _next(one, on))) for n, one in enumerate(ledgers)).values()
    if ledgers[0].contract.early_money is EarlyMoney.WAITS:
        later = by_day((row.due, (n, row.payment)) for n, one in enumerate(ledgers) for row in one.ahead[1:])
        yield from later.values()
    else:
        yield [(n, max(_to_settle(one, on) - _next(one, on), ZERO)) for n, one in enumerate(ledgers)]


def _soonest(ledger: Ledger) -> date:
    return ledger.ahead[0].due if ledger.ahead else date.max


def _next(ledger: Ledger, on: date) -> Decimal:
    """What a note asks before its principal is repaid early: its next instalment, or its interest so far."""
    at_once = ledger.contract.method in ONE_DUE and ledger.contract.early_money is not EarlyMoney.WAITS
    if at_once or not ledger.ahead:
        return ledger.balance(on).interest_not_due or ZERO
    return max(ledger.ahead[0].payment - ledger.held, ZERO)
