"""What comes next with a lender: from where the loan stands, the time limits, and the money."""

from workbook.course.course import Course, course
from workbook.course.limitation import Limitation, limitation

__all__ = ["Course", "Limitation", "course", "limitation"]
