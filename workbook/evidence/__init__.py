"""The ledger: which figure rests on which document, what is stale or missing, what is only an estimate."""

from workbook.evidence.basis import Backing, Basis, PartBacked, Stated
from workbook.evidence.checklist import Wanted, checklist, warning
from workbook.evidence.covered import months_missing
from workbook.evidence.exhibits import Age, Exhibit, Freshness, exhibits, freshness
from workbook.evidence.ledger import basis, cause, ledger
from workbook.evidence.rows import Rows, rows
from workbook.evidence.showing import parts_of
from workbook.evidence.shows import shows_too_much

__all__ = [
    "Age",
    "Backing",
    "Basis",
    "Exhibit",
    "Freshness",
    "PartBacked",
    "Rows",
    "Stated",
    "Wanted",
    "basis",
    "cause",
    "checklist",
    "exhibits",
    "freshness",
    "ledger",
    "months_missing",
    "parts_of",
    "rows",
    "shows_too_much",
    "warning",
]
