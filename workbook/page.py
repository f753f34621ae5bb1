"""What a notebook may call: open a case, show a form of it, show a result of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from workbook import casefile
from workbook.case import Case, SectionName
from workbook.language import NotKnown, Refused, _, speak
from workbook.shown import Missing, Table

if TYPE_CHECKING:
    from workbook.forms import WhatIfPanel

SECONDS_BETWEEN_LOOKS = 1.0


class Shown(Protocol):
    """A value that a notebook can show."""

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]: ...


Result = Callable[[Case], Shown]


class Live:
    """A result on a live page: one display that is redrawn in place when the case changes."""

    def __init__(self, make: Callable[[], Shown]) -> None:
        self.make = make
        self.value = make()
        self.handle: object = None

    def _ipython_display_(self) -> None:
        from IPython.display import display

        self.handle = display(self.value, display_id=True)

    def refresh(self) -> None:
        """Draw again if the result is another one now."""
        value = self.make()
        if self.handle is not None and value != self.value:
            self.handle.update(value)  # type: ignore[attr-defined]
        self.value = value


class Book:
    """An open case. With `live` its sections are forms and its results follow the file; without, both are tables."""

    def __init__(self, path: Path, *, live: bool) -> None:
        self.path, self.live = path, live
        self._forms: dict[str, object] = {}
        self._results: dict[str, Live] = {}
        self._panels: list[WhatIfPanel] = []
        self._seen = casefile.stamp(path)
        self._watch: asyncio.Task[None] | None = None

    def case(self) -> Case:
        """Read the case file; there is no copy that could grow stale."""
        return casefile.read(self.path).case

    def form(self, section: SectionName, *, quick: bool = False) -> object:
        """Give a section as a form, or as a table when the page is not live."""
        from workbook.forms import Form, section_table

        if not self.live:
            return self._result(lambda case: section_table(case, section, quick=quick))
        self._start_watching()
        made = Form(self.path, section, lambda _case: self.refresh(), quick=quick)
        self._forms[f"{section}{quick}"] = made
        return made

    def panel(self) -> object:
        """Give the buttons for the case as a whole, or its name and date when the page is not live."""
        from workbook.forms import CasePanel

        return CasePanel(self.path, self._move) if self.live else self._cover()

    def statements(self) -> object:
        """Give the statement import, or the list of imported files when the page is not live."""
        from workbook import tables
        from workbook.forms import StatementPanel

        if not self.live:
            return self._result(tables.statements)
        return StatementPanel(self.path, self._look)

    def exhibits(self) -> object:
        """Give the buttons for copies of papers, or the exhibit index when the page is not live."""
        from workbook import documents
        from workbook.forms import ExhibitPanel

        return ExhibitPanel(self.path, self._look) if self.live else self._result(documents.exhibit_index)

    def files(self) -> object:
        """Give a button that writes every document as a file, or the list of them when the page is not live."""
        from workbook.forms import FilesPanel, files_table

        return FilesPanel(self.path) if self.live else files_table()

    def whatif(self) -> object:
        """Give sliders for receipts, rent and payment, or the same at stated steps when the page is not live."""
        from workbook import tables
        from workbook.forms import WhatIfPanel

        if not self.live:
            return self._result(tables.what_ifs)
        self._start_watching()
        made = WhatIfPanel(self.path)
        self._panels.append(made)
        return made

    def show(self, result: Result) -> Live | Shown:
        """Give a result of the case; on a live page it follows the file. Missing says what must be told first."""
        if not self.live:
            return self._result(result)
        self._start_watching()
        name = f"{getattr(result, '__module__', '')}.{getattr(result, '__qualname__', result)}"
        self._results[name] = Live(lambda: self._result(result))
        return self._results[name]

    def refresh(self) -> None:
        """Bring every form and result on this page to what the file says now."""
        self._seen = casefile.stamp(self.path)
        for result in self._results.values():
            result.refresh()
        for panel in self._panels:
            panel.refresh()

    def _result(self, result: Result) -> Shown:
        try:
            return result(self.case())
        except NotKnown as unknown:
            return Missing(str(unknown), unknown.where)
        except Refused as refusal:
            return Missing(str(refusal))

    def _cover(self) -> Shown:
        return self._result(lambda case: _cover(self.path, case))

    def _move(self, path: Path) -> None:
        self.path = path
        for form in self._forms.values():
            form.path = path  # type: ignore[attr-defined]
        for panel in self._panels:
            panel.path = path
        self._look()

    def _start_watching(self) -> None:
        if self._watch is not None and not self._watch.done():
            return
        try:
            self._watch = asyncio.get_running_loop().create_task(self._keep_looking())
        except RuntimeError:  # no loop: a test drives the page by hand
            self._watch = None

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            if casefile.stamp(self.path) != self._seen:
                self._look()

    def _look(self) -> None:
        """Take in a change made elsewhere."""
        self._seen = casefile.stamp(self.path)
        try:
            stored = casefile.read(self.path)
        except Refused:
            stored = None
        for form in self._forms.values():
            if stored is not None:
                form.refresh(stored)  # type: ignore[attr-defined]
        self.refresh()

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]:
        return self._cover()._repr_mimebundle_(**options)


def open_case(case_path: str | None = None, *, live: bool = True, language: str = "zh") -> Book:
    """Open a case by name or path, else the current one, in the language asked for."""
    speak(language)
    return Book(casefile.locate(case_path), live=live)


def _cover(path: Path, case: Case) -> Table:
    fictional = _("（虚构的练习案例）") if case.profile.fictional else ""
    date = case.profile.as_of.isoformat() if case.profile.as_of else _("还没定，按 00_start 的按钮")
    rows = ((_("案例"), f"{path.parent.name}{fictional}"), (_("计算到"), date))
    return Table(_("正在看的案例"), (_("项目"), _("内容")), rows)
