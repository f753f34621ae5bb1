"""A page is about one case, named on it; what is typed reaches that case and no other."""

import asyncio
import shutil

import pytest
from hands import shown, status, typed, undo

from workbook import casefile
from workbook.page import open_case

TABS = iter(range(10_000))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home of its own, and a new browser tab for each page."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    monkeypatch.delenv("WORKBOOK_CASE", raising=False)
    monkeypatch.setattr("workbook.page._tab", lambda: str(next(TABS)))


def page(section="debts"):
    book = open_case()
    form = book.form(section)
    form.pause = 0
    return book, form


def first_loan(name):
    """Make a case with a loan in it; it is the current one from then on."""
    path = casefile.create(name)
    form = open_case().form("debts")
    form.pause = 0
    form.tree["loans"] = [{"id": "L1", "name": f"（虚构）{name}的贷款"}]
    form.save()
    form.close()
    return path


def retype(form, words):
    typed(form, "loans", "L1", "name", text=words)


def loans(path):
    return [loan.name for loan in casefile.read(path).case.loans]


def sign(book):
    """What stands at the top of the page: the line, the question, the buttons."""
    panel = book._sign
    panel.refresh()
    asked, *buttons = [*panel.question.children, None][:2] if panel.question.children else ("", None)
    choices = {one.description: one for one in getattr(buttons[0], "children", ())}
    return panel.line.value, getattr(asked, "value", ""), choices


def test_the_name_on_the_page_is_the_new_one_at_once():
    first = first_loan("甲店")
    book, _form = page()
    panel = book.panel()
    assert "案例：甲店 · 计算到" in sign(book)[0]
    panel.name.value = "乙店"
    panel._try(panel._make)
    assert "案例：乙店 · 计算到" in book._sign.line.value
    panel.existing.value = str(first)
    panel._try(panel._switch)
    assert "案例：甲店 · 计算到" in book._sign.line.value
    carried = {"name": "丙店.json", "content": b'{"profile": {"as_of": "2026-11-23", "fictional": true}}'}
    panel._bring_in([carried])
    assert "案例：丙店（虚构的练习案例） · 计算到：2026-11-23" in book._sign.line.value
    assert sign(book)[1] == ""


def test_a_page_of_another_case_says_so_and_writes_nothing_until_it_is_told():
    mine = first_loan("甲店")
    book, form = page()
    other = first_loan("乙店")
    before = mine.read_bytes(), other.read_bytes()
    retype(form, "（虚构）改过")
    assert "这一页是案例“甲店”，现在打开的是“乙店”" in status(form)
    undo(form)
    assert (mine.read_bytes(), other.read_bytes()) == before
    book._look()
    line, asked, choices = sign(book)
    assert "甲店" in line
    assert "现在打开的是“乙店”" in asked
    assert form.said.held
    choices["继续填写“甲店”"].click()
    assert (loans(mine), loans(other)) == (["（虚构）改过"], ["（虚构）乙店的贷款"])
    assert sign(book)[1] == ""
    assert not form.said.held
    retype(form, "（虚构）再改")
    assert loans(mine) == ["（虚构）再改"]


def test_changing_to_the_other_case_takes_nothing_along():
    mine = first_loan("甲店")
    book, form = page()
    retype(form, "（虚构）先改")
    other = first_loan("乙店")
    retype(form, "（虚构）没存的")
    book._look()
    sign(book)[2]["换到“乙店”"].click()
    assert (loans(mine), loans(other)) == (["（虚构）没存的"], ["（虚构）乙店的贷款"])
    assert shown(form, "loans", "L1", "name") == "（虚构）乙店的贷款"
    undo(form)
    assert (loans(mine), loans(other)) == (["（虚构）没存的"], ["（虚构）乙店的贷款"])
    retype(form, "（虚构）乙的新名")
    assert (loans(mine), loans(other)) == (["（虚构）没存的"], ["（虚构）乙的新名"])


def test_what_is_typed_when_a_new_case_is_made_on_the_same_page_stays_with_the_old_one():
    mine = first_loan("甲店")
    book, form = page()
    panel = book.panel()
    form.pause = 60
    form.tree["loans"][0]["principal"] = "一万多"
    panel.name.value = "乙店"

    async def make_while_the_pause_runs():
        form.touched(("loans", "L1", "principal"))
        panel._try(panel._make)

    asyncio.run(make_while_the_pause_runs())
    assert casefile.read(mine).drafts["debts"] == {"loans/L1/principal": "一万多"}
    made = casefile.read(casefile.current())
    assert (made.case.loans, made.drafts) == ((), {})
    assert form.tree.get("loans", []) == []


def test_a_page_asked_for_by_name_is_not_concerned():
    mine = first_loan("甲店")
    book = open_case("甲店")
    form = book.form("debts")
    form.pause = 0
    first_loan("乙店")
    retype(form, "（虚构）改过")
    assert loans(mine) == ["（虚构）改过"]
    assert sign(book)[1] == ""


def test_a_third_case_is_asked_about_again():
    first_loan("甲店")
    book, _form = page()
    first_loan("乙店")
    sign(book)[2]["继续填写“甲店”"].click()
    first_loan("丙店")
    assert "现在打开的是“丙店”" in sign(book)[1]


def test_a_case_whose_folder_was_deleted_is_not_made_again_by_a_page_left_open():
    mine = first_loan("甲店")
    book, form = page()
    shutil.rmtree(mine.parent)
    retype(form, "（虚构）改过")
    book._look()
    assert "案例“甲店”的文件夹不在了" in status(form)
    assert "案例“甲店”的文件夹不在了" in sign(book)[1]
    assert not mine.parent.exists()
    assert shown(form, "loans", "L1", "name") == "（虚构）改过"
    other = first_loan("乙店")
    book._look()
    sign(book)[2]["换到“乙店”"].click()
    assert not mine.parent.exists()
    assert loans(other) == ["（虚构）乙店的贷款"]


def test_files_and_papers_wait_too():
    mine = first_loan("甲店")
    book, _form = page()
    statements, exhibits, files, case = book.statements(), book.exhibits(), book.files(), book.panel()
    notes = book.notes()
    notes.pasted.value = "2026-03-05 20000 12"
    notes.read()
    first_loan("乙店")
    before = sorted(place.name for place in mine.parent.rglob("*"))
    statements.read_uploaded([{"name": "账单.csv", "content": b"x"}])
    exhibits.take([{"name": "收据.jpg", "content": b"x"}])
    assert files.write() == ()
    notes.add()
    assert notes.pasted.value == "2026-03-05 20000 12"
    case._try(case._set_today)
    for said in (*(panel.note.value for panel in (statements, exhibits, notes, case)), *files.written):
        assert "现在打开的是“乙店”" in said
    assert sorted(place.name for place in mine.parent.rglob("*")) == before


def test_a_case_that_cannot_be_opened_changes_nothing():
    mine = first_loan("甲店")
    damaged = casefile.create("坏店")
    damaged.write_text("{", encoding="utf-8")
    casefile.adopt(mine)
    book, _form = page()
    panel = book.panel()
    panel.existing.value = str(damaged)
    panel._try(panel._switch)
    assert "打不开案例" in panel.note.value
    assert casefile.current() == mine
    assert "案例：甲店" in sign(book)[0]


def test_a_public_machine_says_so_above_the_case_in_two_lines(monkeypatch):
    first_loan("甲店")
    assert "公共网站" not in sign(page()[0])[0]
    monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://binder.example/")
    line = sign(page()[0])[0]
    assert line.index("只用虚构的数字") < line.index("把案例存成文件") < line.index("案例：甲店")
