"""Can it be kept: every arrangement is judged here, on the futures drawn from the record, else on the bad month."""

from workbook.verdict.base import Base, base, contract_failures
from workbook.verdict.judge import Judged, Verdict, judge
from workbook.verdict.quick import Action, Quick, quick
from workbook.verdict.trial import MOST_FALL, Trial, level_for_all, trial

__all__ = [
    "MOST_FALL",
    "Action",
    "Base",
    "Judged",
    "Quick",
    "Trial",
    "Verdict",
    "base",
    "contract_failures",
    "judge",
    "level_for_all",
    "quick",
    "trial",
]
