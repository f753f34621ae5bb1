"""Written terms against agreed terms: every difference to the fen and the day, its cost, and what is missing."""

from workbook.confirm.accepted import agreed_to_unlike, unlike
from workbook.confirm.agreement import Agreement, agreement, priced
from workbook.confirm.arrangement import Arrangement, Promised, arrangement, confirmed, unconfirmed
from workbook.confirm.check import Confirmation, check, queries
from workbook.confirm.gaps import Gap, gaps
from workbook.confirm.keeping import Keeping, Kept, arranged, kept
from workbook.confirm.lines import Line
from workbook.confirm.results import Difference

__all__ = [
    "Agreement",
    "Arrangement",
    "Confirmation",
    "Difference",
    "Gap",
    "Keeping",
    "Kept",
    "Line",
    "Promised",
    "agreed_to_unlike",
    "agreement",
    "arranged",
    "arrangement",
    "check",
    "confirmed",
    "gaps",
    "kept",
    "priced",
    "queries",
    "unconfirmed",
    "unlike",
]
