"""Each of the nine pages of a case filled in: for every eye, for every finger, and for keys alone."""

import pytest
from eyes import grave_faults, in_each_theme
from server import DESKTOP, PHONE, ROOT

CASE = ROOT / "data/example/case.json"
PAGES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
PRESSABLE = ".workbook-page .jp-Notebook :is(a[href], button, input:not([type=file]), select, textarea, summary)"
SEEN = "{ visibilityProperty: true, opacityProperty: true }"
NUMBERED = f"""
  those => [...document.querySelectorAll(those)]
    .filter(it => !it.disabled && it.tabIndex >= 0 && it.checkVisibility({SEEN}))
    .map((it, n) => (it.dataset.testNumber = n, it.outerHTML.slice(0, 150)))
"""
TWICE = """
  () => [...document.querySelectorAll(".workbook-page [id]")].map(it => it.id)
    .filter((id, n, all) => all.indexOf(id) !== n)
"""
FOCUSED = f"""
  () => [document.activeElement].filter(it => it !== document.body).map(it =>
    [it.checkVisibility({SEEN}), it.dataset.testStop ??= String(document.querySelectorAll("[data-test-stop]").length),
     it.dataset.testNumber ?? "", it.outerHTML.slice(0, 150)])[0] ?? null
"""


@pytest.fixture
def page(request, lab, visit):
    lab.case_file.write_bytes(CASE.read_bytes())
    return visit(request.param)


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_eyes_fingers_and_keys_reach_everything(page):
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        for theme in in_each_theme(page):
            assert grave_faults(page) == [], (viewport, theme)
    fits_a_finger(page)
    assert page.evaluate(TWICE) == []
    keys_go_through_everything_and_out(page)


def fits_a_finger(page):
    """On a phone every control is high enough, none is cut, and nothing stands beside the page."""
    controls = page.locator(".wb-form :is(input[type=text], select, button)").all()
    boxes = [control.bounding_box() for control in controls if control.is_visible()]
    assert all(box["height"] >= 44 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)
    cut = "buttons => buttons.filter(b => b.scrollWidth > b.clientWidth + 1).map(b => b.innerText)"
    assert page.locator(".wb-form button").evaluate_all(cut) == []
    assert page.evaluate("document.body.scrollWidth <= window.innerWidth")


def keys_go_through_everything_and_out(page):
    """Tab alone stops at all that can be pressed or typed into, at nothing unseen, and leaves; Shift+Tab goes back."""
    there = page.evaluate(NUMBERED, PRESSABLE)
    page.locator(".workbook-skip").focus()
    on = walked(page, "Tab")
    assert [words for seen, _stop, _number, words in on if not seen] == []
    assert [there[int(number)] for _seen, _stop, number, _words in on if number] == there
    assert [stop for _seen, stop, *_ in walked(page, "Shift+Tab")] == [stop for _seen, stop, *_ in reversed(on)]


def walked(page, key):
    """Give where the focus stops, from where it is until it leaves the page or comes round."""
    stops, stop = {}, page.evaluate(FOCUSED)
    while not stops or (stop and stop[1] not in stops):
        stops |= {stop[1]: stop} if stop else {}
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
    return list(stops.values())
