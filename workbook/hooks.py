"""What Jupyter calls before it writes a notebook: nothing a borrower typed or saw stays in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_NOTEBOOK_FORMAT = 4
_OF_THE_PROGRAM = ("kernelspec", "language_info")
_OF_THE_SCREEN = ("collapsed", "scrolled", "trusted", "jupyter")


def scrub(model: dict[str, Any], path: str = "", contents_manager: Any = None, **_: object) -> None:
    """Strip outputs, execution counts, widget state and run times from a notebook about to be saved.

    What Jupyter itself notes of program and screen (what is folded, hidden or scrolled) stays as it is stored: a page
    that was only run and looked at is written as it was, byte for byte. `model` is the contents model of Jupyter
    Server (`type`, `content`), changed in place as the server expects. Folders, other files and notebooks older than
    format 4 are left as they are.
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not content or content.get("nbformat") != _NOTEBOOK_FORMAT:
        return
    stored = _stored(path, contents_manager)
    content["metadata"].pop("widgets", None)
    _as_stored(content["metadata"], stored.get("metadata"), _OF_THE_PROGRAM)
    before = {cell.get("id"): cell.get("metadata") for cell in stored.get("cells", ())}
    for cell in content["cells"]:
        cell["metadata"].pop("execution", None)
        _as_stored(cell["metadata"], before.get(cell.get("id")), _OF_THE_SCREEN)
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)


def _as_stored(metadata: dict[str, Any], before: dict[str, Any] | None, names: tuple[str, ...]) -> None:
    """Bring back what stood there before; what was not there before stays as it is."""
    if before is None:
        return
    for name in names:
        metadata.pop(name, None)
        if name in before:
            metadata[name] = before[name]


def _stored(path: str, contents_manager: Any) -> dict[str, Any]:
    """Read the notebook as it lies on the disk; empty when there is none that can be read."""
    root = getattr(contents_manager, "root_dir", None)
    try:
        found = json.loads((Path(root) / path.strip("/")).read_bytes()) if root and path else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("nbformat") == _NOTEBOOK_FORMAT else {}
