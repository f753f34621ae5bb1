"""The walk with nobody at the keyboard: every case, the empty one included; failures named, the rest kept."""

import json
import re

import nbformat
import pytest

from workbook import casefile
from workbook import report as reports
from workbook.language import Refused

EXAMPLES = ["example", "example-court", "example-import"]


@pytest.fixture(scope="module")
def walks(tmp_path_factory):
    made = {}

    def walk(name):
        if name not in made:
            out = tmp_path_factory.mktemp("out")
            case_file = casefile.ROOT / "data" / name / "case.json"
            made[name] = reports.report(case_file, out, say=lambda _words: None)
        return made[name]

    return walk


def cells(outcome):
    for path in sorted((outcome.folder / "private" / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            yield path, cell


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_walks_to_the_end(walks, name):
    outcome = walks(name)
    assert outcome.failures == ()
    written = {file.relative_to(outcome.folder).as_posix() for file in outcome.files}
    assert {
        "walk.html",
        "brief.pdf",
        "brief.docx",
        "brief.html",
        "private/card.html",
        "private/card.pdf",
        "chat.txt",
    } <= written
    assert all(file.stat().st_size > 0 for file in outcome.files)


def test_an_empty_case_walks_to_the_end_and_says_what_is_missing(tmp_path):
    case_file = tmp_path / "empty" / "case.json"
    case_file.parent.mkdir()
    case_file.write_text("{}", encoding="utf-8")
    said = []
    outcome = reports.report(case_file, tmp_path / "out", say=said.append)
    assert outcome.failures == ()
    page = (outcome.folder / "walk.html").read_text(encoding="utf-8")
    assert "先在 02_debts 填写至少一笔借款" in page
    assert "Traceback" not in page


def test_executed_notebooks_show_their_parameters_and_keep_no_widgets(walks):
    for _path, cell in cells(walks("example")):
        assert not any("widget" in kind for output in cell.get("outputs", ()) for kind in output.get("data", {}))
    injected = [cell.source for _path, cell in cells(walks("example")) if cell.id == reports.INJECTED]
    assert len(injected) == 9
    assert all("live = False" in source for source in injected)


def test_the_page_holds_one_language_and_no_address(walks):
    page = (walks("example").folder / "walk.html").read_text(encoding="utf-8")
    assert "您的数据放在哪里" in page
    assert "Where your data stays" not in page
    assert re.findall(r"https?://", page) == []


def test_an_unknown_parameter_is_an_error():
    notebook = nbformat.read(reports.notebooks()[0], as_version=4)
    with pytest.raises(Refused, match="cass_path"):
        reports.inject(notebook, {"cass_path": "x"})


def test_a_failing_cell_is_named_and_the_other_notebooks_still_run(tmp_path, monkeypatch):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name, source in (("00_good", "1 + 1"), ("01_bad", "1 / 0"), ("02_good", "2 + 2")):
        tagged = nbformat.v4.new_code_cell(
            'case_path = None\nlive = True\nlanguage = "zh"', metadata={"tags": ["parameters"]}
        )
        notebook = nbformat.v4.new_notebook(cells=[tagged, nbformat.v4.new_code_cell(source)])
        nbformat.write(notebook, folder / f"{name}.ipynb")
    monkeypatch.setattr(reports, "NOTEBOOKS", folder)
    case_file = tmp_path / "（虚构）" / "case.json"
    case_file.parent.mkdir()
    case_file.write_text(json.dumps({"profile": {"as_of": "2026-11-23"}}), encoding="utf-8")
    outcome = reports.report(case_file, tmp_path / "out", say=lambda _words: None)
    assert [str(f) for f in outcome.failures] == ["01_bad 第 3 个程序格 没有完成：ZeroDivisionError: division by zero"]
    assert len(list((outcome.folder / "private" / "notebooks").glob("*.ipynb"))) == 3
