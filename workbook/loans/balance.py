"""What is owed on a day: from the contract and the payments, else from the lender's own figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from workbook.case import Case, LenderFigures, Loan, LoanState
from workbook.language import N_, NotKnown, Refused, _
from workbook.loans.days import months_after
from workbook.loans.ledger import Ledger
from workbook.loans.results import PARTS, Balance, Due
from workbook.loans.terms import Contract, needed, read, settled, title, unknown
from workbook.money import ZERO

_NEAR = 15


def owed(case: Case, loan: Loan, on: date | None = None) -> Balance:
    """Give what is owed at the end of a day (the case's date by default), by component.

    Payments recorded after that day do not count. Where the contract's terms are not known, the lender's latest
    figures, or the few figures of the short path, stand in (`source` "app") with unknown components None.
    Raises NotKnown where neither is there, Refused for terms or payments that cannot be.
    """
    day = case.as_of if on is None else on
    if settled(loan):
        return _nothing(day)
    try:
        contract = read(loan)
    except NotKnown as missing:
        return _from_app(loan, day, missing)
    ledger, said = replayed(case, loan, contract, day)
    return ledger.balance(day, (*contract.assumed, *said, *_about_penalty(contract, ledger)))


def _nothing(day: date) -> Balance:
    return Balance(day, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, 0, None, assumed=(_("按您填的：这笔已经结清"),))


def _about_penalty(contract: Contract, ledger: Ledger) -> tuple[str, ...]:
    return contract.penalty_assumed if any(line.kind != "interest" for line in ledger.lines) else ()


def replayed(case: Case, loan: Loan, contract: Contract, day: date) -> tuple[Ledger, tuple[str, ...]]:
    """Move the loan's account to a day; say on what it rests where payments are not fully recorded."""
    contract = _called_in(loan, contract, day)
    made = _payments(case, loan, contract, day)
    covered, until, said = _covered(case, loan, contract, day, made)
    later = [(on, amount) for on, amount in made if until is None or on > until]
    return Ledger(contract, covered).until(day, later), said


def _called_in(loan: Loan, contract: Contract, day: date) -> Contract:
    from dataclasses import replace

    if loan.state is not LoanState.ACCELERATED or contract.accelerated_on:
        return contract
    said = _("宣布提前到期的日子没有填，按 {day} 算").format(day=day)
    return replace(contract, accelerated_on=day, assumed=(*contract.assumed, said))


def _payments(case: Case, loan: Loan, contract: Contract, day: date) -> list[tuple[date, Decimal]]:
    made = [(p.paid_on, p.amount) for p in case.payments_on(loan) if p.paid_on and p.amount]
    early = next((on for on, _amount in made if on < contract.drawn_on), None)
    if early:
        raise Refused(
            N_("还款记录里 {early} 那笔早于放款日（{drawn}），请检查日期"), early=early, drawn=contract.drawn_on
        )
    return [(on, amount) for on, amount in made if on <= day]


def _covered(
    case: Case, loan: Loan, contract: Contract, day: date, made: list[tuple[date, Decimal]]
) -> tuple[int, date | None, tuple[str, ...]]:
    """How many first instalments count as paid, up to which day payments are already counted in them, and why."""
    until = case.payments.all_paid_until
    if until is not None:
        return (
            sum(due <= until for due in contract.dues),
            until,
            (_("{day} 及以前到期的都按已按时还清算").format(day=until),),
        )
    by_next = _paid_before_next(loan, contract)
    if made and (by_next is None or _as_far(contract, made, day, by_next)):
        return 0, None, ()
    if by_next is not None and loan.next_due is not None:
        before = _("“{field}”是 {day}，在它之前的都按已还清算").format(field=title("next_due"), day=loan.next_due)
        return by_next, loan.next_due - timedelta(days=1), (before,)
    return _by_count(loan, contract, day)


def _paid_before_next(loan: Loan, contract: Contract) -> int | None:
    """How many instalments precede the due date nearest to the one the borrower names."""
    if loan.next_due is None or not contract.dues:
        return None
    named = loan.next_due
    nearest = min(contract.dues, key=lambda due: abs((due - named).days))
    if abs((nearest - named).days) > _NEAR:
        return sum(due < named for due in contract.dues)
    return contract.dues.index(nearest)


def _as_far(contract: Contract, made: list[tuple[date, Decimal]], day: date, by_next: int) -> bool:
    """Tell whether the recorded payments alone already reach the instalment the borrower names."""
    oldest = Ledger(contract).until(day, made).balance(day, ()).oldest_unpaid
    return oldest is None or oldest >= contract.dues[min(by_next, len(contract.dues) - 1)]


def _by_count(loan: Loan, contract: Contract, day: date) -> tuple[int, None, tuple[str, ...]]:
    fallen = sum(due <= day for due in contract.dues)
    if loan.periods_left is not None and len(contract.dues) > 1:
        paid = max(len(contract.dues) - loan.periods_left, 0)
        return paid, None, (_("没有还款记录，按还剩 {left} 期算").format(left=loan.periods_left),)
    if loan.state is LoanState.NOT_DUE:
        paid = sum(due < day for due in contract.dues)
        return paid, None, (_("没有还款记录，按到期的都已还清算"),) if paid else ()
    return 0, None, (_("没有还款记录，按一期都没还算"),) if fallen else ()


def _from_app(loan: Loan, day: date, missing: NotKnown) -> Balance:
    stated = _latest(loan, day)
    if stated is None and loan.app_total is None and loan.balance_left is None:
        raise NotKnown(
            N_("先在 02_debts 填写“{field}”，或者填写“{other}”"),
            where="02_debts",
            field=missing.values.get("field", ""),
            other=title("app_total"),
        )
    parts = {name: getattr(stated, name) if stated else None for name in PARTS}
    if parts["principal_not_due"] is None and parts["overdue_principal"] is None:
        parts["principal_not_due"] = loan.balance_left
    return Balance(
        on=day,
        **parts,
        days_overdue=_days_late(loan, stated, day),
        oldest_unpaid=loan.next_due if loan.next_due and loan.next_due <= day else None,
        assumed=_app_notes(stated, day),
        source="app",
        stated_total=_stated_total(loan, stated),
        stated_due=loan.app_total,
    )


def _latest(loan: Loan, day: date) -> LenderFigures | None:
    rows = [row for row in loan.lender_figures if not row.archived and (row.on is None or row.on <= day)]
    return max(rows, key=lambda row: row.on or date.min, default=None)


def _stated_total(loan: Loan, stated: LenderFigures | None) -> Decimal | None:
    if stated is not None and stated.total is not None:
        return stated.total
    known = [getattr(stated, name) for name in PARTS if stated and getattr(stated, name) is not None]
    if known:
        return None
    candidates = [amount for amount in (loan.balance_left, loan.app_total) if amount is not None]
    return max(candidates)


def _days_late(loan: Loan, stated: LenderFigures | None, day: date) -> int | None:
    if loan.next_due is not None:
        return max((day - loan.next_due).days, 0)
    return stated.days_overdue if stated else None


def _app_notes(stated: LenderFigures | None, day: date) -> tuple[str, ...]:
    first = _("合同条款还不全，用的是对方显示的数字，没有重新计算")
    if stated is None or stated.on in {None, day}:
        return (first,)
    return first, _("这些数字是 {on} 的，之后的利息没有加上").format(on=stated.on)


def instalments_due(case: Case, loan: Loan, first: date, last: date) -> tuple[Due, ...]:
    """Give what falls due from one day to another, both included, paid or not.

    From the contract and the payments made; where terms are missing, the usual instalment on each month's due day
    (`parts` None), for as many periods as are left. Raises NotKnown where neither is told.
    """
    if settled(loan):
        return ()
    try:
        contract = read(loan)
    except NotKnown:
        return _usual(loan, first, last)
    ledger, _said = replayed(case, loan, contract, min(first, case.as_of))
    rows = (*ledger.fallen, *ledger.ahead)
    return tuple(Due(row.number, row.due, row.payment, row) for row in rows if first <= row.due <= last)


def _usual(loan: Loan, first: date, last: date) -> tuple[Due, ...]:
    start, payment = needed(loan, "next_due"), needed(loan, "instalment")
    count = loan.periods_left if loan.periods_left is not None else _months_to(start, last)
    anchor = loan.due_day or start.day
    dues = (Due(k + 1, months_after(start, k, anchor), payment, None) for k in range(count))
    return tuple(due for due in dues if first <= due.due <= last)


def _months_to(start: date, last: date) -> int:
    return max((last.year - start.year) * 12 + last.month - start.month + 1, 0)


__all__ = ["instalments_due", "owed", "replayed", "unknown"]
