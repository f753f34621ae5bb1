"""One section as a form: every valid change is on disk at once, what is not valid yet waits as a draft."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any

from workbook import casefile
from workbook.case import Case, Loan, Part, SectionName, Talks, referred
from workbook.casefile.places import now
from workbook.forms import sheet
from workbook.forms.fields import described, owner, phrases
from workbook.forms.layout import APPEND_ONLY, FIRST_LOAN, QUICK
from workbook.forms.showing import Seen, given, options, plain, read_value, settled
from workbook.forms.style import Panel
from workbook.forms.widget import Said, SectionWidget
from workbook.language import Refused, _

PAUSE = 0.4
"""Seconds of quiet before typed text is saved."""
ONE_EDIT = 2.0
"""Changes of one field within this many seconds are undone together."""
MOST_UNDO = 200
MOST_ANSWERED = 300
"""Messages that are remembered, so that one which comes again is not taken twice; never fewer than one save answers."""

Version = tuple[Part, Mapping[str, str]]
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
        self._history: list[Version] = []
        self._last: tuple[sheet.Path, float] = ((), 0.0)
        self._touching: sheet.Path = ()
        self._status = {"words": "", "wrong": False}
        self._refused = False
        self._arrived: list[int] = []
        self._answered: list[int] = []
        self._open(stored)

    def _open(self, stored: casefile.Stored) -> None:
        self._case = stored.case
        self._today = stored.case.profile.as_of or casefile.today()
        self._stored: Version = (getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {})))
        self.tree, self._undecided = sheet.open_tree(*self._stored)
        self._typed: dict[sheet.Path, Any] = {}
        self._show()

    def _show(self) -> None:
        """Tell the browser what stands in the fields."""
        at = ["loans", self._main_row()] if self.quick and self.name == "debts" else []
        seen = Seen(self._case, self.name, self.tree, self._reading(), self._undecided, self._today, self.quick)
        told = {**seen.told(), "at": at, "case": self._token(), "heard": list(self._answered)}
        self.said.state = {**told, "undo": bool(self._history), "status": self._status}

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
        """Take one message; it is taken once, however often it comes, and only for the case it was typed for."""
        number = message["n"]
        if message["case"] != self._token():
            return
        if number in self._answered:
            self.said.send_state("state")  # the answer was lost on its way
            return
        if number in self._arrived:
            self.touched(self._touching)  # it could not be saved before
            return
        if "steps" in message and _place(message) != self._touching and self._wait_no_more():
            self.save()  # what was typed elsewhere is a step of its own
        self._arrived.append(number)
        self._does[message["do"]](self, message)

    def change(self, message: Message) -> None:
        """Put what was typed, added or removed into the tree, and save it soon."""
        for step in message["steps"]:
            path = tuple(step["path"])
            if "add" in step:
                self._add(path, step["add"])
            elif "value" in step:
                self._put(path, *(value if value != "" else None for value in (step["value"], step["before"])))
            else:
                self._remove(path)
        self.touched(_place(message))

    def _put(self, path: sheet.Path, value: Any, before: Any) -> None:
        """Set a field, unless it holds by now what the browser had not seen: then that is asked about."""
        found = sheet.look(self.tree, path)
        if self._undecided.get(path) == _drafted(before) != _drafted(found):
            self._undecided[path] = _drafted(value)
        elif found in (before, value, self._typed.get(path)) or self._alike(path, found, before):
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
        if wrong := self._unfinished(row):
            self._say(wrong, wrong=True)
            self._show()
            return
        begun = sheet.take(self.tree, (*row, "open_on"))
        self.save()
        if row not in self._settled():
            sheet.put(self.tree, (*row, "open_on"), begun)

    def _unfinished(self, row: sheet.Path) -> str:
        if any(path[:2] == row for path in (*self._reading().errors, *self._undecided)):
            return _("这一条里还有没写对的地方，改好了再记下")
        corrects = sheet.look(self.tree, (*row, "corrects"))
        if corrects and (corrects == row[1] or sheet.look(self.tree, ("contacts", corrects)) is None):
            return _("没有编号是“{entry}”的联系记录，请检查更正的是哪一条").format(entry=corrects)
        if not corrects and not sheet.look(self.tree, (*row, "on")):
            return _("先填“哪天”，再记下：记下以后就不能改了")
        return ""

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
            self._give_way(reading)
            self._say(str(refusal), wrong=True)
            self._answer()
            return
        except Refused as refusal:
            self._refused = True
            self._say(str(refusal), wrong=True)
            self._show()
            return
        self._remember()
        self._after(stored, reading.section)

    def _answer(self) -> None:
        """Tell the browser that what it said is on disk."""
        self._refused = False
        most = max(MOST_ANSWERED, len(self._arrived))  # every letter typed without a rest is a message
        self._answered = [*self._answered, *self._arrived][-most:]
        self._arrived = []
        self._show()

    def _after(self, stored: casefile.Stored, mine: Part) -> None:
        self._case = stored.case
        self._stored = (getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {})))
        self._say(_("已保存 {time}").format(time=f"{now():%H:%M:%S}"))
        if self._stored[0] != mine:
            self._open(stored)
        self._answer()
        self.saved(stored.case)

    def _remember(self) -> None:
        path, at = self._last
        touching = self._touching
        if not (touching == path and time.monotonic() - at < ONE_EDIT):
            self._history = [*self._history, self._stored][-MOST_UNDO:]
        self._last = (touching, time.monotonic())

    def step_back(self) -> None:
        """Undo: an ordinary save of the former section, in which log entries that are written down stay."""
        if self._wait_no_more():
            self.save()
        left, (section, drafts) = list(self._history), self._stored
        while left and (section, drafts) == self._stored:
            section, drafts = self._former(*left.pop())
        try:
            stored = casefile.save(self.own(), self.name, section, self._stored[0], (drafts, self._stored[1]))
        except Refused as refusal:
            self._say(str(refusal), wrong=True)
            self._show()
            return
        self._history = left
        self._last = ((), 0.0)
        self._open(stored)
        self._after(stored, self._stored[0])

    def _former(self, section: Part, drafts: Mapping[str, str]) -> Version:
        """Give a version with the log as it is written down in the version that is stored."""
        talks, down = self._stored[0], self._settled()
        if not isinstance(section, Talks) or not isinstance(talks, Talks):
            return section, drafts
        kept = {key: text for key, text in drafts.items() if sheet.path_of(key)[:2] not in down}
        return casefile.keep_written(section, talks, casefile.today()), kept

    def _give_way(self, reading: sheet.Reading) -> None:
        """Save again without the change to an entry that was written down meanwhile."""
        base, found = self._stored, casefile.read(self.path)
        self._stored = getattr(found.case, self.name), dict(found.drafts.get(self.name, {}))
        mine, drafts = self._former(reading.section, reading.drafts)
        self._open(casefile.save(self.path, self.name, mine, base[0], (drafts, base[1])))
        self.saved(self._case)

    def _keep_both(self, conflict: casefile.Conflict) -> None:
        for place in conflict.places:
            self._undecided[place] = _drafted(sheet.look(self.tree, place))
        found = casefile.read(self.path)
        theirs, _other = sheet.open_tree(getattr(found.case, self.name), found.drafts.get(self.name, {}))
        for place in conflict.places:
            sheet.put(self.tree, place, sheet.look(theirs, place))
        self.save()

    # what others do -------------------------------------------------------------------------------

    def refresh(self, stored: casefile.Stored) -> None:
        """Take in what was changed elsewhere, after saving what is typed here."""
        if self._timer is not None or self._refused:
            self.flush()
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


def _drafted(value: Any) -> str:
    return "" if value is None else sheet.drafted(value)


def _place(message: Message) -> sheet.Path:
    return tuple(message["steps"][0]["path"])
