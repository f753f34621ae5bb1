"""Amounts and days as banks and wallets print them: read by rule, or refused; nothing is guessed."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.language import Refused
from workbook.statements import read
from workbook.statements.cells import (
    Calendar,
    Moment,
    amount,
    clock_of,
    currency,
    given_back,
    moment,
    order_in,
    plain_amounts,
)

PLAIN = Calendar()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.56", "1234.56"),
        ("¥28.16", "28.16"),
        ("￥28.16", "28.16"),
        ("¥-28.16", "-28.16"),
        ("-¥28.16", "-28.16"),
        ("¥1,234.56", "1234.56"),
        ("CNY13.50", "13.50"),
        ("CNY 13.50", "13.50"),
        ("１２,３４５.６０", "12345.60"),
        ("(100)", "-100.00"),
        ("（1,234.00）", "-1234.00"),
        ("+10000.00", "10000.00"),
        ("100.00-", "-100.00"),
        ("−5.00", "-5.00"),
        ("5", "5.00"),
        (".50", "0.50"),
        ("0.5", "0.50"),
        ("12.3400", "12.34"),
        ("28.16元", "28.16"),
        (" 1,234.00 ", "1234.00"),
        ("8,000.00(CN)", "8000.00"),
        ("人民币 7.00", "7.00"),
    ],
)
def test_amounts_by_rule(cell, value):
    assert amount(cell).value == Decimal(value)
    assert str(amount(cell).value) == value


def test_a_column_is_read_at_once_where_every_cell_is_plain():
    assert plain_amounts(["5.00", "-1,234.56"]) == [amount("5.00").value, amount("-1,234.56").value]
    assert plain_amounts(["5.00", "¥5.00"]) is plain_amounts(["5.00", ""]) is plain_amounts(["1,23.00"]) is None


@pytest.mark.parametrize("cell", ["", "-", "--", "/", " - ", "—", "N/A"])
def test_no_amount_is_none_and_never_zero(cell):
    assert amount(cell).value is None


@pytest.mark.parametrize(
    "cell",
    [
        "1.234,56",
        "1,23",
        "12,34.00",
        "1e5",
        "NaN",
        "inf",
        "0.005",
        "1.2.3",
        "abc",
        "+-5.00",
        "1234567890123.00",
        "12 34",
        "5%",
    ],
)
def test_other_amounts_are_refused(cell):
    with pytest.raises(Refused):
        amount(cell)


def test_an_amount_with_what_was_given_back():
    assert amount("131.77(已退款89.84)")[::2] == (Decimal("131.77"), Decimal("89.84"))
    assert amount("468.32（已全额退款）")[::2] == (Decimal("468.32"), Decimal("468.32"))
    for wrong in ("233.33(已全额退款)333", "233.1(已全额)", "223.1(已退款)", "233.11(已退款11.11)22"):
        with pytest.raises(Refused):
            amount(wrong)
    assert given_back("已退款(￥89.84)") == Decimal("89.84")
    assert given_back("已退款¥1,089.84") == Decimal("1089.84")
    assert given_back("支付成功") == 0


@given(st.decimals(min_value=Decimal(-99999999), max_value=Decimal(99999999), places=2))
def test_every_way_to_print_an_amount_gives_it_back(value):
    for printed in (f"{value}", f"{value:,}", f"¥{value:,}", f"{value:,}元", f" {value:+} "):
        assert amount(printed).value == value


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("人民币", "CNY"),
        ("RMB", "CNY"),
        ("人民币元", "CNY"),
        ("美元 现汇", "USD"),
        ("HKD", "HKD"),
        ("港币", "HKD"),
        ("-", ""),
    ],
)
def test_currencies(words, code):
    assert currency(words) == code


@pytest.mark.parametrize(
    ("cell", "day", "clock"),
    [
        ("2024/1/5", date(2024, 1, 5), None),
        ("2024-01-05", date(2024, 1, 5), None),
        ("2024.01.05", date(2024, 1, 5), None),
        ("2024年1月5日", date(2024, 1, 5), None),
        ("20240105", date(2024, 1, 5), None),
        ("20240105 123456", date(2024, 1, 5), time(12, 34, 56)),
        ("2024-01-05 21:32:14", date(2024, 1, 5), time(21, 32, 14)),
        ("2024/1/5 7:57", date(2024, 1, 5), time(7, 57)),
        ("2024-01-05T21:32:14", date(2024, 1, 5), time(21, 32, 14)),
        ("2024-01-05  21.32.14", date(2024, 1, 5), time(21, 32, 14)),
        ("45296", date(2024, 1, 5), None),
        ("45296.5", date(2024, 1, 5), time(12)),
        ("5 Jan 2024", date(2024, 1, 5), None),
        ("05-Jan-2024", date(2024, 1, 5), None),
        ("２０２４－０１－０５", date(2024, 1, 5), None),
    ],
)
def test_days_by_rule(cell, day, clock):
    assert moment(cell, PLAIN) == Moment(day, clock)


def test_days_of_the_1904_base():
    assert moment("43834", Calendar(base_1904=True)).day == date(2024, 1, 5)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_serial_number_is_its_day(day):
    assert moment(str((day - date(1899, 12, 30)).days), PLAIN).day == day
    before_1904 = day - timedelta(days=1462)
    assert moment(str((day - date(1904, 1, 1)).days), Calendar(base_1904=True)).day == day or before_1904.year < 1990


@pytest.mark.parametrize(
    "cell", ["2024-13-01", "2024-02-30", "0001-01-01", "昨天", "24/03/05", "12345678", "交易时间", "2024"]
)
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(Refused):
        moment(cell, PLAIN)


def test_day_and_month_are_not_guessed():
    with pytest.raises(Refused, match="分不清"):
        moment("05/01/2025", PLAIN)
    assert moment("05/01/2025", Calendar(order="dmy")).day == date(2025, 1, 5)
    assert moment("05/01/2025", Calendar(order="mdy")).day == date(2025, 5, 1)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["05/01/2025", "24/03/2025"], "dmy"),
        (["05/01/2025", "03/24/2025"], "mdy"),
        (["05/01/2025", "03/04/2025"], None),
        (["24/03/2025", "03/24/2025"], None),
    ],
)
def test_the_order_is_learnt_from_the_whole_column(column, order):
    assert order_in(column) == order


def test_a_day_without_a_year_lies_in_the_year_of_its_bill():
    assert moment("12/29", Calendar(near=date(2024, 1, 1))).day == date(2023, 12, 29)
    assert moment("01/05", Calendar(near=date(2024, 1, 1))).day == date(2024, 1, 5)
    with pytest.raises(Refused, match="没有年份"):
        moment("01/05", PLAIN)


def test_a_time_that_is_none_costs_nothing():
    assert clock_of("123456") == time(12, 34, 56)
    assert clock_of("25:00:00") is None
    assert clock_of("上午") is None


def test_a_day_and_a_time_are_read_only_from_one_cell(tmp_path):
    """What one cell has too much is not what the next one lacks."""
    rows = ["2026-03-01 08:00:00 2026-03-02,店,1.00,支出", "09:00:00,店,2.00,支出", "2026-03-03 10:00:00,店,3.00,支出"]
    bill = tmp_path / "bill.csv"
    bill.write_text("\n".join(["交易时间,交易对方,金额,收/支", *rows, *[rows[2]] * 3, ""]), "utf-8")
    export = read(bill)
    assert [skipped.line for skipped in export.skipped] == [2, 3]
    assert {entry.on.day for entry in export.entries} == {3}
