"""A button that writes the documents of a case as files and says where they are."""

from __future__ import annotations

from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbook import casefile, documents
from workbook.case import Case
from workbook.forms.style import Panel, styled
from workbook.language import Refused, _
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
        """Write what can be written; the rest is said in sentences."""
        folder = casefile.ROOT / "reports" / self.path.parent.name
        try:
            case = casefile.read(self.path).case
            self._ask_first(case)
            written, missing = documents.write_all(case, folder, release=self.release.value)
        except Refused as refusal:
            written, missing = (), (str(refusal),)
        lines = [_("已生成 {file}").format(file=file.relative_to(casefile.ROOT).as_posix()) for file in written]
        items = "".join(f"<li>{escape(line)}</li>" for line in (*missing, *lines))
        self.note.value = f'<ul class="wb-files" role="status">{items}</ul>'
        return written

    def _ask_first(self, case: Case) -> None:
        """Show the box to tick only where there is something to settle; else it is not ticked any more."""
        open_points = bool(documents.unsettled(case))
        self.release.layout.display = "" if open_points else "none"
        self.release.value = self.release.value and open_points


def files_table() -> Table:
    """Give the documents and the formats they are written in, for a page that is not live."""
    rows = tuple((_(title), _("、").join(kinds)) for title, _make, kinds in documents.EVERY)
    return Table(_("可以生成的文件"), (_("材料"), _("格式")), rows)
