"""By when a paper from a court has to be answered."""

from __future__ import annotations

from datetime import date, timedelta

from workbook.case import CourtPaper, Loan
from workbook.rules import constant

_DAYS = {CourtPaper.PAYMENT_ORDER: "payment_order_days", CourtPaper.CLAIM: "court_answer_days"}


def answer_by(loan: Loan) -> date | None:
    """Give the last day to answer the court paper on this loan; None where paper or day is not told, or none is set."""
    days = _DAYS.get(loan.court_paper) if loan.court_paper else None
    return loan.court_paper_on + timedelta(days=int(constant(days))) if days and loan.court_paper_on else None
