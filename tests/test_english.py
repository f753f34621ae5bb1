"""The English of every page and paper of several cases, held against how English is set."""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbook.case import LoanState
from workbook.case.fields import Choice
from workbook.language import Counting, _, agreeing, joined, listed, series, speaking, within

ROOT = Path(__file__).parents[1]
CASES = (
    *sorted((ROOT / "data").glob("example*/case.json")),
    *(
        ROOT / f"tests/fixtures/cases/{name}.json"
        for name in (
            "arbitration_notice",
            "bullet_in_35_days",
            "insurer_has_paid",
            "late_on_one",
            "plan_that_broke",
            "six_lenders",
            "ten_minutes",
            "two_notes",
            "wholesaler_and_limit",
        )
    ),
)
HANZI = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
QUOTED = re.compile(rf"“[^“”]*[{HANZI}][^“”]*”|\([^()]*[{HANZI}][^()]*\)|：?□")
"""Chinese that an English sentence quotes: a word to look for, the number of a rule, the name of a kind of business."""
WRONG = {
    "Chinese, or its punctuation": re.compile(f"[{HANZI}]"),
    "two sentences without a gap": re.compile(r"[a-z]\.[A-Z]"),
    "a plural of one": re.compile(r"(?<![\d.,-])1 (?!is\b|was\b|has\b)[a-z]+s\b"),
    "a form that was not chosen": re.compile(r"\w\((?:s|\w*\|\w+)\)"),
    "two spaces": re.compile(r"[^\s|]  +[^\s|]"),
    "a label run into its figure": re.compile(r"[a-z]\d[\d,]*\.\d\d"),
}


def same() -> Any:
    spec = importlib.util.spec_from_file_location("same_main", ROOT / "tests/same/__main__.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


SAME = same()


def told(value: Any) -> Iterator[str]:
    """Give all that the borrower wrote in Chinese, with and without the mark of a fictional case, and its words."""
    if isinstance(value, str) and re.search(f"[{HANZI}]", value):
        for words in (value, value.replace("（虚构）", "")):
            yield from (words, *words.split("\n"), *words.split())
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from told(inner)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name if path.stem == "case" else path.stem)
def test_english_is_set_as_english(path: Path, tmp_path: Path):
    case = json.loads(path.read_text(encoding="utf-8"))
    here = tmp_path / "case.json"
    here.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    own = sorted(filter(None, set(told(case))), key=len, reverse=True)
    for name, words in SAME.as_text(here, "en"):
        if not name.startswith(("pages/", "papers/", "said")):
            continue
        for line in plain(words, own).splitlines():
            found = [what for what, wrong in WRONG.items() if wrong.search(line)]
            assert not found, (name, found, line)


def plain(words: str, own: list[str]) -> str:
    for one in own:
        words = re.sub(f"{re.escape(one)}[{HANZI}]?", "TOLD", words)
    words = words.replace("（虚构）", "").replace("— 先不生成 —", "")
    return QUOTED.sub("…", words)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 entry is new, 1 day"), (2, "2 entries are new, 2 days"), ("1", "1 entry is new, 1 day")]
)
def test_a_count_chooses_the_form(count: object, said: str):
    sentence = Counting("{n} entr(y|ies) (is|are) new, {n} day(s)")
    assert sentence.format(n=count) == said
    assert agreeing(sentence, {"n": count}).format(n=count) == said


def test_brackets_that_are_no_forms_stay():
    assert Counting("{loan}: {n} day(s) late (practice)").format(loan="a(s)", n=1) == "a(s): 1 day late (practice)"


def test_sentences_are_joined_as_their_language_does():
    with speaking("en"):
        assert joined("It is so. ", "", "Please answer.") == "It is so. Please answer."
    assert joined("是这样。", "请答复。") == "是这样。请答复。"


@pytest.mark.parametrize(
    ("label", "inside"), [("Added to principal", "added to principal"), ("App figure", "app figure")]
)
def test_a_label_begins_small_inside_an_english_sentence(label: str, inside: str):
    with speaking("en"):
        assert within(label) == inside
        assert within("ID number") == "ID number"
    assert within(LoanState.OVERDUE.words) == _(LoanState.OVERDUE.message)


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (("Fees",), "fees", "Fees"),
        (("Fees", "Overdue interest"), "fees and overdue interest", "Fees、Overdue interest"),
        (("Fees", "Penalty", "Tax"), "fees, penalty and tax", "Fees、Penalty、Tax"),
    ],
)
def test_several_things_are_named_as_a_sentence_names_them(words: tuple[str, ...], english: str, chinese: str):
    assert listed(*words) == chinese
    with speaking("en"):
        assert listed(*words) == english


def test_what_stands_by_itself_begins_with_one_capital():
    assert series("Business receipts", "The change that happened") == "Business receipts、The change that happened"
    with speaking("en"):
        assert series("Business receipts", "The change that happened") == "Business receipts, the change that happened"


def every_choice(kind: type[Choice] = Choice) -> Iterator[type[Choice]]:
    for one in kind.__subclasses__():
        yield one
        yield from every_choice(one)


@pytest.mark.parametrize("kind", sorted(every_choice(), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_the_words_of_one_list_all_begin_alike(kind: type[Choice]):
    with speaking("en"):
        first = {one.words[:1].isupper() for one in kind if one.words[:1].isalpha()}
    assert len(first) < 2, [one.words for one in kind]


@pytest.mark.parametrize(
    "name", ["平常的月份", "变化以前的月份", "变化以来的月份", "停下来以后的月份", "停下来以前的月份"]
)
def test_a_kind_of_months_is_one_month_so_that_every_verb_agrees(name: str):
    with speaking("en"):
        assert _(name).startswith("A ")
        assert "months" not in _(name).lower()
        said = _("{months}也差一截：只缓几个月解决不了，要谈的是长期降低每月还款。").format(months=_(name))
    assert re.match(r"A [\w ]+ falls short too", said)
