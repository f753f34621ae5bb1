"""Sliders with a box for the number beside each: the picture is redrawn while one is moved."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbook import casefile, money
from workbook.charts.canvas import yuan
from workbook.charts.whatif import what_if as drawn
from workbook.forms.style import Panel, styled
from workbook.language import N_, Refused, _
from workbook.options.whatif import MOST_DROP, Change, WhatIf, what_if
from workbook.shown import Missing
from workbook.text import halfwidth


class Dial:
    """A slider and a text box that show the same number of whole yuan or percent; `moved` hears of every change."""

    def __init__(
        self, words: str, value: Decimal, most: Decimal, moved: Callable[[], None], *, percent: bool = False
    ) -> None:
        self.moved, self.most, self.percent = moved, max(int(most), int(value), 1), percent
        wide, grow = {"description_width": "initial"}, widgets.Layout(flex="1 1 18rem", width="auto")
        self.slider = widgets.IntSlider(
            value=int(value), max=self.most, description=words, readout=False, style=wide, layout=grow
        )
        number, narrow = _("{name}，数字").format(name=words), widgets.Layout(flex="0 1 14rem", width="auto")
        self.box = widgets.Text(value=_written(value), description=number, style=wide, layout=narrow)
        self.number, self.note = value, widgets.HTML()
        self.slider.observe(self._slid, names="value")
        self.box.observe(self._typed, names="value")
        self.line = widgets.Box([self.slider, self.box, self.note])
        self.line.add_class("wb-line")

    def _slid(self, change: Any) -> None:
        if change["new"] != int(self.number):
            self.number = Decimal(change["new"])
            self.box.value = str(change["new"])
            self.moved()

    def _typed(self, change: Any) -> None:
        try:
            typed = self._read(change["new"])
        except Refused as refusal:  # the picture stays
            self._say(str(refusal))
            return
        self._say("")
        self._take(min(typed, Decimal(self.most)))
        if typed > self.most:
            self.box.value = str(self.most)
            self._say(_("最多 {most}").format(most=f"{self.most}%" if self.percent else yuan(Decimal(self.most))))

    def _take(self, number: Decimal) -> None:
        if number != self.number:
            self.number = number
            self.slider.value = int(number)
            self.moved()

    def _read(self, words: str) -> Decimal:
        if not words.strip():
            raise Refused(N_("空着，图上还按 {number} 算"), number=_written(self.number))
        if not self.percent:
            return money.parse(words)
        try:
            return money.parse(halfwidth(words).strip().removesuffix("%"))
        except Refused as refusal:
            raise Refused(N_("“{value}”不是百分数，请写成 15 或 15% 这样"), value=words[:40]) from refusal

    def _say(self, words: str) -> None:
        self.note.value = f'<span role="alert" class="wb-error">{escape(words)}</span>' if words else ""
        (self.line.add_class if words else self.line.remove_class)("wb-wrong")


def _written(number: Decimal) -> str:
    return f"{number.normalize():f}" if number == int(number) else f"{number:f}"


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
            ("drop", Dial(_("收款少百分之几"), start.drop, MOST_DROP, self.redraw, percent=True)),
            ("rent", Dial(_("店租每月多少元"), start.rent, rent, self.redraw)),
            ("payment", Dial(_("这一笔每月还多少元"), start.payment, ground.highest, self.redraw)),
        ]

    def _show(self, children: list[Any]) -> None:
        self.box.children = (self.box.children[0], widgets.VBox(children))

    def redraw(self) -> None:
        """Answer the numbers as they stand and draw the answer."""
        change = Change(**{name: dial.number for name, dial in self.dials.items()})
        self.picture.value = drawn(self.ground.answer(change)).html()
