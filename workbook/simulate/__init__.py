"""Bad months: futures drawn from the borrower's own recorded months, and how many of them a plan does not survive."""

from workbook.simulate.backtest import Backtest, backtest
from workbook.simulate.failing import (
    FailingMonth,
    Failures,
    failing_months,
    fails,
    fails_in_any,
    first_failing,
    lacking,
    largest_level,
)
from workbook.simulate.fan import Fan, FanRow, fan
from workbook.simulate.futures import MOST_FUTURES, MOST_MONTHS, SEED, Paths, paths
from workbook.simulate.months import FEWEST, Ahead, ahead

__all__ = [
    "FEWEST",
    "MOST_FUTURES",
    "MOST_MONTHS",
    "SEED",
    "Ahead",
    "Backtest",
    "FailingMonth",
    "Failures",
    "Fan",
    "FanRow",
    "Paths",
    "ahead",
    "backtest",
    "failing_months",
    "fails",
    "fails_in_any",
    "fan",
    "first_failing",
    "lacking",
    "largest_level",
    "paths",
]
