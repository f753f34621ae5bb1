"""Monthly payment against total cost: what survives, what no other package beats, and where the request stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook import options
from workbook.cashflow import FULL_YEAR
from workbook.charts.canvas import ACCENT, GREEN, INK, QUIET, Mark, Page, keys, numbers, page, thousands, yuan
from workbook.language import _
from workbook.money import shown
from workbook.options import Advice, Package
from workbook.position import Position, once
from workbook.shown import Chart, Table

_NONE, _SOME = "#56B4E9", "#332288"  # a light and a dark blue: fails in none, fails in as many as are allowed
_NEAR = Decimal("1.8")  # a failing payment further off than this times the highest that holds is not drawn


@once
def frontier(position: Position) -> Chart:
    """Draw every package that survives and is beaten by none, coloured by the futures it fails in.

    Grey rings are plain arrangements that fail. Where no futures can be drawn, plain arrangements a bad month carries.
    """
    advice = options.advice(position, position.loan)
    failing = tuple(p for p in advice.packages if not p.recommendable and p.kind is not options.Kind.INTEREST_ONLY)
    with page() as sheet:
        _draw(sheet, advice, failing)
    return Chart(_sentence(advice), _numbers(advice, failing), sheet.svg)


def _draw(sheet: Page, advice: Advice, failing: tuple[Package, ...]) -> None:
    axes, kept = sheet.axes, _kept(advice)
    near = max((package.highest for package in kept), default=None)
    failing = tuple(p for p in failing if near is None or p.highest <= near * _NEAR)
    axes.scatter(*_places(failing), facecolors="none", edgecolors=QUIET, s=40)
    axes.scatter(*_places(kept), c=[_colour(advice, package) for package in kept], s=45)
    thousands(sheet)
    axes.xaxis.set_major_formatter(axes.yaxis.get_major_formatter())
    axes.set_xlabel(_("每月最多还"))
    axes.set_ylabel(_("从今天起一共还"))
    axes.margins(x=0.12, y=0.14)
    least = [_ring(sheet, advice.recommended)] if advice.recommended else []
    keys(sheet, [*least, *_marks(sheet, advice, failing)])


def _kept(advice: Advice) -> tuple[Package, ...]:
    return advice.frontier or tuple(package for package in advice.packages if package.recommendable)


def _places(packages: tuple[Package, ...]) -> tuple[list[float], list[float]]:
    return [float(package.highest) for package in packages], [float(package.total) for package in packages]


def _colour(advice: Advice, package: Package) -> tuple[float, float, float]:
    """Mix from light to dark by how many of the allowed futures fail."""
    from matplotlib.colors import to_rgb

    trial = advice.ground.trial
    allowed = trial.allowed if trial else 0
    if not allowed:
        return to_rgb(ACCENT)
    share = package.judged.failures.failing[0] / allowed if package.judged.failures else 0.0
    light, dark = to_rgb(_NONE), to_rgb(_SOME)
    red, green, blue = (a + (b - a) * share for a, b in zip(light, dark, strict=True))
    return red, green, blue


def _ring(sheet: Page, package: Package) -> Mark:
    at = ([float(package.highest)], [float(package.total)])
    ring = sheet.axes.scatter(*at, facecolors="none", edgecolors=GREEN, s=170, linewidths=2)
    return ring, _("最小请求 {payment}").format(payment=yuan(package.highest)), GREEN


def _marks(sheet: Page, advice: Advice, failing: tuple[Package, ...]) -> list[Mark]:
    """Give the kinds of dots that are drawn and what they mean."""
    trial = advice.ground.trial
    shaded = bool(advice.frontier and trial and trial.allowed)
    kinds = [(_("守得住"), ACCENT, ACCENT)] if _kept(advice) and not shaded else []
    kinds += [(_("个个付得出"), _NONE, _NONE), (_("接近容许的数"), _SOME, _SOME)] if shaded else []
    kinds += [(_("守不住"), "none", QUIET)] if failing else []
    return [(sheet.axes.scatter([], [], facecolors=f, edgecolors=e, s=45), words, INK) for words, f, e in kinds]


def _sentence(advice: Advice) -> str:
    if advice.renewals is not None or advice.lack is not None or not _kept(advice):
        return advice.lack.sentence if advice.lack else advice.sentence
    least, most = (pick(_kept(advice), key=lambda p: p.highest) for pick in (min, max))
    said = _("守得住的方案里，每月从 {least}（一共 {long}）到 {most}（一共 {short}）；最小的请求是{title}。")
    return said.format(
        least=shown(least.highest),
        long=shown(least.total),
        most=shown(most.highest),
        short=shown(most.total),
        title=advice.recommended.title if advice.recommended else "",
    )


def _numbers(advice: Advice, failing: tuple[Package, ...]) -> Table:
    columns = (_("方案"), _("每月最多"), _("一共还"), _("对方让的"), _("守得住吗"))
    rows = list(_rows((*_kept(advice), *failing)))
    title = _("守得住、又没有别的方案样样更好的") if _kept(advice) else _("试过的办法，没有一个守得住")
    return numbers(title, columns, rows, *advice.assumed)


def _rows(packages: tuple[Package, ...]) -> Iterator[tuple[str | Decimal, ...]]:
    for package in packages:
        yield package.title, package.highest, package.total, package.given_up, _holding(package)


def _holding(package: Package) -> str:
    failures = package.judged.failures
    if failures is None or failures.recorded < FULL_YEAR:
        return package.verdict.words
    said = _("{verdict}；{futures} 个未来里 {failing} 个还不上")
    return said.format(
        verdict=package.verdict.words, futures=f"{failures.futures:,}", failing=f"{failures.failing[0]:,}"
    )
