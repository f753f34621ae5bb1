"""Monthly payment against total cost: what survives, what no other package beats, and where the request stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook import options
from workbook.case import Case
from workbook.cashflow import FULL_YEAR
from workbook.charts.canvas import ACCENT, GREEN, ON_WHITE, QUIET, Page, numbers, page, thousands, yuan
from workbook.language import _
from workbook.money import shown
from workbook.options import Advice, Package
from workbook.shown import Chart, Table

_NONE, _SOME = "#56B4E9", "#332288"  # a light and a dark blue: fails in none, fails in as many as are allowed
_NEAR = Decimal("1.8")  # a failing payment further off than this times the highest that holds is not drawn


def frontier(case: Case) -> Chart:
    """Draw every package that survives and is beaten by none, coloured by the futures it fails in.

    Grey rings are plain arrangements that fail. Where no futures can be drawn, plain arrangements a bad month carries.
    """
    advice = options.advice(case, case.main_loan)
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
    if advice.recommended is not None:
        _ring(sheet, advice.recommended)
    _keys(sheet, advice, failing)


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
    share = package.failures.failing[0] / allowed if package.failures else 0.0
    light, dark = to_rgb(_NONE), to_rgb(_SOME)
    red, green, blue = (a + (b - a) * share for a, b in zip(light, dark, strict=True))
    return red, green, blue


def _ring(sheet: Page, package: Package) -> None:
    at = (float(package.highest), float(package.total))
    sheet.axes.scatter([at[0]], [at[1]], facecolors="none", edgecolors=GREEN, s=170, linewidths=2)
    words = _("最小请求 {payment}").format(payment=yuan(package.highest))
    sheet.axes.annotate(
        words, at, (0, 12), textcoords="offset points", ha="center", va="bottom", color=GREEN, bbox=ON_WHITE
    )


def _keys(sheet: Page, advice: Advice, failing: tuple[Package, ...]) -> None:
    """Say above the picture what its marks mean."""
    trial = advice.ground.trial
    shaded = bool(advice.frontier and trial and trial.allowed)
    marks = [(_("守得住"), ACCENT, ACCENT)] if _kept(advice) and not shaded else []
    marks += [(_("个个付得出"), _NONE, _NONE), (_("接近容许的数"), _SOME, _SOME)] if shaded else []
    marks += [(_("守不住"), "none", QUIET)] if failing else []
    axes = sheet.axes
    drawn = [axes.scatter([], [], facecolors=fill, edgecolors=edge, s=45) for _words, fill, edge in marks]
    place = {"loc": "lower left", "bbox_to_anchor": (-0.22, 1.0), "ncol": len(marks) or 1, "frameon": False}
    spacing = {"handletextpad": 0.1, "columnspacing": 0.8, "handlelength": 1.2, "borderpad": 0.1}
    axes.legend(drawn, [words for words, _fill, _edge in marks], **place, **spacing)


def _sentence(advice: Advice) -> str:
    if advice.lack is not None or not _kept(advice):
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
    return numbers(_("守得住、又没有别的方案样样更好的"), columns, rows, *advice.assumed)


def _rows(packages: tuple[Package, ...]) -> Iterator[tuple[str | Decimal, ...]]:
    for package in packages:
        yield package.title, package.highest, package.total, package.given_up, _holding(package)


def _holding(package: Package) -> str:
    failures = package.failures
    if failures is None or failures.recorded < FULL_YEAR:
        return package.verdict.words
    said = _("{verdict}；{futures} 个未来里 {failing} 个还不上")
    return said.format(
        verdict=package.verdict.words, futures=f"{failures.futures:,}", failing=f"{failures.failing[0]:,}"
    )
