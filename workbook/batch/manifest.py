"""What was made already, so that a batch that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path

from workbook import home
from workbook.batch.job import NAMES, Job
from workbook.report import Parts

FILE = "manifest.jsonl"
Line = dict[str, str]
_PACKAGE = Path(__file__).parents[1]
_READ = ("*.toml", "rules/*.toml", "lenders/*.toml")


class Manifest:
    """One line for each case: its folder's name, and the key of what was made of it or why it was not."""

    def __init__(self, folder: Path, name: str = FILE) -> None:
        self.file = folder / name
        self._last = {line["case"]: line for line in _lines(self.file)}

    def enter(self, case_files: Iterable[Path]) -> None:
        """Give each case that is new here the next number, for good: the place of its name among all names."""
        for case_file in case_files:
            if case_file.parent.name not in self._last:
                self._add({"case": case_file.parent.name})

    def number(self, name: str) -> int:
        """Give the number of a case."""
        return self._numbers[name]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._last, start=1)}

    def failed(self, name: str) -> str:
        """Give why a case was not made when it was last tried, as a word that names nobody; "" if it was."""
        return self._last[name].get("failed", "")

    def holds(self, case_file: Path, job: Job) -> bool:
        """Tell whether this case as it stands was made already, with these parts or more, and is still there."""
        name = case_file.parent.name
        kept = self._last.get(name, {}).get("key")
        if kept is None or not (job.out / name).is_dir():
            return False
        return kept in {key(case_file, job, parts) for parts in NAMES.values() if job.parts in parts}

    def note(self, case_file: Path, job: Job, failed: str = "") -> None:
        """Add the line of a case."""
        told = {"failed": failed} if failed else {"key": key(case_file, job, job.parts)}
        self._add({"case": case_file.parent.name, "parts": job.named, "language": job.language, **told})

    def take_over(self, part: Path) -> dict[str, Line]:
        """Take over the lines of a part that others wrote, and take it away; give them by the name of their case."""
        found = {line["case"]: line for line in _lines(part)}
        for line in found.values():
            self._add(line)
        part.unlink(missing_ok=True)
        return found

    def _add(self, line: Line) -> None:
        self._last[line["case"]] = line
        self.file.touch(mode=0o600)
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(line, ensure_ascii=False)}\n")


def _lines(file: Path) -> Iterable[Line]:
    """Give the lines that are whole; one that was cut off says nothing, and is ended."""
    if not file.is_file():
        return
    written = file.read_text(encoding="utf-8", errors="replace")
    if written and not written.endswith("\n"):
        file.write_text(f"{written}\n", encoding="utf-8")
    for line in written.splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and "case" in found:
            yield found


def key(case_file: Path, job: Job, parts: Parts) -> str:
    """Give what a case's folder follows from: the case, the program with its rules, the language, the parts."""
    told = case_file.read_bytes() if case_file.is_file() else b""
    name = case_file.parent.name  # printed on the walk
    return _digest(program(), name.encode(), told, job.language.encode(), str(parts.value).encode())


@cache
def program() -> bytes:
    """Give one digest for our own files, the rules and presets, the notebooks, and every package that is installed."""
    data = home.SHIPPED / "data"
    ours = [file for file in _PACKAGE.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    read = [file for pattern in _READ for file in data.glob(pattern)]
    stored = (home.SHIPPED / "notebooks").glob("*.ipynb")
    packages = sorted(f"{found.name}=={found.version}" for found in metadata.distributions())
    files = (file.read_bytes() for file in sorted({*ours, *read, *stored}))
    return _digest(sys.version.encode(), "\n".join(packages).encode(), *files).encode()


def _digest(*parts: bytes) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(hashlib.sha256(part).digest())
    return made.hexdigest()
