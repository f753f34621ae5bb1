"""A page stands alone, says where one is, folds what few need, and follows one choice of language."""

import pytest
from playwright.sync_api import expect
from server import DESKTOP, PHONE

BARS = "#jp-top-panel, #jp-menu-panel, .jp-SideBar, #jp-main-statusbar, .jp-NotebookPanel-toolbar"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_page_stands_alone_until_a_developer_asks(visit, viewport):
    page = visit("02_debts", viewport)
    assert not any(bar.is_visible() for bar in page.locator(BARS).all())
    expect(page.locator(".wb-way li[aria-current] a")).to_have_text("借款")
    assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="为开发者").click()
    expect(page.locator("#jp-menu-panel")).to_be_visible()
    page.get_by_role("button", name="收起菜单和面板").click()
    expect(page.locator("#jp-menu-panel")).to_be_hidden()


def test_the_next_page_is_one_link_away_and_says_the_same_case(visit):
    page = visit("01_situation")
    page.locator(".wb-turn .wb-on").click()
    expect(page.locator(".workbook-page:visible .wb-way li[aria-current] a")).to_have_text("借款", timeout=60_000)
    expect(page.locator(".workbook-page:visible .wb-case p", has_text="（虚构）案例").first).to_be_visible()


def test_what_few_need_opens_by_keyboard(visit):
    page = visit("05_options")
    fold = page.get_by_role("button", name="规定给了您什么，没给什么")
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(fold).to_have_attribute("aria-expanded", "true")


def test_one_button_speaks_english_here_and_on_the_next_page_and_back(visit):
    page = visit("03_pressure")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".wb-way p")).to_have_text("Step 4 of 9: Pressure", timeout=60_000)
    expect(page.get_by_role("heading", name="Pressure")).to_be_visible()
    expect(page.locator("h1", has_text="压力：还能撑多久")).to_be_hidden()
    page.get_by_role("button", name="中文").click()
    expect(page.locator(".wb-way p")).to_have_text("第 4 步，共 9 步：压力", timeout=60_000)
