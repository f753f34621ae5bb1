"""The cash of the coming months as a fan: a bad, a middle and a good future of each month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.language import N_, Refused
from workbook.simulate.failing import claims_in_fen
from workbook.simulate.futures import Paths


@dataclass(frozen=True)
class FanRow:
    """The cash at the end of one coming month, in yuan, one amount for each quantile of the fan."""

    last: date
    cash: tuple[Decimal, ...]


@dataclass(frozen=True)
class Fan:
    """Each month by itself from poor futures to rich ones; one line of it is no single future."""

    quantiles: tuple[int, ...]
    rows: tuple[FanRow, ...]
    futures: int
    recorded: int
    assumed: tuple[str, ...]


def fan(paths: Paths, claims: Sequence[Decimal], quantiles: tuple[int, ...] = (10, 50, 90)) -> Fan:
    """Give P10, P50 and P90 of the cash after the claims of each month, by nearest rank, exact to the fen."""
    if not all(0 < quantile <= 100 for quantile in quantiles):  # noqa: PLR2004 - percent
        raise Refused(N_("分位要在 1 到 100 之间"))
    places = [-(-quantile * paths.count // 100) - 1 for quantile in quantiles]
    so_far = claims_in_fen(paths, claims)[0].cumsum()
    cash = paths.ordered[:, places] - so_far[:, None]
    rows = (
        FanRow(last, tuple(Decimal(fen).scaleb(-2) for fen in row))
        for last, row in zip(paths.ends, cash.tolist(), strict=True)
    )
    return Fan(quantiles, tuple(rows), paths.count, paths.behind, paths.assumed)
