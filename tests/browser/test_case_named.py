"""Each page names its case; a page left open on another one asks before it writes anything."""

import json

from playwright.sync_api import expect

NAMED = ".wb-case p:has-text('案例：')"  # at night a sentence stands above it


def test_a_new_case_is_named_at_once_and_a_page_of_the_old_one_asks(lab, visit, cases, eventually):
    debts = visit("02_debts")
    debts.get_by_role("button", name="加一行：借款").click()
    field = debts.get_by_label("每期还多少").first
    field.fill("500.00")
    eventually(lambda: '"instalment": "500.00"' in lab.case_file.read_text(encoding="utf-8"))
    expect(debts.locator(NAMED).first).to_contain_text("案例：（虚构）案例（虚构的练习案例） · 计算到：2026-11-23")

    start = visit("00_start")
    start.get_by_label("新案例叫什么").fill("（虚构）乙店")
    start.get_by_role("button", name="新建", exact=True).click()
    expect(start.locator(NAMED).first).to_contain_text("案例：虚构-乙店", timeout=10_000)

    # the page left open says so, keeps what it shows, takes nothing
    old = lab.case_file.read_bytes()
    asked = debts.locator(".wb-case").get_by_role("alert")
    expect(asked).to_contain_text("现在打开的是“虚构-乙店”", timeout=5_000)
    expect(asked).to_be_in_viewport()
    expect(field).not_to_be_editable()
    expect(field).to_have_value("500.00")
    expect(debts.get_by_role("button", name="加一行：借款")).to_be_disabled()
    debts.get_by_label("每期还多少").first.evaluate("field => field.focus()")
    debts.keyboard.type("9")
    debts.wait_for_timeout(1000)
    assert lab.case_file.read_bytes() == old
    fresh = json.loads((cases / "虚构-乙店" / "case.json").read_text(encoding="utf-8"))
    assert fresh["debts"] == {}

    # kept, it goes on with the old case
    debts.get_by_role("button", name="继续填写").click()
    expect(asked).to_have_count(0)
    expect(field).to_be_editable()
    field.fill("600")
    eventually(lambda: '"instalment": "600.00"' in lab.case_file.read_text(encoding="utf-8"))

    # changed, it shows and fills the new one
    start.get_by_label("新案例叫什么").fill("（虚构）丙店")
    start.get_by_role("button", name="新建", exact=True).click()
    debts.get_by_role("button", name="换到“虚构-丙店”").click()
    expect(debts.locator(NAMED).first).to_contain_text("案例：虚构-丙店")
    expect(debts.get_by_label("每期还多少")).to_have_count(0)
    debts.get_by_role("button", name="加一行：借款").click()
    debts.get_by_label("每期还多少").first.fill("700")
    made = cases / "虚构-丙店" / "case.json"
    eventually(lambda: made.exists() and '"instalment": "700.00"' in made.read_text(encoding="utf-8"))
    assert '"instalment": "600.00"' in lab.case_file.read_text(encoding="utf-8")
