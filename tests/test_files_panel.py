"""The papers in the browser: each is handed over as bytes, the lender's as one folder; all are written when told."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.papers import stored
from workbook import casefile, documents, options, pages
from workbook.case import Case
from workbook.documents import Paper
from workbook.forms import FilesPanel
from workbook.language import N_, Refused, speaking
from workbook.position import Position

FIXTURES = Path(__file__).parent / "fixtures"
PDF_AND_PICTURE = [("application", "pdf", b"%PDF"), ("private/card", "png", b"\x89PNG")]
ASKED = options.with_request(stored("late_on_one"), "preferred")


@pytest.fixture
def case_file(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    path = tmp_path / "（虚构）小店" / "case.json"
    path.parent.mkdir()
    path.write_text('{"profile": {"as_of": "2026-11-23", "fictional": true}}', encoding="utf-8")
    return path


class Browser:
    """What a browser hears of a panel."""

    def __init__(self, panel):
        self.panel, self.heard = panel, []
        panel.shown.send = lambda message, buffers=None: self.heard.append((message, buffers))

    def asks(self, **message):
        self.panel.hear({"n": len(self.heard) + 1, **message})
        return self.heard[-1]


@pytest.fixture
def listed(case_file):
    panel = FilesPanel(case_file, lambda: Position(ASKED))
    panel.refresh()
    panel.hear({"do": "release", "yes": True})
    return panel


def test_every_paper_that_can_be_made_is_listed_with_its_reader(listed):
    papers = {paper["id"]: paper for paper in listed.shown.state["papers"]}
    assert papers["application"]["lender"]
    assert not papers["private/card"]["lender"]
    assert papers["chat"]["text"].startswith("关于申请调整还款计划的函")
    assert "<svg" in papers["chat"]["qr"]


@pytest.mark.parametrize(("paper", "kind", "begins"), PDF_AND_PICTURE)
def test_a_paper_is_handed_over_as_bytes_under_a_name_of_nobody(listed, paper, kind, begins):
    answer, (made,) = Browser(listed).asks(do="hand", paper=paper, kind=kind)
    assert made.startswith(begins)
    assert answer["name"] == f"{paper.rpartition('/')[2]}.{kind}"


def test_what_a_paper_does_not_come_in_or_is_no_more_is_refused_in_words(listed):
    browser = Browser(listed)
    assert "没有“docx”格式" in browser.asks(do="hand", paper="private/card", kind="docx")[0]["refused"]
    assert "做不出来了" in browser.asks(do="hand", paper="gone", kind="pdf")[0]["refused"]


def test_the_folder_for_the_lender_holds_nothing_private(listed):
    answer, (made,) = Browser(listed).asks(do="folder")
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert answer["name"] == "papers.zip"
    assert {"application.pdf", "application.docx", "brief.pdf", "chat.txt"} <= set(names)
    assert not [name for name in names if "private" in name or "card" in name or "tonight" in name]
    assert documents.for_lender(listed.papers) == made


def test_a_private_paper_that_is_put_among_the_others_does_not_get_into_the_folder(listed):
    private = next(paper for paper in listed.papers if paper.document.name == "card")
    moved = Paper(next(p.folder for p in listed.papers if p.document.name == "application"), private.document, ("pdf",))
    with pytest.raises(Refused, match="还没有能交给对方的材料"):
        documents.for_lender([moved])


def test_while_something_has_to_be_settled_the_lenders_papers_wait_for_a_tick(case_file):
    hasty = Case.model_validate(json.loads((FIXTURES / "documents/shop.json").read_text("utf-8")))
    panel = FilesPanel(case_file, lambda: Position(hasty))
    panel.refresh()
    assert panel.shown.state["held"]
    assert not [paper for paper in panel.shown.state["papers"] if paper["lender"]]
    panel.hear({"do": "release", "yes": True})
    assert [paper for paper in panel.shown.state["papers"] if paper["lender"]]


def test_another_case_takes_nothing_along(listed, case_file):
    listed._position = lambda: Position(casefile.read(case_file).case)
    listed.move(case_file)
    assert not listed.released
    assert "application" not in {paper["id"] for paper in listed.shown.state["papers"]}


def test_while_it_writes_it_says_so_and_then_what_each_file_is_called(case_file, monkeypatch):
    panel, seen = FilesPanel(case_file), []

    def write_all(_case, folder, *, release):
        seen.append((panel.shown.state["working"], release))
        return (folder / "brief.pdf", folder / "brief.docx", folder / "private/card.html"), ("“核对函”还不能生成",)

    monkeypatch.setattr(documents, "write_all", write_all)
    panel.hear({"do": "write"})
    ((words, release),) = seen
    assert "正在生成" in words
    assert release is False
    assert panel.shown.state["working"] == ""
    assert panel.shown.state["written"] == [
        "“核对函”还不能生成",
        "已生成协商简报（附在信后）：reports/（虚构）小店/brief（.pdf、.docx）",
        "已生成电话卡片：reports/（虚构）小店/private/card（.html）",
    ]


def test_a_refusal_is_said(case_file, monkeypatch):
    def refuse(*_args, **_options):
        raise Refused(N_("找不到案例“{name}”，请检查文件夹名，里面要有 case.json"), name="x")

    monkeypatch.setattr(documents, "write_all", refuse)
    panel = FilesPanel(case_file)
    panel.hear({"do": "write"})
    assert "找不到案例" in panel.shown.state["written"][0]


def test_every_file_written_has_a_title(case_file, tmp_path):
    written, _missing = documents.write_all(casefile.read(case_file).case, tmp_path / "out", release=True)
    assert written
    assert [file.name for file in written if documents.title_of(file) == file.stem] == []


def test_the_case_itself_can_be_carried_to_another_machine(listed, case_file):
    answer, (content,) = Browser(listed).asks(do="hand", paper="case", kind="json")
    assert (answer["name"], content) == ("案例.json", case_file.read_bytes())
    assert casefile.read(casefile.bring_in("带来的", content)).case == casefile.read(case_file).case


@pytest.mark.parametrize(
    ("language", "file", "where"),
    [
        ("zh", "00_start", "在这一页最后的“关于您自己”里填上"),
        ("zh", "06_brief", "在“开始”那一页最后的“关于您自己”里填上"),
        ("en", "00_start", "under “About yourself” at the end of this page"),
    ],
)
def test_what_to_know_before_a_paper_goes_out_stands_first_and_says_where(case_file, language, file, where):
    panel = FilesPanel(case_file, lambda: Position(ASKED.but(profile=ASKED.profile.but(name=None))))
    pages.stand(file)
    with speaking(language):
        panel.refresh()
    pages.stand(None)
    state = panel.shown.state
    assert any(where in line for line in state["first"])
    assert not set(state["first"]) & set(state["lines"])
    title = "About yourself" if language == "en" else "关于您自己"
    start = (FIXTURES.parents[1] / "notebooks/00_start.ipynb").read_text(encoding="utf-8")
    assert f"## {title}" in start  # the section is called so


def test_the_folder_for_the_lender_is_chinese_whatever_language_is_read(listed):
    with speaking("en"):
        listed.refresh()
        _answer, (made,) = Browser(listed).asks(do="folder")
    with zipfile.ZipFile(io.BytesIO(made)) as folder:
        words = folder.read("application.html").decode() + folder.read("chat.txt").decode()
    assert "本人" in words
    assert "English version" not in words


@pytest.fixture
def in_english(listed):
    with speaking("en"):
        listed.refresh()
        yield Browser(listed)


@pytest.mark.parametrize("paper", ["application", "brief"])
def test_what_is_saved_for_the_lender_is_the_chinese_original_and_what_is_opened_says_that_it_is_a_copy(
    in_english, paper
):
    opened, saved = (
        in_english.asks(do="hand", paper=paper, kind="html", how=how)[1][0].decode() for how in ("open", "save")
    )
    assert 'lang="en"' in opened
    assert "for your own reading" in opened
    assert 'lang="zh-CN"' in saved
    assert "for your own reading" not in saved


def test_what_is_copied_into_the_chat_is_chinese_and_its_english_stands_beside_it(in_english):
    chat = next(paper for paper in in_english.panel.shown.state["papers"] if paper["id"] == "chat")
    assert chat["text"].startswith("关于申请调整还款计划的函")
    assert "for your own reading" in chat["reading"]
    assert in_english.asks(do="hand", paper="chat", kind="txt", how="save")[1][0].decode() == chat["text"]


def test_what_only_the_borrower_reads_is_saved_in_the_language_of_the_pages(in_english):
    _answer, (made,) = in_english.asks(do="hand", paper="private/script", kind="html", how="save")
    assert 'lang="en"' in made.decode()


@pytest.mark.parametrize(("language", "said"), [("zh", ("", "")), ("en", (" (Chinese)", " (English, to read)"))])
def test_the_buttons_say_what_is_chinese_only_where_the_pages_are_not(listed, language, said):
    with speaking(language):
        listed.refresh()
    words = listed.shown.state["words"]
    assert (words["original"], words["reading"]) == said


def test_what_is_written_into_the_folder_for_a_lender_is_chinese_too(tmp_path):
    with speaking("en"):
        documents.write_all(ASKED, tmp_path, release=True)
    pages_of = {name: (tmp_path / f"{name}.html").read_text("utf-8") for name in ("application", "private/script")}
    assert 'lang="zh-CN"' in pages_of["application"]
    assert 'lang="en"' in pages_of["private/script"]
