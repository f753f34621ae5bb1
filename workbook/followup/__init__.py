"""After the talk: plan against reality on both sides, deadlines by working day, reminders, early warning."""

from workbook.followup.complaint import Stage, complaint_clock
from workbook.followup.deadlines import Deadline, deadlines
from workbook.followup.kept import Keeping, Kept, kept
from workbook.followup.reminders import Reminder, reminders
from workbook.followup.theirs import Watch, theirs
from workbook.followup.warning import Warned, warnings

__all__ = [
    "Deadline",
    "Keeping",
    "Kept",
    "Reminder",
    "Stage",
    "Warned",
    "Watch",
    "complaint_clock",
    "deadlines",
    "kept",
    "reminders",
    "theirs",
    "warnings",
]
