"""The buttons for a case as a whole: a case that cannot be opened is mended with one press."""

import asyncio

import pytest
from hands import enter

from workbook import casefile
from workbook.case import Debts, Loan
from workbook.forms import CasePanel
from workbook.page import open_case
from workbook.shown import Missing


@pytest.fixture
def case_file(tmp_path):
    path = tmp_path / "（虚构）小店" / "case.json"
    path.parent.mkdir()
    for principal in ("50000", "60000"):
        base = casefile.read(path).case.debts
        casefile.save(path, "debts", Debts(loans=(Loan(id="L1", principal=principal),)), base)
    return path


def shown(panel):
    return panel.mend.children


def principal(path):
    return str(casefile.read(path).case.debts.loans[0].principal)


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_case_that_cannot_be_opened_is_restored_with_one_press_and_taken_back(case_file, damage):
    case_file.unlink() if damage == "gone" else case_file.write_text("{", encoding="utf-8")
    opened = []
    panel = CasePanel(case_file, opened.append)
    why, button = shown(panel)
    assert "最近的好备份是 backups/" in why.value
    button.click()
    assert principal(case_file) == "50000.00"
    assert "已用备份" in panel.note.value
    assert opened == [case_file]
    (undo,) = shown(panel)
    undo.click()
    if damage == "cut":
        assert case_file.read_text(encoding="utf-8") == "{"
        assert len(shown(panel)) == 2
    else:
        assert "没有可以撤销的恢复" in panel.note.value


def test_a_case_without_a_good_backup_is_said_without_a_button(case_file):
    for file in (case_file, *case_file.parent.glob("backups/*.json")):
        file.write_text("{", encoding="utf-8")
    (why,) = shown(CasePanel(case_file, lambda _path: None))
    assert "备份也都打不开" in why.value


def test_a_good_case_shows_nothing_to_mend(case_file):
    assert shown(CasePanel(case_file, lambda _path: None)) == ()


def test_a_live_page_of_a_damaged_case_stands_and_says_so(case_file):
    case_file.write_text("{", encoding="utf-8")
    book = open_case(str(case_file), live=True)
    assert isinstance(book.form("debts"), Missing)
    assert len(shown(book.panel())) == 2
    assert "打不开案例" in str(book.whatif().box.children[1].children[0].value)


def test_enter_in_the_name_of_a_new_case_makes_it_like_the_button_beside(case_file, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    opened = []
    panel = CasePanel(case_file, opened.append)
    panel.name.value = "（虚构）新店"
    enter(panel.name)
    assert [path.parent.name for path in opened] == ["虚构-新店"]
    assert "已建好" in panel.note.value


def test_enter_takes_the_text_that_the_browser_tells_right_after_it(case_file, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    opened = []
    panel = CasePanel(case_file, opened.append)

    async def press_and_tell():
        panel.name.value = "阿芳"
        enter(panel.name)
        await asyncio.sleep(0)
        panel.name.value = "阿芳二号"
        await asyncio.sleep(0.5)

    asyncio.run(press_and_tell())
    assert [path.parent.name for path in opened] == ["阿芳二号"]


def named(panel):
    return [name for name, _place in panel.existing.options]


@pytest.mark.parametrize("made", ["enter", "button"])
def test_a_case_in_which_nothing_is_told_yet_is_listed_and_can_be_opened_again(case_file, tmp_path, monkeypatch, made):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    opened = []
    panel = CasePanel(case_file, opened.append)
    for name in ("阿芳", "阿芳二号"):
        panel.name.value = name
        enter(panel.name) if made == "enter" else panel._try(panel._make)
    assert {"阿芳", "阿芳二号"} <= set(named(panel))
    assert panel.existing.label == "阿芳二号"
    panel.existing.value = next(place for name, place in panel.existing.options if name == "阿芳")
    panel._try(panel._switch)
    assert "已打开“阿芳”" in panel.note.value
    assert opened[-1] == casefile.current()
    assert casefile.read(opened[-1]).case.profile.as_of == casefile.today()


def test_the_list_shows_the_open_case_wherever_it_lies_and_follows_the_page(case_file, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    made = [casefile.create(name) for name in ("甲", "乙")]
    assert CasePanel(made[0], lambda _path: None).existing.label == "甲"  # a page made anew, the first of them open
    panel = CasePanel(case_file, lambda _path: None)
    assert (named(panel)[0], panel.existing.label) == ("（虚构）小店", "（虚构）小店")
    panel.move(made[1])
    assert panel.existing.label == "乙"
    assert set(named(panel)) == {"甲", "乙"}
