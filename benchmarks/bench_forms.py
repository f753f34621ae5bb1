"""How long a form takes in JupyterLab: its first field or row, the page at rest, a new row, a change on disk.

Run with `make bench`, or alone: `.venv/bin/python benchmarks/bench_forms.py [--runs 5]`. A headless Chromium opens, in
turn and with a warm cache, an empty notebook with one text field, page 02 of the example, and page 02 of the example
with thirty loans and 120 months. Prints minimum, median and maximum in seconds, and what the median is of the empty
notebook's; judges nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from playwright.sync_api import BrowserContext, Page, sync_playwright  # noqa: E402
from server import CHROMIUM, DESKTOP, QUIET, Lab, started  # noqa: E402

EMPTY, PAGE = "empty", "02_debts"
FIELD = {EMPTY: ".jp-OutputArea-output input", PAGE: ".wb-form :is(input, summary):visible"}
RUN = """async () => {
  while (!window.jupyterapp?.shell.currentWidget?.sessionContext) await new Promise((go) => setTimeout(go, 10));
  const { sessionContext, context } = window.jupyterapp.shell.currentWidget;
  await context.ready;
  await sessionContext.ready;
  window.jupyterapp.commands.execute("notebook:run-all-cells");
}"""
IDLE = """() => {
  const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
  const cells = content.widgets.filter(({ model }) => model.type === "code" && model.sharedModel.source.trim());
  return cells.every(({ model }) => model.executionCount) && sessionContext.session?.kernel?.status === "idle";
}"""


def empty_notebook() -> str:
    """Write a notebook that shows one text field and nothing else."""
    source = "import ipywidgets\nipywidgets.Text()"
    cell = {"cell_type": "code", "id": "one", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": [cell]})


def month(number: int) -> str:
    """Give the month that lies so many before November 2026."""
    return date((2026 * 12 + 10 - number) // 12, (10 - number) % 12 + 1, 1).isoformat()[:7]


def many(told: dict[str, Any], loans: int = 30, months: int = 120) -> dict[str, Any]:
    """Give the example with so many of its loans and months."""
    loan, one = told["debts"]["loans"][0], told["situation"]["months"][0]
    debts = [{**loan, "id": f"l{n}", "name": f"（虚构）第 {n} 笔", "contract_no": f"（虚构）{n}"} for n in range(loans)]
    rows = [{**one, "id": f"m{n}", "month": month(n)} for n in range(months)]
    return {
        **told,
        "debts": {"main": "l0", "loans": debts},
        "payments": {},
        "ask": {},
        "talks": {},
        "followup": {},
        "situation": {**told["situation"], "months": rows},
    }


@contextmanager
def opened(context: BrowserContext, lab: Lab, notebook: str) -> Iterator[tuple[Page, float, float]]:
    """Open a page in a new tab with a new kernel; give it with the seconds to its first field and until it rests."""
    page, began = context.new_page(), time.perf_counter()
    page.goto(lab.address(notebook))
    if notebook == EMPTY:
        page.evaluate(RUN)
    page.wait_for_selector(FIELD[notebook], timeout=90_000)
    first = time.perf_counter() - began
    page.wait_for_function(IDLE, timeout=90_000, polling=50)
    yield page, first, time.perf_counter() - began
    page.close()
    lab.stop_kernels()


def new_row(page: Page) -> float:
    """Give the seconds from the press to a new row with the focus in it."""
    add = page.get_by_role("button", name="加一行：借款")
    add.scroll_into_view_if_needed()
    return float(
        page.evaluate(
            """async (add) => {
              const began = performance.now(), before = document.activeElement;
              add.click();
              while (document.activeElement === before || document.activeElement.tagName !== "INPUT")
                await new Promise(requestAnimationFrame);
              return (performance.now() - began) / 1000;
            }""",
            add.element_handle(),
        )
    )


def from_disk(page: Page, lab: Lab) -> float:
    """Give the seconds from a change of the case file to its words on the page."""
    told, name = json.loads(lab.case_file.read_text(encoding="utf-8")), "（虚构）改过的名字"
    told.pop("checksum", None)
    told["debts"]["loans"][0]["name"] = name
    lab.case_file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    began = time.perf_counter()
    shown = "(name) => [...document.querySelectorAll('.wb-form summary')].some((row) => row.textContent.includes(name))"
    page.wait_for_function(shown, arg=name, timeout=20_000, polling=20)
    return time.perf_counter() - began


def figures(context: BrowserContext, lab: Lab, case: str, notebook: str) -> dict[str, float]:
    """Measure one opening."""
    lab.case_file.write_text(case, encoding="utf-8")
    with opened(context, lab, notebook) as (page, first, rest):
        if notebook == EMPTY:
            return {"first field": first, "at rest": rest}
        row = new_row(page)
        page.wait_for_timeout(2000)
        return {"first field": first, "at rest": rest, "a row": row, "a change on disk": from_disk(page, lab)}


def compared(runs: int) -> dict[str, dict[str, list[float]]]:
    """Measure the three in turn, after one opening of each that does not count."""
    told = json.loads((ROOT / "data/example/case.json").read_text(encoding="utf-8"))
    told.pop("checksum", None)
    cases = {"an empty notebook": told, "page 02, the example": told, "page 02, 30 loans and 120 months": many(told)}
    measured: dict[str, dict[str, list[float]]] = {name: {} for name in cases}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        os.environ["WORKBOOK_HOME"] = place
        root = Path(place) / "root"
        shutil.copytree(ROOT / "notebooks", root / "notebooks")
        (root / "notebooks" / f"{EMPTY}.ipynb").write_text(empty_notebook(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(viewport=DESKTOP)
        settings = {"ServerApp__root_dir": root, "LabApp__expose_app_in_browser": True}
        with started(Path(place), **settings) as lab:
            for turn in range(runs + 1):
                for number, (name, case) in enumerate(cases.items()):
                    case_now = json.dumps(case, ensure_ascii=False)
                    for what, seconds in figures(context, lab, case_now, PAGE if number else EMPTY).items():
                        if turn:
                            measured[name].setdefault(what, []).append(seconds)
        browser.close()
    return measured


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    measured = compared(parser.parse_args().runs)
    stock = next(iter(measured.values()))
    for name, found in measured.items():
        print(name)
        for what, seconds in found.items():
            middle = statistics.median(seconds)
            of = f"{middle / statistics.median(stock[what]):6.2f} of the empty one's" if what in stock else ""
            print(f"  {what:<20}{min(seconds):8.2f}{middle:8.2f}{max(seconds):8.2f} {of}")


if __name__ == "__main__":
    main()
