"""Charts of the months that were and of the months to come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from workbook import pressure
from workbook.cashflow import Flow, Picture, needed
from workbook.charts.canvas import (
    ACCENT,
    INK,
    ON_WHITE,
    QUIET,
    Page,
    bars_across,
    month_ticks,
    numbers,
    page,
    thousands,
    yuan,
)
from workbook.language import _, joined
from workbook.money import ZERO, shown
from workbook.position import Position, once
from workbook.pressure.dues import month_ends
from workbook.pressure.outlook import claims_by_month, left_by_month, unrecovered_words
from workbook.shown import Chart, Table

AHEAD = 12  # months drawn into the future
MANY = 3  # fewer recorded months than this are drawn as plain bars
_EVERY = ((8, 1), (18, 3), (36, 6))  # up to so many columns every first, third, sixth month is named, then each year


@once
def months(position: Position, told: Picture | None = None) -> Chart:
    """Draw what each recorded month left for debts; without a record, the usual and the bad month.

    A picture that is given is drawn in place of the case's own.
    """
    picture = told or position.months
    flows = tuple(flow for flow in picture.recorded if flow.known)
    if len(flows) < MANY:
        return _few(picture)
    with page() as drawn:
        _columns(drawn, flows, picture)
    return Chart(_months_sentence(flows, picture), _months_numbers(flows), drawn.svg)


def _few(picture: Picture) -> Chart:
    flows = [flow for flow in (picture.usual, picture.bad) if flow is not None and flow.known]
    if not flows:
        needed(None, "usual_receipts")
    with page(height=0.7 + 0.52 * len(flows)) as drawn:
        bars_across(drawn, [flow.label for flow in flows], [flow.left for flow in flows], [ACCENT] * len(flows))
    said = _("；").join(_("{month}{left}").format(month=f.label, left=_left_words(f.left)) for f in flows)
    return Chart(_("{said}。").format(said=said), _months_numbers(tuple(flows)), drawn.svg)


def _columns(drawn: Page, flows: tuple[Flow, ...], picture: Picture) -> None:
    axes, left = drawn.axes, [float(flow.left) for flow in flows]
    marked = picture.after or (min(flows, key=lambda f: f.left),)
    axes.bar(range(len(flows)), left, color=[ACCENT if flow in marked else QUIET for flow in flows], width=0.7)
    month_ticks(drawn, [flow.label for flow in flows], next((n for most, n in _EVERY if len(flows) <= most), 12))
    axes.axhline(0, color=INK, linewidth=0.8)
    thousands(drawn)
    if picture.after:
        _two_means(drawn, flows, picture)
    else:
        _best_and_worst(drawn, flows)
    axes.margins(y=0.14)


def _two_means(drawn: Page, flows: tuple[Flow, ...], picture: Picture) -> None:
    """Name the mean before the change above its columns, and the mean since above its own."""
    first = next(i for i, flow in enumerate(flows) if flow in picture.after)
    for mean, span, colour in ((picture.usual, range(first), INK), (picture.since, range(first, len(flows)), ACCENT)):
        if mean is not None and span:
            top = max(float(flows[i].left) for i in span)
            _above(drawn, (span[0] + span[-1]) / 2, top, _("平均 {left}").format(left=yuan(mean.left)), colour)


def _best_and_worst(drawn: Page, flows: tuple[Flow, ...]) -> None:
    best, worst = max(flows, key=lambda f: f.left), min(flows, key=lambda f: f.left)
    _above(drawn, flows.index(best), float(best.left), yuan(best.left), INK)
    place = flows.index(worst)
    if worst.left < 0:
        _below(drawn, place, float(worst.left), yuan(worst.left), ACCENT)
    else:
        near = max(float(flow.left) for flow in flows[max(place - 1, 0) : place + 2])
        _above(drawn, place, near, yuan(worst.left), ACCENT)


def _above(drawn: Page, place: float, top: float, words: str, colour: str) -> None:
    at = (place, max(top, 0.0))
    drawn.axes.annotate(words, at, (0, 3), textcoords="offset points", ha="center", va="bottom", color=colour)


def _below(drawn: Page, place: float, bottom: float, words: str, colour: str) -> None:
    drawn.axes.annotate(
        words, (place, bottom), (0, -3), textcoords="offset points", ha="center", va="top", color=colour
    )


def _months_sentence(flows: tuple[Flow, ...], picture: Picture) -> str:
    if picture.before and picture.after and picture.since is not None and picture.since.known and picture.usual.known:
        said = _("变化以前每月平均{before}，变化以后平均{after}。")
        return said.format(before=_left_words(picture.usual.left), after=_left_words(picture.since.left))
    best, worst = max(flows, key=lambda f: f.left), min(flows, key=lambda f: f.left)
    said = _("{count} 个月里，最好的 {best} {most}，最差的 {worst} {least}。")
    return said.format(
        count=len(flows),
        best=best.label,
        most=_left_words(best.left),
        worst=worst.label,
        least=_left_words(worst.left),
    )


def _left_words(left: Decimal) -> str:
    if left < 0:
        return _("还没还债就差 {amount}").format(amount=shown(-left))
    return _("剩 {amount}").format(amount=shown(left))


def _months_numbers(flows: tuple[Flow, ...]) -> Table:
    rows = [(flow.label, flow.left) for flow in flows]
    return numbers(_("每个月能用来还债的"), (_("月份"), _("剩下的")), rows)


@once
def cash_and_debts(position: Position) -> Chart:
    """Draw what debts claim in each of the coming twelve months against what a month leaves as things are now.

    Arrears are left out: they are due today, not in a month; where nothing falls due any more they are drawn beside
    what a month leaves. NotKnown if a month or an instalment cannot be told.
    """
    ends = month_ends(position.as_of, AHEAD)
    now = pressure.current_today(position).total
    claims = claims_by_month(position, ends, arrears_too=False)
    left = left_by_month(position, ends, "current")
    if not any(claims):
        return _all_due(now, left[0])
    with page() as drawn:
        _claims(drawn, claims, _ceiling(claims, left))
        _level(drawn, left)
        month_ticks(drawn, [end.isoformat()[:7] for end in ends], 3)
    gap = _gap_sentence(ends, claims, left, now)
    said = joined(pressure.whole_end_words(position), gap, unrecovered_words(position))
    return Chart(said, _gap_numbers(ends, claims, left), drawn.svg)


def _all_due(now: Decimal, left: Decimal) -> Chart:
    rows = ((_("今天就该还的"), now), (_("每月剩下的"), left))
    with page(height=1.75) as drawn:
        bars_across(drawn, [words for words, _a in rows], [amount for _w, amount in rows], [QUIET, ACCENT])
    said = _("没有按月要还的债务了；今天就该还的一共 {now}，每月剩下的是 {left}。").format(
        now=shown(now), left=shown(left)
    )
    return Chart(said, numbers(_("该还的和剩下的"), (_("项目"), _("金额")), rows), drawn.svg)


def _ceiling(claims: tuple[Decimal, ...], left: tuple[Decimal, ...]) -> float:
    """Keep one huge instalment from flattening all others: what stands higher is cut and says so."""
    usual = sorted(claim for claim in claims if claim)
    return float(max(usual[len(usual) // 2] * 2, *left)) * 1.3


def _claims(drawn: Page, claims: tuple[Decimal, ...], ceiling: float) -> None:
    axes, heights = drawn.axes, [min(float(claim), ceiling) for claim in claims]
    axes.bar(range(len(claims)), heights, color=QUIET, width=0.7)
    thousands(drawn)
    axes.set_ylim(0.0, max(heights) * 1.2)
    first = next(i for i, claim in enumerate(claims) if claim)
    highest = max(range(len(claims)), key=lambda i: claims[i])
    if first != highest or heights[highest] < ceiling:
        _name_claim(drawn, first, heights[first], _("要还 {amount}").format(amount=yuan(claims[first])))
    if heights[highest] == ceiling:
        _name_claim(drawn, highest, ceiling, _("{amount}（截短）").format(amount=yuan(claims[highest])))


def _name_claim(drawn: Page, place: int, top: float, words: str) -> None:
    side, edge = ("left", -0.35) if place < AHEAD / 2 else ("right", 0.35)
    at = (place + edge, top)
    drawn.axes.annotate(words, at, (0, 3), textcoords="offset points", ha=side, va="bottom", bbox=ON_WHITE)


def _level(drawn: Page, left: tuple[Decimal, ...]) -> None:
    axes, amounts = drawn.axes, [float(amount) for amount in left]
    axes.step([-0.5, *(i + 0.5 for i in range(len(left)))], [amounts[0], *amounts], color=ACCENT, linewidth=2.5)
    axes.axhline(0, color=INK, linewidth=0.8)
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, min(amounts) * 1.2), max(high, max(amounts) * 1.25))
    level = len(set(left)) == 1
    axes.annotate(
        _("剩下 {amount}").format(amount=yuan(left[-1])) if level else _("剩下的"),
        (len(left) - 0.5, amounts[-1]),
        (0, 5),
        textcoords="offset points",
        ha="right",
        va="bottom",
        color=ACCENT,
        bbox=ON_WHITE,
    )


def _gap_sentence(ends: tuple[date, ...], claims: tuple[Decimal, ...], left: tuple[Decimal, ...], now: Decimal) -> str:
    gaps = [claim - rest for claim, rest in zip(claims, left, strict=True)]
    short, worst = sum(gap > 0 for gap in gaps), max(range(len(gaps)), key=lambda i: gaps[i])
    said = _("接下来 {count} 个月，每个月剩下的都够还当月到期的债务")
    if short:
        said = _("接下来 {count} 个月里有 {short} 个月剩下的不够还，差得最多的是到 {last} 为止的一个月，差 {gap}")
    also = _("；今天就该还的 {now} 还没有算在里面").format(now=shown(now)) if now > ZERO else ""
    words = said.format(count=len(ends), short=short, last=ends[worst], gap=shown(gaps[worst]))
    return words + also + _("。")


def _gap_numbers(ends: tuple[date, ...], claims: tuple[Decimal, ...], left: tuple[Decimal, ...]) -> Table:
    columns = (_("到哪天为止的一个月"), _("剩下的"), _("债务要还的"), _("够不够"))
    rows = [(end.isoformat(), rest, claim, rest - claim) for end, rest, claim in zip(ends, left, claims, strict=True)]
    return numbers(_("每个月剩下的和要还的"), columns, rows)
