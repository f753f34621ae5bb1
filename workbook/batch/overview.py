"""All cases on one page: who needs what next, in the order of the days to act by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from workbook import documents
from workbook.batch.lines import BANDS, Line, band
from workbook.batch.pictures import pictures
from workbook.batch.register import newest
from workbook.documents import Counsel, HardDay
from workbook.language import N_, _, spoken
from workbook.money import shown

_MARKS: dict[str, tuple[str, Callable[[Line], bool]]] = {
    "all": (N_("全部"), lambda _line: True),
    "past": (N_("有日子过了"), lambda line: bool(line.past)),
    "soon": (N_("7 天内要动手"), lambda line: line.soon),
    "late": (N_("逾期"), lambda line: line.late),
    "short": (N_("差的月份不够"), lambda line: line.short),
    "broken": (N_("有失约"), lambda line: line.broken),
    "papers": (N_("缺材料"), lambda line: bool(line.seen and line.seen.papers)),
}
_ORDERS = {
    "day": N_("先动手的在前"),
    "late": N_("逾期久的在前"),
    "due": N_("要补得多的在前"),
    "cover": N_("差的月份最不够的在前"),
    "number": N_("按编号"),
}


class Cell(NamedTuple):
    """A field of a case: lines, each with how it is set, and what is folded away."""

    lines: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    more: tuple[str, ...] = ()


def page(found: Sequence[Line], out: Path, which: str, *, names: bool) -> str:
    """Give the page; without names each number leads to its place on the page `which`."""
    made = [line for line in found if line.seen]
    lost = [line for line in found if not line.seen]
    shown_here = {
        "said": _said(found),
        "private": _("给帮人谈的人自己看；不要发给任何贷款方。"),
        "words": _words(),
        "lost": [_lost(line, out, which, names=names) for line in lost],
        "filters": [_filter(mark, made) for mark in _MARKS],
        "orders": [{"key": key, "words": _(words)} for key, words in _ORDERS.items()],
        "columns": _columns(),
        "rows": [_row(line, out, which, newest(found), names=names) for line in made],
        "charts": tuple(pictures(made)) if made else (),
    }
    return documents.many(_("案例一览"), shown_here, spoken())


def _filter(mark: str, made: Sequence[Line]) -> dict[str, Any]:
    words, meant = _MARKS[mark]
    return {"mark": mark, "words": _(words), "count": sum(map(meant, made))}


def _said(found: Sequence[Line]) -> str:
    lost = sum(not line.seen for line in found)
    said = _("共 {whole} 个案例，算到 {day}；没做成 {lost} 个。")
    return said.format(whole=len(found), day=newest(found), lost=lost)


def _words() -> dict[str, str]:
    return {
        "contents": _("目录"),
        "lost": _("没有做成的"),
        "cases": _("谁接下来要做什么"),
        "pictures": _("三张图"),
        "only": _("只看"),
        "order": _("排列"),
        "walk": _("全过程"),
    }


def _columns() -> tuple[str, ...]:
    return (
        _("案例"),
        _("日子"),
        _("接下来"),
        _("逾期"),
        _("差的一个月"),
        _("请求"),
        _("失约"),
        _("缺的材料"),
        _("还缺的回答"),
    )


def _lost(line: Line, out: Path, which: str, *, names: bool) -> dict[str, str]:
    if not names:
        return {"name": str(line.number), "link": f"{which}#c{line.number}", "why": line.why}
    return {"name": line.name, "link": line.links(out)[-1][1], "why": line.why}


def _row(line: Line, out: Path, which: str, today: object, *, names: bool) -> dict[str, Any]:
    seen, links = line.seen, line.links(out)
    assert seen is not None  # noqa: S101 - a line with nothing seen has no row
    return {
        "number": line.number,
        "name": line.name if names else str(line.number),
        "link": links[0][1] if names else f"{which}#c{line.number}",
        "walk": links[1][1] if names and len(links) > 1 else "",
        "as_of": "" if seen.as_of == today else _("按 {day} 算").format(day=seen.as_of),
        "marks": [mark for mark, (_name, meant) in _MARKS.items() if meant(line)],
        "order": _order(line, seen),
        "cells": tuple(_cells(line, seen, names=names)),
    }


def _order(line: Line, seen: Counsel) -> dict[str, object]:
    """Give what rows are put in order by, ascending; "" comes last."""
    return {
        "day": line.act_by.toordinal() if line.act_by else "",
        "late": -seen.days_overdue if seen.days_overdue else "",
        "due": -seen.due_now if seen.due_now else "",
        "cover": "" if seen.cover is None else seen.cover,
        "number": line.number,
    }


def _cells(line: Line, seen: Counsel, *, names: bool) -> Iterator[Cell]:
    yield _days(line, seen, names=names)
    yield _plain(seen.course or _(BANDS[-1]))
    yield Cell(tuple(_late(seen)))
    yield Cell(tuple(_pressure(seen, names=names)))
    yield _plain(seen.asked or _("还没有"))
    yield Cell(tuple(_broken(seen)))
    yield Cell((), _("{count} 样").format(count=len(seen.papers)), seen.papers)
    yield _plain(seen.answer or "")


def _plain(said: str) -> Cell:
    return Cell(((said, ""),) if said else ())


def _days(line: Line, seen: Counsel, *, names: bool) -> Cell:
    def called(day: HardDay) -> str:
        return f"{day.on} {day.named if names else day.what}"

    said = [(_("过了没办：{day}").format(day=called(day)), "warn") for day in line.past[:1]]
    if line.coming:
        first = line.coming[0]
        left = _("还有 {days} 天").format(days=(first.on - seen.as_of).days)
        early = _("，{act_by} 以前动手").format(act_by=first.act_by) if first.act_by < first.on else ""
        said += [(called(first), ""), (left + early, "small")]
    rest = (*line.past[1:], *line.coming[1:])
    more = _("还有 {count} 个日子").format(count=len(rest)) if rest else ""
    return Cell(tuple(said) or ((_("没有填着的日子"), "small"),), more, tuple(map(called, rest)))


def _late(seen: Counsel) -> Iterator[tuple[str, str]]:
    if seen.days_overdue is None:
        yield _(BANDS[-1]), "small"
    elif not seen.days_overdue:
        yield _("没逾期"), ""
    else:
        yield _("{days} 天").format(days=seen.days_overdue), "warn"
    if seen.due_now:
        yield _("补到正常要 {amount}").format(amount=shown(seen.due_now)), "small"


def _pressure(seen: Counsel, *, names: bool) -> Iterator[tuple[str, str]]:
    yield _(BANDS[band(seen.cover)]), "small" if seen.cover is None else ""
    if names and seen.cover is not None:
        yield f"{max(seen.cover, 0):.0%}", "small"


def _broken(seen: Counsel) -> Iterator[tuple[str, str]]:
    for words, times in ((_("对方 {count} 次"), seen.broken_by_them), (_("自己 {count} 次"), seen.broken_by_us)):
        if times:
            yield words.format(count=times), ""
