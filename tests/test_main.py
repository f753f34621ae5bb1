"""The command line: what it prints, and how it refuses."""

import json

import pytest
from click.testing import CliRunner

from workbook import casefile, home
from workbook.__main__ import main

LOAN = {
    "name": "（虚构）练习",
    "principal": "12000",
    "drawn_on": "2026-01-15",
    "rate": "12",
    "rate_unit": "year",
    "day_count": "30/360",
    "method": "equal_instalment",
    "periods": 12,
    "due_day": 15,
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


def written(tmp_path, name, content):
    file = tmp_path / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def test_a_loan_prints_schedule_balance_and_annual_cost(run, tmp_path):
    result = run("loan", written(tmp_path, "loan.json", LOAN), "--as-of", "2026-03-01", "--json")
    printed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {"due", "principal", "interest", "fees", "payment", "balance"} <= set(printed["schedule"][0])
    assert printed["schedule"][0]["due"] == "2026-02-15"
    assert printed["balance"]["overdue_principal"] == printed["schedule"][0]["principal"]
    assert printed["annual_cost"]["status"] == "ok"


def test_payments_made_belong_to_a_loan_file(run, tmp_path):
    paid = {"loan": LOAN, "payments": [{"paid_on": "2026-02-15", "amount": "1066.19"}]}
    result = run("loan", written(tmp_path, "loan.json", paid), "--as-of", "2026-03-01", "--json")
    assert json.loads(result.stdout)["balance"]["overdue_principal"] == "0.00"


def test_payments_may_have_ids_or_not(run, tmp_path):
    half = {"paid_on": "2026-02-15", "amount": "533.10"}
    told = {"loan": LOAN, "payments": [half, {**half, "id": "p1"}]}
    result = run("loan", written(tmp_path, "loan.json", told), "--as-of", "2026-03-01", "--json")
    assert json.loads(result.stdout)["balance"]["overdue_principal"] == "0.00"


def test_a_loan_prints_for_people_too(run, tmp_path):
    result = run("loan", written(tmp_path, "loan.json", LOAN), "--as-of", "2026-03-01")
    assert "annual_cost:" in result.stdout
    assert "due=2026-02-15" in result.stdout


def test_a_rate_of_dated_flows(run, tmp_path):
    file = written(tmp_path, "flows.csv", "date,amount\n1994-01-01,-1000\n1995-07-01,1200\n")
    printed = json.loads(run("rate", file, "--json").stdout)["annual_cost"]
    assert printed["status"] == "ok"
    assert printed["compound"].startswith("12.96")


def test_a_statement_is_read_and_described(run):
    file = next((home.SHIPPED / "data" / "example-import" / "statements").iterdir())
    printed = json.loads(run("statement", file, "--json").stdout)
    assert {"format", "encoding", "header_line", "rows", "totals", "printed_totals", "warnings"} <= set(
        printed["files"][0]
    )
    assert printed["files"][0]["rows"] == 312


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({**LOAN, "principal": "-5"}, "借款本金”金额不能是负数"),
        ({**LOAN, "principal": "abc"}, "不是金额"),
        ({**LOAN, "drawn_on": "2026-02-30"}, "日历上没有"),
        ({**LOAN, "rate": "1000"}, "利率太高"),
        ({**LOAN, "colour": "red"}, "不认识的项目"),
        ({**LOAN, "fees": [{"id": "f"}, {"id": "f"}]}, "利息以外的费用 › 第 2 行”的编号“f”上面已经用过"),
        ({"loan": LOAN, "payments": [{"id": "p"}, {"id": "q"}, {"id": "p"}]}, "还款记录 › 第 3 行”的编号“p”"),
        ({"loan": LOAN, "payments": [5]}, "payments"),
        ("{", "不完整"),
        ("[]", "一笔借款"),
    ],
)
def test_bad_loans_are_refused_in_one_sentence_with_code_2(run, tmp_path, content, said):
    result = run("loan", written(tmp_path, "loan.json", content), "--as-of", "2026-03-01")
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_missing_file_a_wrong_day_and_a_missing_case_are_refused(run, tmp_path):
    assert run("loan", tmp_path / "none.json", "--as-of", "2026-03-01").exit_code == 2
    assert run("statement", tmp_path / "none.csv").exit_code == 2
    assert run("rate", written(tmp_path, "bad.csv", "a,b\n"), "--json").exit_code == 2
    assert run("loan", written(tmp_path, "loan.json", LOAN), "--as-of", "2026-13-01").exit_code == 2
    assert "找不到案例" in run("report", "nowhere").stderr


def test_a_damaged_case_is_refused_and_then_restored(run, tmp_path):
    path = tmp_path / "shop" / "case.json"
    path.parent.mkdir()
    base = casefile.read(path).case.profile
    stored = casefile.save(path, "profile", base.but(name="（虚构）"), base)
    casefile.save(path, "profile", base.but(name="（虚构）二"), stored.case.profile)
    path.write_text("{", encoding="utf-8")
    refused = run("report", path.parent)
    assert (refused.exit_code, path.read_text(encoding="utf-8")) == (2, "{")
    assert run("restore", path.parent).exit_code == 0
    assert casefile.read(path).case.profile.name == "（虚构）"
    assert run("restore", path.parent, "--undo").exit_code == 0
    assert path.read_text(encoding="utf-8") == "{"
    path.unlink()
    gone = run("report", path.parent)
    assert (gone.exit_code, "case.json 不见了。最近的好备份" in gone.stderr) == (2, True)
    assert run("restore", "shop").exit_code == 0
    assert casefile.read(path).case.profile.name == "（虚构）"


@pytest.mark.parametrize("command", ["report", "restore", "import"])
@pytest.mark.parametrize("letter", ["a", "店"])
def test_a_name_longer_than_the_disk_can_hold_is_not_found(run, command, letter):
    result = run(command, letter * 300, *(["x.csv"] if command == "import" else []))
    assert (result.exit_code, "找不到案例" in result.stderr) == (2, True)


def test_statements_are_imported_into_a_case(run, tmp_path):
    path = tmp_path / "shop" / "case.json"
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    source = next((home.SHIPPED / "data" / "example-import" / "statements").iterdir())
    assert run("import", path.parent, source).exit_code == 0
    months = casefile.read(path).case.situation.months
    assert [m.month for m in months] == [f"2026-{n:02d}" for n in range(4, 11)]
    assert run("import", path.parent, source).exit_code == 0
    assert casefile.read(path).case.situation.months == months


def test_a_file_that_is_no_statement_leaves_nothing_behind(run, tmp_path):
    path = tmp_path / "shop" / "case.json"
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    result = run("import", path.parent, written(tmp_path, "x.csv", "%PDF-1.4 nothing"))
    assert result.exit_code == 2
    assert [left.name for left in path.parent.iterdir()] == ["case.json"]


def test_a_new_case_is_made_under_a_safe_name(run, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    result = run("new", "../（虚构）小店")
    assert result.exit_code == 0
    assert (tmp_path / "data" / "cases" / "虚构-小店" / "case.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("loan", "x.json", "--as-of", "2026-13-01"), "2026-13-01"),
        (("loan", "x.json"), "缺少 --as-of"),
        (("report", "x", "--language", "fr"), "zh、en"),
        (("report",), "缺少 CASE"),
        (("report", "x", "--nothing"), "--nothing"),
        (("nothing",), "nothing"),
        (("new", " "), "案例要有名字"),
    ],
)
def test_a_wrong_call_is_answered_in_one_line_with_code_2(run, words, said):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_wrong_call_is_answered_in_the_language_asked_for(run):
    assert "A case needs a name" in run("new", "", "--language", "en").stderr


def test_help_still_explains(run):
    result = run("report", "--help")
    assert result.exit_code == 0
    assert "CASE" in result.stdout


def test_a_folder_that_cannot_be_written_is_refused_in_one_sentence(run, tmp_path):
    file = written(tmp_path, "not-a-folder", "")
    result = run("report", home.SHIPPED / "data" / "example", "--out", file)
    assert result.exit_code == 2
    assert "写不进文件夹" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
