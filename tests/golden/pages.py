"""The digests by which the JupyterLab extension knows the workbook's own pages."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
OURS = ROOT / "jupyter/share/jupyter/labextensions/workbook-autorun/static/ours.js"
_LIST = re.compile(r"(?<=new Set\(\[\n).*?(?=^\]\))", re.DOTALL | re.MULTILINE)


def digest(path: Path) -> str:
    """Give the SHA-256 of what can run or show in a stored page, as ours.js does."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    metadata = {name: value for name, value in notebook["metadata"].items() if name != "language_info"}
    metadata["kernel"] = metadata.pop("kernelspec")["name"]
    kept = {"nbformat": notebook["nbformat"], "metadata": metadata, "cells": list(map(_cell, notebook["cells"]))}
    words = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def _cell(stored: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in stored.items() if name not in {"id", "execution_count"}}
    return {**kept, "source": "".join(stored["source"])}


def known() -> list[str]:
    """Give the digests that the extension holds."""
    return re.findall(r"[0-9a-f]{64}", OURS.read_text(encoding="utf-8"))


def write(paths: tuple[Path, ...]) -> None:
    """Put the digests of these pages into the extension."""
    lines = "".join(f'  "{digest(path)}", // {path.stem}\n' for path in paths)
    OURS.write_text(_LIST.sub(lines, OURS.read_text(encoding="utf-8")), encoding="utf-8")
