"""Documents as files: one name, several endings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from workbook.documents.blocks import Document
from workbook.documents.render.docx import docx
from workbook.documents.render.html import html
from workbook.documents.render.pdf import pdf
from workbook.documents.render.text import text
from workbook.language import N_, Refused

WRITERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "html": lambda document: html(document).encode(),
    "txt": lambda document: f"{text(document)}\n".encode(),
}


def write(document: Document, folder: Path, kinds: Iterable[str] = ("pdf", "docx", "html")) -> tuple[Path, ...]:
    """Write a document into a folder, readable by its owner alone, once for each kind: pdf, docx, html, txt."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tuple(_write(document, folder, kind) for kind in kinds)


def _write(document: Document, folder: Path, kind: str) -> Path:
    if kind not in WRITERS:
        raise Refused(N_("不认识的文件格式“{kind}”，可用：{known}"), kind=kind, known="、".join(WRITERS))
    path = folder / f"{document.name}.{kind}"
    made = WRITERS[kind](document)
    path.touch(mode=0o600, exist_ok=True)
    path.write_bytes(made)
    return path
