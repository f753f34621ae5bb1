"""A section while it is edited, without a widget: steps into the tree, two places at once, entries written down."""

import json

import pytest

from workbook import casefile
from workbook.casefile import Conflict
from workbook.forms import sheet, undo
from workbook.forms.conflicts import give_way, keep_both
from workbook.forms.editing import Editing, begins_at
from workbook.forms.entries import unfinished, with_written, write_down
from workbook.forms.history import Edit, History
from workbook.forms.status import Status

PRINCIPAL = ("loans", "L1", "principal")
ENTRY = ("contacts", "c1")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "case.json"
    told = {
        "profile": {"as_of": "2026-11-23"},
        "debts": {"loans": [{"id": "L1", "name": "（虚构）甲贷", "principal": "50000"}]},
        "payments": {"made": [{"id": "p", "loan_id": "L1", "paid_on": "2026-11-01", "amount": "3"}]},
    }
    path.write_text(json.dumps({"schema_version": 4, **told}), encoding="utf-8")
    return path


def opened(path, name="debts"):
    return Editing(name, casefile.read(path))


def put(editing, *place, text, before=""):
    editing.do({"path": place, "value": text, "before": before})


def saved(path, editing):
    """Save what is typed, as a form does where nothing stands in the way."""
    reading = editing.reading()
    editing.keep(editing.write(path, (reading.section, dict(reading.drafts)), editing.base))
    return editing


# steps ----------------------------------------------------------------------------------------------


def test_a_text_is_put_where_the_field_holds_what_was_seen_in_it(path):
    editing = opened(path)
    put(editing, *PRINCIPAL, text="6万", before="50000.00")
    assert sheet.look(editing.tree, PRINCIPAL) == "6万"
    assert str(editing.reading().section.loans[0].principal) == "60000.00"


@pytest.mark.parametrize("before", ["5万", "50000", "50,000.00"])
def test_what_was_seen_may_be_another_writing_of_the_same(path, before):
    editing = opened(path)
    put(editing, *PRINCIPAL, text="60000", before=before)
    assert (sheet.look(editing.tree, PRINCIPAL), editing.undecided) == ("60000", {})


def test_a_text_over_one_that_was_not_seen_is_asked_about(path):
    editing = opened(path)
    put(editing, *PRINCIPAL, text="70000", before="40000")
    assert sheet.look(editing.tree, PRINCIPAL) == "50000.00"
    assert editing.undecided == {PRINCIPAL: "70000"}
    put(editing, *PRINCIPAL, text="700001", before="70000")  # typing goes on
    assert editing.undecided == {PRINCIPAL: "700001"}


@pytest.mark.parametrize(("mine", "kept"), [(True, "70000"), (False, "50000.00")])
def test_what_is_decided_is_asked_about_no_more(path, mine, kept):
    editing = opened(path)
    put(editing, *PRINCIPAL, text="70000", before="40000")
    editing.decide(PRINCIPAL, mine=mine)
    assert (sheet.look(editing.tree, PRINCIPAL), editing.undecided) == (kept, {})


@pytest.mark.parametrize(
    ("name", "rows", "row", "left"), [("debts", "loans", "L1", True), ("payments", "made", "p", None)]
)
def test_a_row_that_others_refer_to_is_archived_and_any_other_goes(path, name, rows, row, left):
    editing = opened(path, name)
    editing.do({"path": (rows, row)})
    assert sheet.look(editing.tree, (rows, row, "archived")) is left


def test_a_row_that_is_added_again_is_there_once_as_it_was(path):
    editing = opened(path, "talks")
    for _time in range(2):
        editing.do({"path": ("contacts",), "add": "c1"})
        put(editing, *ENTRY, "said", text="（虚构）好")
    (row,) = editing.tree["contacts"]
    assert (row["said"], row["loan_id"], row["open_on"]) == ("（虚构）好", "L1", casefile.today().isoformat())


def test_a_text_that_means_the_same_stays_when_the_file_is_opened_again(path):
    editing = opened(path)
    put(editing, *PRINCIPAL, text="6万", before="50000.00")
    saved(path, editing)
    editing.open(casefile.read(path))
    assert sheet.look(editing.tree, PRINCIPAL) == "6万"
    editing.forget_typed()
    editing.open(casefile.read(path))
    assert sheet.look(editing.tree, PRINCIPAL) == "60000.00"


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ([{"path": ["loans"], "add": "r1"}, {"path": ["loans", "r1", "name"], "value": "a"}], ("loans", "r1")),
        ([{"path": ["loans", "L1", "name"], "value": "a"}], ("loans", "L1", "name")),
        ([{"path": ["loans", "L1"]}], ("loans", "L1")),
    ],
)
def test_what_is_done_begins_at_the_place_of_its_first_step(steps, place):
    assert begins_at(steps) == place


@pytest.mark.parametrize(
    ("name", "field", "value", "is_news"),
    [
        ("profile", "name", "（虚构）甲", False),
        ("profile", "as_of", "2026-12-01", True),
        ("situation", "shop_costs", "3000", False),
        ("debts", "main", "L1", True),
    ],
)
def test_what_others_change_is_news_where_it_shows_in_this_section(path, name, field, value, is_news):
    editing = opened(path)
    section = getattr(editing.case, name)
    assert editing.is_news(casefile.save(path, name, section.but(**{field: value}), section)) == is_news


def test_the_loan_talked_about_is_the_chosen_one_else_the_first_and_made_where_there_is_none(path, tmp_path):
    editing = opened(path)
    editing.do({"path": ("loans",), "add": "L2"})
    assert editing.main_row() == "L1"
    put(editing, "main", text="L2")
    assert editing.main_row() == "L2"
    assert opened(tmp_path / "none.json").main_row() == "main"


# two places -----------------------------------------------------------------------------------------


def in_conflict(path, here, there):
    """Give an editing whose text met another in the file."""
    editing = opened(path)
    other = opened(path)
    put(other, *PRINCIPAL, text=there, before="50000.00")
    saved(path, other)
    put(editing, *PRINCIPAL, text=here, before="50000.00")
    with pytest.raises(Conflict) as met:
        saved(path, editing)
    keep_both(editing, met.value, casefile.read(path))
    return editing


@pytest.mark.parametrize(("here", "there", "stands"), [("7万", "60000", "60000.00"), ("xyz", "abc", "abc")])
def test_of_two_texts_of_one_field_the_one_in_the_file_stands_and_mine_is_asked_about(path, here, there, stands):
    editing = in_conflict(path, here, there)
    assert sheet.look(editing.tree, PRINCIPAL) == stands
    assert editing.undecided == {PRINCIPAL: here}
    saved(path, editing)  # nothing stands in the way of it any more
    assert PRINCIPAL in opened(path).undecided


# the log --------------------------------------------------------------------------------------------


def entry(path, **texts):
    editing = opened(path, "talks")
    editing.do({"path": ("contacts",), "add": "c1"})
    for name, text in texts.items():
        put(editing, *ENTRY, name, text=text)
    return editing


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"said": "（虚构）好"}, "on"),
        ({"on": "没写对的日子"}, "on"),
        ({"on": "2026-11-20", "corrects": "c1"}, "corrects"),
        ({"on": "2026-11-20", "corrects": "gone"}, "corrects"),
    ],
)
def test_an_entry_is_unfinished_at_the_field_that_is_wrong_or_lacks(path, texts, field):
    place, _words = unfinished(entry(path, **texts), ENTRY)
    assert place == (*ENTRY, field)


def test_an_entry_with_its_day_can_be_written_down(path):
    editing = entry(path, on="2026-11-20")
    assert unfinished(editing, ENTRY) is None
    write_down(editing, ENTRY, lambda: saved(path, editing))
    assert ENTRY in editing.settled()


def test_an_entry_that_could_not_be_saved_stays_open(path):
    editing = entry(path, on="2026-11-20")
    begun = sheet.look(editing.tree, (*ENTRY, "open_on"))
    write_down(editing, ENTRY, lambda: None)
    assert sheet.look(editing.tree, (*ENTRY, "open_on")) == begun


def test_a_change_to_an_entry_written_down_meanwhile_gives_way_and_the_rest_is_saved(path):
    saved(path, entry(path, on="2026-11-20", said="（虚构）一"))
    here, there = opened(path, "talks"), opened(path, "talks")
    write_down(there, ENTRY, lambda: saved(path, there))
    put(here, *ENTRY, "said", text="（虚构）二", before="（虚构）一")
    here.do({"path": ("contacts",), "add": "c2"})
    reading = here.reading()
    stored = give_way(here, (reading.section, dict(reading.drafts)), path)
    assert [one.said for one in stored.case.talks.contacts] == ["（虚构）一", None]


def test_a_draft_in_an_entry_that_is_written_down_is_no_part_of_a_version(path):
    editing = entry(path, on="2026-11-20")
    write_down(editing, ENTRY, lambda: saved(path, editing))
    drafts = {"contacts/c1/on": "乱写", "contacts/c2/on": "乱写"}
    assert with_written((editing.base[0], drafts), editing.base[0])[1] == {"contacts/c2/on": "乱写"}


# undo -----------------------------------------------------------------------------------------------


def test_an_edit_is_taken_back_and_what_others_changed_since_stays(path):
    editing, history = opened(path), History()
    before = editing.base
    put(editing, *PRINCIPAL, text="60000", before="50000.00")
    saved(path, editing)
    history.add(Edit(before, editing.base, PRINCIPAL))
    other = opened(path)
    put(other, "loans", "L1", "rate", text="14.5")
    saved(path, other)
    edit = undo.latest(history, editing)
    assert undo.place_words(edit, editing) == "借款 › 第 1 行 › 借款本金"
    (loan,) = undo.take_back(edit, editing, path).case.debts.loans
    assert (str(loan.principal), str(loan.rate)) == ("50000.00", "14.5")


# what is said ---------------------------------------------------------------------------------------


def test_a_form_points_at_a_field_until_something_is_done_and_its_words_stay():
    status = Status()
    status.point(PRINCIPAL, "（虚构）先填本金")
    assert status.told() == {"status": {"words": "（虚构）先填本金", "wrong": True}, "pointed": "loans/L1/principal"}
    assert status.lacking == {PRINCIPAL: "（虚构）先填本金"}
    status.go_on()
    assert status.told() == {"status": {"words": "（虚构）先填本金", "wrong": True}, "pointed": ""}
    assert status.lacking == {}
