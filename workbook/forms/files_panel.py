"""The papers of a case to open and to save in the browser, and a button that writes them all as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from workbook import casefile, documents, home, pages
from workbook.documents import Paper
from workbook.forms.style import Panel
from workbook.forms.widget import Papers, PapersWidget
from workbook.language import N_, Refused, _, spoken
from workbook.position import Position

_MIME = {
    "pdf": "application/pdf",
    "html": "text/html;charset=utf-8",
    "txt": "text/plain;charset=utf-8",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    "json": "application/json",
}
CASE = "case"
_WORDS = {
    "open": N_("打开"),
    "save": N_("保存"),
    "pdf": "PDF",
    "docx": "Word",
    "html": N_("网页"),
    "png": N_("图片"),
    "txt": N_("文字"),
    "json": N_("案例"),
    "making": N_("正在做…"),
    "saved": N_("已交给浏览器保存：{name}"),
    "wechat": N_("微信里存不了文件：用浏览器打开这一页再存，或者打开图片长按保存。"),
    "picture": N_("材料的图片，长按可以保存"),
    "copy": N_("复制"),
    "copied": N_("已复制，到 App 客服里粘贴。"),
    "copyByHand": N_("浏览器不让自动复制：长按或全选上面的字，再复制。"),
    "qr": N_("用手机扫，把这段话带到手机上"),
    "qrHolds": N_("码里有您的名字和这笔借款，谁扫都看得到：扫完就收起，不截图、不转发。"),
    "qrPicture": N_("二维码：里面是“{paper}”"),
    "lines": N_("还不能生成的"),
    "own": N_("只给您自己看的"),
    "lender": N_("给对方的"),
    "folder": N_("给对方的全部材料，存成一个压缩包"),
    "release": N_("我看过上面的提醒，给对方的材料仍要生成"),
    "all": N_("全部生成到电脑的文件夹里"),
}
_MARKS = {
    "original": N_("（中文）"),
    "forLender": N_("（中文，给对方）"),
    "reading": N_("（译文，自己看）"),
    "inWords": N_("这段中文说的是什么"),
}


class FilesPanel(Panel):
    """Lists the papers that can be made, hands each over as bytes, and writes all of them when told to.

    While something has to be settled first, papers to a lender come only once the borrower ticked that it was read.
    `position` gives the case as the page has it; the borrower's own papers stand first with `own_first`.
    """

    def __init__(self, path: Path, position: Callable[[], Position] | None = None, *, own_first: bool = False) -> None:
        self.path, self.own_first, self.released = path, own_first, False
        self._position = position or (lambda: Position(casefile.read(self.path).case))
        self.papers: tuple[Paper, ...] = ()
        self.originals: tuple[Paper, ...] = ()
        self.written: tuple[str, ...] = ()
        self.shown = Papers(state=self._state(()))
        self.shown.on_msg(lambda _widget, message, _buffers: self.hear(message))
        self.box = PapersWidget(papers=self.shown)
        self.box.add_class("wb-form")

    def move(self, path: Path) -> None:
        """Be about another case; nothing of the former one stays."""
        self.path, self.papers, self.originals, self.written, self.released = path, (), (), (), False
        self.refresh()

    def refresh(self) -> None:
        """List what can be made now, and say why the rest cannot."""
        sheet: tuple[Paper, ...] = ()
        first: tuple[str, ...] = ()
        try:
            position = self._position()
            sheet = (documents.blank(position.case.as_of),)
            held = bool(documents.unsettled(position))
            self.released = self.released and held
            papers, said = documents.compose(position, release=self.released)
            first = documents.reminders(position, release=self.released)
            self.originals = documents.originals(position, release=self.released)
        except Refused as refusal:
            papers, said, held, self.originals = (), (str(refusal),), False, ()
        self.papers = (*papers, *sheet)
        self.shown.state = self._state(said, first, held=held)

    def hear(self, message: Mapping[str, Any]) -> None:
        """Do what was asked for in the browser; what cannot be done is said there."""
        if message["do"] == "release":
            self.released = bool(message["yes"])
            self.refresh()
        elif message["do"] == "write":
            self.write()
        else:
            self._hand(message)

    def _hand(self, message: Mapping[str, Any]) -> None:
        """Send one paper, or the lender's folder, as bytes."""
        try:
            self.guard()
            name, kind, made = self._made(message)
        except Refused as refusal:
            self.shown.send({"n": message["n"], "refused": str(refusal)})
            return
        self.shown.send({"n": message["n"], "name": name, "mime": _MIME[kind]}, [made])

    def _made(self, message: Mapping[str, Any]) -> tuple[str, str, bytes]:
        if message["do"] == "folder":
            return documents.FOLDER, "zip", documents.for_lender(self.originals)
        kind = str(message["kind"])
        if message["paper"] == CASE:
            return _("案例.json"), kind, casefile.read_file(self.own(), casefile.LARGEST_FILE)
        paper = next((one for one in self.papers if _id(one) == message["paper"]), None)
        if paper is None:
            raise Refused(N_("这份材料现在做不出来了：看下面说的原因"))
        if message.get("how") != "open":
            paper = self._original(paper)
        return documents.file_name(paper.document, kind), kind, documents.as_bytes(paper, kind)

    def _original(self, paper: Paper) -> Paper:
        """Give a paper as it is handed over; one of the borrower's own is so already."""
        return next((one for one in self.originals if _id(one) == _id(paper)), paper)

    def write(self) -> tuple[Path, ...]:
        """Write every paper into `reports/<case>/`, saying so meanwhile; the rest is said in sentences."""
        self._say(working=_("正在生成，要十几秒…"))
        try:
            case = casefile.read(self.own()).case
            self.released = self.released and bool(documents.unsettled(case))
            folder = home.reports() / self.path.parent.name
            files, said = documents.write_all(case, folder, release=self.released)
        except Refused as refusal:
            files, said = (), (str(refusal),)
        self.written = (*said, *_listed(files))
        self._say()
        return files

    def _say(self, *, working: str = "") -> None:
        self.shown.state = {**self.shown.state, "working": working, "written": list(self.written)}

    def _state(self, said: tuple[str, ...], first: tuple[str, ...] = (), *, held: bool = False) -> dict[str, Any]:
        return {
            "words": _words(),
            "papers": [*(_shown(paper, self._original(paper)) for paper in self.papers), *_carried(self.path)],
            "first": [pages.from_here(line) for line in first],
            "lines": [pages.from_here(line) for line in said if line not in first],
            "held": held,
            "released": self.released,
            "ownFirst": self.own_first,
            "working": "",
            "written": list(self.written),
        }


def _words() -> dict[str, str]:
    """Give the words of the buttons; on pages in another language they say what is Chinese and what is not."""
    marks = dict.fromkeys(_MARKS, "") if spoken() == documents.HANDED_OVER else _MARKS
    return {name: _(words) for name, words in (_WORDS | marks).items()}


def _id(paper: Paper) -> str:
    return (paper.folder / paper.document.name).as_posix()


def _shown(paper: Paper, original: Paper) -> dict[str, Any]:
    """Describe a paper for the browser; a text to paste comes whole, with its code for a phone and what it says."""
    described = {
        "id": _id(paper),
        "title": documents.title_of(Path(paper.document.name)),
        "lender": paper.document.audience == "lender",
        "kinds": list(paper.kinds),
    }
    if paper.document.name != "chat":
        return described
    text, reading = (documents.as_bytes(one, "txt").decode() for one in (original, paper))
    return {**described, "text": text, "qr": documents.qr(text), "reading": reading if reading != text else ""}


def _carried(path: Path) -> Iterator[dict[str, Any]]:
    """Describe the case itself, to go on with it on another machine."""
    if path.exists():
        yield {"id": CASE, "title": _("这个案例：换一台电脑接着填"), "lender": False, "kinds": ["json"]}


def _listed(files: Iterable[Path]) -> Iterator[str]:
    """Give a line for each document: what it is called and the files that hold it."""
    for place, kinds in groupby(files, lambda file: file.with_suffix("")):
        shown = place.relative_to(home.folder()).as_posix()
        ends = _("、").join(file.suffix for file in kinds)
        yield _("已生成{title}：{place}（{ends}）").format(title=documents.title_of(place), place=shown, ends=ends)
