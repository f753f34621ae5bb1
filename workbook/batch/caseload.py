"""All cases of a batch at a glance: a page, a table, and which number is which case; from what the batch left.

Without names the page and the table hold no name, no word of a borrower and nothing of a folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbook import documents
from workbook.batch import overview, register
from workbook.batch.lines import Line, lines
from workbook.batch.manifest import Manifest
from workbook.language import _, spoken

PAGE, SHEET, WHICH = "caseload.html", "caseload.xlsx", "caseload-which.html"


def write(cases: Iterable[Path], out: Path, manifest: Manifest, *, names: bool) -> Path:
    """Write page, table and numbers of these cases beside their folders; give the page."""
    found = lines(cases, out, manifest)
    _keep(out / WHICH, _which(found, out))
    _keep(out / SHEET, documents.xlsx(register.document(found, names=names)))
    return _keep(out / PAGE, overview.page(found, out, WHICH, names=names).encode())


def _keep(file: Path, made: bytes) -> Path:
    """Put a whole file in the place of the one before."""
    return documents.keep(file.with_name(f".{file.name}.new"), made).replace(file)


def _which(found: Iterable[Line], out: Path) -> bytes:
    private = _("这一页有案例文件夹的名字：和一览分开放，不要一起发给别人。")
    rows = [
        {"number": line.number, "name": line.name, "links": line.links(out)}
        for line in sorted(found, key=lambda line: line.number)
    ]
    shown = {"private": private, "columns": (_("编号"), _("案例文件夹"), _("打开")), "rows": rows}
    return documents.which(_("哪个编号是哪个案例"), shown, spoken()).encode()
