"""The walk with nobody at the keyboard: every case, the empty one included; failures named, the rest kept."""

import json
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import get_args

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from pypdf import PdfReader

from workbook import casefile, documents, home
from workbook import report as reports
from workbook.case import SECTIONS, Case, Loan, Part, seen_by
from workbook.case.fields import Words
from workbook.documents.files import WRITERS
from workbook.documents.release import each_asked
from workbook.language import Refused, spoken
from workbook.money import shown
from workbook.report import notebook as stored

EXAMPLES = ["example", "example-court", "example-import"]


@pytest.fixture(scope="module")
def walks(tmp_path_factory):
    made = {}

    def walk(name):
        if name not in made:
            out = tmp_path_factory.mktemp("out")
            case_file = home.SHIPPED / "data" / name / "case.json"
            made[name] = reports.report(case_file, out, say=lambda _words: None)
        return made[name]

    return walk


def cells(outcome):
    for path in sorted((outcome.folder / "private" / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            yield path, cell


def outer(folder):
    """What a lender may be given: every file that does not lie in `private`."""
    return [path for path in folder.rglob("*") if path.is_file() and "private" not in path.relative_to(folder).parts]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_walks_to_the_end_and_lays_out_nothing_private(walks, name):
    outcome = walks(name)
    assert outcome.failures == ()
    written = {file.relative_to(outcome.folder).as_posix() for file in outcome.files}
    assert {
        "private/walk.html",
        "brief.pdf",
        "brief.docx",
        "brief.html",
        "private/card.html",
        "private/card.pdf",
        "chat.txt",
    } <= written
    assert all(file.stat().st_size > 0 for file in outcome.files)
    assert private_words_in(outcome.folder, casefile.read(home.SHIPPED / "data" / name / "case.json").case) == []


def test_an_empty_case_walks_to_the_end_and_says_what_is_missing(tmp_path):
    case_file = tmp_path / "empty" / "case.json"
    case_file.parent.mkdir()
    case_file.write_text("{}", encoding="utf-8")
    said = []
    outcome = reports.report(case_file, tmp_path / "out", say=said.append)
    assert outcome.failures == ()
    page = (outcome.folder / "private" / "walk.html").read_text(encoding="utf-8")
    assert "“借款”那一页</a>填写至少一笔借款" in page
    assert "Traceback" not in page


def test_a_notebook_takes_its_language_away_with_it():
    parameters = {"case_path": str(home.SHIPPED / "data/example"), "live": False, "language": "en"}
    assert reports.execute(reports.notebooks()[0], parameters)[1] is None
    assert spoken() == "zh"


def test_executed_notebooks_show_their_parameters_and_keep_no_widgets(walks):
    for _path, cell in cells(walks("example")):
        assert not any("widget" in kind for output in cell.get("outputs", ()) for kind in output.get("data", {}))
    injected = [cell.source for _path, cell in cells(walks("example")) if cell.id == reports.INJECTED]
    assert len(injected) == 9
    assert all("live = False" in source for source in injected)


def test_the_page_holds_one_language_and_no_address(walks):
    page = (walks("example").folder / "private" / "walk.html").read_text(encoding="utf-8")
    assert "您的数据，换案例、换日期、从文件带入" in page
    assert "Your data; another case" not in page
    assert re.findall(r"https?://", page) == []


def test_an_unknown_parameter_is_an_error():
    with pytest.raises(Refused, match="cass_path"):
        reports.execute(reports.notebooks()[0], {"cass_path": "x"})


def test_a_failing_cell_is_named_and_the_other_notebooks_still_run(tmp_path, monkeypatch):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name, source in (("00_good", "1 + 1"), ("01_bad", "1 / 0"), ("02_good", "2 + 2")):
        tagged = nbformat.v4.new_code_cell(
            'case_path = None\nlive = True\nlanguage = "zh"', metadata={"tags": ["parameters"]}
        )
        notebook = nbformat.v4.new_notebook(cells=[tagged, nbformat.v4.new_code_cell(source)])
        nbformat.write(notebook, folder / f"{name}.ipynb")
    monkeypatch.setattr(stored, "NOTEBOOKS", folder)
    case_file = tmp_path / "（虚构）" / "case.json"
    case_file.parent.mkdir()
    case_file.write_text(json.dumps({"profile": {"as_of": "2026-11-23"}}), encoding="utf-8")
    outcome = reports.report(case_file, tmp_path / "out", say=lambda _words: None)
    assert [str(f) for f in outcome.failures] == ["01_bad 第 3 个程序格 没有完成：ZeroDivisionError: division by zero"]
    assert len(list((outcome.folder / "private" / "notebooks").glob("*.ipynb"))) == 3


# -- whose eyes ------------------------------------------------------------------------------------------------------


def test_the_walk_and_its_notebooks_are_for_the_owner_alone(walks):
    outcome = walks("example")
    private = outcome.folder / "private"
    assert {path.name for path in outer(outcome.folder)} >= {"brief.pdf", "chat.txt"}
    assert not [path for path in outer(outcome.folder) if path.suffix == ".ipynb" or path.name == "walk.html"]
    assert {path.stat().st_mode & 0o777 for path in outcome.folder.rglob("*") if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (outcome.folder, private, private / "notebooks")} == {0o700}


@pytest.fixture
def short_walk(tmp_path, monkeypatch):
    """A walk of one page on a small case, quick enough to be walked again and again."""
    pages = tmp_path / "pages"
    pages.mkdir()
    source = 'case_path = None\nlive = True\nlanguage = "zh"'
    cells = [
        nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_markdown_cell("# 开始\n[03](03_pressure.ipynb)"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), pages / "00_start.ipynb")
    monkeypatch.setattr(stored, "NOTEBOOKS", pages)
    case_file = tmp_path / "（虚构）小店" / "case.json"
    case_file.parent.mkdir()
    case_file.write_text("{}", encoding="utf-8")
    return lambda **options: reports.report(case_file, tmp_path / "out", say=lambda _words: None, **options)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_walk_that_an_earlier_version_left_beside_the_papers_is_taken_away(short_walk, language):
    folder = short_walk(language=language).folder
    (folder / "private" / "walk.html").rename(folder / "walk.html")
    short_walk()
    assert not (folder / "walk.html").exists()
    assert (folder / "private" / "walk.html").exists()


def test_the_button_takes_it_away_too(short_walk):
    folder = short_walk().folder
    (folder / "private" / "walk.html").rename(folder / "walk.html")
    documents.write_all(Case(), folder)
    assert not (folder / "walk.html").exists()


@pytest.mark.parametrize("words", ["<h1>散步的照片</h1>", '<style>"WB Sans"</style><p>别人的一页</p>', "\udcff"])
def test_a_file_of_that_name_that_is_not_ours_stays(short_walk, words):
    folder = short_walk().folder
    (folder / "walk.html").write_text(words, encoding="utf-8", errors="surrogateescape")
    short_walk()
    assert (folder / "walk.html").exists()


def test_what_an_earlier_version_left_open_to_others_is_closed(short_walk):
    folder = short_walk().folder
    page = folder / "private" / "notebooks" / "00_start.ipynb"
    for place, mode in ((page, 0o644), (page.parent, 0o755), (folder / "private", 0o755), (folder, 0o755)):
        place.chmod(mode)
    short_walk()
    places = (page, page.parent, folder / "private", folder)
    assert [place.stat().st_mode & 0o077 for place in places] == [0, 0, 0, 0]


def test_a_folder_made_for_private_files_alone_is_closed_too(tmp_path):
    documents.keep(tmp_path / "reports" / "（虚构）小店" / "private" / "card.html", b"")
    assert {place.stat().st_mode & 0o077 for place in tmp_path.rglob("*")} == {0}


def test_links_in_the_walk_lead_somewhere(walks):
    page = (walks("example").folder / "private" / "walk.html").read_text(encoding="utf-8")
    links = set(re.findall(r'href="([^"]*)"', page))
    assert {"#01_situation", "#08_followup"} <= links
    assert not [link for link in links if not link.startswith("#")]
    places = set(re.findall(r'\bid="([^"]*)"', page))
    assert {link[1:] for link in links} <= places


def test_a_link_to_a_page_that_is_not_in_the_walk_stays_as_it_is(short_walk):
    page = (short_walk().folder / "private" / "walk.html").read_text(encoding="utf-8")
    assert 'href="03_pressure.ipynb"' in page


# -- what a lender may be given holds nothing private -----------------------------------------------------------------

CASES = [
    *(home.SHIPPED / "data" / name / "case.json" for name in EXAMPLES),
    *sorted((Path(__file__).parent / "fixtures/cases").glob("*.json")),
    *sorted((Path(__file__).parent / "fixtures/documents").glob("*.json")),
]
SHORTEST = 4  # shorter words, such as 其他, stand anywhere
WORDS = get_args(Words)[0]
KEPT = {"id", "loan_id", "corrects", "main"}  # what ties rows together, never a word of the borrower


class Marks:
    """A case in which every private word is a mark of its own, filled in where nothing was told."""

    def __init__(self, case):
        self.words, self.hidden, self.open = [], set(), set()
        self.asked = {one.case.main_loan.id for one in each_asked(case)}
        self.case = case.model_copy(update={name: self._marked(getattr(case, name)) for name in SECTIONS})

    def _marked(self, part, *, hidden=False):
        hidden = hidden or (isinstance(part, Loan) and part.id not in self.asked)
        fields = {name: field for name, field in type(part).model_fields.items() if name not in KEPT}
        secret = {name: hidden or seen_by(type(part), name) == "private" for name in fields}
        told = {name: self._value(field, getattr(part, name), secret[name]) for name, field in fields.items()}
        return part.model_copy(update=told)

    def _value(self, field, value, hidden):
        if isinstance(value, Part):
            return self._marked(value, hidden=hidden)
        if isinstance(value, tuple):
            return tuple(self._marked(row, hidden=hidden) if isinstance(row, Part) else row for row in value)
        if value and type(value) in {Decimal, str}:
            said = shown(value) if isinstance(value, Decimal) else re.sub(r"\s", "", value)
            (self.hidden if hidden else self.open).add(said)
        if hidden and field.annotation == WORDS:
            self.words.append(f"私密{len(self.words)}号")
            return self.words[-1]
        return value


def words_of(path):
    """What a file says, without blanks, whatever its name promises."""
    content = path.read_bytes()
    if content.startswith(b"%PDF"):
        said = "".join(page.extract_text() for page in PdfReader(path).pages)
    elif content.startswith(b"PK"):
        said = re.sub(r"<[^>]*>", "", zipfile.ZipFile(path).read("word/document.xml").decode())
    else:
        said = re.sub(r"base64,[\w+/=]*", "", content.decode(errors="replace"))
    return re.sub(r"\s", "", unescape(said))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name if path.stem == "case" else path.stem)
def test_no_private_word_stands_in_what_a_lender_may_be_given(path, tmp_path, monkeypatch):
    for kind in ("pdf", "docx"):  # that each kind says the same is tried in test_documents.py
        monkeypatch.setitem(WRITERS, kind, WRITERS["txt"])
    marks = Marks(casefile.read(path).case)
    documents.write_all(marks.case, tmp_path, release=True)
    told = "".join(map(words_of, outer(tmp_path)))
    assert marks.words
    assert [mark for mark in marks.words if mark in told] == []


def private_words_in(folder, case):
    """What only the borrower may see of a case and a lender could read in a report all the same."""
    marks, told = Marks(case), "".join(map(words_of, outer(folder)))
    declared = {figure.text for figure in documents.flat(documents.lender_facts(case)).values()}
    private = {words for words in marks.hidden - marks.open - declared if len(words) >= SHORTEST}
    assert private
    return [words for words in private if words in told]


# -- what it takes -----------------------------------------------------------------------------------------------------

LONG_TO_LOAD = ("nbformat", "nbconvert", "nbclient", "rfc3987_syntax", "pandas", "ipywidgets", "IPython", "cn2an")


def test_a_report_loads_nothing_that_only_jupyter_needs(tmp_path):
    said = (
        "import sys; from workbook.__main__ import main\n"
        f"try: main(['report', 'data/example', '--out', {str(tmp_path)!r}])\n"
        f"finally: print([name for name in {LONG_TO_LOAD!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.fixture(scope="module")
def kernel():
    """Runs a notebook as JupyterLab does; its counter runs on from notebook to notebook and is left out."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(reports.notebooks()[0].parent))

    def run(path, parameters):
        notebook = stored.read(path)
        stored.inject(notebook, parameters)
        ran = nbformat.reads(reports.written(notebook), as_version=4)
        NotebookClient(ran, km=manager, store_widget_state=False, record_timing=False).execute()
        return nbformat.writes(ran)

    yield run
    manager.shutdown_kernel(now=True)


def uncounted(notebook):
    return re.sub(r'"execution_count": \d+', "", notebook)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", [CASES[0], CASES[-1]], ids=["example", "talked"])
def test_a_kernel_gives_the_same_executed_notebooks(path, language, tmp_path, kernel):
    case_file = tmp_path / path.stem / "case.json"
    case_file.parent.mkdir()
    case_file.write_bytes(path.read_bytes())
    parameters = {"case_path": str(case_file), "live": False, "language": language}
    for notebook in reports.notebooks():
        executed, failure = reports.execute(notebook, parameters)
        assert failure is None
        assert uncounted(reports.written(executed)) == uncounted(kernel(notebook, parameters))
