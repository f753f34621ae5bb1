"""A button that writes the documents of a case as files and says where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

import ipywidgets as widgets

from workbook import casefile, documents, home
from workbook.case import Case
from workbook.forms.style import Panel, styled
from workbook.language import Refused, _
from workbook.position import Position
from workbook.shown import Table


class FilesPanel(Panel):
    """Writes every document into `reports/<case>/` when pressed, and lists the files and what could not be made.

    While something has to be settled first, papers to a lender are written only once the borrower ticked that it was
    read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.button = widgets.Button(description=_("生成全部文件"), icon="download")
        self.button.on_click(lambda _button: self.write())
        self.release = widgets.Checkbox(description=_("我看过下面的提醒，给对方的材料仍要生成"), indent=False)
        self.release.layout.display = "none"
        self.note = widgets.HTML()
        self.box = styled(widgets.VBox([self.button, self.release, self.note]))

    def write(self) -> tuple[Path, ...]:
        """Write what can be written, saying so meanwhile; the rest is said in sentences."""
        self.button.disabled = True
        self._say([_("正在生成，要十几秒…")])
        try:
            return self._write()
        finally:
            self.button.disabled = False

    def _write(self) -> tuple[Path, ...]:
        folder = home.reports() / self.path.parent.name
        try:
            case = casefile.read(self.own()).case
            self._ask_first(case)
            written, missing = documents.write_all(case, folder, release=self.release.value)
        except Refused as refusal:
            written, missing = (), (str(refusal),)
        self._say([*missing, *_listed(written)])
        return written

    def _say(self, lines: Sequence[str]) -> None:
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        self.note.value = f'<ul class="wb-files" role="status">{items}</ul>'

    def _ask_first(self, case: Case) -> None:
        """Show the box to tick only where there is something to settle; else it is not ticked any more."""
        open_points = bool(documents.unsettled(case))
        self.release.layout.display = "" if open_points else "none"
        self.release.value = self.release.value and open_points


def _listed(files: Iterable[Path]) -> Iterator[str]:
    """Give a line for each document: what it is called and the files that hold it."""
    for place, kinds in groupby(files, lambda file: file.with_suffix("")):
        shown = place.relative_to(home.folder()).as_posix()
        ends = _("、").join(file.suffix for file in kinds)
        yield _("已生成{title}：{place}（{ends}）").format(title=documents.title_of(place), place=shown, ends=ends)


def files_table() -> Table:
    """Give the documents and the formats they are written in, for a page that is not live."""
    rows = tuple((_(paper.title), _("、").join(paper.kinds)) for paper in documents.EVERY)
    return Table(_("可以生成的文件"), (_("材料"), _("格式")), rows)


def papers_table(position: Position) -> Table:
    """Say what to send first, where and when; then of every paper whether it can be made now, and what it waits for."""
    found = documents.waiting(position)
    first = documents.send_first(position)
    rows = (*first, *((title, why or _("可以生成")) for title, why in found))
    return Table(_("先发哪份，哪些在等什么"), (_("材料"), _("现在")), rows)
