"""The walk with nobody at the keyboard: the same notebooks, executed on a case, as pages and documents."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook import casefile, documents, home, options, way
from workbook.case import Case
from workbook.language import LANGUAGES, N_, Language, Refused, _, speaking
from workbook.position import Position

NOTEBOOKS = home.SHIPPED / "notebooks"
SECONDS_A_CELL = 300
INJECTED = "injected-parameters"
KERNEL_OPTIONS = ["--HistoryManager.enabled=False", "--IPKernelApp.log_level=40"]
"""Nothing typed is remembered; only errors reach the terminal."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Failure:
    """A cell that stopped a notebook, or a document that could not be made."""

    where: str
    reason: str

    def __str__(self) -> str:
        return _("{where} 没有完成：{reason}").format(where=self.where, reason=self.reason)


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
) -> Outcome:
    """Execute every notebook on a case and write the walk and the documents into a folder named after the case.

    What was produced is kept when a notebook fails; the failure names notebook and cell. A run that is stopped leaves
    the report before as it was. `release` as in documents.write_all. With `request`, the name of a rung, the papers of
    a case without a request of its own ask for what is proposed as that rung, on a copy in memory, and say so.
    """
    place = out / case_file.parent.name
    with speaking(language):
        case = casefile.read(case_file).case
        asking = case if request is None else _asking(case, request, say)
    with speaking(language), documents.whole_folder(place) as folder:
        executed, failures = _walk(case_file, folder / documents.PRIVATE / "notebooks", language, say)
        position = Position(case)
        first = ("overview", way.overview(position).html())
        walk = documents.walk(case_file.parent.name, (first, *_parts(executed, language)), language)
        page = documents.keep(folder / documents.PRIVATE / documents.WALK, walk.encode())
        say(_("生成文件…"))
        written, missing = documents.write_all(position if asking is case else asking, folder, release=release)
        for words in missing:
            say(words)
    return Outcome(place, tuple(place / file.relative_to(folder) for file in (page, *written)), failures)


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


def notebooks() -> tuple[Path, ...]:
    """Give the notebooks of the walk, in order; Incomplete if there is none."""
    found = tuple(sorted(NOTEBOOKS.glob("0*.ipynb")))
    if not found:
        raise home.Incomplete(NOTEBOOKS)
    return found


def execute(paths: Sequence[Path], parameters: Mapping[str, object], say: Say) -> Iterator[tuple[Any, Failure | None]]:
    """Execute notebooks one after another in one warm kernel, each in an empty namespace.

    Gives each executed notebook, with the parameters in a visible cell and without widget state or times,
    and the failure that stopped it, if any. Refused for a parameter that a notebook does not declare.
    """
    import nbformat

    with _kernel() as run:
        for number, path in enumerate(paths, start=1):
            say(f"[{number}/{len(paths)}] {path.stem}")
            notebook = nbformat.read(path, as_version=4)
            inject(notebook, parameters)
            yield notebook, run(notebook, path.stem)


def inject(notebook: Any, parameters: Mapping[str, object]) -> None:
    """Put the values in a cell of their own after the cell tagged `parameters`."""
    import nbformat

    place = next((i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", ())), None)
    declared = _assigned(notebook.cells[place].source) if place is not None else set()
    unknown = sorted(set(parameters) - declared)
    if place is None or unknown:
        raise Refused(N_("笔记本没有这个参数：{names}"), names=_("、").join(unknown))
    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    cell = nbformat.v4.new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
    notebook.cells.insert(place + 1, cell)


def _assigned(source: str) -> set[str]:
    return {
        target.id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _walk(
    case_file: Path, folder: Path, language: Language, say: Say
) -> tuple[list[tuple[str, Any]], tuple[Failure, ...]]:
    import nbformat

    parameters = {"case_path": str(case_file), "live": False, "language": language}
    done, failures = [], []
    paths = notebooks()
    for path, (notebook, failure) in zip(paths, execute(paths, parameters, say), strict=True):
        documents.keep(folder / path.name, nbformat.writes(notebook).encode())
        done.append((path.stem, notebook))
        if failure is not None:
            say(str(failure))
            failures.append(failure)
    return done, tuple(failures)


@contextmanager
def _kernel() -> Iterator[Callable[[Any, str], Failure | None]]:
    from jupyter_client.manager import KernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(NOTEBOOKS), extra_arguments=KERNEL_OPTIONS)

    def run(notebook: Any, name: str) -> Failure | None:
        client = NotebookClient(
            notebook, km=manager, timeout=SECONDS_A_CELL, store_widget_state=False, record_timing=False
        )
        try:
            client.execute()
        except CellExecutionError as error:
            return Failure(_failed_cell(notebook, name), f"{error.ename}: {error.evalue}")
        except (AssertionError, RuntimeError, TimeoutError) as error:
            if "_async_cleanup_kernel_future" in vars(client):  # nbclient answered a Ctrl-C by letting the kernel go
                raise KeyboardInterrupt from error
            return Failure(name, str(error) or type(error).__name__)
        finally:
            _empty(client)
        return None

    try:
        yield run
    finally:
        manager.shutdown_kernel(now=True)


def _empty(client: Any) -> None:
    """Leave nothing of one notebook for the next."""
    if client.kc is not None:
        client.kc.execute("%reset -f", silent=True, store_history=False)
        client.kc.stop_channels()


def _failed_cell(notebook: Any, name: str) -> str:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = (n for n, cell in enumerate(code, start=1) if any(o.output_type == "error" for o in cell.outputs))
    return _("{notebook} 第 {n} 个程序格").format(notebook=name, n=next(failed, "?"))


def _parts(executed: Sequence[tuple[str, Any]], language: Language) -> tuple[tuple[str, str], ...]:
    """Turn executed notebooks into pieces of a page: no code, no other language."""
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    others = [other for other in LANGUAGES if other != language]
    settings = Config(
        {
            "HTMLExporter": {"exclude_input": True, "exclude_input_prompt": True, "exclude_output_prompt": True},
            "TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": [*others, "end"]},
        }
    )
    exporter = HTMLExporter(template_name="basic", config=settings)
    return tuple((name, exporter.from_notebook_node(notebook)[0]) for name, notebook in executed)
