"""Say what a change changed: every paper, page and result of every case as text, before and after.

`python tests/same BASE` (or `make same BASE=…`) checks BASE out beside the project, lets it write the same cases, and
prints the difference. Nothing printed means that nothing changed. Each side runs `python tests/same write CASES OUT`.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORK = ROOT / ".cache/same"
LANGUAGES = ("zh", "en")


def as_text(case_file: Path, language: str) -> Iterator[tuple[str, str]]:
    """Give each page, paper and result of a case by its name: pages as a notebook shows them with nobody typing."""
    from workbook import casefile, documents, report
    from workbook.language import Refused, speaking

    with speaking(language):
        for path in report.notebooks():
            yield f"pages/{path.stem}.txt", "\n\n".join(_shown(path, case_file, language))
        case = casefile.read(case_file).case
        papers, said = documents.compose(case, release=True)
        held, waiting = documents.compose(case)
        for paper in papers:
            kept = "" if paper in held else "— 先不生成 —\n"
            yield f"papers/{paper.folder / paper.document.name}.txt", kept + documents.text(paper.document)
        yield "said.txt", "\n".join((*said, "", *waiting))
        for name, make in (("results.json", documents.results), ("reminders.ics", _calendar)):
            try:
                yield name, make(case)
            except Refused as reason:
                yield name, str(reason)


def _calendar(case: Any) -> str:
    from workbook import documents

    return documents.ics(case).decode()


def _shown(path: Path, case_file: Path, language: str) -> Iterator[str]:
    """Run the code of a notebook here, and give what each cell would show."""
    given = {"case_path": str(case_file), "live": False, "language": language}
    names: dict[str, object] = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        shown = _run("".join(cell["source"]), names)
        names |= given
        if shown is not None:
            yield f"{_spoken(shown)}{_picture(shown)}"


def _run(source: str, names: dict[str, object]) -> object:
    *steps, last = ast.parse(source).body
    exec(compile(ast.Module(steps, []), "cell", "exec"), names)  # noqa: S102 - our own pages
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
    exec(compile(ast.Module([last], []), "cell", "exec"), names)  # noqa: S102
    return None


def _spoken(shown: Any) -> str:
    return str(shown._repr_mimebundle_()["text/plain"])


def _picture(shown: object) -> str:
    drawn = getattr(shown, "svg", "")
    return f"\n[picture {hashlib.sha256(drawn.encode()).hexdigest()[:16]}]" if drawn else ""


def write_one(case_file: Path, language: str, folder: Path) -> None:
    """Write a case in a language as text, one file for each page, paper and result."""
    for name, words in as_text(case_file, language):
        place = folder / case_file.parent.name / language / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{words}\n", encoding="utf-8")


def write(cases: Path, out: Path) -> None:
    """Write every case below a folder as text into another."""
    jobs = [(file, language) for file in sorted(cases.glob("*/case.json")) for language in LANGUAGES]
    with ProcessPoolExecutor() as pool:
        for done in [pool.submit(write_one, *job, out) for job in jobs]:
            done.result()


def version_of(base: str) -> int:
    """Give the newest version of a case file that the state BASE of the project can read."""
    found = re.search(r"^VERSION = (\d+)$", _git("show", f"{base}:workbook/casefile/store.py"), re.MULTILINE)
    return int(found[1]) if found else 1


def store_cases(folder: Path, newest: int) -> str:
    """Write the cases that both sides can read as files; give a mark that changes when one of them does."""
    from cases import cases

    shutil.rmtree(folder, ignore_errors=True)
    mark = hashlib.sha256()
    for name, told in cases():
        if told.get("schema_version", 1) > newest:
            continue
        words = json.dumps(told, ensure_ascii=False, indent=1)
        mark.update(f"{name}{words}".encode())
        (folder / name).mkdir(parents=True)
        (folder / name / "case.json").write_text(words, encoding="utf-8")
    return mark.hexdigest()[:12]


def before(base: str, mark: str) -> Path:
    """Give the texts as the state BASE of the project writes them, kept for the next time."""
    commit = _git("rev-parse", "--verify", f"{base}^{{commit}}")
    out = WORK / f"{commit[:12]}-{mark}"
    if not out.exists():
        tree = WORK / "tree"
        shutil.rmtree(tree, ignore_errors=True)
        _git("worktree", "prune")
        _git("worktree", "add", "--detach", "--force", str(tree), commit)
        try:
            _write_in(tree, out)
        finally:
            _git("worktree", "remove", "--force", str(tree))
    return out


def _write_in(tree: Path, out: Path) -> None:
    fresh = out.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    words = [sys.executable, "tests/same", "write", str(WORK / "cases"), str(fresh)]
    subprocess.run(words, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, check=True)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def main(words: list[str]) -> int:
    """Write, or compare with a base; 1 if something differs."""
    if words[:1] == ["write"]:
        write(Path(words[1]), Path(words[2]))
        return 0
    former = before(words[0], store_cases(WORK / "cases", version_of(words[0])))
    _write_in(ROOT, WORK / "now")
    return subprocess.run(
        ["git", "--no-pager", "diff", "--no-index", "--stat", "--patch", former.name, "now"],
        cwd=WORK,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
