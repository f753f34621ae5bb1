"""The what-if sliders in the browser: the picture follows while a handle is held, and everyone can reach them."""

from pathlib import Path

CASE = Path(__file__).parents[1] / "fixtures/cases/late_on_one.json"


def opened(lab, visit):
    lab.case_file.write_bytes(CASE.read_bytes())
    page = visit("03_pressure")
    page.locator(".wb-form .widget-slider").first.scroll_into_view_if_needed()
    return page


def said(page):
    return page.locator(".wb-form figure.wb-chart figcaption").inner_text()


def test_the_picture_is_redrawn_while_the_handle_is_still_held(lab, visit, eventually):
    page = opened(lab, visit)
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
