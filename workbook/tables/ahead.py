"""Tables of the months: what was, what is coming, and how often the cash runs out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from workbook import pressure, simulate
from workbook.cashflow import FULL_YEAR, Flow, receivables_said
from workbook.language import Refused, _
from workbook.money import shown
from workbook.position import Position, once
from workbook.pressure.dues import month_ends, month_notes
from workbook.pressure.outlook import (
    HORIZON,
    claims_by_month,
    end_within,
    flows_by_month,
    hoped_by_month,
    unrecovered_words,
)
from workbook.shown import Table
from workbook.tables.wording import Cell, table


@once
def past_and_ahead(position: Position) -> Table:
    """List the recorded months, then the coming 24: cash in, costs, essentials, what is left, what debts claim."""
    ends = month_ends(position.as_of, HORIZON)
    coming = flows_by_month(position, ends, "current")
    claims, why = _claims(position, ends)
    rows = (*(_past(flow) for flow in position.months.recorded), *_coming(position, ends, coming, claims))
    columns = (_("月份"), _("收进"), _("经营支出"), _("家里必需"), _("剩下"), _("债务要还"), _("月底现金"))
    said = _("已过的月份没有记还了多少债，那两栏空着；往后按现在的样子，到期的都付。")
    hopes = receivables_said(position.case.situation, position.as_of)
    notes = (said, unrecovered_words(position), why, *month_notes(position), *position.months.assumed, *hopes)
    return table(_("过去的月份和往后 24 个月"), columns, rows, notes)


def _claims(position: Position, ends: tuple[date, ...]) -> tuple[tuple[Decimal | None, ...], str]:
    try:
        return claims_by_month(position, ends), ""
    except Refused as refused:
        return (None,) * len(ends), str(refused)


def _past(flow: Flow) -> tuple[Cell, ...]:
    return (flow.label, flow.receipts, flow.costs, flow.essentials, flow.left if flow.known else None, "", "")


def _coming(
    position: Position, ends: tuple[date, ...], flows: tuple[Flow, ...], claims: tuple[Decimal | None, ...]
) -> Iterator[tuple[Cell, ...]]:
    cash, whole = position.case.situation.cash, end_within(position, ends)
    for end, flow, claim, beside in zip(ends, flows, claims, hoped_by_month(position, ends), strict=True):
        cash = None if cash is None or claim is None else cash + flow.left + beside - claim
        until = _("到 {day}").format(day=end)
        if whole is not None and whole.due <= end:
            said = _("{until}（{on} 整笔要还的 {amount} 另算，没有减）")
            until, whole = said.format(until=until, on=whole.due, amount=shown(whole.payment)), None
        yield until, flow.receipts, flow.costs, flow.essentials, flow.left, claim, cash


@once
def failing_months(position: Position) -> Table:
    """List for the coming months how poor, middling and good futures stand, and how many first fail in each.

    Below twelve recorded months no share of futures is given; the recorded months are counted instead.
    """
    drawn = simulate.paths(position, HORIZON)
    claims = claims_by_month(position, drawn.ends)
    spread, full = simulate.fan(drawn, claims), drawn.behind >= FULL_YEAR
    columns = (
        _("到哪天为止的一个月"),
        _("差的时候"),
        _("居中"),
        _("好的时候"),
        *((_("这个月起还不上的未来"),) if full else ()),
    )
    first = simulate.failing_months(drawn, claims)
    rows: list[tuple[Cell, ...]] = [
        (row.last, *row.cash, *((f"{month.futures:,}",) if full else ()))
        for row, month in zip(spread.rows, first, strict=True)
    ]
    said = simulate.fails(drawn, claims).words()
    notes = (said, *_on_record(position), *month_notes(position), _quantiles_said(spread), *spread.assumed)
    return table(_("照现在的合同付，哪个月会付不出"), columns, rows, notes)


def _quantiles_said(spread: simulate.Fan) -> str:
    low, _middle, high = spread.quantiles
    said = _("每个月单独看：{count} 个抽出来的未来里，一成比“差的时候”还差，一成比“好的时候”还好。")
    return said.format(count=f"{spread.futures:,}", low=low, high=high)


def _on_record(position: Position) -> Iterator[str]:
    claim = pressure.monthly_claims(position)
    if claim:
        yield simulate.backtest(position, claim).words


@once
def limit(position: Position) -> Table:
    """Say whether a higher limit is considered, and what it would cost; off unless the borrower turns it on."""
    price = pressure.limit(position, position.loan)
    rows: tuple[tuple[Cell, ...], ...] = (
        (_("要不要考虑提高额度"), _("考虑（您选了想提高额度）") if price.wanted else _("不考虑")),
        (_("再借"), price.amount),
        (_("每期多还"), price.payment),
        (_("分几期"), str(price.periods)),
        (_("到还清一共多付利息和费用"), price.cost),
        (_("坏月份付完现在的债务还剩"), price.spare),
    )
    short = price.spare < price.payment
    said = _("坏月份剩下的不够付新的这一期：再借只会差得更多。") if short else ""
    notes = (_("按这笔借款现在的条件算。提高额度不会减少已经欠的。"), said, *price.assumed)
    title = _("提高额度的价钱：多借 {amount}，一共多付 {cost}").format(
        amount=shown(price.amount), cost=shown(price.cost)
    )
    return table(title, (_("项目"), _("多少")), rows, notes)
