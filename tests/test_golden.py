"""The executed twins are of the notebooks as they stand, and hold nothing but our own words and numbers.

That their outputs are still what the notebooks say is compared by nbval, in `make test`.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from workbook import report

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden"
every_notebook = pytest.mark.parametrize("path", report.notebooks(), ids=lambda path: path.stem)


def _twin(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(GOLDEN / path.name, as_version=4)


def test_every_notebook_has_its_twin_and_every_twin_its_notebook() -> None:
    assert {path.name for path in GOLDEN.glob("*.ipynb")} == {path.name for path in report.notebooks()}


@every_notebook
def test_a_twin_says_what_its_notebook_says(path: Path) -> None:
    own = nbformat.read(path, as_version=4).cells
    twin = [cell for cell in _twin(path).cells if cell.id != report.INJECTED]
    assert [(c.cell_type, c.source, c.metadata.get("tags")) for c in twin] == [
        (c.cell_type, c.source, c.metadata.get("tags")) for c in own
    ], "make golden"


@every_notebook
def test_a_twin_ran_to_the_end_on_the_example(path: Path) -> None:
    cells = _twin(path).cells
    (injected,) = (cell for cell in cells if cell.id == report.INJECTED)
    assert injected.source == "case_path = 'data/example'\nlive = False\nlanguage = 'zh'"
    code = [cell for cell in cells if cell.cell_type == "code" and not cell.metadata.get("tags")]
    assert all(cell.execution_count for cell in code)
    assert all(cell.outputs for cell in code)
    assert {output.output_type for cell in code for output in cell.outputs} <= {"execute_result", "display_data"}


@every_notebook
def test_a_twin_keeps_no_picture_no_widget_no_time_and_no_place_on_one_machine(path: Path) -> None:
    twin = _twin(path)
    stored = (GOLDEN / path.name).read_text(encoding="utf-8")
    assert "widgets" not in twin.metadata
    assert not any("execution" in cell.metadata for cell in twin.cells)
    assert ";base64," not in stored
    assert "widget-view" not in stored
    assert str(ROOT) not in stored
