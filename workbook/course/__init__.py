"""What comes next with a lender: from where the loan stands, the time limits, and the money."""

from workbook.course.course import TALKED, Course, course
from workbook.course.limitation import Limitation, limitation
from workbook.course.support import NUMBERS, in_danger, support, support_words

__all__ = ["NUMBERS", "TALKED", "Course", "Limitation", "course", "in_danger", "limitation", "support", "support_words"]
