"""A button that writes documents as files and says where they are."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets

from workbook import casefile, documents
from workbook.case import Case
from workbook.forms.style import styled
from workbook.language import Refused, _
from workbook.shown import Table

Maker = Callable[[Case], documents.Document]


class FilesPanel:
    """Writes the documents of a case into `reports/<case>/` when pressed, and lists the files."""

    def __init__(self, path: Path, makers: tuple[Maker, ...]) -> None:
        self.path, self.makers = path, makers
        self.button = widgets.Button(description=_("生成文件"), icon="download")
        self.button.on_click(lambda _button: self.write())
        self.note = widgets.HTML()
        self.box = styled(widgets.VBox([self.button, self.note]))

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.box)  # type: ignore[no-untyped-call]

    def write(self) -> tuple[Path, ...]:
        """Write every document that can be written; say in a sentence why another cannot."""
        folder = casefile.ROOT / "reports" / self.path.parent.name
        written: list[Path] = []
        lines: list[str] = []
        for make in self.makers:
            try:
                files = documents.write(make(casefile.read(self.path).case), folder)
            except Refused as refusal:
                lines.append(f'<li role="alert" class="wb-error">{escape(str(refusal))}</li>')
                continue
            written += files
            lines += [_line(file) for file in files]
        self.note.value = f'<ul class="wb-files">{"".join(lines)}</ul>'
        return tuple(written)


def _line(file: Path) -> str:
    words = _("已生成 {file}").format(file=file.relative_to(casefile.ROOT).as_posix())
    return f'<li role="status">{escape(words)}</li>'


def files_table(makers: tuple[Maker, ...]) -> Table:
    """Give the documents and the formats they can be written in, for a page that is not live."""
    rows = tuple((maker.__name__, "、".join(documents.kinds(maker.__name__))) for maker in makers)
    return Table(_("可以生成的文件"), (_("材料"), _("格式")), rows)
