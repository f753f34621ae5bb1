"""The blank sheet: what the pages ask, for somebody with a pen."""

from datetime import date

from click.testing import CliRunner

from workbook import documents
from workbook.__main__ import main
from workbook.case import DocumentKind, Loan, LoanState, Profile, Situation, label
from workbook.forms import FilesPanel
from workbook.forms.layout import QUICK
from workbook.language import speaking

AS_OF = date(2026, 11, 23)
OF = {"profile": Profile, "debts": Loan, "situation": Situation}


def test_it_asks_what_the_ten_minute_path_asks_in_the_same_words():
    for language in ("zh", "en"):
        with speaking(language):
            sheet = documents.text(documents.blank(AS_OF).document)
            asked = [label(OF[section], name) for section, names in QUICK.items() for name in names]
            assert [words for words in asked if words not in sheet] == []
            assert [one.words for one in (*LoanState, *DocumentKind) if one.words not in sheet] == []


def test_it_fits_on_two_sheets_of_paper():
    assert len(documents.pages(documents.blank(AS_OF).document)) == 2


def test_it_is_there_before_anything_was_told(tmp_path):
    path = tmp_path / "（虚构）空白" / "case.json"
    path.parent.mkdir()
    path.write_text('{"profile": {"as_of": "2026-11-23", "fictional": true}}', encoding="utf-8")
    panel = FilesPanel(path)
    panel.refresh()
    titles = [paper["title"] for paper in panel.shown.state["papers"]]
    assert titles[-2:] == ["空白工作表（打印手填）", "这个案例：换一台电脑接着填"]


def test_the_command_writes_it(tmp_path):
    done = CliRunner().invoke(main, ["worksheet", "--out", str(tmp_path)])
    assert (done.exit_code, [path.name for path in tmp_path.iterdir()]) == (0, ["worksheet.pdf"])
