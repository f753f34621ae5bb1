"""What the browser is told after each message: what stands in the fields, how it is read, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from workbook import casefile, money
from workbook.case import Case, Part, Row, SectionName, Talks
from workbook.case.fields import read_day
from workbook.forms import sheet
from workbook.forms.days import When, said_day, said_month
from workbook.forms.fields import is_drawn, shapes
from workbook.forms.layout import BEGINS, FOLLOWS, REACH, groups, side
from workbook.forms.reading import loan_names
from workbook.language import N_, _, attempt
from workbook.loans import day_doubted, note_name
from workbook.position import Position
from workbook.talks.log import when

MONTHS_LAID_OUT = 12
WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_SAID_IN_WORDS = {"day": said_day, "month": said_month}
_SAID_BACK = frozenset({"money", "rate", "count", "monthday", *_SAID_IN_WORDS})
_NO_FIELD = (None, "")
_NO_TEXT = (None, "")
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
    warned: Mapping[sheet.Path, str]

    @property
    def model(self) -> type[Part]:
        """The type of the section."""
        return type(self.reading.section)

    def told(self, lacking: Mapping[sheet.Path, str]) -> dict[str, Any]:
        """Give all of it as plain values for the browser; `lacking` is what a button waited for, by path."""
        return {
            "tree": {name: self.tree[name] for name in self._names() if name in self.tree},
            "errors": {_key(path): why for path, why in {**lacking, **self.reading.errors}.items()},
            "warned": {_key(path): words for path, words in self.warned.items()},
            "read": {_key(path): words for path, words in self._readings(self.model, self.tree, (), {})},
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
        return _("“{place}”{reason}").format(place=placed_words(self.name, self.tree, path), reason=why)

    def _question(self, path: sheet.Path, mine: str) -> str:
        theirs = sheet.look(self.tree, path)
        return _("“{field}”刚在别处改成了“{theirs}”，这里写的是“{mine}”。用哪一个？").format(
            field=placed_words(self.name, self.tree, path), theirs=_said(theirs), mine=_said(mine)
        )

    def _readings(
        self, model: type[Part], tree: Mapping[str, Any], at: sheet.Path, around: Mapping[str, Any]
    ) -> Iterator[tuple[sheet.Path, str]]:
        """Say how each text is read that says it in other words than the file will."""
        told = {**around, **tree}
        for name, raw in tree.items():
            inner, how = shapes(model).get(name, _NO_FIELD)
            if inner is not None:
                for row in raw if isinstance(raw, list) else [raw]:
                    inside = (*at, name, row["id"]) if "id" in row else (*at, name)
                    yield from self._readings(inner, row, inside, told)
            elif how in _SAID_BACK and isinstance(raw, str) and not _AS_IT_STANDS.fullmatch(raw):
                words = _read_words(how, read_value(model, name, raw, self.today, told))
                if words not in {"", raw} and (*at, name) not in self.reading.errors:
                    yield (*at, name), _("读作 {value}").format(value=words)

    def _laid_out(self) -> list[str]:
        """Give the months that a list of months begins with, as far as they are not in it."""
        rows = [row for row in self.tree.get("months", ()) if not row.get("archived")]
        first, there = self.today.replace(day=1), {row.get("month") for row in rows}
        ends = [first.year * 12 + first.month - 1 - back for back in range(MONTHS_LAID_OUT, 0, -1)]
        months = [f"{month // 12}-{month % 12 + 1:02d}" for month in ends]
        return [month for month in months if month not in there] if len(rows) < MONTHS_LAID_OUT else []


def read_value(
    model: type[Part], name: str, raw: Any, today: date, around: Mapping[str, Any] = MappingProxyType({})
) -> Any:
    """Give what a field's text means beside what is told `around` it; the text where it means nothing."""
    row = {"id": "one"} if issubclass(model, Row) else {}
    try:
        return getattr(model.model_validate({**row, **plain(model, {name: raw}, today, around)}), name)
    except ValidationError:
        return raw


def plain(
    model: type[Part], tree: Mapping[str, Any], today: date, around: Mapping[str, Any] = MappingProxyType({})
) -> sheet.Tree:
    """Give a copy of a tree in which every day and month that was said in words is written as the file has it.

    Which day is meant hangs on what else is told: in the tree itself, before that in what it is a part of (`around`).
    """
    told = {**around, **tree}
    return {name: _plain(model, name, value, today, told) for name, value in tree.items()}


def _plain(model: type[Part], name: str, value: Any, today: date, told: Mapping[str, Any]) -> Any:
    inner, how = shapes(model).get(name, _NO_FIELD)
    if inner is not None and isinstance(value, list):
        return [plain(inner, row, today, told) for row in value]
    if inner is not None and isinstance(value, dict):
        return plain(inner, value, today, told)
    said = _SAID_IN_WORDS.get(how)
    if said is None or not isinstance(value, str):
        return value
    after = _day_before(model, name, today, told)
    return said(value, When(today, side(name, told.get("state")), name in BEGINS, REACH.get(name), after))


def _day_before(model: type[Part], name: str, today: date, told: Mapping[str, Any]) -> date | None:
    """Give the day of the same row that a day lies after, where it is told."""
    former = FOLLOWS.get(name, "")
    day = attempt(lambda: read_day(_plain(model, former, told.get(former), today, told)))
    return day if isinstance(day, date) else None


def _read_words(how: str, value: Any) -> str:
    if how == "day" and isinstance(value, date):
        return _("{day}（{weekday}）").format(day=value.isoformat(), weekday=_(WEEKDAYS[value.weekday()]))
    if how == "month" and isinstance(value, str):
        return value if re.fullmatch(r"\d{4}-\d{2}", value) else ""
    if how == "monthday" and isinstance(value, int):
        return _("每月 {day} 号").format(day=value)
    if how == "count" and isinstance(value, int):
        return str(value)
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


def warned(case: Case, section: str, today: date) -> dict[sheet.Path, str]:
    """Give what is to be known at a field that is valid as it stands."""
    if section == "debts":
        doubts = {("loans", loan.id, "next_due"): day_doubted(loan, today) for loan in case.debts.loans}
        return {path: words for path, words in doubts.items() if words}
    if section != "talks" or all(written.accepted_on is None for written in case.talks.written):
        return {}
    from workbook.confirm import agreed_to_unlike

    told = agreed_to_unlike(Position(case))
    return {("written", row, "accepted_on"): words for row, words in told.items()}


def placed_words(section: str, tree: sheet.Tree, path: sheet.Path) -> str:
    """Name a place of a section by the titles and the numbers of rows that a borrower sees."""
    found: Any = tree
    steps: list[str | int] = [section]
    for step in path:
        rows = [row for row in found if not row.get("archived")] if isinstance(found, list) else None
        found = sheet.look({"at": found}, ("at", step))
        steps.append(step if rows is None else next((n for n, row in enumerate(rows) if row is found), len(rows)))
    return casefile.place_words(tuple(steps))


def _said(text: Any) -> Any:
    return text if text not in _NO_TEXT else _("空")


def _key(path: sheet.Path) -> str:
    return "/".join(path)
