"""What a paper shows beside what it is handed over for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.case import DocumentKind as K
from workbook.evidence.exhibits import exhibits
from workbook.evidence.rows import more_than_asked
from workbook.language import N_, _
from workbook.position import Position

_SHOWS = {
    K.STATEMENT: N_("整份流水会露出每一笔的对方、家里其他收入、别的借款和家用；对方要哪几个月就给哪几个月"),
    K.CREDIT_REPORT: N_("征信报告会露出所有借款、担保和谁查过您；对方自己能查，没要就不用交"),
    K.TAX: N_("纳税申报会露出申报的收入，和口头说的不一样对方会问"),
    K.MEDICAL: N_("诊断是很私密的材料，能证明花了多少就够"),
    K.PLATFORM: N_("平台数据会露出客户和单价，能证明营业额就够"),
}


def shows_too_much(position: Position) -> Iterator[str]:
    """Say it for each kind of paper in hand, once, and of each imported statement, before the copies go out."""
    for kind in dict.fromkeys(one.document.kind for one in exhibits(position)):
        if kind in _SHOWS:
            yield _("交副本之前：{words}。原件不动。").format(words=_(_SHOWS[kind]))
    yield from more_than_asked(position)
