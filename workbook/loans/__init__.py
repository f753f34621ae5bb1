"""Loan arithmetic: schedules, balances by component, annual cost, arrangements, the lender's own figures.

Amounts are exact yuan; floats appear only while a rate is searched. What is unknown stays unknown: a missing term
raises NotKnown, a convention nobody prints gets a stated default and is named under `assumed`.
"""

from workbook.loans.balance import instalments_due, owed
from workbook.loans.check import check
from workbook.loans.convention import Habits, Seen, find_convention, seen_in_figures, seen_in_schedule
from workbook.loans.cost import above_line, annual_cost, cost_of_flows, cost_of_periods, shown_rate
from workbook.loans.describe import describe, describe_balance, describe_cost, describe_flows, describe_row
from workbook.loans.doubt import Doubt, doubt
from workbook.loans.flows import read_flows
from workbook.loans.funders import Share, by_funder
from workbook.loans.plan import plan
from workbook.loans.remaining import (
    arrears,
    asked_to_the_end,
    asked_until,
    beyond_contract,
    coming,
    due_of,
    still_asked,
    summed,
)
from workbook.loans.results import (
    AccrualLine,
    AnnualCost,
    Balance,
    Booking,
    Due,
    Finding,
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
    "Doubt",
    "Due",
    "Finding",
    "Habits",
    "Instalment",
    "Plan",
    "Schedule",
    "Seen",
    "Share",
    "Treated",
    "above_line",
    "annual_cost",
    "arrears",
    "asked_to_the_end",
    "asked_until",
    "beyond_contract",
    "by_funder",
    "check",
    "coming",
    "cost_of_flows",
    "cost_of_periods",
    "describe",
    "describe_balance",
    "describe_cost",
    "describe_flows",
    "describe_row",
    "doubt",
    "due_of",
    "find_convention",
    "instalments_due",
    "owed",
    "plan",
    "read_flows",
    "schedule",
    "seen_in_figures",
    "seen_in_schedule",
    "shown_rate",
    "still_asked",
    "summed",
]
