"""Many cases at once: what goes wrong with one takes no other with it, and what was stopped goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from workbook import home
from workbook.batch import Job, batch, case_files
from workbook.batch.manifest import Manifest
from workbook.language import Refused
from workbook.report import report

TESTS = Path(__file__).parent
TOLD = json.loads((TESTS / "fixtures/cases/ten_minutes.json").read_text(encoding="utf-8"))
FAULTS = {
    "raises": "ZeroDivisionError",
    "hangs": "time",
    "killed": "died",
    "eats": "memory",
    "crashes": "died",
    "leaves": "SystemExit",
}
"""Cases that go wrong, each in its own way, and what is written down of it."""
CASELOAD = ("caseload.html", "caseload.xlsx", "caseload-which.html")
EXAMPLE = home.SHIPPED / "data/example/case.json"


def cases(folder, names):
    """Cases that differ in the cash at hand."""
    for number, name in enumerate(names, start=1):
        told = {**TOLD, "situation": {**TOLD["situation"], "cash": str(1000 + number)}}
        (folder / name).mkdir(parents=True)
        (folder / name / "case.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return folder


def command(tmp_path, *words, wait=0):
    paths = os.pathsep.join([str(TESTS / "faulty"), str(TESTS.parent)])
    settings = {"PYTHONPATH": paths, "BATCH_LOG": str(tmp_path / "log"), "BATCH_WAIT": str(wait)}
    return [sys.executable, "-m", "workbook", "batch", *map(str, words)], {**os.environ, **settings}


def run(tmp_path, *words):
    call, settings = command(tmp_path, *words)
    return subprocess.run(call, env=settings, capture_output=True, text=True, check=False)


def lines(out):
    return [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def done(out):
    """The cases that were made, as the manifest says; a line that is being written may be cut off."""
    return {
        json.loads(line)["case"]
        for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()
        if line.endswith("}") and "key" in json.loads(line)
    }


# -- what goes wrong --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_six_that_go_wrong_of_twenty_lose_exactly_six(tmp_path, start):
    good = [f"good-{number:02}" for number in range(14)]
    folder, out = cases(tmp_path / "cases", [*good[:7], *FAULTS, *good[7:]]), tmp_path / "out"
    words = (folder, "--out", out, "--only", "results", "--workers", 2, "--start", start, "--seconds", 15)
    done = run(tmp_path, *words)
    assert (done.returncode, done.stdout.strip()) == (1, "做好 14 个，没做成 6 个，早已做好 0 个"), done.stderr
    assert sorted(file.name for file in out.glob("*.error.txt")) == sorted(f"{name}.error.txt" for name in FAULTS)
    assert sorted(place.name for place in out.iterdir() if place.is_dir()) == good
    assert [line["case"] for line in lines(out) if "key" in line] != []
    failed = {line["case"]: line["failed"] for line in lines(out) if "failed" in line}
    assert failed == FAULTS
    assert "division by zero" in (out / "raises.error.txt").read_text(encoding="utf-8")
    assert "SIGSEGV" in (out / "crashes.error.txt").read_text(encoding="utf-8")
    assert "“raises”没有做成" in done.stderr
    assert "division" not in done.stderr

    alone = report(folder / "good-03/case.json", tmp_path / "alone", say=lambda _words: None)
    name = "private/results.json"
    assert (out / "good-03" / name).read_bytes() == (alone.folder / name).read_bytes()


def test_what_was_mended_is_made_and_its_error_is_gone(tmp_path):
    folder, out = cases(tmp_path / "cases", ["good", "broken"]), tmp_path / "out"
    told = (folder / "broken/case.json").read_bytes()
    (folder / "broken/case.json").write_text("{", encoding="utf-8")
    job = Job(out, named="results")
    first = batch(case_files([folder]), job, 2, say=lambda _words: None)
    assert (first.done, first.failed) == (1, 1)
    assert {line["case"]: line.get("failed") for line in lines(out)} == {"good": None, "broken": "refused"}
    (folder / "broken/case.json").write_bytes(told)
    again = batch(case_files([folder]), job, 2, say=lambda _words: None)
    assert (again.before, again.done, again.failed) == (1, 1, 0)
    assert not list(out.glob("*.error.txt"))


def test_a_case_that_a_list_names_and_is_not_there_fails_alone(tmp_path):
    folder, out = cases(tmp_path / "cases", ["here"]), tmp_path / "out"
    (tmp_path / "list.txt").write_text("# 名单\ncases/here\ncases/gone\n\n", encoding="utf-8")
    counts = batch(case_files([tmp_path / "list.txt"]), Job(out, named="results"), 1, say=lambda _words: None)
    assert (counts.done, counts.failed) == (1, 1)
    assert (folder / "here").is_dir()
    assert (out / "gone.error.txt").is_file()


# -- stopped and started again ----------------------------------------------------------------------------------------


def made_by(tmp_path):
    log = tmp_path / "log"
    return log.read_text(encoding="utf-8").split() if log.exists() else []


def wait_for(said, what):
    until = time.monotonic() + 60
    while not said():
        assert time.monotonic() < until, what
        time.sleep(0.05)


@pytest.fixture
def hears_ctrl_c():
    """Let what is started hear Ctrl-C; a shell lets its background jobs, and all that comes of them, ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_ctrl_c")
@pytest.mark.parametrize(("how", "start"), [(signal.SIGKILL, "fork"), (signal.SIGINT, "spawn")])
def test_a_batch_that_was_stopped_goes_on_where_it_was(tmp_path, how, start):
    folder, out = cases(tmp_path / "cases", [f"case-{number}" for number in range(8)]), tmp_path / "out"
    words = (folder, "--out", out, "--only", "results", "--workers", 2, "--start", start)
    call, settings = command(tmp_path, *words, wait=0.3)
    stopped = subprocess.Popen(call, env=settings, stderr=subprocess.DEVNULL)
    manifest = out / "manifest.jsonl"
    wait_for(lambda: manifest.is_file() and len(done(out)) >= 3, "three are made")
    stopped.send_signal(how)
    assert stopped.wait(30) == (130 if how == signal.SIGINT else -how)
    time.sleep(1)
    kept = done(out)
    stamps = {name: (out / name).stat().st_mtime_ns for name in kept}
    assert 3 <= len(kept) < 8

    again = run(tmp_path, *words)
    assert again.returncode == 0, again.stderr
    assert again.stdout.strip() == f"做好 {8 - len(kept)} 个，没做成 0 个，早已做好 {len(kept)} 个"
    assert {name: (out / name).stat().st_mtime_ns for name in kept} == stamps
    assert sorted(place.name for place in out.iterdir()) == sorted(
        [".batch.lock", "manifest.jsonl", *CASELOAD, *(f"case-{number}" for number in range(8))]
    )
    assert all((out / f"case-{number}/private/results.json").is_file() for number in range(8))


def test_what_is_made_already_is_made_again_only_when_something_behind_it_changed(tmp_path):
    folder, out = cases(tmp_path / "cases", ["one"]), tmp_path / "out"
    (case_file,) = case_files([folder])

    def made(**told):
        return batch((case_file,), Job(out, **{"named": "results", **told}), 1, say=lambda _words: None).done

    assert (made(), made(), made(language="en"), made(language="en"), made()) == (1, 0, 1, 0, 1)
    case_file.write_text(json.dumps(TOLD), encoding="utf-8")
    assert (made(), made()) == (1, 0)
    (out / "one/private/results.json").unlink()
    (out / "one/private").rmdir()
    (out / "one").rmdir()
    assert made() == 1


def test_who_has_everything_has_the_results_too(tmp_path):
    (case_file,) = case_files([cases(tmp_path / "cases", ["one"])])
    (tmp_path / "one").mkdir()
    manifest = Manifest(tmp_path)
    manifest.note(case_file, Job(tmp_path, named="documents"))
    held = {name: Manifest(tmp_path).holds(case_file, Job(tmp_path, named=name)) for name in ("all", "results", "walk")}
    assert held == {"all": False, "results": True, "walk": False}


def test_a_line_that_was_cut_off_says_nothing(tmp_path):
    (case_file,) = case_files([cases(tmp_path / "cases", ["one"])])
    (tmp_path / "one").mkdir()
    (tmp_path / "manifest.jsonl").write_text('{"case": "one", "ke', encoding="utf-8")
    manifest = Manifest(tmp_path)
    assert not manifest.holds(case_file, Job(tmp_path))
    manifest.note(case_file, Job(tmp_path))
    assert Manifest(tmp_path).holds(case_file, Job(tmp_path))


def test_two_batches_do_not_write_into_one_folder(tmp_path):
    folder, out = cases(tmp_path / "cases", ["hangs"]), tmp_path / "out"
    call, settings = command(tmp_path, folder, "--out", out, "--only", "results", "--start", "fork")
    first = subprocess.Popen(call, env=settings, stderr=subprocess.DEVNULL)
    wait_for(lambda: any(line.endswith("/hangs") for line in made_by(tmp_path)), "the first is at work")
    with pytest.raises(Refused, match="另一批"):
        batch(case_files([folder]), Job(out), 1, say=lambda _words: None)
    first.kill()
    first.wait()


# -- the same as a single run -----------------------------------------------------------------------------------------


def files(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_a_batch_gives_the_bytes_of_a_single_report(tmp_path, start):
    alone = report(EXAMPLE, tmp_path / "alone", say=lambda _words: None)
    done = run(tmp_path, EXAMPLE, "--out", tmp_path / "out", "--start", start)
    assert (done.returncode, done.stdout.strip()) == (0, "做好 1 个，没做成 0 个，早已做好 0 个"), done.stderr
    assert files(tmp_path / "out/example") == files(alone.folder)


@pytest.mark.parametrize(
    ("only", "there"),
    [
        ("results", {"private/results.json"}),
        ("walk", {"private/walk.html"}),
        ("documents", {"brief.pdf", "private/results.json"}),
    ],
)
def test_only_what_was_asked_for_is_made(tmp_path, only, there):
    done = run(tmp_path, EXAMPLE.parent, "--out", tmp_path / "out", "--only", only)
    assert done.returncode == 0, done.stderr
    made = set(files(tmp_path / "out/example"))
    assert there <= made
    assert ("private/walk.html" in made) == (only == "walk")
    assert ("brief.pdf" in made) == (only == "documents")
    assert (tmp_path / "out/caseload.html").is_file() == (only != "walk")


def test_whoever_forks_has_compiled_nothing(tmp_path):
    said = (
        "import typst; typst.Compiler = None\n"
        "from pathlib import Path; from workbook.batch import Job; from workbook.batch.worker import warm_up\n"
        f"warm_up(Job(Path({str(tmp_path)!r})))"
    )
    subprocess.run([sys.executable, "-c", said], check=True)


# -- which cases ------------------------------------------------------------------------------------------------------


def test_cases_are_named_by_folder_by_the_folder_of_folders_or_by_a_list(tmp_path):
    folder = cases(tmp_path / "cases", ["b", "a"])
    (tmp_path / "list.txt").write_text("\ufeffcases/b\n", encoding="utf-8")
    both = (folder / "a/case.json", folder / "b/case.json")
    assert case_files([folder]) == both
    assert case_files([folder / "a"]) == case_files([folder / "a/case.json"]) == both[:1]
    assert case_files([tmp_path / "list.txt", folder]) == (both[1], both[0])


@pytest.mark.parametrize(("named", "said"), [("nowhere", "找不到"), ("empty", "没有找到案例"), ("twice", "同名")])
def test_what_names_no_case_or_one_name_twice_is_refused(tmp_path, named, said):
    (tmp_path / "empty").mkdir()
    cases(tmp_path / "x", ["one"])
    cases(tmp_path / "y", ["one"])
    (tmp_path / "twice").write_text("x/one\ny/one\n", encoding="utf-8")
    with pytest.raises(Refused, match=said):
        case_files([tmp_path / named])


# -- many -------------------------------------------------------------------------------------------------------------


MANY, OF_EACH_FAULT = 1000, 2


def watched(tmp_path, folder, out, at):
    """Run a batch; give processor seconds and the parent's memory when so many were made, and what it said."""
    call, settings = command(tmp_path, folder, "--out", out, "--only", "results", "--seconds", 20)
    process = psutil.Popen(call, env=settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    seen, manifest = [], out / "manifest.jsonl"
    for number in at:
        until = time.monotonic() + 3600
        while not manifest.exists() or manifest.read_bytes().count(b'"key"') < number:
            assert time.monotonic() < until
            time.sleep(0.05)
        spent = process.cpu_times()
        seen.append(
            (spent.user + spent.system + spent.children_user + spent.children_system, process.memory_info().rss)
        )
    said, _nothing = process.communicate()
    return seen, said.strip()


@pytest.mark.scale
@pytest.mark.timed
def test_a_thousand_cases_cost_what_ten_do_each_memory_stays_flat_and_faults_lose_themselves(tmp_path, record_property):
    third, faulty = MANY // 3, [f"{kind}-{n}" for kind in FAULTS for n in range(OF_EACH_FAULT)]
    good = [f"case-{n:04}" for n in range(MANY)]
    names = [*good[: MANY // 2], *faulty, *good[MANY // 2 :]]
    cases(tmp_path / "cases", names)
    (tmp_path / "list").write_text("\n".join(f"cases/{name}" for name in names), encoding="utf-8")
    seen, said = watched(tmp_path, tmp_path / "list", tmp_path / "out", (10, third, MANY - third, MANY - 10))
    assert said == f"做好 {MANY} 个，没做成 {len(faulty)} 个，早已做好 0 个"
    lost = (tmp_path / "out").glob("*.error.txt")
    assert sorted(file.name.removesuffix(".error.txt") for file in lost) == sorted(faulty)
    (at_ten, small), (at_third, _), (at_two_thirds, _), (at_end, large) = seen
    each = [(at_third - at_ten) / (third - 10), (at_end - at_two_thirds) / (third - 10)]
    record_property("processor seconds of a case, first and last third; memory, first and last", (each, small, large))
    assert each[1] <= 1.05 * each[0]
    assert large <= 1.05 * small
