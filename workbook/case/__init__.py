"""The frozen model of everything the borrower told us; one schema for form, file and headless input."""

from workbook.case.ask import Ask, Asks, Component, Step, Terms, Treatment, TreatmentRow
from workbook.case.evidence import Document, DocumentKind, Evidence, Holding
from workbook.case.fields import Choice, Part, Rate, Row, Sees, explain, seen_by, told
from workbook.case.followup import Check, CheckKind, Followup
from workbook.case.loan import (
    Debts,
    Fee,
    FeeWhen,
    Funder,
    LenderFigures,
    Loan,
    LoanState,
    Method,
    Payment,
    Payments,
    PenaltyBase,
    RateUnit,
)
from workbook.case.profile import BorrowerType, Profile
from workbook.case.situation import Expense, ExpenseKind, Income, Month, Side, Situation, StatementFile
from workbook.case.talks import Contact, Direction, Talks, WrittenInstalment, WrittenTerms
from workbook.case.whole import SECTIONS, Case, SectionName, referred

__all__ = [
    "SECTIONS",
    "Ask",
    "Asks",
    "BorrowerType",
    "Case",
    "Check",
    "CheckKind",
    "Choice",
    "Component",
    "Contact",
    "Debts",
    "Direction",
    "Document",
    "DocumentKind",
    "Evidence",
    "Expense",
    "ExpenseKind",
    "Fee",
    "FeeWhen",
    "Followup",
    "Funder",
    "Holding",
    "Income",
    "LenderFigures",
    "Loan",
    "LoanState",
    "Method",
    "Month",
    "Part",
    "Payment",
    "Payments",
    "PenaltyBase",
    "Profile",
    "Rate",
    "RateUnit",
    "Row",
    "SectionName",
    "Sees",
    "Side",
    "Situation",
    "StatementFile",
    "Step",
    "Talks",
    "Terms",
    "Treatment",
    "TreatmentRow",
    "WrittenInstalment",
    "WrittenTerms",
    "explain",
    "referred",
    "seen_by",
    "told",
]
