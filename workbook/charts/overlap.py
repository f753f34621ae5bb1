"""What the borrower can keep up and what pays for the lender, on one line; for the borrower's eyes alone."""

from __future__ import annotations

from decimal import Decimal

from workbook import options
from workbook.charts.canvas import ACCENT, GREEN, ON_WHITE, QUIET, Page, numbers, page, yuan
from workbook.language import _
from workbook.options import LenderSide
from workbook.position import Position, once
from workbook.shown import Chart, Table


@once
def overlap(position: Position) -> Chart:
    """Draw the payments the borrower can keep up, those that pay for the lender, and where they meet."""
    side = options.lender_side(position, position.loan)
    with page(height=2.5) as sheet:
        _draw(sheet, side)
    return Chart(side.sentence, _numbers(side), sheet.svg)


def _draw(sheet: Page, side: LenderSide) -> None:
    axes, (low, high), keep = sheet.axes, map(float, side.enough), float(side.keep)
    right = max(keep, high) * 1.35 or 1.0
    _span(sheet, 1.0, (0.0, keep), ACCENT)
    _span(sheet, 0.0, (low, high), QUIET, 0.35)
    _span(sheet, 0.0, (high, right), QUIET)
    if keep > low:
        axes.axvspan(low, keep, color=GREEN, alpha=0.18, zorder=0)
    _say(sheet, 1.0, keep, _("守得住，到 {keep}").format(keep=yuan(side.keep)), "left")
    _say(
        sheet,
        0.42,
        low,
        _("对方不亏：低估 {low}，高估 {high} 起").format(low=yuan(side.enough[0]), high=yuan(side.enough[1])),
        "left",
    )
    axes.set_yticks([1.0, 0.0], [_("您"), _("对方")])
    axes.set_xlim(0.0, right)
    axes.set_ylim(-0.45, 1.6)
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    axes.xaxis.set_major_formatter(lambda value, _place: f"{value:,.0f}")
    axes.set_xlabel(_("每月还多少，{count} 期").format(count=len(side.plan.plan.rows)))


def _span(sheet: Page, place: float, ends: tuple[float, float], colour: str, alpha: float = 1.0) -> None:
    left, right = ends
    sheet.axes.barh([place], [right - left], left=left, height=0.4, color=colour, alpha=alpha)


def _say(sheet: Page, place: float, at: float, words: str, side: str) -> None:
    right = sheet.axes.get_xlim()[1]
    side = "right" if at > right / 2 else side
    height = place + 0.3 if place == 1.0 else place
    sheet.axes.text(at, height, words, ha=side, va="center", bbox=ON_WHITE)


def _numbers(side: LenderSide) -> Table:
    rows: list[tuple[str | Decimal, ...]] = [
        (_("这个方案值多少"), *side.package),
        (_("谈不成大约收回多少"), *side.default),
        (_("方案比谈不成多"), *side.gain),
        (_("同样期数里，每月多少就不比谈不成差"), *side.enough),
        (_("您每月守得住"), side.keep, side.keep),
    ]
    columns = (_("折成今天的钱"), _("低的估计"), _("高的估计"))
    return numbers(_("对方那一边（只给您自己看）"), columns, rows, *side.assumptions.words)
