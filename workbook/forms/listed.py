"""What stands in the place of a panel on a page that is not live; no drawing library here."""

from __future__ import annotations

from pathlib import Path

from workbook import documents
from workbook.case import Case
from workbook.forms.reading import list_tables, loan_names
from workbook.language import _
from workbook.position import Position
from workbook.shown import Missing, Table, Tables


def case_name(path: Path, case: Case) -> str:
    """Give the name of a case, with a word if it is made up."""
    made_up = _("（虚构的练习案例）")
    return f"{path.parent.name}{made_up if case.profile.fictional else ''}"


def day_words(case: Case) -> str:
    """Give the day a case is worked out for, or where it is set."""
    return case.profile.as_of.isoformat() if case.profile.as_of else _("还没定，按“开始”那一页的按钮")


def files_table() -> Table:
    """Give the documents and the formats they are written in, for a page that is not live."""
    rows = tuple((_(paper.title), _("、").join(paper.kinds)) for paper in documents.EVERY)
    return Table(_("可以生成的文件"), (_("材料"), _("格式")), rows)


def papers_table(position: Position) -> Table:
    """Say what to send first, where and when; then of every paper whether it can be made now, and what it waits for."""
    found = documents.waiting(position)
    first = documents.send_first(position)
    rows = (*first, *((title, why or _("可以生成")) for title, why in found))
    return Table(_("先发哪份，哪些在等什么"), (_("材料"), _("现在")), rows)


def notes_told(case: Case) -> Missing | Tables:
    """List the notes of each loan as they were told, for a page that is not live."""
    names = loan_names(case)
    lines = [loan for loan in case.loans if loan.current_notes]
    told = tuple(table for loan in lines for table in list_tables(loan.current_notes, names[loan.id], {}))
    return Tables(told) if told else Missing(_("没有列借据：借过几次的额度，一次一行"))


def sentences_table(position: Position) -> Missing | Table:
    """List the same for a page that is not live."""
    found = documents.flagged(position)
    if not found:
        return Missing(none_flagged())
    columns = (_("对方会读到这句"), _("写在哪里"), _("可能怎样"), _("现在"))
    return Table(_("等您点头的句子"), columns, tuple((one.sentence, one.field, one.why, one.stands) for one in found))


def none_flagged() -> str:
    """Say that no sentence waits for a yes."""
    return _("您写的话里没有要您点头的句子。")
