"""Any set of files in any order, split or doubled, gives the same months; one purchase in two exports counts once.

All people are fictional.
"""

from dataclasses import astuple
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.statements import monthly, read_all

ALIPAY = (
    "姓名：{owner}\n起始时间：[{first} 00:00:00] 终止时间：[{last} 23:59:59]\n交易时间,交易分类,"
    "交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\n"
)
WECHAT = (
    "微信支付账单明细\n起始时间：[{first} 00:00:00] 终止时间：[{last} 23:59:59]\n交易时间,"
    "交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
)
MEITUAN = (
    "美团账单\n起始时间：[{first}] 终止时间：[{last}]\n交易成功时间,交易类型,订单标题,收/支,"
    "支付方式,订单金额,实付金额,交易单号,商家单号,备注\n"
)
JD = (
    "京东账单\n起始时间：[{first}] 终止时间：[{last}]\n交易时间,商户名称,交易说明,金额,收/付款方式,"
    "交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n"
)
BANK = "户名：{owner}\n起始日期：{first} 结束日期：{last}\n交易日期,摘要,收入,支出,余额,对方户名,流水号\n"
CARD = "起始日期：{first} 结束日期：{last}\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"


def made(folder, name, head, rows, days=("2026-01-01", "2026-06-30"), *, owner="（虚构）店主"):  # noqa: PLR0913
    (first, last), path = days, folder / name
    path.write_text(head.format(first=first, last=last, owner=owner) + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def spent(*files):
    months = monthly(read_all(files))
    return sum(m.household_out + m.costs + m.unsorted_out - m.refunds_apart for m in months)


# --- one purchase in two exports --------------------------------------------------------------------------------------

ATE = "2026-03-10 12:01:33,支付,（虚构）砂锅,支出,{method},¥40.00,¥38.50,MT1,{order},/"
PAID = "2026-03-10 12:01:30,商户消费,美团平台商户,美团订单,支出,¥38.50,{method},支付成功,42001,{order},/"


@pytest.mark.parametrize(
    ("listed", "paid", "count"),
    [
        ({"method": "微信支付", "order": "S1"}, {"method": "零钱", "order": "S1"}, 1),
        ({"method": "微信支付", "order": "MT9"}, {"method": "零钱", "order": "S1"}, 1),
        ({"method": "/", "order": "S1"}, {"method": "零钱", "order": "S1"}, 1),
        ({"method": "美团月付", "order": "MT9"}, {"method": "零钱", "order": "S1"}, 2),
        ({"method": "支付宝", "order": "MT9"}, {"method": "零钱", "order": "S1"}, 2),
        ({"method": "微信支付", "order": "****"}, {"method": "零钱", "order": "****"}, 1),
    ],
)
def test_what_is_bought_at_a_platform_and_paid_from_a_wallet_is_one(tmp_path, listed, paid, count):
    platform = made(tmp_path, "m.csv", MEITUAN, [ATE.format(**listed)])
    wallet = made(tmp_path, "w.csv", WECHAT, [PAID.format(**paid)])
    merged = read_all([wallet, platform])
    assert spent(wallet, platform) == spent(platform, wallet) == count * Decimal("38.50")
    assert len(merged.mirrored) == 2 - count
    assert any("同一笔钱" in said for said in merged.warnings) == (count == 1)


def test_jd_and_alipay(tmp_path):
    bought = "2026-03-10 09:00:00,京东平台商户,（虚构）纸箱,99.00,支付宝,交易成功,支出,数码,J1,SJ1,"
    paid = "2026-03-10 09:00:20,其他,京东商城,京东订单,支出,99.00,余额,交易成功,20261,SJ8,"
    files = made(tmp_path, "j.csv", JD, [bought]), made(tmp_path, "a.csv", ALIPAY, [paid])
    assert spent(*files) == Decimal("99.00")


def test_two_lunches_of_one_price_are_two(tmp_path):
    other = ATE.replace("12:01:33", "12:03:00").replace("MT1", "MT2")
    again = PAID.replace("12:01:30", "12:02:58").replace("42001", "42002")
    method = {"method": "微信支付", "order": ""}
    platform = made(tmp_path, "m.csv", MEITUAN, [ATE.format(**method), other.format(**method)])
    wallet = made(
        tmp_path, "w.csv", WECHAT, [PAID.format(method="零钱", order="S1"), again.format(method="零钱", order="S2")]
    )
    assert spent(platform, wallet) == Decimal("77.00")


def test_a_purchase_at_a_platform_paid_from_a_wallet_paid_from_a_bank_is_one(tmp_path):
    platform = made(tmp_path, "m.csv", MEITUAN, [ATE.format(method="微信支付", order="S1")])
    wallet = made(tmp_path, "w.csv", WECHAT, [PAID.format(method="某银行(0000)", order="S1")])
    bank = made(tmp_path, "b.csv", BANK, ["2026-03-10,快捷支付,,38.50,61.50,财付通-美团平台商户,B1"])
    assert spent(platform, wallet, bank) == spent(wallet, bank) == spent(platform, bank) == Decimal("38.50")


def test_its_refund_is_one_too(tmp_path):
    back = "2026-03-11 08:00:00,退款,（虚构）砂锅,收入,微信支付,¥38.50,¥38.50,MT3,S1,/"
    came = "2026-03-11 08:00:01,美团平台商户-退款,美团平台商户,退款-美团订单,收入,¥38.50,零钱,已退款,42003,S1,/"
    platform = made(tmp_path, "m.csv", MEITUAN, [ATE.format(method="微信支付", order="S1"), back])
    wallet = made(tmp_path, "w.csv", WECHAT, [PAID.format(method="零钱", order="S1"), came])
    assert spent(platform) == spent(wallet) == spent(platform, wallet) == 0


def test_the_book_alipay_keeps_is_the_wallet_again(tmp_path):
    head = "记录时间,分类,收支类型,金额,备注,账户,来源,标签,\n"
    book = made(
        tmp_path,
        "k.csv",
        head,
        [
            "2026-03-10 09:00:20,其他,支出,99.00,（虚构）纸箱,余额,账单同步,,",
            "2026-03-11 07:00:00,餐饮,支出,5.00,现金买菜,现金,手动,,",
        ],
    )
    wallet = made(
        tmp_path, "a.csv", ALIPAY, ["2026-03-10 09:00:20,其他,（虚构）箱店,纸箱,支出,99.00,余额,交易成功,20261,,"]
    )
    assert spent(book, wallet) == Decimal("104.00")


def test_a_masked_number_in_two_halves_loses_no_row(tmp_path):
    row = "2026-{month:02}-05 10:00:00,日用,（虚构）灯店,灯,支出,9.90,余额,交易成功,xxxx,xxxx,"
    halves = [
        made(tmp_path, f"{m}.csv", ALIPAY, [row.format(month=m)], (f"2026-{m:02}-01", f"2026-{m:02}-28"))
        for m in (1, 2)
    ]
    assert spent(*halves) == Decimal("19.80")


def test_money_between_two_people_of_one_household_is_their_own(tmp_path):
    mine = made(tmp_path, "a.csv", BANK, ["2026-03-10,转账,,500.00,1.00,（虚构）配偶,A1"], owner="（虚构）店主")
    hers = made(tmp_path, "b.csv", BANK, ["2026-03-10,转账,500.00,,501.00,（虚构）店主,B1"], owner="（虚构）配偶")
    (march,) = [month for month in monthly(read_all([hers, mine])) if month.count]
    assert (march.own_out, march.own_in) == (Decimal(500), Decimal(500))


# --- any order, any parts ---------------------------------------------------------------------------------------------


def ledger(draw):
    """Make up half a year of two wallets, a platform, two people's accounts and a card, with ties between them."""
    books: dict[str, list[tuple[int, int, str]]] = {name: [] for name in HEADS}
    for number, kind in enumerate(draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=4, max_size=24))):
        month, day = draw(st.integers(1, 6)), draw(st.integers(1, 25))
        amount = f"{draw(st.sampled_from([12, 40, 40, 250, 3000]))}.00"
        for book, later, row in KINDS[kind]:
            at = f"2026-{month:02}-{day + later:02}"
            books[book].append(
                (month, day + later, row.format(at=at, a=amount, n=f"{number:06}", s=f"{number % 60:02}"))
            )
    return {name: sorted(rows) for name, rows in books.items() if rows}


HEADS = {"alipay": ALIPAY, "wechat": WECHAT, "meituan": MEITUAN, "bank": BANK, "spouse": BANK, "card": CARD}
OWNERS = {"spouse": "（虚构）配偶"}
KINDS = {
    "sale": [("alipay", 0, "{at} 08:00:{s},收入,（虚构）客,收钱码收款,收入,{a},余额,交易成功,77{n},,")],
    "stock": [
        ("alipay", 0, "{at} 09:00:{s},其他,（虚构）批发,进货,支出,{a},某银行,交易成功,78{n},P{n},"),
        ("bank", 2, "{at},快捷支付,,{a},,支付宝-（虚构）批发,K{n}"),
    ],
    "lunch": [
        ("wechat", 0, "{at} 12:00:{s},商户消费,美团平台商户,美团订单,支出,¥{a},零钱,支付成功,42{n},S{n},/"),
        ("meituan", 0, "{at} 12:00:{s},支付,（虚构）砂锅,支出,微信支付,¥{a},¥{a},MT{n},S{n},/"),
    ],
    "returned": [
        ("alipay", 0, "{at} 10:00:{s},日用百货,（虚构）鞋店,布鞋,支出,{a},余额,交易成功,79{n},R{n},"),
        ("alipay", 3, "{at} 10:00:{s},退款,（虚构）鞋店,退款-布鞋,不计收支,{a},余额,退款成功,79{n}_1,R{n},"),
    ],
    "withdrawn": [
        ("alipay", 0, "{at} 11:00:{s},账户存取,某银行,提现-快速提现,不计收支,{a},余额,交易成功,80{n},,"),
        ("bank", 1, "{at},网联收款,{a},,,支付宝（中国）,L{n}"),
    ],
    "family": [
        ("bank", 0, "{at},转账,,{a},,（虚构）配偶,M{n}"),
        ("spouse", 0, "{at},转账,{a},,,（虚构）店主,N{n}"),
    ],
    "loan": [("alipay", 0, "{at} 13:00:{s},信用借还,（虚构）无名,取用,不计收支,{a},余额,放款成功,81{n},,")],
    "card": [
        ("card", 0, "{at},{at},（虚构）五金{n},{a},0000,{a}"),
        ("card", 3, "{at},{at},（虚构）五金{n},-{a},0000,-{a}"),
    ],
    "sold_at_bank": [("bank", 0, "{at},货款,{a},,,（虚构）客户,Q{n}")],
}  # fmt: skip


def files_of(folder, name, rows, cut, tag):
    """Write a book as one file, or as two that meet between two months, each stating its days."""
    owner = OWNERS.get(name, "（虚构）店主")
    parts = [(1, 6)] if not cut else [(1, cut), (cut + 1, 6)]
    for first, last in parts:
        held = [row for month, _day, row in rows if first <= month <= last]
        if held:
            days = f"2026-{first:02}-01", f"2026-{last:02}-{30 if last in {4, 6} else 31 if last != 2 else 28}"
            yield made(folder, f"{tag}{name}{first}.csv", HEADS[name], held, days, owner=owner)


def sums(files):
    """Give every sum of every month that holds rows; a part without rows makes no file, so `whole` may differ."""
    return {
        month.month: (*astuple(month)[1:2], *astuple(month)[3:]) for month in monthly(read_all(files)) if month.count
    }


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_order_any_parts_any_copies(tmp_path_factory, data):
    books = ledger(data.draw)
    folder = tmp_path_factory.mktemp("books")
    whole = [file for name, rows in books.items() for file in files_of(folder, name, rows, 0, "")]
    expected = sums(whole)
    parts = []
    for name, rows in books.items():
        cut = data.draw(st.integers(0, 5))
        parts.extend(files_of(folder, name, rows, cut, f"cut{cut}"))
        for copy in range(data.draw(st.integers(0, 2))):
            parts.extend(files_of(folder, name, rows, data.draw(st.integers(0, 5)), f"copy{copy}"))
    assert sums(data.draw(st.permutations(parts))) == expected
    assert sums(data.draw(st.permutations(whole + parts))) == expected
