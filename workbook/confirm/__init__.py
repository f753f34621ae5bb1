"""Written terms against agreed terms: every difference to the fen and the day, its cost, and what is missing."""

from workbook.confirm.agreement import Agreement, agreement, priced
from workbook.confirm.arrangement import Arrangement, Promised, arrangement, confirmed, unconfirmed
from workbook.confirm.check import Confirmation, check, queries
from workbook.confirm.gaps import Gap, gaps
from workbook.confirm.lines import Line
from workbook.confirm.results import Difference

__all__ = [
    "Agreement",
    "Arrangement",
    "Confirmation",
    "Difference",
    "Gap",
    "Line",
    "Promised",
    "agreement",
    "arrangement",
    "check",
    "confirmed",
    "gaps",
    "priced",
    "queries",
    "unconfirmed",
]
