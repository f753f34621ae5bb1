"""The what-if sliders in the browser: the picture follows while a handle is held, and everyone can reach them."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

CASE = Path(__file__).parents[1] / "fixtures/cases/late_on_one.json"
DESKTOP, PHONE = {"width": 1280, "height": 1000}, {"width": 390, "height": 844}


def opened(lab, visit, viewport):
    lab.case_file.write_bytes(CASE.read_bytes())
    page = visit("03_pressure", viewport)
    page.locator(".wb-form .widget-slider").first.scroll_into_view_if_needed()
    return page


def said(page):
    return page.locator(".wb-form figure.wb-chart figcaption").inner_text()


def test_the_picture_is_redrawn_while_the_handle_is_still_held(lab, visit, eventually):
    page = opened(lab, visit, DESKTOP)
    before, stored = said(page), lab.case_file.read_bytes()
    handle = page.locator(".wb-form .widget-slider .noUi-handle").first
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    seen = set()
    for step in range(1, 6):
        page.mouse.move(x + 25 * step, y)
        page.wait_for_timeout(400)
        seen.add(said(page))
    assert len(seen - {before}) >= 3
    page.mouse.up()
    number = page.get_by_label("收款少百分之几，数字")
    eventually(lambda: int(number.input_value()) > 0)
    number.fill("10")
    eventually(lambda: "收款少 10%" in said(page))
    assert lab.case_file.read_bytes() == stored


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_sliders_have_no_critical_or_serious_accessibility_faults(lab, visit, viewport):
    page = opened(lab, visit, viewport)
    found = Axe().run(page, context=".wb-form").response["violations"]
    grave = [fault for fault in found if fault["impact"] in {"critical", "serious"}]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in grave] == []
    wide = page.locator(".wb-form figure.wb-chart img").first.bounding_box()
    assert wide["x"] + wide["width"] <= viewport["width"]
