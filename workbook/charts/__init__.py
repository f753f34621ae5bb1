"""Results as pictures: each takes a case and gives a sentence that states the finding, its numbers and an SVG."""

from workbook.charts.ahead import payments_ahead
from workbook.charts.cliff import cliff
from workbook.charts.debts import annual_cost, balance_components, waiting
from workbook.charts.fan import fan
from workbook.charts.frontier import frontier
from workbook.charts.months import cash_and_debts, months
from workbook.charts.overlap import overlap
from workbook.charts.timeline import timeline

__all__ = [
    "annual_cost",
    "balance_components",
    "cash_and_debts",
    "cliff",
    "fan",
    "frontier",
    "months",
    "overlap",
    "payments_ahead",
    "timeline",
    "waiting",
]
