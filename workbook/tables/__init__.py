"""Results as tables of finished words: each takes a case and gives a Table, or raises NotKnown for what lacks."""

from workbook.tables.after import checks, lessons, plan_kept
from workbook.tables.afterwards import credit_record, new_loan
from workbook.tables.ahead import failing_months, limit, past_and_ahead
from workbook.tables.bargain import ladder, lender_side, lenders
from workbook.tables.data import frame
from workbook.tables.debts import accruals, annual_costs, balances, lender_check, loans_overview, schedule
from workbook.tables.fees import cost_flows, fees
from workbook.tables.options import ask, choices, package_terms, packages, rules_for_case
from workbook.tables.pressure import calendar, capacity, current_today, diagnosis, measures, quick_answers, waiting
from workbook.tables.proof import checklist, rows_shown
from workbook.tables.proof import ledger as evidence
from workbook.tables.situation import monthly_picture, months, statements
from workbook.tables.talk import cautions, contacts, debits, differences, offers, replies, served
from workbook.tables.whatif import what_ifs

__all__ = [
    "accruals",
    "annual_costs",
    "ask",
    "balances",
    "calendar",
    "capacity",
    "cautions",
    "checklist",
    "checks",
    "choices",
    "contacts",
    "cost_flows",
    "credit_record",
    "current_today",
    "debits",
    "diagnosis",
    "differences",
    "evidence",
    "failing_months",
    "fees",
    "frame",
    "ladder",
    "lender_check",
    "lender_side",
    "lenders",
    "lessons",
    "limit",
    "loans_overview",
    "measures",
    "monthly_picture",
    "months",
    "new_loan",
    "offers",
    "package_terms",
    "packages",
    "past_and_ahead",
    "plan_kept",
    "quick_answers",
    "replies",
    "rows_shown",
    "rules_for_case",
    "schedule",
    "served",
    "statements",
    "waiting",
    "what_ifs",
]
