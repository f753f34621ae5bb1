"""What a form says of itself: that something was saved, or why it was not and at which field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.forms.sheet import Path


class Status:
    """The words below a form, and the field that a button waited for, until something is done."""

    def __init__(self) -> None:
        self._words, self._is_wrong = "", False
        self.lacking: Mapping[Path, str] = {}
        self._pointed: Path = ()

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say what was done, or what is wrong."""
        self._words, self._is_wrong = words, wrong

    def point(self, path: Path, words: str) -> None:
        """Refuse what was pressed, and say so at the field that it is about as well."""
        self.lacking, self._pointed = {path: words}, path
        self.say(words, wrong=True)

    def go_on(self) -> None:
        """Point at no field any more: something else is being done."""
        self.lacking, self._pointed = {}, ()

    def told(self) -> dict[str, Any]:
        """Give it as plain values for the browser."""
        return {"status": {"words": self._words, "wrong": self._is_wrong}, "pointed": "/".join(self._pointed)}
