"""Whatever lies on the disk: pipes and devices, folders that cannot be synced, what a killed save left behind."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from workbook import casefile, home, statements
from workbook.case import Situation
from workbook.forms import ExhibitPanel, StatementPanel
from workbook.language import Refused

EXAMPLE = home.SHIPPED / "data" / "example-import" / "statements"
DAY = ("--as-of", "2026-03-01")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "（虚构）小店" / "case.json"
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    return path


def workbook(*words, **options):
    command = [sys.executable, "-m", "workbook", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **options)


def left(path):
    return sorted(file.relative_to(path.parent).as_posix() for file in path.parent.rglob("*"))


def special(tmp_path, kind):
    if kind == "pipe":
        os.mkfifo(tmp_path / "pipe")
        return tmp_path / "pipe"
    if kind == "link":
        (tmp_path / "link.csv").symlink_to("/dev/zero")
        return tmp_path / "link.csv"
    return Path({"device": "/dev/zero", "folder": tmp_path, "stdin": "/dev/stdin", "tty": "/dev/ptmx"}[kind])


@pytest.mark.parametrize("kind", ["pipe", "link", "device", "folder", "stdin", "tty"])
@pytest.mark.parametrize("command", ["rate", "loan", "statement", "import"])
def test_what_could_be_read_for_ever_is_refused_at_once(path, tmp_path, kind, command):
    words = [
        *([path.parent] if command == "import" else []),
        special(tmp_path, kind),
        *(DAY if command == "loan" else ()),
    ]
    result = workbook(command, *words, stdin=subprocess.PIPE)
    assert (result.returncode, len(result.stderr.strip().splitlines())) == (2, 1)
    assert "不是" in result.stderr
    assert left(path) == ["case.json"]


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_a_case_file_that_is_no_plain_file_is_refused_at_once(path, tmp_path, kind):
    path.unlink()
    special(tmp_path, kind).rename(path) if kind != "folder" else path.mkdir()
    with pytest.raises(Refused, match="不是普通文件"):
        casefile.read(path)


def test_a_file_larger_than_its_limit_is_not_read(tmp_path):
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(50_000_000_000)
    for command in (["loan", *DAY], ["rate"], ["import", home.SHIPPED / "data" / "example"]):
        result = workbook(*command, tmp_path / "large.json")
        assert (result.returncode, "MB，没有读取" in result.stderr) == (2, True)
    with pytest.raises(Refused, match=r"“large\.json”超过 20 MB"):
        casefile.read_file(tmp_path / "large.json", casefile.LARGEST_FILE)


def test_a_statement_is_named_on_the_page_by_a_plain_file_only(path, tmp_path):
    panel = StatementPanel(path, lambda: None)
    for place, said in ((special(tmp_path, "pipe"), "不是普通文件"), ("长" * 300, "读不了"), ("a/none.csv", "找不到")):
        panel.named.value = str(place)
        panel.read_named()
        assert said in panel.note.value


@pytest.mark.parametrize("when", ["unreadable", "second unreadable", "damaged case", "full disk"])
def test_a_refused_import_leaves_nothing(path, monkeypatch, when):
    good = ("账单.csv", next(EXAMPLE.iterdir()).read_bytes())
    bad = ("x.pdf", b"%PDF-1.4")
    files = {"unreadable": [bad], "second unreadable": [good, bad]}.get(when, [good])
    if when == "damaged case":
        path.write_text("{", encoding="utf-8")
    if when == "full disk":
        monkeypatch.setattr("os.replace", lambda *_a: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    before = left(path)
    with pytest.raises(Refused):
        statements.take_in(path, files)
    assert [name for name in left(path) if name != ".lock"] == before


def test_a_refused_import_leaves_what_was_imported_before(path):
    good = ("账单.csv", next(EXAMPLE.iterdir()).read_bytes())
    statements.take_in(path, [good])
    before = left(path)
    with pytest.raises(Refused):
        statements.take_in(path, [good, ("x.pdf", b"%PDF-1.4")])
    assert left(path) == before


def test_a_refused_exhibit_leaves_no_copy(path):
    path.write_text("{", encoding="utf-8")
    panel = ExhibitPanel(path, lambda: None)
    panel.take([{"name": "照片.jpg", "content": b"picture"}])
    assert "打不开" in panel.note.value
    assert left(path) == ["case.json"]


def test_names_longer_than_a_disk_can_hold_are_kept_short(path):
    for name in ("长" * 300 + ".jpg", "a" * 5000, "x." + "y" * 300):
        for drawer in ("exhibits", "statements"):
            kept, _digest = casefile.keep(path, drawer, name, name.encode())
            assert len(kept.name.encode()) < 255


def test_a_case_that_cannot_be_written_is_not_brought_in(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    here = casefile.create("（虚构）在用")
    monkeypatch.setattr("os.fsync", lambda *_a: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(Refused, match="磁盘满了"):
        casefile.bring_in("new", b"{}")
    assert [folder.name for folder in here.parent.parent.iterdir() if folder.is_dir()] == [here.parent.name]
    assert casefile.current() == here


def save(path, cash):
    base = casefile.read(path).case.situation
    return casefile.save(path, "situation", Situation(cash=cash), base)


def folders_fail(monkeypatch, number):
    real = os.fsync

    def fsync(descriptor):
        if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir():
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr("os.fsync", fsync)


@pytest.mark.parametrize("number", [5, 28])
def test_a_folder_that_the_disk_does_not_confirm_is_said_as_it_is(path, monkeypatch, number):
    folders_fail(monkeypatch, number)
    with pytest.raises(casefile.Unconfirmed) as caught:
        save(path, "7")
    assert "已经写好" in str(caught.value)
    assert "没动" not in str(caught.value)
    assert str(casefile.read(path).case.situation.cash) == "7.00"
    with pytest.raises(casefile.Unconfirmed):
        statements.take_in(path, [("账单.csv", next(EXAMPLE.iterdir()).read_bytes())])
    assert len(casefile.read(path).case.situation.months) == 0
    monkeypatch.undo()
    save(path, "8")


def test_a_disk_that_confirms_no_folders_saves_all_the_same(path, monkeypatch):
    folders_fail(monkeypatch, 22)
    assert str(save(path, "7").case.situation.cash) == "7.00"


def half(path, name=".case-0a1b2c3d.tmp", folder=""):
    (path.parent / folder).mkdir(exist_ok=True)
    file = path.parent / folder / name
    file.write_bytes(path.read_bytes())
    return file


def test_what_a_killed_save_left_is_gone_on_opening_and_on_saving(path):
    half(path)
    casefile.read(path)
    assert left(path) == [".lock", "case.json"]
    half(path)
    save(path, "7")
    assert not list(path.parent.rglob("*.tmp"))


def test_a_copy_being_kept_and_a_save_going_on_are_not_disturbed(path):
    young, old = half(path, folder="statements"), half(path, ".case-old.tmp", "statements")
    os.utime(old, (0, 0))
    save(path, "7")
    assert (young.exists(), old.exists()) == (True, False)
    assert statements.take_in(path).months == ()


def test_reading_does_not_sweep_while_another_saves(path):
    writing = half(path)
    inside, done = threading.Event(), threading.Event()

    def hold():
        from filelock import FileLock

        with FileLock(path.with_name(".lock")):
            inside.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(10)
    started = time.monotonic()
    casefile.read(path)
    assert (writing.exists(), time.monotonic() - started < 1) == (True, True)
    done.set()
    thread.join()
    casefile.read(path)
    assert not writing.exists()


def test_a_case_nobody_may_write_is_read_with_what_was_left(path):
    assert json.loads(path.read_bytes()) == {}
    half(path)
    path.parent.chmod(0o500)
    try:
        casefile.read(path)
    finally:
        path.parent.chmod(0o700)
