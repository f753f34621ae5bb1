"""Many cases in a picture: how many fall under each name, and nobody in it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from workbook.charts.canvas import ACCENT, LATE, QUIET, bars_across, numbers, page
from workbook.language import _
from workbook.shown import Chart


class Share(NamedTuple):
    """So many cases under one name; `late` where something is overdue, `known` where it can be told at all."""

    name: str
    cases: int
    late: bool = False
    known: bool = True


def shares(title: str, sentence: str, each: Sequence[Share]) -> Chart:
    """Draw how many cases fall under each name."""

    def draw() -> str:
        colours = [LATE if one.late else ACCENT if one.known else QUIET for one in each]
        with page(height=0.4 + 0.5 * len(each)) as drawn:
            counts = [Decimal(one.cases) for one in each]
            bars_across(drawn, [one.name for one in each], counts, colours, lambda count: f"{count}")
            return drawn.svg()

    rows = [(one.name, str(one.cases)) for one in each]
    return Chart(sentence, numbers(title, (title, _("案例")), rows), draw)
