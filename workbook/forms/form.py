"""One section as a form: every valid change is on disk at once, what is not valid yet waits as a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any

from workbook import casefile
from workbook.case import Case, Loan, SectionName, Talks, referred
from workbook.casefile.places import now
from workbook.forms import sheet
from workbook.forms.fields import described, owner, phrases
from workbook.forms.history import Edit, History, Version
from workbook.forms.inbox import Inbox
from workbook.forms.layout import APPEND_ONLY, FIRST_LOAN, QUICK
from workbook.forms.showing import Seen, given, options, placed_words, plain, read_value, settled, warned
from workbook.forms.style import Panel
from workbook.forms.widget import Said, SectionWidget
from workbook.language import Refused, _

PAUSE = 0.4
"""Seconds of quiet before typed text is saved."""

Message = Mapping[str, Any]


class Form(Panel):
    """A live form of one section of a case file.

    The browser sends numbered messages (`hear`), and is answered with what stands in the fields once it is on disk.
    `saved` is called with the case after each save. `quick` narrows the form to the ten-minute path.
    `pause` is the quiet time before typed text is saved; 0 saves at once.
    """

    def __init__(
        self,
        path: FilePath,
        section: SectionName,
        saved: Callable[[Case], None] = lambda _case: None,
        *,
        quick: bool = False,
        pause: float = PAUSE,
    ) -> None:
        self.path, self.name, self.saved, self.quick, self.pause = path, section, saved, quick, pause
        self._timer: asyncio.TimerHandle | None = None
        self.said = Said()
        self._begin()
        self.box = SectionWidget(said=self.said, form=self._described(), _dom_classes=("wb-form",))
        self.box.on_msg(lambda _widget, message, _buffers: self.hear(message))

    def _described(self) -> dict[str, Any]:
        model, only = type(self._stored[0]), QUICK.get(self.name) if self.quick else None
        narrowed = described(Loan if only and self.name == "debts" else model, only)
        return {**narrowed, "name": f"{self.name}{'-quick' if self.quick else ''}", "words": phrases()}

    # what is open ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        stored = casefile.read(self.path)
        self._history = History()
        self._typed: dict[sheet.Path, Any] = {}
        self._touching: sheet.Path = ()
        self._status = {"words": "", "wrong": False}
        self._refused = False
        self._lacking: dict[sheet.Path, str] = {}
        self._pointed: sheet.Path = ()
        self._warned_of: tuple[Case | None, Mapping[sheet.Path, str]] = (None, {})
        self._inbox = Inbox()
        self._open(stored)

    def _open(self, stored: casefile.Stored) -> None:
        self._case = stored.case
        self._today = stored.case.profile.as_of or casefile.today()
        self._stored: Version = (getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {})))
        self.tree, self._undecided = sheet.open_tree(*self._stored)
        self._typed = {path: text for path, text in self._typed.items() if self._stays(path, text)}
        self._history.part()  # what comes from elsewhere in between is no part of the next step of undo
        self._show()

    def _stays(self, path: sheet.Path, text: Any) -> bool:
        """Leave a text as it is being typed where it means what is stored."""
        found = sheet.look(self.tree, path)
        stays = found is not None and self._alike(path, found, text)
        if stays:
            sheet.put(self.tree, path, text)
        return stays

    def _show(self) -> None:
        """Tell the browser what stands in the fields."""
        at = ["loans", self._main_row()] if self.quick and self.name == "debts" else []
        seen = Seen(
            self._case, self.name, self.tree, self._reading(), self._undecided, self._today, self.quick, self._warned()
        )
        told = {**seen.told(self._lacking), "at": at, "case": self._token(), "heard": self._inbox.answered}
        told |= {
            "undo": self._history.latest(self._former) is not None,
            "status": self._status,
            "pointed": "/".join(self._pointed),
        }
        self.said.state = told

    def _warned(self) -> Mapping[sheet.Path, str]:
        """Give what is to be known at fields, worked out once for each case that was saved."""
        if self._warned_of[0] is not self._case:
            self._warned_of = self._case, warned(self._case, self.name, self._today)
        return self._warned_of[1]

    def _token(self) -> str:
        """Name the case to the browser without its name."""
        return sha256(str(self.path).encode()).hexdigest()[:12]

    def _main_row(self) -> str:
        rows = [row for row in self.tree.get("loans", []) if not row.get("archived")]
        if not rows:
            sheet.add_row(self.tree, ("loans",), "main")
            sheet.put(self.tree, ("loans", "main", "name"), FIRST_LOAN)
            return "main"
        wanted = self.tree.get("main")
        return str(next((r["id"] for r in rows if r["id"] == wanted), rows[0]["id"]))

    def _settled(self) -> frozenset[sheet.Path]:
        return settled(self._stored[0])

    def _reading(self) -> sheet.Reading:
        model = type(self._stored[0])
        return sheet.read(model, self.tree, self._undecided, lambda tree: plain(model, tree, self._today))

    # what the browser says ------------------------------------------------------------------------

    def hear(self, message: Message) -> None:
        """Take one message; it is taken once, however often it comes, and only for the case it was typed for.

        One that follows on another (`after`) waits until that one has come: the browser sends both again, in order.
        """
        number = message["n"]
        if message["case"] != self._token():
            return
        if self._inbox.is_waiting(number):
            self.touched(self._touching)  # it could not be saved before
        elif self._inbox.is_taken(number):
            self._answer_again(number)
        elif self._inbox.take(number, message.get("after")) and self._is_at_rest(message):
            self._inbox.wait(number)
            self._lacking, self._pointed = {}, ()
            self._does[message["do"]](self, message)

    def _is_at_rest(self, message: Message) -> bool:
        """Save first what was typed elsewhere, a step of its own; a button does nothing while that is refused."""
        is_press = "steps" not in message
        is_elsewhere = is_press or _place(message) != self._touching
        if (is_elsewhere and self._wait_no_more()) or (is_press and self._refused):
            self.save()
        return not (is_press and self._refused)

    def change(self, message: Message) -> None:
        """Put what was typed, added or removed into the tree, and save it soon."""
        if len(message["steps"]) > 1 or "value" not in message["steps"][0]:
            self._history.part()  # no letter of a word
        for step in message["steps"]:
            path = tuple(step["path"])
            if "add" in step:
                self._add(path, step["add"])
            elif "value" in step:
                seen = [_told(text) for text in (step["before"], *step.get("passed", ()))]
                self._put(path, _told(step["value"]), seen)
            else:
                self._remove(path)
        self.touched(_place(message))

    def _put(self, path: sheet.Path, value: Any, seen: list[Any]) -> None:
        """Set a field, unless it holds by now what the browser had not seen: then that is asked about."""
        found, mine = sheet.look(self.tree, path), self._undecided.get(path)
        if mine is not None and mine != _drafted(found) and mine in map(_drafted, seen):
            self._undecided[path] = _drafted(value)
        elif found in (value, *seen, self._typed.get(path)) or any(self._alike(path, found, one) for one in seen):
            sheet.put(self.tree, path, value)
            self._typed[path] = value
        elif not self._alike(path, found, value):
            self._undecided[path] = _drafted(value)

    def _alike(self, path: sheet.Path, one: Any, other: Any) -> bool:
        """Tell whether two texts of a field mean the same."""
        model = owner(type(self._stored[0]), path)
        if model is None:
            return False
        read = [value and read_value(model, path[-1], value, self._today) for value in (one, other)]
        return bool(read[0] == read[1])

    def _add(self, path: sheet.Path, row_id: str) -> None:
        if sheet.look(self.tree, (*path, row_id)) is not None:
            return
        sheet.add_row(self.tree, path, row_id)
        part, only = owner(type(self._stored[0]), (*path, row_id)), given(self._case).get("loan_id")
        if part is not None and "loan_id" in part.model_fields and only:
            sheet.put(self.tree, (*path, row_id, "loan_id"), only)  # there is nothing to choose
        if part in APPEND_ONLY:
            sheet.put(self.tree, (*path, row_id, "open_on"), casefile.today().isoformat())

    def _remove(self, row: sheet.Path) -> None:
        """Take a row out of the list; one that others refer to is archived. An entry that is written down stays."""
        if sheet.look(self.tree, row) is None or row in self._settled():
            return
        if referred(self._case, row[-1]):
            sheet.put(self.tree, (*row, "archived"), True)
        else:
            sheet.take(self.tree, row)

    def settle(self, row_id: str) -> None:
        """Write a log entry down for good: from now on it can only be corrected by another one."""
        row = ("contacts", row_id)
        if where := self._unfinished(row):
            self._point(*where)
            self._answer()
            return
        begun = sheet.take(self.tree, (*row, "open_on"))
        self.save()
        if row not in self._settled():
            sheet.put(self.tree, (*row, "open_on"), begun)

    def _unfinished(self, row: sheet.Path) -> tuple[sheet.Path, str] | None:
        """Say what stands in the way of writing an entry down, and in which field."""
        wrong = next((path for path in (*self._undecided, *self._reading().errors) if path[:2] == row), None)
        if wrong:
            return wrong, _("这一条里还有没写对的地方，改好了再记下")
        corrects = sheet.look(self.tree, (*row, "corrects"))
        if corrects and (corrects == row[1] or sheet.look(self.tree, ("contacts", corrects)) is None):
            lacking = _("没有编号是“{entry}”的联系记录，请检查更正的是哪一条").format(entry=corrects)
            return (*row, "corrects"), lacking
        if not corrects and not sheet.look(self.tree, (*row, "on")):
            return (*row, "on"), _("先填“哪天”，再记下：记下以后就不能改了")
        return None

    def _point(self, path: sheet.Path, words: str) -> None:
        """Refuse what was pressed, and say so at the field that it is about as well."""
        self._lacking, self._pointed = {path: words}, path
        self._say(words, wrong=True)

    def decide(self, path: sheet.Path, *, mine: bool) -> None:
        """Settle a field that was changed in two places: what was typed here, or the other."""
        text = self._undecided.pop(path, None)
        if mine and text is not None:
            sheet.put(self.tree, path, sheet.undrafted(text) if text else None)
        self.save()

    _does: Mapping[str, Callable[[Form, Message], None]] = {
        "change": change,
        "undo": lambda self, _message: self.step_back(),
        "settle": lambda self, message: self.settle(message["id"]),
        "decide": lambda self, message: self.decide(tuple(message["path"]), mine=message["mine"]),
    }

    # saving ---------------------------------------------------------------------------------------

    def touched(self, path: sheet.Path) -> None:
        """Save soon after a change; the pause lets a word be finished."""
        self._touching = path
        self._wait_no_more()
        if self.pause <= 0:
            self.save()
            return
        try:
            self._timer = asyncio.get_running_loop().call_later(self.pause, self.save)
        except RuntimeError:
            self.save()

    def _wait_no_more(self) -> bool:
        """Stop waiting for more to be typed; tell whether something was waiting."""
        waiting, self._timer = self._timer, None
        if waiting is not None:
            waiting.cancel()
        return waiting is not None

    def save(self) -> None:
        """Write what is valid and keep the rest as drafts; say when it was saved, or why it was not."""
        self._save(self.own)

    def flush(self) -> None:
        """Write what is typed into the case it was typed for, whichever is open now."""
        if self._wait_no_more() or self._refused:
            self._save(lambda: self.path)

    def _save(self, into: Callable[[], FilePath]) -> None:
        self._timer = None
        reading = self._reading()
        if (reading.section, dict(reading.drafts)) == (self._stored[0], dict(self._stored[1])):
            self._answer()
            return
        try:
            stored = casefile.save(
                into(), self.name, reading.section, self._stored[0], (reading.drafts, self._stored[1])
            )
        except casefile.Conflict as conflict:
            self._keep_both(conflict)
            return
        except casefile.Written as refusal:
            self._try_without(reading, refusal)
            return
        except Refused as refusal:
            self._refused = True
            self._refuse(str(refusal))
            return
        mine = reading.section, dict(reading.drafts)
        self._history.add(Edit(self._stored, mine, self._touching))
        self._after(stored, mine)

    def _answer(self) -> None:
        """Tell the browser that what it said is on disk."""
        self._refused = False
        self._inbox.answer()
        self._show()

    def _answer_again(self, number: int) -> None:
        """Say once more that a message is on disk; the answer was lost on its way."""
        if self._inbox.answer_again(number):
            self._show()
        else:
            self.said.send_state("state")

    def _after(self, stored: casefile.Stored, mine: Version, words: str = "") -> None:
        self._case = stored.case
        self._stored = (getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {})))
        self._say(words or _("已保存 {time}").format(time=_clock()))
        if self._stored != mine:
            self._open(stored)
        self._answer()
        self.saved(stored.case)

    def step_back(self) -> None:
        """Undo: an ordinary save that takes back one edit of this form; what others changed since stays.

        Log entries that are written down stay too. A field that was changed elsewhere since is left as it is.
        """
        edit = self._history.latest(self._former)
        if edit is None:
            self._answer()
            return
        (section, drafts), base = self._former(edit.before), self._former(edit.after)
        where = self._words_of(edit)
        try:
            stored = casefile.save(self.own(), self.name, section, base[0], (drafts, base[1]))
        except casefile.Conflict:
            self._history.drop()
            self._point(edit.place, _("“{place}”后来在别处又改过，撤不了，请直接改").format(place=where))
            self._answer()
            return
        except Refused as refusal:
            self._refuse(str(refusal))
            return
        self._history.drop()
        self._typed = {}
        self._open(stored)
        self._after(stored, self._stored, _("撤销了“{place}”，已保存 {time}").format(place=where, time=_clock()))

    def _words_of(self, edit: Edit) -> str:
        """Name the place of an edit, its row by its number, also where the row is there no more."""
        former, _asked = sheet.open_tree(*edit.before)
        there = sheet.look(self.tree, edit.place[:2]) is not None
        return placed_words(self.name, self.tree if there else former, edit.place)

    def _refuse(self, words: str) -> None:
        self._say(words, wrong=True)
        self._show()

    def _former(self, version: Version) -> Version:
        """Give a version with the log as it is written down in the version that is stored."""
        section, drafts = version
        talks, down = self._stored[0], self._settled()
        if not isinstance(section, Talks) or not isinstance(talks, Talks):
            return section, drafts
        kept = {key: text for key, text in drafts.items() if sheet.path_of(key)[:2] not in down}
        return casefile.keep_written(section, talks, casefile.today()), kept

    def _try_without(self, reading: sheet.Reading, refusal: casefile.Written) -> None:
        try:
            self._give_way(reading)
        except Refused as another:
            self._refused = True
            self._refuse(str(another))
            return
        self._say(str(refusal), wrong=True)
        self._answer()

    def _give_way(self, reading: sheet.Reading) -> None:
        """Save again without the change to an entry that was written down meanwhile."""
        base, found = self._stored, casefile.read(self.path)
        self._stored = getattr(found.case, self.name), dict(found.drafts.get(self.name, {}))
        mine, drafts = self._former((reading.section, reading.drafts))
        try:
            self._open(casefile.save(self.path, self.name, mine, base[0], (drafts, base[1])))
        except Refused:
            self._stored = base  # what is typed stays, held against what it was typed on
            raise
        self.saved(self._case)

    def _keep_both(self, conflict: casefile.Conflict) -> None:
        """Go on from what stands there by now: my text of a field is asked about, a row that one side has stays."""
        found, model = casefile.read(self.path), type(self._stored[0])
        theirs, asked = sheet.open_tree(getattr(found.case, self.name), found.drafts.get(self.name, {}))
        base, asked_before = sheet.open_tree(*self._stored)
        for place in map(sheet.place_of, conflict.places):
            before, mine, other = (sheet.look(tree, place) for tree in (base, self.tree, theirs))
            is_row = any(isinstance(sheet.look(tree, place[:-1]), list) for tree in (base, self.tree, theirs))
            sheet.put(base, place, other)
            if place in asked:
                asked_before[place] = asked[place]
            if mine != before and not is_row:
                self._undecided[place] = _drafted(mine)
            if mine is None or not is_row:
                sheet.put(self.tree, place, other)
        reading = sheet.read(model, base, asked_before)
        self._stored = reading.section, dict(reading.drafts)
        self.save()

    # what others do -------------------------------------------------------------------------------

    def refresh(self, stored: casefile.Stored) -> None:
        """Take in what was changed elsewhere, after saving what is typed here."""
        if self._timer is not None or self._refused:
            self.flush()
            stored = casefile.read(self.path)
        if self._refused:
            return
        theirs: Version = (getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {})))
        day = stored.case.profile.as_of or casefile.today()
        if theirs != self._stored or day != self._today or options(stored.case) != options(self._case):
            self._open(stored)

    def hold(self, held: bool) -> None:
        """Look as something that takes nothing now."""
        self.said.held = held

    def close(self) -> None:
        """Save what is typed, then let go of the widget."""
        self.flush()
        super().close()
        self.said.close()

    def move(self, path: FilePath) -> None:
        """Show another case; nothing of the former one, not even its undo, reaches it."""
        super().move(path)
        self._begin()

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._status = {"words": words, "wrong": wrong}

    def say_asked(self, fields: tuple[str, ...]) -> None:
        """Say which fields are asked for by name; a fold that holds one of them that is empty opens."""
        self.said.asked = list(fields)

    def say_working(self, words: str) -> None:
        """Say beside the state of saving that results are being worked out, or nothing."""
        self.said.working = words


def _clock() -> str:
    return f"{now():%H:%M:%S}"


def _told(text: Any) -> Any:
    return text if text != "" else None


def _drafted(value: Any) -> str:
    return "" if value is None else sheet.drafted(value)


def _place(message: Message) -> sheet.Path:
    first = message["steps"][0]
    return (*first["path"], *([first["add"]] if "add" in first else []))
