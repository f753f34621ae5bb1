"""The rows of the borrower's statements that a lender needs, and no others, marked as an extract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from workbook import casefile, money, statements
from workbook.case import Case, RowsOf
from workbook.documents.blocks import (
    HANDED_OVER,
    Block,
    Day,
    Document,
    Facts,
    Figure,
    Grid,
    Own,
    Paragraph,
    Text,
    own,
    say,
)
from workbook.documents.files import file_name, keep
from workbook.documents.render.pdf import pdf
from workbook.documents.render.xlsx import xlsx
from workbook.language import N_, Refused, _, speaking, spoken
from workbook.statements import ShownRow

MOST_IN_PDF = 3000
NEEDED = (RowsOf.PLATFORM, RowsOf.WAGES, RowsOf.RENT, RowsOf.TAX, RowsOf.STOCK)
"""What the figures of the business rest on; the household, loans and own transfers are nobody's to see unasked."""
_WRITERS = {"pdf": pdf, "xlsx": xlsx}


def write_extract(
    case_file: Path, wanted: Sequence[RowsOf], days: tuple[date, date], folder: Path, kind: str = "pdf"
) -> Path:
    """Write the extract in Chinese into a folder, as pdf or xlsx; the kept files are read and never changed.

    Refused where no row is among them, or more than a PDF can hold.
    """
    if kind not in _WRITERS:
        raise Refused(N_("节录可以做成：{kinds}"), kinds=_("、").join(_WRITERS))
    rows = statements.picked(statements.read_kept(case_file), wanted, *days)
    if not rows:
        raise Refused(N_("这段时间里没有这几类流水，请换月份，或者多选几类"))
    if kind == "pdf" and len(rows) > MOST_IN_PDF:
        raise Refused(
            N_("节录有 {count} 笔，PDF 最多 {limit} 笔；请做成 xlsx，或者少选几个月"),
            count=len(rows),
            limit=MOST_IN_PDF,
        )
    with speaking(HANDED_OVER):
        made = extract(casefile.read(case_file).case, rows, wanted, days)
    return keep(folder / file_name(made, kind), _WRITERS[kind](made))


def extract(case: Case, rows: Sequence[ShownRow], wanted: Sequence[RowsOf], days: tuple[date, date]) -> Document:
    """Give the rows as a document that says of itself that it is an extract, and of what."""
    return Document(
        name="statement_extract",
        title=_("流水节录（不是原件）"),
        language=spoken(),
        audience="lender",
        as_of=case.profile.as_of or days[1],
        blocks=tuple(_blocks(case, rows, wanted, days)),
        foot=say(_("节录，不是原件")),
    )


def _blocks(case: Case, rows: Sequence[ShownRow], wanted: Sequence[RowsOf], days: tuple[date, date]) -> Iterator[Block]:
    first, last = (Day(day.isoformat()) for day in days)
    marks = {file.file: file.sha256 or "" for file in case.situation.statements}
    files = dict.fromkeys(row.file for row in rows)
    yield Facts(
        (
            (say(_("提交人")), own(case.profile.name, _("（姓名）"))),
            (say(_("时间")), say(_("{first} 到 {last}"), first=first, last=last)),
            (say(_("只列出")), tuple(Own(_("、").join(what.words for what in wanted)) for _once in (0,))),
            (say(_("笔数")), (_figure(str(len(rows))),)),
            *((say(_("摘自")), (Own(" ".join(filter(None, (file, marks.get(file, "")[:8])))),)) for file in files),
        )
    )
    said = _(
        "这是从银行或钱包导出的流水里摘出来的，只有上面写的几类，其他的没有列出；每一笔写着在原文件的第几行。原件由提交人保管，没有改动，可以核对。"
    )
    yield Paragraph(say(said), "note")
    titles = (_("日期"), _("能看出什么"), _("对方"), _("摘要或商品"), _("进来的"), _("出去的"), _("原文件和行"))
    yield Grid(
        caption=(),
        columns=tuple(say(title) for title in titles),
        rows=(*(_row(row, list(files)) for row in rows), _total(rows)),
        numeric=frozenset({4, 5}),
        total=True,
    )


def _row(row: ShownRow, files: list[str]) -> tuple[Text, ...]:
    entry = row.entry
    came, went = (_amount(entry) if entry.direction == way else () for way in ("in", "out"))
    place = f"{files.index(row.file) + 1}-{entry.line}"
    said = " ".join(filter(None, (entry.item, entry.note)))
    return (
        (Day(entry.on.isoformat()),),
        (Own(row.what.words),),
        own(entry.party),
        own(said),
        came,
        went,
        (_figure(place),),
    )


def _amount(entry: statements.Entry) -> Text:
    if entry.currency != "CNY":
        return (_figure(f"{entry.amount} {entry.currency}"),)
    return (Figure("extract.amount", money.shown(entry.amount), entry.amount, "any_lender"),)


def _total(rows: Sequence[ShownRow]) -> tuple[Text, ...]:
    yuan = [row.entry for row in rows if row.entry.currency == "CNY"]
    sums = [sum((e.amount for e in yuan if e.direction == way), money.ZERO) for way in ("in", "out")]
    came, went = ((Figure("extract.total", money.shown(each), each, "any_lender"),) for each in sums)
    return say(_("合计")), (), (), (), came, went, ()


def _figure(text: str) -> Figure:
    return Figure("extract", text, text, "any_lender")
