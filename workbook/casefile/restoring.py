"""A backup in the place of the case file, and back again: write first, replace last, throw nothing away."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from workbook.casefile.log import keep_written
from workbook.casefile.places import PRIVATE_FILE, now, today
from workbook.casefile.store import (
    Stored,
    decode,
    disk_refusal,
    encode,
    is_good,
    locked,
    newest_good,
    prepared,
    put,
    raw,
)
from workbook.language import N_, Refused

_REPLACED = "case-{}-{}.json"


def restore(path: Path) -> Path:
    """Put the newest good backup in the place of the case file; give the backup.

    The file that was there is kept beside it, whatever its state; `take_back` puts it back. Log entries that are
    written down and can still be read stay.
    """
    with locked(path):
        good = newest_good(path)
        if good is None:
            raise Refused(N_("“{name}”没有能用的备份"), name=path.parent.name)
        _exchange(path, _with_log(path, good.read_bytes()))
    return good


def take_back(path: Path) -> Path:
    """Undo the last restore: put back the file that it replaced; give where that lay. Can itself be undone."""
    with locked(path):
        replaced = max(path.parent.glob(_REPLACED.format("*", "*")), key=_stamped, default=None)
        if replaced is None:
            raise Refused(N_("“{name}”没有可以撤销的恢复"), name=path.parent.name)
        _exchange(path, _with_log(path, replaced.read_bytes()))
        replaced.unlink()
    return replaced


def _with_log(path: Path, content: bytes) -> bytes:
    """Give the content with the log as it is written down in the present file, where both can be read."""
    try:
        here, back = decode(raw(path)), decode(content)
    except Refused:
        return content
    talks = keep_written(back.case.talks, here.case.talks, today())
    return content if talks == back.case.talks else encode(Stored(back.case.but(talks=talks), back.drafts))


def _exchange(path: Path, content: bytes) -> None:
    """Write first, then keep the present file beside under a name of its own, replace it last."""
    ready = prepared(path, content)
    try:
        if path.exists():
            _set_aside(path)
    except OSError as error:
        ready.unlink()
        raise disk_refusal(error, 0) from error
    put(ready, path)


def _set_aside(path: Path) -> None:
    state = "before" if is_good(path) else "damaged"
    kept = path.with_name(_REPLACED.format(state, f"{now():%Y%m%d-%H%M%S-%f}"))
    try:
        os.link(path, kept)
    except OSError:  # a disk that knows no links
        shutil.copyfile(path, kept)
    kept.chmod(PRIVATE_FILE)


def _stamped(replaced: Path) -> str:
    return replaced.name.split("-", 2)[2]
