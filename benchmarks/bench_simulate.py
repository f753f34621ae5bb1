"""Plans against futures: 5,000 packages x 10,000 futures x 36 months, beside plain loops and beside bare numpy.

Run with `make bench`, or alone: `.venv/bin/python benchmarks/bench_simulate.py [--rounds 5]`. Every way is timed in
each round, one after the other, in processor seconds of this one process; ratios are taken inside a round. The loops
run on a sample and are scaled up; their answers must be ours. Prints figures; judges nothing.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from workbook import simulate
from workbook.case import Case

PACKAGES, FUTURES, MONTHS = 5000, 10_000, 36
LOOPED = (2, 500)  # packages and futures of the sample for the loop in plain Python
BY_SERIES = (1, 500)  # the same, one pandas Series for each future
BY_FRAME = 20  # packages of the sample for one pandas frame for each package
SEASON = (3900, 2100, 5200, 4600, 4400, 3800, 2500, 2600, 4700, 5600, 5100, 4300)
Fen = NDArray[np.int64]


def case() -> Case:
    """Give a fictional shop with two recorded years and a slow summer."""
    rows = [
        {"id": f"m{n}", "month": f"{2025 + n // 12}-{n % 12 + 1:02d}", "receipts": str(30000 + left + 37 * n),
         "costs": "26000", "essentials": "4000"}
        for n, left in enumerate(SEASON * 2)
    ]  # fmt: skip
    money = {"cash": "6200", "other_income": "0", "months": rows}
    return Case.model_validate({"profile": {"as_of": "2026-12-31"}, "situation": money, "ask": {"seed": 1}})


def packages() -> NDArray[np.float64]:
    """Give plans around what the shop can bear: months of grace, then a level payment, in yuan."""
    dice = np.random.default_rng(1)
    level = np.round(dice.uniform(3500, 5500, PACKAGES), 2)
    grace = dice.integers(0, 7, PACKAGES)
    return np.where(np.arange(MONTHS) < grace[:, None], np.round(level * 0.3, 2)[:, None], level[:, None])


def seconds(work: Callable[[], object]) -> float:
    """Give the processor seconds of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def plain_loop(running: Fen, so_far: Fen) -> tuple[int, ...]:
    """Count in plain Python, leaving each future at its first bad month."""
    futures, claims = running.T.tolist(), so_far.tolist()
    return tuple(
        sum(any(cash < due for cash, due in zip(future, row, strict=True)) for future in futures) for row in claims
    )


def series_loop(running: Fen, so_far: Fen) -> tuple[int, ...]:
    """Count with one pandas Series for each future."""
    import pandas as pd

    frame, claims = pd.DataFrame(running), [pd.Series(row) for row in so_far]
    return tuple(sum(bool((frame[future] < row).any()) for future in frame) for row in claims)


def frame_loop(running: Fen, so_far: Fen) -> tuple[int, ...]:
    """Count with one pandas frame for each package."""
    import pandas as pd

    frame = pd.DataFrame(running)
    return tuple(int(frame.lt(pd.Series(row), axis=0).any().sum()) for row in so_far)


def bare(running: NDArray[np.float32], so_far: NDArray[np.float32]) -> None:
    """Stream the comparisons through numpy and throw the answers away."""
    below = np.empty(running.shape, dtype=np.bool_)
    for row in so_far[:, :, None]:
        np.less(running, row, out=below)


def line(name: str, times: list[float], ours: list[float]) -> str:
    """Write one row: seconds for the whole load and the ratio to ours, medians and spread over the rounds."""
    ratios = [their / our for their, our in zip(times, ours, strict=True)]
    spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
    return f"{name:<58}{statistics.median(times):>10.2f}{statistics.median(ratios):>10.2f}   {spread}"


def agree(paths: simulate.Paths, claims: NDArray[np.float64], running: Fen, so_far: Fen) -> None:
    """Stop where a loop and the library count differently."""
    many, few = LOOPED
    assert frame_loop(running, so_far[:BY_FRAME]) == simulate.fails(paths, claims[:BY_FRAME]).failing  # noqa: S101
    part = replace(paths, drawn=paths.drawn[:, :few])
    expected = simulate.fails(part, claims[:many]).failing
    assert plain_loop(running[:, :few], so_far[:many]) == expected  # noqa: S101
    assert series_loop(running[:, :few], so_far[:1]) == expected[:1]  # noqa: S101


def compare(rounds: int) -> None:
    """Time every way and print the table."""
    told, claims = case(), packages()
    paths = simulate.paths(told, MONTHS, FUTURES)
    running, so_far = paths.running, np.rint(claims * 100).astype(np.int64).cumsum(axis=1)
    floats = (running / 100).astype(np.float32), (so_far / 100).astype(np.float32)
    agree(paths, claims, running, so_far)
    shares = np.array(simulate.fails(paths, claims).failing) / FUTURES
    print(f"packages failing in 0 / 1 to 99% / all of the futures: {np.mean(shares == 0):.0%} / "
          f"{np.mean((shares > 0) & (shares < 1)):.0%} / {np.mean(shares == 1):.0%}")  # fmt: skip
    loops = (
        ("plain", plain_loop, LOOPED), ("series", series_loop, BY_SERIES), ("frame", frame_loop, (BY_FRAME, FUTURES)),
    )  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in ("ours", "plain", "series", "frame", "bare")}
    for _ in range(rounds):
        times["ours"].append(seconds(lambda: simulate.fails(replace(paths), claims)))  # nothing kept from before
        for name, work, (many, few) in loops:
            sample = seconds(lambda w=work, m=many, f=few: w(running[:, :f], so_far[:m]))  # type: ignore[misc]
            times[name].append(sample * (PACKAGES / many) * (FUTURES / few))
        times["bare"].append(seconds(lambda: bare(*floats)))
    print(f"{'':<58}{'CPU s':>10}{'/ ours':>10}   spread")
    print(line("ours: exact, ranks and counts included", times["ours"], times["ours"]))
    print(line("plain Python, future by future (scaled from a sample)", times["plain"], times["ours"]))
    print(line("pandas, a Series a future (scaled from a sample)", times["series"], times["ours"]))
    print(line("pandas, a frame a package (scaled from a sample)", times["frame"], times["ours"]))
    print(line("bare numpy: float32 comparisons, nothing counted", times["bare"], times["ours"]))


def answer(count: int) -> str:
    """Write what one new answer takes, from the case to the counts and the fan, as behind a slider."""
    told, claims = case(), packages()[0]

    def once() -> None:
        paths = simulate.paths(told, MONTHS, count)
        simulate.fails(paths, claims)
        simulate.fan(paths, claims)

    times = [seconds(once) * 1000 for _ in range(9)]
    return f"{f'one plan on {count:,} new futures with its fan, CPU ms':<58}{statistics.median(times):>10.1f}"


def peak() -> str:
    """Write the peak memory of a process that does the whole load and nothing else."""
    command = [sys.executable, __file__, "--once"]
    return f"{'peak memory of the whole load, MB':<58}{subprocess.check_output(command, text=True).strip():>10}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--once", action="store_true", help="do the whole load once and print the peak memory in MB")
    asked = parser.parse_args()
    if asked.once:
        simulate.fails(simulate.paths(case(), MONTHS, FUTURES), packages())
        print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
        return
    compare(asked.rounds)
    print(answer(2000))
    print(answer(FUTURES))
    print(peak())


if __name__ == "__main__":
    main()
