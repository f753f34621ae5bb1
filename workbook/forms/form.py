"""One section as a form: every valid change is on disk at once, what is not valid yet waits as a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any

from workbook import casefile
from workbook.case import Case, SectionName
from workbook.forms import sheet
from workbook.forms.editing import Editing, begins_at
from workbook.forms.entries import unfinished, write_down
from workbook.forms.inbox import Inbox
from workbook.forms.pause import Pause
from workbook.forms.saving import Saving
from workbook.forms.screen import Screen
from workbook.forms.status import Status
from workbook.forms.style import Panel
from workbook.forms.widget import Said, SectionWidget

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
        self._quiet = Pause()
        self.said = Said()
        self._begin()
        self.box = SectionWidget(
            said=self.said, form=self._screen.fields(self._editing.model), _dom_classes=("wb-form",)
        )
        self.box.on_msg(lambda _widget, message, _buffers: self.hear(message))

    # what is open ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._editing = Editing(self.name, casefile.read(self.path))
        self._inbox, self._status = Inbox(), Status()
        self._screen = Screen(self.name, quick=self.quick)
        self._saving = Saving(self, self._editing, self._inbox, self._status)
        self.show()

    @property
    def tree(self) -> sheet.Tree:
        """What is typed."""
        return self._editing.tree

    def show(self) -> None:
        """Tell the browser what stands in the fields."""
        told = {**self._screen.told(self._editing, self._status.lacking), **self._status.told(), "case": self._token()}
        self.said.state = told | {"heard": self._inbox.answered, "undo": self._saving.can_undo}

    def _token(self) -> str:
        """Name the case to the browser without its name."""
        return sha256(str(self.path).encode()).hexdigest()[:12]

    # what the browser says ------------------------------------------------------------------------

    def hear(self, message: Message) -> None:
        """Take one message; it is taken once, however often it comes, and only for the case it was typed for.

        One that follows on another (`after`) waits until that one has come: the browser sends both again, in order.
        """
        number = message["n"]
        if message["case"] != self._token():
            return
        if self._inbox.is_waiting(number):
            self.touched(self._saving.touching)  # it could not be saved before
        elif self._inbox.is_taken(number):
            self._answer_again(number)
        elif self._inbox.take(number, message.get("after")) and self._is_at_rest(message):
            self._inbox.wait(number)
            self._status.go_on()
            self._does[message["do"]](self, message)

    def _answer_again(self, number: int) -> None:
        """Say once more that a message is on disk; the answer was lost on its way."""
        if self._inbox.answer_again(number):
            self.show()
        else:
            self.said.send_state("state")

    def _is_at_rest(self, message: Message) -> bool:
        """Save first what was typed elsewhere, a step of its own; a button does nothing while that is refused."""
        is_press = "steps" not in message
        is_elsewhere = is_press or begins_at(message["steps"]) != self._saving.touching
        if (is_elsewhere and self._quiet.end()) or (is_press and self._saving.refused):
            self.save()
        return not (is_press and self._saving.refused)

    def change(self, message: Message) -> None:
        """Put what was typed, added or removed into the tree, and save it soon."""
        if len(message["steps"]) > 1 or "value" not in message["steps"][0]:
            self._saving.part()  # no letter of a word
        for step in message["steps"]:
            self._editing.do(step)
        self.touched(begins_at(message["steps"]))

    def settle(self, row_id: str) -> None:
        """Write a log entry down for good: from now on it can only be corrected by another one."""
        row = ("contacts", row_id)
        if where := unfinished(self._editing, row):
            self._status.point(*where)
            self._saving.answer()
            return
        write_down(self._editing, row, self.save)

    def decide(self, path: sheet.Path, *, mine: bool) -> None:
        """Settle a field that was changed in two places: what was typed here, or the other."""
        self._editing.decide(path, mine=mine)
        self.save()

    _does: Mapping[str, Callable[[Form, Message], None]] = {
        "change": change,
        "undo": lambda self, _message: self._saving.step_back(),
        "settle": lambda self, message: self.settle(message["id"]),
        "decide": lambda self, message: self.decide(tuple(message["path"]), mine=message["mine"]),
    }

    # saving ---------------------------------------------------------------------------------------

    def touched(self, path: sheet.Path) -> None:
        """Save soon after a change; the pause lets a word be finished."""
        self._saving.touching = path
        self._quiet.then(self.save, self.pause)

    def save(self) -> None:
        """Write what is valid and keep the rest as drafts; say when it was saved, or why it was not."""
        self._quiet.end()
        self._saving.save(self.own)

    def flush(self) -> None:
        """Write what is typed into the case it was typed for, whichever is open now."""
        if self._quiet.end() or self._saving.refused:
            self._saving.save(lambda: self.path)

    # what others do -------------------------------------------------------------------------------

    def refresh(self, stored: casefile.Stored) -> None:
        """Take in what was changed elsewhere, after saving what is typed here."""
        if self._quiet.is_on or self._saving.refused:
            self.flush()
            stored = casefile.read(self.path)
        if not self._saving.refused and self._editing.is_news(stored):
            self._saving.open(stored)

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

    def say_asked(self, fields: tuple[str, ...]) -> None:
        """Say which fields are asked for by name; a fold that holds one of them that is empty opens."""
        self.said.asked = list(fields)

    def say_working(self, words: str) -> None:
        """Say beside the state of saving that results are being worked out, or nothing."""
        self.said.working = words
