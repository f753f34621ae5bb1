"""The payments of the coming months under the contract, a bridge and a steady plan, with the day the bridge ends."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from workbook import options
from workbook.charts.canvas import (
    ACCENT,
    GREEN,
    INK,
    ON_WHITE,
    QUIET,
    Page,
    breaking,
    keys,
    month_ticks,
    numbers,
    page,
    thousands,
    yuan,
)
from workbook.charts.cliff import bridge_of, steady_of
from workbook.language import _, within
from workbook.money import shown
from workbook.options import Advice, Package
from workbook.position import Position, once
from workbook.pressure.dues import month_ends
from workbook.shown import Chart
from workbook.verdict.trial import in_months, paid

if TYPE_CHECKING:
    from matplotlib.artist import Artist

AHEAD = 24
Line = tuple[str, list[Decimal], str]


@once
def payments_ahead(position: Position) -> Chart:
    """Draw what is to be paid in each of the coming 24 months, the wall of the bridge marked with its day."""
    advice = options.advice(position, position.loan)
    ends = month_ends(position.as_of, AHEAD)
    bridge, steady = bridge_of(advice), steady_of(position, advice)
    lines = _lines(advice, bridge, steady, ends)
    with page() as sheet:
        _draw(sheet, advice, lines, [end.isoformat()[:7] for end in ends])
        if bridge and bridge.wall:
            _wall(sheet, bridge, next((i for i, end in enumerate(ends) if bridge.wall <= end), AHEAD))
    columns = (_("到哪天为止的一个月"), *(name for name, _amounts, _colour in lines))
    rows: list[tuple[str | Decimal, ...]] = [
        (end.isoformat(), *(amounts[i] for _n, amounts, _c in lines)) for i, end in enumerate(ends)
    ]
    return Chart(_sentence(advice, bridge, steady), numbers(_("每个月要还的"), columns, rows), sheet.svg)


def _lines(advice: Advice, bridge: Package | None, steady: Package | None, ends: Sequence[object]) -> list[Line]:
    ground = advice.ground
    last = month_ends(ground.balance.on, len(ends))
    made: list[Line] = []
    if ground.contract and len(ground.contract) > 1:
        made.append((_("现在的合同"), in_months(ground.contract[1:], last), QUIET))
    if bridge:
        made.append((_("先只还利息"), in_months(paid(bridge.plan, ground.balance.on), last), INK))
    if steady:
        made.append(
            (
                _("守得住的") if steady.recommendable else _("您的请求"),
                in_months(paid(steady.plan, ground.balance.on), last),
                ACCENT,
            )
        )
    return made


def _draw(sheet: Page, advice: Advice, lines: list[Line], months: list[str]) -> None:
    axes, share = sheet.axes, float(advice.ground.share)
    marks = [(_step(sheet, amounts, colour), name, colour) for name, amounts, colour in lines]
    given = axes.axhline(share, color=GREEN, linewidth=1.5, linestyle="--")
    keys(sheet, [*marks, (given, _("坏月份能给"), GREEN)])
    thousands(sheet)
    month_ticks(sheet, months, 6)
    every = [amount for _n, amounts, _c in lines for amount in set(amounts)]
    top = breaking(every) or max([share, *map(float, every)])
    axes.set_ylim(0.0, top * 1.25 or 1.0)
    axes.set_xlim(-0.5, len(months) - 0.5)
    for _name, amounts, colour in lines:
        _beyond(sheet, amounts, top * 1.25, colour)


def _beyond(sheet: Page, amounts: Sequence[Decimal], top: float, colour: str) -> None:
    """Name the payments that are too high for the picture at its upper edge."""
    for month, amount in enumerate(amounts):
        if float(amount) > top:
            side = "left" if month < AHEAD / 2 else "right"
            at, words = (month, top), f"↑{yuan(amount)}"
            sheet.axes.annotate(
                words, at, (3, -16), textcoords="offset points", ha=side, va="top", color=colour, bbox=ON_WHITE
            )


def _step(sheet: Page, amounts: list[Decimal], colour: str) -> Artist:
    heights = [float(amount) for amount in amounts]
    (drawn,) = sheet.axes.step(range(len(heights)), heights, where="mid", color=colour, linewidth=2.2)
    return drawn


def _wall(sheet: Page, bridge: Package, month: int) -> None:
    sheet.axes.axvline(month, color=INK, linewidth=1.2, linestyle=":")
    words = _("先只还利息\n{wall} 起 {after}").format(wall=bridge.wall, after=yuan(bridge.after))
    side = "left" if month < AHEAD / 2 else "right"
    top = sheet.axes.get_ylim()[1]
    sheet.axes.annotate(
        words,
        (month, top),
        (4 if side == "left" else -4, -4),
        textcoords="offset points",
        ha=side,
        va="top",
        bbox=ON_WHITE,
    )


def _sentence(advice: Advice, bridge: Package | None, steady: Package | None) -> str:
    parts = []
    if bridge:
        said = (
            _("先只还利息是过桥：到 {wall} 要一次还 {after}")
            if bridge.plan.until
            else _("先只还利息是过桥：到 {wall} 就要每期 {after}")
            if not bridge.recommendable
            else _("先只还利息，到 {wall} 起每期 {after}，推演守得住")
        )
        parts.append(said.format(wall=bridge.wall, after=shown(bridge.after)))
    if steady:
        said = _("{title}：每期最多 {payment}，{verdict}")
        parts.append(
            said.format(title=steady.title, payment=shown(steady.highest), verdict=within(steady.verdict.words))
        )
    return _("；").join(parts or [advice.sentence.rstrip("。")]) + _("。")
