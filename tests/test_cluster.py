"""Many cases made by the workers of a cluster: in groups, over paths, listening to nobody else."""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner
from test_batch import FAULTS, TESTS, cases, lines, run

from workbook import batch as many
from workbook.__main__ import main
from workbook.batch import Job, batch, case_files, cluster, group
from workbook.batch.manifest import Manifest
from workbook.language import Refused
from workbook.report import Parts, report


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """Two workers on this machine; a case whose folder says how it goes wrong goes wrong with them."""
    log = tmp_path_factory.mktemp("log") / "log"
    with pytest.MonkeyPatch.context() as patched, ExitStack() as open_now:
        patched.setenv("PYTHONPATH", os.pathsep.join([str(TESTS / "faulty"), str(TESTS.parent)]))
        patched.setenv("BATCH_LOG", str(log))
        yield cluster._connected(2, open_now)


@pytest.fixture
def address(client):
    """The address of that cluster, and its certificates where a person would set them."""
    import dask

    told = client.cluster.security
    keys = {"ca-file": told.tls_ca_file, "client.key": told.tls_client_key, "client.cert": told.tls_client_cert}
    with dask.config.set({f"distributed.comm.tls.{name}": value for name, value in keys.items()}):
        yield client.scheduler.address


# -- what the workers make --------------------------------------------------------------------------------------------


def test_what_goes_wrong_on_a_cluster_loses_itself_alone(tmp_path, address):
    good = [f"good-{number:02}" for number in range(7)]
    folder, out = cases(tmp_path / "cases", [*good[:4], *FAULTS, "orphaned", *good[4:]]), tmp_path / "out"
    job = Job(out, named="results", seconds=5)
    counts = batch(case_files([folder]), job, 1, say=lambda _words: None, cluster=address)
    assert address.startswith("tls://127.0.0.1:")
    assert (counts.done, counts.failed) == (7, 7)
    failed = {line["case"]: line["failed"] for line in lines(out) if "failed" in line}
    assert failed == {**FAULTS, "orphaned": "lost"}
    assert {file.name.removesuffix(".error.txt") for file in out.glob("*.error.txt")} == {*FAULTS, "orphaned"}
    assert not list(out.glob(cluster.PARTS))
    assert sorted(place.name for place in out.iterdir() if place.is_dir()) == good

    alone = report(folder / "good-03/case.json", tmp_path / "alone", say=lambda _words: None, parts=Parts.RESULTS)
    name = "private/results.json"
    assert (out / "good-03" / name).read_bytes() == (alone.folder / name).read_bytes()
    log = Path(os.environ["BATCH_LOG"]).read_text(encoding="utf-8").split()
    tried = [place for place in log if place.startswith(str(out))]
    assert len(tried) == len(set(tried)) == 14


def test_nobody_but_this_machine_can_reach_the_workers_and_no_page_answers(client):
    me = psutil.Process()
    listening = [
        at.laddr
        for process in (me, *me.children(recursive=True))
        for at in process.net_connections(kind="inet")
        if at.status == psutil.CONN_LISTEN
    ]
    assert {at.ip for at in listening} == {"127.0.0.1"}
    assert (
        len(listening) == 2 + 3 * 2
    )  # the scheduler and its web server; of each worker, its keeper and its web server
    assert {worker.split("://")[0] for worker in client.scheduler_info()["workers"]} == {"tls"}
    for port, page in ((client.cluster.scheduler.http_server.port, page) for page in ("status", "metrics", "health")):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}")


# -- what is sent, and what comes back --------------------------------------------------------------------------------


def test_paths_travel_and_no_case(tmp_path):
    files = case_files([cases(tmp_path / "cases", ["a", "b"])])
    sent = json.loads(group.told(files, Job(tmp_path / "out"), "part"))
    assert sent["cases"] == [str(file) for file in files]
    assert set(sent) == {"cases", "job", "part", "program"}
    assert set(sent["job"]) == {"out", "language", "named", "seconds", "megabytes"}


@pytest.mark.parametrize(("number", "workers", "sizes"), [(5, 2, [5]), (45, 1, [12, 12, 12, 9]), (200, 2, [20] * 10)])
def test_a_group_has_ten_to_twenty_cases(number, workers, sizes):
    assert [len(cut) for cut in cluster._cut(list(range(number)), workers)] == sizes


class Ended:
    status = "finished"


def sent(tmp_path, names):
    job = Job(tmp_path / "out", named="results")
    job.out.mkdir()
    return cluster._Group(list(case_files([cases(tmp_path / "cases", names)])), job), Manifest(job.out)


def test_of_a_lost_group_the_first_without_an_answer_is_lost_and_the_rest_begun_anew(tmp_path):
    one, manifest = sent(tmp_path, ["a", "b", "c", "d"])
    Manifest(one.job.out, one.part.name).note(one.cases[0], one.job)
    coming = one.ended(Ended(), manifest)
    assert [next(coming), next(coming)] == [(one.cases[0], False), (one.cases[1], True)]
    with pytest.raises(StopIteration) as rest:
        next(coming)
    assert rest.value.value == one.cases[2:]
    assert [line.get("failed") for line in lines(one.job.out)] == [None, "lost"]


def test_a_worker_that_does_not_see_the_folder_is_said(tmp_path):
    one, manifest = sent(tmp_path, ["a"])
    with pytest.raises(Refused, match="看不到那个文件夹"):
        next(one.ended(Ended(), manifest))


def served(line, monkeypatch):
    read = iter([line, ""])
    monkeypatch.setattr(sys, "stdin", type("Pipe", (), {"readline": lambda _self: next(read)})())
    group.serve()


def test_a_group_that_was_begun_is_not_begun_again(tmp_path, monkeypatch, capsys):
    one, _manifest = sent(tmp_path, ["a"])
    one.part.touch()
    served(one.line, monkeypatch)
    assert capsys.readouterr().out == "ended\n"
    assert one.part.read_text(encoding="utf-8") == ""


def test_a_machine_with_another_program_makes_nothing(tmp_path, monkeypatch):
    one, _manifest = sent(tmp_path, ["a"])
    served(one.line.replace('"program": "', '"program": "0'), monkeypatch)
    assert json.loads(one.part.read_text(encoding="utf-8"))["failed"] == "program"
    assert "同一个版本" in (one.job.out / "a.error.txt").read_text(encoding="utf-8")


def test_what_a_stopped_batch_left_with_its_workers_counts(tmp_path):
    one, _manifest = sent(tmp_path, ["a", "b"])
    (one.job.out / "a").mkdir()
    Manifest(one.job.out, one.part.name).note(one.cases[0], one.job)
    counts = batch(tuple(one.cases), one.job, 1, say=lambda _words: None)
    assert (counts.before, counts.done) == (1, 1)
    assert not one.part.exists()


# -- where a cluster may be -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told", ["10.0.0.5:8786", "tcp://example.org:8786", "ws://127.0.0.1:1", "tcp://127.0.0.1.example.org:1"]
)
def test_an_address_that_others_reach_needs_tls(told):
    with pytest.raises(Refused, match="tls://"):
        cluster.check(told)


@pytest.mark.parametrize(
    "told", ["127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786", "tls://example.org:8786"]
)
def test_an_address_of_this_machine_or_with_tls_is_good(told):
    cluster.check(told)


def test_a_cluster_that_wants_certificates_says_so(tmp_path):
    done = CliRunner().invoke(
        main, ["batch", str(cases(tmp_path, ["a"])), "--out", str(tmp_path), "--dask", "tls://127.0.0.1:1"]
    )
    assert done.exit_code == 2
    assert "证书" in done.stderr


def test_without_the_extra_it_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Refused, match="requirements-cluster"):
        batch(case_files([cases(tmp_path / "cases", ["a"])]), Job(tmp_path / "out"), 1, cluster=2)


@pytest.mark.parametrize(
    ("words", "where"), [(["--dask-local", "3"], 3), (["--dask", "tls://a:1"], "tls://a:1"), ([], None)]
)
def test_the_command_says_where(tmp_path, monkeypatch, words, where):
    told = []
    monkeypatch.setattr(many, "batch", lambda *_what, **how: told.append(how["cluster"]) or many.Counts(1))
    CliRunner().invoke(main, ["batch", str(cases(tmp_path, ["a"])), "--out", str(tmp_path), *words])
    assert told == [where]


def test_one_way_at_a_time(tmp_path):
    words = ["batch", str(cases(tmp_path, ["a"])), "--out", str(tmp_path), "--dask-local", "2", "--workers", "2"]
    assert CliRunner().invoke(main, words).exit_code == 2


# -- many -------------------------------------------------------------------------------------------------------------


@pytest.mark.scale
@pytest.mark.timed
def test_papers_by_two_workers_of_a_cluster_take_hardly_longer_than_by_two_here(tmp_path, record_property):
    folder = cases(tmp_path / "cases", [f"case-{n:03}" for n in range(120)])

    def seconds(name, *words):
        began = time.monotonic()
        done = run(tmp_path, folder, "--out", tmp_path / name, "--only", "documents", *words)
        assert done.returncode == 0, done.stderr
        return time.monotonic() - began

    here, there = seconds("here", "--workers", 2), seconds("there", "--dask-local", 2)
    record_property("seconds here, there", (here, there))
    assert there <= 1.3 * here
