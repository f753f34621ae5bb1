"""What a row means: loans, deposits, refunds onto cards, masked numbers, fees (all people are fictional)."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbook.statements import monthly, read, read_all
from workbook.statements.classes import classed, classed_by, muted

ALIPAY = "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\n"
WECHAT = "微信支付账单明细\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
BANK = "交易日期,收入,支出,余额,摘要,对方户名,附言\n"
CARD = "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"


def made(tmp_path, words, name="a.csv"):
    (tmp_path / name).write_text(words, "utf-8")
    return tmp_path / name


def alipay(tmp_path, *rows, name="a.csv"):
    """Write rows of day, category, party, goods, 收/支, amount, state and order."""
    lines = (
        f"2026-05-{day:02} 10:00:00,{sort},{party},{item},{label},{amount},余额,{state},2026{n:04},{order},\n"
        for n, (day, sort, party, item, label, amount, state, order) in enumerate(rows)
    )
    return made(tmp_path, ALIPAY + "".join(lines), name)


def kinds(file):
    return [entry.kind for entry in read(file).entries]


# --- loans: the state and what a row is filed under speak before names ------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "party", "item", "state", "kind", "way"),
    [
        ("信用借还", "（虚构）无名小贷公司甲", "到余额", "放款成功", "loan_in", "in"),
        ("信用借还", "（虚构）无名乙", "第3期", "还款成功", "repayment", "out"),
        ("信用借还", "备用金", "备用金取出", "交易成功", "loan_in", "in"),
        ("信用借还", "备用金", "备用金归还", "交易成功", "repayment", "out"),
        ("信用借还", "（虚构）无名丙", "本期账单", "交易成功", "repayment", "out"),
        ("信用借还", "花呗", "本期账单", "还款成功", "settlement", "out"),
        ("信用借还", "（虚构）某银行", "信用卡账单", "还款成功", "settlement", "out"),
        ("其他", "（虚构）无名丁", "提款", "已放款", "loan_in", "in"),
        ("其他", "（虚构）无名丁", "自动", "已还款", "repayment", "out"),
        ("信用借还", "（虚构）无名戊", "第4期", "还款失败", "closed", "out"),
        ("信用借还", "（虚构）充电桩", "押金冻结", "解冻成功", "neutral", "none"),
    ],
)
def test_a_loan_is_told_whoever_lends(tmp_path, sort, party, item, state, kind, way):  # noqa: PLR0913, PLR0917
    (row,) = read(alipay(tmp_path, (3, sort, party, item, "不计收支", "500.00", state, ""))).entries
    assert (row.kind, row.direction) == (kind, way)


def test_borrowing_to_repay_is_seen_whoever_lends(tmp_path):
    file = alipay(
        tmp_path,
        (3, "信用借还", "（虚构）无名甲", "取用", "不计收支", "3000.00", "放款成功", ""),
        (4, "信用借还", "（虚构）无名乙", "第2期", "不计收支", "2900.00", "还款成功", ""),
    )
    (may,) = monthly([read(file)])
    assert (may.loans_in, may.repayments, may.neutral, may.borrowed_to_repay) == (Decimal(3000), Decimal(2900), 0, True)


# --- deposits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item", ["店铺保证金", "退保证金", "保证金退款", "消费者保障金缴纳", "平台质保金释放", "外卖押金"]
)
def test_a_deposit_is_own_money_both_ways(tmp_path, item):
    rows = (
        f"2026-05-03,,3000.00,7000.00,{item},（虚构）网店平台,\n2026-05-20,3000.00,,10000.00,{item},（虚构）网店平台,\n"
    )
    (may,) = monthly([read(made(tmp_path, BANK + rows))])
    assert (may.own_out, may.own_in, may.receipts, may.costs, may.refunds_apart) == (3000, 3000, 0, 0, 0)


def test_a_deposit_paid_from_a_wallet_comes_back_as_own_money(tmp_path):
    file = alipay(
        tmp_path,
        (3, "商业服务", "（虚构）平台", "活动保证金缴纳", "支出", "1000.00", "交易成功", ""),
        (9, "其他", "（虚构）平台", "活动保证金退还", "收入", "1000.00", "交易成功", ""),
    )
    assert kinds(file) == ["transfer", "transfer"]


@pytest.mark.parametrize(
    "item", ["保证金利息", "保证金手续费", "保证金扣款-违规", "违约金赔付 保证金", "保证金保险费", "押金和首月租金"]
)
def test_what_a_deposit_costs_or_earns_is_no_deposit(tmp_path, item):
    rows = f"2026-05-03,,30.00,970.00,{item},（虚构）网店平台,\n2026-05-20,30.00,,1000.00,{item},（虚构）网店平台,\n"
    assert kinds(made(tmp_path, BANK + rows)) == ["expense", "income"]


# --- money onto a card ------------------------------------------------------------------------------------------------


def card(tmp_path, *rows, name="a.csv"):
    lines = (f"2026-05-{day:02},2026-05-{day:02},{item},{amount},0000,{amount}\n" for day, item, amount in rows)
    return made(tmp_path, CARD + "".join(lines), name)


BOUGHT = (10, "支付宝-（虚构）单车行", "800.00")


@pytest.mark.parametrize("back", ["-800.00", "-300.00"])
def test_what_comes_back_from_a_merchant_is_its_refund(tmp_path, back):
    file = card(tmp_path, BOUGHT, (20, "支付宝-（虚构）单车行", back), (25, "掌上生活还款", "-500.00"))
    assert kinds(file) == ["expense", "refund", "settlement"]
    (may,) = monthly([read(file)])
    assert may.unsorted_out + may.household_out + may.costs == Decimal("800.00") + Decimal(back)
    assert may.own_in == Decimal(500)


@pytest.mark.parametrize(
    "came",
    [
        (20, "（虚构）别家", "-100.00"),  # nothing was bought there
        (5, "支付宝-（虚构）单车行", "-100.00"),  # before anything was
        (20, "支付宝-（虚构）单车行", "-900.00"),  # more than it cost
        (20, "支付宝-（虚构）单车行 还款", "-100.00"),  # the bill calls it a payment
    ],
)
def test_other_money_onto_a_card_pays_what_was_owed(tmp_path, came):
    assert "refund" not in kinds(card(tmp_path, BOUGHT, came))


def test_one_purchase_is_not_given_back_twice(tmp_path):
    back = (20, "支付宝-（虚构）单车行", "-500.00")
    assert kinds(card(tmp_path, BOUGHT, back, back)) == ["expense", "refund", "settlement"]


def test_the_purchase_may_stand_in_an_earlier_bill(tmp_path):
    early, late = (
        card(tmp_path, BOUGHT, (11, "超市", "9.00")),
        card(tmp_path, (20, *BOUGHT[1:2], "-800.00"), name="b.csv"),
    )
    assert [entry.kind for entry in read_all([early, late]).entries] == ["expense", "expense", "refund"]


# --- masked numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mask", ["XXXX0001", "****", "0000000000", "T2026********"])
def test_a_number_on_the_goods_of_many_shops_ties_no_refund(tmp_path, mask):
    file = alipay(
        tmp_path,
        (3, "日用百货", "（虚构）灯店", "台灯", "支出", "90.00", "交易成功", mask),
        (4, "餐饮美食", "（虚构）面馆", "午餐", "支出", "60.00", "交易成功", mask),
        (9, "退款", "（虚构）鞋店", "退款-布鞋", "不计收支", "50.00", "退款成功", mask),
    )
    (may,) = monthly([read(file)])
    assert (may.household_out, may.refunds_apart) == (Decimal(150), Decimal(50))


def test_a_number_of_its_own_ties_a_refund_and_no_other_number_does(tmp_path):
    def spent(order):
        file = alipay(
            tmp_path,
            (3, "日用百货", "（虚构）鞋店", "布鞋", "支出", "90.00", "交易成功", "D1"),
            (9, "退款", "（虚构）鞋店", "退款-布鞋", "不计收支", "50.00", "退款成功", order),
        )
        (may,) = monthly([read(file)])
        return may.household_out, may.refunds_apart

    assert spent("D1") == (Decimal(40), Decimal(0))
    assert spent("D2") == (Decimal(90), Decimal(50))
    assert spent("****") == (Decimal(40), Decimal(0))  # the goods and the shop tell


# --- fees -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("note", ["服务费¥1.30", "手续费1.30元", "提现费: 1.30", "含手续费 1.30"])
def test_a_fee_named_in_the_remark_of_a_withdrawal_is_a_cost(tmp_path, note):
    row = f"2026-05-09 09:00:00,零钱提现,某银行(0000),/,/,¥500.00,某银行(0000),提现已到账,82,/,{note}\n"
    (may,) = monthly([read(made(tmp_path, WECHAT + row))])
    assert (may.costs, may.own_between) == (Decimal("1.30"), Decimal("498.70"))


def test_a_fee_that_is_booked_by_itself_too_costs_once(tmp_path):
    rows = "2026-05-09,,500.00,498.70,转到本人账户,（虚构）某,手续费1.30\n2026-05-09,,1.30,497.40,转账手续费,,\n"
    (may,) = monthly([read(made(tmp_path, BANK + rows))])
    assert may.costs + may.unsorted_out == Decimal("1.30")
    assert may.own_out == Decimal(500)


def test_a_fee_named_beside_a_purchase_is_in_its_price(tmp_path):
    row = "2026-05-09 09:00:00,商户消费,（虚构）票务,车票,支出,¥100.00,零钱,支付成功,82,T1,手续费5.00\n"
    (may,) = monthly([read(made(tmp_path, WECHAT + row))])
    assert may.costs + may.household_out + may.unsorted_out == Decimal(100)


# --- what is left out of looking -----------------------------------------------------------------------------------

WORDS = [
    "退款", "退货", "放款", "借款到账", "还款", "代扣", "余额宝", "提现", "理财",
    "基金", "基金会", "利息", "保证金", "押金", "租", "手续费", "佣金", "返还",
    "赔付", "罚", "违约", "店", "馆", "费", "平台", "支付平台", "商家",
    "结算", "微信", "支付宝", "话费", "游戏", "红包", "奖励", "信用借还", "备用金",
    "账单", "取出", "归还", "第3期", "花呗", "信用卡", "网商贷", "某银行", "证券股份",
    "工资", "转账", "灯", "茶", "豆", "面包", "THANK", "YOU", "RETURN:",
    "收费", "推广", "收益", "交易", "消费", "贷款", "小额贷款", "零钱", "清算",
    "解冻", "CREDIT CARD", "PAYMENT -", "360借条", "36", "1.50元", "第12期",
]  # fmt: skip
FIELD = st.lists(st.sampled_from(WORDS), max_size=2).map("".join)


@settings(max_examples=400, deadline=None)
@example("wallet", "in", "", ("", "押金", "", "租"), False)
@example("bank", "out", "", ("押金", "", "租", ""), False)
@given(
    st.sampled_from(["wallet", "bank", "card"]),
    st.sampled_from(["in", "out", "none"]),
    st.sampled_from(["", "交易成功", "退款成功", "放款成功", "还款成功", "交易关闭", "等待付款", "REFUND"]),
    st.tuples(FIELD, FIELD, FIELD, FIELD),
    st.booleans(),
)
def test_words_that_tell_nothing_are_left_out_without_harm(family, way, state, told, shop):
    unheard = classed_by.__wrapped__(family, way, state, told, False, shop)
    assert classed(family, way, state, told, wholly_refunded=False, shop=shop) == unheard


def test_names_that_differ_in_their_number_alone_tell_the_same():
    assert muted("商户12店") == muted("商户98店") != muted("商户店")
    assert muted("360借条") == "360借条"
