"""Where the focus is for those who have keys alone: never lost, never out of sight, and past the links in one step."""

import json
import re
import signal

import pytest
from playwright.sync_api import expect
from server import DESKTOP, PHONE, ROOT, ready

FOCUSED = "() => [document.activeElement.tagName, document.activeElement.textContent.trim()]"
ABOVE_AND_BESIDE = """
  () => { const bar = document.querySelector(".jp-Cell:has(.wb-case)").getBoundingClientRect(), found = [];
    for (let x = bar.left - 4; x <= bar.right + 4; x += 20) for (let y = 1; y < bar.bottom - 2; y += 5)
      if (document.elementFromPoint(x, y)?.closest(".jp-Cell:not(:has(.wb-case))")) found.push([x, y]);
    return found; }
"""
WAITING = (
    "() => Object.entries(sessionStorage).filter(([key]) => key.startsWith('workbook/')).map(one => JSON.parse(one[1]))"
)


def example(lab, **changed):
    told = json.loads((ROOT / "data/example/case.json").read_text(encoding="utf-8"))
    told.pop("checksum", None)
    lab.case_file.write_text(json.dumps({**told, **changed}), encoding="utf-8")
    return told


@pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_a_log_row_without_a_day_is_refused_at_its_day_and_written_down_from_there(
    lab, visit, eventually, viewport, scheme
):
    page = visit("07_talks", viewport, color_scheme=scheme)
    page.get_by_role("button", name="加一行：联系记录").press("Enter")
    page.get_by_label("说了什么").last.fill("（虚构）三天内回电")
    settle = page.get_by_role("button", name="记下这一条")
    settle.press("Enter")
    day = page.get_by_label("哪天", exact=True).last
    expect(day).to_be_focused()
    expect(day).to_be_in_viewport()
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{day.get_attribute('aria-describedby')}")).to_have_text(
        "先填“哪天”，再记下：记下以后就不能改了"
    )
    page.keyboard.type("2026-11-20")
    expect(day).to_have_attribute("aria-invalid", "false")
    settle.press("Enter")
    eventually(lambda: "open_on" not in lab.told("talks")["contacts"][0])
    expect(page.locator("summary", has_text="第 1 行 · 2026-11-20")).to_be_focused()


def test_what_is_still_wrong_in_a_folded_group_of_the_row_is_opened_and_gone_to(visit):
    page = visit("07_talks")
    page.get_by_role("button", name="加一行：联系记录").press("Enter")
    page.get_by_label("下次联系或答复的日子").last.fill("不是日子")
    expect(page.get_by_role("alert").filter(has_text="日子").first).to_be_visible()
    page.get_by_role("button", name="记下这一条").press("Enter")
    expect(page.get_by_label("下次联系或答复的日子").last).to_be_focused()


def test_an_undo_stays_under_the_finger_and_says_what_it_took_back(lab, visit, eventually):
    page = visit("02_debts")
    for name in ("（虚构）甲", "（虚构）乙"):
        page.get_by_role("button", name="加一行：借款").press("Enter")
        page.keyboard.type(name)
    eventually(lambda: len(lab.told("debts").get("loans", [])) == 2)
    undo = page.get_by_role("button", name="撤销上一步").first
    for said in ("借款 › 第 2 行 › 这笔借款叫什么", "借款 › 第 2 行", "借款 › 第 1 行 › 这笔借款叫什么"):
        undo.press("Enter")
        expect(page.get_by_text(f"撤销了“{said}”")).to_be_visible()
        expect(undo).to_be_focused()
        expect(undo).to_be_in_viewport()


def test_a_button_that_has_done_its_work_leaves_the_focus_beside_it(lab, visit):
    example(lab)
    page = visit("05_options")
    take, undo = (page.get_by_role("button", name=name) for name in ("照这一档写进请求", "撤销刚才写的"))
    take.press("Enter")
    expect(undo).to_be_enabled(timeout=20_000)
    undo.press("Enter")
    expect(page.get_by_text("已撤销写进“首选方案”")).to_be_visible(timeout=20_000)
    expect(take).to_be_focused()
    expect(take).to_be_in_viewport()


@pytest.mark.parametrize("stop", [".wb-more summary", ".wb-table a", ".wb-way a >> nth=4"])
def test_results_that_are_drawn_anew_keep_the_focus_that_was_in_them(lab, visit, eventually, stop):
    told = example(lab)
    page = visit("00_start")
    it = page.locator(f".workbook-page {stop}").locator("visible=true").first
    it.focus()
    before = re.sub(r"\d+", "", str(page.evaluate(FOCUSED)))
    drawn = page.locator(".wb-way, .wb-answer, .wb-table, .wb-more").all_inner_texts()
    example(lab, debts={**told["debts"], "loans": told["debts"]["loans"][:1]}, profile={"as_of": "2026-12-20"})
    eventually(lambda: page.locator(".wb-way, .wb-answer, .wb-table, .wb-more").all_inner_texts() != drawn, seconds=30)
    page.wait_for_timeout(1_500)
    assert re.sub(r"\d+", "", str(page.evaluate(FOCUSED))) == before


def test_the_first_stop_leads_past_the_links_to_what_is_to_be_filled_in_or_seen(visit):
    for notebook, words, there in (
        ("00_start", "直接到要填的地方", ".wb-form :is(input, select)"),
        ("03_pressure", "直接到结果", ":is(.wb-answer, .wb-table)"),
    ):
        page = visit(notebook)
        skip = page.get_by_role("button", name=words)
        skip.focus()
        box = skip.bounding_box()
        assert (box["height"], box["x"] >= 0) == (44, True)
        page.keyboard.press("Enter")
        expect(page.locator(there).and_(page.locator(":focus"))).to_be_in_viewport()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Straight to the results")).to_be_attached(timeout=60_000)


@pytest.mark.parametrize(
    ("notebook", "filled", "there"),
    [
        ("01_situation", True, "平常一个月生意收款"),
        ("01_situation", False, "平常一个月生意收款"),
        ("04_evidence", False, "加一行"),
        ("05_options", True, "按哪一种办法"),
        ("08_followup", False, "加一行"),
        ("08_followup", True, "要盯的事"),
    ],
)
def test_the_first_stop_leads_to_the_first_that_can_be_filled_in_or_chosen_be_it_filled_or_not(
    lab, visit, notebook, filled, there
):
    if filled:
        example(lab)
    page = visit(notebook, unfolded=False)
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="直接到要填的地方").press("Enter")
    said = page.evaluate("""() => { const it = document.activeElement;
      return (it.labels?.[0] ?? it.closest(".wb-rows, .widget-inline-hbox") ?? it).textContent + it.textContent; }""")
    assert there in said
    expect(page.locator(":focus")).to_be_in_viewport()


LOOK_WHETHER_IT_WAITS = """const look = () => {
  window.sawWaiting ||= [...document.querySelectorAll('.workbook-waiting')]
    .some(it => getComputedStyle(it, '::after').content === '"正在算…"');
  requestAnimationFrame(look);
};
look();"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_a_page_that_still_reckons_says_so_and_keeps_what_has_the_focus_in_sight(lab, chromium, viewport):
    example(lab)
    context = chromium.new_context(viewport=viewport)
    page = context.new_page()
    page.add_init_script(LOOK_WHETHER_IT_WAITS)  # a quick program has the results before a test could look
    page.goto(lab.address("03_pressure"))
    fold = page.locator(".workbook-page .workbook-fold").locator("visible=true").last
    fold.wait_for(timeout=60_000)
    page.keyboard.press("Tab")
    fold.focus()
    ready(page, unfolded=False)
    assert page.evaluate("window.sawWaiting")
    page.wait_for_timeout(1_000)
    expect(fold).to_be_focused()
    expect(fold).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".workbook-waiting")).to_have_count(0)
    context.close()


RING = """it => { const look = getComputedStyle(it), box = it.getBoundingClientRect(), [width, offset] =
    [look.outlineWidth, look.outlineOffset].map(parseFloat), out = Math.max(0, width + offset);
  let around = it.parentElement, room = true;
  for (; around && !around.matches(".jp-Cell"); around = around.parentElement) {
    const edge = around.getBoundingClientRect();
    const isCut = box.left - out < edge.left - 0.5 || box.right + out > edge.right + 0.5;
    if (getComputedStyle(around).overflowX !== "visible" && isCut) room = false;
  }
  return [look.outlineStyle, width, room, look.outlineColor, look.backgroundColor]; }"""


def brightness(color):
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("notebook", "fields"),
    [
        ("00_start", ["新案例叫什么", "已有的案例", "平常一个月生意收款"]),
        ("01_situation", ["或写下文件的位置", "平常一个月生意收款"]),
        ("05_options", ["按哪一种办法", "写成哪一档"]),
    ],
)
def test_what_has_the_focus_has_a_whole_ring_that_is_seen_in_each_theme(lab, visit, scheme, notebook, fields):
    example(lab)
    page = visit(notebook, color_scheme=scheme)
    page.keyboard.press("Tab")
    for words in fields:
        field = page.get_by_label(words).first
        field.focus()
        style, width, is_whole, ring, ground = field.evaluate(RING)
        assert (style, width, is_whole) == ("solid", 3, True), words
        light, dark = sorted((brightness(ring), brightness(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) > 4.5


@pytest.mark.usefixtures("cases")
def test_enter_in_the_name_of_a_new_case_makes_it(visit):
    page = visit("00_start")
    name = page.get_by_label("新案例叫什么")
    name.fill("（虚构）键盘店")
    name.press("Enter")
    expect(page.get_by_text("“虚构-键盘店”已建好").first).to_be_visible(timeout=20_000)
    expect(name).to_be_focused()


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize("done", ["Enter", "新建"])
def test_a_name_typed_while_the_program_is_busy_is_taken_whole(lab, visit, done):
    page = visit("00_start")
    name = page.get_by_label("新案例叫什么")
    lab.kill_kernels(signal.SIGSTOP)
    name.press_sequentially("（虚构）阿芳的第二号小吃店", delay=5)
    name.press("Enter") if done == "Enter" else page.get_by_role("button", name=done, exact=True).click()
    page.wait_for_timeout(300)
    lab.kill_kernels(signal.SIGCONT)
    expect(page.get_by_text("“虚构-阿芳的第二号小吃店”已建好").first).to_be_visible(timeout=20_000)
    expect(page.get_by_label("已有的案例").locator("option:checked")).to_have_text("虚构-阿芳的第二号小吃店")


def test_the_buttons_beside_a_field_are_reached_and_named_by_keys(lab, visit, eventually):
    page = visit("02_debts")
    page.get_by_role("button", name="加一行：借款").press("Enter")
    page.get_by_label("每期还多少").first.focus()
    page.keyboard.type("1.2w")
    expect(page.get_by_label("每期还多少").first).to_have_value("1.2万")
    assert page.locator(".wb-tool", has_text="每期还多少").first.inner_text().startswith("万")
    eventually(lambda: [one.get("instalment") for one in lab.told("debts").get("loans", [])] == ["12000.00"])
    page.get_by_label("最早一笔没还").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[1].startswith("选日期（最早一笔没还的日子")


@pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_nothing_shows_through_above_or_beside_the_bar_that_names_the_case(lab, visit, viewport, scheme):
    example(lab)
    page = visit("02_debts", viewport, color_scheme=scheme)
    for top in range(300, 900, 47):
        page.locator(".jp-WindowedPanel-outer").evaluate("(it, top) => (it.scrollTop = top)", top)
        assert page.evaluate(ABOVE_AND_BESIDE) == []


def test_each_button_names_its_paper_and_the_code_is_described(lab, visit):
    example(lab)
    page = visit("06_brief")
    expect(page.get_by_role("button", name="打开 电话卡片")).to_have_text("打开")
    named = page.locator("li.wb-paper .wb-buttons button").evaluate_all(
        "all => all.map(it => [it.getAttribute('aria-label'), it.closest('li').firstChild.textContent])"
    )
    assert len(named) > 10
    assert all(words.endswith(f" {paper}") for words, paper in named)
    page.get_by_text("用手机扫").click()
    expect(page.get_by_role("img", name="二维码：里面是“App 客服留言”")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_what_is_said_of_a_paper_moves_no_button(lab, visit, viewport):
    example(lab)
    page = visit("06_brief", viewport)
    save = page.locator(".wb-papers button", has_text="保存 Word").first
    save.scroll_into_view_if_needed()
    places = "all => all.map(it => { const box = it.getBoundingClientRect(); return [box.x, box.y]; })"
    before = page.locator(".wb-papers .wb-buttons button").evaluate_all(places)
    with page.expect_download():
        save.click()
    expect(page.get_by_text("已交给浏览器保存").first).to_be_visible()
    assert page.locator(".wb-papers .wb-buttons button").evaluate_all(places) == before


def test_what_cannot_be_made_stands_apart_from_the_folded_papers(lab, visit):
    example(lab)
    page = visit("00_start", PHONE)
    fold, apart = page.locator(".wb-fold", has_text="给对方的"), page.locator(".wb-apart")
    expect(apart.get_by_role("heading", name="还不能生成的")).to_be_visible(timeout=20_000)
    lower, upper = (one.bounding_box() for one in (apart, fold))
    assert lower["y"] - (upper["y"] + upper["height"]) >= 20


def test_of_the_texts_that_wait_only_the_newest_of_a_field_is_kept_and_it_is_saved_over_none_newer(
    lab, visit, eventually
):
    page = visit("07_talks")
    page.get_by_role("button", name="加一行：联系记录").press("Enter")
    eventually(lambda: lab.told("talks").get("contacts"))
    said, agent = page.get_by_label("说了什么").last, page.get_by_label("对方工号").last
    lab.kill_kernels()
    said.press_sequentially("（虚构）三天")
    agent.press_sequentially("A12")
    said.press("End")
    said.press_sequentially("内回电")
    waiting = {tuple(one["steps"][0]["path"][2:]): one["steps"][0] for one in page.evaluate(WAITING)}
    assert {path: one["value"] for path, one in waiting.items()} == {("said",): "（虚构）三天内回电", ("agent",): "A12"}
    assert len(page.evaluate(WAITING)) == 2
    assert waiting["said",]["before"] == ""
    assert waiting["said",]["passed"][-1] == "（虚构）三天内回"
    page.get_by_role("button", name="重新打开这一页").click(timeout=30_000)
    eventually(lambda: lab.told("talks")["contacts"][0].get("said") == "（虚构）三天内回电", seconds=60)
    eventually(lambda: lab.told("talks")["contacts"][0].get("agent") == "A12")
    eventually(lambda: page.evaluate(WAITING) == [])
    expect(page.get_by_role("button", name="用这里的")).to_have_count(0)


def test_a_row_typed_fast_while_the_page_reckons_and_the_file_changes_stays_whole(lab, visit, eventually):
    example(lab)
    page = visit("07_talks")
    written = len(lab.told("talks")["contacts"])
    page.get_by_role("button", name="加一行：联系记录").press("Enter")
    told = json.loads(lab.case_file.read_text(encoding="utf-8"))
    told.pop("checksum", None)
    evidence = {**told["evidence"], "documents": told["evidence"]["documents"][:-1]}  # as an undo on another page would
    lab.case_file.write_text(json.dumps({**told, "evidence": evidence}), encoding="utf-8")
    for label, text in (("几点", "22:40"), ("对方工号", "A12"), ("说了什么", "（虚构）三天内回电，没有说别的")):
        page.get_by_label(label).last.press_sequentially(text, delay=5)
    mine = {"time": "22:40", "agent": "A12", "said": "（虚构）三天内回电，没有说别的"}
    eventually(lambda: mine.items() <= lab.told("talks")["contacts"][-1].items(), seconds=30)
    page.wait_for_timeout(2_000)
    for label, text in (("几点", "22:40"), ("对方工号", "A12"), ("说了什么", "（虚构）三天内回电，没有说别的")):
        expect(page.get_by_label(label).last).to_have_value(text)
    assert len(lab.told("talks")["contacts"]) == written + 1
