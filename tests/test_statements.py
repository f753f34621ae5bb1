"""Every known layout: the header is found, the rows are counted, the totals are right (all people are fictional)."""

import re
import shutil
import tomllib
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from workbook.language import Refused
from workbook.statements import ColumnsUnknown, read

MADE = Path(__file__).parent / "fixtures" / "statements"

# file, format, header line, rows, then by label: count and sum
KNOWN = [
    ("alipay_app.csv", "alipay", 18, 14, {"收入": (3, "1536.00"), "支出": (6, "2179.40"), "不计收支": (5, "14125.90")}),
    ("alipay_app_2021.csv", "alipay", 10, 3, {"收入": (1, "500.00"), "支出": (1, "30.00"), "其他": (1, "100.00")}),
    ("alipay_record_web.csv", "alipay-web", 5, 5, {"收入": (1, "200.00"), "支出": (3, "87.90"), "": (1, "150.00")}),
    ("alipay_merchant.csv", "alipay-merchant", 5, 4, {"收入": (1, "320.00"), "支出": (3, "1021.92")}),
    ("wechat.csv", "wechat", 17, 9, {"收入": (3, "258.84"), "支出": (4, "683.37"), "/": (2, "1100.10")}),
    ("jd.csv", "jd", 13, 5, {"收入": (1, "5.00"), "支出": (3, "623.47"), "不计收支": (1, "600.00")}),
    ("meituan.csv", "meituan", 13, 4, {"收入": (1, "20.00"), "支出": (3, "89.29")}),
    ("boc.csv", "boc", 2, 5, {"收入": (2, "5821.00"), "支出": (3, "2721.89")}),
    ("boc_card.csv", "boc-card", 2, 4, {"收入": (2, "1361.20"), "支出": (1, "50.00"), "支出（USD）": (1, "3.72")}),
    ("icbc.csv", "icbc", 7, 3, {"收入": (1, "2345.67"), "支出": (2, "1247.96")}),
    ("cmb.csv", "cmb", 1, 3, {"收入": (1, "1234.00"), "支出": (2, "1003.00")}),
    ("cmb_columns.csv", "cmb", 4, 2, {"收入": (1, "73.64"), "支出": (1, "64.91")}),
    ("cmb_card.csv", "cmb-card", 2, 4, {"收入": (2, "303.90"), "支出": (2, "1056.78")}),
    ("abc.csv", "abc", 1, 5, {"收入": (2, "10000.01"), "支出": (2, "2355.89"), "": (1, "0.00")}),
    ("bocom.csv", "bocom", 1, 3, {"收入": (1, "1.23"), "支出": (2, "401.00")}),
    ("bocom_card.csv", "bocom-card", 1, 3, {"收入": (2, "689.78"), "支出": (1, "2.99")}),
    (
        "hsbchk.csv",
        "hsbchk",
        1,
        3,
        {"支出（HKD）": (1, "100.00"), "收入（HKD）": (1, "500.00"), "收入": (1, "12500.00")},
    ),
    ("company_account.csv", "bank", 4, 3, {"收入": (1, "12000.00"), "支出": (2, "6500.00")}),
    ("hong_bank_marks.csv", "bank", 1, 2, {"收入": (1, "1000.00"), "支出": (1, "200.00")}),
]


def sums(totals):
    return {label: (total.count, str(total.sum)) for label, total in totals.items()}


def by_id(export):
    return {entry.id[-4:]: entry for entry in export.entries if "_" not in entry.id}


def kinds(export):
    return [entry.kind for entry in export.entries]


@pytest.mark.parametrize(("file", "form", "header", "rows", "totals"), KNOWN, ids=[each[0] for each in KNOWN])
def test_a_known_layout(file, form, header, rows, totals):
    export = read(MADE / file)
    assert (export.format, export.header_line, len(export.entries)) == (form, header, rows)
    assert sums(export.totals) == totals
    assert not export.skipped
    assert not export.unrecognised
    assert export.complete


@pytest.mark.parametrize("file", [each[0] for each in KNOWN])
@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_the_encoding_makes_no_difference(tmp_path, file, encoding, named):
    words = (MADE / file).read_text("utf-8")
    copy = tmp_path / file
    copy.write_bytes((b"\xfe\xff" if encoding == "utf-16-be" else b"") + words.encode(encoding))
    original, again = read(MADE / file), read(copy)
    if words.isascii():
        named = {"gb18030": "utf-8"}.get(named, named)
    assert again.encoding == named
    assert (again.entries, again.totals, again.header_line) == (original.entries, original.totals, original.header_line)


@pytest.mark.parametrize("file", [each[0] for each in KNOWN])
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_the_line_ending_makes_no_difference(tmp_path, file, ending):
    copy = tmp_path / file
    copy.write_bytes((MADE / file).read_text("utf-8").replace("\n", ending).encode())
    assert read(copy).entries == read(MADE / file).entries


def test_the_files_that_agree_with_their_own_totals_give_no_warning():
    for file in (
        "alipay_app.csv",
        "alipay_record_web.csv",
        "alipay_merchant.csv",
        "wechat.csv",
        "jd.csv",
        "meituan.csv",
    ):
        assert read(MADE / file).warnings == (), file


def test_alipay_classes_keep_apart_what_is_neither_income_nor_spending():
    rows = by_id(read(MADE / "alipay_app.csv"))
    assert {number: row.kind for number, row in rows.items()} == {
        "0001": "income",
        "0002": "loan_in",
        "0003": "settlement",
        "0004": "repayment",
        "0005": "expense",
        "0006": "expense",
        "0007": "closed",
        "0008": "expense",
        "0009": "pending",
        "0010": "income",
        "0011": "transfer",
        "0012": "expense",
    }
    assert rows["0002"].direction == "in"
    assert rows["0004"].direction == "out"
    assert [row.kind for row in read(MADE / "alipay_app.csv").entries if "退款" in row.item] == ["refund", "refund"]


def test_a_row_keeps_its_long_id_its_comma_and_its_time():
    row = by_id(read(MADE / "alipay_app.csv"))["0005"]
    assert row.id == "2026041122001400000000000005"
    assert row.item == "进货,发圈五百个"
    assert (row.on, row.time, row.amount) == (date(2026, 4, 11), time(14, 16, 52), Decimal("1650.00"))
    assert row.line == 23


def test_wechat_refunds_withdrawals_and_quoted_names():
    rows = read(MADE / "wechat.csv").entries
    assert [row.kind for row in rows] == [
        "expense", "income", "expense", "expense", "refund", "transfer", "settlement", "income", "expense",
    ]  # fmt: skip
    assert rows[3].refunded == Decimal("89.84")
    assert rows[3].party == '看“视频”领"红包"（虚构）'
    assert rows[5].note == "服务费¥0.10"


def test_jd_amounts_with_their_refund():
    first, second, *_rest = read(MADE / "jd.csv").entries
    assert (first.amount, first.refunded, first.kind) == (Decimal("131.77"), Decimal("89.84"), "expense")
    assert (second.amount, second.refunded, second.kind) == (Decimal("468.32"), Decimal("468.32"), "closed")


def test_meituan_counts_what_was_paid_not_the_price():
    assert read(MADE / "meituan.csv").entries[0].amount == Decimal("21.17")
    assert kinds(read(MADE / "meituan.csv")) == ["expense", "refund", "expense", "settlement"]


def test_a_card_bill_without_years_takes_them_from_its_month():
    days = [entry.on for entry in read(MADE / "cmb_card.csv").entries]
    assert days == [date(2025, 12, 29), date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 5)]


def test_what_a_card_was_paid_is_a_settlement_not_income():
    assert kinds(read(MADE / "cmb_card.csv"))[0] == "settlement"
    assert kinds(read(MADE / "bocom_card.csv")) == ["refund", "expense", "settlement"]


def test_a_merchants_account_prints_what_goes_out_below_zero():
    export = read(MADE / "alipay_merchant.csv")
    assert [entry.direction for entry in export.entries] == ["in", "out", "out", "out"]
    assert kinds(export) == ["income", "expense", "refund", "transfer"]


def test_a_minus_among_payments_takes_an_earlier_one_back(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("交易日期,支出,收入,摘要\n2026-03-01,20.00,,转账\n2026-03-02,-20.00,,当日冲账\n", "utf-8")
    assert [entry.direction for entry in read(file).entries] == ["out", "in"]


def test_a_total_row_is_compared_not_counted():
    export = read(MADE / "company_account.csv")
    assert {label: str(total.sum) for label, total in export.printed.items()} == {
        "收入": "12000.00",
        "支出": "6500.00",
    }
    assert export.warnings == ()
    assert kinds(export) == ["income", "expense", "repayment"]


def test_totals_that_disagree_are_said_with_both_figures(tmp_path):
    words = (MADE / "alipay_app.csv").read_text("utf-8").replace("支出：6笔 2179.40元", "支出：7笔 2200.00元")
    (tmp_path / "a.csv").write_text(words, "utf-8")
    assert read(tmp_path / "a.csv").warnings == (
        "文件自己写的“支出”是 7 笔 ¥2,200.00，按行加起来是 6 笔 ¥2,179.40，两者不一样",
    )


def test_totals_without_closed_orders_agree_too(tmp_path):
    words = (MADE / "alipay_app.csv").read_text("utf-8").replace("支出：6笔 2179.40元", "支出：5笔 2089.50元")
    (tmp_path / "a.csv").write_text(words, "utf-8")
    assert read(tmp_path / "a.csv").warnings == ()


def test_the_period_is_the_stated_one_unless_rows_lie_outside(tmp_path):
    assert (read(MADE / "alipay_app.csv").first, read(MADE / "alipay_app.csv").last) == (
        date(2026, 3, 1),
        date(2026, 4, 30),
    )
    words = (MADE / "alipay_app.csv").read_text("utf-8").replace("2026-03-03 08:10:00", "2026-02-27 08:10:00")
    (tmp_path / "a.csv").write_text(words, "utf-8")
    export = read(tmp_path / "a.csv")
    assert (export.first, export.last) == (date(2026, 2, 27), date(2026, 4, 28))
    assert export.warnings == ("文件写的时间段是 2026-03-01 到 2026-04-30，有 1 笔在这之外，已照实计入",)


def test_the_file_is_not_changed(tmp_path):
    copy = shutil.copy(MADE / "alipay_app.csv", tmp_path)
    before = Path(copy).read_bytes()
    read(copy)
    assert Path(copy).read_bytes() == before


def test_the_name_and_its_ending_do_not_matter(tmp_path):
    copy = shutil.copy(MADE / "wechat.csv", tmp_path / "账单.xlsx")
    assert read(copy).format == "wechat"
    tabs = tmp_path / "list.xls"
    tabs.write_bytes((MADE / "bocom.csv").read_text("utf-8").replace(",", "\t").encode("gb18030"))
    assert read(tabs).entries == read(MADE / "bocom.csv").entries


def test_a_card_bill_of_an_unknown_house_shows_what_was_bought_without_a_minus(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(
        "交易日期,交易摘要,交易金额\n2026-03-05,（消费）某店（虚构）,15.90\n2026-03-09,（还款）某行（虚构）,-130.68\n",
        "utf-8",
    )
    export = read(file)
    assert export.family == "card"
    assert [(entry.direction, entry.kind) for entry in export.entries] == [("out", "expense"), ("in", "settlement")]


LEDGER = """业务日期,摘要,借方发生额,贷方发生额,余额
2026-03-01,收货款,1000.00,0.00,1500.00
2026-03-02,手续费,0.00,15.00,1485.00
2026-03-03,收货款,200.00,0.00,1685.00
2026-03-04,付款,0.00,85.00,1600.00
"""


def test_a_companys_own_ledger_is_told_by_its_balance(tmp_path):
    (tmp_path / "a.csv").write_text(LEDGER, "utf-8")
    export = read(tmp_path / "a.csv")
    assert [entry.direction for entry in export.entries] == ["in", "out", "in", "out"]
    assert export.warnings == ("余额的变化与借贷两列正好相反（像是单位自己的账），收支方向已按余额改正",)


def test_equal_amounts_in_a_list_from_the_newest_are_not_turned_round(tmp_path):
    rows = [f"2026-03-{20 - n},,50.00,{100 + 50 * n}.00,茶" for n in range(9)]
    (tmp_path / "a.csv").write_text("交易日期,收入,支出,余额,摘要\n" + "\n".join(rows), "utf-8")
    assert {entry.direction for entry in read(tmp_path / "a.csv").entries} == {"out"}


HSBC_CARD = """Transaction date,Post date,Description,Billing amount,Billing currency,Transaction status,Credit / Debit
09/04/2026,10/04/2026,FICTIONAL SHOP,"-1,099.14"	,CNY,POSTED,DEBIT
31/03/2026,01/04/2026,RETURN:  FICTIONAL SHOP,"25.00"	,CNY,POSTED,CREDIT
24/03/2026,24/03/2026,PAYMENT - THANK YOU,"3,266.16"	,CNY,POSTED,CREDIT
"""


def test_a_mark_beside_a_sign_decides(tmp_path):
    (tmp_path / "a.csv").write_text(HSBC_CARD, "utf-8")
    entries = read(tmp_path / "a.csv").entries
    assert [(e.on.day, e.direction) for e in entries] == [(9, "out"), (31, "in"), (24, "in")]


# --- columns nobody knows --------------------------------------------------------------------------------------------

STRANGE = """流水导出
何时,几何,进账出账,和谁,为何
2026-03-01,12.50,出,某店（虚构）,纸箱
2026-03-02,300.00,入,某客（虚构）,货款
"""


def test_unknown_columns_are_named_and_can_be_mapped(tmp_path):
    file = tmp_path / "strange.csv"
    file.write_text(STRANGE, "utf-8")
    with pytest.raises(ColumnsUnknown) as asked:
        read(file)
    question = asked.value
    assert question.columns == ("何时", "几何", "进账出账", "和谁", "为何")
    assert question.missing == ("day", "amount")
    assert question.header_line == 2
    assert question.sample[0] == ("2026-03-01", "12.50", "出", "某店（虚构）", "纸箱")
    answer = {"day": "何时", "amount": "几何", "mark": "进账出账", "party": "和谁", "item": "为何"}
    export = read(file, columns=answer)
    assert (str(export.money_in.sum), str(export.money_out.sum)) == ("300.00", "12.50")
    assert export.entries[0].party == "某店（虚构）"


def test_a_mapping_that_does_not_fit_is_refused(tmp_path):
    file = tmp_path / "strange.csv"
    file.write_text(STRANGE, "utf-8")
    with pytest.raises(Refused, match="同时有这些列名：何时、多少"):
        read(file, columns={"day": "何时", "amount": "多少"})
    with pytest.raises(Refused, match="不认识的列“when”"):
        read(file, columns={"when": "何时"})


def test_a_column_that_is_not_used_is_named(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("交易日期,收入,支出,摘要,心情\n2026-03-01,5.00,,某（虚构）,好\n", "utf-8")
    assert read(file).unrecognised == ("心情",)


def test_amounts_without_a_sign_follow_the_balance(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(
        "交易日期,交易金额,余额,摘要\n2026-03-03,50.00,1050.00,乙\n2026-03-02,200.00,1000.00,甲\n2026-03-01,9.00,1200.00,始\n",
        "utf-8",
    )
    export = read(file)
    assert [entry.direction for entry in export.entries] == ["in", "out", "none"]
    assert export.warnings == ("有 1 笔看不出是收入还是支出，没有计入任何一边",)


def test_the_page_says_of_every_layout_what_it_rests_on():
    page = (Path(__file__).parents[1] / "docs" / "statements.md").read_text("utf-8")
    told = tomllib.loads((Path(__file__).parents[1] / "data" / "statement_layouts.toml").read_text("utf-8"))["format"]
    said = {
        (form.strip("` "), rests.strip(), source.strip())
        for _who, form, rests, source in re.findall(r"^\|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$", page, re.MULTILINE)
        if rests.strip() in {"file", "document"}
    }
    assert said == {(each["id"], each["rests_on"], each["source"]) for each in told}
