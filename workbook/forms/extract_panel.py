"""An extract of the imported statements: tick what is needed, say the months, get a file for the lender."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path

import ipywidgets as widgets

from workbook import casefile, documents, home, tables
from workbook.case import RowsOf
from workbook.case.fields import read_day
from workbook.forms.days import When, said_month
from workbook.forms.style import Panel, on_enter, on_press, styled
from workbook.language import N_, Refused, _, attempt
from workbook.position import Position
from workbook.shown import Missing

_LABEL = {"description_width": "initial"}


class ExtractPanel(Panel):
    """What each statement's rows show, and an extract of the rows that are needed; the files stay as they are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = widgets.HTML()
        self.wanted = {
            what: widgets.Checkbox(value=what in documents.NEEDED, description=what.words, indent=False)
            for what in RowsOf
        }
        self.first = widgets.Text(description=_("从哪个月"), placeholder="2026-01", style=_LABEL)
        self.last = widgets.Text(description=_("到哪个月"), placeholder="2026-06", style=_LABEL)
        make = [self._button(kind, words) for kind, words in (("pdf", _("做成 PDF")), ("xlsx", _("做成 Excel")))]
        for field in (self.first, self.last):
            on_enter(field, lambda: self.write("pdf"))
        self.note = widgets.HTML()
        line = widgets.Box([self.first, self.last, *make])
        line.add_class("wb-line")
        ticks = widgets.Box([*self.wanted.values()])
        ticks.add_class("wb-line")
        self.box = styled(widgets.VBox([self.rows, ticks, line, self.note]))
        self.refresh()

    def _button(self, kind: str, words: str) -> widgets.Button:
        made = widgets.Button(description=words)
        on_press(made, lambda: self.write(kind))
        return made

    def refresh(self) -> None:
        """Show what the rows of the imported statements show."""
        try:
            self.rows.value = tables.rows_shown(Position(casefile.read(self.path).case)).html()
        except Refused as refusal:
            self.rows.value = Missing(str(refusal)).html()

    def move(self, path: Path) -> None:
        """Be about another case."""
        super().move(path)
        self.refresh()

    def write(self, kind: str) -> Path | None:
        """Write the extract into `reports/<case>/` and say where it is."""
        try:
            wanted = [what for what, tick in self.wanted.items() if tick.value]
            days = _month(self.first.value, last=False), _month(self.last.value, last=True)
            target = documents.write_extract(self.own(), wanted, days, home.reports() / self.path.parent.name, kind)
        except Refused as refusal:
            self.say(str(refusal), wrong=True)
            return None
        made = _("已生成 {file}").format(file=target.relative_to(home.folder()).as_posix())
        self.say(_("；").join((made, _("交出去之前自己看一遍：里面有对方的名字"))))
        return target


def _month(typed: str, *, last: bool) -> date:
    """Read a month as its first or its last day."""
    month = said_month(typed.strip(), When(casefile.today(), -1))
    day = attempt(lambda: read_day(f"{month}-01"))
    if not isinstance(day, date):
        raise Refused(N_("月份写成 2026-06 这样"))
    return day.replace(day=monthrange(day.year, day.month)[1]) if last else day
