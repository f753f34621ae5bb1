"""What is typed brought to disk, what was saved taken back, and what came of either said to the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from workbook import casefile
from workbook.case import Case
from workbook.casefile.places import now
from workbook.forms import sheet, undo
from workbook.forms.conflicts import give_way, keep_both
from workbook.forms.editing import Editing
from workbook.forms.history import Edit, History, Version
from workbook.forms.inbox import Inbox
from workbook.forms.status import Status
from workbook.language import Refused, _


class Owner(Protocol):
    """What saving asks of the form that it is done for."""

    path: Path
    saved: Callable[[Case], None]

    def own(self) -> Path:
        """Give the case file to write into; raises Refused where none may be written."""

    def show(self) -> None:
        """Tell the browser what stands in the fields."""


class Saving:
    """Saves one section while it is edited.

    `touching` is the place that was changed last; `refused` tells that what is typed could not be written.
    """

    def __init__(self, owner: Owner, editing: Editing, inbox: Inbox, status: Status) -> None:
        self._owner, self._editing, self._inbox, self._status = owner, editing, inbox, status
        self._history = History()
        self.touching: sheet.Path = ()
        self.refused = False

    def open(self, stored: casefile.Stored) -> None:
        """Go on from what the file says."""
        self._editing.open(stored)
        self.part()  # what comes from elsewhere in between is no part of the next step of undo
        self._owner.show()

    def part(self) -> None:
        """Let the next edit be a step of undo of its own."""
        self._history.part()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return undo.latest(self._history, self._editing) is not None

    def save(self, into: Callable[[], Path]) -> None:
        """Write what is valid and keep the rest as drafts; say when it was saved, or why it was not."""
        reading, base = self._editing.reading(), self._editing.base
        mine: Version = (reading.section, dict(reading.drafts))
        if mine == base:
            self.answer()
            return
        try:
            stored = self._editing.write(into(), mine, base)
        except casefile.Conflict as conflict:
            keep_both(self._editing, conflict, casefile.read(self._owner.path))
            self.save(self._owner.own)
        except casefile.Written as refusal:
            self._try_without(mine, refusal)
        except Refused as refusal:
            self._refuse(refusal)
        else:
            self._history.add(Edit(base, mine, self.touching))
            self._after(stored, mine, _("已保存 {time}").format(time=_clock()))

    def _after(self, stored: casefile.Stored, mine: Version, words: str) -> None:
        self._editing.keep(stored)
        self._status.say(words)
        if self._editing.base != mine:
            self.open(stored)
        self.answer()
        self._owner.saved(stored.case)

    def answer(self) -> None:
        """Tell the browser that what it said is on disk."""
        self.refused = False
        self._inbox.answer()
        self._owner.show()

    def _refuse(self, refusal: Refused) -> None:
        """Say why what is typed is not on disk; it is tried again with the next message."""
        self.refused = True
        self._say_wrong(refusal)

    def _say_wrong(self, refusal: Refused) -> None:
        self._status.say(str(refusal), wrong=True)
        self._owner.show()

    def _try_without(self, mine: Version, refusal: casefile.Written) -> None:
        """Save again without the change to an entry that was written down meanwhile."""
        try:
            self.open(give_way(self._editing, mine, self._owner.path))
            self._owner.saved(self._editing.case)
        except Refused as another:
            self._refuse(another)  # what is typed stays, held against what it was typed on
            return
        self._status.say(str(refusal), wrong=True)
        self.answer()

    def step_back(self) -> None:
        """Take back the latest edit; a field that was changed elsewhere since is left as it is."""
        edit = undo.latest(self._history, self._editing)
        if edit is None:
            self.answer()
            return
        place = undo.place_words(edit, self._editing)
        try:
            stored = undo.take_back(edit, self._editing, self._owner.own())
        except casefile.Conflict:
            self._history.drop()
            self._status.point(edit.place, _("“{place}”后来在别处又改过，撤不了，请直接改").format(place=place))
            self.answer()
        except Refused as refusal:
            self._say_wrong(refusal)
        else:
            self._took_back(place, stored)

    def _took_back(self, place: str, stored: casefile.Stored) -> None:
        self._history.drop()
        self._editing.forget_typed()
        self.open(stored)
        self._after(stored, self._editing.base, _("撤销了“{place}”，已保存 {time}").format(place=place, time=_clock()))


def _clock() -> str:
    return f"{now():%H:%M:%S}"
