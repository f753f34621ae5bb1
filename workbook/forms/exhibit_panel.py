"""Copies of papers: kept unchanged by their digest, and carried away with the exhibit index first."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbook import casefile, documents, evidence, home
from workbook.case import Document, Holding
from workbook.forms.style import Panel, styled
from workbook.forms.upload import file_button, limit_note
from workbook.language import Refused, _
from workbook.position import Position


class ExhibitPanel(Panel):
    """Upload a copy: it becomes a row of the ledger. Export: the index and every copy in one zip."""

    def __init__(self, path: Path, saved: Callable[[], None]) -> None:
        self.path, self.saved = path, saved
        self.upload = file_button(_("加入材料的副本"), self.take, multiple=True)
        self.export = widgets.Button(description=_("导出证据目录和副本（zip）"), icon="archive")
        self.export.on_click(lambda _button: self.write())
        self.note = widgets.HTML()
        self.box = styled(widgets.VBox([self.upload, limit_note(), self.export, self.note]))

    def take(self, files: Iterable[Any]) -> None:
        """Keep copies and put a row for each into the ledger, to be described in the form."""
        try:
            path = self.own()
            base = casefile.read(path).case.evidence
            known = {row.sha256 for row in base.documents}
            copies = [(file["name"], bytes(file["content"])) for file in files]
            with casefile.keeping(path, "exhibits", copies) as kept:
                named = zip(copies, kept, strict=True)
                rows = {digest: _row(name, place, digest) for (name, _content), (place, digest) in named}
                new = tuple(row for digest, row in rows.items() if digest not in known)
                casefile.save(path, "evidence", base.but(documents=(*base.documents, *new)), base)
        except Refused as refusal:
            self.say(str(refusal), wrong=True)
            return
        said = _("已保存 {count} 份，请在上面写明是什么材料、谁出具的、能证明什么") if new else _("这份已经在目录里了")
        self.say(said.format(count=len(new)))
        self.saved()

    def write(self) -> Path | None:
        """Write the zip into `reports/<case>/` and say where it is."""
        target = home.reports() / self.path.parent.name / "exhibits.zip"
        try:
            position = Position(casefile.read(self.own()).case)
            content = documents.exhibit_zip(position, self.path.parent)
        except Refused as refusal:
            self.say(str(refusal), wrong=True)
            return None
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600)
        target.write_bytes(content)
        made = _("已生成 {file}").format(file=target.relative_to(home.folder()).as_posix())
        self.say(_("；").join((made, *evidence.shows_too_much(position))))
        return target


def _row(name: str, kept: Path, digest: str) -> Document:
    return Document(id=secrets.token_hex(4), title=Path(name).stem, holding=Holding.HAVE, file=kept.name, sha256=digest)
