"""The person before the papers: on every page and every private paper, before any number."""

import json
import re
from pathlib import Path

import nbformat
import pytest

from workbook import documents, options, page, rules
from workbook.case import Case
from workbook.course import in_danger, support_words
from workbook.documents.render.text import text
from workbook.language import speaking

HERE = Path(__file__).parent
PAGES = sorted((HERE.parent / "notebooks").glob("*.ipynb"))
PRIVATE = (documents.card, documents.script, documents.tonight, documents.answers)


def stored(*, distressed: bool | None = None, name: str = "late_on_one", **situation: object) -> Case:
    told = Case.model_validate(json.loads((HERE / f"fixtures/cases/{name}.json").read_text("utf-8")))
    profile = told.profile.but(distressed=distressed, fictional=None)
    return told.but(profile=profile, situation=told.situation.but(**situation))


def number(name: str) -> str:
    return str(rules.public_number(name))


def said_in(contact: str) -> Case:
    """Give a case in whose log somebody said this."""
    told = stored()
    return told.but(talks=told.talks.but(contacts=[{"id": "t", "said": contact}]))


@pytest.mark.parametrize("words", ["我不想活了", "有时候想 自 杀", "真的撑不住，想一死了之", "I want to KILL MYSELF"])
def test_words_of_danger_in_free_text_put_the_emergency_numbers_first(words: str):
    told = stored(what_changed=f"生意没了。{words}。")
    first, second = support_words(told)
    assert number("emergency") in first
    assert number("police") in first
    assert number("support") in second


def test_a_threat_to_life_that_was_said_on_the_phone_counts_too():
    assert in_danger(said_in("他说不还钱就弄死我"))
    assert not in_danger(said_in("他说要起诉"))


@pytest.mark.parametrize("name", ["late_on_one", "nothing_left", "six_lenders", "ten_minutes"])
def test_nobody_is_alarmed_where_nothing_was_said(name: str):
    assert support_words(stored(name=name)) == ()


def test_bad_nights_alone_name_the_line_for_them_and_no_ambulance():
    (line,) = support_words(stored(distressed=True))
    assert number("support") in line
    assert number("emergency") not in line


@pytest.mark.parametrize("paper", PRIVATE)
@pytest.mark.parametrize("danger", [False, True])
def test_on_every_private_paper_the_lines_stand_before_any_figure(paper, danger: bool):
    told = stored(distressed=True, done_already="我想自杀" if danger else None)
    lines = [support_words(told)[0], "心理援助热线"]
    words = text(paper(told)).split("\n", 1)[1]
    assert words.startswith(lines[0])
    places = [words.index(line) for line in lines]
    rest = re.sub(r"(?<!\d)\d{3}(\d\d)?(?!\d)", "", words[: places[-1]])  # the numbers to call
    assert not re.search(r"\d", rest)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_every_page_shows_first_of_all_the_case_with_the_lines_above_it(file: Path, tmp_path: Path):
    cells = [cell.source for cell in nbformat.read(file, 4).cells if cell.cell_type == "code"]
    (first, *_more) = [cell for cell in cells if not cell.startswith("case_path")]
    assert first.rstrip().endswith("\nbook")
    told = stored(distressed=True, what_changed="不想活了")
    (tmp_path / "case.json").write_text(told.model_dump_json(), "utf-8")
    cover = page.open_case(str(tmp_path / "case.json"), live=False)._repr_mimebundle_()["text/plain"]
    body = cover.split("\n", 1)[1]
    assert body.index(number("emergency")) < body.index(number("support")) < body.index(str(told.as_of))


def test_a_live_page_has_them_above_the_name_too(tmp_path: Path):
    from workbook.forms import CoverPanel

    told = stored(distressed=True)
    (tmp_path / "case.json").write_text(told.model_dump_json(), "utf-8")
    line = CoverPanel(tmp_path / "case.json", lambda _path: None, named=True).line.value
    assert line.index(number("support")) < line.index(str(told.as_of))


def test_no_lender_reads_of_it():
    told = options.with_request(stored(distressed=True, done_already="我想自杀"), "preferred")
    for paper in (documents.letter, documents.brief, documents.chat):
        assert number("support") not in text(paper(told))


def test_in_english_the_same_numbers_stand():
    with speaking("en"):
        first, second = support_words(stored(what_changed="不想活了"))
    assert number("emergency") in first
    assert number("support") in second
