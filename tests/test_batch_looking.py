"""Looking over many cases: whose advice is another one since a day or under other rules, and which days come next."""

import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from workbook import home, rules
from workbook.__main__ import main
from workbook.batch import changed, due

CASES = tuple(home.SHIPPED / "data" / name / "case.json" for name in ("example", "example-court"))


@pytest.fixture
def said():
    return []


def test_a_court_paper_whose_days_went_by_changes_what_to_do(said):
    table = changed(CASES, date(2026, 10, 1), said.append)
    assert table.columns == ("案例", "页", "2026-10-01", "现在")
    ((before, now),) = {row[2:] for row in table.rows if row[1] == "开始"}
    ((case, held),) = {(row[0], row[2]) for row in table.rows if row[0] != "example-court"}
    assert (case, "先不发：" in held, "还剩 8 期，对不上" in held) == ("example", True, True)
    assert "先停" in before
    assert "谈新的还款安排" in now
    assert (table.title, said) == ("2 个案例的建议变了，共 2 个", [])


def test_under_the_same_rules_nothing_changes_and_under_others_it_does(tmp_path, said):
    earlier = tmp_path / "earlier"
    shutil.copytree(home.SHIPPED / "data/rules", earlier)
    assert changed(CASES, earlier, said.append).rows == ()
    constants = (earlier / "constants.toml").read_text(encoding="utf-8")
    margin = 'id = "margin_percent"\nvalue = "10"'
    assert margin in constants
    (earlier / "constants.toml").write_text(constants.replace(margin, margin.replace("10", "60")), encoding="utf-8")
    table = changed(CASES, earlier, said.append)
    assert {row[1] for row in table.rows} == {"每月最多能答应", "守得住的方案", "材料", "开始", "谈"}
    assert {row[0] for row in table.rows} == {"example-court"}
    assert table.columns[2] == "earlier"
    assert changed(CASES, home.SHIPPED / "data/rules", said.append).rows == ()  # and ours are read again


def test_numbers_to_call_are_those_of_the_folder_too(tmp_path):
    folder = tmp_path / "earlier"
    shutil.copytree(home.SHIPPED / "data/rules", folder)
    told = (folder / "numbers.toml").read_text(encoding="utf-8")
    ours = rules.public_number("legal_aid").number
    (folder / "numbers.toml").write_text(told.replace(ours, "00000"), encoding="utf-8")
    with rules.reading(folder):
        assert rules.public_number("legal_aid").number == "00000"
    assert rules.public_number("legal_aid").number == ours


def test_the_next_days_of_all_cases_stand_in_order_and_name_no_lender(said):
    table = due(CASES, said.append)
    days = [row[0] for row in table.rows]
    assert days == sorted(days)
    assert len(days) > 2
    assert {row[2] for row in table.rows} <= {"example", "example-court"}
    assert {"还款日", "续贷、到期还本"} <= {row[3] for row in table.rows}
    assert "网商贷" not in str(table)
    assert "网商贷" in str(due(CASES, said.append, names=True))


def test_a_case_without_a_date_is_said_and_left_out(tmp_path):
    for name, told in (("undated", "{}"), ("broken", "{")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.json").write_text(told, encoding="utf-8")
    for words in (["due", str(tmp_path)], ["batch", str(tmp_path), "--since", "2026-10-01"]):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
        assert "“broken”略过" in done.stderr
    assert "“undated”略过" in CliRunner().invoke(main, ["due", str(tmp_path)]).stderr


def test_a_batch_needs_a_place_or_something_to_look_back_to():
    done = CliRunner().invoke(main, ["batch", str(CASES[0])])
    assert (done.exit_code, done.stderr.strip()) == (2, "写上 --out 文件夹，或者 --since")
