"""The rules of the house for notebooks, read from the stored files."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from workbook.pages import PAGES

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
WALK = [
    "00_start",
    "01_situation",
    "02_debts",
    "03_pressure",
    "04_evidence",
    "05_options",
    "06_brief",
    "07_talks",
    "08_followup",
]
BANNED = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Try,
    ast.Lambda,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
    ast.GeneratorExp,
    ast.With,
)
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)


def cells(path):
    return nbformat.read(path, as_version=4).cells


def tags(cell):
    return set(cell.metadata.get("tags", ()))


def plain_code(path):
    return [c for c in cells(path) if c.cell_type == "code" and not tags(c) & {"parameters", "open", "begin", "end"}]


def test_the_walk_is_whole():
    assert [p.stem for p in NOTEBOOKS] == WALK


@every_notebook
def test_it_begins_with_title_and_purpose_in_both_languages(path):
    first, second = cells(path)[:2]
    assert (tags(first), tags(second)) == ({"zh"}, {"en"})
    assert all(c.source.startswith("# ") and len(c.source.split("\n\n")) > 1 for c in (first, second))


@every_notebook
def test_it_has_one_parameter_cell_then_one_open_cell(path):
    code = [c for c in cells(path) if c.cell_type == "code"]
    assert [tags(c) for c in code[:2]] == [{"parameters"}, {"open"}]
    assert code[0].source == "case_path = None\nlive = True\nlanguage = None"
    assert "page.open_case(case_path, live=live, language=language)" in code[1].source
    assert [tags(code[2]), tags(code[-1])] == [{"begin"}, {"end"}]
    assert not any(tags(c) for c in code[3:-1])


@every_notebook
def test_a_code_cell_is_short_and_calls_only_the_package(path):
    for cell in plain_code(path):
        tree = ast.parse(cell.source)
        assert len(cell.source.splitlines()) <= 8
        assert not [node for node in ast.walk(tree) if isinstance(node, BANNED)]
        assert isinstance(tree.body[-1], ast.Expr)


@every_notebook
def test_only_the_package_is_imported(path):
    for cell in cells(path):
        if cell.cell_type == "code":
            assert not re.search(r"^\s*import ", cell.source, re.MULTILINE)
            assert all(m == "workbook" for m in re.findall(r"^from (\S+) import", cell.source, re.MULTILINE))


@every_notebook
def test_prose_in_both_languages_stands_before_every_code_cell(path):
    found = cells(path)
    for number, cell in enumerate(found):
        if cell.cell_type == "code" and not tags(cell):
            before, just_before = found[number - 2 : number]
            assert (tags(before) - {"folded"}, tags(just_before) - {"folded"}) == ({"zh"}, {"en"})
            assert ("folded" in tags(before)) == ("folded" in tags(just_before))
            assert before.source.count("\n## ") == just_before.source.count("\n## ")


@every_notebook
def test_languages_stand_in_pairs(path):
    prose = [next(iter(tags(c) & {"zh", "en"})) for c in cells(path) if c.cell_type == "markdown"]
    assert prose == ["zh", "en"] * (len(prose) // 2)


@every_notebook
def test_it_is_stored_without_outputs_and_with_code_hidden(path):
    notebook = nbformat.read(path, as_version=4)
    assert "widgets" not in notebook.metadata
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
            assert cell.metadata["jupyter"]["source_hidden"] is True


@every_notebook
def test_links_lead_to_notebooks_that_exist(path):
    targets = [t for c in cells(path) for t in re.findall(r"\]\(([^)]+\.ipynb)\)", c.source)]
    assert all((path.parent / target).exists() for target in targets)


@every_notebook
def test_each_page_says_where_it_is_and_leads_on(path):
    code = [c.source for c in cells(path) if c.cell_type == "code"]
    assert (code[2], code[-1]) == (f'book.begin("{path.stem}")', f'book.end("{path.stem}")')


def test_pages_are_named_in_their_order():
    assert [page.file for page in PAGES] == WALK


def test_each_section_has_its_form():
    shown = {s for p in NOTEBOOKS for c in plain_code(p) for s in re.findall(r'book\.form\("(\w+)"', c.source)}
    assert shown == {"profile", "situation", "debts", "payments", "evidence", "ask", "talks", "followup"}
