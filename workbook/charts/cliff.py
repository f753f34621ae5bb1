"""What is paid while relief lasts and what is paid after it, beside what a bad month can give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from workbook import options
from workbook.charts.canvas import ACCENT, GREEN, INK, QUIET, bars_across, numbers, page
from workbook.language import _, within
from workbook.money import shown
from workbook.options import Advice, Kind, Package
from workbook.position import Position, once
from workbook.shown import Chart

Bar = tuple[str, Decimal, str]


@once
def cliff(position: Position) -> Chart:
    """Draw on one axis what a bad month can give, today's instalment, an interest-only bridge and the steady request.

    The steady request is the borrower's own preferred one, else the smallest that a bad month carries.
    """
    advice = options.advice(position, position.loan)
    bridge, steady = bridge_of(advice), steady_of(position, advice)
    bars = tuple(_bars(advice, bridge, steady))
    names, amounts, colours = zip(*bars, strict=True)
    with page(height=0.7 + 0.52 * len(bars)) as drawn:
        bars_across(drawn, names, amounts, colours)
        drawn.axes.axvline(float(advice.ground.share), color=GREEN, linewidth=1.5, linestyle="--", zorder=0)
    rows = [(name, amount) for name, amount, _colour in bars]
    notes = [note for package in (bridge, steady) if package for note in package.notes]
    table = numbers(_("宽限之前、之中、之后"), (_("哪一段"), _("每期")), rows, *notes)
    return Chart(_sentence(advice, bridge, steady), table, drawn.svg)


@once
def steady_of(position: Position, advice: Advice) -> Package | None:
    """Give the borrower's own preferred request, else the smallest that holds."""
    return _own(position) or advice.recommended


def bridge_of(advice: Advice) -> Package | None:
    """Give the middle one of the interest-only packages that end in a wall."""
    found = [p for p in advice.packages if p.kind in {Kind.INTEREST_ONLY, Kind.RENEWAL_INTEREST} and p.wall]
    return found[len(found) // 2] if found else None


def _own(position: Position) -> Package | None:
    return options.asked_first(position, position.loan)


def _bars(advice: Advice, bridge: Package | None, steady: Package | None) -> Iterator[Bar]:
    yield _("坏月份能给"), advice.ground.share, GREEN
    if advice.ground.instalment:
        yield _("现在的合同"), advice.ground.instalment, QUIET
    if bridge:
        yield _("只还利息时"), bridge.now, QUIET
        yield _("{month} 起").format(month=f"{bridge.wall:%Y-%m}"), bridge.after, INK
    if steady:
        yield from _steady_bars(steady)


def _steady_bars(steady: Package) -> Iterator[Bar]:
    own = steady.kind is Kind.OWN
    if steady.after != steady.now:
        yield (_("首选，先") if own else _("方案，先")), steady.now, ACCENT
        yield (_("首选，之后") if own else _("方案，之后")), steady.after, ACCENT
    else:
        yield (_("首选方案") if own else _("守得住的")), steady.after, ACCENT


def _sentence(advice: Advice, bridge: Package | None, steady: Package | None) -> str:
    parts = [*(_bridge_said(advice, bridge) if bridge else ()), *(_steady_said(steady) if steady else ())]
    return _("；").join(parts or [advice.sentence.rstrip("。")]) + _("。")


def _bridge_said(advice: Advice, bridge: Package) -> Iterator[str]:
    said = _("先只还利息，到 {wall} 起每期要 {after}，坏月份能给的是 {share}")
    if bridge.plan.until:
        said = _("先只还利息，到 {wall} 要一次还 {after}，坏月份能给的是 {share}")
    yield said.format(wall=bridge.wall, after=shown(bridge.after), share=shown(advice.ground.share))


def _less_from(steady: Package) -> date:
    """Give the day from which a request asks for less, as where one note of a line ends before another."""
    rows = steady.plan.rows
    return next((row.due for row in rows if row.payment <= steady.after), rows[-1].due)


def _steady_said(steady: Package) -> Iterator[str]:
    if steady.after == steady.now:
        yield _("{title}：每期 {after}，{verdict}").format(
            title=steady.title, after=shown(steady.after), verdict=within(steady.verdict.words)
        )
    else:
        said = _("{title}：先每期 {now}，{wall} 起每期 {after}，{verdict}")
        yield said.format(
            title=steady.title,
            now=shown(steady.now),
            wall=steady.wall or _less_from(steady),
            after=shown(steady.after),
            verdict=within(steady.verdict.words),
        )
