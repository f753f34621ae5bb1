"""The case as it is talked about: of a line of which one note is late alone, each note is a loan of its own."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import Case, Loan, LoanState, Payment
from workbook.language import _, attempt
from workbook.loans import Standing, paid_on

_SEVERAL = 2


def apart(case: Case) -> Case:
    """Give the case in which the late note of a line stands for the loan, under its id, the others beside it.

    A request is then about the late note, and the others are debts of the same lender that go on as they are. A line
    stays whole where two notes are late, where a payment may have been for either, and where no lender is named.
    """
    for loan in case.loans:
        if loan.holder and len(loan.current_notes) >= _SEVERAL:
            line = Standing.of(case, loan)
            late = attempt(lambda: line.late_note)  # noqa: B023 - used at once
            case = case if late is None else _split(case, line, late)
    return case


def _split(case: Case, line: Standing, late: Standing) -> Case:
    notes = sorted((one for _name, one in line.notes), key=lambda one: one.loan.id != late.loan.id)
    ids = {one.loan.id: line.loan.id if one is notes[0] else note_id(line.loan, one.loan.id) for one in notes}
    each = [_as_loan(line.loan, one, ids[one.loan.id]) for one in notes]
    loans = [part for loan in case.debts.loans for part in (each if loan.id == line.loan.id else [loan])]
    made = tuple(_booked(line, ids, payment) for payment in case.payments.made)
    debts = case.debts.model_copy(update={"loans": tuple(loans)})
    payments = case.payments.model_copy(update={"made": made})
    return case.model_copy(update={"debts": debts, "payments": payments})


def note_id(line: Loan, note: str) -> str:
    """Give the id of the loan that a note becomes which is not the late one."""
    return f"{line.id}-{note}"


def _as_loan(line: Loan, note: Standing, key: str) -> Loan:
    """Give a note as a loan: the late one in the place of the line, another as one that nothing is asked of."""
    own = {"id": key, "name": _name(line, note.loan)}
    if key == line.id:
        return note.loan.model_copy(update={**own, "state": LoanState.OVERDUE})
    state = LoanState.NORMAL if note.balance.total else LoanState.SETTLED
    return note.loan.model_copy(update={**own, "state": state, "want": None, "late_because": None})


def _name(line: Loan, note: Loan) -> str:
    return _("{loan}·{note}").format(loan=line.name or line.lender, note="".join(_note_name(line, note)))


def _note_name(line: Loan, note: Loan) -> Iterator[str]:
    """Name a note by its number, else by the day and amount it was drawn."""
    if note.contract_no and note.contract_no != line.contract_no:
        yield _("借据{number}").format(number=note.contract_no)
    elif note.drawn_on and note.principal:
        yield _("{on} 借的 {amount} 元").format(on=note.drawn_on, amount=f"{note.principal:,.2f}")


def _booked(line: Standing, ids: dict[str, str], payment: Payment) -> Payment:
    """Book a payment on the line on the loan its note has become."""
    if payment.loan_id != line.loan.id or payment.archived or payment.paid_on is None:
        return payment
    note = paid_on(line.account, payment.note_id, payment.paid_on)
    return payment.model_copy(update={"loan_id": ids[note or ""], "note_id": None})
