"""The notes of a line as loans of their own: what a note does not tell comes from the loan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from workbook.case import Fee, Loan, LoanState, Note
from workbook.language import _, attempt
from workbook.loans.contract import annual_rate, read
from workbook.loans.terms import needed, title, unknown
from workbook.money import ZERO, fen, shown

_APART = ("principal", "drawn_on", "next_due", "periods_left", "balance_left", "instalment", "app_total")
_BESIDE = ("principal", "drawn_on", "periods", "balance_left")


def loans_of(loan: Loan) -> tuple[Loan, ...]:
    """Give each note of a line as a loan, the oldest first; a loan without notes, or with one, is one loan.

    Rate, method, due day, penalty terms and state are the loan's where a note tells none; so is the end, where it
    tells neither periods nor maturity. The loan's first due day is that of the notes drawn first. Fees in yuan and
    the money received are shared by the amounts drawn.
    """
    notes = loan.current_notes if loan.notes else ()
    if len(notes) < 2:  # noqa: PLR2004 - one drawing is no line
        return (loan.as_one,)
    parts = _parts([note.amount for note in notes])
    return _until_next(loan, tuple(_one(loan, note, part, notes[0]) for note, part in zip(notes, parts, strict=True)))


def rate_of(loan: Loan, on: date | None = None) -> Decimal:
    """Give the rate that holds on a day in percent a year; of differing notes the average by what was drawn."""
    notes = loans_of(loan)
    rates = [annual_rate(one, on) for one in notes]
    return rates[0] if len(set(rates)) == 1 else average(rates, [needed(one, "principal") for one in notes])


def lent_rate(loan: Loan, on: date) -> Decimal:
    """Give the rate that holds on a day as it was told; NotKnown names its unit too where both lack."""
    notes = loans_of(loan)
    if all(one.rate is None for one in notes):
        raise unknown("rate", *(("rate_unit",) if all(one.rate_unit is None for one in notes) else ()))
    return rate_of(loan, on)


def average(rates: Sequence[Decimal], drawn: Sequence[Decimal]) -> Decimal:
    """Give the rate of all, each weighed by what was drawn at it."""
    if len(set(rates)) == 1:
        return rates[0]
    return sum((rate * amount for rate, amount in zip(rates, drawn, strict=True)), ZERO) / sum(drawn, ZERO)


def note_name(note: Note, number: int) -> str:
    """Name a note by its day and amount, as far as they are told."""
    if note.drawn_on is None or note.amount is None:
        return note.contract_no or _("第 {n} 张借据").format(n=number)
    return _("{on} 借的 {amount}").format(on=note.drawn_on, amount=shown(note.amount))


def note_names(loan: Loan) -> tuple[str, ...]:
    """Name the notes of a line, the oldest first."""
    return tuple(note_name(note, n) for n, note in enumerate(loan.current_notes, start=1))


Part = tuple[Decimal, Decimal]
"""Which part of a whole a note takes: from one ratio to another."""


def _parts(amounts: Sequence[Decimal | None]) -> list[Part]:
    known, up_to = [amount or ZERO for amount in amounts], ZERO
    whole, parts = sum(known, ZERO) or Decimal(1), []
    for amount in known:
        parts.append((up_to / whole, (up_to + amount) / whole))
        up_to += amount
    return parts


def _share(amount: Decimal | None, part: Part) -> Decimal | None:
    """Give a note's part of an amount to the fen; the parts of all notes add up to it."""
    return None if amount is None else fen(amount * part[1]) - fen(amount * part[0])


def _one(loan: Loan, note: Note, part: Part, oldest: Note) -> Loan:
    own = note.terms
    ends = {"periods", "maturity"} & own.keys()
    first = loan.first_due if note.drawn_on == oldest.drawn_on else None
    apart = {
        **dict.fromkeys(_APART),
        **(dict.fromkeys(("periods", "maturity")) if ends else {}),
        "id": note.id,
        "notes": (),
        "first_due": first,
        "received": _share(loan.received, part),
        "fees": tuple(_shared_fee(fee, part) for fee in loan.fees),
        "unpaid_interest": _share(loan.unpaid_interest, part),
        "lender_figures": (),
        "state": LoanState.SETTLED if note.balance_left == ZERO else loan.state,
    }
    return loan.model_copy(update={**apart, **own})


def _shared_fee(fee: Fee, part: Part) -> Fee:
    if fee.amount is None and fee.first_amount is None:
        return fee
    return fee.model_copy(update={"amount": _share(fee.amount, part), "first_amount": _share(fee.first_amount, part)})


# -- the oldest unpaid day of the line -----------------------------------------------------------------------------


def _until_next(loan: Loan, each: tuple[Loan, ...]) -> tuple[Loan, ...]:
    """Tell each note what the line's oldest unpaid day says of it: everything before is paid."""
    next_due = loan.next_due or min((one.next_due for one in each if one.next_due), default=None)
    if next_due is None:
        return each
    dues = [_dues(one) for one in each]
    exact = any(next_due in days for days in dues)
    return tuple(_told_next(one, days, next_due, exact=exact) for one, days in zip(each, dues, strict=True))


def _dues(one: Loan) -> tuple[date, ...]:
    contract = attempt(lambda: read(one))
    return contract.dues if contract else ()


def _told_next(one: Loan, dues: tuple[date, ...], next_due: date, *, exact: bool) -> Loan:
    """Give the note with its own first day from the line's on; the line's where no note falls due on that very day."""
    if one.next_due is not None or one.periods_left is not None or not dues:
        return one
    own = next((due for due in dues if due >= next_due), None) if exact else next_due
    return one.model_copy(update={"periods_left": 0} if own is None else {"next_due": own})


# -- what the loan tells beside its notes --------------------------------------------------------------------------


def beside(loan: Loan, together: Loan) -> Iterator[str]:
    """Say where the loan's own principal, day, periods or balance are not what its notes come to: the notes stand."""
    for name in _BESIDE:
        own, theirs = getattr(loan, name), getattr(together, name)
        if own is not None and theirs is not None and own != theirs:
            said = _("“{field}”写的是 {own}，各张借据合起来是 {theirs}：按借据算")
            yield said.format(field=title(name), own=_words(own), theirs=_words(theirs))


def _words(value: object) -> str:
    return shown(value) if isinstance(value, Decimal) else str(value)


def shared_fees(loan: Loan) -> tuple[str, ...]:
    """Say that a fee told in yuan for the whole line was shared among its notes."""
    flat = any(fee.amount and not fee.archived for fee in loan.fees)
    return (_("按元收的费用，按各张借据的金额分摊"),) if flat and len(loan.current_notes) > 1 else ()


# -- what notes say ------------------------------------------------------------------------------------------------


def said_once(loan: Loan, ids: Sequence[str], said: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Give what notes say, each thing once: what is true of all without a name, figures of their own by example."""
    called = dict(zip((note.id for note in loan.current_notes), note_names(loan), strict=True))
    alike: dict[str, list[tuple[str, str]]] = {}
    for note, sentences in zip(ids, said, strict=True):
        for sentence in sentences:
            alike.setdefault(_without_figures(sentence), []).append((called[note], sentence))
    return tuple(_said(group, len(ids)) for group in alike.values())


def _without_figures(sentence: str) -> str:
    return re.sub(r"\d[\d,.-]*", "0", sentence)


def _said(group: list[tuple[str, str]], notes: int) -> str:
    sentences = list(dict.fromkeys(sentence for _name, sentence in group))
    if len(sentences) == 1 and len(group) == notes:
        return sentences[0]
    if len(sentences) == 1:
        return _("{notes}：{said}").format(notes=_("、").join(name for name, _one in group), said=sentences[0])
    return _("{notes}：{said}（另有 {n} 张借据也这样算，日子和数各按自己的）").format(
        notes=group[0][0], said=sentences[0], n=len(group) - 1
    )
