"""What stands in two sheets or files counts once; a file that was cut off says so (all people are fictional)."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from test_statements_sheets import xlsx

from workbook.statements import Broken, monthly, read, read_all

HEAD = "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注"
SALES = (
    ("2026-03-01 08:05:12", "（虚构）甲", "7.50", "2026030122001400000000000017"),
    ("2026-03-01 08:05:40", "（虚构）甲", "7.50", "2026030122001400000000000018"),
    ("2026-03-14 12:30:00", "（虚构）乙饭堂", "3000.00", "2026031422001400000000000019"),
    ("2026-03-31 19:00:59", "（虚构）丙", "4780.20", "2026033122001400000000000020"),
)
RECEIPTS = Decimal("7795.20")


def rows(sales=SALES, when=lambda words: words, number=lambda words: words + "\t"):
    """The sales as an Alipay export lists them."""
    return [
        (when(at), "收入", who, "收钱码收款", "收入", amount, "余额", "交易成功", number(code), "", "")
        for at, who, amount, code in sales
    ]


def text(path, lines, encoding="utf-8"):
    path.write_bytes("".join(",".join(map(str, line)) + "\n" for line in (HEAD.split(","), *lines)).encode(encoding))
    return path


def received(*files):
    return sum(month.receipts for month in monthly(read_all(files)))


# --- sheets -----------------------------------------------------------------------------------------------------------


def test_the_same_rows_on_two_sheets_count_once_and_it_is_said(tmp_path):
    book = xlsx(tmp_path / "a.xlsx", ("三月", [HEAD.split(","), *rows()]), ("副本", [HEAD.split(","), *rows()]))
    export = read(book)
    assert received(book) == RECEIPTS
    assert export.totals["收入"].count == 4  # the two sales of one minute are two
    assert export.warnings == ("有 4 笔在几张工作表里重复（三月、副本），只算一次",)


def test_a_sheet_of_the_year_beside_sheets_of_its_months(tmp_path):
    year = [*SALES, ("2026-04-02 07:00:00", "（虚构）丁", "12.00", "2026040222001400000000000021")]
    head = HEAD.split(",")
    parts = (("三月", [head, *rows(SALES[::-1])]), ("四月", [head, *rows(year[4:])]), ("全年", [head, *rows(year)]))
    export = read(xlsx(tmp_path / "a.xlsx", *parts))
    assert export.totals["收入"].sum == RECEIPTS + 12
    assert export.warnings == ("有 5 笔在几张工作表里重复（三月、四月、全年），只算一次",)


def test_sheets_of_two_accounts_keep_what_is_alike_by_chance(tmp_path):
    head = ["交易日期", "收入", "支出", "摘要", "对方户名"]

    def account(*days):
        return [head, *((f"2026-03-{day:02}", amount, "", "转账", who) for day, amount, who in days)]

    first = account((1, "100.00", "（虚构）甲"), (5, "10.00", "（虚构）乙"), (20, "30.00", "（虚构）丙"))
    second = account((2, "200.00", "（虚构）丁"), (5, "10.00", "（虚构）乙"), (15, "40.00", "（虚构）戊"))
    export = read(xlsx(tmp_path / "a.xlsx", ("尾号0001", first), ("尾号0002", second)))
    assert (export.money_in.count, export.money_in.sum) == (6, Decimal("390.00"))
    assert not any("重复" in warning for warning in export.warnings)


# --- copies that a spreadsheet made -----------------------------------------------------------------------------------


def short(words):
    """2026-03-01 08:05:12 as a spreadsheet writes it into a text: 2026/3/1 8:05."""
    at = datetime.fromisoformat(words)
    return f"{at.year}/{at.month}/{at.day} {at.hour}:{at.minute:02}"


COPIES = {
    "seconds dropped, ids in powers of ten": lambda words: (short(words), "2.0260E+27"),
    "time dropped": lambda words: (words[:10], "2.02603E+27"),
    "ids filled up with zeros": lambda words: (words, f"20260{words[6]}{words[8:10]}2200140" + "0" * 13),
    "ids left out": lambda words: (short(words), ""),
}


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES.keys())
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_resaved_copy_beside_its_original_counts_once(tmp_path, copied, encoding):
    original = text(tmp_path / "a.csv", rows(), "gb18030")
    lines = [(*(made := copied(line[0]))[:1], *line[1:8], made[1], *line[9:]) for line in rows()[::-1]]
    copy = text(tmp_path / "b.csv", lines, encoding)
    assert received(copy) == RECEIPTS
    assert received(original, copy) == received(copy, original) == RECEIPTS
    assert read_all([original, copy]).warnings == ("有 4 笔在几个文件里重复，只算一次",)


def test_a_workbook_with_real_days_and_numbers_is_the_text_it_was_made_of(tmp_path):
    lines = [
        (datetime.fromisoformat(line[0]), *line[1:5], float(line[5]), *line[6:8], float(line[8]), "", "")
        for line in rows()
    ]
    copy = xlsx(tmp_path / "b.xlsx", ("Sheet1", [HEAD.split(","), *lines]))
    assert received(text(tmp_path / "a.csv", rows()), copy) == RECEIPTS


def test_a_bank_number_that_lost_its_zeros_and_a_day_that_gained_midnight(tmp_path):
    (tmp_path / "a.csv").write_text(
        "交易日期,收入,支出,余额,摘要,对方户名,流水号\n2026-03-01,5.00,,95.00,货款,（虚构）甲,000812\n", "utf-8"
    )
    head = ["交易日期", "收入", "支出", "余额", "摘要", "对方户名", "流水号"]
    copy = xlsx(tmp_path / "b.xlsx", ("明细", [head, (date(2026, 3, 1), 5, "", 95, "货款", "（虚构）甲", 812)]))
    assert len(read_all([tmp_path / "a.csv", copy]).entries) == 1


def test_a_copy_that_lost_the_name_of_its_bank(tmp_path):
    table = "交易日期,收入,支出,余额,摘要,对方户名\n2026-03-01,5.00,,95.00,货款,（虚构）甲\n"
    table += "2026-03-02,,6.00,89.00,米,（虚构）乙\n"
    (tmp_path / "a.csv").write_text("中国建设银行个人活期账户交易明细\n" + table, "utf-8")
    (tmp_path / "b.csv").write_text(table, "utf-8")
    assert read(tmp_path / "a.csv").format != read(tmp_path / "b.csv").format
    assert len(read_all([tmp_path / "a.csv", tmp_path / "b.csv"]).entries) == 2


def test_ids_that_differ_are_two_sales_though_all_else_is_alike(tmp_path):
    first, second = (
        text(tmp_path / "a.csv", rows(SALES[:1])),
        text(tmp_path / "b.csv", rows([(*SALES[0][:3], SALES[1][3])])),
    )
    assert received(first, second) == Decimal("15.00")


def test_a_copy_that_holds_one_of_two_twins_takes_away_one(tmp_path):
    original = text(tmp_path / "a.csv", rows())
    copy = text(tmp_path / "b.csv", rows(SALES[1:], when=short, number=lambda _words: "2.02603E+27"))
    assert received(original, copy) == received(copy, original) == RECEIPTS


# --- files that were cut off ------------------------------------------------------------------------------------------

BANK = (
    "记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要\n"
    "2026-03-01,CNY,200.00,5200.00,网联收款,（虚构）甲,货款\n"
    "2026-03-20,CNY,-70.00,5130.00,快捷支付,（虚构）乙,菜\n"
    '2026-03-31,CNY,-1019.00,4111.00,快捷支付,（虚构）丙,"米,面"\n'
)


def cut(tmp_path, words, encoding="utf-8"):
    (tmp_path / "a.csv").write_bytes(words.encode(encoding))
    return read(tmp_path / "a.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "end", ["2", "2026-0", "2026-03-3", "2026-03-31,CN", "CNY,-10", "-1019.00,41", "快捷支付,（虚构）丙", '"米', '"米,']
)
def test_a_row_in_which_the_file_breaks_off_is_named_and_not_counted(tmp_path, end, encoding):
    start = BANK.rindex("2026-03-31")
    export = cut(tmp_path, BANK[: BANK.index(end, start) + len(end)], encoding)
    assert not export.complete
    assert [(e.line, e.amount) for e in export.entries] == [(2, Decimal("200.00")), (3, Decimal("70.00"))]
    assert [row.line for row in export.skipped] == [4]
    assert "第 4 行：文件在这一行断了" in export.warnings[0]
    assert not any(month.whole for month in monthly([export]))


@pytest.mark.parametrize("end", [BANK, BANK.rstrip("\n"), BANK.replace("\n", "\r\n").rstrip("\r\n")])
def test_a_whole_last_row_counts_with_or_without_a_line_end(tmp_path, end):
    export = cut(tmp_path, end)
    assert export.complete
    assert len(export.entries) == 3


@pytest.mark.parametrize("last", ["2026-03-31,某,-101", "2026-03-31,某,-1019.0", "2026-03-31,某,-"])
def test_a_figure_in_the_last_column_that_stops_short(tmp_path, last):
    words = "交易日期,摘要,交易金额\n2026-03-01,某,-5.00\n2026-03-02,某,88.00\n"
    assert cut(tmp_path, words + last).money_out.sum == Decimal("5.00")
    assert cut(tmp_path, words + "2026-03-31,某,-1019.00").money_out.sum == Decimal("1024.00")


def test_figures_without_places_and_rows_that_end_early_are_no_break(tmp_path):
    assert cut(tmp_path, "交易日期,摘要,交易金额\n2026-03-01,某,-5.5\n2026-03-02,某,88\n2026-03-03,某,7").complete
    assert cut(tmp_path, "交易日期,摘要,交易金额,\n2026-03-01,某,-5.00\n2026-03-02,某,88.00").complete


@pytest.mark.parametrize("last", ["以上为全部交易", "#导出时间：[2026-04-01 09:00:00]", "合计,CNY,-889.00", "-" * 30])
def test_a_closing_remark_without_a_line_end_is_no_break(tmp_path, last):
    export = cut(tmp_path, BANK + last)
    assert (export.complete, len(export.entries), export.skipped) == (True, 3, ())


def test_a_quote_that_stays_open_over_lines_still_stops_the_reading(tmp_path):
    with pytest.raises(Broken):
        cut(tmp_path, BANK.replace('面"', "面") + BANK.splitlines()[1])


def test_a_newest_first_file_that_breaks_off_covers_only_what_it_shows(tmp_path):
    lines = "".join(f"2026-{month:02}-{day:02},1.00,,茶\n" for month in (4, 3) for day in range(30, 0, -1))
    export = cut(tmp_path, "交易日期,收入,支出,摘要\n" + lines + "2026-02-2")
    assert (export.first, export.last) == (date(2026, 3, 2), date(2026, 4, 30))
    assert [(month.month, month.whole) for month in monthly([export])] == [("2026-03", False), ("2026-04", True)]
