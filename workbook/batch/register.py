"""All cases as one table, to be sorted and filtered in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from workbook.batch.lines import BANDS, Line, band
from workbook.documents import Document
from workbook.documents.blocks import Figure, Grid, Own, Paragraph, Text, say
from workbook.language import _, spoken
from workbook.money import shown


def document(found: Sequence[Line], *, names: bool) -> Document:
    """Give the table; every cell is a word or a number, never a formula or a link."""
    said = _("给帮人谈的人自己看；不要发给任何贷款方。")
    columns = tuple(say(words) for words in _columns())
    rows = tuple(tuple(_row(line, names=names)) for line in sorted(found, key=lambda line: line.number))
    return Document(
        name="caseload",
        title=_("案例一览"),
        language=spoken(),
        audience="self",
        as_of=newest(found),
        blocks=(Paragraph(say(said), "note"), Grid((), columns, rows)),
    )


def newest(found: Sequence[Line]) -> date:
    """Give the latest date that any case is worked out for."""
    return max((line.seen.as_of for line in found if line.seen), default=date(1980, 1, 1))


def _columns() -> tuple[str, ...]:
    return (
        _("案例"),
        _("按哪天算"),
        _("哪天以前动手"),
        _("哪一天"),
        _("什么"),
        _("过了没办的日子"),
        _("接下来"),
        _("逾期天数"),
        _("补到正常要"),
        _("差的一个月"),
        _("请求"),
        _("对方失约"),
        _("自己失约"),
        _("缺的材料"),
        _("还缺的回答"),
        _("没做成"),
    )


def _row(line: Line, *, names: bool) -> Iterator[Text]:
    yield _words(line.name) if names else _count(line.number)
    seen = line.seen
    if seen is None:
        yield from [()] * (len(_columns()) - 2)
        yield _words(line.why)
        return
    coming = next(iter(line.coming), None)
    yield from map(_day, (seen.as_of, line.act_by, coming.on if coming else None))
    yield _words((coming.named if names else coming.what) if coming else "")
    yield _words(_("、").join(f"{day.on} {day.named if names else day.what}" for day in line.past))
    yield _words(seen.course or "")
    yield _count(seen.days_overdue)
    yield _money(seen.due_now)
    yield _words(_(BANDS[band(seen.cover)]))
    yield _words(seen.asked or "")
    yield _count(seen.broken_by_them)
    yield _count(seen.broken_by_us)
    yield _words(_("、").join(seen.papers))
    yield _words(seen.answer or "")
    yield ()


def _words(said: str) -> Text:
    return (Own(said),) if said else ()


def _day(on: date | None) -> Text:
    return _words(on.isoformat() if on else "")


def _count(number: int | None) -> Text:
    return () if number is None else (Figure("caseload", str(number), number),)


def _money(amount: Decimal | None) -> Text:
    return () if amount is None else (Figure("caseload", shown(amount), amount),)
