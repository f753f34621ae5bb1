"""What a form can take back: its own edits, one after another."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from workbook.case import Part
from workbook.forms.sheet import Path

ONE_EDIT = 2.0
"""Changes of one field within this many seconds are undone together."""
MOST_UNDO = 200

Version = tuple[Part, Mapping[str, str]]
"""A section with the drafts beside it."""


class Edit(NamedTuple):
    """One step of undo: the section before and after it, and the place it was made at."""

    before: Version
    after: Version
    place: Path


class History:
    """The edits of a form, the latest last. What others change is no part of any: an edit says what it began from."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []
        self._since = float("-inf")

    def add(self, edit: Edit) -> None:
        """Take an edit in; letters of one word are one edit."""
        is_same = bool(self._edits) and self._edits[-1].place == edit.place
        if is_same and time.monotonic() - self._since < ONE_EDIT:
            self._edits[-1] = self._edits[-1]._replace(after=edit.after)
        else:
            self._edits = [*self._edits, edit][-MOST_UNDO:]
        self._since = time.monotonic()

    def part(self) -> None:
        """Let the next edit be a step of its own, whatever it changes."""
        self._since = float("-inf")

    def latest(self, stands: Callable[[Version], Version]) -> Edit | None:
        """Give the latest edit that there is something to take back of, each version as it `stands` by now."""
        while self._edits and stands(self._edits[-1].before) == stands(self._edits[-1].after):
            self._edits.pop()
        return self._edits[-1] if self._edits else None

    def drop(self) -> None:
        """Forget the latest edit."""
        self._edits.pop()
        self.part()
