"""The program behind a page ends, or cannot be reached: the page says so within five seconds and loses nothing."""

import os
import signal
import time

from playwright.sync_api import expect

SOON = 5_000
GONE, AWAY = "程序停了", "连不上程序"
# what did not arrive can be cleared all the same: on a shop's computer nobody waits for the program to do so
PRESSABLE = ".wb-form :is(button:not(.wb-clear), select):not(:disabled)"


def typed(page, lab, eventually, words):
    """Type into the field that the tests use, and wait until the file has it."""
    page.get_by_label("每期还多少").first.fill(words)
    eventually(lambda: f'"instalment": "{words}"' in lab.case_file.read_text(encoding="utf-8"))


def locked(page, words, since):
    """It is said in time, every field keeps its text and takes no more, buttons take no press."""
    said = page.locator(".workbook-alarm", has_text=words)
    expect(said).to_be_visible(timeout=max(1, SOON - 1000 * (time.monotonic() - since)))
    assert (said.get_attribute("role"), said.count()) == ("alert", 1)
    field = page.get_by_label("每期还多少").first
    expect(field).to_have_value("500.00")
    expect(field).not_to_be_editable()
    expect(page.locator(".jp-Dialog")).to_have_count(0)  # nothing lies over what is to be copied
    assert field.evaluate("field => (field.focus(), field.select(), getSelection().toString())") == "500.00"
    page.keyboard.type("9")
    expect(field).to_have_value("500.00")
    expect(page.locator(PRESSABLE)).to_have_count(0)


def fill(page, lab, eventually):
    page.get_by_role("button", name="加一行：借款").click()
    typed(page, lab, eventually, "500.00")


def press(page, button):
    """Open the page again; it holds what the file holds."""
    page.get_by_role("button", name=button).click()
    expect(page.locator(".workbook-alarm")).to_have_count(0, timeout=60_000)
    expect(page.get_by_label("每期还多少").first).to_have_value("500.00", timeout=30_000)
    expect(page.get_by_label("每期还多少").first).to_be_editable()


def test_a_program_that_ended_or_cannot_be_reached_is_said_and_the_page_comes_back(lab, visit, eventually):
    page = visit("02_debts")
    fill(page, lab, eventually)

    # the connection is lost and comes back: the page opens by itself
    since = time.monotonic()
    page.context.set_offline(True)
    locked(page, AWAY, since)
    page.context.set_offline(False)
    expect(page.locator(".workbook-alarm")).to_have_count(0, timeout=SOON)
    typed(page, lab, eventually, "600.00")
    typed(page, lab, eventually, "500.00")

    # the program is shut down from outside: one press opens the page again
    since = time.monotonic()
    lab.stop_kernels()
    locked(page, GONE, since)
    press(page, "重新打开这一页")
    typed(page, lab, eventually, "650.00")
    typed(page, lab, eventually, "500.00")

    # it crashes, and the server starts another under the same name, which knows nothing of this page
    since = time.monotonic()
    lab.kill_kernels()
    locked(page, GONE, since)
    press(page, "重新打开这一页")
    typed(page, lab, eventually, "700.00")


def test_a_server_that_hangs_or_stops_is_said_and_the_page_comes_back(start, visit, eventually):
    lab = start()
    page = visit("02_debts", at=lab)
    fill(page, lab, eventually)

    # it hangs for a while: the page opens by itself
    since = time.monotonic()
    os.kill(lab.process.pid, signal.SIGSTOP)
    try:
        locked(page, AWAY, since)
    finally:
        os.kill(lab.process.pid, signal.SIGCONT)
    expect(page.locator(".workbook-alarm")).to_have_count(0, timeout=2 * SOON)
    typed(page, lab, eventually, "600.00")
    typed(page, lab, eventually, "500.00")

    # it stops, and is started again without the program of this page
    since = time.monotonic()
    lab.stop()
    locked(page, AWAY, since)
    lab = start(lab.port)
    expect(page.locator(".workbook-alarm", has_text=GONE)).to_be_visible(timeout=20_000)
    press(page, "重新打开这一页")
    typed(page, lab, eventually, "650.00")


def test_what_another_tab_writes_opens_nothing_on_a_locked_page(lab, visit, eventually):
    here, there = visit("02_debts"), visit("02_debts")
    fill(there, lab, eventually)
    expect(here.get_by_label("每期还多少").first).to_have_value("500.00")
    undo = here.locator(".wb-undo").first
    expect(undo).to_be_disabled()  # nothing was typed here

    # only the question whether the program runs stays unanswered; what it says still comes
    here.route("**/api/kernels*", lambda route: route.abort())
    expect(here.locator(".workbook-alarm", has_text=AWAY)).to_be_visible(timeout=SOON)
    rows = here.get_by_label("每期还多少")
    before = rows.count()
    there.get_by_role("button", name="加一行：借款").click()
    expect(rows).to_have_count(before + 1)
    expect(here.locator(PRESSABLE)).to_have_count(0)
    undo.evaluate("button => (button.disabled = false)")  # as a late answer does
    expect(here.locator(PRESSABLE)).to_have_count(0)

    # let go, each control is as its form wants it
    here.unroute("**/api/kernels*")
    expect(here.locator(".workbook-alarm")).to_have_count(0, timeout=2 * SOON)
    expect(here.get_by_role("button", name="加一行：借款")).to_be_enabled()


def test_words_that_did_not_arrive_can_be_cleared_on_a_locked_page(lab, visit, eventually):
    page = visit("02_debts")
    fill(page, lab, eventually)
    lab.kill_kernels(signal.SIGSTOP)
    try:
        page.get_by_label("每期还多少").first.fill("510.00")
        expect(page.locator(".wb-clear").first).to_be_visible(timeout=2 * SOON)
        page.route("**/api/kernels*", lambda route: route.abort())
        expect(page.locator(".workbook-alarm", has_text=AWAY)).to_be_visible(timeout=SOON)
        expect(page.locator(PRESSABLE)).to_have_count(0)
        expect(page.locator(".wb-clear").first).to_be_enabled()
    finally:
        lab.kill_kernels(signal.SIGCONT)
