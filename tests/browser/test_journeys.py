"""What a borrower does in the browser: type Chinese, see it saved, see the chart; on a desk and on a phone."""

import base64
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def type_with_pinyin(page, field, syllables, word):
    """Type as an input method does: the syllables as a composition, then the word in their place."""
    field.click()
    talk = page.context.new_cdp_session(page)
    for end in range(1, len(syllables) + 1):
        talk.send("Input.imeSetComposition", {"text": syllables[:end], "selectionStart": end, "selectionEnd": end})
    talk.send("Input.insertText", {"text": word})


def test_words_typed_by_pinyin_reach_the_file_and_a_chart_follows(lab, visit, eventually):
    page = visit("01_situation")
    page.get_by_text("发生了什么", exact=True).click()
    type_with_pinyin(page, page.get_by_label("发生了什么变化"), "xiulu", "修路")
    eventually(lambda: lab.told("situation").get("what_changed") == "修路")
    for label, amount in (("平常一个月生意收款", "24000"), ("最差的一个月生意收款", "22000"), ("每卖 100 元", "45")):
        page.get_by_label(label).first.fill(amount)
    page.get_by_label("店里每月其他开支").fill("5000")
    page.get_by_label("家里每月必需开支").fill("4000")
    eventually(lambda: lab.told("situation").get("home_essentials") == "4000.00")
    debts = visit("02_debts")
    debts.get_by_role("button", name="加一行：借款").click()
    for label, words in (
        ("还欠本金多少", "60000"),
        ("每期还多少", "5600"),
        ("还剩几期", "12"),
        ("最早一笔没还", "2026-12-16"),
    ):
        debts.get_by_label(label).first.fill(words)
    eventually(lambda: next(iter(lab.told("debts").get("loans", ())), {}).get("next_due") == "2026-12-16")
    pressure = visit("03_pressure")
    chart = pressure.locator("figure.wb-chart img").first
    assert chart.get_attribute("src").startswith("data:image/svg+xml;base64,")
    assert chart.evaluate("image => image.complete && image.naturalWidth > 0")
    assert "5,600" in base64.b64decode(
        chart.get_attribute("src").split(",")[1]
    ).decode() or "5,600" in chart.get_attribute("alt")


@pytest.fixture
def notebooks():
    """The folder of the notebooks, which is afterwards as it was: Jupyter notes its versions in what it saves."""
    folder = ROOT / "notebooks"
    before = {page: page.read_bytes() for page in folder.glob("*.ipynb")}
    yield folder
    for page, content in before.items():
        if page.read_bytes() != content:
            page.write_bytes(content)


def test_the_repository_holds_no_trace_of_what_was_typed(lab, visit, notebooks, eventually):
    marker = "网商-MARKER-7731"
    page = visit("01_situation")
    page.get_by_text("发生了什么", exact=True).click()
    page.get_by_label("发生了什么变化").fill(marker)
    eventually(lambda: lab.told("situation").get("what_changed") == marker)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    stored = [p for p in notebooks.rglob("*") if p.is_file()]
    home = Path(lab.case_file).parent.parent
    stored += [p for p in home.rglob("*") if p.is_file() and p.suffix in {".ipynb", ".sqlite", ".json"}]
    holding = [
        p for p in stored if p != lab.case_file and "backups" not in p.parts and marker.encode() in p.read_bytes()
    ]
    assert holding == []
