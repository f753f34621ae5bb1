"""What a notebook may call: live pages follow the file, the others show tables."""

import asyncio
import json

import pytest
from hands import remove, seen, shown, typed, undo

from workbook import casefile, language
from workbook.case import Debts, Loan
from workbook.language import N_, NotKnown, Refused
from workbook.page import asking, close_books, open_case
from workbook.position import Position
from workbook.shown import Missing, Table, Tables


@pytest.fixture
def case_file(tmp_path):
    path = tmp_path / "（虚构）小店" / "case.json"
    path.parent.mkdir()
    loans = [{"id": "L1", "name": "网商贷", "principal": "50000"}]
    body = {"profile": {"as_of": "2026-11-23", "fictional": True}, "debts": {"loans": loans}}
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def names(case):
    return Table("借款", ("名称",), tuple((loan.name or "?",) for loan in case.loans))


def plain(value):
    return value._repr_mimebundle_()["text/plain"]


def test_a_page_that_is_not_live_shows_tables(case_file):
    book = open_case(str(case_file), live=False)
    assert "50,000.00" in plain(book.form("debts"))
    assert plain(book.show(names)) == "借款\n名称\n网商贷"
    assert "2026-11-23" in plain(book)


@pytest.mark.parametrize("live", [True, False])
def test_a_note_stands_once_on_a_page_and_stays_where_it_stood(case_file, live):
    def first(_position):
        return Table("一", ("甲",), (("乙",),), ("同一句", "只在一"))

    def second(_position):
        return Tables((Table("二", ("甲",), (("乙",),), ("同一句", "只在二")),))

    book = open_case(str(case_file), live=live)
    one, two = book.show(first), book.show(second)
    book.refresh()
    one, two = (one.value, two.value) if live else (one, two)
    assert plain(one).count("同一句") == 1
    assert "同一句" not in plain(two)
    assert "只在二" in plain(two)


def test_two_forms_of_one_section_show_the_same(case_file):
    book = open_case(str(case_file), live=True)
    quick, whole = book.form("debts", quick=True), book.form("debts")
    quick.pause = whole.pause = 0
    typed(quick, "loans", "L1", "name", text="（虚构）新名")
    assert shown(whole, "loans", "L1", "name") == "（虚构）新名"


def test_what_is_not_known_is_said_in_a_sentence(case_file):
    def needs(_case):
        raise NotKnown(N_("先在“借款”那一页填写至少一笔借款"), where="02_debts")

    shown = open_case(str(case_file), live=False).show(needs)
    assert shown == Missing("先在“借款”那一页填写至少一笔借款", "02_debts")


def test_a_damaged_file_is_said_in_a_sentence(case_file):
    book = open_case(str(case_file), live=False)
    case_file.write_text("{", encoding="utf-8")
    assert "打不开案例" in plain(book.show(names))


def test_a_result_follows_the_form_beside_it(case_file):
    book = open_case(str(case_file), live=True)
    form = book.form("debts")
    form.pause = 0
    result = book.show(names)
    typed(form, "loans", "L1", "name", text="（虚构）新名")
    assert plain(result.value) == "借款\n名称\n（虚构）新名"


def test_a_page_follows_what_others_write(case_file):
    async def walk():
        book = open_case(str(case_file), live=True)
        form, result = book.form("debts"), book.show(names)
        base = casefile.read(case_file).case.debts
        casefile.save(case_file, "debts", Debts(loans=(Loan(id="L1", name="（虚构）别处"),)), base)
        for _tenth in range(100):  # a busy machine looks later
            await asyncio.sleep(0.1)
            if plain(result.value).endswith("（虚构）别处"):
                break
        book._watch.cancel()
        return shown(form, "loans", "L1", "name"), plain(result.value)

    assert asyncio.run(walk()) == ("（虚构）别处", "借款\n名称\n（虚构）别处")


def live_page(case_file):
    book = open_case(str(case_file), live=True)
    return book, (book.form("debts"), book.panel(), book.whatif(), book.files()), book.show(names)


def watchers():
    return [task for task in asyncio.all_tasks() if "_keep_looking" in repr(task)]


def test_a_page_opened_five_times_looks_once_and_keeps_one_set_of_controls(case_file):
    async def walk():
        pages = []
        for _time in range(5):
            pages.append(live_page(case_file))
            await asyncio.sleep(0.01)
        return pages, len(watchers()), [book._watch.cancelled() for book, _panels, _result in pages]

    pages, looking, cancelled = asyncio.run(walk())
    assert looking == 1
    assert cancelled == [True, True, True, True, False]
    assert [{panel.box.comm is None for panel in panels} for _book, panels, _result in pages] == [{True}] * 4 + [
        {False}
    ]
    assert [len(book._results) for book, _panels, _result in pages] == [0, 0, 0, 0, 1]


def test_what_was_being_typed_is_saved_when_the_page_is_opened_again(case_file):
    async def walk():
        _book, (form, *_others), _result = live_page(case_file)
        typed(form, "loans", "L1", "name", text="（虚构）最后一字")
        live_page(case_file)

    asyncio.run(walk())
    assert casefile.read(case_file).case.loans[0].name == "（虚构）最后一字"


def test_two_tabs_of_one_page_live_side_by_side_until_they_are_let_go(case_file, monkeypatch):
    tabs = iter(("here", "here", "there", "there"))
    monkeypatch.setattr("workbook.page._tab", lambda: next(tabs))
    (_here, (form, *_mine), _), (_there, (other, *_theirs), _) = live_page(case_file), live_page(case_file)
    assert form.box.comm is not None
    close_books()
    assert (form.box.comm, other.box.comm) == (None, None)


def test_a_cell_run_again_closes_the_form_it_gave_before(case_file):
    book, (form, *_others), _result = live_page(case_file)
    assert book.form("debts").box.comm is not None
    assert form.box.comm is None


def test_results_are_redrawn_one_by_one_with_a_word_about_it(case_file):
    async def walk():
        _book, (form, *_others), result = live_page(case_file)
        form.pause = 0
        typed(form, "loans", "L1", "name", text="（虚构）新名")
        await asyncio.sleep(0)
        during = form.said.working, plain(result.value)
        await asyncio.sleep(0.5)
        return during, form.said.working, plain(result.value)

    (said, old), after, new = asyncio.run(walk())
    assert "正在重算…" in said
    assert "网商贷" in old
    assert (after, "（虚构）新名" in new) == ("", True)


def test_typed_text_is_saved_after_a_pause(case_file):
    async def walk():
        form = open_case(str(case_file), live=True).form("debts")
        for text in ("（虚", "（虚构）名"):
            typed(form, "loans", "L1", "name", text=text)
        before = casefile.read(case_file).case.loans[0].name
        await asyncio.sleep(0.7)
        return before, casefile.read(case_file).case.loans[0].name

    assert asyncio.run(walk()) == ("网商贷", "（虚构）名")


def test_each_field_and_each_row_is_a_step_of_undo_however_fast_they_follow(case_file):
    async def walk():
        form = open_case(str(case_file), live=True).form("debts")
        typed(form, "loans", "L1", "name", text="（虚构）名")
        typed(form, "loans", "L1", "lender", text="（虚构）行")
        last = remove(form, "loans", "L1")
        assert last["n"] not in seen(form)["heard"]  # what came before is saved, this is not yet
        await asyncio.sleep(0.7)
        undo(form)
        back = casefile.read(case_file).case.loans[0]
        undo(form)
        return back.lender, casefile.read(case_file).case.loans[0]

    lender, before = asyncio.run(walk())
    assert (lender, before.lender, before.name) == ("（虚构）行", None, "（虚构）名")


def test_a_missing_case_is_refused_by_name():
    with pytest.raises(Refused, match="找不到案例“nowhere”"):
        open_case("nowhere")


def test_the_language_is_the_one_asked_for(case_file):
    open_case(str(case_file), live=False, language="en")
    assert language.spoken() == "en"
    language.speak("zh")


def test_pages_ask_one_position_while_a_program_runs_them_all_by_whatever_path(case_file, tmp_path):
    linked = tmp_path / "link"
    linked.symlink_to(case_file.parent)
    shared = Position(casefile.read(case_file).case)
    with asking(linked / "case.json", shared):
        assert open_case(str(case_file), live=False).position() is shared
        case_file.write_text("{}", encoding="utf-8")
        assert open_case(str(case_file), live=False).position() is not shared
    assert open_case(str(case_file), live=False).position() is not shared
