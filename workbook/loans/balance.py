"""What is owed on a day: from the contract and the payments, else from the lender's own figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from workbook.case.loan import DayCount
from workbook.kept import once
from workbook.language import N_, NotKnown, _, attempt
from workbook.loans.account import Account
from workbook.loans.contract import untold
from workbook.loans.days import days_30_360
from workbook.loans.debited import debited
from workbook.loans.doubt import doubt, doubt_of_line
from workbook.loans.joined import together
from workbook.loans.ledger import Ledger
from workbook.loans.line import drawn_by, dues_together, parts, said_of_line
from workbook.loans.notes import said_once
from workbook.loans.replay import moved, replayed
from workbook.loans.results import Balance, Due, Instalment
from workbook.loans.stated import stated_balance
from workbook.loans.terms import Contract, odd_days_said, settled, wrong
from workbook.loans.usual import usual_dues
from workbook.money import ZERO, shown
from workbook.rules import constant


@once
def owed(account: Account, day: date) -> Balance:
    """Give what is owed at the end of a day, by component.

    Payments recorded after that day do not count. Where the contract's terms are not known, the lender's latest
    figures, or the few figures of the short path, stand in (`source` "app") with unknown components None; so does a
    principal that was told and that the terms do not lead to.
    Raises NotKnown where neither is there, Refused for terms or payments that cannot be.
    """
    if settled(account.loan):
        return _nothing(day)
    if parts(account):
        return _of_notes(account, day)
    try:
        contract = account.contract
    except NotKnown as missing:
        return stated_balance(account.loan, day, missing=missing, lacks=untold(account.loan))
    doubted = doubt(account)
    if doubted and doubted.stands:
        return stated_balance(account.loan, day, said=doubted.sentence)
    if day < contract.drawn_on:
        raise wrong(
            N_("“{field}”（{drawn}）比要算的日子（{day}）还晚，请检查"), "drawn_on", drawn=contract.drawn_on, day=day
        )
    ledger, said = replayed(account, day)
    beside = (*said_of_line(account, day), *((doubted.sentence,) if doubted else ()), *_more_debited(account, ledger))
    assumed = (*beside, *ledger.contract.assumed, *said, *_penalty_said(account, ledger, day))
    found = ledger.balance(day, assumed, _waiting(account, ledger))
    return _odd_named(account, ledger.contract, found)


def _of_notes(account: Account, day: date) -> Balance:
    """Add up what is owed on each note; where one of them is not known, the figures of the whole stand in."""
    notes = drawn_by(account, day)
    try:
        found = [owed(note, day) for note in notes]
    except NotKnown as missing:
        lacks = (name for note in notes for name in untold(note.loan))
        return stated_balance(account.loan, day, missing=missing, lacks=lacks)
    doubted = doubt_of_line(account)
    if doubted and doubted.stands:
        return stated_balance(account.loan, day, said=doubted.sentence)
    said = (
        *said_of_line(account, day),
        *((doubted.sentence,) if doubted else ()),
        *said_once(account.as_told, [one.loan.id for one in notes], [one.assumed for one in found]),
        *_uplift_of_notes(account, notes, day),
    )
    return together(found, said)


def _uplift_of_notes(account: Account, notes: tuple[Account, ...], day: date) -> tuple[str, ...]:
    """Say once what the lower usual uplift would make of the penalty on all notes."""
    if account.loan.penalty_uplift is not None:
        return ()
    penalised = [one for one in notes if any(line.kind != "interest" for line in owed(one, day).lines)]
    if not penalised:
        return ()
    less = [_less_by_low_uplift(note, replayed(note, day)[0], day) for note in penalised]
    return (_uplift_words(penalised[0].contract.uplift, sum(less, ZERO)),)


def _nothing(day: date) -> Balance:
    return Balance(day, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, 0, None, assumed=(_("按填写的情况：这笔已经结清"),))


def _odd_named(account: Account, contract: Contract, found: Balance) -> Balance:
    """Name how odd days were counted where nobody told it and another way makes a difference."""
    if account.loan.odd_days is not None or contract.convention.day_count is not DayCount.THIRTY_360:
        return found
    odd = (line for line in found.lines if line.kind == "interest" and not line.whole_month)
    if all(line.days == days_30_360(line.start, line.end) for line in odd):
        return found
    return replace(found, assumed=(*found.assumed, odd_days_said()))


def _penalty_said(account: Account, ledger: Ledger, day: date) -> tuple[str, ...]:
    """Say which defaults the penalty rests on, and what the lower usual uplift would make of it."""
    if all(line.kind == "interest" for line in ledger.lines):
        return ()
    told = (
        (account.loan.penalty_uplift, _uplift_said(account, ledger, day)),
        (account.loan.penalty_base, _("罚息按什么算没有填，按逾期本金算")),
        (account.loan.compound, _("欠的利息是否计复利没有填，按计复利算")),
        (
            account.loan.allocation if ledger.bookings else True,
            _("还一部分时先抵什么没有填，按先费用、再利息、后本金算"),
        ),
    )
    return tuple(sentence for value, sentence in told if value is None and sentence)


def _more_debited(account: Account, ledger: Ledger) -> Iterator[str]:
    """Say that what is overdue is counted by the terms where more is really debited."""
    found = debited(account)
    if found and found.is_more and any(bill.open for bill in ledger.bills):
        said = _("每期实际扣 {amount}，逾期的各期按合同条款的 {scheduled} 算：对方要补的可能更多，请对方书面列明")
        yield said.format(amount=shown(found.amount), scheduled=shown(found.scheduled))


def _uplift_said(account: Account, ledger: Ledger, day: date) -> str:
    if account.loan.penalty_uplift is not None or account.of_line:
        return ""
    return _uplift_words(ledger.contract.uplift, _less_by_low_uplift(account, ledger, day))


def _less_by_low_uplift(account: Account, ledger: Ledger, day: date) -> Decimal:
    low = Decimal(constant("penalty_uplift_low"))
    lower, _said = moved(account, replace(ledger.contract, uplift=low), day)
    return ledger.balance(day).total - lower.balance(day).total


def _uplift_words(used: Decimal, less: Decimal) -> str:
    low = Decimal(constant("penalty_uplift_low"))
    return _("罚息倍数没有填，按合同利率的 {used} 倍算；若是 {low} 倍，少 {less}").format(
        used=used, low=low, less=shown(less)
    )


@once
def instalments_due(account: Account, first: date, last: date) -> tuple[Due, ...]:
    """Give what falls due from one day to another, both included, less money that waits for it.

    From the contract and the payments made, what fell due already paid or not; where terms are missing, the usual
    instalment on each month's due day (`parts` None), for as many periods as are left. Raises NotKnown where neither
    is told.
    """
    if settled(account.loan):
        return ()
    if parts(account):
        return _dues_of_notes(account, first, last)
    try:
        _terms = account.contract
    except NotKnown:
        return usual_dues(account.loan, first, last)
    doubted = doubt(account)
    if doubted and doubted.stands:
        return usual_dues(account.loan, first, last)
    ledger, _said = replayed(account, account.as_of)
    fallen = ((row, row.payment) for row in ledger.fallen if row.payment or not row.put_off)
    rows = (*fallen, *_as_debited(account, ledger))
    return tuple(Due(row.number, row.due, asked, row) for row, asked in rows if first <= row.due <= last)


def _as_debited(account: Account, ledger: Ledger) -> Iterator[tuple[Instalment, Decimal]]:
    """Give the instalments to come, each with what it asks: what is really debited where that is more."""
    found, waiting = debited(account), _waiting(account, ledger)
    if found is None or waiting is None:
        for row, asked in ledger.to_come():
            yield row, found.on(row) if found and asked == row.payment else asked
        return
    for row in ledger.ahead:
        used = min(waiting, found.on(row)) if row.number > ledger.covered else found.on(row)
        waiting -= used if row.number > ledger.covered else ZERO
        if found.on(row) > used:
            yield row, found.on(row) - used


def _waiting(account: Account, ledger: Ledger) -> Decimal | None:
    """Give the money that waits where every month more is debited than the terms make it: only what is beyond that.

    None where the ledger's own count holds.
    """
    found = debited(account)
    if found is None or not found.is_more or ledger.prepaid:
        return None
    paid = sum((booking.amount for booking in ledger.bookings), ZERO)
    fallen = sum(row.number > ledger.covered for row in ledger.fallen)
    return min(max(paid - found.amount * fallen, ZERO), ledger.held)


def _dues_of_notes(account: Account, first: date, last: date) -> tuple[Due, ...]:
    doubted = doubt_of_line(account)
    if doubted and doubted.stands:
        return usual_dues(account.loan, first, last)
    notes = drawn_by(account, account.as_of)
    found = attempt(lambda: [due for note in notes for due in instalments_due(note, first, last)])
    if found is None:
        return usual_dues(account.loan, first, last)
    return tuple(_as_debited_together(account, due) for due in dues_together(account, found))


def _as_debited_together(account: Account, due: Due) -> Due:
    """Give what falls due on notes to come with what is really debited for all where that is more."""
    found = debited(account)
    whole = due.parts is not None and due.parts.payment == due.payment
    return due._replace(payment=found.on(due.parts)) if found and due.parts and whole else due
