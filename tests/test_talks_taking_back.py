"""A promise that what can be paid does not carry is taken back in one sentence, with its own figures."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from workbook import documents, tables, talks
from workbook.case import Case, Contact
from workbook.documents.bundle import EVERY
from workbook.documents.render.text import text
from workbook.language import Refused
from workbook.talks.spoken import spoken_payment

CASES = Path(__file__).parent / "fixtures/cases"
SAID = {"id": "c", "on": "2026-11-05", "channel": "phone", "direction": "by_them", "my_promise": "11月15日还3,000元"}
WORDS = "我11月5日电话里说11月15日还3,000元，核算后做不到，现在更正，请改记录，并给我工单号。能做到的我书面告诉您。"


def case(*contacts, name="late_on_one", **changes):
    told = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    told["talks"] = {"contacts": list(contacts), **changes.pop("talks", {})}
    for part, change in changes.items():
        told[part] = {**told.get(part, {}), **change}
    return Case.model_validate(told)


def taken_back(*contacts, **changes):
    told = case(*contacts, **changes)
    return talks.taken_back(told, told.main_loan)


def in_state(state):
    told = json.loads((CASES / "late_on_one.json").read_text("utf-8"))["debts"]
    return {**told, "loans": [{**told["loans"][0], "state": state}]}


def heard(*contacts, **changes):
    return " ".join(tables.contacts(case(*contacts, **changes)).notes)


# What was promised


@pytest.mark.parametrize(
    ("words", "amount", "due", "monthly"),
    [
        ("11月15日还3,000元", "3000.00", date(2026, 11, 15), False),
        ("月底还五千", "5000.00", date(2026, 11, 30), False),
        ("15号之前先还两千块", "2000.00", date(2026, 11, 30), False),
        ("1月5日转1.5万", "15000.00", date(2027, 1, 5), False),
        ("每月还1200", "1200.00", date(2026, 11, 30), True),
        ("2月30日还800元", "800.00", date(2026, 11, 30), False),
    ],
)
def test_the_amount_and_the_day_are_read_from_the_words(words, amount, due, monthly):
    said = spoken_payment(Contact.model_validate({**SAID, "my_promise": words, "next_on": "2026-11-30"}))
    assert said == (Decimal(amount), due, monthly)


@pytest.mark.parametrize("words", ["三天内给答复", "先还一部分", "还2000或者3000", "没答应还3000", "10点前回电", None])
def test_what_names_no_single_payment_is_not_guessed(words):
    assert spoken_payment(Contact.model_validate({**SAID, "my_promise": words})) is None


# What it is held against


def test_what_cash_does_not_leave_free_is_taken_back_with_its_day_and_amount():
    assert taken_back(SAID) == WORDS
    assert WORDS in text(documents.card(case(SAID)))
    assert WORDS in heard(SAID)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"channel": "app", "my_promise": "还三千"}, "我11月5日在 App 里说还3,000元"),
        ({"channel": None, "my_promise": "每月还2,892.12元"}, "我11月5日说每月还2,892.12元"),
        ({"on": None, "my_promise": "还3000元"}, "我上次电话里说还3,000元"),
    ],
)
def test_only_what_was_told_stands_in_the_sentence(changed, words):
    assert taken_back({**SAID, **changed}).startswith(words + "，核算后做不到")


def test_what_can_be_paid_is_kept_not_taken_back():
    rich = {"cash": "60000.00"}
    assert taken_back(SAID, situation=rich) == ""
    assert "还做得到，今天就做" in heard(SAID, situation=rich) or "做得到就按时做" in heard(SAID, situation=rich)
    assert taken_back({**SAID, "my_promise": "每月还300元"}) == ""


def test_where_it_cannot_be_told_the_borrower_decides():
    assert taken_back(SAID, situation={"cash": None}) == ""
    assert "做不到，才这样说" in heard({**SAID, "next_on": "2026-11-15"}, situation={"cash": None})


def test_where_nothing_is_left_every_sum_is_too_much():
    assert taken_back(SAID, name="nothing_left") == WORDS


@pytest.mark.parametrize(
    "changes",
    [
        {"payments": {"made": [{"id": "p", "loan_id": "mybank", "paid_on": "2026-11-15", "amount": "3000"}]}},
        {"talks": {"written": [{"id": "w", "loan_id": "mybank", "on": "2026-11-18"}]}},
    ],
)
def test_what_was_paid_or_agreed_in_writing_since_is_not_taken_back(changes):
    told = json.loads((CASES / "late_on_one.json").read_text("utf-8"))
    assert told["debts"]["main"] == "mybank"
    assert taken_back(SAID, **changes) == ""


def test_only_the_latest_promise_is_spoken_of_and_only_while_it_stands():
    later = {**SAID, "id": "d", "on": "2026-11-12", "my_promise": "11月28日还4000元"}
    assert "4,000" in taken_back(SAID, later)
    assert "3,000" not in taken_back(SAID, later)
    corrected = {**SAID, "id": "e", "corrects": "c", "my_promise": "只说了会回电"}
    assert taken_back(SAID, corrected) == ""


@pytest.mark.parametrize("state", ["in_court", "sold", "settled"])
def test_where_no_sum_is_talked_of_nothing_is_taken_back(state):
    told = case(SAID, debts=in_state(state))
    assert talks.taken_back(told, told.main_loan) == ""
    assert "更正" not in heard({**SAID, "next_on": "2026-11-15"}, debts=in_state(state))
    assert "核算后做不到" not in text(documents.card(told))


def test_near_the_end_of_limitation_nothing_is_said_to_the_lender():
    old = {"name": "ten_minutes", "profile": {"as_of": "2029-11-23"}}
    said = {**SAID, "on": "2026-11-05", "next_on": "2026-11-15", "their_promise": "三天内答复"}
    assert taken_back(said, **old) == ""
    notes = heard(said, **old)
    assert "先停，问过律师再联系" in notes
    assert "请给我" not in notes


def test_it_is_in_no_paper_for_a_lender():
    told = case(SAID)
    for paper in EVERY:
        if paper.reader == "lender":
            try:
                words = text(paper.make(told))
            except Refused:
                continue
            assert "现在更正" not in words
            assert "3,000" not in words


def test_without_a_promise_there_is_nothing_to_take_back():
    assert taken_back() == ""
    assert "更正" not in text(documents.card(case()))
