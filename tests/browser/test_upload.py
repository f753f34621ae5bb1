"""Files chosen in the browser: large ones arrive, too large ones are held back and said, the button works on."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

EXAMPLE = next((Path(__file__).parents[2] / "data/example-import/statements").iterdir())
CASE = Path(__file__).parents[1] / "fixtures/cases/late_on_one.json"
BUSY = 60_000


@pytest.fixture
def made(tmp_path):
    """Make a file of so many megabytes that is nothing a panel could read."""

    def make(name, megabytes):
        file = tmp_path / name
        file.write_bytes(os.urandom(1_000_000) * megabytes + name.encode())
        return str(file)

    return make


def choose(page, button, *files):
    with page.expect_file_chooser() as asked:
        button.click(timeout=BUSY)
    asked.value.set_files(files)


def test_copies_of_any_size_up_to_the_limit_are_kept_and_more_is_said_before_it_is_sent(lab, visit, made, eventually):
    page = visit("04_evidence")
    button = page.locator(".widget-upload")
    expect(page.get_by_text("一次选的文件合起来最多 100 MB")).to_be_visible()

    def kept(count):
        eventually(lambda: len(lab.told("evidence").get("documents", ())) == count, seconds=60)

    choose(page, button, *(made(f"（虚构）照片{n}.jpg", 4) for n in range(3)))
    expect(page.get_by_text("选了 3 个文件，合计 12.0 MB")).to_be_visible()
    kept(3)
    choose(page, button, made("（虚构）合同.pdf", 40))
    kept(4)
    choose(page, button, made("（虚构）录像.mp4", 101))
    refused = page.get_by_role("alert").filter(has_text="合计 101.0 MB，超过一次 100 MB 的上限")
    expect(refused).to_be_visible(timeout=BUSY)
    choose(page, button, made("（虚构）收据.jpg", 1))
    kept(5)
    expect(refused).to_have_count(0)
    expect(page.locator(".workbook-alarm")).to_have_count(0)
    sizes = [file.stat().st_size for file in (lab.case_file.parent / "exhibits").iterdir()]
    assert sorted(size // 1_000_000 for size in sizes) == [1, 4, 4, 4, 40]


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(
    ("notebook", "name", "good"), [("01_situation", "账单.csv", EXAMPLE), ("00_start", "案例.json", CASE)]
)
def test_after_a_large_file_that_cannot_be_read_a_good_one_is(visit, made, notebook, name, good):
    page = visit(notebook)
    panel = page.locator(".wb-form", has=page.locator(".widget-upload"))
    choose(page, panel.locator(".widget-upload"), made(name, 12))
    expect(panel.locator("[role=alert]")).to_be_visible(timeout=BUSY)
    choose(page, panel.locator(".widget-upload"), str(good))
    expect(panel.get_by_text("2026-04" if good == EXAMPLE else "已带入").first).to_be_visible(timeout=BUSY)
