"""A report is there whole: stopped at any moment, the papers before it stand, and nothing is mixed."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killing import killed

from workbook import home
from workbook.documents import whole_folder
from workbook.language import Refused

PAPERS = [f"{name}.pdf" for name in ("brief", "application", "card", "plan")]


@pytest.fixture
def place(tmp_path):
    place = tmp_path / "reports" / "（虚构）小店"
    write(place, "first")
    return place


def write(place, words, papers=PAPERS, pause=0.0):
    with whole_folder(place) as folder:
        (folder / "private").mkdir(mode=0o700)
        for paper in papers:
            (folder / paper).write_text(words, encoding="utf-8")
            time.sleep(pause)
        (folder / "private" / "walk.html").write_text(words, encoding="utf-8")


def said(place):
    return {file.read_text(encoding="utf-8") for file in place.rglob("*") if file.is_file()}


def beside(place):
    return [file.name for file in place.parent.iterdir() if file != place]


def test_a_run_takes_the_place_of_the_one_before_and_leaves_nothing_of_it(place):
    write(place, "second", ["brief.pdf"])
    assert sorted(file.name for file in place.rglob("*")) == ["brief.pdf", "private", "walk.html"]
    assert (said(place), beside(place)) == ({"second"}, [])
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def stopped(place, stop):
    with whole_folder(place) as folder:
        (folder / "brief.pdf").write_text("second", encoding="utf-8")
        raise stop


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), Refused("不行"), ZeroDivisionError()])
@pytest.mark.parametrize("first", [True, False])
def test_a_run_that_is_stopped_leaves_the_papers_before(place, stop, first):
    if first:
        shutil.rmtree(place)
    with pytest.raises(type(stop)):
        stopped(place, stop)
    assert beside(place) == []
    assert said(place) == (set() if first else {"first"})


def test_a_sheet_that_was_filled_in_and_scanned_stays(place):
    (place / "worksheet.pdf").write_text("filled in by hand", encoding="utf-8")
    write(place, "second")
    assert (place / "worksheet.pdf").read_text(encoding="utf-8") == "filled in by hand"


def test_what_the_borrower_put_there_stays(place):
    for name in ("exhibits.zip", "brief-signed.pdf", "private/notes.txt", "scans/1.jpg"):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text("mine", encoding="utf-8")
    write(place, "second")
    mine = {file.name for file in place.rglob("*") if file.is_file() and file.read_bytes() == b"mine"}
    assert mine == {"exhibits.zip", "brief-signed.pdf", "notes.txt", "1.jpg"}
    assert said(place) == {"second", "mine"}


def _write_for_ever(place):
    for n in range(100_000):
        write(place, f"run {n}", pause=0.001)


def test_a_killed_run_leaves_one_whole_report_and_the_next_sweeps(place):
    (place / "mine.jpg").write_text("mine", encoding="utf-8")
    for n in range(40):
        killed(_write_for_ever, place, 0.03 + 0.0013 * n)
        assert not place.exists() or len(said(place) - {"mine"}) == 1
        write(place, "after")
        assert (said(place), beside(place)) == ({"after", "mine"}, [])


def test_two_runs_at_once_are_refused(place):
    with whole_folder(place) as folder:
        (folder / "brief.pdf").write_text("second", encoding="utf-8")
        with pytest.raises(Refused, match="正在另一处生成"):
            write(place, "third")
    assert (said(place), beside(place)) == ({"second"}, [])


def test_a_place_that_cannot_be_written_is_refused_at_once(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (tmp_path / "file" / "case", tmp_path / ("长" * 300) / "case", Path("/proc/nowhere/case")):
        with pytest.raises(Refused, match="写不进文件夹"):
            write(place, "x")


def started(out):
    command = [sys.executable, "-m", "workbook", "report", str(home.SHIPPED / "data" / "example"), "--out", str(out)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_a_report_stopped_in_the_middle_says_one_sentence_and_leaves_the_report_before(tmp_path, sign):
    old = tmp_path / "out" / "example" / "brief.pdf"
    old.parent.mkdir(parents=True)
    old.write_text("first", encoding="utf-8")
    running = started(tmp_path / "out")
    for line in running.stdout:
        if line.startswith("[2/9]"):
            break
    time.sleep(0.3)
    os.killpg(running.pid, sign)
    _out, errors = running.communicate(timeout=60)
    assert said(old.parent) == {"first"}
    if sign != signal.SIGKILL:
        assert (running.returncode, errors.splitlines()) == (130, ["已停下；没做完的没有留下，原来的文件没动"])
        assert beside(old.parent) == []
