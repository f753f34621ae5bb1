"""What a save leaves in a notebook file."""

from __future__ import annotations

import copy

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbook.hooks import scrub

MARKER = "网商-MARKER-7731"
PYTHON = {"name": "python3", "display_name": "Python 3"}
HIDDEN = {"jupyter": {"source_hidden": True}}


def _ran() -> dict:
    cell = new_code_cell("book.show(tables.balances)", execution_count=3, metadata=dict(HIDDEN))
    cell.outputs = [new_output("stream", text=MARKER)]
    cell.metadata["execution"] = {"iopub.status.idle": "2026-11-23T14:03:00Z"}
    metadata = {"kernelspec": PYTHON, "workbook": {"autorun": True}, "widgets": {"state": MARKER}}
    return {"type": "notebook", "content": new_notebook(cells=[new_markdown_cell("欠款"), cell], metadata=metadata)}


def test_nothing_a_borrower_saw_stays() -> None:
    model = _ran()
    scrub(model, path="notebooks/02_debts.ipynb", contents_manager=None)
    code = model["content"]["cells"][1]
    assert MARKER not in str(model)
    assert (code["outputs"], code["execution_count"], code["metadata"]) == ([], None, HIDDEN)


def test_prose_code_and_the_mark_of_a_page_stay() -> None:
    model = _ran()
    scrub(model)
    prose, code = model["content"]["cells"]
    assert (prose["source"], code["source"]) == ("欠款", "book.show(tables.balances)")
    assert model["content"]["metadata"] == {"kernelspec": PYTHON, "workbook": {"autorun": True}}


def test_other_files_are_left_alone() -> None:
    for model in (
        {"type": "file", "content": "outputs"},
        {"type": "directory", "content": None},
        {"type": "notebook", "content": {"nbformat": 3, "worksheets": []}},
    ):
        before = copy.deepcopy(model)
        scrub(model)
        assert model == before
