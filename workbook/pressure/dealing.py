"""One capacity for all lenders: who is paid first, and what is left for the loan in the talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook.case import Loan, Situation
from workbook.language import N_, NotKnown, _, attempt
from workbook.money import ZERO
from workbook.position import Position, borrowers_own, once
from workbook.pressure.capacity import Capacity, capacity, pro_rata
from workbook.pressure.dues import (
    called,
    monthly_claim,
    open_loans,
    others_in_a_month,
    today,
    unlisted,
)
from workbook.pressure.first import comes_first


@dataclass(frozen=True)
class Share:
    """What one creditor claims a month and what can be offered to it; `loan_id` is empty for debts not listed."""

    loan_id: str
    name: str
    claim: Decimal | None
    offer: Decimal
    first: bool
    why: str


@dataclass(frozen=True)
class Shares:
    """The capacity dealt out in order of consequence; the offers never sum to more than it."""

    capacity: Capacity
    rows: tuple[Share, ...]
    assumed: tuple[str, ...]

    def of(self, loan: Loan) -> Decimal:
        """Give what can be offered on a loan each month; 0.00 when nothing is left for it."""
        return share_of(self.rows, loan)

    @property
    def total(self) -> Decimal:
        """What all offers sum to."""
        return sum((row.offer for row in self.rows), ZERO)


@borrowers_own
def shares(position: Position) -> Shares:
    """Deal out the capacity: secured, guaranteed and still-current loans first, pro rata by debt among the rest.

    Of the first group the loan in the talk comes last, because relief is asked for on it; what is left after every
    claim is paid goes to it. NotKnown if the capacity, a claim or the sum of the other debts cannot be told.
    """
    able = capacity(position)
    return Shares(able, dealt(position, able.monthly), tuple(_notes(position)))


@once
def dealt(position: Position, amount: Decimal) -> tuple[Share, ...]:
    """Deal out any monthly amount in the order of shares; the offers never sum to more than it."""
    left, rows = max(amount, ZERO), []
    for loan_id, name, claim in _paid_first(position):
        offer = min(claim, left)
        left -= offer
        rows.append(Share(loan_id, name, claim, offer, first=True, why=_("先付：有抵押、有担保或还没逾期")))
    return (*rows, *_to_the_rest(position, left))


def share_of(rows: tuple[Share, ...], loan: Loan) -> Decimal:
    """Give what a loan gets of what was dealt out; 0.00 when nothing is left for it."""
    return next((row.offer for row in rows if row.loan_id == loan.id), ZERO)


def _paid_first(position: Position) -> Iterator[tuple[str, str, Decimal]]:
    rest = _not_listed(position)
    if rest:
        yield "", _("没有逐笔列出的其他债务"), rest
    for loan in open_loans(position):
        if loan.id != position.loan.id and comes_first(loan):
            yield loan.id, called(loan), monthly_claim(position, loan)


def _not_listed(position: Position) -> Decimal:
    rest = unlisted(position, others_in_a_month(position))
    if rest is None and len(open_loans(position)) == 1:
        title = _(str(Situation.model_fields["other_debts_30_days"].title))
        raise NotKnown(N_("先在 01_situation 填写“{field}”"), where="01_situation", field=title)
    return rest or ZERO


def _to_the_rest(position: Position, left: Decimal) -> Iterator[Share]:
    """Deal what is left to the loan in the talk and to the late, unsecured ones."""
    main = position.loan
    late = tuple(loan for loan in open_loans(position) if loan.id != main.id and not comes_first(loan))
    if not late:
        yield Share(main.id, called(main), _claim(position, main), left, first=False, why=_("剩下的都给这一笔"))
    elif comes_first(main):
        mine = min(monthly_claim(position, main), left)
        yield Share(main.id, called(main), mine, mine, first=True, why=_("这次要谈的这一笔"))
        yield from _by_debt(position, late, left - mine)
    else:
        yield from _by_debt(position, (main, *late), left)


def _by_debt(position: Position, late: tuple[Loan, ...], left: Decimal) -> Iterator[Share]:
    parts = pro_rata(left, tuple(position.standing(loan).balance.total for loan in late))
    for loan, offer in zip(late, parts, strict=True):
        yield Share(loan.id, called(loan), _claim(position, loan), offer, first=False, why=_("剩下的按欠款多少分"))


def _claim(position: Position, loan: Loan) -> Decimal | None:
    return attempt(lambda: monthly_claim(position, loan))


def _notes(position: Position) -> Iterator[str]:
    if position.case.situation.other_debts_30_days is None:
        yield _("“其他债务 30 天内要还的总数”没有填，只按列出的借款分。")
    late_first = [called(loan) for loan in open_loans(position) if comes_first(loan) and today(position, loan).overdue]
    if late_first:
        yield _("{names} 已有到期没还的钱，要先补上，没有算在每月的数里。").format(names=_("、").join(late_first))
