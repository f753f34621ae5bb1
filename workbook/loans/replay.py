"""A loan's account moved to a day, from its contract and what is known of its payments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workbook.case import Loan, LoanState
from workbook.kept import once
from workbook.language import _
from workbook.loans.account import Account
from workbook.loans.ledger import Ledger
from workbook.loans.paid import covered, covered_by_terms, recorded
from workbook.loans.terms import Contract
from workbook.money import shown

Replayed = tuple[Ledger, tuple[str, ...]]


def replayed(account: Account, day: date) -> Replayed:
    """Move the loan's account to a day by its own contract; NotKnown and Refused where there is none."""
    return moved(account, account.contract, day)


@once
def moved(account: Account, contract: Contract, day: date) -> Replayed:
    """Move the account to a day by any contract; say on what it rests where payments are not fully recorded."""
    contract = _told_on(account, _called_in(account.loan, contract, day), day)
    made = recorded(account, contract, day)
    own = contract is account.contract
    paid = covered_by_terms(account, day) if own else covered(account, contract, day, made)
    if paid.ledger is not None:
        return paid.ledger, paid.said
    later = [(on, amount) for on, amount in made if paid.until is None or on > paid.until]
    return Ledger(contract, paid.first, paid.told_open).until(day, later), paid.said


def _called_in(loan: Loan, contract: Contract, day: date) -> Contract:
    if loan.state is not LoanState.ACCELERATED or contract.accelerated_on:
        return contract
    said = _("宣布提前到期的日子没有填，按 {day} 算").format(day=day)
    return replace(contract, accelerated_on=day, assumed=(*contract.assumed, said))


def _told_on(account: Account, contract: Contract, day: date) -> Contract:
    """Unpaid interest told without its day is what stands on the case's date."""
    if not contract.unpaid_interest:
        return contract
    on = contract.unpaid_on or account.told_on or day
    said = _("另有以前欠下的利息 {amount}（{on} 的数），照填的数加在逾期利息里，没有重新计算")
    if on > day:
        return replace(contract, unpaid_on=on)
    sentence = said.format(amount=shown(contract.unpaid_interest), on=on)
    return replace(contract, unpaid_on=on, assumed=(*contract.assumed, sentence))
