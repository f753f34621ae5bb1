"""A loan's account moved to a day, from its contract and what is known of its payments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workbook.case import Case, Loan, LoanState
from workbook.language import _
from workbook.loans.ledger import Ledger
from workbook.loans.paid import covered, recorded
from workbook.loans.terms import Contract


def replayed(case: Case, loan: Loan, contract: Contract, day: date) -> tuple[Ledger, tuple[str, ...]]:
    """Move the loan's account to a day; say on what it rests where payments are not fully recorded."""
    contract = _called_in(loan, contract, day)
    made = recorded(case, loan, contract, day)
    paid = covered(case, loan, contract, day, made)
    later = [(on, amount) for on, amount in made if paid.until is None or on > paid.until]
    return Ledger(contract, paid.first, paid.told_open).until(day, later), paid.said


def _called_in(loan: Loan, contract: Contract, day: date) -> Contract:
    if loan.state is not LoanState.ACCELERATED or contract.accelerated_on:
        return contract
    said = _("宣布提前到期的日子没有填，按 {day} 算").format(day=day)
    return replace(contract, accelerated_on=day, assumed=(*contract.assumed, said))
