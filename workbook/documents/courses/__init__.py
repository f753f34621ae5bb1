"""What is said to a lender in each course: one file a course with all its words."""

from collections.abc import Mapping
from types import MappingProxyType

from workbook.course import Course
from workbook.documents.courses.again import AGAIN
from workbook.documents.courses.arbitration import ARBITRATION
from workbook.documents.courses.check import CHECK
from workbook.documents.courses.court import COURT
from workbook.documents.courses.cure import CURE
from workbook.documents.courses.ease import EASE
from workbook.documents.courses.enforcement import ENFORCEMENT
from workbook.documents.courses.hold import HOLD
from workbook.documents.courses.keep import KEEP
from workbook.documents.courses.limit import LIMIT
from workbook.documents.courses.mediation import MEDIATION
from workbook.documents.courses.not_mine import NOT_MINE
from workbook.documents.courses.paid_for import PAID_FOR
from workbook.documents.courses.price import PRICE
from workbook.documents.courses.renew import RENEW
from workbook.documents.courses.settle import SETTLE
from workbook.documents.courses.settled import SETTLED
from workbook.documents.courses.slots import Slots
from workbook.documents.courses.sold import SOLD
from workbook.documents.courses.stop import STOP

__all__ = ["COURSES", "Slots"]

COURSES: Mapping[Course, Slots] = MappingProxyType(
    {
        Course.EASE: EASE,
        Course.RENEW: RENEW,
        Course.PRICE: PRICE,
        Course.LIMIT: LIMIT,
        Course.AGAIN: AGAIN,
        Course.CURE: CURE,
        Course.HOLD: HOLD,
        Course.CHECK: CHECK,
        Course.KEEP: KEEP,
        Course.SOLD: SOLD,
        Course.COURT: COURT,
        Course.ARBITRATION: ARBITRATION,
        Course.ENFORCEMENT: ENFORCEMENT,
        Course.MEDIATION: MEDIATION,
        Course.NOT_MINE: NOT_MINE,
        Course.PAID_FOR: PAID_FOR,
        Course.SETTLE: SETTLE,
        Course.STOP: STOP,
        Course.SETTLED: SETTLED,
    }
)
