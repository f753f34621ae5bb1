"""The button that writes every document: it says that it works, then what each file is called."""

import pytest

from workbook import casefile, documents
from workbook.forms import FilesPanel
from workbook.language import N_, Refused


@pytest.fixture
def case_file(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    path = tmp_path / "（虚构）小店" / "case.json"
    path.parent.mkdir()
    path.write_text('{"profile": {"as_of": "2026-11-23", "fictional": true}}', encoding="utf-8")
    return path


def test_while_it_writes_the_button_waits_and_says_so(case_file, monkeypatch):
    panel, seen = FilesPanel(case_file), []

    def write_all(_case, folder, *, release):
        seen.append((panel.button.disabled, panel.note.value, release))
        return (folder / "brief.pdf", folder / "brief.docx", folder / "private/card.html"), ("“核对函”还不能生成",)

    monkeypatch.setattr(documents, "write_all", write_all)
    panel.button.click()
    ((waiting, words, release),) = seen
    assert (waiting, release) == (True, False)
    assert "正在生成" in words
    assert not panel.button.disabled
    assert panel.note.value.count("<li>") == 3
    assert "已生成协商简报（附在信后）：reports/（虚构）小店/brief（.pdf、.docx）" in panel.note.value
    assert "已生成电话卡片：reports/（虚构）小店/private/card（.html）" in panel.note.value


def test_a_refusal_is_said_and_the_button_is_free_again(case_file, monkeypatch):
    def refuse(*_args, **_options):
        raise Refused(N_("找不到案例“{name}”，请检查文件夹名，里面要有 case.json"), name="x")

    monkeypatch.setattr(documents, "write_all", refuse)
    panel = FilesPanel(case_file)
    panel.button.click()
    assert "找不到案例" in panel.note.value
    assert not panel.button.disabled


def test_every_file_written_has_a_title(case_file, tmp_path):
    written, _missing = documents.write_all(casefile.read(case_file).case, tmp_path / "out", release=True)
    assert written
    assert [file.name for file in written if documents.title_of(file) == file.stem] == []
