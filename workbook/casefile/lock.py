"""One writer at a time, by the operating system's file lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbook.casefile.places import PRIVATE_FILE
from workbook.language import Refused


@contextmanager
def held(lock: Path, wait: float, busy: Refused) -> Iterator[None]:
    """Hold a lock file; raise `busy` if another does not let go of it within so many seconds."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(lock, timeout=wait, mode=PRIVATE_FILE):
            yield
    except Timeout as error:
        raise busy from error
