"""Written terms against agreed terms: every difference to the fen and the day, its cost, and what is missing."""

from workbook.confirm.agreement import Agreement, Arrangement, Promised, agreement, arrangement, priced
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
    "gaps",
    "priced",
    "queries",
]
