"""Which case is open: make one, open one, bring one in, carry one away, set its date."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbook import casefile
from workbook.forms.style import Panel, on_enter, on_press, styled
from workbook.forms.upload import file_button, limit_note
from workbook.language import Refused, _

Opened = Callable[[Path], None]


class CasePanel(Panel):
    """Buttons for the case as a whole; `opened` is called with the case file now in use."""

    def __init__(self, path: Path, opened: Opened) -> None:
        self.path, self.opened = path, opened
        self.name = _text(_("新案例叫什么"))
        self.existing = widgets.Dropdown(description=_("已有的案例"))
        self._list()
        self.upload = file_button(_("从文件带入案例"), self._bring_in, accept=".json")
        self.note = widgets.HTML()
        today = self._button(_("用今天的日期"), self._set_today)
        make = widgets.Button(description=_("新建"))
        for listen, shown in ((on_enter, self.name), (on_press, make)):
            listen(shown, lambda: self._try(self._make))
        switch = self._button(_("打开"), self._switch)
        pairs = [(self.name, make), (self.existing, switch)]
        lines = [widgets.Box(pair) for pair in pairs]
        for line in lines:
            line.add_class("wb-line")
        self.mend = widgets.VBox([])
        self.box = styled(widgets.VBox([self.mend, today, *lines, self.upload, limit_note(), self.note]))
        self._offer_mending()

    def move(self, path: Path) -> None:
        """Be about another case; the list shows it."""
        super().move(path)
        self._list()

    def _list(self) -> None:
        """List every case, and show the open one, wherever it lies."""
        found = casefile.listed()
        mine = next((place for place in found if place.resolve() == self.path.resolve()), self.path)
        places = found if mine in found else (mine, *found)
        self.existing.options = [(place.parent.name, str(place)) for place in places]
        self.existing.value = str(mine)

    def _set_today(self) -> str:
        path = self.own()
        profile = casefile.read(path).case.profile
        casefile.save(path, "profile", profile.but(as_of=casefile.today()), profile)
        return _("计算日期改为 {day}").format(day=casefile.today().isoformat())

    def _make(self) -> str:
        self._use(casefile.create(self.name.value or _("我的案例")))
        return _("新案例“{name}”已建好，可以开始填写").format(name=self.path.parent.name)

    def _switch(self) -> str:
        self._use(Path(self.existing.value))
        return _("已打开“{name}”").format(name=self.path.parent.name)

    def _bring_in(self, files: Any) -> None:
        for file in files:
            self._try(partial(self._adopt, file["name"], bytes(file["content"])))

    def _adopt(self, name: str, content: bytes) -> str:
        self._use(casefile.bring_in(Path(name).stem, content))
        return _("案例“{name}”已带入").format(name=self.path.parent.name)

    def _use(self, path: Path) -> None:
        casefile.read(path)  # one that cannot be opened is refused before anything changes
        casefile.adopt(path)
        self.path = path
        self._list()
        self._offer_mending()
        self.opened(path)

    def _offer_mending(self) -> None:
        """Put above the rest why the case cannot be opened, with a button where a backup can take its place."""
        try:
            casefile.read(self.path)
            self.mend.children = ()
        except Refused as refusal:
            why = widgets.HTML(f'<p role="alert" class="wb-error">{escape(str(refusal))}</p>')
            good = casefile.newest_good(self.path) is not None
            self.mend.children = (why, *([self._button(_("用备份恢复"), self._restore)] if good else []))

    def _restore(self) -> str:
        backup = casefile.restore(self.path)
        self._use(self.path)
        self.mend.children = (self._button(_("撤销恢复"), self._take_back),)
        return _("已用备份 {name} 恢复，原来的文件留在旁边；请重新打开这一页").format(name=backup.name)

    def _take_back(self) -> str:
        replaced = casefile.take_back(self.path)
        self._offer_mending()
        if not self.mend.children:
            self.opened(self.path)
        return _("已撤销恢复，换回 {name}").format(name=replaced.name)

    def _button(self, title: str, action: Callable[[], str]) -> Any:
        button = widgets.Button(description=title)
        button.on_click(lambda _clicked: self._try(action))
        return button

    def _try(self, action: Callable[[], str]) -> None:
        try:
            words, kind = action(), 'role="status" class="wb-saved"'
        except Refused as refusal:
            words, kind = str(refusal), 'role="alert" class="wb-error"'
        self.note.value = f"<span {kind}>{escape(words)}</span>"


def _text(title: str) -> Any:
    return widgets.Text(description=title, style={"description_width": "initial"})
