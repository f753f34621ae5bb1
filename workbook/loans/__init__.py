"""Loan arithmetic: schedules, balances by component, annual cost, arrangements, the lender's own figures.

Amounts are exact yuan; floats appear only while a rate is searched. What is unknown stays unknown: a missing term
raises NotKnown, a convention nobody prints gets a stated default and is named under `assumed`.
"""

from workbook.loans.account import Account, Paid
from workbook.loans.apart import paid_on
from workbook.loans.charged import Charge, Charged
from workbook.loans.convention import Habits, Seen, find_convention, seen_in_figures, seen_in_schedule
from workbook.loans.cost import above_line, annual_cost, cost_of_flows, cost_of_periods, shown_rate
from workbook.loans.describe import describe, describe_balance, describe_cost, describe_flows, describe_row
from workbook.loans.doubt import Doubt
from workbook.loans.flows import read_flows
from workbook.loans.funders import Share, by_funder
from workbook.loans.notes import lent_rate, loans_of, note_name
from workbook.loans.pasted import expected_notes, read_notes
from workbook.loans.periods import year_parts
from workbook.loans.plan import needs_whole, plan
from workbook.loans.remaining import beyond_contract, summed
from workbook.loans.results import (
    AccrualLine,
    AnnualCost,
    Balance,
    Booking,
    Due,
    Finding,
    Instalment,
    Least,
    Plan,
    Schedule,
    Treated,
)
from workbook.loans.schedule import level_payment, schedule
from workbook.loans.standing import LOOK_AHEAD, Standing, next_due
from workbook.loans.terms import day_doubted

__all__ = [
    "LOOK_AHEAD",
    "Account",
    "AccrualLine",
    "AnnualCost",
    "Balance",
    "Booking",
    "Charge",
    "Charged",
    "Doubt",
    "Due",
    "Finding",
    "Habits",
    "Instalment",
    "Least",
    "Paid",
    "Plan",
    "Schedule",
    "Seen",
    "Share",
    "Standing",
    "Treated",
    "above_line",
    "annual_cost",
    "beyond_contract",
    "by_funder",
    "cost_of_flows",
    "cost_of_periods",
    "day_doubted",
    "describe",
    "describe_balance",
    "describe_cost",
    "describe_flows",
    "describe_row",
    "expected_notes",
    "find_convention",
    "lent_rate",
    "level_payment",
    "loans_of",
    "needs_whole",
    "next_due",
    "note_name",
    "paid_on",
    "plan",
    "read_flows",
    "read_notes",
    "schedule",
    "seen_in_figures",
    "seen_in_schedule",
    "shown_rate",
    "summed",
    "year_parts",
]
