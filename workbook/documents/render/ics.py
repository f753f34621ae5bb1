"""Reminders as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from workbook.followup import Reminder, reminders
from workbook.language import N_, Refused, _
from workbook.position import Position, once


@once
def ics(position: Position) -> bytes:
    """Give the reminders of a case as an iCalendar file; the same case gives the same bytes.

    Titles name no amount and no lender beyond what the reminder says; Refused while there is nothing to remind of.
    """
    from icalendar import Calendar

    found = reminders(position)
    if not found:
        raise Refused(N_("还没有要提醒的日子"))
    calendar = Calendar()
    calendar.add("prodid", "-//workbook//reminders//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("还款协商提醒"))
    for reminder in found:
        calendar.add_component(_event(reminder, datetime.combine(position.as_of, datetime.min.time(), UTC)))
    made: bytes = calendar.to_ical()
    return made


def _event(reminder: Reminder, stamp: datetime) -> Any:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", reminder.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", reminder.on)
    event.add("dtend", reminder.on + timedelta(days=1))
    event.add("summary", reminder.title)
    event.add("description", reminder.note)
    for days in reminder.alarm_days:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", reminder.title)
        alarm.add("trigger", -timedelta(days=days) + timedelta(hours=9))
        event.add_component(alarm)
    return event
