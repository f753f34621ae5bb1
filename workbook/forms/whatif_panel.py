"""Sliders with a box for the number beside each: the picture is redrawn while one is moved."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbook import casefile, money
from workbook.charts.whatif import what_if as drawn
from workbook.forms.style import Panel, styled
from workbook.language import Refused, _
from workbook.options.whatif import MOST_DROP, Change, WhatIf, what_if
from workbook.shown import Missing


class Dial:
    """A slider and a text box that show the same number of whole yuan or percent; `moved` hears of every change."""

    def __init__(self, words: str, value: Decimal, most: Decimal, moved: Callable[[], None]) -> None:
        self.moved, self.most = moved, max(int(most), int(value), 1)
        wide, grow = {"description_width": "initial"}, widgets.Layout(flex="1 1 18rem", width="auto")
        self.slider = widgets.IntSlider(
            value=int(value), max=self.most, description=words, readout=False, style=wide, layout=grow
        )
        number, narrow = _("{name}，数字").format(name=words), widgets.Layout(flex="0 1 14rem", width="auto")
        written = f"{value.normalize():f}" if value == int(value) else f"{value:f}"
        self.box = widgets.Text(value=written, description=number, style=wide, layout=narrow)
        self.number = value
        self.slider.observe(self._slid, names="value")
        self.box.observe(self._typed, names="value")
        self.line = widgets.Box([self.slider, self.box])
        self.line.add_class("wb-line")

    def _slid(self, change: Any) -> None:
        if change["new"] != int(self.number):
            self.number = Decimal(change["new"])
            self.box.value = str(change["new"])
            self.moved()

    def _typed(self, change: Any) -> None:
        try:
            typed = money.parse(change["new"])
        except Refused:
            return  # not a number yet: the picture stays
        if typed != self.number:
            self.number = min(typed, Decimal(self.most))
            self.slider.value = int(self.number)
            self.moved()


class WhatIfPanel(Panel):
    """Less receipts, another rent, another payment; the case itself is never changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.picture = widgets.HTML()
        self.dials: dict[str, Dial] = {}
        self.box = styled(widgets.VBox([]))
        self.refresh()

    def refresh(self) -> None:
        """Begin again with the case as it is in the file now."""
        try:
            self.ground = what_if(casefile.read(self.path).case)
        except Refused as refused:
            self.dials = {}
            self._show([widgets.HTML(Missing(str(refused)).html())])
            return
        self.dials = dict(self._dials(self.ground))
        notes = "".join(f'<p class="wb-note">{escape(note)}</p>' for note in dict.fromkeys(self.ground.assumed))
        self._show([*(dial.line for dial in self.dials.values()), self.picture, widgets.HTML(notes)])
        self.redraw()

    def _dials(self, ground: WhatIf) -> list[tuple[str, Dial]]:
        start, rent = ground.start, max(ground.start.rent * 2, Decimal(5000))
        return [
            ("drop", Dial(_("收款少百分之几"), start.drop, MOST_DROP, self.redraw)),
            ("rent", Dial(_("店租每月多少元"), start.rent, rent, self.redraw)),
            ("payment", Dial(_("这一笔每月还多少元"), start.payment, ground.highest, self.redraw)),
        ]

    def _show(self, children: list[Any]) -> None:
        self.box.children = (self.box.children[0], widgets.VBox(children))

    def redraw(self) -> None:
        """Answer the numbers as they stand and draw the answer."""
        change = Change(**{name: dial.number for name, dial in self.dials.items()})
        self.picture.value = drawn(self.ground.answer(change)).html()
