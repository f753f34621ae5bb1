"""Reminders as data; how a calendar writes them is not decided here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbook.followup.day import Deadline
from workbook.followup.deadlines import deadlines
from workbook.language import _
from workbook.position import Position, once
from workbook.rules import constant


@dataclass(frozen=True)
class Reminder:
    """One entry for a calendar; `uid` stays the same when written again, an alarm rings each of `alarm_days` before."""

    uid: str
    on: date
    title: str
    note: str
    alarm_days: tuple[int, ...]


@once
def reminders(position: Position) -> tuple[Reminder, ...]:
    """Give a reminder for every deadline that has not gone by and is not quiet, on the day to act, in order of days."""
    coming = [d for d in deadlines(position) if not d.past and d.kind != "quiet"]
    return tuple(_reminder(position, d) for d in sorted(coming, key=lambda d: (d.act_by, d.key)))


def _reminder(position: Position, deadline: Deadline) -> Reminder:
    on = max(deadline.act_by, position.as_of)
    shifted = _("最晚 {day}。").format(day=deadline.on) if on != deadline.on and deadline.kind != "eve" else ""
    warn = _days_before(deadline)
    note = " ".join(part for part in (shifted, deadline.note, deadline.limits) if part)
    return Reminder(f"{deadline.key}@workbook", on, deadline.title, note, warn)


def _days_before(deadline: Deadline) -> tuple[int, ...]:
    """Give how many days before it is rung: a payment long before and the day before, a renewal's on the day itself."""
    if deadline.kind in {"renew", "eve"}:
        return (0,)
    return (int(constant("warn_before_due_days")), 1) if deadline.kind in {"pay", "apply", "debit"} else (1,)
