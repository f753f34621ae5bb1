"""The riskiest page: a list of loans in two tabs, one row invalid, undo, the kernel killed in between."""

import re

from playwright.sync_api import expect


def left(lab, number):
    """Give what the file says is left of a loan, None while there is nothing."""
    loans = lab.told("debts").get("loans", [])
    return loans[number].get("balance_left") if number < len(loans) else None


def add_loan(page, name, principal_text):
    cards = page.locator(".wb-form .wb-card").filter(has=page.get_by_label("这笔借款叫什么"))
    before = cards.count()
    page.get_by_role("button", name="加一行：借款").click()
    expect(cards).to_have_count(before + 1)
    card = cards.nth(before)
    card.get_by_label("这笔借款叫什么").fill(name)
    card.get_by_label("还欠本金多少").fill(principal_text)
    return card


def test_nothing_is_lost_nothing_overwritten_no_figure_is_stale(lab, visit, eventually):
    here = visit("02_debts")
    add_loan(here, "（虚构）甲贷", "1.2万")
    eventually(lambda: left(lab, 0) == "12000.00")
    overview = here.locator(".wb-table", has_text="（虚构）甲贷").first
    expect(overview).to_contain_text("12,000.00")

    # a second tab of the same notebook, with its own forms on the same case
    there = visit("02_debts")
    there.get_by_label("还欠本金多少").first.fill("13000")
    eventually(lambda: left(lab, 0) == "13000.00")
    expect(here.get_by_label("还欠本金多少").first).to_have_value("13000.00", timeout=10_000)
    expect(overview).to_contain_text("13,000.00", timeout=10_000)

    # an invalid text is kept, said, and counts as unknown: no figure of before stays on the page
    here.get_by_label("还欠本金多少").first.fill("一万多")
    expect(here.get_by_role("alert").filter(has_text="不是金额")).to_be_visible()
    eventually(lambda: left(lab, 0) is None)
    expect(overview).not_to_contain_text("13,000.00", timeout=10_000)

    # the other row is saved all the same
    add_loan(here, "（虚构）乙贷", "900")
    eventually(lambda: left(lab, 1) == "900.00")

    # the kernel dies: the page says so and takes no more typing
    lab.kill_kernels()
    expect(here.locator(".wb-form.jupyter-widgets-disconnected").first).to_be_attached(timeout=30_000)

    # opened again, everything typed is there, the invalid text in its field
    again = visit("02_debts")
    fields = again.get_by_label("还欠本金多少")
    expect(fields.nth(0)).to_have_value("一万多")
    expect(fields.nth(1)).to_have_value("900.00")

    # undo is a save of the former section
    fields.nth(1).fill("950")
    eventually(lambda: left(lab, 1) == "950.00")
    again.get_by_role("button", name=re.compile("撤销")).first.click()
    eventually(lambda: left(lab, 1) == "900.00")
