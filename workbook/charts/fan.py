"""The cash of the coming months as a fan, drawn from the recorded months."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from workbook import pressure, simulate
from workbook.cashflow import FULL_YEAR
from workbook.charts.canvas import ACCENT, INK, ON_WHITE, QUIET, Page, month_ticks, numbers, page, thousands, yuan
from workbook.language import NotKnown, _, joined
from workbook.money import ZERO, shown
from workbook.position import Position, once
from workbook.pressure.outlook import HORIZON, Outlook, claims_by_month
from workbook.shown import Chart, Table
from workbook.simulate import Fan, Paths

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EVERY = 6  # months between two named ones


@once
def fan(position: Position) -> Chart:
    """Draw the cash of the coming 24 months if today's contracts are paid: poor, middling and good futures.

    Below twelve recorded months no share of futures is named; the recorded months are counted instead. With too few
    to draw from, a month as it is now and a bad month go on and on.
    """
    try:
        drawn = simulate.paths(position, HORIZON)
    except NotKnown as few:
        return _two_lines(position, str(few))
    claims = claims_by_month(position, drawn.ends)
    spread = simulate.fan(drawn, claims)
    with page() as sheet:
        draw_fan(sheet, spread)
    said = joined(_at_end(position, spread), _sentence(position, drawn, claims, spread))
    said = joined(said, pressure.whole_end_words(position))
    return Chart(said, _numbers(spread), sheet.svg)


def _two_lines(position: Position, why: str) -> Chart:
    now, bad = pressure.outlook(position, "current"), pressure.outlook(position, "bad")
    with page() as sheet:
        for ahead, colour in ((bad, QUIET), (now, ACCENT)):
            sheet.axes.plot(
                range(len(ahead.rows)), [float(row.cash) for row in ahead.rows], color=colour, linewidth=2.5
            )
        sheet.axes.axhline(0, color=INK, linewidth=0.8)
        thousands(sheet)
        month_ticks(sheet, [row.last.isoformat()[:7] for row in now.rows], EVERY)
        words = (_("坏月份 {cash}"), _("现在 {cash}"))
        _name_ends(sheet.axes, words, [bad.rows[-1].cash, now.rows[-1].cash], len(now.rows))
    columns = (_("到哪天为止的一个月"), _("一直是坏月份"), _("一直像现在"))
    rows: list[tuple[str | Decimal, ...]] = [
        (poor.last.isoformat(), poor.cash, same.cash) for poor, same in zip(bad.rows, now.rows, strict=True)
    ]
    table = numbers(_("往后每个月底手上的钱"), columns, rows, why, *bad.assumed, *now.assumed)
    return Chart(joined(_two_said(now, bad), pressure.whole_end_words(position)), table, sheet.svg)


def _two_said(now: Outlook, bad: Outlook) -> str:
    said = _("照现在的合同付，{now}，{bad}。")
    return said.format(now=_lasts(_("一直像现在"), now), bad=_lasts(_("一直是坏月份"), bad))


def _lasts(which: str, ahead: Outlook) -> str:
    short, end, month = ahead.short_with_end, ahead.end, ahead.at_end
    if short is None:
        return _("{which}，{count} 个月里都付得齐").format(which=which, count=len(ahead.rows))
    if end is not None and month is not None and short.last == month.last:
        said = _("{which}，到 {day} 一次还 {amount} 以前都付得齐，那个月差 {gap}")
        return said.format(which=which, day=end.due, amount=shown(end.payment), gap=shown(-short.cash))
    said = _("{which}，到 {day} 为止的一个月付不齐，差 {gap}")
    return said.format(which=which, day=short.last, gap=shown(-short.cash))


def draw_fan(sheet: Page, spread: Fan) -> None:
    """Draw the band between the poor and the good futures, the middle line, and zero."""
    axes = sheet.axes
    low, middle, high = ([float(row.cash[at]) for row in spread.rows] for at in range(3))
    months = range(len(spread.rows))
    axes.fill_between(months, low, high, color=ACCENT, alpha=0.22, linewidth=0)
    axes.plot(months, middle, color=ACCENT, linewidth=2.5)
    axes.axhline(0, color=INK, linewidth=0.8)
    thousands(sheet)
    month_ticks(sheet, [row.last.isoformat()[:7] for row in spread.rows], EVERY)
    words = (_("差 {cash}"), _("居中 {cash}"), _("好 {cash}"))
    _name_ends(axes, words, spread.rows[-1].cash, len(spread.rows))


def _name_ends(axes: Axes, words: Sequence[str], ends: Sequence[Decimal], months: int) -> None:
    """Name lines at their right end, from the lowest up, no two names on top of one another."""
    bottom, top = axes.get_ylim()
    step = (top - bottom) * 0.085
    place = float("-inf")
    for said, cash in sorted(zip(words, ends, strict=True), key=lambda pair: pair[1]):
        place = max(float(cash), place + step)
        colour = ACCENT if said == words[len(words) // 2] else QUIET
        at = (months - 0.7, place)
        axes.annotate(said.format(cash=yuan(cash)), at, va="center", ha="left", color=colour, bbox=ON_WHITE)
    axes.set_ylim(min(bottom, float(min(ends)) - step / 2), max(top, place + step / 2))
    axes.set_xlim(-0.5, months * 1.25)


def _at_end(position: Position, spread: Fan) -> str:
    """Say first what is missing on the day on which the loan falls due whole: the picture does not show it."""
    ends = [row.last for row in spread.rows]
    end = pressure.end_within(position, ends)
    middle = spread.rows[pressure.month_of(end, ends)].cash[1] if end else ZERO
    if end is None or middle >= end.payment:
        return ""
    said = _("先看 {day}：这一笔要一次还 {amount}，居中的情形那个月差 {gap}。")
    return said.format(day=end.due, amount=shown(end.payment), gap=shown(end.payment - middle))


def _sentence(position: Position, drawn: Paths, claims: tuple[Decimal, ...], spread: Fan) -> str:
    failing = simulate.fails(drawn, claims).words()
    monthly = pressure.monthly_claims(position)
    if drawn.behind < FULL_YEAR and monthly:
        failing = simulate.backtest(position, monthly).words
    short = next((row for row in spread.rows if row.cash[1] < 0), None)
    if short is None:
        said = _("照现在的合同付，到 {day} 手上的钱居中还有 {cash}；{failing}")
        return said.format(day=spread.rows[-1].last, cash=shown(spread.rows[-1].cash[1]), failing=failing)
    said = _("照现在的合同付，居中的情形到 {day} 为止的一个月就付不齐，差 {gap}；{failing}")
    return said.format(day=short.last, gap=shown(-short.cash[1]), failing=failing)


def _numbers(spread: Fan) -> Table:
    columns = (_("到哪天为止的一个月"), _("差的时候"), _("居中"), _("好的时候"))
    rows: list[tuple[str | Decimal, ...]] = [(row.last.isoformat(), *row.cash) for row in spread.rows]
    return numbers(_("往后每个月底手上的钱"), columns, rows, *spread.assumed)
