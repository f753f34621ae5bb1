"""What was told of a loan beside contract terms that lead elsewhere: both shown, the likeliest slip named."""

from datetime import date
from decimal import Decimal

import pytest

from workbook import documents, options, tables
from workbook.case import Case
from workbook.loans import Standing

D = Decimal
RIGHT = {
    "id": "a",
    "name": "网商贷（虚构）",
    "state": "not_due",
    "next_due": "2026-12-05",
    "instalment": "2894.20",
    "principal": "60000",
    "rate": "14.4",
    "rate_unit": "year",
    "method": "equal_instalment",
    "periods": 24,
    "drawn_on": "2026-01-05",
}
LEFT = "37067.53"  # by the right terms after ten instalments


def case_of(**told):
    loan = {k: v for k, v in {**RIGHT, **told}.items() if v is not None}
    return Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}})


def doubt(**told):
    case = case_of(**told)
    return Standing.of(case, case.main_loan).doubt


def owed(case):
    return Standing.of(case, case.main_loan).balance


@pytest.mark.parametrize(
    ("slip", "field", "typed", "meant"),
    [
        ({"drawn_on": "2025-01-05"}, "放款日", "2025", "2026"),
        ({"drawn_on": "2027-01-05"}, "放款日", "2027", "2026"),
        ({"drawn_on": "2025-01-05", "first_due": "2025-02-05"}, "放款日”、“第一期还款日", "2025", "2026"),
        ({"periods": 12}, "一共几期（月）", "12", "24"),
        ({"principal": "6000"}, "借款本金", "¥6,000.00", "¥60,000.00"),
        ({"principal": "600000"}, "借款本金", "¥600,000.00", "¥60,000.00"),
        ({"rate": "1.2", "rate_unit": "year"}, "这是日、月还是年利率", "年利率", "月利率"),
        ({"rate_unit": "month"}, "这是日、月还是年利率", "月利率", "年利率"),
        ({"rate": "0.04", "rate_unit": "month"}, "这是日、月还是年利率", "月利率", "日利率"),
        ({"drawn_on": "2025-01-05", "next_due": None}, "放款日", "2025", "2026"),
    ],
)
def test_the_likeliest_slip_is_named_and_what_was_told_stands(slip, field, typed, meant):
    case = case_of(**slip, balance_left=LEFT, periods_left=14)
    found = Standing.of(case, case.main_loan).doubt
    assert found.large
    assert f"“{field}”" in found.sentence
    assert f"写的是 {typed}，改成 {meant} 就对得上" in found.sentence
    balance = owed(case)
    assert (balance.total, balance.source) == (D(LEFT), "app")
    assert found.sentence in balance.assumed


def test_round_figures_and_the_number_of_instalments_left_are_enough():
    found = doubt(drawn_on="2025-01-05", balance_left="37100", periods_left=14)
    assert "还欠本金 ¥37,100.00、还剩 14 期" in found.sentence
    assert "还欠本金 ¥5,681.89、还剩 2 期" in found.sentence
    assert "放款日”的年份" in found.sentence


@pytest.mark.parametrize("method", ["equal_principal", "equal_instalment"])
def test_the_principal_left_alone_is_enough(method):
    right = case_of(method=method, instalment=None, periods_left=None)
    left = str(owed(right).principal)
    assert doubt(method=method, balance_left=left) is None
    found = doubt(method=method, balance_left=left, drawn_on="2025-01-05")
    assert "改成 2026 就对得上" in found.sentence


def test_a_slip_that_nothing_explains_asks_to_look_again():
    found = doubt(balance_left="20000", periods_left=14)
    assert found.slip is None
    assert "请核对" in found.sentence


def test_what_agrees_is_not_mentioned():
    assert doubt(balance_left=LEFT, periods_left=14) is None
    assert doubt(periods_left=14) is None
    assert doubt(periods_left=13) is None
    assert doubt() is None


@pytest.mark.parametrize("told", ["37100", "36500", "39506.00"])
def test_a_small_difference_is_explained_and_holds_nothing_back(told):
    case = case_of(balance_left=told, periods_left=14)
    found = Standing.of(case, case.main_loan).doubt
    assert not found.large
    assert owed(case).source == "contract"
    assert any("差得不多" in said for said in owed(case).assumed)
    assert options.contradictions(case) == ()


def test_instalments_left_alone_are_a_doubt_with_the_contracts_figures():
    case = case_of(drawn_on="2025-01-05", periods_left=14)
    assert Standing.of(case, case.main_loan).doubt.large
    assert owed(case).source == "contract"
    assert options.contradictions(case)


def test_where_a_count_of_instalments_says_nothing_it_raises_no_doubt():
    for method, periods in (("bullet", 24), ("on_demand", None)):
        assert doubt(method=method, periods=periods, periods_left=14, instalment=None) is None
    assert doubt(state="accelerated", accelerated_on="2026-11-01", periods_left=14) is None
    late = {"state": "overdue", "next_due": "2026-08-05"}
    assert doubt(**late, periods_left=18) is None  # four unpaid ones counted in
    assert doubt(**late, periods_left=14) is None  # or not


def test_papers_to_a_lender_wait_and_say_why(tmp_path):
    case = case_of(drawn_on="2025-01-05", balance_left=LEFT, periods_left=14)
    (said,) = documents.unsettled(case)
    assert "网商贷（虚构）" in said
    written, words = documents.write_all(case, tmp_path)
    assert all("private" in file.parts for file in written)
    assert said in words
    settled = case_of(drawn_on="2026-01-05", balance_left=LEFT, periods_left=14)
    assert documents.unsettled(settled) == ()


def test_the_told_figure_is_what_every_page_counts_with():
    case = case_of(drawn_on="2025-01-05", balance_left=LEFT, periods_left=14)
    shown = str(tables.balances(case))
    assert "37,067.53" in shown
    assert Standing.of(case, case.main_loan).still_asked == 14 * D("2894.20")
    assert Standing.of(case, case.main_loan).coming(date(2027, 1, 31))[0].due == date(2026, 12, 5)


def test_the_lenders_figures_are_not_held_against_doubtful_terms():
    row = {"id": "f", "on": "2026-11-20", "total": "38000", "overdue_since": "2024-01-01"}
    case = case_of(drawn_on="2025-01-05", balance_left=LEFT, lender_figures=[row])
    assert Standing.of(case, case.main_loan).findings == ()
