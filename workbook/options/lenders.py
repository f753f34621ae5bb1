"""One capacity, many lenders: what each was told, asked, offered and agreed, and what does not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from workbook import loans
from workbook.case import Ask, Loan, Terms
from workbook.language import Refused, _, attempt
from workbook.money import ZERO, shown
from workbook.position import Position, once
from workbook.pressure import called, capacity, monthly_claim, shares
from workbook.pressure.dues import open_loans
from workbook.pressure.first import by_consequence, comes_first
from workbook.rules import constant
from workbook.verdict.judge import regular_payments


@dataclass(frozen=True)
class Lender:
    """Where the talk with one lender stands, in yuan a month; None where nothing was told or it cannot be priced.

    `claim` is today's contract, `share` what one capacity leaves for it, `told` what it was told can be paid, `asked`
    the preferred request, `offered` the lender's latest offer, `agreed` the latest written terms.
    """

    loan_id: str
    name: str
    first: bool
    claim: Decimal | None
    share: Decimal | None
    told: Decimal | None
    asked: Decimal | None
    offered: Decimal | None
    agreed: Decimal | None

    @property
    def bound(self) -> Decimal | None:
        """What is owed each month as things stand: what was agreed, else asked, else told, else the contract."""
        return next((x for x in (self.agreed, self.asked, self.told, self.claim) if x is not None), None)


@dataclass(frozen=True)
class Lenders:
    """All lenders in order of consequence, beside the one capacity; None where it cannot be told."""

    rows: tuple[Lender, ...]
    unlisted: Decimal
    capacity: Decimal | None
    assumed: tuple[str, ...]

    @property
    def bound(self) -> Decimal:
        """The sum of what is owed each month as things stand, debts not listed with it."""
        return sum((row.bound for row in self.rows if row.bound is not None), self.unlisted)


@once
def lenders(position: Position) -> Lenders:
    """Give every open loan with its talk, those whose default costs most first."""
    ordered = by_consequence(position)
    try:
        dealt = shares(position)
    except Refused as refused:
        return Lenders(tuple(_lender(position, loan, None) for loan in ordered), ZERO, None, (str(refused),))
    given = {row.loan_id: row.offer for row in dealt.rows}
    rows = tuple(_lender(position, loan, given.get(loan.id)) for loan in ordered)
    return Lenders(rows, given.get("", ZERO), dealt.capacity.monthly, (*dealt.capacity.assumed, *dealt.assumed))


def _lender(position: Position, loan: Loan, share: Decimal | None) -> Lender:
    ask = position.case.ask_on(loan)
    return Lender(
        loan_id=loan.id,
        name=called(loan),
        first=comes_first(loan),
        claim=attempt(lambda: monthly_claim(position, loan)),
        share=share,
        told=ask.told_payment if ask else None,
        asked=_payment(position, loan, ask.preferred if ask else None),
        offered=_payment(position, loan, _offered(position, loan)),
        agreed=_agreed(position, loan),
    )


def _payment(position: Position, loan: Loan, terms: Terms | None) -> Decimal | None:
    """Give the highest regular payment of terms; None without terms or where they cannot be priced."""
    if terms is None:
        return None
    return attempt(lambda: max(regular_payments(loans.plan(position.standing(loan).balance, terms, loan))))


def _offered(position: Position, loan: Loan) -> Terms | None:
    told = [o for o in position.case.talks.offers if o.loan_id == loan.id and not o.archived and o.terms is not None]
    return max(told, key=lambda offer: offer.on or date.min).terms if told else None


def _agreed(position: Position, loan: Loan) -> Decimal | None:
    told = position.case.written_on(loan.id)
    if not told:
        return None
    latest = max(told, key=lambda written: written.on or date.min)
    payments = [row.payment for row in latest.schedule if row.payment is not None and not row.archived]
    return max(payments) if payments else _payment(position, loan, latest.terms)


# What does not fit together


@dataclass(frozen=True)
class Contradiction:
    """Figures that cannot all be true, with the loans they were given for; to be settled before anything is sent."""

    sentence: str
    loan_ids: tuple[str, ...]


@once
def contradictions(position: Position) -> tuple[Contradiction, ...]:
    """Give what two lenders were told differently, what one was told that its request or capacity contradicts.

    And what was told of a loan that its contract terms do not lead to.
    """
    asks = [(loan, ask) for loan in open_loans(position) if (ask := position.case.ask_on(loan)) is not None]
    return (
        *_told_apart(asks),
        *_against_request(position, asks),
        *_beyond(position, asks),
        *_against_contract(position),
    )


def _told_apart(asks: list[tuple[Loan, Ask]]) -> Iterator[Contradiction]:
    kinds = (
        ("told_receipts", _("每月收款")),
        ("told_left", _("每月一共能拿来还债")),
    )
    for field, words in kinds:
        told = [(loan, amount) for loan, ask in asks if (amount := getattr(ask, field)) is not None]
        for (one, first), (other, second) in combinations(told, 2):
            if first != second:
                said = _("跟“{one}”说{words} {first}，跟“{other}”说 {second}：寄出任何材料以前先改成一个数。")
                sentence = said.format(
                    one=called(one), other=called(other), words=words, first=shown(first), second=shown(second)
                )
                yield Contradiction(sentence, (one.id, other.id))


def _against_request(position: Position, asks: list[tuple[Loan, Ask]]) -> Iterator[Contradiction]:
    for loan, ask in asks:
        asked = _payment(position, loan, ask.preferred)
        if asked is None or ask.told_payment is None:
            continue
        if abs(asked - ask.told_payment) > Decimal(constant("material_difference")):
            said = _("跟“{name}”说过每月能还 {told}，请求里每期最多是 {asked}：先说明为什么改了，或者改成一个数。")
            sentence = said.format(name=called(loan), told=shown(ask.told_payment), asked=shown(asked))
            yield Contradiction(sentence, (loan.id,))


def _against_contract(position: Position) -> Iterator[Contradiction]:
    for loan in open_loans(position):
        doubted = position.line(loan).doubt
        if doubted is not None and doubted.large:
            said = _("“{name}”：{sentence}").format(name=called(loan), sentence=doubted.sentence)
            yield Contradiction(said, (loan.id,))


def _beyond(position: Position, asks: list[tuple[Loan, Ask]]) -> Iterator[Contradiction]:
    """Give the sum told to all lenders where it is more than they were told there is, or than there is."""
    told = [(loan.id, ask.told_payment) for loan, ask in asks if ask.told_payment is not None]
    total = sum((amount for _loan, amount in told), ZERO)
    limits = [
        (
            min((ask.told_left for _loan, ask in asks if ask.told_left is not None), default=None),
            _("您说过一共能拿来还债的"),
        ),
        (attempt(lambda: capacity(position).monthly), _("坏月份能给的")),
    ]
    for limit, words in limits:
        if limit is not None and total > limit and len(told) > 1:
            said = _("跟各家说的每月能还的加起来是 {total}，超过{words} {limit}：不能都答应。")
            sentence = said.format(total=shown(total), words=words, limit=shown(limit))
            yield Contradiction(sentence, tuple(loan_id for loan_id, _amount in told))
