"""One capacity for all lenders: who is paid first, and what is left for the loan in the talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from workbook.case import Loan
from workbook.language import _, ask_at_once, attempt
from workbook.money import ZERO, fen, shown
from workbook.position import Position, borrowers_own, once
from workbook.pressure.capacity import Capacity, capacity, less_margin, pro_rata
from workbook.pressure.claimed import called
from workbook.pressure.dues import monthly_claim, open_loans, today
from workbook.pressure.first import comes_first, paid_first, weights
from workbook.rules import constant


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
    """Deal out the capacity: secured and guaranteed loans, then still-current ones, pro rata by debt among the rest.

    Of the first two the loan in the talk comes last, because relief is asked for on it; what is left after every
    claim is paid goes to it. What is offered on it and on the late ones is a figure one can say. NotKnown if the
    capacity, a claim or the sum of the other debts cannot be told.
    """
    ask_at_once(lambda: capacity(position).shortfall, lambda: paid_first(position))
    able = capacity(position)
    exact, said = (deal(position, able.bad.left, able.margin) for deal in (dealt, offered))
    return Shares(able, said, (*_notes(position), *_rounding_said(rounded=said != exact)))


@once
def offered(position: Position, left: Decimal, margin: Decimal) -> tuple[Share, ...]:
    """Deal out what any month leaves as `dealt` does, each offer that is not paid first a figure one can say."""
    return tuple(_sayable(position, row) for row in dealt(position, left, margin))


def _sayable(position: Position, row: Share) -> Share:
    if row.first and row.loan_id != position.loan.id:
        return row
    return replace(row, offer=sayable(row.offer, row.claim))


def sayable(offer: Decimal, claim: Decimal | None) -> Decimal:
    """Round an offer down to whole steps (¥50), but not below the claim where it pays that."""
    step = Decimal(constant("offer_step"))
    down = fen(offer // step * step)
    return max(down, claim) if claim is not None and offer >= claim else down


@once
def dealt(position: Position, left: Decimal, margin: Decimal = ZERO) -> tuple[Share, ...]:
    """Deal out what any month leaves in the order of shares; of what the debts paid first leave, less the margin.

    The offers never sum to more than that month leaves.
    """
    open_ones = {loan.id: loan for loan in open_loans(position)}
    left, rows = max(left, ZERO), list[Share]()
    for claim in paid_first(position):
        asked = claim.amount or ZERO
        offer = min(asked, left)
        left -= offer
        why = _why(open_ones[claim.loan_id]) if claim.loan_id else _("没有逐笔列出，当作都要先付")
        rows.append(Share(claim.loan_id, claim.name, asked, offer, first=True, why=why))
    return (*rows, *_to_the_rest(position, less_margin(left, margin)))


def _why(loan: Loan) -> str:
    """Say why a loan is paid before others: what weighs on it, else that it is still current."""
    told = weights(loan)
    return _("先付：{weights}").format(weights=_("、").join(told)) if told else _("其次：还没有逾期，照常付")


@once
def spare_now(position: Position, loan: Loan) -> Decimal:
    """Give what a month as it is now, bad or not, would leave for this loan."""
    return share_of(dealt(position, position.months.current.left), loan)


def share_of(rows: tuple[Share, ...], loan: Loan) -> Decimal:
    """Give what a loan gets of what was dealt out; 0.00 when nothing is left for it."""
    return next((row.offer for row in rows if row.loan_id == loan.id), ZERO)


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


def _rounding_said(*, rounded: bool) -> Iterator[str]:
    if rounded:
        said = _("要谈的这一笔和已经逾期的各笔，数字往下取到 {step} 的整数倍，这是约定；够付每月应还的不往下减。")
        yield said.format(step=shown(Decimal(constant("offer_step"))))
