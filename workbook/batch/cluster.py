"""Cases made by the workers of a Dask cluster, in groups; the one place that knows Dask."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from workbook import documents
from workbook.batch import group
from workbook.batch.here import write_down
from workbook.batch.job import Job
from workbook.batch.manifest import Manifest
from workbook.batch.worker import Failed
from workbook.language import N_, Refused, _

PARTS = "manifest-*.jsonl"
SMALLEST, LARGEST, EACH = 10, 20, 4
"""A worker gets about four groups, of ten to twenty cases."""
SECONDS_TO_ANSWER = 10


def made(waiting: list[Path], job: Job, manifest: Manifest, where: str | int) -> Iterator[tuple[Path, bool]]:
    """Have these cases made; give each with whether it was lost, once that is written down.

    Of a group whose worker is lost the case it was at is lost; those it had not begun are made by another. Nothing that
    was begun is tried again. Refused for an address that is not safe, and where no cluster answers.
    """
    if not waiting:
        return
    with ExitStack() as open_now:
        client = _connected(where, open_now)
        coming = _as_completed()
        groups: dict[Any, _Group] = {}

        def send(cases: list[Path]) -> None:
            one = _Group(cases, job)
            future = client.submit(group.make, one.line, pure=False, retries=0)
            groups[future] = one
            coming.add(future)

        for cases in _cut(waiting, sum(client.nthreads().values())):
            send(cases)
        for future in coming:
            left = yield from groups.pop(future).ended(future, manifest)
            if left:
                send(left)


class _Group:
    """Cases that were sent together, and the part of the manifest in which they come back."""

    def __init__(self, cases: list[Path], job: Job) -> None:
        self.cases, self.job = cases, job
        self.part = job.out / PARTS.replace("*", uuid4().hex)
        self.line = group.told(cases, job, self.part.name)

    def ended(self, future: Any, manifest: Manifest) -> Generator[tuple[Path, bool], None, list[Path]]:
        """Give each case that came back, and the one that was lost with its worker; return those not begun."""
        if not self.part.exists():
            raise Refused(
                N_("集群没有做成：{reason}。每台机器要装好工作簿，都能读写“{out}”"),
                reason=_reason(future),
                out=self.job.out,
            )
        lines = manifest.take_over(self.part)
        left = [case_file for case_file in self.cases if case_file.parent.name not in lines]
        for case_file in self.cases:
            if case_file not in left:
                yield case_file, "failed" in lines[case_file.parent.name]
        if left:
            documents.clear_unfinished(self.job.out / left[0].parent.name)
            write_down(left[0], self.job, manifest, Failed("lost", _("集群里做它的进程没了")))
            yield left[0], True
        return left[1:]


def _reason(future: Any) -> str:
    return str(future.exception()) if future.status == "error" else _("看不到那个文件夹")


def _cut(waiting: list[Path], workers: int) -> Iterator[list[Path]]:
    size = min(LARGEST, max(SMALLEST, math.ceil(len(waiting) / max(1, workers * EACH))))
    return (waiting[place : place + size] for place in range(0, len(waiting), size))


def _as_completed() -> Any:
    from distributed import as_completed

    return as_completed()


def _connected(where: str | int, open_now: ExitStack) -> Any:
    """Give the client of a cluster at an address, or of so many workers started here."""
    try:
        from distributed import Client
    except ImportError as error:
        raise Refused(N_("用集群要另外装：pip install --require-hashes -r requirements-cluster.lock")) from error
    if isinstance(where, int):
        return open_now.enter_context(Client(_of_this_machine(where, open_now)))
    check(where)
    try:
        return open_now.enter_context(Client(where, timeout=SECONDS_TO_ANSWER))
    except (OSError, TypeError, RuntimeError) as error:
        raise Refused(N_("集群“{address}”没有应答，或者证书没有设好：{reason}"), address=where, reason=error) from error


def _of_this_machine(workers: int, open_now: ExitStack) -> Any:
    """Start so many workers that listen on 127.0.0.1, to nobody but us; what answers to a browser there is empty."""
    import dask
    from distributed import LocalCluster

    nothing: dict[str, Any] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
    open_now.enter_context(dask.config.set(nothing))
    ours = {"host": "127.0.0.1", "security": True, "dashboard_address": None}
    return open_now.enter_context(LocalCluster(n_workers=workers, threads_per_worker=1, **ours))


def check(address: str) -> None:
    """Refuse an address at which others could listen or answer: without TLS only this machine's own."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme == "tls" or (parts.scheme == "tcp" and _is_ours(parts.hostname or "")):
        return
    said = N_("集群的地址“{address}”不行：本机写 tcp://127.0.0.1:端口，别的机器要加密，写 tls://主机:端口")
    raise Refused(said, address=address)


def _is_ours(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
