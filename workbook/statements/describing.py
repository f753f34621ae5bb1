"""Exports as plain values for JSON; docs/statements.md names every key, and none is ever renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from workbook.statements.merging import Merged, merge
from workbook.statements.model import Export, Total
from workbook.statements.months import MonthSum


def describe(exports: Merged | Iterable[Export], months: Iterable[MonthSum] = ()) -> dict[str, Any]:
    """Describe exports file by file and together; amounts are strings with two places, days are ISO."""
    merged = exports if isinstance(exports, Merged) else merge(exports)
    return {
        "files": [_file(export) for export in merged.exports],
        "together": {
            "rows": len(merged.entries),
            "duplicates": [twin._asdict() for twin in merged.duplicates],
            "mirrored": [twin._asdict() for twin in merged.mirrored],
            "warnings": list(merged.warnings),
        },
        "months": [_month(month) for month in months],
    }


def _file(export: Export) -> dict[str, Any]:
    moved = {"money_in": export.money_in, "money_out": export.money_out} if export.family != "wallet" else {}
    return {
        "file": export.name,
        "format": export.format,
        "house": export.house,
        "family": export.family,
        "encoding": export.encoding,
        "header_line": export.header_line,
        "rows": len(export.entries),
        "complete": export.complete,
        "period": {"first": _plain(export.first), "last": _plain(export.last)},
        "totals": _sums(export.totals | moved),
        "totals_by_class": _sums(export.classes),
        "printed_totals": _sums(export.printed),
        "unrecognised": list(export.unrecognised),
        "skipped": [asdict(row) for row in export.skipped],
        "warnings": list(export.warnings),
    }


def _sums(totals: Mapping[Any, Total]) -> dict[str, Any]:
    return {str(name): {"count": total.count, "sum": _plain(total.sum)} for name, total in totals.items()}


def _month(month: MonthSum) -> dict[str, Any]:
    told = {name: _plain(value) for name, value in asdict(month).items()}
    return told | {"borrowed_to_repay": month.borrowed_to_repay}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value
