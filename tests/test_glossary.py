"""Words of the trade in plain words, where they come up first on a page."""

import re

import pytest

from workbook import glossary, page
from workbook.language import speaking
from workbook.shown import Chart, Table

CLAIM = Table("对方要的", ("项", "元"), (("罚息", "206.98"), ("复利", "1.34")))
AGAIN = Table("再看一次", ("项", "元"), (("罚息和复利", "208.32"), ("借据", "—")))


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "（虚构）小店" / "case.json"
    path.parent.mkdir()
    path.write_text('{"profile": {"as_of": "2026-11-23", "fictional": true}}', encoding="utf-8")
    return page.open_case(str(path), live=False)


def explained(shown):
    return re.findall(r"<dt>(.*?)</dt>", shown.html())


def test_a_word_is_explained_below_the_first_table_of_a_page_that_uses_it(book):
    assert explained(book.show(lambda _position: CLAIM)) == ["罚息", "复利"]
    assert explained(book.show(lambda _position: AGAIN)) == ["借据"]


def test_a_word_that_only_a_chart_uses_is_explained_where_a_table_uses_it(book):
    chart = Chart("罚息一天天多", CLAIM, lambda: "<svg/>")
    assert explained(book.show(lambda _position: chart)) == []
    assert explained(book.show(lambda _position: CLAIM)) == ["罚息", "复利"]


def test_a_table_without_rows_explains_its_notes(book):
    assert explained(book.show(lambda _position: Table("还没有", ("项",), (), ("复利还没有收",)))) == ["复利"]


def test_a_table_in_plain_words_explains_nothing(book):
    assert explained(book.show(lambda _position: Table("手上的钱", ("项", "元"), (("现金", "6,200.00"),)))) == []


def test_the_other_language_finds_its_own_words():
    with speaking("en"):
        assert [word for word, _meaning in glossary.plain("Penalty interest and compound interest so far")] == [
            "Penalty interest",
            "Compound interest",
        ]


def test_no_explanation_holds_a_figure():
    assert [meaning for _word, meaning in glossary.WORDS if re.search(r"\d", meaning)] == []
