"""Loan arithmetic: schedules, balances by component, annual cost, arrangements, the lender's own figures."""

from workbook.loans.balance import instalments_due, owed
from workbook.loans.cost import annual_cost, cost_of_flows
from workbook.loans.plan import plan
from workbook.loans.results import (
    AccrualLine,
    AnnualCost,
    Balance,
    Booking,
    Due,
    Instalment,
    Plan,
    Schedule,
    Treated,
)
from workbook.loans.schedule import schedule

__all__ = [
    "AccrualLine",
    "AnnualCost",
    "Balance",
    "Booking",
    "Due",
    "Instalment",
    "Plan",
    "Schedule",
    "Treated",
    "annual_cost",
    "cost_of_flows",
    "instalments_due",
    "owed",
    "plan",
    "schedule",
]
