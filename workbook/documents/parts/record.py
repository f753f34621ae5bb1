"""How a loan has been repaid so far, in the words of a letter: only what the record shows."""

from __future__ import annotations

from workbook.documents.blocks import Text, say
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


def interest_paid(record: RecordFacts) -> Text:
    """Say the same of a loan on which only interest was due until now."""
    if not record.paid.known:
        return ()
    if record.in_time:
        return say(_("借款以来{n}利息均按期支付"), n=record.paid)
    return say(_("借款以来已支付{n}利息共{made}"), n=record.paid, made=record.made) if record.made.known else ()


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


def late_note(desk: Desk) -> NoteFacts | None:
    """Give the note of a line that the paper is about: the only one that is late; None where it is about the whole."""
    apart = not desk.loan.notes and desk.position.line(desk.loan).notes
    return next((note for note in desk.facts.loan.notes if note.days_overdue.known), None) if apart else None


def other_notes(desk: Desk) -> tuple[NoteFacts, ...]:
    """Give the notes of a line that the paper is not about and that go on as they are; none where it is about all."""
    late = late_note(desk)
    return tuple(note for note in desk.facts.loan.notes if note != late) if late else ()


def note_named(note: NoteFacts) -> Text:
    """Name a note by its place and number, else by its place and the day and amount it was drawn."""
    number = say(_("借据号{number}"), number=note.number) if note.number.known else ()
    drawn = say(_("{on}借的{amount}"), on=note.drawn_on, amount=note.amount)
    return say(_("{place}（{which}）"), place=note.place, which=number or drawn)


def only_note(desk: Desk) -> Text:
    """Name the late note of a line that the paper is about; nothing where it is about the whole loan."""
    note = late_note(desk)
    return note_named(note) if note else ()
