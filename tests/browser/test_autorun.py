"""A page of the workbook opens as a form: it runs by itself, shows no code, one language, and stores nothing."""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect
from server import PHONE, ready

ROOT = Path(__file__).parents[2]
CASE = ROOT / "tests/fixtures/cases/late_on_one.json"
WATCHES = "sum('_keep_looking' in repr(task) for task in __import__('asyncio').all_tasks())"
STRANGER = "reports/stranger/page"


PAGES = sorted((ROOT / "notebooks").glob("*.ipynb"))


def stored(path=PAGES[0]):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def stranger():
    """The first page as somebody else changed it."""
    page = stored()
    page["cells"][0]["source"] = "# 别人改过的一页"
    copy = ROOT / f"{STRANGER}.ipynb"
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(json.dumps(page), encoding="utf-8")
    yield copy
    shutil.rmtree(copy.parent)


def open_by_hand(lab, chromium):
    page = chromium.new_context().new_page()
    page.goto(lab.address("00_start").replace("notebooks/00_start", STRANGER))
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', state="attached", timeout=90_000)
    return page


def test_it_shows_forms_and_prose_in_one_language_and_no_code(visit):
    page = visit("00_start")
    expect(page.locator(".workbook-page")).to_have_attribute("lang", "zh-CN")
    expect(page.get_by_role("heading", name="开始：十分钟弄清楚能怎么谈")).to_be_visible()
    expect(page.get_by_role("heading", name="Start: ten minutes to know how you can talk")).to_be_hidden()
    for machinery in (".jp-InputPlaceholder", ".jp-InputArea-editor:visible", ".jp-OutputPrompt"):
        expect(page.locator(f".workbook-page .jp-CodeCell {machinery}").locator("visible=true")).to_have_count(0)


def test_each_page_starts_its_program_itself_and_jupyter_joins_that_one(lab, visit):
    page = visit("00_start")
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url.partition(f"{lab.url}/api/")[2])))
    page.locator(".wb-way").get_by_role("link", name="压力").click()
    ready(page)
    expect(page.locator(".workbook-page:visible .wb-way li[aria-current] a")).to_have_text("压力", timeout=60_000)
    assert [what.partition("?")[0] for how, what in asked if how == "POST" and "sessions" in what] == ["sessions"]
    assert len(lab.kernels()) == 2
    loaded = [lab.answer(kernel["id"], "'matplotlib.figure' in __import__('sys').modules") for kernel in lab.kernels()]
    assert loaded == ["True", "True"]


def test_the_next_page_runs_too_and_closing_asks_nothing(visit):
    page = visit("00_start")
    page.get_by_role("button", name="为开发者").click()
    page.locator(".wb-way").get_by_role("link", name="压力").click()
    expect(page.locator(".wb-table, .wb-missing, .wb-chart").locator("visible=true").first).to_be_visible(
        timeout=60_000
    )
    expect(page.locator(".jp-mod-dirty")).to_have_count(0, timeout=60_000)
    closers = page.locator(".lm-TabBar-tab[data-type='document-title'] .lm-TabBar-tabCloseIcon")
    before = closers.count()
    closers.last.click()
    expect(closers).to_have_count(before - 1)
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_a_page_filled_in_has_nothing_to_save_and_asks_nothing_on_leaving(lab, visit, eventually):
    page = visit("02_debts")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("button", name="加一行：借款").click()
    page.get_by_label("还欠本金多少").first.fill("60000")
    eventually(lambda: (lab.told("debts").get("loans") or [{}])[0].get("balance_left") == "60000.00")
    expect(page.locator(".wb-table", has_text="60,000.00").first).to_be_visible(timeout=20_000)
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == []


def test_a_page_that_is_not_ours_says_so_and_waits_for_the_button_though_jupyter_trusts_it(lab, chromium, stranger):
    lab.trust(stranger)
    page = open_by_hand(lab, chromium)
    expect(page.locator(".workbook-note")).to_contain_text("没有自动运行")
    expect(page.locator(".jp-InputPlaceholder").locator("visible=true").first).to_be_visible()
    page.wait_for_timeout(3000)
    expect(page.get_by_role("heading", name="别人改过的一页")).to_be_visible()
    expect(page.locator(".wb-form")).to_have_count(0)
    page.get_by_role("button", name="▶ 运行全部").click()
    expect(page.locator(".wb-form").first).to_be_visible(timeout=60_000)
    unsaved = stranger.read_text(encoding="utf-8")
    page.locator(".workbook-page .jp-Notebook").press("Control+s")
    page.wait_for_timeout(2000)
    saved = stranger.read_text(encoding="utf-8")
    assert saved != unsaved
    assert [c for c in json.loads(saved)["cells"] if c.get("outputs") or c.get("execution_count")] == []
    assert "widgets" not in json.loads(saved)["metadata"]
    page.context.close()


def changed(number=3, **changes):
    """The first page with one cell changed."""
    page = stored()
    page["cells"][number] |= changes
    return page


CODE = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": [], "execution_count": None, "id": "more"}
SHOWN = {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<script>1</script>"}}
NOT_OURS = {
    "one cell more": {**stored(), "cells": [*stored()["cells"], CODE]},
    "one cell less": {**stored(), "cells": stored()["cells"][:-1]},
    "two cells changed places": {**stored(), "cells": stored()["cells"][::-1]},
    "code changed": changed(source="1"),
    "one sign more": changed(source=["".join(stored()["cells"][3]["source"]) + " "]),
    "prose changed": changed(0, source="# 开始"),
    "prose made code": changed(0, cell_type="code"),
    "a stored result": changed(outputs=[SHOWN]),
    "an attachment": changed(0, attachments={"a.svg": {"image/svg+xml": "<svg/>"}}),
    "other tags": changed(metadata={"tags": ["zh"]}),
    "stored widgets": {**stored(), "metadata": {**stored()["metadata"], "widgets": {"state": {}}}},
    "another kernel": {**stored(), "metadata": {**stored()["metadata"], "kernelspec": {"name": "bash"}}},
}
AS_LAB_SAVES = {"display_name": "Python 3", "language": "python", "name": "python3"}
STILL_OURS = {
    **{path.stem: stored(path) for path in PAGES},
    "saved by JupyterLab": {
        **changed(metadata={**stored()["cells"][3]["metadata"], "trusted": True}, execution_count=3, id="new"),
        "metadata": {**stored()["metadata"], "kernelspec": AS_LAB_SAVES, "language_info": {"version": "3.12"}},
        "nbformat_minor": 4,
    },
    "a heading folded": changed(0, metadata={"tags": ["zh"], "jp-MarkdownHeadingCollapsed": True}),
    "its English read": changed(2, source='case_path = None\nlive = True\nlanguage = "en"'),
}


def test_our_pages_are_known_and_nobody_elses(lab, chromium):
    page = chromium.new_context().new_page()
    page.goto(lab.address("03_pressure"))
    ask = "async ([at, notebook]) => (await import(at)).ours(notebook)"
    at = f"{lab.url}/lab/extensions/workbook-autorun/static/ours.js"
    known = {name: page.evaluate(ask, [at, told]) for name, told in {**NOT_OURS, **STILL_OURS}.items()}
    page.context.close()
    assert known == dict.fromkeys(NOT_OURS, False) | dict.fromkeys(STILL_OURS, True)


@pytest.mark.parametrize("name", ["00_start", "03_pressure", "06_brief", "08_followup"])
def test_each_of_our_pages_runs_by_itself_though_nothing_was_trusted(lab, chromium, name):
    page = chromium.new_context().new_page()
    page.goto(lab.address(name))
    expect(page.locator(".jp-CodeCell .jp-OutputArea-output").last).to_be_attached(timeout=60_000)
    expect(page.locator(".workbook-note")).to_have_count(0)
    page.context.close()


def test_on_a_phone_the_file_panel_is_folded_away(visit):
    page = visit("00_start", viewport=PHONE, has_touch=True)
    expect(page.locator("#jp-left-stack")).to_be_hidden()
    for bar in ("#jp-top-panel", "#jp-menu-panel", "#jp-main-statusbar", ".jp-SideBar"):
        expect(page.locator(bar).locator("visible=true")).to_have_count(0)
    assert page.locator(".workbook-page").bounding_box()["width"] > 370


def test_on_a_phone_the_rows_of_a_wide_table_are_cards(lab, visit):
    lab.case_file.write_bytes(CASE.read_bytes())
    page = visit("05_options", viewport=PHONE, has_touch=True)
    cells = page.locator(".wb-table:has(th:nth-child(4)) td").locator("visible=true").all()
    boxes = [cell.bounding_box() for cell in cells]
    assert boxes
    assert min(box["width"] for box in boxes) > 250
    assert max(box["x"] + box["width"] for box in boxes) <= PHONE["width"]
    said = page.locator(".wb-table:has(th:nth-child(4)) td").first
    assert said.evaluate("cell => getComputedStyle(cell, '::before').content") == '"办法"'


def test_a_page_loaded_again_and_again_leaves_one_watch_in_its_kernel(lab, visit):
    page = visit("02_debts")
    for _time in range(2):
        page.reload()
        page.wait_for_selector(".wb-form", timeout=60_000)
        page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', state="attached", timeout=60_000)
    (kernel,) = lab.kernels()
    assert lab.answer(kernel["id"], WATCHES) == "1"


def test_a_right_click_opens_no_menu_that_deletes_and_going_back_goes_to_the_page_before(visit):
    page = visit("00_start")
    page.get_by_label("这笔借款叫什么").first.click(button="right")
    page.wait_for_timeout(500)
    expect(page.locator(".lm-Menu")).to_have_count(0)
    page.locator(".wb-way").get_by_role("link", name="压力").click()
    here = page.locator(".workbook-page:visible .wb-way li[aria-current] a")
    expect(here).to_have_text("压力", timeout=60_000)
    page.go_back()
    expect(here).to_have_text("开始", timeout=60_000)
