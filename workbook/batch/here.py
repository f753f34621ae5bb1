"""Cases made on this machine, each in a process of its own; one word of each is written down as it comes."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

from workbook import documents
from workbook.batch.job import Job
from workbook.batch.manifest import Manifest
from workbook.batch.worker import Failed, Said, Worker, warm_up


class Gone(Exception):
    """Whoever wanted the cases is there no more."""


def here(  # noqa: PLR0913 - each of another kind
    waiting: list[Path],
    job: Job,
    manifest: Manifest,
    workers: int,
    start: str | None = None,
    *,
    asker: int | None = None,
) -> Iterator[tuple[Path, bool]]:
    """Make these cases, so many at a time; give each with whether it was lost, once that is written down.

    Gone once the pipe of an `asker` ends; what was being made then is not left half made.
    """
    method = start or _usual_start()
    if method == "fork" and waiting:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a fork carries no threads over
        warm_up(job)
    for case_file, said in _each(waiting, job, workers, method, asker):
        failed = said if isinstance(said, Failed) else None
        write_down(case_file, job, manifest, failed)
        yield case_file, failed is not None


def _usual_start() -> str:
    return "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn"


def _each(waiting: list[Path], job: Job, workers: int, method: str, asker: int | None) -> Iterator[tuple[Path, Said]]:
    """Give each case as it is made or lost."""
    at_work: list[Worker] = []
    idle: list[Worker] = []
    coming = iter(waiting)
    try:
        while True:
            while len(at_work) < workers and (case_file := next(coming, None)) is not None:
                worker = idle.pop() if idle else Worker(method, job)
                worker.give(case_file)
                at_work.append(worker)
            if not at_work:
                return
            for worker, said in _answers(at_work, asker):
                at_work.remove(worker)
                if worker.left:
                    idle.append(worker)
                else:
                    worker.end()
                yield worker.case_file, said
    finally:
        for worker in (*at_work, *idle):
            worker.end()


def _answers(at_work: list[Worker], asker: int | None) -> list[tuple[Worker, Said]]:
    """Wait until one of them answers or its time is over; give those that did, with what they say."""
    first = min(worker.until for worker in at_work)
    pipes = [worker.pipe for worker in at_work]
    ready = set(wait(pipes if asker is None else [*pipes, asker], max(0.0, first - time.monotonic())))
    if asker in ready:
        raise Gone
    found = [(worker, worker.answer()) for worker in at_work if worker.pipe in ready]
    late = [worker for worker in at_work if worker.pipe not in ready and worker.until <= time.monotonic()]
    ended: list[tuple[Worker, Said]] = [(worker, said) for worker, said in found if said != "begun"]
    return ended + [(worker, worker.overdue()) for worker in late]


def error_file(case_file: Path, out: Path) -> Path:
    """Give where it is said why a case was not made: beside the folders."""
    return out / f"{case_file.parent.name}.error.txt"


def write_down(case_file: Path, job: Job, manifest: Manifest, failed: Failed | None) -> None:
    """Write down that a case was made, or why not, for its owner in a file beside the folders."""
    told = error_file(case_file, job.out)
    if failed is None:
        told.unlink(missing_ok=True)
        manifest.note(case_file, job)
    else:
        documents.keep(told, f"{failed.words}\n".encode())
        manifest.note(case_file, job, failed.kind)
