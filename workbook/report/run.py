"""A notebook run as a kernel would run it, in this process: no cell of ours asks for more."""

from __future__ import annotations

import ast
import io
import platform
import traceback
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook.language import _, speaking, spoken
from workbook.report import notebook as stored
from workbook.report.notebook import Cell, Notebook

_LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}
"""What a kernel says of itself in a notebook it has run."""


@dataclass(frozen=True)
class Failure:
    """A cell that stopped a notebook, or a document that could not be made."""

    where: str
    reason: str

    def __str__(self) -> str:
        return _("{where} 没有完成：{reason}").format(where=self.where, reason=self.reason)


def execute(path: Path, parameters: Mapping[str, object]) -> tuple[Notebook, Failure | None]:
    """Execute a stored notebook in an empty namespace.

    Gives it with the parameters in a visible cell and what each cell shows, and the failure that stopped it, if any.
    Refused for a parameter that the notebook does not declare. The language it speaks ends with it.
    """
    notebook = stored.read(path)
    stored.inject(notebook, parameters)
    with speaking(spoken()):
        return notebook, _run(notebook, path.stem)


def _run(notebook: Notebook, name: str) -> Failure | None:
    """Run the cells up to the first that fails, and keep with each what it shows."""
    notebook["metadata"]["language_info"] = _LANGUAGE
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(stored.code(notebook), start=1):
        cell["execution_count"] = number
        error = _show(cell, names, f"<{name} {number}>")
        if error is not None:
            where = _("{notebook} 第 {n} 个程序格").format(notebook=name, n=number)
            return Failure(where, f"{type(error).__name__}: {error}")
    return None


def _show(cell: Cell, names: dict[str, Any], place: str) -> BaseException | None:
    """Run a cell and keep what it prints, then what it ends in; give the error that stopped it."""
    printed = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    stopped: BaseException | None = None
    try:
        with redirect_stdout(printed["stdout"]), redirect_stderr(printed["stderr"]):
            value = _value(stored.source(cell), names, place)
            shown = [] if value is None else [_result(value, cell["execution_count"])]
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a cell raises is shown below it
        shown, stopped = [_error(error)], error
    cell["outputs"] = [*_streams(printed), *shown]
    return stopped


def _value(words: str, names: dict[str, Any], place: str) -> object:
    """Run the statements and give the value of the last, where that is an expression."""
    tree = ast.parse(words, place)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, place, "exec", dont_inherit=True), names)  # noqa: S102 - our own notebooks
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), place, "eval", dont_inherit=True), names)  # noqa: S307 - as above


def _result(value: object, count: int) -> dict[str, Any]:
    bundle = getattr(value, "_repr_mimebundle_", None)
    kinds = {"text/plain": repr(value)} if bundle is None else bundle()
    return {
        "data": {kind: stored.lines(text) for kind, text in kinds.items()},
        "execution_count": count,
        "metadata": {},
        "output_type": "execute_result",
    }


def _streams(printed: Mapping[str, io.StringIO]) -> list[dict[str, Any]]:
    said = {name: text.getvalue() for name, text in printed.items()}
    return [{"name": name, "output_type": "stream", "text": stored.lines(text)} for name, text in said.items() if text]


def _error(error: BaseException) -> dict[str, Any]:
    return {
        "ename": type(error).__name__,
        "evalue": str(error),
        "output_type": "error",
        "traceback": "".join(traceback.format_exception(error)).splitlines(),
    }
