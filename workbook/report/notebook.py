"""A notebook as it is stored: plain JSON, in the one form in which Jupyter writes it."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbook import home
from workbook.language import N_, Refused, _

NOTEBOOKS = home.SHIPPED / "notebooks"
INJECTED = "injected-parameters"

Notebook = dict[str, Any]
Cell = dict[str, Any]


def notebooks() -> tuple[Path, ...]:
    """Give the notebooks of the walk, in order; Incomplete if there is none."""
    found = tuple(sorted(NOTEBOOKS.glob("0*.ipynb")))
    if not found:
        raise home.Incomplete(NOTEBOOKS)
    return found


def read(path: Path) -> Notebook:
    """Read a notebook of ours: format 4, texts as lists of lines."""
    found: Notebook = json.loads(path.read_bytes())
    return found


def written(notebook: Notebook) -> str:
    """Give a notebook as Jupyter would write it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)


def lines(text: str) -> list[str]:
    """Give a text as a notebook stores it: its lines, each with its end."""
    return text.splitlines(keepends=True)


def source(cell: Cell) -> str:
    """Give what stands in a cell."""
    return "".join(cell["source"])


def code(notebook: Notebook) -> list[Cell]:
    """Give the cells that are run."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def tags(cell: Cell) -> frozenset[str]:
    """Give the words a cell is marked with."""
    return frozenset(cell["metadata"].get("tags", ()))


def inject(notebook: Notebook, parameters: Mapping[str, object]) -> None:
    """Put the values in a cell of their own after the cell tagged `parameters`; Refused for one it does not declare."""
    place = next((i for i, cell in enumerate(notebook["cells"]) if "parameters" in tags(cell)), None)
    declared = _assigned(source(notebook["cells"][place])) if place is not None else set()
    unknown = sorted(set(parameters) - declared)
    if place is None or unknown:
        raise Refused(N_("笔记本没有这个参数：{names}"), names=_("、").join(unknown))
    notebook["cells"].insert(place + 1, _values(parameters))


def _values(parameters: Mapping[str, object]) -> Cell:
    told = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": INJECTED,
        "metadata": {"tags": [INJECTED]},
        "outputs": [],
        "source": lines(told),
    }


def _assigned(words: str) -> set[str]:
    return {
        target.id
        for node in ast.parse(words).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
