"""A group of cases made at one go on the machine of a cluster's worker: a batch of its own, told in one line.

The worker of the cluster has threads, from which nothing may be forked; so it keeps a program of ours beside it. What
is made stands in a part of the manifest, so that it counts whatever becomes of the worker.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workbook.batch.here import Gone, here, write_down
from workbook.batch.job import Job
from workbook.batch.manifest import Manifest, program
from workbook.batch.worker import Failed
from workbook.language import _, speaking

_ENDED = "ended\n"
_beside = threading.local()


def told(case_files: Iterable[Path], job: Job, part: str) -> str:
    """Put a group into one line: paths and numbers, never a case."""
    wanted = {**asdict(job), "out": str(job.out)}
    group = {"cases": [str(file) for file in case_files], "job": wanted, "part": part, "program": program().decode()}
    return f"{json.dumps(group)}\n"


def make(line: str) -> None:
    """Have a group made by the program beside this thread; it is started anew where it has died."""
    process = _program_here()
    assert process.stdin and process.stdout  # noqa: S101, PT018 - they are pipes
    process.stdin.write(line)
    process.stdin.flush()
    if process.stdout.readline() != _ENDED:
        process.kill()
        process.wait()


def _program_here() -> subprocess.Popen[str]:
    process: subprocess.Popen[str] | None = getattr(_beside, "process", None)
    if process is None or process.poll() is not None:
        command = [sys.executable, "-c", f"from {__name__} import serve; serve()"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
        _beside.process = process
    return process


def serve() -> None:
    """Make the groups that come in, one a line, until the pipe ends; say after each that it did."""
    while line := sys.stdin.readline():
        group: dict[str, Any] = json.loads(line)
        job = Job(**{**group["job"], "out": Path(group["job"]["out"])})
        with suppress(FileExistsError), speaking(job.language):
            (job.out / group["part"]).touch(mode=0o600, exist_ok=False)  # begun once, whoever sends it again
            _make([Path(file) for file in group["cases"]], job, Manifest(job.out, group["part"]), group["program"])
        sys.stdout.write(_ENDED)
        sys.stdout.flush()


def _make(case_files: list[Path], job: Job, part: Manifest, theirs: str) -> None:
    if theirs != program().decode():
        said = _("集群里这台机器上的程序、规则或装的包和发起的机器不一样：两边装同一个版本，再来一次")
        for case_file in case_files:
            write_down(case_file, job, part, Failed("program", said))
        return
    asker = sys.stdin.fileno() if os.name == "posix" else None  # nothing else can wait for a pipe and a process at once
    with suppress(Gone):
        for _made in here(case_files, job, part, workers=1, asker=asker):
            pass
