"""The search for the smallest request: 5,000 packages x 10,000 futures x 36 months, beside loops and bare numpy.

Run with `make bench`, or alone: `.venv/bin/python benchmarks/bench_solver.py [--rounds 5]`. Every way is timed in each
round, one after the other, in processor seconds of this one process; ratios are taken inside a round. The loops run
on a sample and are scaled up; their answers must be ours. Then the answer behind a what-if slider beside the drawing
of the same picture alone. Prints figures; judges nothing.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbook import loans, options, verdict
from workbook.case import Case
from workbook.charts.canvas import page
from workbook.charts.fan import draw_fan
from workbook.forms import WhatIfPanel
from workbook.options.points import Trying
from workbook.options.search import Found, Grid, search, thinned
from workbook.verdict.base import base
from workbook.verdict.trial import paid

PACKAGES, FUTURES, MONTHS = 5000, 10_000, 36
LOOPED = (4, 500)  # packages and futures of the sample for the loop in plain Python
BY_SERIES = (1, 500)  # the same, one pandas Series for each future
BY_FRAME = 20  # packages of the sample for one pandas frame for each package
SEASON = (3900, 2100, 5200, 4600, 4400, 3800, 2500, 2600, 4700, 5600, 5100, 4300)
Fen = NDArray[np.int64]


def case() -> Case:
    """Give a fictional shop with two recorded years, a slow summer and one late loan."""
    rows = [
        {"id": f"m{n}", "month": f"{2025 + n // 12}-{n % 12 + 1:02d}", "receipts": str(30000 + left + 37 * n),
         "costs": "26000", "essentials": "4000"}
        for n, left in enumerate(SEASON * 2)
    ]  # fmt: skip
    loan = {
        "id": "a", "name": "（虚构）", "state": "overdue", "principal": "90000", "drawn_on": "2026-03-10",
        "rate": "14.4", "rate_unit": "year", "day_count": "30/360", "method": "equal_instalment", "periods": "24",
        "due_day": "10", "next_due": "2026-11-10", "penalty_uplift": "1.5",
    }  # fmt: skip
    money = {"cash": "6200", "other_income": "0", "other_debts_30_days": "400", "months": rows}
    money |= {"stock_per_100": "60"}
    paid_until = {"all_paid_until": "2026-10-31"}
    told = {"profile": {"as_of": "2026-12-31"}, "situation": money, "debts": {"loans": [loan]}, "payments": paid_until}
    return Case.model_validate({**told, "ask": {"seed": 1}})


def work() -> tuple[verdict.Trial, Grid, verdict.Base]:
    """Give the futures and a sample of 5,000 packages of up to 36 instalments."""
    told = case()
    ground = base(told, told.main_loan)
    tried = verdict.trial(told, told.main_loan, MONTHS, FUTURES)
    whole = Trying(ground, ground.rate or Decimal(0)).grid()
    short = [place for place, point in enumerate(whole.points) if point.periods <= MONTHS]
    chosen = np.random.default_rng(1).choice(short, PACKAGES, replace=False)
    points, requests = (tuple(kept[place] for place in chosen) for kept in (whole.points, whole.requests))
    return tried, whole._replace(points=points, requests=requests, dues=whole.dues[: MONTHS + 1]), ground


def seconds(do: Callable[[], object]) -> float:
    """Give the processor seconds of this process."""
    began = time.process_time()
    do()
    return time.process_time() - began


def afresh(tried: verdict.Trial) -> verdict.Trial:
    """Give the same trial with nothing kept from before."""
    return replace(tried, paths=replace(tried.paths))


def claims(tried: verdict.Trial, grid: Grid, ground: verdict.Base, places: range) -> list[list[float]]:
    """Price packages one by one with loans.plan and give their claims by month, in yuan."""
    trying = Trying(ground, grid.contract)
    plans = (loans.plan(ground.balance, trying.terms(grid.points[place]), ground.loan) for place in places)
    return [list(map(float, tried.claims(paid(plan, ground.balance.on)))) for plan in plans]


def plain_loop(running: Fen, rows: list[list[float]]) -> tuple[int, ...]:
    """Count in plain Python, leaving each future at its first bad month."""
    counted = []
    for row in rows:
        so_far = np.rint(np.array(row) * 100).astype(np.int64).cumsum().tolist()
        futures = running.T.tolist()
        counted.append(sum(any(cash < due for cash, due in zip(future, so_far, strict=True)) for future in futures))
    return tuple(counted)


def series_loop(running: Fen, rows: list[list[float]]) -> tuple[int, ...]:
    """Count with one pandas Series for each future."""
    import pandas as pd

    frame = pd.DataFrame(running)
    sums = [pd.Series(np.rint(np.array(row) * 100).astype(np.int64).cumsum()) for row in rows]
    return tuple(sum(bool((frame[future] < row).any()) for future in frame) for row in sums)


def frame_loop(running: Fen, rows: list[list[float]]) -> tuple[int, ...]:
    """Count with one pandas frame for each package."""
    import pandas as pd

    frame = pd.DataFrame(running)
    sums = [pd.Series(np.rint(np.array(row) * 100).astype(np.int64).cumsum()) for row in rows]
    return tuple(int(frame.lt(row, axis=0).any().sum()) for row in sums)


def bare(running: NDArray[np.float32], so_far: NDArray[np.float32]) -> None:
    """Stream the comparisons through numpy and throw the answers away."""
    below = np.empty(running.shape, dtype=np.bool_)
    for row in so_far[:, :, None]:
        np.less(running, row, out=below)


def line(name: str, times: list[float], ours: list[float]) -> str:
    """Write one row: seconds for the whole load and the ratio to ours, medians and spread over the rounds."""
    ratios = [their / our for their, our in zip(times, ours, strict=True)]
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    return f"{name:<62}{statistics.median(times):>10.2f}{statistics.median(ratios):>10.2f}   {spread}"


def agree(tried: verdict.Trial, grid: Grid, ground: verdict.Base, found: Found) -> None:
    """Stop where a loop over exactly priced packages counts differently."""
    rows = claims(tried, grid, ground, range(BY_FRAME))
    assert frame_loop(tried.paths.running, rows) == tuple(found.failing[:BY_FRAME].tolist())  # noqa: S101
    few = replace(tried.paths, drawn=tried.paths.drawn[:, : LOOPED[1]]).running
    assert plain_loop(few, rows[:2]) == frame_loop(few, rows[:2])  # noqa: S101
    assert series_loop(few, rows[:1]) == frame_loop(few, rows[:1])  # noqa: S101


def compare(rounds: int) -> None:
    """Time every way and print the table."""
    tried, grid, ground = work()
    found = search(tried, grid)
    agree(tried, grid, ground, found)
    sound = int(found.priced.sound.sum())
    print(f"{PACKAGES} packages, {sound} of them possible, {len(found.surviving)} survive, "
          f"{len(found.frontier)} are beaten by none")  # fmt: skip
    running = tried.paths.running
    floats = (running / 100).astype(np.float32), np.cumsum(np.ones((PACKAGES, MONTHS), dtype=np.float32) * 3000, axis=1)
    loops = (
        ("plain", plain_loop, LOOPED), ("series", series_loop, BY_SERIES), ("frame", frame_loop, (BY_FRAME, FUTURES)),
    )  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in ("ours", "plain", "series", "frame", "bare")}
    for _ in range(rounds):
        times["ours"].append(seconds(lambda: thinned(search(afresh(tried), grid), 40)))
        for name, do, (many, few) in loops:
            sample = seconds(lambda w=do, m=many, f=few: w(running[:, :f], claims(tried, grid, ground, range(m))))  # type: ignore[misc]
            times[name].append(sample * (PACKAGES / many) * (FUTURES / few))
        times["bare"].append(seconds(lambda: bare(*floats)))
    print(f"{'':<62}{'CPU s':>10}{'/ ours':>10}   spread")
    print(line("ours: priced, counted, dominated ones struck out", times["ours"], times["ours"]))
    print(line("plain Python, future by future (scaled from a sample)", times["plain"], times["ours"]))
    print(line("pandas, a Series a future (scaled from a sample)", times["series"], times["ours"]))
    print(line("pandas, a frame a package (scaled from a sample)", times["frame"], times["ours"]))
    print(line("bare numpy: float32 comparisons, nothing counted or priced", times["bare"], times["ours"]))


def slider(rounds: int) -> str:
    """Write what a move of a slider takes beside drawing the same picture alone, and the ratio of the medians."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.json"
        path.write_text(case().model_dump_json(), encoding="utf-8")
        panel = WhatIfPanel(path)
        moved, drawn = [], []
        for step in range(1, rounds * 4 + 1):
            moved.append(seconds(lambda s=step: setattr(panel.dials["drop"].slider, "value", s)))  # type: ignore[misc]
            fan = panel.ground.answer(options.Change(Decimal(step), Decimal(0), Decimal(3000))).fan
            drawn.append(seconds(lambda f=fan: redraw(f)))  # type: ignore[misc]
    ours, alone = statistics.median(moved) * 1000, statistics.median(drawn) * 1000
    return f"a slider answer, CPU ms {ours:.0f}; the same picture alone {alone:.0f}; ratio {ours / alone:.2f}"


def redraw(fan: object) -> None:
    """Draw one fan and write it as SVG."""
    with page() as sheet:
        draw_fan(sheet, fan)  # type: ignore[arg-type]


def peak() -> str:
    """Write the peak memory of a process that does the whole search and nothing else."""
    command = [sys.executable, __file__, "--once"]
    return f"{'peak memory of the whole search, MB':<62}{subprocess.check_output(command, text=True).strip():>10}"


def whole_advice() -> str:
    """Write what the advice on a case takes as a page asks for it: the full grid on 2,000 futures, priced exactly."""
    told = case()
    took = seconds(lambda: options.advice(told, told.main_loan))
    found = options.advice(told, told.main_loan)
    return f"the advice on one case: {found.tried:,} packages, {len(found.frontier)} priced exactly, CPU s {took:.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--once", action="store_true", help="search once and print the peak memory in MB")
    asked = parser.parse_args()
    if asked.once:
        tried, grid, _ground = work()
        thinned(search(tried, grid), 40)
        print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
        return
    compare(asked.rounds)
    print(whole_advice())
    print(slider(asked.rounds))
    print(peak())


if __name__ == "__main__":
    main()
