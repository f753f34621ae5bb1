"""Write the executed twins of all notebooks, on the fictional example: `make golden`.

A twin keeps the words and numbers that a borrower would see. Pictures are left out; their figures stand beside them.
"""

from __future__ import annotations

import configparser
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pages

from workbook import report

HERE = Path(__file__).parent
PARAMETERS = {"case_path": "data/example", "live": False, "language": "zh"}


def without_pictures(text: str) -> str:
    """Give the text as nbval compares it, by the rules of sanitize.cfg."""
    rules = configparser.RawConfigParser()
    rules.read(HERE / "sanitize.cfg", encoding="utf-8")
    for name in rules.sections():
        text = re.sub(rules[name]["regex"], rules[name]["replace"], text)
    return text


def _strip(notebook: Any) -> None:
    notebook.metadata.language_info = {"name": "python"}  # not which Python it was
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            for kind, text in output.get("data", {}).items():
                output["data"][kind] = without_pictures(text)


def main() -> int:
    """Write the twin of every notebook that ran through; name those that did not; the pages are known again."""
    paths = report.notebooks()
    pages.write(paths)
    failures = []
    for path in paths:
        executed, failure = report.execute(path, PARAMETERS)
        if failure:
            failures.append(failure)
            continue
        notebook = nbformat.reads(report.written(executed), as_version=4)
        _strip(notebook)
        nbformat.write(notebook, HERE / path.name)
    for failure in failures:
        sys.stderr.write(f"{failure}\n")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
