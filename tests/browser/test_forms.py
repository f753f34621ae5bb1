"""What only a browser shows of a form: where the focus goes, keys alone, pinyin, pasted blocks, text that waits."""

import json
import re
from contextlib import suppress
from pathlib import Path

from eyes import grave_faults, in_each_theme
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect
from server import DESKTOP, PHONE, ROOT

from tests.papers import stored
from workbook import options

FOCUS = "() => document.activeElement.closest('.wb-card, tr, button')?.innerText?.split('\\n')[0] ?? ''"
ADD = "加一行：借款"
LATE = """const { timeout } = AbortSignal;
AbortSignal.timeout = (wait) => {
  if (!new Error().stack.includes('/anywidget/')) return timeout.call(AbortSignal, wait);
  const late = new AbortController();
  setTimeout(() => late.abort(), 0);
  return late.signal;
}"""


def add_loan(page):
    page.get_by_role("button", name=ADD).click()


def loans(lab):
    return lab.told("debts").get("loans", [])


def unsent(page):
    return page.evaluate("() => Object.keys(sessionStorage).filter(key => key.startsWith('workbook/')).length")


def test_the_focus_goes_into_the_row_that_was_added_and_stays_near_one_that_was_removed(lab, visit, eventually):
    page = visit("02_debts")
    names = page.get_by_label("这笔借款叫什么")
    for number in (0, 1, 2):
        page.get_by_role("button", name=ADD).press("Enter")
        expect(names.nth(number)).to_be_focused(timeout=500)
        page.keyboard.type(f"（虚构）{number}")
    eventually(lambda: len(loans(lab)) == 3)
    expect(names.nth(2)).to_be_focused()  # the answer has come and took nothing away
    page.get_by_role("button", name="删去第 2 行").press("Enter")
    expect(names).to_have_count(2)
    assert page.evaluate(FOCUS) == "第 2 行 · （虚构）2"
    for left in ("第 1 行 · （虚构）0", ADD):
        page.get_by_role("button", name="删去第").last.press("Enter")
        assert left in page.evaluate(FOCUS)
    eventually(lambda: not loans(lab))
    page.get_by_role("button", name="撤销上一步").first.press("Enter")
    expect(names).to_have_count(1)
    expect(names.first).to_have_value("（虚构）0")
    undo = page.get_by_role("button", name="撤销上一步").first
    while undo.is_visible():
        undo.press("Enter")
        page.wait_for_timeout(300)
    assert page.evaluate("() => document.activeElement.matches('.wb-form .wb-foot *')")


def test_a_loan_is_filled_in_by_keys_alone(lab, visit, eventually):
    page = visit("02_debts")
    page.get_by_role("button", name=ADD).focus()
    late = ("ArrowDown",) * 4  # past "not known" and three states in order
    for key in ("Enter", "（虚构）甲", "Tab", "Tab", *late, "Tab", "ArrowDown", "Tab", "10月24日"):
        page.keyboard.press(key) if key.isascii() else page.keyboard.insert_text(key)
    expect(page.get_by_text("读作 2026-10-24（周六）")).to_be_visible(timeout=20_000)
    eventually(lambda: loans(lab)[0].get("next_due") == "2026-10-24")
    assert loans(lab)[0]["name"] == "（虚构）甲"
    assert {"state", "want"} <= set(loans(lab)[0])
    fold = page.locator("summary", has_text="合同条款")
    fold.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("借据号").first).to_be_focused()


def test_a_word_that_is_being_composed_is_neither_sent_nor_disturbed_by_an_answer(lab, visit, eventually):
    page = visit("02_debts")
    add_loan(page)
    eventually(lambda: loans(lab))
    name, talk = page.get_by_label("这笔借款叫什么").first, page.context.new_cdp_session(page)
    page.get_by_label("每期还多少").first.fill("500")
    name.focus()
    for end in range(1, 9):
        talk.send("Input.imeSetComposition", {"text": "wangshang"[:end], "selectionStart": end, "selectionEnd": end})
    eventually(lambda: loans(lab)[0].get("instalment") == "500.00")  # the answer about another field has come
    expect(name).to_have_value("wangshan")
    assert "name" not in loans(lab)[0]
    talk.send("Input.insertText", {"text": "网商"})
    eventually(lambda: loans(lab)[0].get("name") == "网商")
    expect(name).to_have_value("网商")


def test_what_a_dead_program_did_not_answer_waits_in_the_tab_and_is_saved_by_the_next(lab, visit, eventually):
    page = visit("02_debts")
    add_loan(page)
    eventually(lambda: loans(lab))
    lab.kill_kernels()
    page.get_by_label("每期还多少").first.fill("500")  # before anything is said or locked
    assert unsent(page) > 0
    expect(page.get_by_text("还没保存，正在等程序回应").first).to_be_visible(timeout=5000)
    page.get_by_role("button", name="重新打开这一页").click(timeout=30_000)
    eventually(lambda: loans(lab)[0].get("instalment") == "500.00", seconds=60)
    expect(page.get_by_label("每期还多少").first).to_have_value("500", timeout=30_000)
    eventually(lambda: unsent(page) == 0)


def test_on_a_strangers_machine_what_was_not_sent_is_cleared_by_a_button(visit):
    page = visit("02_debts")
    add_loan(page)
    expect(page.get_by_text("已保存").first).to_be_visible()
    type_offline(page, page.get_by_label("每期还多少").first, "500")
    page.get_by_role("button", name="清除没送出的字").click()
    assert unsent(page) == 0
    expect(page.get_by_label("每期还多少").first).to_have_value("")


def type_offline(page, field, text):
    """Type while nothing can be sent; a page that notices first takes nothing more, so it is tried anew."""
    for _try in range(5):
        page.context.set_offline(True)
        with suppress(PlaywrightTimeout):
            return field.fill(text, timeout=500)
        page.context.set_offline(False)
        expect(field).to_be_editable(timeout=60_000)
    raise AssertionError("the page noticed first, five times")


def test_where_the_widget_library_gives_up_on_a_slow_page_the_form_works_all_the_same(lab, chromium):
    page = chromium.new_context().new_page()
    page.add_init_script(LATE)
    page.goto(lab.address("02_debts"))
    page.get_by_role("button", name=ADD).click(timeout=90_000)
    page.get_by_label("每期还多少").first.fill("abc")
    expect(page.get_by_role("alert").filter(has_text="不是金额")).to_be_visible(timeout=10_000)
    assert unsent(page) == 0
    page.context.close()


def test_a_block_from_a_spreadsheet_lands_cell_by_cell_with_errors_where_they_are(lab, visit, eventually):
    page = visit("01_situation")
    page.locator("summary", has_text="逐月记录").click()
    cell = "经营收款（元），第 {n} 行".format
    expect(page.get_by_label(cell(n=12))).to_be_visible()  # twelve months stand ready
    block = "收款\t支出\n" + "\n".join(f"{n},000\t{n}00" for n in range(31, 45)) + "\n没开门\t\n"
    page.get_by_label(cell(n=1)).focus()
    paste(page, block)
    landed = "贴进了 15 行 2 列：经营收款（元）、经营支出（进货、租金、平台费等）（元） · 第一行是表头，没有贴"
    expect(page.get_by_text(landed)).to_be_visible()
    eventually(lambda: len(lab.told("situation").get("months", [])) == 15)
    months = lab.told("situation")["months"]
    assert [months[0][name] for name in ("month", "receipts", "costs")] == ["2025-11", "31000.00", "3100.00"]
    assert (months[11]["month"], months[13]["receipts"]) == ("2026-10", "44000.00")
    wrong = page.get_by_label(cell(n=15))
    expect(wrong).to_have_attribute("aria-invalid", "true")
    assert "不是金额" in page.locator(f"#{wrong.get_attribute('aria-describedby')}").inner_text()
    expect(page.get_by_text("一行依次是：月份、经营收款")).to_contain_text("例如：2026-03 | 20000")

    # Enter goes down, Shift and Enter up, Tab to the right
    page.get_by_label(cell(n=1)).focus()
    for key in ("Enter", "Enter", "Shift+Enter", "Tab"):
        page.keyboard.press(key)
    expect(page.get_by_label("第 2 行").and_(page.locator(":focus"))).to_have_value("3200")
    page.get_by_role("button", name="撤销上一步").first.click()
    eventually(lambda: not lab.told("situation").get("months"))  # one block, one step


def test_a_list_with_commas_lands_in_its_columns(lab, visit, eventually):
    page = visit("01_situation")
    page.locator("summary", has_text="逐月记录").click()
    page.get_by_label("月份，第 1 行").focus()
    paste(page, "Nov 2025, 31,000, 20,500\n2025年12月；28000；21000")
    eventually(lambda: len(lab.told("situation").get("months", [])) == 2)
    months = [[row[name] for name in ("month", "receipts", "costs")] for row in lab.told("situation")["months"]]
    assert months == [["2025-11", "31000.00", "20500.00"], ["2025-12", "28000.00", "21000.00"]]
    expect(page.get_by_text("一行依次是：")).to_have_count(0)


def test_a_table_pasted_into_one_field_of_a_loan_says_what_a_row_holds(lab, visit, eventually):
    page = visit("02_debts")
    add_loan(page)
    page.get_by_label("这笔借款叫什么").first.focus()
    paste(page, "甲\t某银行（虚构）\t正常\n乙\t某小贷（虚构）\t逾期")
    expect(page.get_by_text("一格只写一项")).to_contain_text("一行依次是：这笔借款叫什么、向谁借的、现在是什么情况")
    page.get_by_label("这笔借款叫什么").first.fill("网商贷")
    expect(page.get_by_text("一格只写一项")).to_have_count(0)
    eventually(lambda: [one.get("name") for one in loans(lab)] == ["网商贷"])


def paste(page, text):
    """Paste into the field with the focus."""
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
        document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }""",
        text,
    )


def test_on_a_phone_months_are_cards_that_fit_and_keep_their_names(lab, visit, eventually):
    page = visit("01_situation", PHONE, has_touch=True)
    page.locator("summary", has_text="逐月记录").click()
    receipts = page.get_by_label("经营收款（元），第 1 行")
    receipts.fill("31000")
    eventually(lambda: lab.told("situation").get("months"))
    cells = [cell.bounding_box() for cell in page.locator(".wb-sheet tr").nth(1).locator("td:visible").all()]
    assert len(cells) == 10  # the rest of a month is asked for once something stands in it
    assert len({round(box["x"]) for box in cells[:-1]}) == 1
    assert all(box["x"] + box["width"] <= PHONE["width"] for box in cells)
    named = receipts.locator("xpath=..").evaluate("cell => getComputedStyle(cell, '::before').content")
    assert named == '"经营收款（元）"'
    assert receipts.get_attribute("inputmode") == "decimal"


def test_the_button_for_ten_thousand_and_the_picker_fill_the_field_beside_them(lab, visit, eventually):
    page = visit("02_debts", PHONE, has_touch=True)
    add_loan(page)
    field = page.locator(".wb-field", has=page.get_by_label("每期还多少")).first
    field.get_by_role("textbox").fill("1.2")
    field.get_by_role("button", name="万").click()
    expect(field.get_by_text("读作 12,000.00 元")).to_be_visible(timeout=20_000)
    expect(field.get_by_role("textbox")).to_be_focused()  # the keyboard of the phone stays open
    day = page.locator(".wb-field", has=page.get_by_label("最早一笔没还")).first
    day.locator("input[type=date]").evaluate(
        "date => { date.value = '2026-12-16'; date.dispatchEvent(new Event('change')); }"
    )
    eventually(lambda: loans(lab)[0].get("next_due") == "2026-12-16")
    assert loans(lab)[0]["instalment"] == "12000.00"


def test_what_is_wrong_and_what_was_read_is_said_to_everyone_in_both_themes(visit):
    page = visit("02_debts", PHONE)
    add_loan(page)
    page.get_by_label("每期还多少").first.fill("abc")
    page.get_by_label("最早一笔没还").first.fill("10月24日")
    expect(page.get_by_text("读作 2026-10-24")).to_be_visible(timeout=20_000)
    for theme in in_each_theme(page):
        assert grave_faults(page) == [], theme


def test_thirty_full_loans_open_and_one_is_changed(lab, visit, eventually):
    example = json.loads((Path(__file__).parents[2] / "data/example/case.json").read_text(encoding="utf-8"))
    (full, *_rest) = example["debts"]["loans"]
    many = [{**full, "id": f"L{n}", "name": f"（虚构）第 {n} 笔"} for n in range(30)]
    lab.case_file.write_text(json.dumps({"profile": example["profile"], "debts": {"loans": many}}), encoding="utf-8")
    page = visit("02_debts")
    names = page.get_by_label("这笔借款叫什么")
    expect(names).to_have_count(30)
    names.last.fill("（虚构）最后一笔")
    eventually(lambda: loans(lab)[29]["name"] == "（虚构）最后一笔", seconds=30)


def test_what_the_advice_asks_for_is_in_sight_and_long_words_are_shown_whole(lab, visit, eventually):
    other = {"id": "b", "name": "乙（虚构）", "state": "normal"}
    asked = {"id": "a", "name": "甲（虚构）", "state": "not_due", "want": "renew", "next_due": "2026-12-10"}
    case = {"profile": {"as_of": "2026-11-23"}, "debts": {"main": "a", "loans": [other, asked]}}
    lab.case_file.write_text(json.dumps(case), encoding="utf-8")
    page = visit("02_debts", unfolded=False)
    end = page.get_by_label("最后到期日").locator("visible=true")
    expect(end).to_have_count(1)
    page.get_by_text("第 1 行 · 乙（虚构）").click()
    expect(end).to_have_count(1)  # nothing is asked of the other loan

    end.fill("2027-02-10")
    page.get_by_label("还款方式").locator("visible=true").select_option("bullet")
    eventually(lambda: lab.told("debts")["loans"][1].get("method") == "bullet")
    fold = page.locator("summary", has_text="合同条款").locator("visible=true").last
    fold.click()
    expect(end).to_have_count(0)  # what was answered can be folded away

    state = page.get_by_label("现在是什么情况").last
    state.select_option("not_mine")
    shown = state.locator("xpath=../*[@class='wb-chosen']")
    expect(shown).to_have_text("不是我借的，或者借来被别人拿去用了")
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        field, words = state.bounding_box(), shown.bounding_box()
        assert field["y"] <= words["y"]
        assert words["y"] + words["height"] <= field["y"] + field["height"]
        assert shown.evaluate("it => it.scrollWidth <= it.clientWidth")


def test_what_to_know_stands_before_the_buttons_and_the_focus_stays_on_the_tick(lab, visit):
    hasty = json.loads((ROOT / "tests/fixtures/documents/shop.json").read_text(encoding="utf-8"))
    lab.case_file.write_text(json.dumps({**hasty, "profile": {**hasty["profile"], "name": None}}), encoding="utf-8")
    page = visit("06_brief")
    tick = page.get_by_label("我看过上面的提醒")
    tick.focus()
    page.keyboard.press("Space")
    folder = page.get_by_role("button", name="给对方的全部材料")
    expect(folder).to_be_visible(timeout=60_000)
    expect(tick).to_be_focused()
    known = page.locator(".wb-files", has_text="姓名没有填").locator("li", has_text="“开始”那一页")
    heights = [one.bounding_box()["y"] for one in (known, tick, page.locator("li.wb-paper button").first, folder)]
    assert heights == sorted(heights)


def test_on_an_english_page_what_is_saved_and_copied_for_the_lender_is_chinese(lab, visit):
    told = options.with_request(stored("late_on_one"), "preferred")
    lab.case_file.write_text(told.model_dump_json(), encoding="utf-8")
    page = visit("06_brief")
    page.get_by_role("button", name="English").click()
    chat = page.locator("li.wb-paper", has_text="Copy (Chinese, for the lender)")
    expect(chat.get_by_role("textbox")).to_have_value(re.compile("本人"), timeout=60_000)
    chat.get_by_text("What this says in English").click()
    expect(chat.get_by_text("for your own reading")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save web page (Chinese) Application letter").click()
    assert 'lang="zh-CN"' in saving.value.path().read_text(encoding="utf-8")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save web page Call script").click()
    assert 'lang="en"' in saving.value.path().read_text(encoding="utf-8")


def test_a_long_text_typed_without_a_rest_stays_whole(lab, visit, eventually):
    page = visit("00_start")
    field = page.get_by_label("发生了什么变化").first
    text = "".join(str(n % 10) for n in range(260))
    field.press_sequentially(text, delay=10)
    eventually(lambda: lab.told("situation").get("what_changed") == text)
    page.wait_for_timeout(2_000)
    expect(field).to_have_value(text)
