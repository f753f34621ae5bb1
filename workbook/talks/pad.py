"""The counter-offer pad: what an offer means, at once, while the other side is on the line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbook.case import Ask, Case, Loan, Terms
from workbook.language import Refused, _
from workbook.loans import Balance, Plan, asked_to_the_end, beyond_contract, owed, plan
from workbook.money import shown
from workbook.pressure import shares

Verdict = Literal["can_keep", "too_much", "not_known"]


@dataclass(frozen=True)
class CounterOffer:
    """An offer priced: amounts in yuan; None where something it needs is not known.

    `payment` is the dearest month; `spare` the share of the one capacity that this loan gets, `gap` what of
    it remains after the payment (negative: too much); `extra` the total against keeping today's contract; `over`
    how far the payment stands above the borrower's walk-away (negative: below).
    """

    plan: Plan
    payment: Decimal
    spare: Decimal | None
    gap: Decimal | None
    extra: Decimal | None
    over: Decimal | None
    verdict: Verdict
    next_line: str
    assumed: tuple[str, ...]


def counter(case: Case, loan: Loan, terms: Terms) -> CounterOffer:
    """Price an offer on today's balance and hold it against what can be kept; Refused if it cannot be priced."""
    balance = owed(case, loan)
    offered = plan(balance, terms, loan)
    spare, said = _spare(case, loan)
    gap = None if spare is None else spare - offered.highest
    ask = case.ask_on(loan)
    over = offered.highest - ask.walk_away if ask and ask.walk_away is not None else None
    verdict = _verdict(gap, over)
    return CounterOffer(
        plan=offered,
        payment=offered.highest,
        spare=spare,
        gap=gap,
        extra=_extra(case, loan, balance, offered),
        over=over,
        verdict=verdict,
        next_line=_next_line(verdict, _own_offer(ask, balance, loan, spare)),
        assumed=(*offered.assumed, *said),
    )


def _spare(case: Case, loan: Loan) -> tuple[Decimal | None, tuple[str, ...]]:
    """Give what can be promised on this loan: its share of the one capacity, and what was assumed."""
    try:
        dealt = shares(case)
    except Refused as missing:
        return None, (str(missing),)
    return dealt.of(loan), (*dealt.capacity.assumed, *dealt.assumed)


def _extra(case: Case, loan: Loan, balance: Balance, offered: Plan) -> Decimal | None:
    """Give what the offer costs more than paying today's contract out; None where that is not known."""
    try:
        return beyond_contract(offered, balance, asked_to_the_end(case, loan))
    except Refused:
        return None


def _verdict(gap: Decimal | None, over: Decimal | None) -> Verdict:
    if (gap is not None and gap < 0) or (over is not None and over > 0):
        return "too_much"
    return "not_known" if gap is None else "can_keep"


def _own_offer(ask: Ask | None, balance: Balance, loan: Loan, spare: Decimal | None) -> str:
    """Name the borrower's first offer, only where it can be kept."""
    if ask is None or ask.preferred is None:
        return ""
    try:
        own = plan(balance, ask.preferred, loan)
    except Refused:
        return ""
    most = [limit for limit in (spare, ask.walk_away) if limit is not None]
    if any(own.highest > limit for limit in most):
        return ""
    return _("{count} 期，每期最多 {payment}").format(count=len(own.rows), payment=shown(own.highest))


def _next_line(verdict: Verdict, own: str) -> str:
    if verdict == "can_keep":
        return _("这个数我能守住。请把每期、总额、罚息怎么处理、征信怎么报写成书面条件，我看到后答复。")
    if verdict == "too_much" and own:
        return _("这个数我守不住，答应了再断一次更糟。我能守住的是：{own}。请把这个方案递上去。").format(own=own)
    if verdict == "too_much":
        return _("这个数我守不住，答应了再断一次更糟。请问期数能不能再长一些？")
    return _("我要先算一下再答复。请把方案发给我书面的。")
