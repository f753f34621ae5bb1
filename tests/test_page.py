"""What a notebook may call: live pages follow the file, the others show tables."""

import asyncio
import json

import pytest

from workbook import casefile, language
from workbook.case import Debts, Loan
from workbook.language import N_, NotKnown, Refused
from workbook.page import open_case
from workbook.shown import Missing, Table


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


def test_what_is_not_known_is_said_in_a_sentence(case_file):
    def needs(_case):
        raise NotKnown(N_("先在 02_debts 填写至少一笔借款"), where="02_debts")

    shown = open_case(str(case_file), live=False).show(needs)
    assert shown == Missing("先在 02_debts 填写至少一笔借款", "02_debts")


def test_a_damaged_file_is_said_in_a_sentence(case_file):
    book = open_case(str(case_file), live=False)
    case_file.write_text("{", encoding="utf-8")
    assert "打不开案例" in plain(book.show(names))


def test_a_result_follows_the_form_beside_it(case_file):
    book = open_case(str(case_file), live=True)
    form = book.form("debts")
    form.pause = 0
    result = book.show(names)
    form.desk.fields["loans", "L1", "name"].control.value = "（虚构）新名"
    assert plain(result.value) == "借款\n名称\n（虚构）新名"


def test_a_page_follows_what_others_write(case_file):
    async def walk():
        book = open_case(str(case_file), live=True)
        form, result = book.form("debts"), book.show(names)
        base = casefile.read(case_file).case.debts
        casefile.save(case_file, "debts", Debts(loans=(Loan(id="L1", name="（虚构）别处"),)), base)
        await asyncio.sleep(1.5)
        book._watch.cancel()
        return form.desk.fields["loans", "L1", "name"].control.value, plain(result.value)

    assert asyncio.run(walk()) == ("（虚构）别处", "借款\n名称\n（虚构）别处")


def test_typed_text_is_saved_after_a_pause(case_file):
    async def walk():
        form = open_case(str(case_file), live=True).form("debts")
        field = form.desk.fields["loans", "L1", "name"].control
        field.value = "（虚"
        field.value = "（虚构）名"
        before = casefile.read(case_file).case.loans[0].name
        await asyncio.sleep(0.7)
        return before, casefile.read(case_file).case.loans[0].name

    assert asyncio.run(walk()) == ("网商贷", "（虚构）名")


def test_a_missing_case_is_refused_by_name():
    with pytest.raises(Refused, match="找不到案例“nowhere”"):
        open_case("nowhere")


def test_the_language_is_the_one_asked_for(case_file):
    open_case(str(case_file), live=False, language="en")
    assert language.spoken() == "en"
    language.speak("zh")
