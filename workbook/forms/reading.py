"""A section as a table to read: what the form would show, without controls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from workbook import money
from workbook.case import Case, Choice, Part, Row, SectionName
from workbook.forms.controls import label
from workbook.forms.layout import QUICK
from workbook.language import _
from workbook.shown import Missing, Table


def section_table(case: Case, section: SectionName, *, quick: bool = False) -> Table | Missing:
    """Give every told field of a section as a row of label and value; Missing when nothing was told."""
    part: Part = getattr(case, section)
    only = QUICK.get(section) if quick else None
    if quick and section == "debts" and case.loans:
        part = case.main_loan
    rows = tuple(_rows(part, "", only))
    if not rows:
        return Missing(_("这一部分还没有填"))
    return Table(_("已填写的内容"), (_("项目"), _("内容")), rows)


def _rows(part: Part, prefix: str, only: tuple[str, ...] | None = None) -> Iterator[tuple[str, str]]:
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if name in {"id", "archived"} or value in (None, ()) or (only is not None and name not in only):
            continue
        yield from _lines(f"{prefix}{label(info)}", value)


def _lines(title: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Part):
        yield from _rows(value, f"{title} › ")
    elif isinstance(value, tuple) and isinstance(value[0], Row):
        shown = [row for row in value if not row.archived]
        for number, row in enumerate(shown, start=1):
            yield from _rows(row, _("{title} 第 {n} 行 › ").format(title=title, n=number))
    else:
        yield title, words(value)


def words(value: Any) -> str:
    """Write one told value as a person reads it."""
    if isinstance(value, tuple):
        return "、".join(words(v) for v in value)
    if isinstance(value, Choice):
        return value.words
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return money.shown(value) if value == money.fen(value) and value.as_tuple().exponent == -2 else f"{value:f}"  # noqa: PLR2004
    return str(value)
