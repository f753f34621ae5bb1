"""One capacity for all lenders: who is paid first, and what is left for the loan in the talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbook import loans
from workbook.case import Case, Loan, Situation
from workbook.language import N_, NotKnown, Refused, _
from workbook.money import ZERO
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


def shares(case: Case) -> Shares:
    """Deal out the capacity: secured, guaranteed and still-current loans first, pro rata by debt among the rest.

    Of the first group the loan in the talk comes last, because relief is asked for on it; what is left after every
    claim is paid goes to it. NotKnown if the capacity, a claim or the sum of the other debts cannot be told.
    """
    able = capacity(case)
    return Shares(able, dealt(case, able.monthly), tuple(_notes(case)))


def dealt(case: Case, amount: Decimal) -> tuple[Share, ...]:
    """Deal out any monthly amount in the order of shares; the offers never sum to more than it."""
    left, rows = max(amount, ZERO), []
    for loan_id, name, claim in _paid_first(case):
        offer = min(claim, left)
        left -= offer
        rows.append(Share(loan_id, name, claim, offer, first=True, why=_("先付：有抵押、有担保或还没逾期")))
    return (*rows, *_to_the_rest(case, left))


def share_of(rows: tuple[Share, ...], loan: Loan) -> Decimal:
    """Give what a loan gets of what was dealt out; 0.00 when nothing is left for it."""
    return next((row.offer for row in rows if row.loan_id == loan.id), ZERO)


def _paid_first(case: Case) -> Iterator[tuple[str, str, Decimal]]:
    rest = _not_listed(case)
    if rest:
        yield "", _("没有逐笔列出的其他债务"), rest
    for loan in open_loans(case):
        if loan.id != case.main_loan.id and comes_first(loan):
            yield loan.id, called(loan), monthly_claim(case, loan)


def _not_listed(case: Case) -> Decimal:
    rest = unlisted(case, others_in_a_month(case))
    if rest is None and len(open_loans(case)) == 1:
        title = _(str(Situation.model_fields["other_debts_30_days"].title))
        raise NotKnown(N_("先在 01_situation 填写“{field}”"), where="01_situation", field=title)
    return rest or ZERO


def _to_the_rest(case: Case, left: Decimal) -> Iterator[Share]:
    """Deal what is left to the loan in the talk and to the late, unsecured ones."""
    main = case.main_loan
    late = tuple(loan for loan in open_loans(case) if loan.id != main.id and not comes_first(loan))
    if not late:
        yield Share(main.id, called(main), _claim(case, main), left, first=False, why=_("剩下的都给这一笔"))
    elif comes_first(main):
        mine = min(monthly_claim(case, main), left)
        yield Share(main.id, called(main), mine, mine, first=True, why=_("这次要谈的这一笔"))
        yield from _by_debt(case, late, left - mine)
    else:
        yield from _by_debt(case, (main, *late), left)


def _by_debt(case: Case, late: tuple[Loan, ...], left: Decimal) -> Iterator[Share]:
    parts = pro_rata(left, tuple(loans.owed(case, loan).total for loan in late))
    for loan, offer in zip(late, parts, strict=True):
        yield Share(loan.id, called(loan), _claim(case, loan), offer, first=False, why=_("剩下的按欠款多少分"))


def _claim(case: Case, loan: Loan) -> Decimal | None:
    try:
        return monthly_claim(case, loan)
    except Refused:
        return None


def _notes(case: Case) -> Iterator[str]:
    if case.situation.other_debts_30_days is None:
        yield _("“其他债务 30 天内要还的总数”没有填，只按列出的借款分。")
    late_first = [called(loan) for loan in open_loans(case) if comes_first(loan) and today(case, loan).overdue]
    if late_first:
        yield _("{names} 已有到期没还的钱，要先补上，没有算在每月的数里。").format(names=_("、").join(late_first))
