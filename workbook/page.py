"""What a notebook may call: open a case, show a form of it, show a result of it."""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workbook import casefile, glossary, pages
from workbook.case import Case, SectionName
from workbook.language import NotKnown, Refused, _, attempt, speak
from workbook.shown import Missing, Table, Tables, notes_of, with_words, without_notes

if TYPE_CHECKING:
    from workbook.documents import Document
    from workbook.forms import (
        CoverPanel,
        ExtractPanel,
        FilesPanel,
        Form,
        NotesPanel,
        Panel,
        RequestPanel,
        SentencesPanel,
        WhatIfPanel,
    )
    from workbook.position import Position

    _Following = WhatIfPanel | NotesPanel | RequestPanel | SentencesPanel | FilesPanel | ExtractPanel

SECONDS_BETWEEN_LOOKS = 0.25
BREATH = 0.01
"""Seconds between two results, in which what was typed meanwhile is taken in."""


@runtime_checkable
class Shown(Protocol):
    """A value that a notebook can show."""

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]: ...


Result = Callable[["Position"], "Shown | Document"]


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
    """An open case. With `live` its sections are forms and its results follow the file; without, both are tables.

    A live page stays with its case. Once another case was opened elsewhere it asks and writes nothing until it is told,
    unless it was asked for its case by name (`named`).
    """

    def __init__(self, path: Path, *, live: bool, named: bool = False) -> None:
        self.path, self.live, self.named = path, live, named
        self._forms: dict[str, Form] = {}
        self._results: dict[str, Live] = {}
        self._panels: dict[str, Panel] = {}
        self._following: dict[str, _Following] = {}
        self._sign: CoverPanel | None = None
        self._seen = casefile.stamp(path)
        self._told: dict[str, tuple[object, ...]] = {}
        self._position: tuple[object, Position] | None = _asked.get(path)
        self._watch: asyncio.Task[None] | None = None
        self._drawing: asyncio.Task[None] | None = None

    def case(self) -> Case:
        """Read the case file; there is no copy that could grow stale."""
        return casefile.read(self.path).case

    def position(self) -> Position:
        """Give the case on its date as the file stands now; every result of the page asks the same one."""
        from workbook.position import Position

        now = _as_it_stands(self.path)
        if self._position is None or self._position[0] != now:
            self._position = now, Position(self.case())
        return self._position[1]

    def begin(self, file: str) -> Live | Shown:
        """Say where this page is among the nine, and its one answer first."""
        from workbook import way

        pages.stand(file if self.live else None)
        if self._sign is not None:
            self._sign.refresh()
        return self.show(lambda position: way.begin(position, file))

    def end(self, file: str) -> Shown:
        """Give the links to the page before and the next."""
        from workbook import way

        return way.end(file)

    def form(self, section: SectionName, *, quick: bool = False) -> object:
        """Give a section as a form, or as a table when the page is not live."""
        from workbook.forms import section_table

        if not self.live:
            return self._result(lambda position: section_table(position.case, section, quick=quick))
        from workbook.forms import Form

        self._start_watching()
        try:
            made = Form(self.path, section, lambda _case: self._saved(section), quick=quick)
        except Refused as refusal:
            return Missing(str(refusal))
        made.say_asked(self._fields_asked())
        self._forms[f"{section}{quick}"] = made
        return self._put(f"{section}{quick}", made)

    def _saved(self, section: SectionName) -> None:
        """Draw again what a form has saved, in another form of the same section too."""
        same = [form for form in self._forms.values() if form.name == section]
        for form in same if len(same) > 1 else ():
            form.refresh(casefile.read(self.path))
        self.refresh()

    def panel(self) -> object:
        """Give the buttons for the case as a whole, or its name and date when the page is not live."""
        if not self.live:
            return self._cover()
        from workbook.forms import CasePanel

        return self._put("case", CasePanel(self.path, self._move))

    def statements(self) -> object:
        """Give the statement import, or the list of imported files when the page is not live."""
        from workbook import tables

        if not self.live:
            return self._result(tables.statements)
        from workbook.forms import StatementPanel

        return self._put("statements", StatementPanel(self.path, self._look))

    def notes(self) -> object:
        """Give a field for the app's list of notes, or the notes as they were told when the page is not live."""
        from workbook.forms import notes_told

        if not self.live:
            return self._result(lambda position: notes_told(position.case))
        from workbook.forms import NotesPanel

        self._start_watching()
        self._following["notes"] = NotesPanel(self.path, self._look)
        return self._put("notes", self._following["notes"])

    def choose(self) -> object:
        """Give the fields to choose a request from what holds, or what can be chosen when the page is not live."""
        from workbook import tables

        if not self.live:
            return self._result(tables.choices)
        from workbook.forms import RequestPanel

        self._start_watching()
        self._following["choose"] = RequestPanel(self.path, self._look, self.position)
        return self._put("choose", self._following["choose"])

    def exhibits(self) -> object:
        """Give the buttons for copies of papers, or the exhibit index when the page is not live."""
        from workbook import documents

        if not self.live:
            return self._result(documents.exhibit_index)
        from workbook.forms import ExhibitPanel

        return self._put("exhibits", ExhibitPanel(self.path, self._look))

    def extract(self) -> object:
        """Give the fields for an extract of the statements, or what their rows show when the page is not live."""
        from workbook import tables

        if not self.live:
            return self._result(tables.rows_shown)
        from workbook.forms import ExtractPanel

        self._start_watching()
        self._following["extract"] = ExtractPanel(self.path)
        return self._put("extract", self._following["extract"])

    def papers(self) -> Live | Shown:
        """Say which papers can be made and what the others wait for."""
        from workbook.forms import papers_table

        return self.show(papers_table)

    def sentences(self) -> object:
        """Give each sentence that waits for a yes with its buttons, or the list when the page is not live."""
        from workbook.forms import sentences_table

        if not self.live:
            return self._result(sentences_table)
        from workbook.forms import SentencesPanel

        self._start_watching()
        self._following["sentences"] = SentencesPanel(self.path, self._look, self.position)
        return self._put("sentences", self._following["sentences"])

    def files(self, *, own_first: bool = False) -> object:
        """Give the papers to open and save, or the list of them when the page is not live."""
        from workbook.forms import files_table

        if not self.live:
            return files_table()
        from workbook.forms import FilesPanel

        self._start_watching()
        made = FilesPanel(self.path, self.position, own_first=own_first)
        self._following["files"] = made
        if _started(lambda: _soon(made.refresh)) is None:
            made.refresh()
        return self._put("files", made)

    def whatif(self) -> object:
        """Give sliders for receipts, rent and payment, or the same at stated steps when the page is not live."""
        from workbook import tables

        if not self.live:
            return self._result(tables.what_ifs)
        from workbook.forms import WhatIfPanel

        self._start_watching()
        self._following["whatif"] = WhatIfPanel(self.path)
        return self._put("whatif", self._following["whatif"])

    def show(self, result: Result) -> Live | Shown:
        """Give a result of the case; on a live page it follows the file. Missing says what must be told first."""
        if not self.live:
            return self._once(f"{len(self._told)}", self._result(result))
        self._start_watching()
        name = f"{getattr(result, '__module__', '')}.{getattr(result, '__qualname__', result)}"
        self._results[name] = Live(lambda: self._once(name, self._result(result)))
        return self._results[name]

    def _once(self, name: str, shown: Shown) -> Shown:
        """Leave out what a result further up on this page says already: its notes, and what its words mean."""
        notes, words = notes_of(shown), glossary.plain(str(shown)) if isinstance(shown, Table | Tables) else ()
        above = itertools.takewhile(lambda other: other != name, self._told)
        said = {told for other in above for told in self._told[other]}
        self._told[name] = (*notes, *words)
        return with_words(without_notes(shown, said & set(notes)), tuple(word for word in words if word not in said))

    def refresh(self) -> None:
        """Bring every result on this page to what the file says now, one after another so that typing goes on."""
        self._seen = casefile.stamp(self.path)
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing = _started(self._draw_in_turn)
        if self._drawing is None:
            for draw in self._draws():
                draw()

    def _draws(self) -> Iterator[Callable[[], None]]:
        if self._sign is not None:
            yield self._sign.refresh
        yield from [result.refresh for result in self._results.values()]
        yield from [panel.refresh for panel in self._following.values()]
        if self._forms:
            yield self._say_asked

    def _say_asked(self) -> None:
        for form in self._forms.values():
            form.say_asked(self._fields_asked())

    def _fields_asked(self) -> tuple[str, ...]:
        """Name the fields asked for; none where the case cannot be read."""
        from workbook import way

        return attempt(lambda: way.asked(self.position())) or ()

    async def _draw_in_turn(self) -> None:
        self._say_working(_("正在重算…"))
        try:
            for draw in self._draws():
                await asyncio.sleep(BREATH)
                draw()
        finally:
            self._say_working("")

    def _say_working(self, words: str) -> None:
        for form in self._forms.values():
            form.say_working(words)

    def close(self) -> None:
        """Save what is still being typed, then look no more and let go of every form, panel and result."""
        for task in (self._watch, self._drawing):
            if task is not None:
                task.cancel()
        panels = tuple(panel for panel in (*self._panels.values(), self._sign) if panel is not None)
        for kept in (self._forms, self._results, self._panels, self._following, self._told):
            kept.clear()
        self._sign = None
        for panel in panels:
            panel.close()

    def _put(self, name: str, made: Panel) -> Panel:
        """Keep what has controls; its forerunner under the same name is closed."""
        made.guard = self._cover_panel().guard
        former = self._panels.pop(name, None)
        self._panels[name] = made
        if former is not None:
            former.close()
        return made

    def _result(self, result: Result) -> Shown:
        try:
            return _showing(result(self.position()))
        except NotKnown as unknown:
            return Missing(str(unknown), unknown.where)
        except Refused as refusal:
            return Missing(str(refusal))

    def _cover(self) -> Shown:
        return self._result(lambda position: _cover(self.path, position.case))

    def _cover_panel(self) -> CoverPanel:
        from workbook.forms import CoverPanel

        if self._sign is None:
            self._sign = CoverPanel(self.path, self._move, named=self.named)
        return self._sign

    def _move(self, path: Path) -> None:
        """Go on with a case, the same or another; what is typed is written into the one it was typed for."""
        casefile.read(path)  # what cannot be opened is refused while nothing has changed yet
        if not self._cover_panel().gone():
            for form in self._forms.values():
                form.flush()
        if path != self.path:
            self.path = path
            for panel in (self._cover_panel(), *self._panels.values()):
                panel.move(path)
        self._look()

    def _start_watching(self) -> None:
        if self._watch is None or self._watch.done():
            self._watch = _started(self._keep_looking)

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            sign = self._cover_panel()
            if casefile.stamp(self.path) != self._seen or sign.asks() != sign.asked:
                self._look()

    def _look(self) -> None:
        """Take in a change made elsewhere; while the page waits for a choice, what is typed in it stays as it is."""
        self._seen = casefile.stamp(self.path)
        waiting = bool(self._cover_panel().asks())
        for name, panel in self._panels.items():
            if name != "case":  # there another one can be opened
                panel.hold(waiting)
        if not waiting:
            self._take_in()
        self.refresh()

    def _take_in(self) -> None:
        try:
            for form in self._forms.values():
                form.refresh(casefile.read(self.path))  # the form before may just have saved
        except Refused:
            return

    def _ipython_display_(self) -> None:
        if not self.live:
            raise NotImplementedError  # IPython then asks for the table
        self._start_watching()
        self._cover_panel()._ipython_display_()

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]:
        return self._cover()._repr_mimebundle_(**options)


def _as_it_stands(path: Path) -> object:
    return (path, casefile.stamp(path))


_asked: dict[Path, tuple[object, Position]] = {}
"""The position that pages ask together while one program runs all of them, by case file."""


@contextmanager
def asking(path: Path, position: Position) -> Iterator[None]:
    """Let every page of this case that is opened meanwhile ask one position, as long as the file stays as it is."""
    found = path.resolve()  # as open_case finds it
    _asked[found] = _as_it_stands(found), position
    try:
        yield
    finally:
        del _asked[found]


_open: dict[str, Book] = {}
"""The live books of this kernel, by the browser tab that opened them."""


def open_case(case_path: str | None = None, *, live: bool = True, language: str | None = None) -> Book:
    """Open a case by name or path, else the current one, in the language asked for, else the one chosen for all pages.

    A live book takes the place of the one that the same browser tab had open before.
    """
    speak(language or casefile.language())
    pages.stand(None)
    book = Book(casefile.locate(case_path), live=live, named=case_path is not None)
    former = _open.pop(_tab(), None)
    if former is not None:
        former.close()
    if live:
        _open[_tab()] = book
    return book


def close_books() -> None:
    """Close every live book of this kernel: a page is opened anew and no other tab shows one."""
    while _open:
        _open.popitem()[1].close()


def _tab() -> str:
    """Name the browser tab whose cell is running; outside Jupyter there is one without a name."""
    jupyter = sys.modules.get("IPython")  # where a page runs, it is loaded
    shell = jupyter.get_ipython() if jupyter else None
    running: dict[str, dict[str, object]] = getattr(shell, "get_parent", dict)()
    return str(running.get("header", {}).get("session", ""))


def _started(work: Callable[[], Coroutine[object, object, None]]) -> asyncio.Task[None] | None:
    """Start work beside what runs; None where nothing runs: a test drives the page by hand."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.create_task(work())


async def _soon(work: Callable[[], None]) -> None:
    """Do something once the page has been drawn."""
    await asyncio.sleep(BREATH)
    work()


def _showing(found: Shown | Document) -> Shown:
    if isinstance(found, Shown):
        return found
    from workbook.documents import Sheet

    return Sheet(found)


def _cover(path: Path, case: Case) -> Table:
    from workbook.course import support_words
    from workbook.forms import case_name, day_words

    support = tuple((_("先看这里"), words) for words in support_words(case))
    rows = (*support, (_("案例"), case_name(path, case)), (_("计算到"), day_words(case)))
    return Table(_("正在看的案例"), (_("项目"), _("内容")), rows)
