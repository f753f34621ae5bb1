"""What a column is where its name leaves that open; and how it is told (all people are fictional)."""

import json

import pytest
from click.testing import CliRunner

from workbook import casefile
from workbook.__main__ import main
from workbook.language import Refused
from workbook.statements import ColumnsUnknown, monthly, read


def made(tmp_path, words, name="a.csv"):
    (tmp_path / name).write_text(words, "utf-8")
    return tmp_path / name


# --- a day in a column named for a time -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["完成时间", "到账时间", "出账时间", "流水时间"])
@pytest.mark.parametrize("cell", ["2026-06-03 12:00:00", "2026/6/3 12:00", "20260603"])
def test_a_time_that_holds_a_day_is_the_day(tmp_path, name, cell):
    (row,) = read(made(tmp_path, f"{name},收入金额,支出金额,摘要\n{cell},80.00,,零卖\n")).entries
    assert str(row.on) == "2026-06-03"


def test_a_time_beside_a_day_stays_a_time(tmp_path):
    (row,) = read(made(tmp_path, "交易日期,完成时间,收入,支出,摘要\n2026-06-03,12:00:07,80.00,,零卖\n")).entries
    assert (str(row.on), str(row.time)) == ("2026-06-03", "12:00:07")


def test_a_time_without_a_day_is_asked_about(tmp_path):
    with pytest.raises(ColumnsUnknown) as question:
        read(made(tmp_path, "完成时间,收入金额,支出金额,摘要\n12:00:00,80.00,,零卖\n"))
    assert question.value.missing == ("day",)


def test_the_book_alipay_keeps_for_a_person(tmp_path):
    rows = (
        '2026-06-03 12:00:00,餐饮,支出,"2，032.50",馄饨,余额宝,账单同步,,\n'
        "2026-06-04 08:00:00,其他,不计收支,9.00,余额宝-转入,余额,账单同步,,\n"
    )
    export = read(made(tmp_path, "记录时间,分类,收支类型,金额,备注,账户,来源,标签,\n" + rows))
    assert (export.format, export.unrecognised) == ("alipay-cashbook", ())
    assert [(entry.kind, str(entry.amount)) for entry in export.entries] == [
        ("expense", "2032.50"),
        ("transfer", "9.00"),
    ]


# --- a name beside an account number --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cell", "party"),
    [
        ("对方账号与户名", "6222000011112222/（虚构）周某", "（虚构）周某"),
        ("对方户名/账号", "（虚构）周某/6222000011112222", "（虚构）周某"),
        ("对方账号及户名", "6222000011112222 （虚构）周某", "（虚构）周某"),
        ("对方户名及账号", "（虚构）周某（6222****2222）", "（虚构）周某"),
        ("交易对手信息", "（虚构）周某 6222000011112222", "（虚构）周某"),
        ("对方卡号/户名", "/（虚构）银行股份有限公司", "（虚构）银行股份有限公司"),
        ("对方账号与户名", "6222000011112222/", ""),
        ("对方账号与户名", "/", ""),
        ("对方账号", "（虚构）周某(136****0003)", "（虚构）周某"),
        ("对方账户", "（虚构）周某", "（虚构）周某"),
    ],
)
def test_the_name_is_read_and_the_number_left(tmp_path, name, cell, party):
    rows = f"2026-06-03,转账,200.00,,98.00,{cell}\n"
    assert read(made(tmp_path, f"交易日期,摘要,支出金额,收入金额,余额,{name}\n" + rows)).entries[0].party == party


@pytest.mark.parametrize("name", ["账户名称", "本方账户名称", "账户名"])
def test_the_holders_own_name_is_not_the_other_sides(tmp_path, name):
    rows = "2026-06-03,转账,200.00,,98.00,（虚构）店主,\n"
    export = read(made(tmp_path, f"交易日期,摘要,支出金额,收入金额,余额,{name},对方户名\n" + rows))
    assert (export.entries[0].party, export.unrecognised) == ("", ())


def test_an_account_number_beside_a_name_of_its_own_column_is_no_name(tmp_path):
    rows = "2026-06-03,转账,200.00,,98.00,（虚构）甲支行6222,（虚构）乙\n"
    export = read(made(tmp_path, "交易日期,摘要,支出金额,收入金额,余额,对方账号,对方户名\n" + rows))
    assert export.entries[0].party == "（虚构）乙"


# --- several columns of one name ------------------------------------------------------------------------------------


def amounts(file):
    return [(entry.direction, str(entry.amount)) for entry in read(file).entries]


def test_the_row_above_names_the_sides(tmp_path):
    words = ",,收入,,支出,\n交易日期,摘要,金额,笔数,金额,笔数\n2026-06-03,货款,80.00,1,,\n2026-06-04,进货,,,30.00,1\n"
    assert amounts(made(tmp_path, words)) == [("in", "80.00"), ("out", "30.00")]
    words = "交易日期,摘要,借方,贷方,余额\n,,金额,金额,\n" + "2026-06-03,货款,,80.00,80.00\n"
    assert amounts(made(tmp_path, words, "b.csv")) == [("in", "80.00")]


def test_only_one_of_them_is_filled_in_each_row(tmp_path):
    words = "交易日期,摘要,金额,金额,借贷标志\n2026-06-03,货款,0.00,80.00,贷\n2026-06-04,进货,30.00,0.00,借\n"
    assert amounts(made(tmp_path, words)) == [("in", "80.00"), ("out", "30.00")]


def test_they_all_say_the_same(tmp_path):
    words = "交易日期,摘要,金额,金额,借贷标志\n2026-06-03,货款,80.00,80.00,贷\n2026-06-04,进货,30.00,30.00,借\n"
    assert amounts(made(tmp_path, words)) == [("in", "80.00"), ("out", "30.00")]


def test_the_balance_follows_one_of_them(tmp_path):
    rows = [
        "2026-06-03,货款,100.00,80.00,180.00,贷",
        "2026-06-04,进货,50.00,30.00,150.00,借",
        "2026-06-05,货款,20.00,10.00,160.00,贷",
    ]
    words = "交易日期,摘要,金额,金额,余额,借贷标志\n" + "\n".join(rows) + "\n"
    assert amounts(made(tmp_path, words)) == [("in", "80.00"), ("out", "30.00"), ("in", "10.00")]


OPEN = "交易日期,摘要,金额,金额,借贷标志\n2026-06-03,货款,100.00,80.00,贷\n2026-06-04,进货,50.00,30.00,借\n"


def test_where_nothing_tells_it_is_asked_and_can_be_answered(tmp_path):
    file = made(tmp_path, OPEN)
    with pytest.raises(ColumnsUnknown) as question:
        read(file)
    assert question.value.columns == ("交易日期", "摘要", "金额", "金额（2）", "借贷标志")
    assert question.value.missing == ("amount",)
    assert question.value.guessed["day"] == "交易日期"
    told = read(file, columns={"day": "交易日期", "amount": "金额（2）"})
    assert [str(entry.amount) for entry in told.entries] == ["80.00", "30.00"]


# --- told on the command line ---------------------------------------------------------------------------------------

STRANGE = "哪天,进了,出了,跟谁\n2026-06-01,100.00,,（虚构）甲 收钱码收款\n2026-06-30,,40.00,（虚构）乙 进货\n"


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_refusal_names_the_columns_found(tmp_path):
    said = run("statement", made(tmp_path, STRANGE))
    assert said.exit_code == 2
    assert "哪天、进了、出了、跟谁" in said.output
    assert "日期、金额" in said.output
    with pytest.raises(Refused, match="没有哪一行同时有这些列名：某天。文件里的列名：哪天、进了、出了、跟谁"):
        read(made(tmp_path, STRANGE), columns={"day": "某天"})


@pytest.mark.parametrize("comma", [",", "，"])
def test_columns_are_told_in_the_call(tmp_path, comma):
    told = comma.join(["day=哪天", "came_in=进了", "went_out=出了", "party=跟谁"])
    said = run("statement", made(tmp_path, STRANGE), "--columns", told, "--json")
    assert said.exit_code == 0, said.output
    (june,) = json.loads(said.stdout)["months"]
    assert (june["receipts"], june["costs"], june["whole"]) == ("100.00", "40.00", True)


def test_files_of_known_columns_are_read_beside_it(tmp_path):
    known = made(tmp_path, "交易日期,收入,支出,摘要\n2026-06-05,7.00,,货款\n", "b.csv")
    said = run(
        "statement", made(tmp_path, STRANGE), known, "--columns", "day=哪天,came_in=进了,went_out=出了", "--json"
    )
    assert json.loads(said.stdout)["together"]["rows"] == 3


def test_an_import_keeps_what_was_told(tmp_path):
    case = made(tmp_path, "{}", "case.json")
    first, second = made(tmp_path, STRANGE), made(tmp_path, STRANGE.replace("2026-06", "2026-07"), "b.csv")
    assert run("import", case, first).exit_code == 2
    told = "day=哪天,came_in=进了,went_out=出了,party=跟谁"
    assert run("import", case, first, "--columns", told).exit_code == 0
    assert run("import", case, second).exit_code == 0
    assert [month.month for month in casefile.read(case).case.situation.months] == ["2026-06"]  # July has 31 days


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("day", "含义=列名"),
        ("day=", "含义=列名"),
        ("when=哪天", "不认识的列“when”"),
        ("day=某天", "文件里的列名：哪天、进了、出了、跟谁"),
    ],
)
def test_what_is_told_wrongly_is_refused_and_not_kept(tmp_path, told, says):
    case, file = made(tmp_path, "{}", "case.json"), made(tmp_path, STRANGE)
    for words in (("statement", file), ("import", case, file)):
        said = run(*words, "--columns", told)
        assert (said.exit_code, says in said.output) == (2, True), said.output
    assert casefile.read(case).case.situation.columns == ()
    assert not (tmp_path / "statements").exists()


def test_months_of_told_columns_are_those_of_known_ones(tmp_path):
    known = made(tmp_path, STRANGE.replace("哪天,进了,出了,跟谁", "交易日期,收入,支出,对方户名"), "b.csv")
    told = read(
        made(tmp_path, STRANGE), columns={"day": "哪天", "came_in": "进了", "went_out": "出了", "party": "跟谁"}
    )
    assert monthly([told]) == monthly([read(known)])
