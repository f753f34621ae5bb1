"""From an empty case to a promise that is checked, as a borrower goes on a phone."""

import time
import zipfile

import pytest
from playwright.sync_api import expect
from server import PHONE, unfold

SEEN_IN_THE_APP = (
    ("最早一笔没还的日子", "10月16日"),
    ("App 上显示现在要还多少", "9800"),
    ("每期还多少", "4800"),
    ("还剩几期", "9"),
)
ROUGH_FIGURES = (
    ("其他债务 30 天内要还的总数", "0"),
    ("平常一个月生意收款", "2万6"),
    ("最差的一个月生意收款", "20000"),
    ("每卖 100 元，进货要花", "45"),
    ("店里每月其他开支", "5000"),
    ("家里每月必需开支", "4200"),
    ("家里其他收入", "0"),
    ("现在手上能用的钱", "3000"),
    ("发生了什么变化", "（虚构）门前修路，客人少了"),
)
CLICKS, FIELDS = 1, 15


class Hand:
    """What a person does on a page, counted."""

    def __init__(self, page):
        self.page, self.clicks, self.fields, self.since = page, 0, 0, time.monotonic()

    def choose(self, label, words):
        self.page.get_by_label(label, exact=True).first.select_option(label=words)
        self.fields += 1

    def fill(self, label, words):
        self.page.get_by_label(label).first.fill(words)
        self.fields += 1

    def save(self, row, button):
        with self.page.expect_download(timeout=120_000) as handed:
            self.page.locator(".wb-paper", has_text=row).get_by_role("button", name=button).click()
        self.clicks += 1
        return handed.value


def ten_minutes(page):
    """Fill in the ten-minute path and save the card; give the hand that did it."""
    hand = Hand(page)
    hand.choose("现在是什么情况", "已经逾期")
    hand.choose("这一笔您想要什么", "每期少还一点、还久一点，或者晚些还")
    for label, words in (*SEEN_IN_THE_APP, *ROUGH_FIGURES):
        hand.fill(label, words)
    expect(page.locator(".wb-answer")).to_contain_text("先说明情况", timeout=60_000)  # no rate is asked for here
    expect(page.locator("li.wb-paper", has_text="电话卡片")).to_be_visible(timeout=60_000)
    card = hand.save("电话卡片", "保存 图片")
    assert card.path().read_bytes().startswith(b"\x89PNG")
    return hand


def test_the_card_is_in_the_hand_after_ten_minutes_of_a_phone(visit, record_property):
    hand = ten_minutes(visit("00_start", PHONE, has_touch=True))
    record_property("seconds", round(time.monotonic() - hand.since, 1))
    assert (hand.clicks, hand.fields) == (CLICKS, FIELDS)


@pytest.mark.scale
@pytest.mark.parametrize("_run", range(10))
def test_from_an_empty_case_to_a_promise_that_is_checked(lab, visit, eventually, _run):
    ten_minutes(visit("00_start", PHONE, has_touch=True))
    debts = visit("02_debts", PHONE)
    debts.get_by_label("还欠本金多少").first.fill("4万")
    debts.get_by_text("合同条款（照借据或综合融资成本明示表填）").click()
    debts.get_by_label("利率（%）").first.fill("14.4")
    debts.get_by_label("这是日、月还是年利率").first.select_option(label="年利率")
    debts.get_by_label("还款方式").first.select_option(label="等额本息（每月还的总数一样）")
    eventually(lambda: lab.told("debts")["loans"][0].get("method") == "equal_instalment")

    options = visit("05_options", PHONE)
    options.get_by_role("button", name="照这一档写进请求").click()
    eventually(lambda: lab.told("ask").get("asks"))
    asked = lab.told("ask")["asks"][0]["preferred"]

    papers = visit("06_brief", PHONE, has_touch=True)
    tick = papers.get_by_label("我看过上面的提醒")
    expect(papers.locator("li.wb-paper").first).to_be_visible(timeout=60_000)
    if tick.count():
        tick.check()
    with papers.expect_download(timeout=120_000) as handed:
        papers.get_by_role("button", name="给对方的全部材料").click(timeout=60_000)
    assert not [name for name in zipfile.ZipFile(handed.value.path()).namelist() if "private" in name]

    talks = visit("07_talks", PHONE)
    talks.get_by_role("button", name="加一行：联系记录").click()
    talks.get_by_label("对方答应了什么").first.fill("（虚构）按申请的办")
    talks.get_by_label("哪天", exact=True).first.fill("昨天")
    talks.get_by_role("button", name="记下这一条").click()
    eventually(lambda: ["open_on" in row for row in lab.told("talks").get("contacts", [])] == [False])
    talks.get_by_role("button", name="加一行：书面条件").click()
    for title in ("口头谈定的", "书面上写的"):
        talks.locator("summary", has_text=title).first.click()
    for label, agreed, written in (
        ("从哪天开始", asked["start"], asked["start"]),
        ("新计划第一期哪天还", asked["first_due"], asked["first_due"]),
        ("分几期（月）", str(asked["periods"]), str(asked["periods"])),
        ("年利率（%）", "14.4", "16.8"),
    ):
        for title, words in (("口头谈定的", agreed), ("书面上写的", written)):
            group = talks.locator("details.wb-fold", has=talks.locator("> summary", has_text=title)).first
            group.get_by_label(label, exact=True).fill(words)
    unfold(talks)
    difference = talks.locator(".wb-table", has_text="书面条件和谈定的一不一样")
    expect(difference).to_contain_text("16.8%", timeout=60_000)
    followed = visit("08_followup", PHONE)
    expect(followed.get_by_text("书面条件还没有确认，先不要照它还").first).to_be_visible()
