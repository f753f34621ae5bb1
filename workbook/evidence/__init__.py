"""The ledger: which figure rests on which document, what is stale or missing, what is only an estimate."""

from workbook.evidence.checklist import Wanted, checklist, warning
from workbook.evidence.exhibits import Age, Exhibit, Freshness, exhibits, freshness
from workbook.evidence.ledger import Backing, Basis, basis, ledger, months_missing
from workbook.evidence.shows import shows_too_much

__all__ = [
    "Age",
    "Backing",
    "Basis",
    "Exhibit",
    "Freshness",
    "Wanted",
    "basis",
    "checklist",
    "exhibits",
    "freshness",
    "ledger",
    "months_missing",
    "shows_too_much",
    "warning",
]
