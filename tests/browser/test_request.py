"""Choosing a request in the browser: every field is seen whole and reached by the keyboard, on desk and phone."""

from pathlib import Path

import pytest
from server import DESKTOP, PHONE

CASE = Path(__file__).parents[1] / "fixtures/cases/passing_trouble.json"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_way_is_picked_and_written_by_keyboard_and_nothing_is_cut(lab, visit, eventually, viewport):
    lab.case_file.write_bytes(CASE.read_bytes())
    page = visit("05_options", viewport)
    way = page.get_by_label("按哪一种办法")
    way.scroll_into_view_if_needed()
    panel = way.locator("xpath=ancestor::*[contains(@class, 'wb-form')]")
    frame = panel.bounding_box()
    boxes = [field.bounding_box() for field in panel.locator("select, button").all()]
    assert min(box["x"] for box in boxes) >= frame["x"]
    assert max(box["x"] + box["width"] for box in boxes) <= frame["x"] + frame["width"]
    way.focus()
    page.keyboard.press("ArrowDown")
    words = way.evaluate("e => e.options[e.selectedIndex].text")
    assert words == way.evaluate("e => e.options[1].text")
    if viewport is PHONE:  # where the field shows only the beginning
        eventually(lambda: words.split() == panel.locator(".wb-full").inner_text().split())
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    eventually(lambda: lab.told("ask").get("asks"))
