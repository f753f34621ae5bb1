"""What is left each month: the business, the essentials of the household and its other income, always apart."""

from workbook.cashflow.bad import FULL_YEAR, bad_rank
from workbook.cashflow.month import monthly
from workbook.cashflow.picture import Flow, Picture, Source, needed, untold
from workbook.cashflow.receivable import Hoped, by_month, hoped, receivables_said, repaid_on
from workbook.cashflow.record import whole_months
from workbook.cashflow.year_before import Pair, percent_fewer, year_before

__all__ = [
    "FULL_YEAR",
    "Flow",
    "Hoped",
    "Pair",
    "Picture",
    "Source",
    "bad_rank",
    "by_month",
    "hoped",
    "monthly",
    "needed",
    "percent_fewer",
    "receivables_said",
    "repaid_on",
    "untold",
    "whole_months",
    "year_before",
]
