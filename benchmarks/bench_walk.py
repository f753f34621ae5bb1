"""How long the whole report takes, and what an install weighs.

Run with `make bench`, or alone: `.venv/bin/python benchmarks/bench_walk.py [--runs 3]`. Prints minimum, median and
maximum of wall seconds and of processor seconds of the whole process tree; judges nothing.
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
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Give wall seconds and the processor seconds of every finished child."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report_once(out: str) -> None:
    """Run the report on the fictional example."""
    command = [TOOLS / "workbook", "report", "data/example", "--out", out]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def megabytes(folder: Path) -> float:
    """Give the size of every file below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


def line(name: str, figures: list[float]) -> str:
    """Write one row of figures."""
    low, middle, high = min(figures), statistics.median(figures), max(figures)
    return f"{name:<44}{low:>9.2f}{middle:>9.2f}{high:>9.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    print(f"{'':<44}{'min':>9}{'median':>9}{'max':>9}")
    with tempfile.TemporaryDirectory() as out:
        report_once(out)
        pairs = [timed(lambda: report_once(out)) for _ in range(runs)]
    print(line("report on the example, wall s", [wall for wall, _cpu in pairs]))
    print(line("report on the example, processor s", [cpu for _wall, cpu in pairs]))
    print(f"{'installed distributions (development too)':<44}{len(list(metadata.distributions())):>9}")
    print(f"{'size of the environment, MB':<44}{megabytes(ROOT / '.venv'):>9.0f}")


if __name__ == "__main__":
    main()
