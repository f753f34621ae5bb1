"""Exports as plain values for JSON; docs/statements.md names every key, and none is ever renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from workbook.statements.merging import Merged, Twin, merge
from workbook.statements.model import Export, Total
from workbook.statements.months import MonthSum


def describe(exports: Merged | Iterable[Export], months: Iterable[MonthSum] = ()) -> dict[str, Any]:
    """Describe exports file by file and together; amounts are strings with two places, days are ISO."""
    merged = exports if isinstance(exports, Merged) else merge(exports)
    return {
        "files": [_file(export) for export in merged.exports],
        "together": {
            "rows": len(merged.entries),
            "duplicates": [_twin(twin) for twin in merged.duplicates],
            "mirrored": [_twin(twin) for twin in merged.mirrored],
            "warnings": list(merged.warnings),
        },
        "months": [_month(month) for month in months],
    }


def _file(export: Export) -> dict[str, Any]:
    return {
        "file": export.name,
        "format": export.format,
        "house": export.house,
        "family": export.family,
        "encoding": export.encoding,
        "header_line": export.header_line,
        "rows": len(export.entries),
        "complete": export.complete,
        "period": {"first": _iso(export.first), "last": _iso(export.last)},
        "totals": _totals(export),
        "totals_by_class": _sums(export.classes),
        "printed_totals": _sums(export.printed),
        "unrecognised": list(export.unrecognised),
        "skipped": [{"line": row.line, "reason": row.reason} for row in export.skipped],
        "warnings": list(export.warnings),
    }


def _totals(export: Export) -> dict[str, Any]:
    by_label = _sums(export.totals)
    if export.family == "wallet":
        return by_label
    return by_label | {"money_in": _total(export.money_in), "money_out": _total(export.money_out)}


def _sums(totals: Mapping[Any, Total]) -> dict[str, Any]:
    return {str(name): _total(total) for name, total in totals.items()}


def _total(total: Total) -> dict[str, Any]:
    return {"count": total.count, "sum": None if total.sum is None else str(total.sum)}


def _iso(day: object) -> str | None:
    return str(day) if day else None


def _twin(twin: Twin) -> dict[str, Any]:
    return twin._asdict()


def _month(month: MonthSum) -> dict[str, Any]:
    told = {field.name: getattr(month, field.name) for field in fields(month)}
    plain = {name: str(value) if isinstance(value, Decimal) else value for name, value in told.items()}
    return plain | {"borrowed_to_repay": month.borrowed_to_repay}
