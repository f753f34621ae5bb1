"""What a save leaves in a notebook file."""

from __future__ import annotations

import copy
import json

import pytest
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


class _Manager:
    def __init__(self, root_dir) -> None:
        self.root_dir = str(root_dir)


def _saved(tmp_path, stored: object, model: dict) -> dict:
    (tmp_path / "page.ipynb").write_text(json.dumps(stored), encoding="utf-8")
    scrub(model, path="page.ipynb", contents_manager=_Manager(tmp_path))
    return model["content"]


def test_what_was_changed_by_hand_is_saved_and_what_jupyter_noted_is_not(tmp_path) -> None:
    model = _ran()
    stored = copy.deepcopy(model["content"])
    model["content"]["metadata"] |= {"kernelspec": {"name": "other"}, "title": "（虚构）"}
    prose, code = model["content"]["cells"]
    prose["source"], prose["metadata"] = "欠款二", {"tags": ["zh"]}
    code["metadata"] |= {"scrolled": True, "jupyter": {"source_hidden": False}}
    model["content"]["cells"].append(new_code_cell("1", metadata=dict(HIDDEN)))
    saved = _saved(tmp_path, stored, model)
    assert (saved["metadata"]["kernelspec"], saved["metadata"]["title"]) == (PYTHON, "（虚构）")
    assert (saved["cells"][0]["source"], saved["cells"][0]["metadata"]) == ("欠款二", {"tags": ["zh"]})
    assert [cell["metadata"] for cell in saved["cells"][1:]] == [HIDDEN, HIDDEN]


@pytest.mark.parametrize("stored", ["{", [], {"nbformat": 3}, None, {"nbformat": 4}])
def test_a_stored_page_that_cannot_be_read_changes_nothing(tmp_path, stored) -> None:
    assert _saved(tmp_path, stored, _ran())["metadata"]["kernelspec"] == PYTHON
