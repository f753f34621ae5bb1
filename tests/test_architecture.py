"""The house as it is meant: who may ask what, proved on the program itself."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "workbook"
HEAVY = ("pandas", "matplotlib", "typst", "docx", "ipywidgets", "anywidget")


def modules(*rooms):
    """Give every module of these rooms, or of the whole package, by its path in it."""
    for file in sorted(PACKAGE.rglob("*.py")):
        place = file.relative_to(PACKAGE)
        if not rooms or place.parts[0].removesuffix(".py") in rooms:
            yield place.as_posix(), ast.parse(file.read_text("utf-8"))


def asked(tree, name):
    return any(isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(tree))


def test_the_loan_in_the_talk_is_chosen_at_the_edge_only():
    at = {place for place, tree in modules() if asked(tree, "main_loan")}
    assert at <= {"position/core.py", "forms/reading.py", "documents/view.py", "__main__.py"}


def test_what_a_loan_is_today_is_asked_of_its_standing():
    for place, tree in modules("pressure", "simulate", "evidence", "verdict", "course", "options", "confirm", "talks",
                               "followup", "tables", "charts", "documents", "page"):  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
                assert names[:2] != ["case", "loan"] or place == "documents/view.py", f"{place}: {node.name}"


@pytest.mark.parametrize("below", ["workbook.position", "workbook.loans", "workbook.statements", "workbook.rules"])
def test_below_the_pages_nothing_waits_for_a_drawing_library(below):
    said = f"import {below}, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_each_paper_of_the_list_is_read_by_whom_the_list_says():
    from workbook import casefile, documents
    from workbook.language import attempt
    from workbook.position import Position

    position = Position(casefile.read(PACKAGE.parent / "data/example/case.json").case)
    made = [(paper, attempt(lambda: paper.make(position))) for paper in documents.EVERY]  # noqa: B023 - used at once
    assert len([document for _paper, document in made if document]) > len(made) // 2
    for paper, document in made:
        if document is not None:
            name = "letter" if document.name in documents.LETTERS else document.name
            assert (name, document.audience) == (paper.name, paper.reader)
