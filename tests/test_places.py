"""What is not told yet is asked for on the page where it is filled in."""

import ast
import json
import re
from pathlib import Path

import pytest
from accounts import LEVEL, account

from workbook import options, page, tables
from workbook.case import FILLED_IN_ON, SECTIONS, Case, Terms, lacking, page_of
from workbook.forms.fields import described
from workbook.language import NotKnown, speaking
from workbook.loans import plan
from workbook.pages import PAGES
from workbook.position import Position
from workbook.talks.pad import counter

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "workbook").rglob("*.py"))


def calls(name):
    """Give each call of a function in the program: its file and its words."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield source.relative_to(ROOT).as_posix(), node


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_filled_in_on_the_page_that_has_its_form(section):
    book = json.loads((ROOT / "notebooks" / f"{FILLED_IN_ON[section]}.ipynb").read_text(encoding="utf-8"))
    assert any(f'book.form("{section}")' in "".join(cell["source"]) for cell in book["cells"])


def test_every_refusal_over_what_is_not_told_takes_its_page_from_its_section():
    assert {file for file, _call in calls("NotKnown")} == {"workbook/language.py", "workbook/case/places.py"}
    asked = list(calls("lacking"))
    assert len(asked) > 20
    written_out = [ast.unparse(call) for _file, call in asked if re.search("先在“[^{”]+”那一页", ast.unparse(call))]
    assert not written_out


@pytest.mark.parametrize(("language", "page"), [("zh", "谈"), ("en", "Talk")])
def test_the_words_and_the_link_name_one_page(language, page):
    with speaking(language):
        said = lacking("talks", field="…")
        assert (said.where, page_of("talks")) == ("07_talks", page)
        assert f"“{page}”" in str(said)
        assert next(one for one in PAGES if one.file == said.where).named(language) == page


def test_terms_of_the_lender_are_completed_where_the_talk_is_noted_and_the_own_request_among_the_options():
    position = Position(account(LEVEL, {}, (), "2025-06-01"))
    offer = Terms(rate="12")
    with pytest.raises(NotKnown) as of_the_lender:
        counter(position, position.loan, offer)
    with pytest.raises(NotKnown) as of_ones_own:
        plan(position.standing(position.loan).balance, offer, position.loan)
    assert (of_the_lender.value.where, str(of_the_lender.value)) == ("07_talks", "先在“谈”那一页填写“分几期（月）”")
    assert (of_ones_own.value.where, str(of_ones_own.value)) == ("05_options", "先在“方案”那一页填写“分几期（月）”")


def test_a_field_that_a_sentence_puts_on_a_page_stands_there():
    for name, title in sorted(set(put_on_pages())):
        assert any(words.startswith(title) for words in shown_on(name)), (name, title)


def put_on_pages():
    for source in SOURCES:
        for found in re.finditer("“([^”{]+)”那一页的“([^”{]+)”", source.read_text(encoding="utf-8")):
            yield found[1], found[2]


def shown_on(name):
    """Give the words over groups and beside fields in the forms of a page."""
    page = next(one for one in PAGES if one.zh == name)
    forms = [
        described(Case.model_fields[section].annotation) for section in SECTIONS if FILLED_IN_ON[section] == page.file
    ]
    groups = [group for form in forms for part in form["parts"].values() for group in part["groups"]]
    return {words for group in groups for words in (group["title"], *(field["label"] for field in group["fields"]))}


MONTH = {
    "usual_receipts": "30000",
    "worst_receipts": "20000",
    "stock_per_100": "60",
    "shop_costs": "3000",
    "home_essentials": "3000",
    "other_debts_30_days": "0",
}
DEBT = {
    "balance_left": "20000",
    "instalment": "960",
    "periods_left": 24,
    "next_due": "2026-12-05",
    "rate": "14",
    "rate_unit": "year",
}


def options_without(*names):
    """Give what the page of options says of a case that lacks these fields."""
    told = {name: value for name, value in MONTH.items() if name not in names}
    loan = {"id": "a", **{name: value for name, value in DEBT.items() if name not in names}}
    case = {"profile": {"as_of": "2026-11-23"}, "situation": told, "debts": {"loans": [loan]}}
    with pytest.raises(NotKnown) as refused:
        options.advice(Position(Case.model_validate(case)), Case.model_validate(case).main_loan)
    return str(refused.value)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("worst_receipts", "home_essentials"), "先在“情况”那一页填写“最差的一个月生意收款”、“家里每月必需开支”"),
        (
            ("stock_per_100", "other_debts_30_days"),
            "先在“情况”那一页填写“每卖 100 元，进货要花”、“其他债务 30 天内要还的总数”",
        ),
        (("rate", "rate_unit"), "先在“借款”那一页填写“利率（%）”、“这是日、月还是年利率”"),
        (
            ("balance_left", "worst_receipts", "rate_unit"),
            """先在“借款”那一页填写“借款本金”，或者填写“App 上显示现在要还多少”；\
先在“情况”那一页填写“最差的一个月生意收款”；先在“借款”那一页填写“这是日、月还是年利率”""",
        ),
    ],
)
def test_all_that_lacks_is_asked_for_at_once(names, said):
    assert options_without(*names) == said


def test_in_english_it_is_one_sentence_after_another():
    with speaking("en"):
        assert options_without("worst_receipts", "rate") == (
            "First fill in “Business receipts in the worst month” on page “Situation”; "
            "first fill in “Rate (%)” on page “Loans”"
        )


def test_a_page_that_is_open_asks_for_what_still_lacks(tmp_path):
    path = tmp_path / "case.json"
    told = {"profile": {"as_of": "2026-11-23"}, "situation": MONTH, "debts": {"loans": [{"id": "a", **DEBT}]}}
    short = {**told, "situation": {name: value for name, value in MONTH.items() if name != "worst_receipts"}}
    path.write_text(json.dumps({"schema_version": 4, **short}), encoding="utf-8")
    book = page.open_case(str(path))
    shown = book.show(tables.packages)
    assert str(shown.value) == "先在“情况”那一页填写“最差的一个月生意收款”"
    path.write_text(json.dumps({"schema_version": 4, **told}), encoding="utf-8")
    book.refresh()
    assert "几种办法放在一起比" in str(shown.value)
