"""A row is filled in while the file changes elsewhere, answers are late, or something is undone: no text goes."""

import json
from itertools import permutations

import pytest
from hands import (
    add,
    change,
    error,
    message,
    opened,
    questions,
    remove,
    say,
    seen,
    send,
    shown,
    status,
    step,
    typed,
    undo,
)

from workbook import casefile
from workbook.forms import Form, sheet

TEXTS = {"said": "（虚构）三天内回电 ", "agent": "A12", "on": "2026-11-20"}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "（虚构）小店" / "case.json"
    path.parent.mkdir()
    loans = [{"id": "L1", "name": "网商贷", "principal": "50000"}]
    told = {"profile": {"as_of": "2026-11-23"}, "debts": {"loans": loans}}
    path.write_text(json.dumps({"schema_version": 4, **told}), encoding="utf-8")
    return path


def section(path, name):
    return getattr(casefile.read(path).case, name)


def loans(path):
    return {one.id: one for one in section(path, "debts").loans}


def letters(text):
    return [text[:end] for end in range(1, len(text) + 1)]


# while a row is filled in ---------------------------------------------------------------------------


class Elsewhere:
    """What may come between two letters, each by its name."""

    def __init__(self, path, form):
        self.path, self.form, self.sent = path, form, []
        self.other, self.evidence = opened(path, "talks"), opened(path, "evidence")
        typed(self.evidence, "documents", add(self.evidence, "documents"), "title", text="（虚构）流水")
        self.own = add(self.other, "contacts")
        typed(self.other, "contacts", self.own, "said", text="（虚构）另一处")

    def take_in(self):
        for form in (self.form, self.other):
            form.refresh(casefile.read(self.path))

    def another_section(self):
        base = section(self.path, "profile")
        casefile.save(self.path, "profile", base.but(name="（虚构）甲"), base)
        self.take_in()

    def undo_on_another_page(self):
        undo(self.evidence)
        self.take_in()

    def undo_in_another_tab(self):
        self.take_in()
        undo(self.other)
        self.take_in()

    def another_loan(self):
        debts = opened(self.path)
        typed(debts, "loans", add(debts, "loans"), "name", text="（虚构）乙贷")
        self.take_in()

    def held_and_let_go(self):
        self.form.hold(True)
        self.form.hold(False)

    def all_again(self):
        for one in self.sent:
            send(self.form, one)


EVENTS = [
    "another_section",
    "undo_on_another_page",
    "undo_in_another_tab",
    "another_loan",
    "held_and_let_go",
    "all_again",
]


@pytest.mark.parametrize("events", list(permutations(EVENTS, 3)), ids="-".join)
def test_what_is_typed_into_a_row_just_added_stays_whatever_comes_between(path, events):
    form = opened(path, "talks")
    elsewhere, coming = Elsewhere(path, form), [*events]
    before = dict.fromkeys(TEXTS, "")
    row, follows = "abcdef12", None
    for name, text in [("", ""), *((one, part) for one in TEXTS for part in letters(TEXTS[one]))]:
        steps = [{"path": ["contacts"], "add": row}]
        if name:
            steps = [{"path": ["contacts", row, name], "value": text, "before": before[name]}]
            before[name] = text
        elsewhere.sent.append(send(form, message(form, "change", steps=steps, after=follows)))
        follows = elsewhere.sent[-1]["n"]
        if coming and len(text) % 3 == 1:
            getattr(elsewhere, coming.pop(0))()
            assert [shown(form, "contacts", row, one) for one in TEXTS] == [before[one] for one in TEXTS]
    kept = next(one for one in section(path, "talks").contacts if one.id == row)
    assert (kept.said, kept.agent, str(kept.on)) == ("（虚构）三天内回电", "A12", "2026-11-20")
    assert questions(form) == []
    assert not coming


def test_no_letter_is_taken_while_the_row_it_belongs_to_is_still_on_its_way(path):
    form = opened(path, "talks")
    added = message(form, "change", steps=[{"path": ["contacts"], "add": "r1"}])
    word = message(form, "change", steps=[step(form, "contacts", "r1", "said", text="（虚构）好")], after=added["n"])
    settle = message(form, "settle", id="r1", after=word["n"])
    for early in (word, settle):  # the connection was gone for a moment
        send(form, early)
        assert early["n"] not in seen(form)["heard"]
    for again in (added, word):
        send(form, again)
    assert section(path, "talks").contacts[0].said == "（虚构）好"
    assert {added["n"], word["n"]} <= set(seen(form)["heard"])


def test_a_message_stays_taken_however_many_have_come_since(path):
    form = opened(path)
    old = typed(form, "loans", "L1", "name", text="（虚构）旧")
    typed(form, "loans", "L1", "name", text="")
    for number in range(400):
        typed(form, "loans", "L1", "contract_no", text=str(number))
    assert old["n"] not in seen(form)["heard"]
    send(form, old)  # its answer had been lost
    assert loans(path)["L1"].name is None
    assert old["n"] in seen(form)["heard"]


@pytest.mark.parametrize("saved", ["", "5", "50"])
def test_the_newest_text_of_a_field_alone_is_enough_for_the_next_program(path, saved):
    """It says what it passed through, so that what an earlier program saved on the way is no other's change."""
    if saved:
        typed(opened(path), "loans", "L1", "instalment", text=saved)
    newest = {"path": ["loans", "L1", "instalment"], "value": "500", "before": "", "passed": ["5", "50"]}
    form = opened(path)
    change(form, newest)
    assert str(loans(path)["L1"].instalment) == "500.00"
    assert questions(form) == []


def test_a_text_that_was_not_passed_through_is_asked_about(path):
    typed(opened(path), "loans", "L1", "instalment", text="700")
    form = opened(path)
    change(form, {"path": ["loans", "L1", "instalment"], "value": "500", "before": "", "passed": ["5", "50"]})
    assert str(loans(path)["L1"].instalment) == "700.00"
    assert len(questions(form)) == 1


def test_what_is_being_typed_is_not_rewritten_by_what_comes_from_elsewhere(path):
    form = opened(path)
    typed(form, "loans", "L1", "principal", text="1.2万")
    typed(form, "loans", "L1", "name", text="（虚构）甲 ")
    typed(opened(path), "loans", "L1", "rate", text="14.5")
    form.refresh(casefile.read(path))
    assert [shown(form, "loans", "L1", name) for name in ("principal", "name", "rate")] == [
        "1.2万",
        "（虚构）甲 ",
        "14.5",
    ]
    typed(opened(path), "loans", "L1", "principal", text="13000")
    form.refresh(casefile.read(path))
    assert shown(form, "loans", "L1", "principal") == "13000.00"


# undo -----------------------------------------------------------------------------------------------


def test_an_undo_takes_back_its_own_edit_and_nothing_that_others_changed_since(path):
    here, there = opened(path), opened(path)
    typed(here, "loans", "L1", "rate", text="14.5")
    row = add(there, "loans")
    typed(there, "loans", row, "name", text="（虚构）乙贷")
    typed(there, "loans", "L1", "principal", text="60000")
    here.refresh(casefile.read(path))
    undo(here)
    found = loans(path)
    assert (found["L1"].rate, str(found["L1"].principal), found[row].name) == (None, "60000.00", "（虚构）乙贷")


def test_an_undo_of_a_field_that_others_changed_since_is_refused_at_that_field_and_the_one_before_can_be_undone(path):
    here, there = opened(path), opened(path)
    typed(here, "loans", "L1", "rate", text="14.5")
    typed(here, "loans", "L1", "principal", text="60000")
    there.refresh(casefile.read(path))
    typed(there, "loans", "L1", "principal", text="70000")
    here.refresh(casefile.read(path))
    undo(here)
    assert "借款 › 第 1 行 › 借款本金”后来在别处又改过" in status(here)
    assert seen(here)["pointed"] == "loans/L1/principal"
    assert str(loans(path)["L1"].principal) == "70000.00"
    undo(here)
    assert loans(path)["L1"].rate is None


def test_an_undo_says_which_row_and_field_it_took_back(path):
    form = opened(path)
    row = add(form, "loans")
    typed(form, "loans", row, "name", text="（虚构）乙贷")
    remove(form, "loans", row)
    assert sheet.look(form.tree, ("loans", row)) is None  # taken out at once after a word was typed: a step of its own
    said = []
    while seen(form)["undo"]:
        undo(form)
        said.append(status(form).split("，")[0])
    assert said == ["撤销了“借款 › 第 2 行”", "撤销了“借款 › 第 2 行 › 这笔借款叫什么”", "撤销了“借款 › 第 2 行”"]


def test_what_could_not_be_saved_is_not_lost_by_an_undo(path, monkeypatch):
    form = opened(path)
    typed(form, "loans", "L1", "rate", text="14.5")
    monkeypatch.setattr("os.replace", lambda *_args: (_ for _ in ()).throw(OSError(28, "full")))
    typed(form, "loans", "L1", "principal", text="60000")
    undo(form)
    assert shown(form, "loans", "L1", "principal") == "60000"
    monkeypatch.undo()
    undo(form)
    assert shown(form, "loans", "L1", "principal") == "50000.00"
    assert str(loans(path)["L1"].rate) == "14.5"


# two places -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mine", "kept"), [(True, "xyz"), (False, "abc")])
def test_two_texts_that_are_not_valid_yet_are_asked_about_like_any_other(path, mine, kept):
    here, there = opened(path), opened(path)
    typed(there, "loans", "L1", "principal", text="abc")
    typed(here, "loans", "L1", "principal", text="xyz")
    assert "abc" in questions(here)[0]
    assert "xyz" in questions(here)[0]
    say(here, "decide", path=["loans", "L1", "principal"], mine=mine)
    assert shown(opened(path), "loans", "L1", "principal") == kept
    assert "不是金额" in error(here, "loans", "L1", "principal")


@pytest.mark.parametrize(("first", "second"), [("6万", "六七"), ("六七", "6万")])
def test_a_value_and_a_text_that_is_not_valid_yet_both_stay_until_it_is_said_which(path, first, second):
    here, there = opened(path), opened(path)
    typed(there, "loans", "L1", "app_total", text=first)
    typed(here, "loans", "L1", "app_total", text=second)
    (question,) = questions(here)
    assert second in question or first in question
    typed(here, "loans", "L1", "rate", text="14.5")
    assert len(questions(opened(path))) == 1


@pytest.mark.parametrize("typing", ["here", "there"])
def test_a_row_that_is_removed_in_one_place_while_it_is_filled_in_in_another_stays(path, typing):
    here, there = opened(path), opened(path)
    typer, remover = (here, there) if typing == "here" else (there, here)
    removing = [lambda: remove(remover, "loans", "L1"), lambda: typed(typer, "loans", "L1", "rate", text="14.5")]
    for act in removing if typing == "here" else reversed(removing):
        act()
    assert str(loans(path)["L1"].rate) == "14.5"
    assert (questions(here), questions(there)) == ([], [])
    assert shown(opened(path), "loans", "L1", "name") == "网商贷"


def test_a_pause_in_which_nothing_changed_does_not_keep_out_what_came_from_elsewhere(path):
    import asyncio

    async def both():
        form = Form(path, "debts", pause=5)
        typed(form, "loans", "L1", "name", text="网商贷")
        other = opened(path)
        typed(other, "loans", "L1", "rate", text="14.5")
        form.refresh(casefile.read(path))
        return shown(form, "loans", "L1", "rate")

    assert asyncio.run(both()) == "14.5"


def test_a_row_taken_out_right_after_it_was_added_comes_back_with_one_undo(path):
    form = opened(path)
    row = add(form, "loans")
    remove(form, "loans", row)
    undo(form)
    assert row in loans(path)
