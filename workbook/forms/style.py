"""The look of our forms: label above field, fingers' size, light and dark by the theme's own colours."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbook.language import Refused

_SHEET = Path(__file__).with_name("style.css")


def styled(box: Any) -> Any:
    """Give a box our class, with the style sheet beside it."""
    sheet = widgets.HTML(f"<style>{_SHEET.read_text(encoding='utf-8')}</style>")
    sheet.add_class("wb-style")
    outer = widgets.VBox([sheet, box])
    outer.add_class("wb-form")
    return outer


def button(words: str, action: Callable[[], object]) -> Any:
    """Give a button that does something when it is pressed."""
    made = widgets.Button(description=words)
    made.on_click(lambda _clicked: action())
    return made


_BREATHS, _BREATH = 5, 0.03
_acting: set[asyncio.Task[None]] = set()


def on_enter(field: Any, action: Callable[[], object]) -> None:
    """Let Enter in a field do what the button beside it does, with the text that stands in the field by then.

    The browser sends the text whole when the field is done with, so that no letter waits behind others. It tells of
    Enter first and of the text right after it.
    """
    field.continuous_update = False

    def heard(_field: Any, message: dict[str, Any], _buffers: Any) -> None:
        if message.get("event") == "submit":
            _soon(action)

    field.on_msg(heard)


def on_press(made: Any, action: Callable[[], object]) -> None:
    """Let a button beside a field act with the text that stands in the field by then.

    A text waits in the browser while the program is at work; a press does not, and would be there before it.
    """
    made.on_click(lambda _clicked: _soon(action))


def _soon(action: Callable[[], object]) -> None:
    """Do something once what the browser said meanwhile was taken in; at once where nothing runs that could hear it."""
    try:
        task = asyncio.get_running_loop().create_task(_breathe_and(action))
    except RuntimeError:
        action()
        return
    _acting.add(task)
    task.add_done_callback(_acting.discard)


async def _breathe_and(action: Callable[[], object]) -> None:
    for _breath in range(_BREATHS):
        await asyncio.sleep(_BREATH)
    action()


class Panel:
    """Something with controls in `box` that a notebook can show, about the case file at `path`.

    What was done or went wrong is said in `note`, in the `tone` of a note unless it is wrong; what the case lacks in
    `lack`, which follows the case. The page sets `guard`: it raises Refused
    while nothing may be written.
    """

    box: Any
    path: Path
    note: Any = None
    lack: Any = None
    tone = "wb-saved"
    guard: Callable[[], None] = staticmethod(lambda: None)

    def own(self) -> Path:
        """Give the case file to write into; raises Refused while the page waits for a choice between two cases."""
        self.guard()
        return self.path

    def move(self, path: Path) -> None:
        """Be about another case; what was said about the former one goes."""
        self.path = path
        if self.note is not None:
            self.note.value = ""

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say something in the note: what was done, or what is wrong."""
        kind = 'role="alert" class="wb-error"' if wrong else f'role="status" class="{self.tone}"'
        self.note.value = f"<p {kind}>{escape(words)}</p>"

    def lacks(self, words: str) -> None:
        """Say what the case lacks for this to be of use, nothing where it lacks nothing."""
        self.lack.value = f'<p role="status" class="wb-help">{escape(words)}</p>' if words else ""

    def does(self, action: Callable[[], str]) -> bool:
        """Do something and say what it says, before anything else is drawn; tell whether it was done."""
        try:
            words = action()
        except Refused as refusal:
            self.say(str(refusal), wrong=True)
            return False
        self.say(words)
        return True

    def hold(self, held: bool) -> None:
        """Look as something that takes nothing now; the page in the browser locks its fields."""
        (self.box.add_class if held else self.box.remove_class)("wb-held")

    def close(self) -> None:
        """Let go of the controls."""
        discard(self.box)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.box)


def discard(widget: Any) -> None:
    """Close a widget with all it holds; an open widget lives as long as its kernel and weighs on every new tab."""
    for child in getattr(widget, "children", ()):
        discard(child)
    for part in (getattr(widget, "style", None), widget.layout, widget):
        if part is not None:
            part.close()
