"""One case as pages and papers in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Flag, auto
from pathlib import Path

from workbook import casefile, documents, options, page, way
from workbook.case import Case
from workbook.collector import at_rest
from workbook.language import Language, Refused, _, speaking, spoken
from workbook.position import Position
from workbook.report.chapter import chapter
from workbook.report.notebook import notebooks, written
from workbook.report.run import Failure, execute

Say = Callable[[str], None]


class Parts(Flag):
    """What is made of a case; the papers come with their results."""

    RESULTS = auto()
    DOCUMENTS = auto()
    WALK = auto()
    ALL = RESULTS | DOCUMENTS | WALK


@dataclass(frozen=True)
class Outcome:
    """What a report left behind."""

    folder: Path
    files: tuple[Path, ...]
    failures: tuple[Failure, ...]


def report(  # noqa: PLR0913 - what a command line offers
    case_file: Path,
    out: Path,
    language: Language = "zh",
    say: Say = print,
    *,
    release: bool = False,
    request: str | None = None,
    parts: Parts = Parts.ALL,
) -> Outcome:
    """Make the walk and the papers of a case, or parts of them, in a folder named after the case.

    What was produced is kept when a notebook fails; the failure names notebook and cell. A run that is stopped leaves
    the report before as it was. `release` as in documents.write_all. With `request`, the name of a rung, the papers of
    a case without a request of its own ask for what is proposed as that rung, on a copy in memory, and say so.
    """
    place = out / case_file.parent.name
    with speaking(language), at_rest(aged=True):
        case = casefile.read(case_file).case
        asking = case if request is None else _asking(case, request, say)
        position = Position(case)
        with documents.whole_folder(place) as folder:
            files, failures = _walk(position, case_file, folder, say) if Parts.WALK in parts else ((), ())
            papers = position if asking is case else Position(asking)
            if Parts.DOCUMENTS in parts:
                files += _papers(papers, folder, say, release=release)
            elif Parts.RESULTS in parts:
                files += (documents.write_results(papers, folder),)
    return Outcome(place, tuple(place / file.relative_to(folder) for file in files), failures)


def _asking(case: Case, request: str, say: Say) -> Case:
    """Give a copy of the case that asks for a rung, or the case itself with the reason why it cannot."""
    named = options.rung_named(request)
    try:
        asking = options.with_request(case, named)
    except Refused as refused:
        say(str(refused))
        return case
    if asking is not case:
        say(_("材料里的请求按“{rung}”写成草稿，本人未确认；案例里没有改。").format(rung=options.rung_title(named)))
    return asking


def _papers(position: Position, folder: Path, say: Say, *, release: bool) -> tuple[Path, ...]:
    say(_("生成文件…"))
    files, missing = documents.write_all(position, folder, release=release)
    for words in missing:
        say(words)
    return files


def _walk(position: Position, case_file: Path, folder: Path, say: Say) -> tuple[tuple[Path, ...], tuple[Failure, ...]]:
    """Write the executed notebooks and the page they are bound into."""
    private, failures = folder / documents.PRIVATE, []
    chapters = [("overview", way.overview(position).html())]
    with page.asking(case_file, position):
        for name, html, failure in _chapters(case_file, private / "notebooks", say):
            chapters.append((name, html))
            failures += [failure] if failure else []
    walk = documents.walk(case_file.parent.name, chapters, spoken())
    return (documents.keep(private / documents.WALK, walk.encode()),), tuple(failures)


def _chapters(case_file: Path, folder: Path, say: Say) -> Iterator[tuple[str, str, Failure | None]]:
    """Run the notebooks on a case one after another; give each as a piece of a page."""
    paths = notebooks()
    parameters = {"case_path": str(case_file), "live": False, "language": spoken()}
    for number, path in enumerate(paths, start=1):
        say(f"[{number}/{len(paths)}] {path.stem}")
        notebook, failure = execute(path, parameters)
        documents.keep(folder / path.name, written(notebook).encode())
        if failure is not None:
            say(str(failure))
        yield path.stem, chapter(notebook, spoken()), failure
