"""Bank and wallet exports: read, classed, put together, summed by month; the files themselves are never changed.

The way of a statement: `opening` (a file becomes rows) · `cells` (what a cell says) · `columns` (what a column is) ·
`finding` (where the table is) · `entries` (what a row says) · `classes` (what a row is) · `returns` (what came back) ·
`reconciling` (what the file says of itself) · `reading` (one export) · `repeats`, `mirrors`, `merging` (several, each
transaction once) · `months` · `showing` (what rows show) · `situation` (into a case) · `describing` (as JSON). `model`
holds what they hand on; `known` remembers within one file what cells said.
"""

from workbook.statements.classes import SIDES, Rule, Rules, rules_from, rules_of
from workbook.statements.describing import describe
from workbook.statements.finding import ROLES
from workbook.statements.merging import Merged, Twin, merge
from workbook.statements.model import KINDS, Broken, ColumnsUnknown, Entry, Export, NamesMissing, Skipped, Total
from workbook.statements.months import MonthSum, monthly
from workbook.statements.opening import LARGEST_TEXT
from workbook.statements.reading import read, read_all
from workbook.statements.showing import ShownRow, picked, shown, what_shows
from workbook.statements.situation import Imported, imported, read_kept, take_in

__all__ = [
    "KINDS",
    "LARGEST_TEXT",
    "ROLES",
    "SIDES",
    "Broken",
    "ColumnsUnknown",
    "Entry",
    "Export",
    "Imported",
    "Merged",
    "MonthSum",
    "NamesMissing",
    "Rule",
    "Rules",
    "ShownRow",
    "Skipped",
    "Total",
    "Twin",
    "describe",
    "imported",
    "merge",
    "monthly",
    "picked",
    "read",
    "read_all",
    "read_kept",
    "rules_from",
    "rules_of",
    "shown",
    "take_in",
    "what_shows",
]
