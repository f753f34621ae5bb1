"""Which of the recorded months a paper covers, and which of them still say what the statement says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from workbook import rules
from workbook.case import Month
from workbook.case.evidence import Proves
from workbook.cashflow import whole_months
from workbook.evidence.basis import MonthsBacked
from workbook.evidence.exhibits import Exhibit
from workbook.position import Position, once

_OF_MONTHS: dict[Proves, Literal["receipts", "costs"]] = {Proves.RECEIPTS: "receipts", Proves.COSTS: "costs"}
_Spans = list[tuple[date, date]]


@once
def months_missing(position: Position, proofs: tuple[Exhibit, ...]) -> tuple[str, ...]:
    """Give the months (YYYY-MM, oldest first) of the last full year that no dated proof covers in full.

    The months are the whole recorded ones where the borrower recorded months, else the twelve before the case's date.
    """
    spans = _spans(proofs)
    told = sorted({month.month for month in whole_months(position.case) if month.month})
    return tuple(month for month in (told or _last_months(position.as_of)) if not _covered(month, spans))


def months_backed(position: Position, figure: Proves, whole: tuple[Exhibit, ...]) -> MonthsBacked:
    """Part the months a figure rests on into those the papers cover and those that were typed.

    A month typed over what an import read, or typed where only an imported statement covers it, is the borrower's; a
    paper the borrower lists as proof is taken at its word for the months it covers.
    """
    if figure not in _OF_MONTHS or not whole:
        return MonthsBacked()
    missing, months = months_missing(position, whole), whole_months(position.case)
    if not months or not _spans(whole):
        return MonthsBacked(missing)
    listed = _spans(tuple(e for e in whole if not e.imported))
    covered = [month for month in months if month.month not in missing]
    typed = tuple(m.month or "" for m in covered if not _as_stated(m, figure, listed))
    return MonthsBacked(missing, typed, len(covered) - len(typed))


def _as_stated(month: Month, figure: Proves, listed: _Spans) -> bool:
    if month.read is not None:
        return month.is_read(_OF_MONTHS[figure])
    return _covered(month.month or "", listed)


def _spans(proofs: tuple[Exhibit, ...]) -> _Spans:
    papers = (e.document for e in proofs)
    return [(d.covers_from, d.covers_to) for d in papers if d.covers_from and d.covers_to]


def _last_months(as_of: date) -> list[str]:
    count = int(rules.constant("evidence_months"))
    ordinal = as_of.year * 12 + as_of.month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(ordinal - count, ordinal)]


def _covered(month: str, spans: _Spans) -> bool:
    year, number = int(month[:4]), int(month[5:])
    day, end = date(year, number, 1), date(year + number // 12, number % 12 + 1, 1)
    for start, last in sorted(spans):
        if start <= day <= last:
            day = last + timedelta(days=1)
    return day >= end
