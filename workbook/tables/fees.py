"""The table of what a loan charges, and the arithmetic of what it costs a year."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.language import _
from workbook.loans import Charge, Charged, shown_rate
from workbook.money import ZERO, shown
from workbook.position import Position, once
from workbook.pressure import called
from workbook.shown import Table
from workbook.tables.wording import Cell, table


@once
def fees(position: Position) -> Table:
    """List each fee of the main loan with collector, time and clause; NotKnown or Refused as its contract."""
    found = position.standing(position.loan).charged
    columns = (_("名目"), _("谁收的"), _("每次"), _("什么时候收"), _("收几次"), _("一共"), _("合同条款"))
    rows = [*map(_charge, found.charges), (_("利息"), "", "", "", "", found.interest, "")]
    rows.append((_("合计"), "", "", "", "", found.total, ""))
    return table(_("“{name}”收了哪些钱").format(name=called(position.loan)), columns, rows, _notes(found))


def _charge(charge: Charge) -> tuple[Cell, ...]:
    when = charge.when.words if charge.when else None
    return charge.name, charge.collector, charge.each, when, str(charge.times), charge.total, charge.clause


def _notes(found: Charged) -> Iterator[str]:
    cost, alone = found.cost, found.interest_alone
    if cost.simple is not None and cost.compound is not None:
        said = _("按实际收付计算，一年约 {simple}（单利）、{compound}（复利）。")
        yield said.format(simple=shown_rate(cost.simple), compound=shown_rate(cost.compound))
    else:
        yield cost.reason
    if alone is not None and alone.simple is not None and found.charges:
        said = _("不算费用、全额到手，只按利息算约 {simple}（单利）。")
        yield said.format(simple=shown_rate(alone.simple))
    yield _("“合同条款”翻遍了没有，就写“未找到”；还没翻的先翻合同、App 协议和放款短信。")
    yield from cost.assumed


@once
def cost_flows(position: Position) -> Table:
    """List what was received and what is paid each day: what the yearly cost is worked out from."""
    found = position.standing(position.loan).charged
    columns = (_("日期"), _("到手"), _("扣款"))
    received: tuple[Cell, ...] = (found.received_on, found.received, "")
    rows = [received, *((on, "", amount) for on, amount in found.paid)]
    out = sum((amount for _on, amount in found.paid), ZERO)
    said = _("到手 {received}，{count} 次扣款共 {paid}。")
    note = said.format(received=shown(found.received), count=len(found.paid), paid=shown(out))
    return table(_("年化成本的计算表"), columns, rows, (note,))
