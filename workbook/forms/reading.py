"""A section as tables to read: what the form would show, without controls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from workbook import money
from workbook.case import Case, Choice, Part, Row, SectionName, label
from workbook.forms.fields import REFERS
from workbook.forms.layout import HIDDEN, QUICK
from workbook.language import _
from workbook.loans import note_name
from workbook.shown import Missing, Table, Tables

WIDEST_GRID = 9
"""Columns that a list of rows may have before each row is shown by itself."""

Told = dict[str, Any]
Names = Mapping[str, str]


def section_table(case: Case, section: SectionName, *, quick: bool = False) -> Tables | Missing:
    """Give every told field of a section: single fields as one table, lists of rows as one table each."""
    part: Part = getattr(case, section)
    if quick and section == "debts" and case.loans:
        part = case.main_loan
    names = {loan.id: loan.name or loan.lender or loan.id for loan in case.debts.loans}
    names |= {note.id: note_name(note, n) for loan in case.loans for n, note in enumerate(loan.current_notes, start=1)}
    tables = tuple(_tables(part, _("已填写的内容"), names, QUICK.get(section) if quick else None))
    return Tables(tables) if tables else Missing(_("这一部分还没有填"))


def _tables(part: Part, title: str, loans: Names, only: tuple[str, ...] | None = None) -> Iterator[Table]:
    told = {name: value for name, value in _told(part).items() if only is None or name in only}
    single = tuple((_label(part, name), _cell(part, name, v, loans)) for name, v in told.items() if not _nested(v))
    if single:
        yield Table(title, (_("项目"), _("内容")), single)
    for name, value in told.items():
        if isinstance(value, Part):
            yield from _tables(value, f"{title} › {_label(part, name)}", loans)
        elif _nested(value):
            yield from list_tables(value, _label(part, name), loans)


def list_tables(rows: tuple[Row, ...], title: str, loans: Names) -> Iterator[Table]:
    """Give rows as one table of the columns that are told, or one by one where that is too wide."""
    shown = [row for row in rows if not row.archived]
    told = [_told(row) for row in shown]
    names = [name for name in type(rows[0]).model_fields if any(name in one for one in told)]
    if len(names) <= WIDEST_GRID and not any(_nested(v) for one in told for v in one.values()):
        columns = tuple(_label(rows[0], name) for name in names)
        cells = tuple(tuple(_cell(rows[0], n, one[n], loans) if n in one else "" for n in names) for one in told)
        yield Table(title, columns, cells, numeric=_numeric(told, names))
        return
    for number, row in enumerate(shown, start=1):
        yield from _tables(row, _("{title} 第 {n} 行").format(title=title, n=number), loans)


def _told(part: Part) -> Told:
    unseen = {"id", "archived", *(name for model, name in HIDDEN if isinstance(part, model))}
    fields = {name: getattr(part, name) for name in type(part).model_fields if name not in unseen}
    return {name: value for name, value in fields.items() if value not in (None, ())}


def _nested(value: Any) -> bool:
    return isinstance(value, Part) or (isinstance(value, tuple) and isinstance(value[0], Row))


def _label(part: Part, name: str) -> str:
    return label(type(part), name)


def _numeric(told: list[Told], names: list[str]) -> frozenset[int]:
    return frozenset(
        n for n, name in enumerate(names) if all(isinstance(one.get(name, Decimal()), Decimal) for one in told)
    )


def _cell(part: Part, name: str, value: Any, loans: Names) -> str:
    """Write one field: a loan by its name, a share or rate with its percent sign, never as money."""
    if name in REFERS:
        return loans.get(value, words(value))
    extra = type(part).model_fields[name].json_schema_extra
    if isinstance(value, Decimal) and isinstance(extra, dict) and extra.get("unit") != "元":
        return f"{value:f}{extra.get('unit') or ''}"
    return words(value)


def words(value: Any) -> str:
    """Write one told value as a person reads it."""
    if isinstance(value, tuple):
        return _("、").join(words(v) for v in value)
    if isinstance(value, Choice):
        return value.words
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return money.shown(value) if value.as_tuple().exponent == money.FEN.as_tuple().exponent else f"{value:f}"
    return str(value)


def loan_names(case: Case) -> dict[str, str]:
    """Name each loan by its id, as a person picks it from a list."""
    return {
        loan.id: loan.name or loan.lender or _("第 {n} 笔").format(n=n) for n, loan in enumerate(case.loans, start=1)
    }
