"""What the browser is told after each message: what stands in the fields, how it is read, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from workbook import casefile, money
from workbook.case import Case, Part, Row, SectionName, Talks
from workbook.forms import sheet
from workbook.forms.days import When, said_day, said_month
from workbook.forms.fields import is_drawn, shapes
from workbook.forms.layout import BEGINS, SIDES, groups
from workbook.forms.reading import loan_names
from workbook.language import N_, _
from workbook.loans import note_name
from workbook.talks.log import when

MONTHS_LAID_OUT = 12
WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_SAID_IN_WORDS = {"day": said_day, "month": said_month}
_SAID_BACK = frozenset({"money", "rate", "monthday", *_SAID_IN_WORDS})
_NO_FIELD = (None, "")
_AS_IT_STANDS = re.compile(r"\d*\.?\d*|\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Seen:
    """One section of a case as it stands in a form: its tree, how it reads, what is undecided, what is written down."""

    case: Case
    name: SectionName
    tree: sheet.Tree
    reading: sheet.Reading
    undecided: Mapping[sheet.Path, str]
    today: date
    quick: bool

    @property
    def model(self) -> type[Part]:
        """The type of the section."""
        return type(self.reading.section)

    def told(self) -> dict[str, Any]:
        """Give all of it as plain values for the browser."""
        return {
            "tree": {name: self.tree[name] for name in self._names() if name in self.tree},
            "errors": {_key(path): why for path, why in self.reading.errors.items()},
            "read": {_key(path): words for path, words in self._readings(self.model, self.tree, ())},
            "wrong": [] if self.quick else [self._placed(path, why) for path, why in self.reading.errors.items()
                                            if not is_drawn(self.model, path)],
            "choices": [{"path": path, "words": self._question(path, mine)} for path, mine in self.undecided.items()],
            "settled": [_key(path) for path in settled(getattr(self.case, self.name))],
            "options": options(self.case),
            "given": given(self.case),
            "laid": self._laid_out(),
        }  # fmt: skip

    def _names(self) -> list[str]:
        return [name for _title, names in groups(self.model) for name in names]

    def _placed(self, path: sheet.Path, why: str) -> str:
        return _("“{place}”{reason}").format(place=field_words(self.name, path), reason=why)

    def _question(self, path: sheet.Path, mine: str) -> str:
        theirs = sheet.look(self.tree, path)
        return _("“{field}”刚在别处改成了“{theirs}”，这里写的是“{mine}”。用哪一个？").format(
            field=field_words(self.name, path), theirs=theirs if theirs is not None else _("空"), mine=mine or _("空")
        )

    def _readings(self, model: type[Part], tree: Mapping[str, Any], at: sheet.Path) -> Iterator[tuple[sheet.Path, str]]:
        """Say how each text is read that says it in other words than the file will."""
        for name, raw in tree.items():
            inner, how = shapes(model).get(name, _NO_FIELD)
            if inner is not None:
                for row in raw if isinstance(raw, list) else [raw]:
                    yield from self._readings(inner, row, (*at, name, row["id"]) if "id" in row else (*at, name))
            elif how in _SAID_BACK and isinstance(raw, str) and not _AS_IT_STANDS.fullmatch(raw):
                words = _read_words(how, read_value(model, name, raw, self.today))
                if words not in {"", raw} and (*at, name) not in self.reading.errors:
                    yield (*at, name), _("读作 {value}").format(value=words)

    def _laid_out(self) -> list[str]:
        """Give the months that a list of months begins with, as far as they are not in it."""
        rows = [row for row in self.tree.get("months", ()) if not row.get("archived")]
        first, there = self.today.replace(day=1), {row.get("month") for row in rows}
        ends = [first.year * 12 + first.month - 1 - back for back in range(MONTHS_LAID_OUT, 0, -1)]
        months = [f"{month // 12}-{month % 12 + 1:02d}" for month in ends]
        return [month for month in months if month not in there] if len(rows) < MONTHS_LAID_OUT else []


def read_value(model: type[Part], name: str, raw: Any, today: date) -> Any:
    """Give what a field's text means by itself; the text where it means nothing."""
    row = {"id": "one"} if issubclass(model, Row) else {}
    try:
        return getattr(model.model_validate({**row, **plain(model, {name: raw}, today)}), name)
    except ValidationError:
        return raw


def plain(model: type[Part], tree: Mapping[str, Any], today: date) -> sheet.Tree:
    """Give a copy of a tree in which every day and month that was said in words is written as the file has it."""
    return {name: _plain(model, name, value, today) for name, value in tree.items()}


def _plain(model: type[Part], name: str, value: Any, today: date) -> Any:
    inner, how = shapes(model).get(name, _NO_FIELD)
    if inner is not None and isinstance(value, list):
        return [plain(inner, row, today) for row in value]
    if inner is not None and isinstance(value, dict):
        return plain(inner, value, today)
    said = _SAID_IN_WORDS.get(how)
    return said(value, When(today, SIDES.get(name, 0), name in BEGINS)) if said and isinstance(value, str) else value


def _read_words(how: str, value: Any) -> str:
    if how == "day" and isinstance(value, date):
        return _("{day}（{weekday}）").format(day=value.isoformat(), weekday=_(WEEKDAYS[value.weekday()]))
    if how == "month" and isinstance(value, str):
        return value if re.fullmatch(r"\d{4}-\d{2}", value) else ""
    if how == "monthday" and isinstance(value, int):
        return _("每月 {day} 号").format(day=value)
    if isinstance(value, Decimal):
        return _("{amount} 元").format(amount=money.shown(value).removeprefix("¥")) if how == "money" else f"{value:f}%"
    return ""


def settled(talks: Part) -> frozenset[sheet.Path]:
    """Give the entries of a log that are written down for good."""
    entries = casefile.written(talks, casefile.today()) if isinstance(talks, Talks) else ()
    return frozenset(("contacts", entry.id) for entry in entries)


def options(case: Case) -> dict[str, list[tuple[str, str]]]:
    """Name the rows that a field may refer to: loans, notes, entries of the log that are written down."""
    loans = list(loan_names(case).items())
    return {"loan_id": loans, "main": loans, "note_id": list(_notes(case)), "corrects": list(_entries(case))}


def given(case: Case) -> dict[str, str]:
    """Give what is meant where nothing is named: the loan the talk is then about, for a row the only loan."""
    if not case.loans:
        return {}
    only = {"loan_id": case.loans[0].id} if len(case.loans) == 1 else {}
    return {**only, "main": case.loans[0].id}


def _notes(case: Case) -> Iterator[tuple[str, str]]:
    """Name the notes of every line, each behind its loan where there are several."""
    lines = [loan for loan in case.loans if loan.current_notes]
    for loan in lines:
        for n, note in enumerate(loan.current_notes, start=1):
            name = note_name(note, n)
            yield note.id, f"{loan.name or loan.lender or ''} {name}".strip() if lines[1:] else name


def _entries(case: Case) -> Iterator[tuple[str, str]]:
    words, down = _("第 {n} 行：{when}"), settled(case.talks)
    for n, one in enumerate(case.talks.log.values(), start=1):
        if ("contacts", one.id) in down:
            yield one.id, words.format(n=n, when=when(one))


def field_words(section: str, path: sheet.Path) -> str:
    """Name a field by the titles a borrower sees, without its rows."""
    return casefile.place_words((section, *(step for step in path if not any(c.isdigit() for c in step))))


def _key(path: sheet.Path) -> str:
    return "/".join(path)
