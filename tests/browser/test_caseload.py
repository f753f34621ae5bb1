"""The page of all cases in a browser: readable, narrow and wide, light and dark; filtered and put in order."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from server import DESKTOP, PHONE

from workbook import home
from workbook.batch import Job, batch, case_files

FIXTURES = home.SHIPPED / "tests/fixtures/cases"
STATES = ("plan_that_broke", "arbitration_notice", "bullet_in_35_days", "ten_minutes", "six_lenders")


@pytest.fixture(scope="module")
def caseload(tmp_path_factory):
    place = tmp_path_factory.mktemp("caseload")
    for name in STATES:
        (place / "cases" / name).mkdir(parents=True)
        shutil.copy(FIXTURES / f"{name}.json", place / "cases" / name / "case.json")
    (place / "cases/unreadable").mkdir()
    (place / "cases/unreadable/case.json").write_text("{", encoding="utf-8")
    batch(case_files([place / "cases"]), Job(place / "out", named="results"), 2, say=lambda _words: None)
    return (place / "out/caseload.html").as_uri()


@pytest.fixture
def opened(chromium, caseload):
    """Open the page; nothing may be said on its console, and nothing asked for outside the folder."""
    contexts, said = [], []

    def go(viewport=DESKTOP, theme="light", **options):
        contexts.append(chromium.new_context(viewport=viewport, color_scheme=theme, **options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
        page.goto(caseload)
        return page

    yield go
    for context in contexts:
        context.close()
    assert said == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_everyone_can_read_it(opened, viewport, theme):
    page = opened(viewport, theme, bypass_csp=True)  # axe brings a script of its own
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []


def numbers(page):
    return page.locator("#cases tbody th a:visible").all_text_contents()


def test_it_is_filtered_without_a_program(opened):
    page = opened(PHONE, java_script_enabled=False)
    assert len(numbers(page)) == len(STATES)
    page.get_by_text("有失约").click()
    assert len(numbers(page)) == 1
    assert page.locator("#order").is_hidden()


def test_it_is_put_in_another_order_and_a_number_leads_to_its_case(opened):
    page = opened()
    assert sorted(numbers(page)) != numbers(page)
    page.get_by_label("排列").select_option(label="按编号")
    assert sorted(numbers(page)) == numbers(page)
    page.get_by_label("排列").select_option(label="逾期久的在前")
    days = [int(words.split()[0]) for words in page.locator("td[data-label=逾期] .warn").all_text_contents()]
    assert sorted(days, reverse=True) == days
    page.locator("#cases tbody th a").first.click()
    assert page.locator("tr:target a").first.get_attribute("href") in STATES
