"""One section as a form: every valid change is on disk at once, what is not valid yet waits as a draft."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path as FilePath
from typing import Any

import ipywidgets as widgets

from workbook import casefile
from workbook.case import Case, Part, SectionName, Talks, referred
from workbook.casefile.places import now
from workbook.forms import sheet
from workbook.forms.layout import QUICK
from workbook.forms.parts import Desk, part_box
from workbook.forms.reading import loan_names
from workbook.forms.style import Panel, discard, styled
from workbook.language import Refused, _
from workbook.loans import note_name
from workbook.talks.log import when

PAUSE = 0.4
"""Seconds of quiet before typed text is saved."""
ONE_EDIT = 2.0
"""Changes of one field within this many seconds are undone together."""
MOST_UNDO = 200

Version = tuple[Part, Mapping[str, str]]


class Form(Panel):
    """A live form of one section of a case file.

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
        self.status, self.working = widgets.HTML(), widgets.HTML()
        self.wrong, self.choices = widgets.HTML(), widgets.VBox([])
        self.body = widgets.VBox([])
        self.undo = widgets.Button(description=_("撤销上一步"), icon="undo", disabled=True)
        self.undo.on_click(lambda _button: self.step_back())
        self.box = styled(
            widgets.VBox([self.wrong, self.choices, self.body, widgets.HBox([self.undo, self.status, self.working])])
        )
        self._timer: asyncio.TimerHandle | None = None
        self._begin()

    # what is open ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        stored = casefile.read(self.path)
        self._history: list[Version] = []
        self._last: tuple[sheet.Path, float] = ((), 0.0)
        self._refused = False
        self._open(stored)

    def _open(self, stored: casefile.Stored) -> None:
        self._case = stored.case
        self._stored: Version = (getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {})))
        self.tree, self._undecided = sheet.open_tree(*self._stored)
        self._build()

    def _build(self) -> None:
        only = QUICK.get(self.name) if self.quick else None
        self.desk = Desk(
            tree=self.tree,
            changed=self.touched,
            rebuild=self._build,
            refers=lambda row_id: referred(self._case, row_id),
            options=self._options,
            settled=self._settled(),
            settle=self.settle,
            only=only,
            only_row=self._main_row() if only and self.name == "debts" else None,
        )
        former = self.body.children
        self.body.children = [part_box(self.desk, type(self._stored[0]), ())]
        for widget in former:
            discard(widget)
        self._show_errors(self._reading().errors)
        self._show_choices()

    def _show_errors(self, errors: Mapping[sheet.Path, str]) -> None:
        """Put each error beside its field, and above the form what has none there; the quick form leaves that out."""
        homeless = self.desk.show_errors(errors)
        lines = [_("“{place}”{reason}").format(place=self._field_words(p), reason=why) for p, why in homeless.items()]
        lines = [] if self.quick else lines
        self.wrong.value = "".join(f'<p role="alert" class="wb-error">{escape(line)}</p>' for line in lines)

    def _main_row(self) -> str:
        rows = [row for row in self.tree.get("loans", []) if not row.get("archived")]
        if not rows:
            sheet.add_row(self.tree, ("loans",), "main")
            return "main"
        wanted = self.tree.get("main")
        return str(next((r["id"] for r in rows if r["id"] == wanted), rows[0]["id"]))

    def _settled(self) -> frozenset[sheet.Path]:
        talks = self._stored[0]
        entries = casefile.written(talks, casefile.today()) if isinstance(talks, Talks) else ()
        return frozenset(("contacts", entry.id) for entry in entries)

    def settle(self, row_id: str) -> None:
        """Write a log entry down for good: from now on it can only be corrected by another one."""
        row = ("contacts", row_id)
        if wrong := self._unfinished(row):
            self._say(wrong, wrong=True)
            return
        begun = sheet.take(self.tree, (*row, "open_on"))
        self.save()
        if row in self._settled():
            self._build()
        else:
            sheet.put(self.tree, (*row, "open_on"), begun)

    def _unfinished(self, row: sheet.Path) -> str:
        if any(path[:2] == row for path in (*self._reading().errors, *self._undecided)):
            return _("这一条里还有没写对的地方，改好了再记下")
        corrects = sheet.look(self.tree, (*row, "corrects"))
        if corrects and (corrects == row[1] or sheet.look(self.tree, ("contacts", corrects)) is None):
            return _("没有编号是“{entry}”的联系记录，请检查更正的是哪一条").format(entry=corrects)
        return ""

    def _options(self, name: str) -> dict[str, str]:
        if name == "corrects":
            return self._entries()
        if name == "note_id":
            return self._notes()
        if name not in {"loan_id", "main"}:
            return {}
        return loan_names(self._case)

    def _notes(self) -> dict[str, str]:
        """Name the notes of every line, each behind its loan where there are several."""
        lines = [loan for loan in self._case.loans if loan.current_notes]
        named = [(loan, note.id, note_name(note, n)) for loan in lines for n, note in enumerate(loan.current_notes, 1)]
        return {
            key: f"{loan.name or loan.lender or ''} {name}".strip() if lines[1:] else name for loan, key, name in named
        }

    def _entries(self) -> dict[str, str]:
        """Name the entries of the log that are written down for good: only these are corrected by another."""
        told = enumerate(self._case.talks.log.values(), start=1)
        words, settled = _("第 {n} 行：{when}"), self._settled()
        return {one.id: words.format(n=n, when=when(one)) for n, one in told if ("contacts", one.id) in settled}

    def _reading(self) -> sheet.Reading:
        return sheet.read(type(self._stored[0]), self.tree, self._undecided)

    # changing and saving --------------------------------------------------------------------------

    def touched(self, path: sheet.Path) -> None:
        """Save soon after a change; the pause lets a word be finished."""
        self._touching = path
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.pause <= 0:
            self.save()
            return
        try:
            self._timer = asyncio.get_running_loop().call_later(self.pause, self.save)
        except RuntimeError:
            self.save()

    def save(self) -> None:
        """Write what is valid and keep the rest as drafts; say when it was saved, or why it was not."""
        self._save(self.own)

    def flush(self) -> None:
        """Write what is typed into the case it was typed for, whichever is open now."""
        if self._timer is not None:
            self._timer.cancel()
        if self._timer is not None or self._refused:
            self._save(lambda: self.path)

    def _save(self, into: Callable[[], FilePath]) -> None:
        self._timer = None
        reading = self._reading()
        self._show_errors(reading.errors)
        if (reading.section, dict(reading.drafts)) == (self._stored[0], dict(self._stored[1])):
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
            return
        except Refused as refusal:
            self._refused = True
            self._say(str(refusal), wrong=True)
            return
        self._refused = False
        self._remember()
        self._after(stored, reading.section)

    def _after(self, stored: casefile.Stored, mine: Part) -> None:
        self._case = stored.case
        self._stored = (getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {})))
        self.undo.disabled = not self._history
        self._say(_("已保存 {time}").format(time=f"{now():%H:%M:%S}"))
        if self._stored[0] != mine:
            self.tree, self._undecided = sheet.open_tree(*self._stored)
            self._build()
        self.saved(stored.case)

    def _remember(self) -> None:
        path, at = self._last
        touching = getattr(self, "_touching", ())
        if not (touching == path and time.monotonic() - at < ONE_EDIT):
            self._history = [*self._history, self._stored][-MOST_UNDO:]
        self._last = (touching, time.monotonic())

    def step_back(self) -> None:
        """Undo: an ordinary save of the former section, in which log entries that are written down stay."""
        left, (section, drafts) = list(self._history), self._stored
        while left and (section, drafts) == self._stored:
            section, drafts = self._former(*left.pop())
        try:
            stored = casefile.save(self.own(), self.name, section, self._stored[0], (drafts, self._stored[1]))
        except Refused as refusal:
            self._say(str(refusal), wrong=True)
            return
        self._history = left
        self._last = ((), 0.0)
        self._open(stored)
        self._after(stored, self._stored[0])

    def _former(self, section: Part, drafts: Mapping[str, str]) -> Version:
        """Give a version with the log as it is written down in the version that is stored."""
        talks, settled = self._stored[0], self._settled()
        if not isinstance(section, Talks) or not isinstance(talks, Talks):
            return section, drafts
        kept = {key: text for key, text in drafts.items() if sheet.path_of(key)[:2] not in settled}
        return casefile.keep_written(section, talks, casefile.today()), kept

    def _give_way(self, reading: sheet.Reading) -> None:
        """Save again without the change to an entry that was written down meanwhile."""
        base, found = self._stored, casefile.read(self.path)
        self._stored = getattr(found.case, self.name), dict(found.drafts.get(self.name, {}))
        mine, drafts = self._former(reading.section, reading.drafts)
        self._open(casefile.save(self.path, self.name, mine, base[0], (drafts, base[1])))
        self.saved(self._case)

    # what others do -------------------------------------------------------------------------------

    def refresh(self, stored: casefile.Stored) -> None:
        """Take in what was changed elsewhere, after saving what is typed here."""
        if self._timer is not None or self._refused:
            self.flush()
            return
        theirs: Version = (getattr(stored.case, self.name), dict(stored.drafts.get(self.name, {})))
        if theirs != self._stored or self._names(stored.case) != self._names(self._case):
            self._open(stored)

    def close(self) -> None:
        """Save what is typed, then let go of the controls."""
        self.flush()
        super().close()

    def move(self, path: FilePath) -> None:
        """Show another case; nothing of the former one, not even its undo, reaches it."""
        super().move(path)
        self.status.value, self.undo.disabled = "", True
        self._begin()

    def _names(self, case: Case) -> tuple[tuple[str, str | None], ...]:
        return tuple((loan.id, loan.name) for loan in case.loans)

    def _keep_both(self, conflict: casefile.Conflict) -> None:
        for place in conflict.places:
            mine = sheet.look(self.tree, place)
            self._undecided[place] = "" if mine is None else sheet.drafted(mine)
        found = casefile.read(self.path)
        theirs, _other = sheet.open_tree(getattr(found.case, self.name), found.drafts.get(self.name, {}))
        for place in conflict.places:
            sheet.put(self.tree, place, sheet.look(theirs, place))
        self.save()
        self._build()

    def _show_choices(self) -> None:
        self.choices.children = [self._choice(path, mine) for path, mine in self._undecided.items()]

    def _choice(self, path: sheet.Path, mine: str) -> Any:
        theirs = sheet.look(self.tree, path)
        sentence = _("“{field}”刚在别处改成了“{theirs}”，这里写的是“{mine}”。用哪一个？").format(
            field=self._field_words(path), theirs=theirs if theirs is not None else _("空"), mine=mine or _("空")
        )
        note = widgets.HTML(f'<span role="alert" class="wb-error">{escape(sentence)}</span>')
        use_mine = widgets.Button(description=_("用这里的"))
        use_theirs = widgets.Button(description=_("用别处的"))
        use_mine.on_click(lambda _button: self.decide(path, mine))
        use_theirs.on_click(lambda _button: self.decide(path, None))
        box = widgets.VBox([note, widgets.HBox([use_mine, use_theirs])])
        box.add_class("wb-choice")
        return box

    def _field_words(self, path: sheet.Path) -> str:
        return casefile.place_words((self.name, *(step for step in path if not any(c.isdigit() for c in step))))

    def decide(self, path: sheet.Path, mine: str | None) -> None:
        """Settle a field that was changed in two places: mine, or (None) the other."""
        del self._undecided[path]
        if mine is not None:
            sheet.put(self.tree, path, sheet.undrafted(mine) if mine else None)
        self.save()
        self._build()

    def _say(self, words: str, *, wrong: bool = False) -> None:
        kind = 'role="alert" class="wb-error"' if wrong else 'role="status" class="wb-saved"'
        self.status.value = f"<span {kind}>{escape(words)}</span>"

    def say_working(self, words: str) -> None:
        """Say beside the state of saving that results are being worked out, or nothing."""
        self.working.value = f'<span role="status" class="wb-saved">{escape(words)}</span>' if words else ""
