"""Importing from the page: upload, see the months, answer which column is which."""

import json
from datetime import UTC, datetime
from pathlib import Path

import ipywidgets as widgets
import pytest
from hands import enter

from workbook import casefile, home
from workbook.forms import StatementPanel
from workbook.forms.upload import MOST

STRANGE = "记账那天,进账数,出账数,跟谁\n2026-03-01,100.00,,（虚构）甲 收钱码收款\n2026-03-31,,40.00,（虚构）乙 进货\n"


@pytest.fixture
def panel(tmp_path):
    path = tmp_path / "case.json"
    path.write_text("{}", encoding="utf-8")
    return StatementPanel(path, lambda: None)


def upload(panel, name, content):
    panel.read_uploaded([{"name": name, "content": content}])


def example():
    return next((home.SHIPPED / "data" / "example-import" / "statements").iterdir())


def test_an_upload_shows_its_months_and_puts_them_into_the_case(panel):
    upload(panel, "支付宝.csv", example().read_bytes())
    assert "2026-04" in panel.note.value
    assert len(casefile.read(panel.path).case.situation.months) == 7


def test_enter_in_the_place_of_a_file_reads_it_like_the_button_beside(panel):
    panel.named.value = str(example())
    enter(panel.named)
    assert len(casefile.read(panel.path).case.situation.months) == 7
    panel.named.value = "nowhere.csv"
    enter(panel.named)
    assert "nowhere.csv" in panel.note.value


def test_the_same_file_twice_changes_nothing(panel):
    upload(panel, "支付宝.csv", example().read_bytes())
    once = casefile.read(panel.path).case
    upload(panel, "又一次.csv", example().read_bytes())
    assert casefile.read(panel.path).case.situation.months[0].receipts == once.situation.months[0].receipts


def test_unknown_columns_are_asked_about_and_the_answer_is_remembered(panel):
    upload(panel, "小银行.csv", STRANGE.encode())
    asked = {control.description: control for control in panel.question.children if hasattr(control, "options")}
    assert not (panel.path.parent / "statements").exists()
    for words, column in (("日期", "记账那天"), ("收入金额", "进账数"), ("支出金额", "出账数"), ("对方", "跟谁")):
        asked[words].value = column
    panel.question.children[-1].click()
    (month,) = casefile.read(panel.path).case.situation.months
    assert (str(month.receipts), str(month.costs)) == ("100.00", "40.00")
    assert panel.question.children == ()
    upload(panel, "小银行二.csv", STRANGE.replace("2026-03", "2026-04").replace("-31", "-30").encode())
    assert panel.question.children == ()
    assert len(casefile.read(panel.path).case.situation.months) == 2


def test_what_is_no_statement_says_what_to_export_instead(panel):
    upload(panel, "账单.xlsx", b"%PDF-1.7")
    assert 'role="alert"' in panel.note.value
    assert not (panel.path.parent / "statements").exists()


def test_a_file_on_this_machine_is_read_by_its_place(panel):
    panel.named.value = str(example())
    panel.read_named()
    assert len(casefile.read(panel.path).case.situation.statements) == 1
    panel.named.value = "nowhere.csv"
    panel.read_named()
    assert "找不到文件" in panel.note.value


def test_the_limit_is_said_beside_the_button_and_the_server_lets_that_much_through(panel):
    said = " ".join(child.value for child in panel.box.children[1].children if isinstance(child, widgets.HTML))
    assert f"最多 {MOST} MB" in said
    server = json.loads(
        (Path(__file__).parents[1] / "jupyter/etc/jupyter/jupyter_server_config.json").read_text(encoding="utf-8")
    )
    carried = server["ServerApp"]["tornado_settings"]["websocket_max_message_size"]
    assert carried > MOST * 1_000_000 + 1_000_000  # the names and sizes beside the bytes


def test_what_was_chosen_is_let_go_of_so_that_it_can_be_chosen_again(panel):
    chosen = {"name": "账单.xlsx", "content": memoryview(b"%PDF-1.7"), "type": "", "size": 8}
    for _time in range(2):
        panel.note.value = ""
        panel.upload.value = ({**chosen, "last_modified": datetime.now(UTC)},)
        assert 'role="alert"' in panel.note.value
        assert panel.upload.value == ()


def asked(panel):
    return {control.description: control for control in panel.question.children if hasattr(control, "options")}


def test_what_is_known_of_the_columns_is_filled_in_and_a_mark_can_be_told(panel):
    words = "交易日期,几何,往来,余额\n2026-03-01,100.00,入,100.00\n2026-03-31,40.00,出,60.00\n"
    upload(panel, "小银行.csv", words.encode())
    assert (asked(panel)["日期"].value, asked(panel)["余额"].value) == ("交易日期", "余额")
    asked(panel)["金额（一列，或带正负号）"].value = "几何"
    asked(panel)["借贷标志"].value = "往来"
    panel.question.children[-1].click()
    assert panel.question.children == ()
    assert casefile.read(panel.path).case.situation.months[0].month == "2026-03"


def test_a_wrong_answer_is_asked_again_and_not_kept(panel):
    upload(panel, "小银行.csv", STRANGE.encode())
    asked(panel)["日期"].value, asked(panel)["收入金额"].value = "跟谁", "进账数"
    panel.question.children[-1].click()
    assert 'role="alert"' in panel.note.value
    assert casefile.read(panel.path).case.situation.columns == ()
    for words, column in (("日期", "记账那天"), ("收入金额", "进账数"), ("支出金额", "出账数"), ("对方", "跟谁")):
        asked(panel)[words].value = column
    panel.question.children[-1].click()
    assert panel.question.children == ()
    assert {(each.role, each.column) for each in casefile.read(panel.path).case.situation.columns} == {
        ("day", "记账那天"), ("came_in", "进账数"), ("went_out", "出账数"), ("party", "跟谁"),
    }  # fmt: skip


def test_the_columns_found_are_named(panel):
    upload(panel, "小银行.csv", STRANGE.encode())
    assert "记账那天、进账数、出账数、跟谁" in panel.note.value


@pytest.mark.parametrize(("name", "offered"), [("SOME_HOST", True), ("BINDER_LAUNCH_HOST", False)])
def test_a_place_on_the_machine_is_asked_for_only_where_the_machine_is_ones_own(panel, monkeypatch, name, offered):
    monkeypatch.setenv(name, "https://binder.example/")
    _style, shown = StatementPanel(panel.path, lambda: None).box.children
    assert any("wb-at-the-desk" in child._dom_classes for child in shown.children) is offered
