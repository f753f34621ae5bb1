"""Where cases live on this machine, and the one clock of the house."""

from __future__ import annotations

import os
import re
import shutil
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from workbook import home
from workbook.language import N_, Language, Refused
from workbook.text import clean, halfwidth

CASE_FILE = "case.json"
PRIVATE_FILE = 0o600
_CHINA = timezone(timedelta(hours=8))
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|current|language)", re.IGNORECASE)
_LONGEST_NAME = 40


def today() -> date:
    """Read the date in China, whatever the machine's own zone."""
    return now().date()


def now() -> datetime:
    """Read the time in China."""
    return datetime.now(UTC).astimezone(_CHINA)


def slug(name: str) -> str:
    """Make a folder name from a case name as typed: letters, digits, hanzi and dashes only."""
    bare = re.sub(r"[^\w-]+", "-", halfwidth(clean(name))).strip("-_")[:_LONGEST_NAME]
    return f"case-{bare}".strip("-") if not bare or _RESERVED.fullmatch(bare) else bare


def make_folder(name: str) -> Path:
    """Make an empty case folder, private to this user, with a name of its own and give its case file."""
    folder = _free(home.cases() / slug(name))
    private_folder(folder)
    return folder / CASE_FILE


def current() -> Path:
    """Give the case file of the case last made or opened; a new name if there is none yet."""
    pointer = home.cases() / "current"
    name = slug(pointer.read_text(encoding="utf-8")) if pointer.is_file() else "my-case"
    return _inside(home.cases() / name) / CASE_FILE


def language() -> Language:
    """Give the language that was chosen for every page; Chinese until another one is."""
    chosen = home.cases() / "language"
    told = chosen.read_text(encoding="utf-8").strip() if chosen.is_file() else ""
    return "en" if told == "en" else "zh"


def choose_language(chosen: Language) -> None:
    """Keep the language for every page opened from now on."""
    _note("language", chosen)


def listed() -> tuple[Path, ...]:
    """Give the case files of every case on this machine, by name; one of which only backups are left too."""
    left = (backup.parent.with_name(CASE_FILE) for backup in home.cases().glob("*/backups/*.json"))
    return tuple(sorted({*home.cases().glob(f"*/{CASE_FILE}"), *left}))


def backups(case_file: Path) -> list[Path]:
    """Give the backups of a case, the newest first."""
    return sorted((case_file.parent / "backups").glob("*.json"), reverse=True)


def adopt(path: Path) -> None:
    """Make a case under the cases folder the current one."""
    if path.parent.parent == home.cases():
        _note("current", path.parent.name)


def locate(named: str | Path | None = None) -> Path:
    """Find the case file: the one named, else WORKBOOK_CASE, else the current case.

    A relative name is looked up from the home, among what comes with the workbook, then among the cases.
    A case of which only backups are left counts as there. Raises Refused if a case was named and is not there.
    """
    wanted = named or os.environ.get("WORKBOOK_CASE")
    if not wanted:
        return current()
    for start in (home.folder(), home.SHIPPED, home.cases()):
        if (case_file := _case_at(start / wanted)) is not None:
            return case_file.resolve()
    raise Refused(N_("找不到案例“{name}”，请检查文件夹名，里面要有 case.json"), name=str(wanted))


def _case_at(place: Path) -> Path | None:
    try:
        case_file = place / CASE_FILE if place.is_dir() else place
        there = case_file.is_file() or (case_file.name == CASE_FILE and bool(backups(case_file)))
    except OSError:  # a name longer than the disk can hold
        return None
    return case_file if there else None


def drawer(case_file: Path, name: str) -> Path:
    """Give a private folder beside the case file, made when missing: statements, exhibits or backups."""
    folder = case_file.parent / name
    private_folder(folder)
    return folder


def stamp(path: Path) -> tuple[int, int, int]:
    """Give a mark that changes whenever the file is replaced or edited; zeros when there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def private_folder(folder: Path) -> None:
    """Make a folder that its owner alone can open, unless it is there."""
    try:
        home.private_folder(folder)
    except OSError as error:
        raise Refused(
            N_("不能在“{place}”建文件夹（{reason}），请换一个可以写的位置"), place=str(folder), reason=error.strerror
        ) from error


def _note(name: str, words: str) -> None:
    """Keep a word beside the cases; an open page looks every second and must not meet half of it."""
    private_folder(home.cases())
    fresh = home.cases() / f".{name}.tmp"
    fresh.write_text(words, encoding="utf-8")
    fresh.replace(home.cases() / name)


def _free(folder: Path) -> Path:
    folder = _inside(folder)
    tries = [folder, *(folder.with_name(f"{folder.name}-{n}") for n in range(2, 1000))]
    return next(place for place in tries if not place.exists())


def _inside(folder: Path) -> Path:
    if folder.is_symlink() or home.cases().resolve() not in folder.resolve().parents:
        raise Refused(N_("“{place}”不在案例文件夹里，不能使用"), place=folder.name)
    return folder


def remove(case_file: Path) -> None:
    """Delete a case with its statements, exhibits and backups; there is no way back."""
    shutil.rmtree(_inside(case_file.parent))
