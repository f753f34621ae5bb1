"""The exhibits as one file to hand in: the index first, then the copies, unchanged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from workbook import evidence
from workbook.documents.blocks import HANDED_OVER
from workbook.documents.files import zipped
from workbook.documents.papers.index import exhibit_index
from workbook.documents.render.pdf import pdf
from workbook.documents.view import lender_position
from workbook.evidence import Exhibit
from workbook.language import _, speaking
from workbook.position import Position

DRAWERS = ("exhibits", "statements")
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
LONGEST_NAME = 40


def exhibit_zip(position: Position, folder: Path) -> bytes:
    """Give a zip of the exhibits of a case folder, the index first and in Chinese; the same case gives the same bytes.

    Only a copy whose content still has the SHA-256 on record goes in; others stay in the index alone. NotKnown
    while there are no exhibits.
    """
    with speaking(HANDED_OVER):
        index = (f"00 {_('证据目录')}.pdf", pdf(exhibit_index(position)))
        return zipped([index, *_copies(lender_position(position), folder)])


def _copies(position: Position, folder: Path) -> Iterator[tuple[str, bytes]]:
    for exhibit in evidence.exhibits(position):
        found = _copy(exhibit, folder)
        if found is not None:
            name = _UNSAFE.sub("_", exhibit.name)[:LONGEST_NAME].strip("._")
            yield f"{exhibit.number:02d} {name}{found[0]}", found[1]


def _copy(exhibit: Exhibit, folder: Path) -> tuple[str, bytes] | None:
    """Find the kept copy by its content; the file's own ending stays."""
    digest = exhibit.document.sha256
    for drawer in DRAWERS if digest else ():
        for path in sorted((folder / drawer).glob("*")):
            if path.is_file() and (digest or "")[:8] in path.name:
                content = path.read_bytes()
                if hashlib.sha256(content).hexdigest() == digest:
                    return path.suffix, content
    return None
