"""No key and no click of Jupyter's own comes between a borrower and a form."""

from playwright.sync_api import expect

HARMFUL = ["0", "0", "d", "d", "a", "b", "x", "z", "m", "y", "r", "c", "v", "i", "i", "1", "Enter", "Escape", "Delete",
           "ArrowLeft", "Shift+M", "Shift+L", "Shift+A", "Control+a", "Shift+Enter", "Control+Enter", "Alt+Enter",
           "Control+Shift+ArrowUp", "Control+Backspace"]  # fmt: skip
PROSE = ".jp-MarkdownCell:not(.workbook-other-language) p"
REACHED = "([x, y]) => document.elementFromPoint(x, y)?.closest('.wb-form, .wb-table') !== null"
NUMBER = "it => [...document.querySelectorAll('.wb-form *')].indexOf(it ?? document.activeElement)"


def cells(page):
    """Give what the page is made of: each cell, whether it is shown, its text rendered, its result folded."""
    return page.locator(".jp-Notebook .jp-Cell").evaluate_all(
        """cells => cells.map(c => [c.matches('.jp-CodeCell'), c.matches('.jp-mod-rendered'), c.offsetHeight > 0,
        c.querySelector('.jp-mod-outputsCollapsed, .jp-OutputPlaceholder') !== null])"""
    )


def test_a_click_at_the_left_edge_reaches_the_form_and_a_double_click_opens_no_text(visit):
    page = visit("01_situation")
    before = cells(page)
    for form in page.locator(".wb-form:visible").all():
        form.scroll_into_view_if_needed()
        box = form.bounding_box()
        bottom = min(box["y"] + box["height"], 990)
        for x in (2, 12, 40, 62):
            assert page.evaluate(REACHED, [box["x"] + x, (max(box["y"], 60) + bottom) / 2])
        page.mouse.click(box["x"] + 12, bottom - 3)
        expect(form).to_be_visible()
    page.locator(PROSE).first.dblclick()
    assert cells(page) == before


def test_keys_pressed_outside_a_text_do_nothing_and_tab_alone_reaches_every_field(lab, visit):
    page = visit("00_start")
    before, kernels = cells(page), [one["id"] for one in lab.kernels()]
    form = page.locator(".wb-form").first.bounding_box()
    places = (
        lambda: page.mouse.click(form["x"] + form["width"] + 5, form["y"] + 30),  # beside the fields
        page.locator(PROSE).first.click,
        page.locator(".wb-form select:visible").first.focus,
        page.locator(".wb-form button.widget-upload:visible").first.focus,
    )
    for go in places:
        go()
        for key in HARMFUL if go is not places[3] else HARMFUL[:16]:  # Enter on it asks for a file, as it should
            page.keyboard.press(key)
    page.wait_for_timeout(500)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert cells(page) == before
    assert [one["id"] for one in lab.kernels()] == kernels

    fields = page.locator(".wb-form :is(input[type=text], select, textarea):visible")
    wanted, seen = {field.evaluate(NUMBER) for field in fields.all()}, set()
    page.locator(".wb-form button:visible").first.focus()
    for _step in range(3 * len(wanted)):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(NUMBER))
    assert wanted <= seen


def test_typing_tab_copy_paste_and_save_still_work(lab, visit, eventually):
    page = visit("01_situation")
    page.get_by_label("平常一个月生意收款").first.focus()
    page.keyboard.type("24000")
    page.keyboard.press("Tab")
    page.keyboard.type("22000")
    eventually(lambda: lab.told("situation").get("worst_receipts") == "22000.00")
    assert lab.told("situation")["usual_receipts"] == "24000.00"
    for key in ("Shift+Tab", "Control+a", "Control+c", "Tab", "Control+a", "Control+v"):
        page.keyboard.press(key)
    eventually(lambda: lab.told("situation").get("worst_receipts") == "24000.00")

    def writes(asked):
        return asked.method == "PUT" and "/api/contents/" in asked.url

    page.route("**/api/contents/**", lambda to: to.abort() if writes(to.request) else to.continue_())  # not for good
    with page.expect_request(writes):
        page.keyboard.press("Control+s")


def test_on_the_next_page_the_keys_start_at_its_heading_in_sight(visit):
    page = visit("01_situation")
    for title, link in (("借款", ".wb-turn .wb-on"), ("压力", ".wb-turn .wb-on"), ("借款", ".wb-turn .wb-back")):
        page.locator(f".workbook-page:visible {link}").focus()
        page.keyboard.press("Enter")
        heading = page.locator(".workbook-page:visible h1", has_text=title)
        expect(heading).to_be_focused(timeout=60_000)
        expect(page.locator(".workbook-page:visible .wb-turn")).to_be_visible(timeout=60_000)
        expect(heading).to_be_focused()  # after the page has run, too
        expect(heading).to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(page.locator(".workbook-page:visible .workbook-skip")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="English").locator("visible=true")).to_be_focused()


def test_a_line_break_is_a_line_break_and_an_undo_beside_a_field_takes_back_a_row_not_letters(lab, visit, eventually):
    page = visit("07_talks")
    page.get_by_role("button", name="加一行：联系记录").first.click()
    said = page.locator(".wb-form textarea:visible").first
    said.click()
    for words in ("第一行", "Enter", "第二行"):
        page.keyboard.press(words) if words == "Enter" else page.keyboard.type(words)
    expect(said).to_have_value("第一行\n第二行")
    eventually(lambda: [row.get("said") for row in lab.told("talks").get("contacts", [])] == ["第一行\n第二行"])

    page = visit("01_situation")
    page.locator("summary", has_text="逐月记录").click()
    cell = page.get_by_label("经营收款（元），第 1 行")
    cell.fill("3900")
    page.get_by_label("经营收款（元），第 2 行").fill("4000")
    eventually(lambda: len(lab.told("situation").get("months", [])) == 2)
    page.get_by_role("button", name="删去第 2 行").focus()
    page.keyboard.press("Enter")
    eventually(lambda: len([row for row in lab.told("situation")["months"] if not row.get("archived")]) == 1)
    page.keyboard.press("Control+z")
    eventually(lambda: len([row for row in lab.told("situation")["months"] if not row.get("archived")]) == 2)
    expect(cell).to_have_value("3900.00")
