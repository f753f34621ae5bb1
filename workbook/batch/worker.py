"""A process that makes cases one after another, and whoever starts it, waits for it and ends it."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from workbook import documents, home
from workbook.batch.job import Job
from workbook.casefile import CASE_FILE
from workbook.language import Language, Refused, _, speaking
from workbook.report import Parts, report

EACH = {"fork": 1, "spawn": 50}
"""Cases a process makes before a fresh one takes its place: a fork costs nothing, a spawn reads the program anew."""


SECONDS_TO_START = 120.0


@dataclass(frozen=True)
class Failed:
    """Why a case was not made: the kind, which names nobody, and what its owner reads."""

    kind: str
    words: str


Said = Literal["begun", "made"] | Failed


class Worker:
    """One such process, seen from outside: at most one case is with it."""

    def __init__(self, method: str, job: Job) -> None:
        context = get_context(method)
        self.job, self.left = job, EACH[method]
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, job, self.left), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()

    def give(self, case_file: Path) -> None:
        """Hand over a case; its time runs once the process has begun with it."""
        self.case_file, self.until, self.left = case_file, time.monotonic() + SECONDS_TO_START, self.left - 1
        with suppress(OSError):  # one that is gone already has no answer either
            self.pipe.send(case_file)

    def answer(self) -> Said:
        """Take what it says of its case, that it has begun or how it went; one that says nothing more has died."""
        try:
            said: Said = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            said = Failed("died", _died(self._process.exitcode or 0))
        if said == "begun":
            self.until = time.monotonic() + self.job.seconds
        elif said != "made":
            self.left = 0  # after what went wrong nothing is made in the same process
        return said

    def overdue(self) -> Failed:
        """End it because its time is over."""
        self.end()
        return Failed("time", _("超过 {seconds:g} 秒，已停下").format(seconds=self.job.seconds))

    def end(self) -> None:
        """End it, whatever it is doing, and leave nothing half made."""
        self.left = 0
        self._process.kill()
        self._process.join()
        self.pipe.close()
        documents.clear_unfinished(self.job.out / self.case_file.parent.name)


def _died(code: int) -> str:
    if code >= 0:
        return _("进程自己退出了（{code}）").format(code=code)
    return _("进程被信号 {name} 结束").format(name=signal.Signals(-code).name)


def warm_up(job: Job) -> None:
    """Load and read what every case needs, so that what is forked off has it.

    Typst compiles nothing here: it keeps threads, and a child forked off after them waits for ever.
    """
    _warmed_up(job.language, job.parts)


@cache
def _warmed_up(language: Language, parts: Parts) -> None:
    with speaking(language), tempfile.TemporaryDirectory() as folder:
        example = home.SHIPPED / "data" / "example" / CASE_FILE
        report(example, Path(folder), language, lambda _words: None, parts=parts & ~Parts.DOCUMENTS)
        if Parts.DOCUMENTS in parts:
            documents.warm_up(example)
    gc.collect()
    gc.freeze()


def _serve(pipe: Connection, job: Job, cases: int) -> None:
    """Make the cases that come through the pipe, until so many are made or nobody sends more."""
    _apart(job.megabytes)
    for _number in range(cases):
        try:
            case_file = pipe.recv()
        except EOFError:
            return
        pipe.send("begun")
        pipe.send(_made(case_file, job))


def _apart(megabytes: int) -> None:
    """Hear no Ctrl-C meant for the one who waits, end when it ends, say nothing, take no more memory than allowed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20, megabytes * 2**20))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _made(case_file: Path, job: Job) -> Said:
    """Make one case; whatever it raises is told, and nothing of it is left half made."""
    try:
        outcome = report(case_file, job.out, job.language, lambda _words: None, parts=job.parts)
    except Refused as refused:
        return Failed("refused", str(refused))
    except MemoryError:
        return Failed("memory", _("内存超过 {megabytes} MB").format(megabytes=job.megabytes))
    except BaseException as error:  # noqa: BLE001 - sys.exit too loses no more than this case
        return Failed(type(error).__name__, "".join(traceback.format_exception(error)))
    if outcome.failures:
        return Failed("page", "\n".join(map(str, outcome.failures)))
    return "made"
