"""The ledger: which figure rests on which document, what is stale or missing, what is only an estimate."""

from workbook.evidence.checklist import Wanted, checklist, warning
from workbook.evidence.exhibits import Age, Exhibit, Freshness, exhibits, freshness
from workbook.evidence.ledger import Basis, Standing, basis, ledger, months_missing

__all__ = [
    "Age",
    "Basis",
    "Exhibit",
    "Freshness",
    "Standing",
    "Wanted",
    "basis",
    "checklist",
    "exhibits",
    "freshness",
    "ledger",
    "months_missing",
    "warning",
]
