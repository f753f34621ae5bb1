"""Importing bank and wallet exports: choose a file, see what was read, the months go into the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbook import casefile, home, money, statements
from workbook.forms.style import Panel, on_enter, on_press, styled
from workbook.forms.upload import file_button, limit_note
from workbook.language import Refused, _
from workbook.shown import Table

_LABEL = {"description_width": "initial"}


class StatementPanel(Panel):
    """Upload or name an export; the raw file is kept unchanged, its whole months join the record."""

    def __init__(self, path: Path, saved: Callable[[], None]) -> None:
        self.path, self.saved = path, saved
        self.told: dict[str, dict[str, str]] = {}
        self.upload = file_button(_("选择对账单文件"), self.read_uploaded, accept=".csv,.xls,.xlsx", multiple=True)
        self.named = widgets.Text(
            description=_("或写下文件的位置"),
            placeholder="data/cases/…/zhangdan.csv",
            style=_LABEL,
        )
        take = widgets.Button(description=_("读取这个文件"))
        on_press(take, self.read_named)
        on_enter(self.named, self.read_named)
        self.progress = widgets.IntProgress(max=100, layout=widgets.Layout(visibility="hidden", width="100%"))
        self.question = widgets.VBox([])
        self.note = widgets.HTML()
        words = _("更大的文件不用上传：在下面写它在这台电脑上的位置。")
        line = widgets.Box([self.named, take])
        line.add_class("wb-line")
        at_the_desk = widgets.VBox([widgets.HTML(f'<p class="wb-help">{escape(words)}</p>'), line])
        at_the_desk.add_class("wb-at-the-desk")  # not on a phone; on a public machine no file is the borrower's
        asked = [self.upload, limit_note(), *([] if home.is_public() else [at_the_desk])]
        self.box = styled(widgets.VBox([*asked, self.progress, self.question, self.note]))

    def read_uploaded(self, files: Iterable[Any]) -> None:
        """Keep uploaded files and read them."""
        self._try(lambda: self._take([(file["name"], bytes(file["content"])) for file in files]))

    def read_named(self) -> None:
        """Keep a file that lies on this machine and read it."""
        named = self.named.value.strip()
        tries = (home.folder() / named, home.SHIPPED / named)  # what JupyterLab's file panel shows is one of them
        place = next((place for place in tries if _there(place)), tries[0])
        self._try(lambda: self._take([(place.name, casefile.read_file(place, statements.LARGEST_TEXT))]))

    def move(self, path: Path) -> None:
        """Be about another case; a question about the files of the former one goes, and what was answered to it."""
        super().move(path)
        self.question.children, self.told = (), {}

    def _take(self, files: list[tuple[str, bytes]]) -> None:
        result = statements.take_in(self.own(), files, self._show_progress, self.told)
        self.told = {}
        self.progress.layout.visibility = "hidden"
        self.note.value = _table(result).html()
        self.saved()

    def _show_progress(self, done: int, whole: int) -> None:
        self.progress.layout.visibility = "visible"
        self.progress.value = 100 * done // max(whole, 1)

    def _ask(self, question: statements.ColumnsUnknown, again: Callable[[], None]) -> None:
        """Ask which column is which, known ones filled in; once read with, the answer is kept for all such exports."""
        columns = [(_("（没有这一列）"), ""), *((name, name) for name in question.columns if name.strip())]
        asked = {
            role: widgets.Dropdown(
                options=columns, value=question.guessed.get(role, ""), description=_(words), style=_LABEL
            )
            for role, words in statements.ROLES.items()
        }
        sample = Table(_("文件里的前几行"), question.columns, question.sample)
        use = widgets.Button(description=_("就这样读"))

        def answer(_button: object) -> None:
            told = {role: control.value for role, control in asked.items() if control.value}
            self.question.children = ()
            self.told[question.signature] = told
            self._try(again, lambda: self._ask(question, again))

        use.on_click(answer)
        self.question.children = (widgets.HTML(sample.html()), *asked.values(), use)

    def _try(self, action: Callable[[], None], ask_again: Callable[[], None] | None = None) -> None:
        try:
            action()
        except statements.ColumnsUnknown as question:
            self.say(str(question), wrong=True)
            self._ask(question, action)
        except Refused as refusal:
            self.progress.layout.visibility = "hidden"
            self.say(str(refusal), wrong=True)
            if ask_again:
                self.told = {}
                ask_again()


def _table(result: statements.Imported) -> Table:
    rows = tuple(
        (m.month, money.shown(m.receipts), money.shown(m.costs), money.shown(m.household_out), str(m.count))
        for m in result.months
    )
    columns = (_("月份"), _("经营收款"), _("经营支出"), _("家里开支"), _("笔数"))
    return Table(_("读到的月份"), columns, rows, result.notes, frozenset({1, 2, 3, 4}))


def _there(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:  # a name longer than the disk can hold
        return False
