"""Make a picture of every page and every paper, on a phone and at a desk, light and dark: to be looked at.

`python tests/pictures CASE OUT [PART …]` (or `make pictures`) opens the nine pages of a case in JupyterLab, its
papers in a browser, and cuts the PDF files into pages. Only what has every PART ("03", "card") in its name is made.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/browser")]

from server import CHROMIUM, DESKTOP, PHONE, QUIET, started  # noqa: E402

from workbook import report  # noqa: E402

WIDTHS = {"phone": PHONE, "desk": DESKTOP}
THEMES = ("light", "dark")
TALLEST = 12_000  # pixels; what is longer is cut there and its height said
HEIGHT = "document.querySelector('.workbook-page .jp-WindowedPanel-outer')?.scrollHeight ?? document.body.scrollHeight"


def looks(browser: Browser) -> Iterator[tuple[str, Page]]:
    """Give a fresh page for each width and theme."""
    for (width, viewport), theme in product(WIDTHS.items(), THEMES):
        context = browser.new_context(viewport=viewport, color_scheme=theme, has_touch=width == "phone")
        yield f"{width}-{theme}", context.new_page()
        context.close()


def taken(page: Page, file: Path) -> None:
    """Take the page from its first to its last line."""
    first, height = page.viewport_size, page.evaluate(HEIGHT)
    page.set_viewport_size({"width": first["width"], "height": min(height + 20, TALLEST)})
    page.wait_for_timeout(1_000)  # charts are drawn when they come into sight
    page.screenshot(path=file)
    sys.stdout.write(f"{file}  {height / first['height']:.1f} screens\n")
    sys.stdout.flush()


def pages(browser: Browser, case: Path, out: Path, names: list[str]) -> None:
    """Picture each page as somebody who opens it has it: sections folded as they come."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "（虚构）案例"
        shutil.copytree(case, folder)
        for name in names:
            with started(Path(place)) as lab:  # one program at a time
                for look, page in looks(browser):
                    page.goto(lab.address(name))
                    page.wait_for_selector(".wb-turn", timeout=120_000)
                    page.wait_for_timeout(3_000)
                    taken(page, out / f"{name}-{look}.png")


def papers(browser: Browser, case: Path, out: Path, wanted: list[str]) -> None:
    """Picture each paper as a page of the browser and as the printed sheet."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "workbook", "report", case, "--out", place]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        for paper in sorted(Path(place).rglob("*")):
            name = "-".join(paper.relative_to(place).with_suffix("").parts)
            if not all(part in name for part in wanted):
                continue
            if paper.suffix == ".pdf":
                subprocess.run(["pdftoppm", "-r", "70", "-png", paper, out / f"{name}-sheet"], check=True)
            if paper.suffix == ".html":
                for look, page in looks(browser):
                    page.goto(paper.as_uri())
                    taken(page, out / f"{name}-{look}.png")


def main() -> None:
    case, out, *wanted = sys.argv[1:]
    names = [path.stem for path in report.notebooks() if all(part in path.stem for part in wanted)]
    Path(out).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        pages(browser, Path(case).resolve(), Path(out), names)
        if not (wanted and names):
            papers(browser, Path(case).resolve(), Path(out), wanted)
        browser.close()


if __name__ == "__main__":
    main()
