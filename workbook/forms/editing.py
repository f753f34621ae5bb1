"""A section while it is edited: its tree as it is typed, held against what the file said last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from workbook import casefile
from workbook.case import Part, SectionName, referred
from workbook.forms import sheet
from workbook.forms.fields import owner
from workbook.forms.history import Version
from workbook.forms.layout import APPEND_ONLY, FIRST_LOAN
from workbook.forms.showing import given, options, plain, read_value, settled

Step = Mapping[str, Any]
"""One thing done in a browser: a text put into a field, a row added, a row removed."""


class Editing:
    """One section of a case: what the file said last (`case`, `base`), what is typed (`tree`), what is asked about.

    `undecided` holds the text typed here for each field that was changed elsewhere as well.
    """

    def __init__(self, name: SectionName, stored: casefile.Stored) -> None:
        self.name = name
        self._typed: dict[sheet.Path, Any] = {}
        self.open(stored)

    def open(self, stored: casefile.Stored) -> None:
        """Go on from what the file says; a text that means the same stays as it is being typed."""
        self.keep(stored)
        self.today = stored.case.profile.as_of or casefile.today()
        self.tree, self.undecided = sheet.open_tree(*self.base)
        self._typed = {path: text for path, text in self._typed.items() if self._stays(path, text)}

    def keep(self, stored: casefile.Stored) -> None:
        """Know what the file says now, and leave what is typed as it stands."""
        self.case, self.base = stored.case, self.version(stored)

    def is_news(self, stored: casefile.Stored) -> bool:
        """Tell whether a case says anything else in this form than what the file said last."""
        day = stored.case.profile.as_of or casefile.today()
        is_other = self.version(stored) != self.base or day != self.today
        return is_other or options(stored.case) != options(self.case)

    def write(self, path: FilePath, mine: Version, base: Version) -> casefile.Stored:
        """Save a version of this section, held against the one it was made from."""
        return casefile.save(path, self.name, mine[0], base[0], (mine[1], base[1]))

    def forget_typed(self) -> None:
        """Let every field be written as the file has it when it is opened next."""
        self._typed = {}

    def version(self, stored: casefile.Stored) -> Version:
        """Give this section of a case with its drafts."""
        return getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {}))

    @property
    def model(self) -> type[Part]:
        """The type of the section."""
        return type(self.base[0])

    def _stays(self, path: sheet.Path, text: Any) -> bool:
        """Leave a text as it is being typed where it means what is stored."""
        found = sheet.look(self.tree, path)
        stays = found is not None and self._alike(path, found, text)
        if stays:
            sheet.put(self.tree, path, text)
        return stays

    def reading(self) -> sheet.Reading:
        """Give the valid section that the tree amounts to, with the rest as drafts."""
        return sheet.read(self.model, self.tree, self.undecided, lambda tree: plain(self.model, tree, self.today))

    def settled(self) -> frozenset[sheet.Path]:
        """Give the entries of a log that are written down for good."""
        return settled(self.base[0])

    def do(self, step: Step) -> None:
        """Put what was typed, added or removed into the tree."""
        path = tuple(step["path"])
        if "add" in step:
            self._add(path, step["add"])
        elif "value" in step:
            self._put(path, _told(step["value"]), [_told(text) for text in (step["before"], *step.get("passed", ()))])
        else:
            self._remove(path)

    def _put(self, path: sheet.Path, value: Any, seen: Iterable[Any]) -> None:
        """Set a field, unless it holds by now what the browser had not seen: then that is asked about."""
        found, mine = sheet.look(self.tree, path), self.undecided.get(path)
        if mine is not None and mine != drafted(found) and mine in map(drafted, seen):
            self.undecided[path] = drafted(value)
        elif found in (value, *seen, self._typed.get(path)) or any(self._alike(path, found, one) for one in seen):
            sheet.put(self.tree, path, value)
            self._typed[path] = value
        elif not self._alike(path, found, value):
            self.undecided[path] = drafted(value)

    def _alike(self, path: sheet.Path, one: Any, other: Any) -> bool:
        """Tell whether two texts of a field mean the same."""
        model = owner(self.model, path)
        if model is None:
            return False
        told = sheet.around(self.tree, path)
        read = [value and read_value(model, path[-1], value, self.today, told) for value in (one, other)]
        return bool(read[0] == read[1])

    def _add(self, path: sheet.Path, row_id: str) -> None:
        if sheet.look(self.tree, (*path, row_id)) is not None:
            return
        sheet.add_row(self.tree, path, row_id)
        part, only = owner(self.model, (*path, row_id)), given(self.case).get("loan_id")
        if part is not None and "loan_id" in part.model_fields and only:
            sheet.put(self.tree, (*path, row_id, "loan_id"), only)  # there is nothing to choose
        if part in APPEND_ONLY:
            sheet.put(self.tree, (*path, row_id, "open_on"), casefile.today().isoformat())

    def _remove(self, row: sheet.Path) -> None:
        """Take a row out of the list; one that others refer to is archived. An entry that is written down stays."""
        if sheet.look(self.tree, row) is None or row in self.settled():
            return
        if referred(self.case, row[-1]):
            sheet.put(self.tree, (*row, "archived"), True)
        else:
            sheet.take(self.tree, row)

    def decide(self, path: sheet.Path, *, mine: bool) -> None:
        """Settle a field that was changed in two places: what was typed here, or the other."""
        text = self.undecided.pop(path, None)
        if mine and text is not None:
            sheet.put(self.tree, path, sheet.undrafted(text) if text else None)

    def main_row(self) -> str:
        """Give the row of the loan that is talked about; the first is made where there is none."""
        rows = [row for row in self.tree.get("loans", []) if not row.get("archived")]
        if not rows:
            sheet.add_row(self.tree, ("loans",), "main")
            sheet.put(self.tree, ("loans", "main", "name"), FIRST_LOAN)
            return "main"
        wanted = self.tree.get("main")
        return str(next((r["id"] for r in rows if r["id"] == wanted), rows[0]["id"]))


def begins_at(steps: Sequence[Step]) -> sheet.Path:
    """Give the place that something done in a browser begins at, a row that it adds included."""
    first = steps[0]
    return (*first["path"], *([first["add"]] if "add" in first else []))


def drafted(value: Any) -> str:
    """Write what a field holds as a draft text, nothing where it is empty."""
    return "" if value is None else sheet.drafted(value)


def _told(text: Any) -> Any:
    return text if text != "" else None
