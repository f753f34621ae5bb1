"""Which case a page is about, always in sight; asks once another case was opened elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbook import casefile, home, pages
from workbook.course import support_words
from workbook.forms.listed import case_name, day_words
from workbook.forms.style import Panel
from workbook.language import LANGUAGES, N_, Language, Refused, _, speak, spoken
from workbook.rules import constant

_LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}


def _another() -> Language:
    return "zh" if spoken() == "en" else "en"


class CoverPanel(Panel):
    """The name and date of the case. `decided` is called with the case that the page goes on with.

    A page that was asked for a case by name (`named`) is about it, whatever is opened elsewhere.
    """

    def __init__(self, path: Path, decided: Callable[[Path], None], *, named: bool) -> None:
        self.path, self.decided, self.named = path, decided, named
        self.answered = casefile.current()
        self.there = path.parent.exists()
        self.line, self.question = widgets.HTML(), widgets.VBox([])
        self.other = widgets.Button()
        self.other.on_click(lambda _button: self._switch())
        self.other.add_class("wb-language")
        self.box = widgets.VBox([widgets.HBox([self.line, self.other]), self.question])
        self.box.add_class("wb-case")
        self.asked = ""
        self.refresh()

    def move(self, path: Path) -> None:
        """Be about another case from now on."""
        super().move(path)
        self.answered, self.there = casefile.current(), path.parent.exists()
        self.refresh()

    def asks(self) -> str:
        """Give why nothing is written on this page before a choice, in a sentence; empty if it may be."""
        mine, other = _name(self.path), self._other()
        if not other:
            words = _("案例“{mine}”的文件夹不在了，这一页不再保存。请在“开始”那一页打开或新建一个案例。")
            return pages.from_here(words.format(mine=mine)) if self.gone() else ""
        gone = _("案例“{mine}”的文件夹不在了，这一页不再保存。现在打开的是“{other}”。")
        asked = _("这一页是案例“{mine}”，现在打开的是“{other}”。选好之前，这一页什么都不存。")
        return (gone if self.gone() else asked).format(mine=mine, other=_name(other))

    def gone(self) -> bool:
        """Whether the folder of the case was there and is no more."""
        self.there = self.there or self.path.parent.exists()
        return self.there and not self.path.parent.exists()

    def guard(self) -> None:
        """Raise Refused while the page waits for a choice."""
        if words := self.asks():
            raise Refused(N_("{reason}"), reason=words)

    def refresh(self) -> None:
        """Show the case as the file has it, and the question if there is one."""
        self.line.value = "".join(f"<p>{escape(pages.from_here(words))}</p>" for words in self._words())
        self._say_language()
        asked = self.asks()
        if asked != self.asked:
            self.asked = asked
            self.question.children = self._question(asked) if asked else ()

    def _say_language(self) -> None:
        """Let the page in the browser know by a class which language its program speaks, and offer the other."""
        for language in LANGUAGES:
            (self.box.add_class if language == spoken() else self.box.remove_class)(f"wb-speaks-{language}")
        self.other.description = _LANGUAGES[_another()]

    def _switch(self) -> None:
        """Speak the other language on every page from now on; the page in the browser is then made again."""
        chosen = _another()
        casefile.choose_language(chosen)
        speak(chosen)
        self.refresh()

    def _other(self) -> Path | None:
        now = casefile.current()
        same = self.named or now in {self.path, self.answered}
        return now if not same and now.parent.exists() else None

    def _question(self, asked: str) -> tuple[Any, ...]:
        other, buttons = self._other(), []
        if not self.gone():
            buttons.append(self._choice(_("继续填写“{name}”"), self.path))
        if other is not None:
            buttons.append(self._choice(_("换到“{name}”"), other))
        return widgets.HTML(f'<p role="alert">{escape(asked)}</p>'), widgets.HBox(buttons)

    def _choice(self, words: str, path: Path) -> Any:
        button = widgets.Button(description=words.format(name=_name(path)))
        button.on_click(lambda _button: self._decide(path))
        return button

    def _decide(self, path: Path) -> None:
        self.answered = casefile.current()
        self.decided(path)

    def _words(self) -> tuple[str, ...]:
        """Give name and date; before them the person, whom to call where nights are bad, and whose machine it is."""
        try:
            case = casefile.read(self.path).case
        except Refused as refusal:
            return (str(refusal),)
        night = (_("现在是夜里：今晚只存证、不发送，也不答应。"),) if _is_night() else ()
        return (
            *support_words(case),
            *night,
            *_machine(),
            _("案例：{name} · 计算到：{day}").format(name=case_name(self.path, case), day=day_words(case)),
        )


def _machine() -> tuple[str, ...]:
    """Say in two lines what holds on a public machine."""
    if not home.is_public():
        return ()
    return (
        _("这是公共网站上的机器，不是您的电脑：只用虚构的数字，不填真名、账号和真实金额。"),
        _("关掉就没有了。要留着，在“开始”那一页把案例存成文件，下次再从文件带入。"),
    )


def _is_night() -> bool:
    """Tell whether it is between ten in the evening and eight in the morning, when nothing is sent."""
    evening, morning = int(constant("collection_quiet_from")), int(constant("collection_quiet_to"))
    return not morning <= casefile.now().hour < evening


def _name(path: Path) -> str:
    return path.parent.name
