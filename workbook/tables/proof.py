"""Tables of the evidence."""

from __future__ import annotations

from workbook import evidence
from workbook.evidence import Basis, Wanted
from workbook.language import _
from workbook.position import Position, once
from workbook.shown import Table
from workbook.tables.wording import Cell, table


@once
def ledger(position: Position) -> Table:
    """List what each kind of figure rests on; what rests on nothing is the borrower's estimate."""
    columns = (_("哪类数字"), _("凭什么"), _("怎么样"), _("说明"))
    return table(
        _("每个数字靠什么"), columns, [_basis(basis) for basis in evidence.ledger(position)], _ledger_notes(position)
    )


def _basis(basis: Basis) -> tuple[Cell, ...]:
    backing = {
        "proved": _("有材料支持"),
        "weak": _("材料还不够"),
        "estimate": _("本人估计"),
        "not_told": _("还没有填写"),
    }
    names = _("、").join(_("附件{number} {name}").format(number=e.number, name=e.name) for e in basis.exhibits)
    return basis.figure.words, names, backing[basis.backing], basis.sentence


def _ledger_notes(position: Position) -> tuple[str, ...]:
    return (*evidence.shows_too_much(position), _honest())


def _honest() -> str:
    return _("只登记真有的材料，原样保存。伪造、修改证明材料可能构成犯罪，也会毁掉谈判。")


@once
def rows_shown(position: Position) -> Table:
    """List, for each imported statement, what its rows show and which figure rests on them."""
    columns = (_("材料"), _("能看出什么"), _("哪类数字靠它"), _("笔数"), _("进来的"), _("出去的"))
    found = [
        (
            _("附件{number} {name}").format(number=row.exhibit.number, name=row.exhibit.name),
            row.shown.what,
            row.figure.words if row.figure else _("没有，对方用不着"),
            row.shown.count,
            row.shown.came_in,
            row.shown.went_out,
        )
        for row in evidence.rows(position)
    ]
    none = () if found else (_("还没有导入流水，或者是以前导入的；在“情况”那一页重新导入一次就会列出来。"),)
    return table(_("流水里的每一类能看出什么"), columns, found, none)


@once
def checklist(position: Position) -> Table:
    """List the documents worth having for this request and this lender."""
    loan = position.loan if position.loans else None
    columns = (_("材料"), _("手上有吗"), _("为什么要"), _("接下来"))
    return table(_("还缺什么"), columns, [_wanted(wanted) for wanted in evidence.checklist(position, loan)])


def _wanted(wanted: Wanted) -> tuple[Cell, ...]:
    return wanted.kind.words, wanted.holding, wanted.because, wanted.todo
