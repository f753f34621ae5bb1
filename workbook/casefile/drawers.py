"""Copies of files beside the case: kept unchanged, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook.casefile.places import drawer, slug
from workbook.casefile.store import Unconfirmed, write

Kept = tuple[Path, str]


def keep(case_file: Path, name: str, filename: str, content: bytes) -> Kept:
    """Keep a copy of a file, unchanged, in a drawer; give its path and SHA-256. Same content is kept once."""
    target, digest = _place(case_file, name, filename, content)
    if not target.exists():
        drawer(case_file, name)
        write(target, content)
    return target, digest


@contextlib.contextmanager
def keeping(case_file: Path, name: str, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[Kept, ...]]:
    """Keep copies of files (name, content) while what is done with them goes well; else nothing of them stays."""
    folder, told = case_file.parent / name, tuple(files)
    there = folder.exists()
    places = [_place(case_file, name, *file)[0] for file in told]
    new = [place for place in places if not place.exists()]
    try:
        yield tuple(keep(case_file, name, *file) for file in told)
    except Unconfirmed:
        raise
    except BaseException:
        for place in new:
            place.unlink(missing_ok=True)
        if not there:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _place(case_file: Path, name: str, filename: str, content: bytes) -> Kept:
    digest = hashlib.sha256(content).hexdigest()
    suffix = re.sub(r"[^\w.]", "", Path(filename).suffix)[:10]
    stem = slug(Path(filename).stem)
    kept = f"{digest}{suffix}" if name == "exhibits" else f"{stem}-{digest[:8]}{suffix}"
    return case_file.parent / name / kept, digest
