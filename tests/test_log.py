"""The law of the log: what is written down stays as it is, whoever writes; a correction is a new entry."""

import json
from datetime import date, timedelta

import pytest
from hands import add, locked, opened, say, seen, status, typed, undo

from workbook import casefile
from workbook.case import Contact, Talks
from workbook.language import Refused

FIRST = {"id": "a", "on": "2026-11-20", "said": "（虚构）说好减罚息"}
SECOND = {"id": "b", "on": "2026-11-21", "agent": "（虚构）工号 17"}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "（虚构）小店" / "case.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"talks": {"contacts": [FIRST, SECOND]}}), encoding="utf-8")
    return path


def log(path):
    return casefile.read(path).case.talks


def save(path, *rows, base=None):
    talks = log(path)
    return casefile.save(path, "talks", talks.but(contacts=rows), base or talks)


@pytest.mark.parametrize(
    "rows",
    [
        [{**FIRST, "said": "（虚构）没说"}, SECOND],
        [FIRST, {**SECOND, "archived": True}],
        [FIRST, {"id": "b", "on": "2026-11-21"}],
        [FIRST, {**SECOND, "open_on": "2026-11-21"}],
        [FIRST],
        [],
        [SECOND, FIRST],
        [{"id": "c"}, FIRST, SECOND],
    ],
    ids=["changed", "archived", "emptied", "opened again", "removed", "all removed", "turned round", "put before"],
)
def test_a_written_entry_is_never_changed_removed_or_moved(path, rows):
    before = path.read_bytes()
    with pytest.raises(casefile.Written, match=r"第 [12] 条联系记录（2026-11-2[01]）已经记下"):
        save(path, *rows)
    assert path.read_bytes() == before


def test_a_correction_is_a_new_entry(path):
    save(path, FIRST, SECOND, {"id": "c", "corrects": "a", "said": "（虚构）没有说好"})
    assert [c.id for c in log(path).contacts] == ["a", "b", "c"]


def test_a_save_of_something_else_and_one_from_an_older_page_keep_the_log(path):
    old = log(path)
    save(path, FIRST, SECOND, {"id": "c"})
    casefile.save(path, "talks", old.but(channel="phone"), old)
    casefile.save(path, "talks", old.but(contacts=(*old.contacts, Contact(id="d"))), old)
    assert [c.id for c in log(path).contacts] == ["a", "b", "c", "d"]


def test_two_writers_of_one_entry_do_not_change_what_the_first_wrote_down(path):
    old = log(path)
    save(path, FIRST, SECOND, {"id": "c", "said": "（虚构）一"})
    for late in ({"id": "c", "said": "（虚构）二"}, {"id": "c", "agent": "（虚构）丙"}):
        with pytest.raises(Refused):
            save(path, FIRST, SECOND, late, base=old)
    assert log(path).contacts[2] == Contact(id="c", said="（虚构）一")


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (1, True), (2, False), (-1, False)])
def test_an_entry_that_was_begun_stays_open_until_the_next_day(path, days, allowed):
    begun = {"id": "c", "open_on": casefile.today() - timedelta(days=days)}
    save(path, FIRST, SECOND, begun)
    if allowed:
        save(path, FIRST, SECOND, {**begun, "said": "（虚构）改过"})
        save(path, FIRST, SECOND)
        save(path, FIRST, SECOND, {"id": "c"})
    with pytest.raises(casefile.Written):
        save(path, FIRST, SECOND, {"id": "c", "said": "（虚构）又改"})


def test_a_restore_and_its_undo_keep_what_was_written_down(path):
    casefile.save(path, "talks", log(path).but(channel="app"), log(path))
    save(path, FIRST, SECOND, {"id": "c"})
    casefile.restore(path)
    assert (log(path).channel, [c.id for c in log(path).contacts]) == (None, ["a", "b", "c"])
    save(path, FIRST, SECOND, {"id": "c"}, {"id": "d"})
    casefile.take_back(path)
    assert (log(path).channel, [c.id for c in log(path).contacts]) == ("app", ["a", "b", "c", "d"])


def test_typing_an_entry_is_undone_step_by_step(path):
    form = opened(path, "talks")
    row = add(form, "contacts")
    typed(form, "contacts", row, "said", text="（虚构）三天内回电")
    typed(form, "contacts", row, "agent", text="（虚构）甲")
    undo(form)
    assert log(path).contacts[2].agent is None
    undo(form)
    undo(form)
    assert [c.id for c in log(path).contacts] == ["a", "b"]


def test_undo_steps_over_what_was_written_down(path):
    form = opened(path, "talks")
    typed(form, "appointment_time", text="14:30")
    row = add(form, "contacts")
    typed(form, "contacts", row, "on", text="2026-11-20")
    typed(form, "contacts", row, "said", text="（虚构）三天内回电")
    say(form, "settle", id=row)
    assert log(path).contacts[2].open_on is None
    undo(form)
    undo(form)
    assert (log(path).appointment_time, log(path).contacts[2].said) == (None, "（虚构）三天内回电")
    undo(form)
    assert not seen(form)["undo"]


def test_an_entry_left_open_is_still_open_in_another_page_and_written_down_from_there(path):
    here = opened(path, "talks")
    row = add(here, "contacts")
    typed(here, "contacts", row, "on", text="2026-11-20")
    there = opened(path, "talks")
    assert not locked(there, "contacts", row)
    say(there, "settle", id=row)
    typed(here, "contacts", row, "said", text="（虚构）太晚了")
    assert "已经记下" in status(here)
    typed(here, "appointment_time", text="9:00")
    assert (log(path).appointment_time, log(path).contacts[2].said) == ("9:00", None)


def test_an_entry_with_something_wrong_in_it_is_not_written_down(path):
    form = opened(path, "talks")
    row = add(form, "contacts")
    typed(form, "contacts", row, "on", text="那天晚上")
    say(form, "settle", id=row)
    assert "还有没写对的地方" in status(form)
    typed(form, "contacts", row, "on", text="2026-11-22")
    typed(form, "contacts", row, "corrects", text="b")
    say(form, "settle", id=row)
    assert log(path).contacts[2] == Contact(id=row, on=date(2026, 11, 22), corrects="b")


def test_the_law_reads_a_log_without_entries():
    assert casefile.keep_written(Talks(), Talks(), date(2026, 11, 23)) == Talks()


def test_a_copy_with_other_entries_knows_only_those():
    """What was worked out of one log never shows in another, such as a lender's."""
    two = Talks(contacts=(Contact(id="c1", said="一"), Contact(id="c2", said="二", corrects="c1")))
    assert (list(two.log), dict(two.corrected), len(two.uncorrected)) == (["c1", "c2"], {"c1": "c2"}, 1)
    for one in (two.model_copy(update={"contacts": two.contacts[:1]}), two.but(contacts=two.contacts[:1])):
        assert (list(one.log), dict(one.corrected), one.uncorrected) == (["c1"], {}, two.contacts[:1])
    assert two == Talks(contacts=two.contacts)
    assert "log" not in str(two.model_dump())
