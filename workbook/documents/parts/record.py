"""How a loan has been repaid so far, in the words of a letter: only what the record shows."""

from __future__ import annotations

from workbook.documents.blocks import Text, own, say
from workbook.documents.facts.loan import NoteFacts, RecordFacts
from workbook.documents.parts.desk import Desk
from workbook.language import _


def paid(record: RecordFacts) -> Text:
    """Say that all were paid in time, or how many and how much; nothing where that is not known."""
    if not record.paid.known:
        return ()
    if record.in_time:
        return say(_("前{n}均按期偿还"), n=record.paid)
    if record.made.known:
        return say(_("已还{n}共{made}"), n=record.paid, made=record.made)
    return say(_("已还{n}"), n=record.paid)


def unpaid(desk: Desk, record: RecordFacts) -> Text:
    """Say which instalments were not paid and what they come to; else since when; nothing while none is."""
    loan = desk.facts.loan
    if record.missed_sum.known:
        days = record.missed_days.if_known or say(_("{since}以来"), since=record.missed_since)
        said = _("{days}应还的{n}共{total}未按期偿还")
        return say(said, days=days, n=record.missed_count, total=record.missed_sum)
    if loan.oldest_unpaid.known and loan.days_overdue.known:
        return say(_("自{since}起未按期偿还"), since=loan.oldest_unpaid)
    return ()


def of_note(note: NoteFacts) -> Text:
    """Say of one note how it was repaid: all in time, or since when it is late and what is unpaid."""
    record = note.record
    if record.missed_sum.known:
        days = record.missed_days.if_known or say(_("{since}以来"), since=record.missed_since)
        late = say(_("，逾期{days}"), days=note.days_overdue) if note.days_overdue.known else ()
        said = _("{days}应还的{n}共{total}未按期偿还{late}")
        return say(said, days=days, n=record.missed_count, total=record.missed_sum, late=late)
    if record.paid.known and record.in_time:
        return say(_("{n}均按期偿还"), n=record.paid)
    return paid(record)


def late_note(desk: Desk) -> tuple[int, NoteFacts] | None:
    """Give the one note of a line that is late beside others that are not, with its place; None where it is not so."""
    late = [(place, one) for place, one in enumerate(desk.facts.loan.notes) if one.record.missed_sum.known]
    return late[0] if len(late) == 1 and len(desk.facts.loan.notes) > 1 else None


def note_named(desk: Desk, place: int) -> Text:
    """Name a note by its number, else by the day and amount it was drawn."""
    note, told = desk.facts.loan.notes[place], desk.loan.current_notes[place]
    if told.contract_no:
        return say(_("借据号{number}"), number=own(told.contract_no))
    return say(_("{on}借的{amount}"), on=note.drawn_on, amount=note.amount)
