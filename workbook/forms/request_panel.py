"""A request chosen from what holds: pick a way, say which rung it is, write it into what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbook import casefile, options
from workbook.case import Asks
from workbook.forms.style import Panel, button, styled
from workbook.language import N_, Refused, _
from workbook.options import RUNGS
from workbook.position import Position

_WIDE = {"description_width": "initial"}
_FITS = 50
"""Characters of a way that its field shows on any desk; what is longer stands below it in full."""


class RequestPanel(Panel):
    """One field of ways that hold, one of rungs, a button that writes, one that takes back what it wrote."""

    tone = "wb-help"

    def __init__(self, path: Path, saved: Callable[[], None], position: Callable[[], Position]) -> None:
        self.path, self.saved, self.position = path, saved, position
        self._written: tuple[Asks, Asks, str] | None = None
        self.way = widgets.Dropdown(description=_("按哪一种办法"), style=_WIDE, layout=widgets.Layout(width="auto"))
        self.full = widgets.HTML()
        self.full.add_class("wb-full")
        rungs = [(options.rung_title(name), name) for name in RUNGS]
        self.rung = widgets.Dropdown(options=rungs, description=_("写成哪一档"), style=_WIDE)
        self.take = button(_("照这一档写进请求"), self.write)
        self.undo = button(_("撤销刚才写的"), self.take_back)
        self.note, self.lack = widgets.HTML(), widgets.HTML()
        lines = (widgets.Box([self.way, self.full]), widgets.Box([self.rung, self.take, self.undo]))
        for line in lines:
            line.add_class("wb-line")
        self.box = styled(widgets.VBox([*lines, self.lack, self.note]))
        self.undo.disabled = True
        self.way.observe(lambda _change: self._tell(), "label")
        self.refresh()

    def refresh(self) -> None:
        """Offer what holds now; the way that was picked stays picked while it still holds."""
        try:
            position = self.position()
            found = options.choices(position, position.loan)
        except Refused as lacking:
            self._offer((), str(lacking))
            return
        self._offer(found, "" if found else _("现在没有守得住的办法可以写进请求，上面写了还差什么。"))

    def _offer(self, found: tuple[options.Choice, ...], lacking: str) -> None:
        picked, named = self.way.value, [(choice.words, choice.terms) for choice in found]
        if [words for words, _terms in named] != [words for words, _terms in self.way.options]:
            self.way.options = named
            self.way.value = next((terms for _words, terms in named if terms == picked), named[0][1] if named else None)
        self.take.disabled = not named
        self.lacks(lacking)

    def _tell(self) -> None:
        """Say the way that is picked in full, where its field shows only the beginning."""
        is_long = len(self.way.label or "") > _FITS
        (self.full.add_class if is_long else self.full.remove_class)("wb-long")
        self.full.value = f'<p class="wb-help">{escape(self.way.label or "")}</p>'

    def move(self, path: Path) -> None:
        """Be about another case; what was written in the former one stays there."""
        super().move(path)
        self._written, self.undo.disabled = None, True
        self.refresh()

    def write(self) -> None:
        """Write the way that is picked into the rung that is picked."""
        if self.does(self._write):
            self.saved()

    def take_back(self) -> None:
        """Put back what was asked for before."""
        if self.does(self._take_back):
            self.saved()

    def _write(self) -> str:
        path, terms, name = self.own(), self.way.value, self.rung.value
        if terms is None:
            raise Refused(N_("先选一种办法"))
        case = casefile.read(path).case
        mine = options.asking(case.placed.ask, self.position().loan, name, terms)
        stored = casefile.save(path, "ask", mine, case.ask)
        rung = options.rung_title(name)
        self._written, self.undo.disabled = (case.ask, stored.case.ask, rung), False
        return _("已写进“{rung}”，下面的表里可以改；“材料”那一页照它写。").format(rung=rung)

    def _take_back(self) -> str:
        if self._written is None:
            return ""
        path, (before, after, rung) = self.own(), self._written
        if casefile.read(path).case.ask != after:
            raise Refused(N_("写进去以后请求又改过，撤不了；请在下面的表里改"))
        casefile.save(path, "ask", before, after)
        self._written, self.undo.disabled = None, True
        return _("已撤销写进“{rung}”的那一次，请求和原来一样").format(rung=rung)
