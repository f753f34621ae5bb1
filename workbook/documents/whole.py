"""A folder of papers that is there whole: written beside, put into its place at the end."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbook import casefile, home
from workbook.documents.bundle import WALK, clear_walk, is_paper
from workbook.language import N_, Refused


@contextmanager
def whole_folder(place: Path) -> Iterator[Path]:
    """Give an empty folder to write into; once all went well it stands in the place of the papers there before.

    Whatever stops it, killed or refused, leaves the papers before as they were. Files that are no papers of ours
    stay. Refused where nothing can be written or while another writes there.
    """
    place = place.resolve()
    new, old, lock = _beside(place)
    try:
        home.private_folder(place.parent)
        with casefile.held(lock, 0, Refused(N_("“{name}”的材料正在另一处生成，请等它做完再试"), name=place.name)):
            _settle(place, new, old)
            new.mkdir(mode=0o700)
            try:
                yield new
                if place.exists():
                    place.rename(old)
                new.rename(place)
            finally:
                _settle(place, new, old)
                lock.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(
            N_("写不进文件夹“{name}”（{reason}），请换一个位置"), name=place, reason=error.strerror
        ) from error


def clear_unfinished(place: Path) -> None:
    """Take away what somebody who was killed left beside a folder; the papers of the last whole run stand in it."""
    place = place.resolve()
    new, old, lock = _beside(place)
    _settle(place, new, old)
    lock.unlink(missing_ok=True)


def _beside(place: Path) -> tuple[Path, Path, Path]:
    """Name what lies beside a folder while it is written: the new one, the old one, the lock."""
    mark = hashlib.sha256(place.name.encode()).hexdigest()[:12]
    new, old, lock = (place.with_name(f".{mark}.{kind}") for kind in ("new", "old", "lock"))
    return new, old, lock


def _settle(place: Path, new: Path, old: Path) -> None:
    """Bring to an end what was stopped at any moment: the papers of one run are in place, and nothing beside."""
    shutil.rmtree(new, ignore_errors=True)
    if not old.exists():
        return
    if not place.exists():
        old.rename(place)
        return
    clear_walk(old / WALK)
    for file in [file for file in old.rglob("*") if file.is_file()]:
        target = place / file.relative_to(old)
        if not is_paper(file.relative_to(old)) and not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.rename(target)
    shutil.rmtree(old)
