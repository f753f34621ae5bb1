"""A case that cannot be opened, mended on the first page; a log entry that is written down on the seventh."""

import pytest
from playwright.sync_api import expect

from workbook import casefile


def two_saves(lab):
    for name in ("（虚构）一", "（虚构）二"):
        base = casefile.read(lab.case_file).case.profile
        casefile.save(lab.case_file, "profile", base.but(name=name), base)


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_one_press_restores_a_case_and_another_takes_it_back(lab, visit, eventually, damage):
    two_saves(lab)
    lab.case_file.unlink() if damage == "gone" else lab.case_file.write_text("{", encoding="utf-8")
    page = visit("00_start")
    expect(page.get_by_role("alert").filter(has_text="最近的好备份").first).to_be_visible()
    assert page.get_by_text("Traceback").count() == 0
    page.get_by_role("button", name="用备份恢复").click()
    eventually(lambda: lab.case_file.exists() and "fictional" in lab.case_file.read_text(encoding="utf-8"))
    expect(page.get_by_text("请重新打开这一页").first).to_be_visible()
    if damage == "cut":
        page.get_by_role("button", name="撤销恢复").click()
        eventually(lambda: lab.case_file.read_text(encoding="utf-8") == "{")
        page.get_by_role("button", name="用备份恢复").click()
        eventually(lambda: lab.case_file.read_text(encoding="utf-8") != "{")


def test_a_log_entry_is_typed_then_written_down_for_good(lab, visit, eventually):
    page = visit("07_talks")
    page.get_by_role("button", name="加一行：联系记录").click()
    said = page.get_by_label("说了什么").first
    said.fill("（虚构）三天内回电")
    eventually(lambda: lab.told("talks").get("contacts", [{}])[0].get("said") == "（虚构）三天内回电")
    assert lab.told("talks")["contacts"][0]["open_on"]
    page.get_by_label("哪天", exact=True).first.fill("2026-11-20")
    eventually(lambda: lab.told("talks")["contacts"][0].get("on") == "2026-11-20")
    page.get_by_role("button", name="记下这一条").click()
    eventually(lambda: "open_on" not in lab.told("talks")["contacts"][0])
    expect(page.get_by_label("说了什么").first).to_be_disabled()
