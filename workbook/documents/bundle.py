"""Every document of a case at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from workbook import casefile
from workbook.case import Case
from workbook.course import Course, led
from workbook.documents.blocks import HANDED_OVER, Audience, Document, words
from workbook.documents.counsel import Counsel, counsel
from workbook.documents.courses import COURSES, talk
from workbook.documents.facts import lender_facts, own_facts, plain
from workbook.documents.files import WRITERS, keep, write
from workbook.documents.papers.answers import answers
from workbook.documents.papers.brief import brief
from workbook.documents.papers.card import card
from workbook.documents.papers.chat import chat
from workbook.documents.papers.complaint import complaint
from workbook.documents.papers.guarantor import answers_for, guarantor
from workbook.documents.papers.index import exhibit_index
from workbook.documents.papers.letter import letter, second
from workbook.documents.papers.plan import plan
from workbook.documents.papers.script import script
from workbook.documents.papers.spare import spare
from workbook.documents.papers.tonight import tonight
from workbook.documents.papers.worksheet import worksheet
from workbook.documents.release import reminders, unsettled
from workbook.documents.render.docx import docx
from workbook.documents.render.html import html, is_walk
from workbook.documents.render.ics import ics
from workbook.documents.render.pdf import fonts
from workbook.documents.view import each_asked
from workbook.language import N_, Unknown, _, attempt, speaking, tried
from workbook.position import Position, once

PRIVATE = "private"
WALK = "walk.html"
RESULTS_FILE = Path(PRIVATE) / "results.json"
_BEFORE = {"change", "hardship"}  # papers of earlier versions, taken away with the others
RESULTS = 1  # of the form of results.json, see docs/results.md


class Listed(NamedTuple):
    """A paper of the list: its name, what it is called, how it is made, who reads it, in which formats it is of use.

    With `each_loan` every other loan on which something is asked gets its own. `comes_up` tells whether a case has such
    a paper at all, where not every one does.
    """

    name: str
    title: str
    make: Callable[[Position], Document]
    reader: Audience
    kinds: tuple[str, ...]
    each_loan: bool = False
    comes_up: Callable[[Position], bool] = lambda _position: True


def _renews(position: Position) -> bool:
    """Tell whether a loan that falls due whole is asked to be renewed."""
    return attempt(lambda: led(position, position.loan).course) is Course.RENEW


def _has_second(position: Position) -> bool:
    """Tell whether the course has two readers."""
    found = attempt(lambda: led(position, position.loan))
    return found is not None and COURSES[found.course].second is not None


_TEXTS = ("pdf", "docx")
_PAGES = (*_TEXTS, "html")
EVERY = (
    Listed("chat", N_("App 客服留言"), chat, "lender", ("txt",), each_loan=True),
    Listed("letter", N_("要发的信"), letter, "lender", _PAGES, each_loan=True),
    Listed("second", N_("写给另一家的信"), second, "lender", _PAGES, comes_up=_has_second),
    Listed("brief", N_("协商简报（附在信后）"), brief, "lender", _PAGES, each_loan=True),
    Listed("exhibits", N_("证据目录"), exhibit_index, "lender", _TEXTS),
    Listed("plan", N_("还款计划长图"), plan, "lender", ("png",)),
    Listed("complaint", N_("投诉事项经过"), complaint, "lender", _TEXTS),
    Listed("spare", N_("备用的申请（先不发）"), spare, "self", _TEXTS, comes_up=_renews),
    Listed("card", N_("电话卡片"), card, "self", ("html", "pdf", "png")),
    Listed("script", N_("通话提纲"), script, "self", _PAGES),
    Listed("tonight", N_("今晚做的事"), tonight, "self", ("html", "pdf", "png")),
    Listed("guarantor", N_("给担保人、签字配偶看的一页"), guarantor, "self", ("html", "pdf"), comes_up=answers_for),
    Listed("answers", N_("十分钟的答案"), answers, "self", ("html",)),
)

LETTERS = {
    "application": N_("申请函"),
    "cure": N_("补足或还清的说明"),
    "holding": N_("情况说明（不报数字）"),
    "query": N_("核对函"),
    "renewal": N_("续贷或展期的函"),
    "price": N_("费用和利率的函"),
    "limit": N_("额度的说明"),
    "sold": N_("核实债权的函"),
    "paid": N_("致贷款方：查询是否已被代偿"),
    "arbitration": N_("致仲裁委的书面意见"),
    "mediation": N_("致调解组织的答复"),
    "enforcement": N_("致法院的申请"),
    "settlement": N_("一次性结清的函"),
}
"""What the one letter to send is called, by the name of its file."""
SECOND = {"payer": N_("致付款方：核实代偿")}
"""The same of the letter to another reader."""

_ENDINGS = frozenset(f".{kind}" for kind in (*WRITERS, "ics", "json"))
_ALSO = {"reminders": N_("日历提醒"), "results": N_("材料里每个数字的来处")}

_OF_NO_CASE = {"worksheet": N_("空白工作表（打印手填）")}
"""Not written by a report, so a filled-in one among its papers is the borrower's own."""


def title_of(file: Path) -> str:
    """Give what a file that was written is called, in the language now spoken."""
    titles = {paper.name: paper.title for paper in EVERY} | LETTERS | SECOND | _ALSO | _OF_NO_CASE
    return _(titles.get(file.stem, file.stem))


def is_paper(file: Path) -> bool:
    """Tell by its name whether a report writes this file; anything else in its folder is the borrower's own."""
    ours = {paper.name for paper in EVERY} | set(LETTERS) | set(SECOND) | set(_ALSO) | _BEFORE
    walk = file == Path(PRIVATE) / WALK
    return walk or file.suffix == ".ipynb" or (file.stem in ours and file.suffix in _ENDINGS)


@dataclass(frozen=True)
class Paper:
    """A document that can be made now: in which folder below the case's own, and in which formats."""

    folder: Path
    document: Document
    kinds: tuple[str, ...]


@once
def compose(position: Position, *, release: bool = False) -> tuple[tuple[Paper, ...], tuple[str, ...]]:
    """Give every document that can be made, and say in a sentence why each of the others cannot.

    What a lender may read stands at the top, what only the borrower may read in `private`. While figures contradict
    each other or a request cannot be kept, papers to lenders are given only where `release` says so.
    """
    first, *others = each_asked(position)
    held = bool(unsettled(position)) and not release
    again = tuple(paper for paper in EVERY if paper.each_loan)
    papers, missing = _composed(first, Path(), EVERY, held=held)
    for chosen in others:
        more, reasons = _composed(chosen, Path(f"loan-{chosen.loan.id}"), again, held=held)
        papers, missing = (*papers, *more), (*missing, *reasons)
    return papers, tuple(dict.fromkeys((*reminders(position, release=release), *missing)))


def originals(position: Position, *, release: bool = False) -> tuple[Paper, ...]:
    """Give the papers for a lender as they are handed over: in Chinese, whatever language the pages speak."""
    with speaking(HANDED_OVER):
        papers, _said = compose(position, release=release)
    return tuple(paper for paper in papers if paper.document.audience == "lender")


def blank(as_of: date) -> Paper:
    """Give the sheet to be filled in by hand; it is of no case and stands in none of its folders."""
    return Paper(Path(), worksheet(as_of), ("pdf",))


def write_all(
    asked: Position | Case, folder: Path, *, release: bool = False
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write every document of a case, the reminders and the results; give the files and what `compose` said.

    What goes to a lender is written in Chinese. A walk left beside the papers is taken away.
    """
    clear_walk(folder / WALK)
    position = Position.of(asked)
    papers, said = compose(position, release=release)
    own = [paper for paper in papers if paper.document.audience == "self"]
    handed = (*originals(position, release=release), *own)
    written = [file for paper in handed for file in write(paper.document, folder / paper.folder, paper.kinds)]
    return (*written, *_reminders(position, folder / PRIVATE), *_results(position, folder)), said


def warm_up(case_file: Path) -> None:
    """Load what papers are made with and make those that need no typst; what is forked off later has it then."""
    import icalendar  # noqa: F401
    import typst  # noqa: F401

    papers, _said = compose(Position(casefile.read(case_file).case))
    for paper in papers:
        html(paper.document)
        docx(replace(paper.document, blocks=()))
    fonts()


def clear_walk(left: Path) -> None:
    """Take away the private walk that an earlier version left here; another person's file of that name stays."""
    if left.is_file() and not left.is_symlink() and is_walk(left.read_text(encoding="utf-8", errors="replace")):
        left.unlink()


@once
def send_first(position: Position) -> tuple[tuple[str, str], ...]:
    """Say what comes next with the lender, and of what is sent which goes first, where and when; each named.

    While papers are held back it says by what instead.
    """
    found = attempt(lambda: led(position, position.loan))
    if found is None:
        return ()
    sends = COURSES[found.course].chats and attempt(lambda: chat(position)) is not None
    held = tuple(_("先不发：{point}").format(point=point) for point in unsettled(position)[:1])
    steps = tuple(words(item) for item in talk.send_first().items) if sends and not held else held
    why = ((_("为什么"), found.why),) if found.why else ()
    return ((_("接下来和对方"), found.course.words), *why, *((_("怎么发"), step) for step in steps))


@once
def waiting(position: Position) -> tuple[tuple[str, str], ...]:
    """Give the title of every paper of the case, with why it cannot be made yet; "" where it can."""
    papers, _said = compose(position)
    made = {_listed_as(paper.document.name) for paper in papers if _on_top(paper)}
    return tuple((_(paper.title), "" if paper.name in made else _why(position, paper)) for paper in _listed(position))


def _listed(position: Position) -> tuple[Listed, ...]:
    """Give the papers of the list that a case has at all."""
    return tuple(paper for paper in EVERY if paper.comes_up(position))


def _listed_as(name: str) -> str:
    return "letter" if name in LETTERS else "second" if name in SECOND else name


def _on_top(paper: Paper) -> bool:
    return paper.folder in {Path(), Path(PRIVATE)}


def _why(position: Position, paper: Listed) -> str:
    found = tried(lambda: paper.make(position))
    return str(found) if isinstance(found, Unknown) else _("先理顺上面说的几点")


def _composed(
    position: Position, folder: Path, every: Iterable[Listed], *, held: bool
) -> tuple[tuple[Paper, ...], tuple[str, ...]]:
    papers: list[Paper] = []
    missing: list[str] = []
    for paper in every:
        if not paper.comes_up(position):
            continue
        made = tried(lambda: paper.make(position))  # noqa: B023 - used at once
        if isinstance(made, Unknown):
            missing.append(_("“{title}”还不能生成：{reason}").format(title=_(paper.title), reason=made))
        elif paper.reader == "self" or not held:
            papers.append(Paper(folder if paper.reader == "lender" else folder / PRIVATE, made, paper.kinds))
    return tuple(papers), tuple(missing)


def _reminders(position: Position, folder: Path) -> tuple[Path, ...]:
    return attempt(lambda: (keep(folder / "reminders.ics", ics(position)),)) or ()


def _results(position: Position, folder: Path) -> tuple[Path, ...]:
    return attempt(lambda: (write_results(position, folder),)) or ()


def write_results(position: Position, folder: Path) -> Path:
    """Write the figures behind the documents below a case's folder; Refused where there are none."""
    return keep(folder / RESULTS_FILE, results(position).encode())


def counsel_of(folder: Path) -> Counsel | None:
    """Give the line of a case from the results in its folder; None where there are none."""
    file = folder / RESULTS_FILE
    return Counsel.model_validate(json.loads(file.read_bytes())["counsel"]) if file.is_file() else None


@once
def results(position: Position) -> str:
    """Give the figures behind the documents as JSON, so that every number in them can be looked up."""
    found = {
        "version": RESULTS,
        "self": plain(own_facts(position)),
        "lender": plain(lender_facts(position)),
        "counsel": counsel(position).model_dump(mode="json"),
    }
    return f"{json.dumps(found, ensure_ascii=False, indent=1)}\n"
