"""Own accounts or not: no word alone moves what the wallet calls income or spending (all people are fictional)."""

from decimal import Decimal

import pytest

from workbook.statements import monthly, read, read_all

ALIPAY = "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\n"
WECHAT = "微信支付账单明细\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
BANK = "交易日期,收入,支出,余额,摘要,对方户名,附言\n"
MERCHANT = (
    "账务流水号,业务流水号,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,业务类型,业务描述,备注\n"
)


def made(tmp_path, words, name="a.csv"):
    (tmp_path / name).write_text(words, "utf-8")
    return tmp_path / name


def alipay(tmp_path, *rows):
    lines = (
        f"2026-03-{n:02} 10:00:00,{sort},{party},{item},{label},{amount},余额,交易成功,2026{n},,{note}\n"
        for n, (sort, party, item, label, amount, note) in enumerate(rows, 1)
    )
    return made(tmp_path, ALIPAY + "".join(lines))


def kinds(file):
    return [entry.kind for entry in read(file).entries]


@pytest.mark.parametrize(
    ("sort", "party", "item", "note"),
    [
        ("投资理财", "（虚构）平安车险", "车险续保", ""),
        ("商业服务", "（虚构）商户理财服务费", "收银系统年费", ""),
        ("酒店旅游", "（虚构）小金库民宿", "住宿", ""),
        ("日用百货", "（虚构）杂货", "余额宝玩偶", ""),
        ("转账红包", "（虚构）某平台", "账户提现", "提现"),
        ("其他", "（虚构）约定转存咨询", "购汇指南", "结汇"),
        ("账户存取", "（虚构）甲", "基金", "零钱通"),
    ],
)
def test_what_a_wallet_calls_income_or_spending_stays_so_whatever_the_words(tmp_path, sort, party, item, note):
    for label, kind in (("收入", "income"), ("支出", "expense")):
        assert kinds(alipay(tmp_path, (sort, party, item, label, "900.00", note))) == [kind]


def test_what_platforms_pay_into_a_wallet_is_received(tmp_path):
    file = alipay(
        tmp_path,
        ("转账红包", "（虚构）短视频电商", "抖音提现", "收入", "12800.00", ""),
        ("转账红包", "（虚构）团购", "商家账户余额提现", "收入", "9600.00", ""),
        ("收入", "（虚构）过客", "收钱码收款", "收入", "300.00", ""),
        ("账户存取", "（虚构）银行", "提现-快速提现", "不计收支", "5000.00", ""),
    )
    (march,) = monthly([read(file)])
    assert (march.receipts, march.own_in, march.own_between) == (Decimal(22700), Decimal(0), Decimal(5000))


def test_a_fee_for_moving_money_is_a_cost(tmp_path):
    rows = (
        "2026-03-08 09:00:00,商户消费,（虚构）拼购平台,商家货款提现,收入,¥3100.00,/,已存入零钱,81,S1,/\n"
        "2026-03-09 09:00:00,零钱提现,招商银行(0000),/,/,¥500.00,招商银行(0000),提现已到账,82,/,服务费¥0.50\n"
    )
    export = read(made(tmp_path, WECHAT + rows))
    assert export.classes["transfer"].sum == Decimal("500.00")
    (march,) = monthly([export])
    assert (march.receipts, march.costs, march.own_between) == (Decimal(3100), Decimal("0.50"), Decimal("499.50"))


@pytest.mark.parametrize(
    ("way", "item", "party", "note", "kind"),
    [
        ("in", "网联收款", "支付宝（中国）", "支付宝提现", "transfer"),
        ("in", "网联清算", "财付通支付科技有限公司", "微信零钱提现", "transfer"),
        ("in", "余额宝转出", "", "", "transfer"),
        ("in", "理财产品到期赎回", "", "", "transfer"),
        ("in", "网联收款", "支付宝（中国）", "商家结算", "income"),
        ("in", "网联收款", "支付宝（中国）", "商家提现", "income"),
        ("in", "银联代付", "（虚构）团购平台", "商家提现", "income"),
        ("in", "银联代付", "（虚构）短视频", "抖音提现", "income"),
        ("in", "代付", "（虚构）网店平台", "提现", "income"),
        ("in", "美团结算", "（虚构）外卖平台", "", "income"),
        ("in", "转账", "（虚构）基金公司食堂", "盒饭货款", "income"),
        ("in", "工资", "（虚构）某理财有限责任公司", "", "income"),
        ("out", "基金申购", "", "", "transfer"),
        ("out", "快捷支付", "（虚构）某基金管理有限公司", "", "transfer"),
        ("out", "快捷支付", "（虚构）小金库民宿", "", "expense"),
        ("out", "消费", "（虚构）理财书店", "", "expense"),
        ("out", "提现手续费", "", "", "expense"),
    ],
)
def test_a_bank_row_goes_by_who_paid_and_what_the_bank_calls_it(tmp_path, way, item, party, note, kind):  # noqa: PLR0913, PLR0917
    came, went = ("700.00", "") if way == "in" else ("", "700.00")
    file = made(tmp_path, BANK + f"2026-03-05,{came},{went},9000.00,{item},{party},{note}\n")
    assert kinds(file) == [kind]


def test_a_card_holds_no_savings(tmp_path):
    words = "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
    rows = "2026-03-10,2026-03-11,支付宝-（虚构）小金库民宿,300.00,0000,300.00\n"
    rows += "2026-03-12,2026-03-12,还款,-5.00,0000,-5.00\n"
    assert kinds(made(tmp_path, words + rows)) == ["expense", "settlement"]


def test_money_from_oneself_is_a_transfer_whoever_carries_it(tmp_path):
    rows = "2026-03-05,700.00,,9000.00,转账,（虚构）李某 1101,\n2026-03-06,80.00,,9080.00,转账,（虚构）李某某,\n"
    assert kinds(made(tmp_path, "户名：（虚构）李某\n" + BANK + rows)) == ["transfer", "income"]
    bank = made(tmp_path, BANK + rows, "b.csv")
    wallet = made(
        tmp_path,
        "姓名：（虚构）李某\n" + ALIPAY + "2026-03-01 10:00:00,其他,（虚构）王某,茶,支出,3.00,余额,交易成功,1,,\n",
    )
    assert [entry.kind for entry in read_all([wallet, bank]).entries] == ["expense", "transfer", "income"]


def test_what_the_wallet_shows_as_paid_out_is_own_money_at_the_bank(tmp_path):
    wallet = alipay(tmp_path, ("账户存取", "（虚构）银行", "提现-快速提现", "不计收支", "5000.00", ""))
    came = (
        "2026-03-02,5000.00,,9000.00,网联收款,支付宝（中国）,\n2026-03-03,5000.00,,14000.00,网联收款,支付宝（中国）,\n"
    )
    bank = made(tmp_path, BANK + came, "b.csv")
    (march,) = monthly(read_all([wallet, bank]))
    assert (march.own_between, march.own_in, march.unsorted_in) == (Decimal(5000), Decimal(5000), Decimal(5000))
    assert monthly([read(bank)])[0].own_in == Decimal(0)


def test_a_withdrawal_less_its_fee_is_found_at_the_bank(tmp_path):
    row = "2026-03-09 09:00:00,零钱提现,招商银行(0000),/,/,¥500.00,招商银行(0000),提现已到账,82,/,服务费¥0.50\n"
    wallet = made(tmp_path, WECHAT + row)
    bank = made(tmp_path, BANK + "2026-03-09,499.50,,9000.00,网联收款,财付通支付科技有限公司,\n", "b.csv")
    (march,) = monthly(read_all([wallet, bank]))
    assert (march.own_between, march.own_in, march.unsorted_in) == (Decimal("499.50"), Decimal("499.50"), Decimal(0))


def test_takings_paid_out_are_counted_where_they_were_earned_when_that_account_is_read_too(tmp_path):
    earned = "1,11,2026-03-01 09:00:00,（虚构）客户,8000.00,0.00,8000.00,在线支付,在线支付,货款\n"
    paid = "2,12,2026-03-02 09:00:00,（虚构）某,0.00,-8000.00,0.00,提现,提现,\n"
    shop = made(tmp_path, MERCHANT + earned + paid)
    bank = made(tmp_path, BANK + "2026-03-02,8000.00,,9000.00,网联收款,支付宝（中国）,商家提现\n", "b.csv")
    assert monthly([read(bank)])[0].receipts == Decimal(8000)
    (march,) = monthly(read_all([shop, bank]))
    assert (march.receipts, march.own_in, march.own_out) == (Decimal(8000), Decimal(8000), Decimal(8000))
