"""How long a person waits: the whole report, the first form in JupyterLab, and what an install weighs.

Run with `make bench`, or alone: `.venv/bin/python benchmarks/bench_walk.py [--runs 3]`. Prints minimum, median and
maximum of wall seconds and of processor seconds of the whole process tree; judges nothing.
"""

from __future__ import annotations

import argparse
import os
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


def first_form() -> float:
    """Give the seconds from opening 02_debts, which runs by itself, to its first field, in a headless Chromium."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as home:
        private = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        environment = {**os.environ, **dict.fromkeys(private, home), "WORKBOOK_CASE": str(ROOT / "data/example")}
        port, token = "8797", "bench"
        options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={token}"]
        server = subprocess.Popen(
            [TOOLS / "jupyter-lab", "--allow-root", *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(6)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                page = browser.new_page()
                began = time.perf_counter()
                page.goto(f"http://127.0.0.1:{port}/lab/tree/notebooks/02_debts.ipynb?token={token}")
                page.wait_for_selector(".wb-form input", timeout=90_000)
                return time.perf_counter() - began
        finally:
            server.terminate()
            server.wait(20)


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
    print(line("page opened to first field in JupyterLab, s", [first_form() for _ in range(runs)]))
    print(f"{'installed distributions (development too)':<44}{len(list(metadata.distributions())):>9}")
    print(f"{'size of the environment, MB':<44}{megabytes(ROOT / '.venv'):>9.0f}")


if __name__ == "__main__":
    main()
