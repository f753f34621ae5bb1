"""What comes next with a lender: from where the loan stands, the time limits, and the money."""

from workbook.course.course import course, led, to_settle
from workbook.course.first import first, reason
from workbook.course.limitation import Limitation, limitation
from workbook.course.support import NUMBERS, in_danger, support, support_words
from workbook.course.table import IN_ORDER, NOTHING_PAID, TABLE, TALKED, Course, Led

__all__ = [
    "IN_ORDER",
    "NOTHING_PAID",
    "NUMBERS",
    "TABLE",
    "TALKED",
    "Course",
    "Led",
    "Limitation",
    "course",
    "first",
    "in_danger",
    "led",
    "limitation",
    "reason",
    "support",
    "support_words",
    "to_settle",
]
