"""Words in two languages: every sentence a person can see has its English, with the same blanks."""

import re
from functools import partial
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.papers import CASES, stored
from workbook import documents, language, way
from workbook.documents.render.text import text
from workbook.language import NotKnown, Refused, _, attempt, joined, speak, speaking
from workbook.pages import PAGES
from workbook.position import Position

PACKAGE = Path(language.__file__).parent
HANZI = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def english():
    with (PACKAGE / "translations" / "en.po").open("rb") as po:
        return {message.id: message.string for message in read_po(po) if message.id}


@pytest.fixture(scope="module")
def messages():
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords={"_": None, "N_": None})
    return {message for _file, _line, message, _comments, _context in found}


def blanks(words):
    return sorted(name for _text, name, _spec, _conversion in Formatter().parse(words) if name is not None)


def test_every_sentence_has_its_english(messages, english):
    assert sorted(m for m in messages if not english.get(m)) == []


def test_no_english_is_left_without_its_sentence(messages, english):
    assert sorted(m for m in english if m not in messages) == []


def test_the_blanks_of_a_sentence_are_the_same_in_english(english):
    assert {zh: en for zh, en in english.items() if blanks(zh) != blanks(en)} == {}


def test_english_is_english(english):
    quoted = re.compile(r"[“\"（(《〔][^”\"）)》〕]*[”\"）)》〕]")
    assert {en for en in english.values() if HANZI.search(quoted.sub("", en))} == set()


def test_a_language_is_used_for_a_while_and_then_the_former_again():
    with speaking("en"):
        assert _("姓名") == "Name"
    assert _("姓名") == "姓名"


def test_an_unknown_language_is_refused():
    with pytest.raises(Refused, match="fr"):
        speak("fr")


def test_a_refusal_fills_its_blanks_and_names_where_to_go():
    refusal = NotKnown("先在“借款”那一页填写“{field}”", where="02_debts", field="借款本金")
    assert str(refusal) == "先在“借款”那一页填写“借款本金”"
    assert refusal.where == "02_debts"


def test_no_sentence_names_a_page_by_its_file_or_number(english):
    files = re.compile("|".join((*(page.file for page in PAGES), r"(?<![\w:.-])0[0-8](?![\d:.-])")))
    assert [words for pair in english.items() for words in pair if files.search(words)] == []


def test_english_names_a_page_as_a_link_does_where_chinese_does(english):
    names = {page.zh: page.en for page in PAGES}
    named = re.compile("“({})”那一页".format("|".join(names)))
    missing = [
        (sentence, f"page “{names[page]}”")
        for sentence, words in english.items()
        for page in named.findall(sentence)
        if f"page “{names[page]}”" not in words
    ]
    assert missing == []


GLUED = re.compile(r"[a-z0-9)”][.!?;](?=[A-Z“])")
TOLD = sorted(path.stem for path in CASES.glob("*.json") if not path.stem.startswith("version"))


@pytest.mark.parametrize("name", TOLD)
def test_english_sentences_stand_apart(name):
    position = Position(stored(name))
    with speaking("en"):
        papers, _waiting = documents.compose(position, release=True)
        answers = [str(attempt(partial(way.begin, position, page.file))) for page in PAGES]
        said = [*(text(paper.document) for paper in papers), *answers]
    assert [
        words[max(found.start() - 40, 0) : found.end() + 40] for words in said for found in GLUED.finditer(words)
    ] == []


def test_sentences_stand_together_in_chinese_and_apart_in_english():
    assert joined("一。", "", "二。") == "一。二。"
    with speaking("en"):
        assert joined("One.", "", " Two.") == "One. Two."
