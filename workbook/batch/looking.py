"""Looking over many cases without making anything: what changed in their advice, and which days come next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TypeVar

from workbook import casefile, options, pressure, rules, way
from workbook.followup import deadlines
from workbook.language import Refused, _, attempt, spoken
from workbook.money import shown
from workbook.pages import PAGES
from workbook.position import Position
from workbook.shown import Table

T = TypeVar("T")
Say = Callable[[str], None]
Advice = dict[str, str]

ADVISING = frozenset({"00_start", "04_evidence", "05_options", "06_brief", "07_talks"})
"""The pages that say what to do; the answers of the others are sums, which are others every day."""


def changed(cases: Iterable[Path], since: Path | date, say: Say) -> Table:
    """Give the cases whose advice is another one than on that day, or under the rules in that folder.

    The advice of a case is the first answer of each page that says what to do, what can be promised a month, and which
    packages hold. A case that cannot be read is said and left out.
    """
    case_files = tuple(cases)
    now = _of_each(case_files, _advice, say)
    with rules.reading(since) if isinstance(since, Path) else nullcontext():
        before = _of_each(case_files, lambda position: _advice(_on(position, since)), lambda _words: None)
    rows = tuple(
        (file.parent.name, page, before[file][page], words)
        for file, advice in now.items()
        for page, words in advice.items()
        if file in before and before[file][page] != words
    )
    then = since.isoformat() if isinstance(since, date) else since.name
    said = _("{changed} 个案例的建议变了，共 {whole} 个").format(changed=len({row[0] for row in rows}), whole=len(now))
    return Table(said, (_("案例"), _("页"), then, _("现在")), rows)


def _on(position: Position, since: Path | date) -> Position:
    if isinstance(since, Path):
        return position
    return position.changed(profile=position.told.profile.but(as_of=since))


def _advice(position: Position) -> Advice:
    answers = {page.named(spoken()): way.begin(position, page.file).answer for page in PAGES if page.file in ADVISING}
    can = {
        _("每月最多能答应"): attempt(lambda: shown(pressure.capacity(position).monthly)),
        _("守得住的方案"): attempt(lambda: _holding(position)),
    }
    return answers | {what: words or _("还不知道") for what, words in can.items()}


def _holding(position: Position) -> str:
    return _("、").join(one.title for one in options.packages(position, position.loan) if one.recommendable)


def due(cases: Iterable[Path], say: Say, *, names: bool = False) -> Table:
    """Give the hard days of all cases in order, past ones that are still open first; lenders are named on demand."""
    found = _of_each(cases, deadlines, say)
    days = sorted(
        ((day.on, file.parent.name, day) for file, each in found.items() for day in each if day.hard),
        key=lambda told: told[:2],
    )
    rows = tuple(
        (day.on.isoformat(), day.act_by.isoformat(), name, day.title if names else day.nameless)
        for _on, name, day in days
    )
    return Table(_("接下来的日子"), (_("哪一天"), _("最晚哪天动手"), _("案例"), _("什么")), rows)


def _of_each(cases: Iterable[Path], ask: Callable[[Position], T], say: Say) -> dict[Path, T]:
    found: dict[Path, T] = {}
    for file in cases:
        try:
            found[file] = ask(Position(casefile.read(file).case))
        except Refused as refused:
            say(_("“{name}”略过：{reason}").format(name=file.parent.name, reason=refused))
    return found
