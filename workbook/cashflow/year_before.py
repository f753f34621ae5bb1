"""The months since the change held against the same months a year before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from workbook.cashflow.picture import Picture
from workbook.money import ZERO


class Pair(NamedTuple):
    """A month since the change (YYYY-MM), its receipts, and those of the same month a year before."""

    label: str
    now: Decimal
    then: Decimal


def year_before(picture: Picture) -> tuple[Pair, ...]:
    """Pair each month since a dated change with the same month before it; none of a business that closed."""
    if picture.closed:
        return ()
    before = {flow.label: flow.receipts for flow in picture.before}
    return tuple(
        Pair(flow.label, flow.receipts, then)
        for flow in picture.after
        if flow.receipts is not None and (then := before.get(_a_year_before(flow.label))) is not None
    )


def percent_fewer(pairs: Sequence[Pair]) -> int:
    """Give by how many percent, rounded, these months together took in less than a year before; 0 where no less."""
    now, then = sum((pair.now for pair in pairs), ZERO), sum((pair.then for pair in pairs), ZERO)
    if now >= then:
        return 0
    return int(((then - now) * 100 / then).quantize(Decimal(1), ROUND_HALF_UP))


def _a_year_before(label: str) -> str:
    return f"{int(label[:4]) - 1}{label[4:]}"
