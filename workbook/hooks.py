"""What Jupyter calls before it writes a notebook: nothing a borrower typed or saw stays in the file."""

from __future__ import annotations

from typing import Any

_NOTEBOOK_FORMAT = 4


def scrub(model: dict[str, Any], **_: object) -> None:
    """Strip outputs, execution counts, widget state and run times from a notebook about to be saved.

    `model` is the contents model of Jupyter Server (`type`, `content`), changed in place as the server expects.
    Folders, other files and notebooks older than format 4 are left as they are.
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not content or content.get("nbformat") != _NOTEBOOK_FORMAT:
        return
    content["metadata"].pop("widgets", None)
    for cell in content["cells"]:
        cell["metadata"].pop("execution", None)
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
