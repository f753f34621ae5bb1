"""Many cases at once: each in a process of its own, so that what goes wrong with one takes no other with it."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from workbook import casefile, documents, home
from workbook.batch import caseload
from workbook.batch.job import Job
from workbook.batch.manifest import Manifest
from workbook.batch.worker import Failed, Said, Worker, warm_up
from workbook.language import N_, Refused, _, speaking
from workbook.report import Parts

Say = Callable[[str], None]


@dataclass
class Counts:
    """How a batch stands."""

    whole: int
    before: int = 0
    done: int = 0
    failed: int = 0

    def __str__(self) -> str:
        said = _("做好 {done} 个，没做成 {failed} 个，早已做好 {before} 个")
        return said.format(done=self.done, failed=self.failed, before=self.before)


def batch(  # noqa: PLR0913 - what a command line offers
    cases: tuple[Path, ...],
    job: Job,
    workers: int,
    start: str | None = None,
    say: Say = print,
    *,
    names: bool = False,
) -> Counts:
    """Make every case that was not made yet, so many at a time; give the counts.

    A case that fails leaves a file that says why, and is tried again by the next batch. Stopped at any moment, a batch
    leaves whole folders only. `start` is fork or spawn, by default fork where there is one. With results comes the page
    of all cases, with names where they are asked for.
    """
    method = start or _usual_start()
    home.private_folder(job.out)
    busy = Refused(N_("另一批正在往“{out}”里写，请等它做完再试"), out=job.out)
    with speaking(job.language), casefile.held(job.out / ".batch.lock", 0, busy):
        manifest, counts = Manifest(job.out), Counts(len(cases))
        manifest.enter(cases)
        waiting = [case_file for case_file in cases if not manifest.holds(case_file, job)]
        counts.before = len(cases) - len(waiting)
        if method == "fork" and waiting:
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a fork carries no threads over
            warm_up(job)
        progress = Progress(counts, say)
        for case_file, said in _each(waiting, job, workers, method):
            failed = said if isinstance(said, Failed) else None
            _keep(case_file, job, manifest, failed)
            counts.failed += failed is not None
            counts.done += failed is None
            progress.tell(case_file.parent.name if failed else "")
        if Parts.RESULTS in job.parts:
            say(_("一览：{page}").format(page=caseload.write(cases, job.out, manifest, names=names)))
    return counts


def _usual_start() -> str:
    return "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn"


def _each(waiting: list[Path], job: Job, workers: int, method: str) -> Iterator[tuple[Path, Said]]:
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
            for worker, said in _answers(at_work):
                at_work.remove(worker)
                if worker.left:
                    idle.append(worker)
                else:
                    worker.end()
                yield worker.case_file, said
    finally:
        for worker in (*at_work, *idle):
            worker.end()


def _answers(at_work: list[Worker]) -> list[tuple[Worker, Said]]:
    """Wait until one of them answers or its time is over; give those that did, with what they say."""
    first = min(worker.until for worker in at_work)
    ready = set(wait([worker.pipe for worker in at_work], max(0.0, first - time.monotonic())))
    found = [(worker, worker.answer()) for worker in at_work if worker.pipe in ready]
    late = [worker for worker in at_work if worker.pipe not in ready and worker.until <= time.monotonic()]
    ended: list[tuple[Worker, Said]] = [(worker, said) for worker, said in found if said != "begun"]
    return ended + [(worker, worker.overdue()) for worker in late]


def error_file(case_file: Path, out: Path) -> Path:
    """Give where it is said why a case was not made: beside the folders."""
    return out / f"{case_file.parent.name}.error.txt"


def _keep(case_file: Path, job: Job, manifest: Manifest, failed: Failed | None) -> None:
    told = error_file(case_file, job.out)
    if failed is None:
        told.unlink(missing_ok=True)
        manifest.note(case_file, job)
    else:
        documents.keep(told, f"{failed.words}\n".encode())
        manifest.note(case_file, job, failed.kind)


class Progress:
    """Says how far a batch is: at once when a case is lost, else not more often than every few seconds."""

    SECONDS = 5.0

    def __init__(self, counts: Counts, say: Say) -> None:
        self.counts, self.say = counts, say
        self._began = self._said = time.monotonic()

    def tell(self, lost: str) -> None:
        """Say it, if it is time; folders are named, nobody in them."""
        now = time.monotonic()
        if lost:
            self.say(_("“{name}”没有做成，原因写在 {name}.error.txt").format(name=lost))
        counts = self.counts
        ended = counts.done + counts.failed
        left = counts.whole - counts.before - ended
        if left and now - self._said < self.SECONDS:
            return
        self._said = now
        rate = ended / max(now - self._began, 0.001)
        said = _("{ended}/{whole}，每分钟 {rate:.0f} 个，还要 {minutes:.0f} 分钟，没做成 {failed} 个")
        minutes = left / rate / 60
        self.say(
            said.format(
                ended=ended + counts.before,
                whole=counts.whole,
                rate=rate * 60,
                minutes=minutes,
                failed=counts.failed,
            )
        )
