"""What one case costs among many: processor seconds a case, with start-up left out, against a report by itself.

Run with `make bench`, or alone: `.venv/bin/python benchmarks/bench_batch.py [--cases 10] [--runs 3]`. The cases are
copies of the example that differ in cash. Prints medians and judges nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_walk import ROOT, TOOLS, timed

PARTS = ("all", "walk", "documents", "results")


def copies(folder: Path, number: int) -> Path:
    """Write so many cases."""
    told = json.loads((ROOT / "data/example/case.json").read_text(encoding="utf-8"))
    told.pop("checksum", None)
    for n in range(number):
        told["situation"]["cash"] = str(3000 + n)
        place = folder / f"case-{n:04}"
        place.mkdir(parents=True)
        (place / "case.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return folder


def made(cases: Path, out: Path, part: str, start: str) -> float:
    """Give the processor seconds of one batch."""
    only = [] if part == "all" else ["--only", part]
    command = [TOOLS / "workbook", "batch", cases, "--out", out, "--workers", "1", "--start", start, *only]
    return timed(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))[1]


def a_case(part: str, few: int, many: int, start: str) -> float:
    """Give the processor seconds that one case more costs."""
    with tempfile.TemporaryDirectory() as place:
        costs = [
            made(copies(Path(place) / f"{number}", number), Path(place) / f"out-{number}", part, start)
            for number in (few, many)
        ]
    return (costs[1] - costs[0]) / (many - few)


def report_alone() -> float:
    """Give the processor seconds of one report from cold."""
    with tempfile.TemporaryDirectory() as out:
        command = [TOOLS / "workbook", "report", "data/example", "--out", out]
        return timed(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))[1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    told = parser.parse_args()
    start = "fork" if sys.platform == "linux" else "spawn"
    rounds: dict[str, list[float]] = {part: [] for part in ("alone", *PARTS)}
    report_alone()
    for _round in range(told.runs):
        rounds["alone"].append(report_alone())
        for part in PARTS:
            rounds[part].append(a_case(part, 2, 2 + told.cases, start))
    print(f"{'processor seconds':<36}{'median':>9}{'report / this':>15}")
    print(f"{'one report by itself':<36}{statistics.median(rounds['alone']):>9.2f}")
    for part in PARTS:
        ratio = statistics.median(alone / cost for alone, cost in zip(rounds["alone"], rounds[part], strict=True))
        print(f"{f'a case more in a batch: {part}':<36}{statistics.median(rounds[part]):>9.3f}{ratio:>15.1f}")


if __name__ == "__main__":
    main()
