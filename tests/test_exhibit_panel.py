"""Copies of papers: kept by digest, put into the ledger, exported with the index first."""

import zipfile

import pytest

from workbook import casefile
from workbook.forms import ExhibitPanel

CASE = """{"profile": {"as_of": "2026-11-23", "fictional": true},
 "debts": {"loans": [{"id": "L1", "lender": "（虚构）甲银行"}]}}"""


@pytest.fixture
def panel(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    path = tmp_path / "data" / "cases" / "shop" / "case.json"
    path.parent.mkdir(parents=True)
    path.write_text(CASE, encoding="utf-8")
    return ExhibitPanel(path, lambda: None)


def upload(panel, name, content):
    panel.take([{"name": name, "content": content}])


def test_a_copy_becomes_a_row_with_its_digest_and_is_kept_once(panel):
    upload(panel, "施工告示.jpg", b"picture")
    upload(panel, "再来一份.jpg", b"picture")
    assert "这份已经在目录里了" in panel.note.value
    (row,) = casefile.read(panel.path).case.evidence.documents
    assert (row.title, len(row.sha256)) == ("施工告示", 64)
    assert [p.read_bytes() for p in (panel.path.parent / "exhibits").iterdir()] == [b"picture"]


def test_the_export_holds_the_index_first_and_the_copies_unchanged(panel):
    upload(panel, "施工告示.jpg", b"picture")
    with zipfile.ZipFile(panel.write()) as packed:
        first, second = packed.namelist()
        assert first.startswith("00 证据目录")
        assert packed.read(second) == b"picture"


def test_a_copy_that_was_changed_stays_out(panel):
    upload(panel, "施工告示.jpg", b"picture")
    next((panel.path.parent / "exhibits").iterdir()).write_bytes(b"painted over")
    with zipfile.ZipFile(panel.write()) as packed:
        assert len(packed.namelist()) == 1


def test_without_papers_there_is_nothing_to_export(panel):
    assert panel.write() is None
    assert 'role="alert"' in panel.note.value
