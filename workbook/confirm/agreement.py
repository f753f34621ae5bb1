"""The arrangement on a loan: what was agreed, what came in writing, and both priced on the same balance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbook.case import Loan, Terms, WrittenTerms, lacking
from workbook.language import N_, Refused, _
from workbook.loans import Balance, Plan, plan
from workbook.position import Position, once


@dataclass(frozen=True)
class Agreement:
    """The latest written arrangement on a loan; `agreed` is what was settled by word of mouth before it."""

    written: WrittenTerms
    agreed: Terms
    balance: Balance
    assumed: tuple[str, ...]


@once
def agreement(position: Position, loan: Loan, written: WrittenTerms | None = None) -> Agreement:
    """Give written terms (the latest unless others are given) beside the agreed ones, on the plan's first balance.

    Where what was agreed is not told, the lender's latest offer stands in. NotKnown if nothing came in writing or
    nothing was agreed.
    """
    written = written or received(position, loan)[0]
    agreed, said = _agreed(position, loan, written)
    return Agreement(written, agreed, opening(position, loan, agreed, written), said)


def priced(of: Agreement, terms: Terms | None, loan: Loan) -> Plan | str:
    """Price terms on the agreement's balance, or say why they cannot be priced."""
    if terms is None:
        return _("书面条件还没有填写")
    try:
        return plan(of.balance, terms, loan, "talks")
    except Refused as reason:
        return str(reason)


@once
def received(position: Position, loan: Loan) -> tuple[WrittenTerms, ...]:
    """Give what came in writing on a loan, the latest first; NotKnown if nothing did."""
    found = position.case.written_on(loan.id)
    if not found:
        raise lacking("talks", N_("先在“{page}”那一页填写对方的书面条件"))
    by_day = sorted(enumerate(found), key=lambda pair: (pair[1].on or date.min, pair[0]), reverse=True)
    return tuple(written for _place, written in by_day)


def _agreed(position: Position, loan: Loan, written: WrittenTerms) -> tuple[Terms, tuple[str, ...]]:
    if written.agreed is not None:
        return written.agreed, ()
    offers = [o for o in position.case.talks.offers if o.loan_id == loan.id and o.terms is not None and not o.archived]
    latest = max(offers, key=lambda o: o.on or date.min, default=None)
    if latest is None or latest.terms is None:
        raise lacking("talks", N_("先在“{page}”那一页填写口头谈定的条件"))
    return latest.terms, (_("口头谈定的没有填，按对方 {on} 提出的条件对照").format(on=latest.on or _("最近")),)


@once
def opening(position: Position, loan: Loan, agreed: Terms, written: WrittenTerms) -> Balance:
    """Give what was owed when the plan starts; payments from that day on belong to the plan."""
    told = [day for day in (agreed.start, written.on) if day is not None and day <= position.as_of]
    day = told[0] if told else position.as_of
    return position.standing(loan).before(day).balance
