"""Many cases at once: each in a process of its own, so that what goes wrong with one takes no other with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbook import casefile, home
from workbook.batch import caseload
from workbook.batch import cluster as far
from workbook.batch.here import here
from workbook.batch.job import Job
from workbook.batch.manifest import Manifest
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
    cluster: str | int | None = None,
) -> Counts:
    """Make every case that was not made yet, so many at a time; give the counts.

    A case that fails leaves a file that says why, and is tried again by the next batch. Stopped at any moment, a batch
    leaves whole folders only. `start` is fork or spawn, by default fork where there is one. With results comes the page
    of all cases, with names where they are asked for. `cluster` is the address of one, or how many workers to start
    here; then its workers make the cases.
    """
    home.private_folder(job.out)
    busy = Refused(N_("另一批正在往“{out}”里写，请等它做完再试"), out=job.out)
    with speaking(job.language), casefile.held(job.out / ".batch.lock", 0, busy):
        manifest, counts = Manifest(job.out), Counts(len(cases))
        manifest.enter(cases)
        for part in sorted(job.out.glob(far.PARTS)):  # left by one that was stopped
            manifest.take_over(part)
        waiting = [case_file for case_file in cases if not manifest.holds(case_file, job)]
        counts.before = len(cases) - len(waiting)
        progress = Progress(counts, say)
        if cluster is None:
            made = here(waiting, job, manifest, workers, start)
        else:
            made = far.made(waiting, job, manifest, cluster)
        for case_file, failed in made:
            counts.failed += failed
            counts.done += not failed
            progress.tell(case_file.parent.name if failed else "")
        if Parts.RESULTS in job.parts:
            say(_("一览：{page}").format(page=caseload.write(cases, job.out, manifest, names=names)))
    return counts


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
