"""Documents as files: one name, several endings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workbook import home
from workbook.documents.blocks import Document
from workbook.documents.render.docx import docx
from workbook.documents.render.html import html
from workbook.documents.render.pdf import pages, pdf
from workbook.documents.render.text import text
from workbook.language import N_, Refused, _

_SAME_DAY = (1980, 1, 1, 0, 0, 0)

WRITERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "html": lambda document: html(document).encode(),
    "png": lambda document: pages(document)[0],
    "txt": lambda document: text(replace(document, title="")).lstrip().encode() + b"\n",
}


def write(document: Document, folder: Path, kinds: Iterable[str] = ("pdf", "docx", "html")) -> tuple[Path, ...]:
    """Write a document into a folder, readable by its owner alone, once for each kind.

    Kinds: pdf, docx, html, png (the first page), txt.
    """
    return tuple(_write(document, folder, kind) for kind in kinds)


def file_name(document: Document, kind: str) -> str:
    """Give the name under which a document is saved: what it is, and nobody's name."""
    return f"{document.name}.{kind}"


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Give named contents as one ZIP; the same files give the same bytes."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(ZipInfo(name, _SAME_DAY), content, ZIP_DEFLATED)
    return made.getvalue()


def _write(document: Document, folder: Path, kind: str) -> Path:
    if kind not in WRITERS:
        raise Refused(N_("不认识的文件格式“{kind}”，可用：{known}"), kind=kind, known=_("、").join(WRITERS))
    return keep(folder / file_name(document, kind), WRITERS[kind](document))


def keep(path: Path, made: bytes) -> Path:
    """Put bytes into a file that its owner alone can read, in folders that only the owner can open."""
    home.private_folder(path.parent)
    path.touch(mode=0o600)
    path.chmod(0o600)  # one that was there before
    path.write_bytes(made)
    return path
