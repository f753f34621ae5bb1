"""Several exports: every transaction counts once; months by rules the borrower can change; plain JSON."""

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.language import Refused
from workbook.statements import ColumnsUnknown, Rule, describe, merge, monthly, read, read_all, rules_from, rules_of
from workbook.statements.months import SLOTS

MADE = Path(__file__).parent / "fixtures" / "statements"
WEB = (
    "交易号,商家订单号,交易创建时间,付款时间,最近修改时间,交易来源地,类型,交易对方,商品名称,金额（元）,收/支,交易状态,"
    "服务费（元）,成功退款（元）,备注,资金状态\n"
)
BANK = "交易日期,收入,支出,余额,摘要,对方户名\n"
WALLET = "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\n"


def made(tmp_path, name, words):
    (tmp_path / name).write_text(words, "utf-8")
    return tmp_path / name


def months(*exports, rules=None):
    return {month.month: month for month in monthly(exports, rules)}


# --- duplicates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(file.name for file in MADE.glob("*.csv")))
def test_the_same_file_twice_counts_once(tmp_path, file):
    copy = shutil.copy(MADE / file, tmp_path / f"again_{file}")
    merged = read_all([MADE / file, copy])
    once = read(MADE / file)
    assert len(merged.entries) == len(once.entries)
    assert len(merged.duplicates) == len(once.entries)
    assert monthly(merged) == monthly([once])


def test_overlapping_periods_count_once_and_are_reported(tmp_path):
    lines = (MADE / "alipay_app.csv").read_text("utf-8").splitlines(keepends=True)
    head, rows = lines[:18], lines[18:]
    early = made(tmp_path, "early.csv", "".join(head + rows[4:]))
    late = made(tmp_path, "late.csv", "".join(head + rows[:9]))
    merged = read_all([early, late])
    assert len(merged.entries) == 14
    assert len(merged.duplicates) == 5
    assert merged.warnings == ("有 5 笔在几个文件里重复，只算一次",)
    assert merged.duplicates[0]._asdict() == {"file": "late.csv", "line": 23, "kept_file": "early.csv", "kept_line": 19}


def test_a_bank_without_ids_goes_by_day_amount_party_and_balance(tmp_path):
    march = "2026-03-30,,5.00,95.00,咖啡,某店（虚构）\n2026-03-31,,5.00,90.00,咖啡,某店（虚构）\n"
    first = made(tmp_path, "a.csv", BANK + march)
    second = made(tmp_path, "b.csv", BANK + march.splitlines()[1] + "\n2026-03-31,,5.00,85.00,咖啡,某店（虚构）\n")
    assert sum(entry.amount for entry in read_all([first, second]).entries) == Decimal("15.00")


def test_equal_rows_within_one_file_are_not_duplicates(tmp_path):
    row = "2026-03-30,,5.00,,咖啡,某店（虚构）\n"
    file = made(tmp_path, "a.csv", BANK + row * 3)
    again = made(tmp_path, "b.csv", BANK + row * 2)
    assert len(read(file).entries) == 3
    assert len(read_all([again, file]).entries) == 3


def test_an_order_that_was_still_open_is_taken_from_the_newer_export(tmp_path):
    row = "2026-03-05 10:00:00,日用百货,某店（虚构）,台灯,支出,21.00,余额宝,{status},2026030522001400000000000001,T1,\n"
    old = made(tmp_path, "a.csv", "导出时间：[2026-03-06 08:00:00]\n" + WALLET + row.format(status="等待确认收货"))
    new = made(tmp_path, "b.csv", "导出时间：[2026-04-06 08:00:00]\n" + WALLET + row.format(status="交易成功"))
    assert [entry.kind for entry in read_all([old, new]).entries] == ["expense"]
    assert [entry.kind for entry in read_all([new, old]).entries] == ["expense"]


def test_the_web_export_and_the_app_export_share_their_ids(tmp_path):
    number = "2026030522001400000000000001"
    times = "2026-03-05 09:59:00,2026-03-05 10:00:00,2026-03-05 10:00:00"
    web = made(
        tmp_path, "w.csv", WEB + f"{number},T1,{times},其他,即时到账,某店（虚构）,灯,21.00,支出,交易成功,0,0,,已支出\n"
    )
    app = made(
        tmp_path,
        "a.csv",
        WALLET + f"2026-03-05 09:59:00,日用,某店（虚构）,灯,支出,21.00,余额宝,交易成功,{number},T1,\n",
    )
    assert len(read_all([web, app]).entries) == 1


def test_a_masked_id_does_not_swallow_other_rows(tmp_path):
    rows = "".join(
        f"2026-03-0{n} 10:00:00,日用,某店（虚构）,灯,支出,9.90,余额宝,交易成功,xxxx,xxxx,\n" for n in range(1, 4)
    )
    file, again = made(tmp_path, "a.csv", WALLET + rows), made(tmp_path, "b.csv", WALLET + rows)
    assert len(read_all([file, again]).entries) == 3


def test_an_answer_about_columns_is_remembered_by_the_caller(tmp_path):
    file = made(tmp_path, "a.csv", "何时,几何,进出,为何\n2026-03-01,12.50,出,纸箱\n")
    with pytest.raises(ColumnsUnknown) as question:
        read_all([file])
    answers = {question.value.signature: {"day": "何时", "amount": "几何", "mark": "进出"}}
    assert read_all([file], answers=answers).entries[0].direction == "out"


def test_a_payment_seen_by_wallet_and_bank_counts_once(tmp_path):
    wallet = made(
        tmp_path,
        "a.csv",
        WALLET + "2026-03-06 23:50:00,日用,某店（虚构）,灯,支出,21.00,招商银行储蓄卡(0000),交易成功,1,T1,\n"
        "2026-03-06 23:51:00,日用,某店（虚构）,杯,支出,33.00,余额宝,交易成功,2,T2,\n",
    )
    bank = made(
        tmp_path,
        "b.csv",
        BANK + "2026-03-09,,21.00,900.00,快捷支付,支付宝-某店（虚构）\n"
        "2026-03-09,,21.00,879.00,快捷支付,支付宝-别店（虚构）\n"
        "2026-03-09,,33.00,846.00,快捷支付,支付宝-某店（虚构）\n",
    )
    merged = read_all([bank, wallet])
    assert len(merged.mirrored) == 1
    assert sum(entry.amount for entry in merged.entries) == Decimal("108.00")
    assert merged.warnings == ("有 1 笔银行记录就是钱包里的同一笔付款，只按钱包的算一次",)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 28), st.integers(1, 3)), min_size=1, max_size=20), st.data())
def test_any_two_overlapping_cuts_give_the_whole(tmp_path_factory, rows, data):
    lines = [f"2026-03-{day:02},,{amount}.00,,茶,某店（虚构）\n" for day, amount in sorted(rows)]
    low = data.draw(st.integers(0, len(lines)))
    high = data.draw(st.integers(low, len(lines)))
    while 0 < high < len(lines) and lines[high] == lines[high - 1]:
        high += 1  # a cut between two days never splits equal rows
    while 0 < low < len(lines) and lines[low] == lines[low - 1]:
        low -= 1
    folder = tmp_path_factory.mktemp("cut")
    parts = [part for part in (lines[:high], lines[low:]) if part]
    files = [made(folder, f"{n}.csv", BANK + "".join(part)) for n, part in enumerate(parts)]
    assert len(read_all(files).entries) == len(lines)


# --- months -----------------------------------------------------------------------------------------------------------


def test_the_months_of_the_wallet():
    march, april = monthly([read(MADE / "alipay_app.csv")])
    assert (march.month, april.month, march.whole, april.whole) == ("2026-03", "2026-04", True, True)
    assert (march.receipts, april.receipts) == (Decimal("800.00"), Decimal("680.00"))
    assert (march.costs, april.costs) == (Decimal("100.00"), Decimal("1650.00"))
    assert april.household_out == Decimal("18.50")
    assert (april.loans_in, april.repayments, april.settlements) == (Decimal(10000), Decimal(2530), Decimal(1200))
    assert (march.borrowed_to_repay, april.borrowed_to_repay) == (False, True)
    assert (march.own_between, march.pending, march.closed) == (Decimal(306), Decimal(21), Decimal("89.90"))


def test_a_refund_comes_off_the_spending_it_undoes_and_only_once():
    march = months(read(MADE / "alipay_app.csv"))["2026-03"]
    assert march.household_out == Decimal("244.00")  # 300 for the coat, 56 of it back
    assert march.refunds_apart == Decimal("89.90")  # for an order that is closed and was never counted
    wechat = months(read(MADE / "wechat.csv"))["2026-03"]
    assert wechat.refunds_apart == Decimal("89.84")  # its purchase row names it: 131.77 − 89.84 is counted
    assert wechat.household_out == Decimal("28.16") + Decimal("41.93") + Decimal("23.44")
    assert months(read(MADE / "meituan.csv"))["2026-03"].unsorted_out == Decimal("21.17")
    assert months(read(MADE / "alipay_merchant.csv"))["2026-03"].receipts == Decimal("320.00") - Decimal("20.00")


@pytest.mark.parametrize("file", sorted(file.name for file in MADE.glob("*.csv")))
def test_every_transaction_stands_in_exactly_one_sum(file):
    export = read(MADE / file)
    sums = sum(sum(getattr(month, slot) for slot in SLOTS) for month in monthly([export]))
    refunded = sum(e.refunded for e in export.entries if e.kind in {"income", "expense"})
    merged = merge([export])
    taken_off = sum(2 * e.amount for e in merged.entries if e.kind == "refund" and e.currency == "CNY") - 2 * sum(
        month.refunds_apart for month in monthly([export])
    )
    assert sums == sum(e.amount for e in export.entries if e.currency == "CNY") - refunded - taken_off


def test_months_without_rows_and_months_not_covered_are_said(tmp_path):
    file = made(tmp_path, "a.csv", BANK + "2026-01-15,9.00,,,货款,某（虚构）\n2026-03-10,,5.00,,茶,某店（虚构）\n")
    found = months(read(file))
    assert list(found) == ["2026-01", "2026-02", "2026-03"]
    assert (found["2026-02"].count, found["2026-02"].whole) == (0, True)
    assert not found["2026-01"].whole


@pytest.mark.parametrize(("exported", "whole"), [("2026-03-20", False), ("2026-03-31", True), ("2026-04-02", True)])
def test_no_export_covers_the_days_after_it_was_made(tmp_path, exported, whole):
    head = f"起始时间：[2026-03-01 00:00:00] 终止时间：[2026-03-31 23:59:59]\n导出时间：[{exported} 09:00:00]\n"
    row = "2026-03-05 10:00:00,日用百货,某店（虚构）,台灯,支出,21.00,余额宝,交易成功,1,T1,\n"
    assert [month.whole for month in monthly([read(made(tmp_path, "a.csv", head + WALLET + row))])] == [whole]


def test_other_currencies_are_counted_but_not_summed():
    found = months(read(MADE / "hsbchk.csv"))["2026-03"]
    assert found.foreign == 2
    assert found.unsorted_in == Decimal("12500.00")


# --- rules ------------------------------------------------------------------------------------------------------------


def test_the_borrower_can_put_a_rule_before_all_others():
    rules = rules_from().first(Rule("business", ("街角面馆",), "out"))
    assert months(read(MADE / "alipay_app.csv"), rules=rules)["2026-04"].costs == Decimal("1668.50")


def test_a_rule_may_overrule_a_class():
    rules = rules_from().first(Rule("business", ("某基金",), "any", always=True))
    march = months(read(MADE / "alipay_app.csv"), rules=rules)["2026-03"]
    assert (march.own_between, march.costs) == (Decimal("0.00"), Decimal("406.00"))


def test_own_names_keep_transfers_apart():
    rules = rules_of({"own_names": ["某公司（虚构）"]})
    assert months(read(MADE / "boc.csv"), rules=rules)["2026-03"].own_in == Decimal("5771.00")


def test_what_no_rule_knows_is_apart_unless_the_borrower_says_otherwise():
    plain = months(read(MADE / "cmb.csv"))["2026-03"]
    assert (plain.unsorted_out, plain.household_out) == (Decimal("1000.00"), Decimal("3.00"))
    said = months(read(MADE / "cmb.csv"), rules=rules_of({"otherwise_out": "household"}))["2026-03"]
    assert (said.unsorted_out, said.household_out) == (Decimal("0.00"), Decimal("1003.00"))


def test_words_in_rules_are_words_not_expressions(tmp_path):
    file = made(tmp_path, "a.csv", BANK + "2026-01-15,9.00,,,a.c(,某（虚构）\n2026-01-16,7.00,,,abc,某（虚构）\n")
    rules = rules_of({"rule": [{"side": "business", "words": ["a.c("]}]})
    assert months(read(file), rules=rules)["2026-01"].receipts == Decimal("9.00")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"rule": [{"side": "shop", "words": ["a"]}]}, "第 1 条分类规则的 side 不认识"),
        ({"rule": [{"side": "business"}]}, "第 1 条分类规则要有 words"),
        ({"rule": [{"side": "business", "words": "abc"}]}, "words 要写成一列词"),
        ({"rule": [{"side": "business", "words": ["a"], "direction": "up"}]}, "direction 只能是"),
        ({"rule": [{"side": "business", "words": ["a"], "colour": "red"}]}, "不认识的内容"),
        ({"rule": {"side": "business"}}, "一条一条"),
        ({"own_names": "我"}, "own_names"),
        ({"otherwise_in": "nobody"}, "side 不认识"),
    ],
)
def test_a_wrong_rule_is_named(told, says):
    with pytest.raises(Refused, match=says):
        rules_of(told)


def test_a_rules_file_that_is_no_toml(tmp_path):
    with pytest.raises(Refused, match="读不了"):
        rules_from(made(tmp_path, "rules.toml", "[[rule"))


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_the_description_is_plain_json_with_the_documented_keys():
    exports = [read(MADE / "alipay_app.csv"), read(MADE / "boc.csv")]
    told = json.loads(json.dumps(describe(exports, monthly(exports))))
    wallet, bank = told["files"]
    assert wallet | {"warnings": []} == {
        "file": "alipay_app.csv",
        "format": "alipay",
        "house": "支付宝",
        "family": "wallet",
        "encoding": "utf-8",
        "header_line": 18,
        "rows": 14,
        "complete": True,
        "period": {"first": "2026-03-01", "last": "2026-04-30"},
        "totals": {
            "收入": {"count": 3, "sum": "1536.00"},
            "支出": {"count": 6, "sum": "2179.40"},
            "不计收支": {"count": 5, "sum": "14125.90"},
        },
        "totals_by_class": wallet["totals_by_class"],
        "printed_totals": {
            "记录": {"count": 14, "sum": None},
            "收入": {"count": 3, "sum": "1536.00"},
            "支出": {"count": 6, "sum": "2179.40"},
            "不计收支": {"count": 5, "sum": "14125.90"},
        },
        "unrecognised": [],
        "skipped": [],
        "warnings": [],
    }
    assert wallet["totals_by_class"]["loan_in"] == {"count": 1, "sum": "10000.00"}
    assert bank["totals"]["money_in"] == {"count": 2, "sum": "5821.00"}
    assert bank["totals"]["money_out"] == {"count": 3, "sum": "2721.89"}
    assert told["together"] == {"rows": 19, "duplicates": [], "mirrored": [], "warnings": []}
    assert told["months"][1]["borrowed_to_repay"] is True
    assert told["months"][1]["loans_in"] == "10000.00"


def test_every_key_of_the_description_is_documented():
    page = (Path(__file__).parents[1] / "docs" / "statements.md").read_text("utf-8")
    exports = [read(MADE / "boc.csv")]
    told = describe(exports, monthly(exports))
    keys = {*told, *told["files"][0], *told["together"], *told["months"][0], "money_in", "money_out", "count", "sum"}
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_entries_are_in_order_of_day_and_time():
    days = [entry.on for entry in read_all([MADE / "wechat.csv", MADE / "boc.csv"]).entries]
    assert days == sorted(days)
    assert days[0] == date(2026, 3, 2)
