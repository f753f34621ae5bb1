"""After the talk: plan against reality on both sides, deadlines by working day, reminders, early warning."""

from workbook.followup.complaint import Stage, complaint_clock
from workbook.followup.day import Deadline
from workbook.followup.deadlines import deadlines
from workbook.followup.ninety import day_ninety, ninety_said
from workbook.followup.reminders import Reminder, reminders
from workbook.followup.renewal import renewal, renewals
from workbook.followup.review import review
from workbook.followup.theirs import Watch, theirs
from workbook.followup.told_first import tell_first_words, told_first
from workbook.followup.warning import Warned, warnings

__all__ = [
    "Deadline",
    "Reminder",
    "Stage",
    "Warned",
    "Watch",
    "complaint_clock",
    "day_ninety",
    "deadlines",
    "ninety_said",
    "reminders",
    "renewal",
    "renewals",
    "review",
    "tell_first_words",
    "theirs",
    "told_first",
    "warnings",
]
