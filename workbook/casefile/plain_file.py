"""Reading a file that somebody named: only a plain one, only up to a size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from workbook.language import N_, Refused

_LONGEST_NAME = 80


def read_file(path: Path, most: int) -> bytes:
    """Give the content of a plain file of at most so many bytes.

    Refused for a pipe, a device or a folder, which could go on for ever, and for what cannot be read.
    """
    name = path.name[:_LONGEST_NAME]
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(N_("“{name}”是管道、设备或文件夹，不是普通文件，没有读取"), name=name)
        with open(path, "rb", opener=_at_once) as file:
            content = file.read(most + 1) or b""
    except FileNotFoundError as error:
        raise Refused(N_("找不到文件“{name}”"), name=name) from error
    except OSError as error:
        raise Refused(N_("读不了文件“{name}”（{reason}）"), name=name, reason=error.strerror) from error
    if len(content) > most:
        raise Refused(N_("“{name}”超过 {limit} MB，没有读取"), name=name, limit=most // 1_000_000)
    return content


def _at_once(path: str, flags: int) -> int:
    """Open without waiting, should the file have become a pipe since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
