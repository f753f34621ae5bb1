"""Exact yuan."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import money
from workbook.language import Refused


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12345.6", "12345.60"),
        ("12,345.60", "12345.60"),
        ("１２,３４５元", "12345.00"),
        ("¥28.16", "28.16"),
        ("￥ 28.16 元", "28.16"),
        ("CNY13.50", "13.50"),
        ("1.5万", "15000.00"),
        ("2万元", "20000.00"),
        ("3万5", "35000.00"),
        ("3万5千", "35000.00"),
        ("3万500", "30500.00"),
        ("3万2500", "32500.00"),
        ("5千", "5000.00"),
        ("2千3", "2300.00"),
        ("2百万", "2000000.00"),
        ("1千万", "10000000.00"),
        ("60k", "60000.00"),
        ("60 K", "60000.00"),
        ("¥1.5k", "1500.00"),
        ("6w", "60000.00"),
        ("3w5", "35000.00"),
        ("60 thousand yuan", "60000.00"),
        ("1.2 million", "1200000.00"),
        ("RMB 60,000", "60000.00"),
        ("60,000 yuan", "60000.00"),
        ("500块钱", "500.00"),
        ("大概45", "45.00"),
        ("约2.4万", "24000.00"),
        ("大约 2.4万元", "24000.00"),
        ("2万左右", "20000.00"),
        ("2万块左右", "20000.00"),
        ("差不多3千", "3000.00"),
        ("大概是3千上下", "3000.00"),
        ("about 9k", "9000.00"),
        ("approx. 500", "500.00"),
        ("Around RMB 1,200 or so", "1200.00"),
        ("～500", "500.00"),
        (".5", "0.50"),
        (0, "0.00"),
        (Decimal("7.1"), "7.10"),
    ],
)
def test_amounts_are_read_as_people_write_them(written, meant):
    assert str(money.parse(written)) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("-5", "负数"),
        ("−5", "负数"),
        ("abc", "不是金额"),
        ("1.234,56", "不是金额"),
        ("1,23", "不是金额"),
        ("1e400", "不是金额"),
        ("NaN", "不是金额"),
        ("(100)", "不是金额"),
        ("0.005", "两位小数"),
        ("9" * 14, "太大"),
        (Decimal("1e400"), "太大"),
        (Decimal("Infinity"), "不是金额"),
        (Decimal("1e-400"), "两位小数"),
        (True, "不是金额"),
        (1.5, "不是金额"),
        ("", "不是金额"),
        ("3万50", "不是金额"),  # fifty, or five thousand?
        ("1.2万5", "不是金额"),
        ("3万5万", "不是金额"),
        ("3千5千", "不是金额"),
        ("3千2500", "不是金额"),
        ("1.2m", "有人指百万"),
        ("60M", "有人指百万"),
        ("60kg", "不是金额"),
        ("k", "不是金额"),
        ("2.4万到2.8万", "是一个范围，这里写一个数"),
        ("大概2.4-2.8万", "是一个范围"),
        ("500～600元", "是一个范围"),
        ("¥500 至 ¥600", "是一个范围"),
        ("about 500 to 600 yuan", "是一个范围"),
        ("2026-10-24", "不是金额"),
        ("大概", "不是金额"),
        ("一万多", "不是金额"),  # how much more?
        ("不到2万", "不是金额"),
        ("60kk", "不是金额"),
    ],
)
def test_what_is_not_an_amount_is_refused_with_a_reason(written, why):
    with pytest.raises(Refused, match=why):
        money.parse(written)


@given(st.decimals(min_value=0, max_value=money.LARGEST, places=2))
def test_a_shown_amount_reads_back_the_same(amount):
    assert money.parse(money.shown(amount)) == amount


def test_half_a_fen_goes_up():
    assert money.fen(Decimal("0.005")) == Decimal("0.01")
    assert money.shown(Decimal("-1234.5")) == "-¥1,234.50"


@pytest.mark.parametrize(
    ("amount", "written"),
    [("1234.50", "壹仟贰佰叁拾肆元伍角"), ("100000", "壹拾万元整"), ("0.05", "伍分"), ("10.005", "壹拾元零壹分")],
)
def test_uppercase_yuan(amount, written):
    assert money.uppercase(Decimal(amount)) == written


@given(st.decimals(min_value=-money.LARGEST, max_value=money.LARGEST, places=2))
def test_uppercase_yuan_is_what_a_library_writes(amount):
    assert money.uppercase(amount) == cn2an.an2cn(str(amount), "rmb").replace("负零元整", "零元整")


@given(st.integers(0, 10**9), st.integers(0, 9))
def test_uppercase_yuan_skips_places_as_a_library_does(number, zeros):
    amount = Decimal(number // 10**zeros * 10**zeros)
    assert money.uppercase(amount) == cn2an.an2cn(str(amount), "rmb")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("月底还3,000元", ["3000.00"]),
        ("先还五千，再还2892.12", ["5000.00", "2892.12"]),
        ("１.5万", ["15000.00"]),
        ("两千五百块", ["2500.00"]),
        ("八块", ["8.00"]),
        ("先还一部分，过3天再说", []),
    ],
)
def test_the_sums_named_in_a_sentence(words, named):
    assert money.named_amounts(words) == tuple(map(Decimal, named))
