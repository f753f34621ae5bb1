"""The arrangement on a loan: what was agreed, what came in writing, and both priced on the same balance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Case, Loan, Terms, WrittenTerms
from workbook.language import N_, NotKnown, Refused, _
from workbook.loans import Balance, Plan, owed, plan


@dataclass(frozen=True)
class Agreement:
    """The latest written arrangement on a loan; `agreed` is what was settled by word of mouth before it."""

    written: WrittenTerms
    agreed: Terms
    balance: Balance
    assumed: tuple[str, ...]


def agreement(case: Case, loan: Loan) -> Agreement:
    """Give the latest written terms beside the agreed ones, on the balance of the day the plan starts.

    Where what was agreed is not told, the lender's latest offer stands in. NotKnown if nothing came in writing or
    nothing was agreed.
    """
    written = _latest(case, loan)
    agreed, said = _agreed(case, loan, written)
    return Agreement(written, agreed, _balance(case, loan, agreed, written), said)


@dataclass(frozen=True)
class Promised:
    """One payment of the arrangement in force; number 0 is money paid before the first instalment."""

    number: int
    due: date
    payment: Decimal


@dataclass(frozen=True)
class Arrangement:
    """What is to be paid under the latest written terms; `plan` is None where only a schedule came in writing."""

    written: WrittenTerms
    start: date
    rows: tuple[Promised, ...]
    plan: Plan | None
    assumed: tuple[str, ...]


def arrangement(case: Case, loan: Loan) -> Arrangement:
    """Give the payments promised in writing: the written schedule if every line has day and amount, else the terms'.

    NotKnown if nothing came in writing or it names no payments.
    """
    written = _latest(case, loan)
    terms = written.terms or written.agreed
    start = (terms.start if terms else None) or written.on or case.as_of
    made = plan(_balance(case, loan, terms or Terms(), written), terms, loan) if terms else None
    lines = _written_lines(written)
    rows = lines or (tuple(Promised(r.number, r.due, r.payment) for r in made.rows) if made else ())
    if not rows:
        raise NotKnown(N_("先在 07_talks 填写书面还款计划或书面条件"), where="07_talks")
    first = (Promised(0, start, made.paid_first),) if made and made.paid_first else ()
    said = made.assumed if made and not lines else ()
    return Arrangement(written, start, (*first, *rows), made, said)


def _written_lines(written: WrittenTerms) -> tuple[Promised, ...]:
    rows = sorted((r for r in written.schedule if not r.archived), key=lambda r: r.due or date.max)
    told = tuple(Promised(n, r.due, r.payment) for n, r in enumerate(rows, 1) if r.due and r.payment is not None)
    return told if len(told) == len(rows) else ()


def priced(of: Agreement, terms: Terms | None, loan: Loan) -> Plan | str:
    """Price terms on the agreement's balance, or say why they cannot be priced."""
    if terms is None:
        return _("书面条件还没有填写")
    try:
        return plan(of.balance, terms, loan)
    except Refused as reason:
        return str(reason)


def _latest(case: Case, loan: Loan) -> WrittenTerms:
    found = [w for w in case.talks.written if w.loan_id == loan.id and not w.archived]
    if not found:
        raise NotKnown(N_("先在 07_talks 填写对方的书面条件"), where="07_talks")
    return max(enumerate(found), key=lambda pair: (pair[1].on or date.min, pair[0]))[1]


def _agreed(case: Case, loan: Loan, written: WrittenTerms) -> tuple[Terms, tuple[str, ...]]:
    if written.agreed is not None:
        return written.agreed, ()
    offers = [o for o in case.talks.offers if o.loan_id == loan.id and o.terms is not None and not o.archived]
    latest = max(offers, key=lambda o: o.on or date.min, default=None)
    if latest is None or latest.terms is None:
        raise NotKnown(N_("先在 07_talks 填写口头谈定的条件"), where="07_talks")
    return latest.terms, (_("口头谈定的没有填，按对方 {on} 提出的条件对照").format(on=latest.on or _("最近")),)


def _balance(case: Case, loan: Loan, agreed: Terms, written: WrittenTerms) -> Balance:
    """Give what was owed when the plan starts; payments from that day on belong to the plan."""
    told = [day for day in (agreed.start, written.on) if day is not None and day <= case.as_of]
    day = told[0] if told else case.as_of
    before = tuple(p for p in case.payments.made if p.paid_on is None or p.paid_on < day)
    return owed(case.model_copy(update={"payments": case.payments.model_copy(update={"made": before})}), loan, day)
