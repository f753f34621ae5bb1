"""A shop's own accounts: what comes in is its takings, what the house keeps a cost (all people are fictional)."""

from decimal import Decimal

import pytest

from workbook.statements import monthly, read, read_all

BUSINESS = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
    "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,"
    "券核销金额（元）,券名称,"
    "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\n"
)
FUND = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额{元},账户结余{元},"
    "资金变更提交申请人,备注,业务凭证号\n"
)
FUND_END = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\n"
TRADE = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
    "手续费,费率,订单金额,申请退款金额,费率备注\n"
)
TRADE_END = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n"
MERCHANT = (
    "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,"
    "交易渠道,业务类型,备注\n"
)


def made(tmp_path, words, name="a.csv", encoding="utf-8"):
    (tmp_path / name).write_bytes(words.encode(encoding))
    return tmp_path / name


def ticked(*rows):
    """Write rows as WeChat does: a sign before each cell keeps a spreadsheet from making a number of it."""
    return "".join(",".join(f"`{cell}" for cell in row) + "\n" for row in rows)


def business(*rows, end=""):
    lines = (
        f"{number}\t,{order}\t,{sort}\t,豆沙包,{day} 07:30:00,{done} 07:30:09,\t,\t,\t,\t,"
        f"*丁(139****0009)\t,{price},{kept},"
        f"0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,{fee},0.00,\n"
        for number, order, sort, day, done, price, kept, fee in rows
    )
    return f"#支付宝业务明细查询\n#账号：[20880000000000000999]\n#---业务明细列表---\n{BUSINESS}{''.join(lines)}{end}"


def fund(*rows, end="", brackets="()", money="元"):
    unit = f"{brackets[0]}{money}{brackets[1]}"
    return FUND.replace("{元}", unit) + ticked(*rows) + end


SOLD = (
    "2026-06-01 08:00:00",
    "4200001",
    "F1",
    "交易",
    "交易",
    "收入",
    "50.00",
    "50.00",
    "system",
    "含手续费 0.30",
    "N1",
)
KEPT = (
    "2026-06-01 08:00:00",
    "4200001",
    "F2",
    "扣除交易手续费",
    "扣除交易手续费",
    "支出",
    "0.30",
    "49.70",
    "system",
    "",
    "N1",
)
BACK = ("2026-06-02 08:00:00", "5030001", "F3", "退款", "退款", "支出", "20.00", "29.70", "API", "", "N1R")
PAID = ("2026-06-03 00:30:00", "", "F4", "提现", "提现", "支出", "29.70", "0.00", "system", "自动提现", "W1")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_alipays_bill_of_a_shop_is_takings_and_its_service_charge_a_cost(tmp_path, encoding):
    words = business(
        ("2026060122001", "B1", "交易", "2026-06-01", "2026-06-01", "66.00", "60.00", "-0.36"),
        ("2026060222002", "B2", "交易", "2026-05-31", "2026-06-02", "40.00", "40.00", "-0.24"),
        ("2026060122001", "B1", "退款", "2026-06-01", "2026-06-05", "-15.00", "-15.00", "0.09"),
        end=(
            "#交易合计：2笔，商家实收共100.00元，商家优惠共6.00元\n#退款合计：1笔，"
            "商家实收退款共-15.00元，商家优惠退款共0.00元\n"
        ),
    )
    export = read(made(tmp_path, words, encoding=encoding))
    assert (export.format, export.family, export.warnings) == ("alipay-business", "bank", ())
    assert [entry.party for entry in export.entries] == ["*丁"] * 3
    (june,) = monthly([export])  # the day money moved, not the day the order was made
    assert (june.receipts, june.costs) == (Decimal("85.00"), Decimal("0.51"))


def test_a_bill_whose_own_totals_disagree_is_said(tmp_path):
    end = "#交易合计：3笔，商家实收共99.00元\n"
    row = ("2026060122001", "B1", "交易", "2026-06-01", "2026-06-01", "60.00", "60.00", "0.00")
    assert any("3 笔" in said for said in read(made(tmp_path, business(row, end=end))).warnings)
    wrong = fund(SOLD, KEPT, end=FUND_END + ticked(("2", "1", "55.00", "1", "0.30")))
    assert any("¥55.00" in said for said in read(made(tmp_path, wrong, "b.csv")).warnings)


@pytest.mark.parametrize("brackets", ["()", "（）"])
@pytest.mark.parametrize("ends", ["\n", ""])
def test_wechats_bill_of_funds(tmp_path, brackets, ends):
    last = ticked(("4", "1", "50.00", "3", "50.00")).rstrip("\n") + ends
    export = read(made(tmp_path, fund(SOLD, KEPT, BACK, PAID, end=FUND_END + last, brackets=brackets)))
    assert (export.format, export.skipped, export.warnings, export.complete) == ("wechat-fund", (), (), True)
    assert [entry.kind for entry in export.entries] == ["income", "expense", "refund", "transfer"]
    (june,) = monthly([export])
    assert (june.receipts, june.costs, june.own_out) == (Decimal("30.00"), Decimal("0.30"), Decimal("29.70"))


def test_totals_that_stand_beside_their_names(tmp_path):
    end = "资金流水总笔数,2,收入笔数,1,收入金额,50.00,支出笔数,1,支出金额,0.30\n"
    export = read(made(tmp_path, fund(SOLD, KEPT, end=end)))
    assert (export.skipped, export.warnings) == ((), ())
    assert export.printed["收入"].sum == Decimal("50.00")


def trade(at, state, settled="0.00", back=("0", "", "0.00"), fee="0.00000"):
    return (
        at, "wx1", "1900000009", "0", "", "4200001", "N1", "o-1", "NATIVE", state, "OTHERS", "CNY", settled, "0.00",
        *back, "0.00", "", "", "早点", "", fee, "0.60%", settled, back[2], "",
    )  # fmt: skip


SALE = trade("2026-06-01 08:00:00", "SUCCESS", "50.00", fee="0.30000")
RETURN = trade("2026-06-02 08:00:00", "REFUND", back=("5030001", "N1R", "20.00"), fee="-0.12000")


@pytest.mark.parametrize("repeated", [False, True])
def test_wechats_bill_of_orders(tmp_path, repeated):
    back = [*RETURN]
    if repeated:
        back[12] = "50.00"  # some bills repeat in the refund's row what its order had brought
    end = TRADE_END + ticked(("2", "50.00", "20.00", "0.00", "0.18000", "50.00", "20.00"))
    export = read(made(tmp_path, TRADE + ticked(SALE, tuple(back)) + end))
    assert (export.format, export.warnings, export.skipped) == ("wechat-trade", (), ())
    assert [(e.kind, e.direction, e.fee) for e in export.entries] == [
        ("income", "in", Decimal("0.30")), ("refund", "out", Decimal("-0.12")),
    ]  # fmt: skip
    (june,) = monthly([export])
    assert (june.receipts, june.costs) == (Decimal("30.00"), Decimal("0.18"))


def test_a_shops_orders_and_its_funds_are_the_same_money(tmp_path):
    funds = made(tmp_path, fund(SOLD, KEPT, BACK, PAID), "funds.csv")
    orders = made(tmp_path, TRADE + ticked(SALE, RETURN), "orders.csv")
    merged = read_all([orders, funds])
    assert len(merged.mirrored) == 2
    assert monthly(merged) == monthly([read(funds)])
    alone = (
        "1,2026060122001,B1,豆沙包,2026-06-01 07:30:09,*丁(139****0009),60.00,0.00,60.00,支付宝,交易付款,\n"
        "2,2026060122001,B1,豆沙包,2026-06-01 07:30:10,支付宝,0.00,-0.36,59.64,支付宝,收费,服务费\n"
    )
    account = made(tmp_path, MERCHANT + alone, "account.csv")
    row = ("2026060122001", "B1", "交易", "2026-06-01", "2026-06-01", "66.00", "60.00", "-0.36")
    both = read_all([account, made(tmp_path, business(row), "bill.csv")])
    assert monthly(both) == monthly([read(account)])


def test_no_table_with_order_numbers_is_a_credit_card(tmp_path):
    rows = "2026-06-01,消费券套餐,Z1,88.00\n2026-06-02,退款 消费券套餐,Z1,-8.00\n"
    export = read(made(tmp_path, "交易日期,商品名称,商户订单号,交易金额\n" + rows))
    assert (export.family, [entry.direction for entry in export.entries]) == ("bank", ["in", "out"])


DOUYIN = (
    "动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,售后编号,"
    "下单时间,商品ID,商品名称,备注\n"
)


@pytest.mark.parametrize("sign", ["", "-"])
def test_doudian_funds(tmp_path, sign):
    rows = (
        f"2026-06-01 09:00:00,'202606010001,入账,128.20,聚合账户,货款结算入账,,'69001,'69001,,"
        f"2026-05-25 10:00:00,'3,（虚构）凉席,\n"
        f"2026-06-02 09:00:00,'202606020001,出账,{sign}28.20,聚合账户,退款-结算后退款-退用户,,'69001,"
        f"'69001,,2026-05-25 10:00:00,'3,（虚构）凉席,\n"
        f"2026-06-03 09:00:00,'202606030001,出账,{sign}4.90,聚合账户,上门取件运费,,'69001,'69001,,,,,\n"
        f"2026-06-04 09:00:00,'202606040001,出账,{sign}50.00,聚合账户,货款充值保证金,,,,,,,,\n"
        f"2026-06-05 09:00:00,'202606050001,出账,{sign}40.00,聚合账户,提现,,,,,,,,\n"
    )
    export = read(made(tmp_path, DOUYIN + rows))
    assert (export.format, export.skipped) == ("douyin-shop", ())
    assert [entry.kind for entry in export.entries] == ["income", "refund", "expense", "transfer", "transfer"]
    (june,) = monthly([export])
    assert (june.receipts, june.costs, june.own_out) == (Decimal("100.00"), Decimal("4.90"), Decimal("90.00"))


def test_pinduoduo_account(tmp_path):
    head = "拼多多店铺账务明细查询\n\n起始时间：2026-06-01 00:00:00  终止时间：2026-06-30 23:59:59\n---明细---\n"
    rows = (
        "260601-1,2026-06-01 23:30:43,61.80,0,交易收入,-,0010002|交易收入-订单收入\n"
        "260601-1,2026-06-02 10:00:00,0,-11.80,交易退款,-,0020002|交易退款-订单退款\n"
        "260601-1,2026-06-02 10:00:01,0,-0.37,技术服务费,基础技术服务费,0030002|技术服务费-基础技术服务费\n"
        ",2026-06-09 10:00:00,0,-20.00,提现,-,\n"
        "#支出合计：3笔，共-32.17元\n#收入合计：1笔，共61.80元\n"
    )
    export = read(
        made(
            tmp_path,
            head + "商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n" + rows,
            encoding="gb18030",
        )
    )
    assert (export.format, export.skipped, export.warnings) == ("pdd-shop", (), ())
    (june,) = monthly([export])
    assert (june.receipts, june.costs, june.own_out, june.whole) == (
        Decimal("50.00"),
        Decimal("0.37"),
        Decimal(20),
        True,
    )


def test_taobao_settles_through_alipays_account(tmp_path):
    head = (
        "序号,入账时间,支付宝交易号,支付宝流水号,商户订单号,账务类型,收入（+元）,支出（-元）,"
        "账户余额（元）,对方账户,对方名称,银行订单号,商品名称,备注,业务描述\n"
    )
    rows = (
        "1,2026-06-01 10:00:00,TX1,SN1,T200P1,在线支付,80.00, ,80.00,abc***@x,（虚构）买家, ,（虚构）凉席, , \n"
        "2,2026-06-02 10:00:00,TX2,SN2, ,提现, ,-80.00,0.00, ,（虚构）店主, , , , \n"
    )
    export = read(made(tmp_path, head + rows))
    assert (export.format, export.entries[0].party) == ("alipay-merchant", "（虚构）买家")
    (june,) = monthly([export])
    assert (june.receipts, june.own_out) == (Decimal(80), Decimal(80))


def test_what_a_platform_paid_out_is_counted_where_it_was_earned_when_both_are_read(tmp_path):
    rows = (
        "2026-06-01 09:00:00,1,入账,300.00,聚合账户,货款结算入账,,9,9,,,,（虚构）凉席,"
        "\n2026-06-04 09:00:00,2,出账,300.00,聚合账户,提现,,,,,,,,\n"
    )
    shop = made(tmp_path, DOUYIN + rows)
    came = "交易日期,收入,支出,余额,摘要,对方户名\n2026-06-05,300.00,,300.00,商家提现,（虚构）抖音支付\n"
    bank = made(tmp_path, came, "b.csv")
    assert monthly([read(bank)])[0].receipts == Decimal(300)
    (june,) = monthly(read_all([bank, shop]))
    assert (june.receipts, june.own_in, june.own_out) == (Decimal(300), Decimal(300), Decimal(300))


def test_a_rule_that_always_decides_reaches_a_shops_account(tmp_path):
    from workbook.statements import Rule, rules_from

    file = made(tmp_path, fund(SOLD, KEPT))
    plain, always = (rules_from().first(Rule("household", ("交易",), "in", always=each)) for each in (False, True))
    assert monthly([read(file)], plain)[0].household_in == 0
    assert monthly([read(file)], always)[0].household_in == Decimal(50)


@pytest.mark.parametrize("name", ["返还交易手续费", "手续费退还"])
def test_a_fee_given_back_is_a_cost_less(tmp_path, name):
    again = ("2026-06-04 08:00:00", "4200001", "F9", name, name, "收入", "0.10", "49.80", "system", "", "N1")
    (june,) = monthly([read(made(tmp_path, fund(SOLD, KEPT, again)))])
    assert (june.receipts, june.costs) == (Decimal("50.00"), Decimal("0.20"))


def test_a_service_that_a_shop_sells_is_no_fee(tmp_path):
    sold = (*SOLD[:9], "咨询服务费", SOLD[10])
    (june,) = monthly([read(made(tmp_path, fund(sold)))])
    assert (june.receipts, june.costs) == (Decimal("50.00"), Decimal(0))


def test_a_bill_of_refunds_alone_goes_by_the_day_they_were_given(tmp_path):
    head = TRADE.replace("费率备注\n", "费率备注,退款申请时间,退款成功时间\n")
    row = (*RETURN, "2026-06-29 10:00:00", "2026-07-01 10:00:00")
    (entry,) = read(made(tmp_path, head + ticked(row))).entries
    assert str(entry.on) == "2026-07-01"


JD_BY_ITEM = """订单编号,单据编号,单据类型,商品编号,商户订单号,商品名称,结算状态,费用发生时间,费用计费时间,费用结算时间,费用项,金额,币种,{mark},钱包结算备注,店铺号
31000000001,31000000001,订单,1,,（虚构）茶叶,已结算,2026-09-01 10:00:00,2026-09-02 10:00:00,2026-09-03 10:00:00,货款,300.00,CNY,{came},,1
31000000001,31000000001,订单,1,,（虚构）茶叶,已结算,2026-09-01 10:00:00,2026-09-02 10:00:00,2026-09-03 10:00:00,佣金,{less}15.00,CNY,{went},,1
31000000002,41000000002,取消退款单,1,,（虚构）茶叶,已结算,2026-09-04 10:00:00,2026-09-05 10:00:00,2026-09-06 10:00:00,货款,{less}100.00,CNY,{went},,1
31000000002,41000000002,取消退款单,1,,（虚构）茶叶,已结算,2026-09-04 10:00:00,2026-09-05 10:00:00,2026-09-06 10:00:00,佣金,5.00,CNY,{came},,1
31000000003,31000000003,订单,1,,（虚构）茶叶,未结算,2026-09-20 10:00:00,2026-09-21 10:00:00,,货款,80.00,CNY,{came},,1
"""  # noqa: E501 - the columns of one export
JD_BY_NAME = """订单编号,父单号,订单状态,订单下单时间,商品编号,商品名称,商品数量,费用名称,应结金额,收支方向,结算状态,预计结算时间,到账时间,商户订单号
31000000001,,已完成,2026-09-01 10:00:00,1,（虚构）茶叶,1,货款,300.00,收入,已结算,2026-09-03,2026-09-03 10:00:00,
31000000001,,已完成,2026-09-01 10:00:00,1,（虚构）茶叶,1,佣金,15.00,支出,已结算,2026-09-03,2026-09-03 10:00:00,
31000000002,,已完成,2026-08-30 10:00:00,1,（虚构）茶叶,1,货款,100.00,支出,已结算,2026-09-06,2026-09-06 10:00:00,
31000000002,,已完成,2026-08-30 10:00:00,1,（虚构）茶叶,1,佣金,5.00,收入,已结算,2026-09-06,2026-09-06 10:00:00,
31000000003,,已完成,2026-09-20 10:00:00,1,（虚构）茶叶,1,货款,80.00,收入,未结算,2026-09-28,,
"""  # noqa: E501 - the columns of one export


@pytest.mark.parametrize(
    "told",
    [
        JD_BY_ITEM.format(mark="收支方向", came="收入", went="支出", less=""),
        JD_BY_ITEM.format(mark="商家应收/应付", came="应收", went="应付", less="-"),
        JD_BY_NAME,
    ],
    ids=["收支方向", "应收应付", "费用名称"],
)
def test_goods_taken_back_come_off_receipts_and_what_is_not_settled_waits(told, tmp_path):
    bill = tmp_path / "京东.csv"
    bill.write_text(told, "utf-8")
    export = read(bill)
    (month,) = monthly([export])
    assert (export.format, len(export.entries), export.skipped, export.unrecognised) == ("jd-shop", 5, (), ())
    assert (month.receipts, month.costs) == (Decimal("200.00"), Decimal("10.00"))
    assert month.pending == Decimal("80.00")
