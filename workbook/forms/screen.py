"""What a form tells the browser: once what its fields are, then after each message what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.case import Case, Loan, Part, SectionName
from workbook.forms.editing import Editing
from workbook.forms.fields import described, phrases
from workbook.forms.layout import QUICK
from workbook.forms.sheet import Path
from workbook.forms.showing import Seen, warned


class Screen:
    """One section on the screen; `quick` narrows it to the ten-minute path."""

    def __init__(self, name: SectionName, *, quick: bool) -> None:
        self._name, self._quick = name, quick
        self._warned_of: tuple[Case | None, Mapping[Path, str]] = (None, {})

    def fields(self, model: type[Part]) -> dict[str, Any]:
        """Describe the fields and the words of the form."""
        only = QUICK.get(self._name) if self._quick else None
        narrowed = described(Loan if only and self._is_debts else model, only)
        return {**narrowed, "name": f"{self._name}{'-quick' if self._quick else ''}", "words": phrases()}

    @property
    def _is_debts(self) -> bool:
        return self._name == "debts"

    def told(self, editing: Editing, lacking: Mapping[Path, str]) -> dict[str, Any]:
        """Say what stands in the fields; `lacking` is what a button waited for, by path."""
        at = ["loans", editing.main_row()] if self._quick and self._is_debts else []
        seen = Seen(
            editing.case,
            self._name,
            editing.tree,
            editing.reading(),
            editing.undecided,
            editing.today,
            self._quick,
            self._warned(editing),
        )
        return {**seen.told(lacking), "at": at}

    def _warned(self, editing: Editing) -> Mapping[Path, str]:
        """Give what is to be known at fields, worked out once for each case that was saved."""
        if self._warned_of[0] is not editing.case:
            self._warned_of = editing.case, warned(editing.case, self._name, editing.today)
        return self._warned_of[1]
