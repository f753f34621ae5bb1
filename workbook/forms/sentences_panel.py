"""The sentences that wait for a yes before a lender reads them: each with its two buttons."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbook import casefile, documents
from workbook.documents import Flagged
from workbook.forms.listed import none_flagged
from workbook.forms.style import Panel, button, discard, styled
from workbook.language import Refused, _
from workbook.position import Position


class SentencesPanel(Panel):
    """One line a sentence: what would be read, what may come of it, a button that lets it in, one that keeps it out."""

    tone = "wb-help"

    def __init__(self, path: Path, saved: Callable[[], None], position: Callable[[], Position]) -> None:
        self.path, self.saved, self.position = path, saved, position
        self._shown: tuple[Flagged, ...] | None = None
        self.lines, self.note, self.lack = widgets.VBox(), widgets.HTML(), widgets.HTML()
        self.box = styled(widgets.VBox([self.lines, self.lack, self.note]))
        self.refresh()

    def refresh(self) -> None:
        """Show the sentences as the case has them now; the lines stay while nothing about them changes."""
        try:
            found = documents.flagged(self.position())
        except Refused as lacking:
            self.lacks(str(lacking))
            return
        self.lacks("")
        if found == self._shown:
            return
        former, self._shown = self.lines.children, found
        self.lines.children = tuple(self._line(one) for one in found) or (_said(none_flagged()),)
        for line in former:
            discard(line)

    def move(self, path: Path) -> None:
        """Be about another case."""
        super().move(path)
        self.refresh()

    def write(self, sentence: str, *, yes: bool) -> None:
        """Keep a yes to a sentence, or take it back."""
        if self.does(partial(self._write, sentence, yes=yes)):
            self.saved()

    def _write(self, sentence: str, *, yes: bool) -> str:
        path, position = self.own(), self.position()
        before = position.case.ask
        mine = documents.saying(before, position, sentence, yes=yes, row_id=secrets.token_hex(4))
        if mine != before:
            casefile.save(path, "ask", mine, before)
        return _("这一句会写进给对方的材料；改动一个字，就再问您一次。") if yes else _("这一句不写进给对方的材料。")

    def _line(self, one: Flagged) -> Any:
        take = button(_("可以写进去"), partial(self.write, one.sentence, yes=True))
        leave = button(_("不写进去"), partial(self.write, one.sentence, yes=False))
        take.disabled, leave.disabled = one.allowed, not one.allowed
        line = widgets.Box([take, leave])
        line.add_class("wb-line")
        said = _("对方会读到这句：“{sentence}”").format(sentence=one.sentence)
        return widgets.VBox([_said(f"{said}（{one.stands}）"), _said(one.why, "wb-help"), line])


def _said(words: str, kind: str = "wb-sentence") -> Any:
    return widgets.HTML(f'<p class="{kind}">{escape(words)}</p>')
