import re
from datetime import date
from decimal import Decimal

import pytest

from workbook import loans
from workbook.case import Loan
from workbook.language import NotKnown, Refused
from workbook.loans.roots import log_rates

D = Decimal


def loan(**told):
    usual = {
        "id": "a",
        "principal": "100000",
        "rate": "6.65",
        "rate_unit": "year",
        "method": "equal_instalment",
        "periods": 36,
    }
    return Loan.model_validate({k: v for k, v in {**usual, **told}.items() if v is not None})


def percents(amounts):
    return [float(root) for root in loans.cost_of_periods([D(str(a)) for a in amounts], 1).roots]


def test_headline_and_all_in_stand_side_by_side():
    premium = {"id": "f", "when": "per_period", "amount": "860.13", "kind": "guarantee", "name": "担保费"}
    cost = loans.annual_cost(loan(principal="74000", fees=[premium]))
    assert cost.headline == D("6.65")
    assert cost.reason == "写着6.65%，算上担保费，单利约29.80%，复利约34.22%"


def test_without_fees_the_cost_is_the_rate():
    cost = loans.annual_cost(loan(rate="12", periods=12))
    assert cost.simple == pytest.approx(D("12"), abs=D("0.001"))
    assert "没有另外的费用" in cost.reason


def test_money_held_back_counts_once():
    held = loan(received="99000", fees=[{"id": "f", "when": "upfront", "amount": "1000"}])
    paid_apart = loan(fees=[{"id": "f", "when": "upfront", "amount": "1000"}])
    assert loans.annual_cost(held).compound == loans.annual_cost(paid_apart).compound
    assert "少到手的钱" in loans.annual_cost(loan(received="99000")).reason


def test_a_regular_loan_needs_no_date():
    assert loans.annual_cost(loan()).compound == loans.annual_cost(loan(drawn_on="2026-01-31")).compound
    assert loans.annual_cost(loan()).assumed == ()


def test_a_daily_rate_by_360_costs_more_than_it_says():
    one = loan(
        method="bullet", periods=None, rate="0.03", rate_unit="day", drawn_on="2026-01-01", maturity="2027-01-01"
    )
    cost = loans.annual_cost(one)
    assert cost.headline == D("10.80")
    assert cost.simple == pytest.approx(D("10.95"), abs=D("0.0001"))  # 365 days × 0.03%
    assert cost.compound == cost.simple


def test_an_odd_first_period_is_counted_by_days():
    long_first = loan(rate="12", periods=12, drawn_on="2026-01-15", first_due="2026-04-01", day_count="actual/365")
    assert loans.annual_cost(long_first).compound == pytest.approx(
        D("12.65"), abs=D("0.01")
    )  # 12.68 if every month were whole


def test_without_a_maturity_on_demand_has_no_cost_yet():
    with pytest.raises(NotKnown, match="最后到期日"):
        loans.annual_cost(loan(method="on_demand", periods=None, drawn_on="2026-01-01"))


@pytest.mark.parametrize(
    ("amounts", "roots"),
    [
        ([-100, 39, 59, 55, 20], [28.094842116]),
        ([-100, 100, 0, -7], [-67.88943736, -8.329966618]),
        ([-100, 230, -132], [10, 20]),
        ([-100, 220, -121], [10]),  # touches zero without crossing it
        ([-1000, 3600, -4310, 1716], [10, 20, 30]),
        ([-100, 100], [0]),
        ([-100, 0, 0, 121], [6.560223677]),
        ([-1e-12, 1.2e-12], [20]),
        ([-1e14, 1.2e14], [20]),
    ],
)
def test_every_rate_is_reported(amounts, roots):
    assert percents(amounts) == pytest.approx(roots, rel=1e-7, abs=1e-7)


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ([1, 2, 3], "同一个方向"),
        ([-1, -2], "同一个方向"),
        ([0, 0, 0], "都是零"),
        ([-100, 150, -100], "没有任何利率"),
        ([-100, 230, -132], "10.00%、20.00%"),
    ],
)
def test_no_single_rate_says_why(amounts, words):
    cost = loans.cost_of_periods([D(a) for a in amounts], 1)
    assert cost.status != "ok"
    assert cost.simple is cost.compound is None
    assert words in cost.reason


def test_a_root_no_loan_can_have_is_mentioned_not_listed():
    flows = [(date(2026, 1, 1), D("-1")), (date(2026, 2, 10), D("100")), (date(2026, 7, 1), D("-200"))]
    cost = loans.cost_of_flows(flows)
    assert len(log_rates([(0, -1), (40 / 365, 100), (181 / 365, -200)])) == 2
    assert cost.status == "ok"
    assert "没有列出" in cost.reason


def test_scale_and_direction_do_not_matter():
    flows = [(date(2026, 1, 1), D("-900")), (date(2026, 7, 1), D("500")), (date(2027, 1, 1), D("500"))]
    turned = [(day, -amount * 1_000_000) for day, amount in reversed(flows)]
    assert loans.cost_of_flows(turned).compound == loans.cost_of_flows(flows).compound


def test_flows_of_one_day_are_refused():
    with pytest.raises(Refused, match="两个不同日期"):
        loans.cost_of_flows([(date(2026, 1, 1), D("-900")), (date(2026, 1, 1), D("900"))])


def test_a_week_at_a_third_has_a_simple_rate_only():
    cost = loans.cost_of_flows([(date(2026, 1, 1), D("-700")), (date(2026, 1, 8), D("1000"))])
    assert (cost.status, cost.compound) == ("ok", None)
    assert cost.simple == pytest.approx(D("2234.69"), abs=D("0.01"))  # 300/700 × 365/7
    assert "高于 100000%" in cost.reason


def test_beyond_what_is_searched_there_is_a_rate_all_the_same():
    # 173 for 100 from one day to the next: ln 1.73 × 365 lies past the widest rate that is looked for
    lone = loans.cost_of_flows([(date(2026, 1, 1), D("-100")), (date(2026, 1, 2), D("173"))])
    assert (lone.status, lone.compound) == ("ok", None)
    assert lone.simple == pytest.approx(D("26645"))  # 73 × 365
    several = [(date(2026, 1, 1), D("-100")), (date(2026, 1, 2), D("900")), (date(2026, 1, 3), D("1"))]
    assert "任何借款都不会是这个利率" in loans.cost_of_flows(several).reason


@pytest.mark.parametrize(
    "flows",
    [
        [("2026-01-01", "-100"), ("2026-01-02", "60"), ("2026-01-03", "60")],  # 13% a day
        [("2026-01-01", "-100"), ("2026-01-31", "1"), ("2026-03-02", "0.01")],  # nearly all of it lost in a month
    ],
)
def test_a_rate_no_loan_can_have_is_another_sentence_than_no_rate(flows):
    cost = loans.cost_of_flows([(date.fromisoformat(on), D(amount)) for on, amount in flows])
    assert (cost.status, cost.simple, cost.compound, cost.roots) == ("none", None, None, ())
    assert "任何借款都不会是这个利率" in cost.reason
    none = loans.cost_of_flows([(date.fromisoformat(on), abs(D(amount))) for on, amount in flows])
    assert "任何借款都不会是这个利率" not in none.reason


def test_worth_above_the_court_line():
    premium = {"id": "f", "when": "per_period", "amount": "860.13"}
    assert loans.above_line(loan(principal="74000", fees=[premium]), D("24")) > 5000
    assert loans.above_line(loan(), D("24")) < 0


# -- flows from a table --------------------------------------------------------------------------------------------


FLOWS = "date,amount\n2026-01-01,-10000\n2026-07-01,10600\n"


@pytest.mark.parametrize(
    "content",
    [
        FLOWS,
        FLOWS.encode(),
        ("\ufeff" + FLOWS).encode(),
        FLOWS.replace("\n", "\r\n"),
        "金额,备注,日期\n-10000,放款（虚构）,2026年1月1日\n10600,还清,2026/7/1\n".encode("gb18030"),
        'Date, Amount \n20260101,"-10,000.00"\n2026.7.1,¥10600元\n',
        "2026-01-01,－１００００\n\n2026-07-01,+10600\n",
    ],
)
def test_a_table_of_flows_is_read(content):
    assert loans.read_flows(content) == ((date(2026, 1, 1), D(-10000)), (date(2026, 7, 1), D(10600)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "空的"),
        ("date,amount\n", "只有表头"),
        ("day,sum\n2026-01-01,5\n", "date 和 amount"),
        ("date,date,amount\n2026-01-01,2026-01-01,5\n", "各一列"),
        ("date,amount\n2026-13-01,5\n", "第 2 行：日历上没有"),
        ("date,amount\n05/01/2026,5\n", "第 2 行"),
        ("date,amount\n,5\n", "第 2 行没有日期"),
        ("date,amount\n2026-01-01\n", "第 2 行少了一列"),
        ("date,amount\n2026-01-01,1e400\n", "1e400"),
        ("date,amount\n2026-01-01,\n", "第 2 行"),
        ("date,amount\n2026-01-01,1.234,56\n2026-01-02,abc\n", "第 3 行"),
        ('date,amount\n"2026-01-01,5\n', "引号"),
        ("date,amount\n2026-01-01,5\0\n", "空字符"),
        (b"\xff\xfe\x00\xd8", "编码"),
    ],
)
def test_a_table_that_cannot_be_read_names_its_line(content, words):
    with pytest.raises(Refused, match=words):
        loans.read_flows(content)


def test_flows_as_data():
    found = loans.describe_flows(loans.read_flows(FLOWS))
    cost = found["annual_cost"]
    assert found["flows"] == {"count": 2, "first": "2026-01-01", "last": "2026-07-01"}
    assert (cost["status"], cost["headline"]) == ("ok", None)
    assert D(cost["simple"]) == pytest.approx(D("12.0994"), abs=D("0.0001"))  # 600/10,000 × 365/181
    assert cost["roots"] == [cost["compound"]]


@pytest.mark.parametrize(
    ("rate", "unit", "meant"), [("0.0005", "day", "0.05"), ("0.012", "month", "1.2"), ("0.096", "year", "9.6")]
)
def test_a_fraction_typed_for_a_percentage_is_asked_about(rate, unit, meant):
    with pytest.raises(Refused, match=f"太低了：或者是 {re.escape(meant)}%，或者单位"):
        loans.annual_cost(loan(rate=rate, rate_unit=unit))


def test_no_interest_and_a_low_rate_are_no_slip():
    assert loans.annual_cost(loan(rate="0")).simple == 0
    assert loans.annual_cost(loan(rate="0.05", rate_unit="day")).simple > 18


def test_a_rate_that_is_rare_is_computed_and_asked_about():
    dear = loans.annual_cost(loan(rate="14.4", rate_unit="month", drawn_on="2026-01-15"))
    assert dear.simple == pytest.approx(D("172.8"), abs=D("0.01"))
    assert any("很少见" in said for said in dear.assumed)


@pytest.mark.parametrize(
    ("drawn", "due_day", "first"), [("2026-02-28", 31, "2026-03-31"), ("2026-01-31", 28, "2026-02-28")]
)
def test_from_one_months_end_to_the_next_is_a_regular_month(drawn, due_day, first):
    one = loan(drawn_on=drawn, due_day=due_day, first_due=first, rate="0.05", rate_unit="day", maturity=None)
    usual = loan(drawn_on="2026-01-15", due_day=15, first_due=None, rate="0.05", rate_unit="day", maturity=None)
    assert abs(loans.annual_cost(one).simple - loans.annual_cost(usual).simple) < D("0.4")
    by_month = loans.annual_cost(loan(drawn_on=drawn, due_day=due_day, first_due=first)).simple
    assert by_month == pytest.approx(D("6.65"), abs=D("0.001"))


@pytest.mark.parametrize(("rate", "unit", "meant"), [("0.0005", "year", "0.05"), ("0.0004", "month", "0.04")])
def test_a_days_fraction_told_as_another_rate_is_asked_about(rate, unit, meant):
    with pytest.raises(Refused, match=f"或者是日利率 {re.escape(meant)}%"):
        loans.annual_cost(loan(rate=rate, rate_unit=unit))


@pytest.mark.parametrize("later", ["12", "9.6"])
def test_the_written_rate_names_its_changes(later):
    changes = [{"id": "r", "start": "2026-07-01", "rate": later}]
    cost = loans.annual_cost(loan(drawn_on="2026-01-15", rate="14.4", rate_changes=changes))
    assert f"2026-07-01 起 {D(later):.2f}%" in cost.reason
    assert "写着14.40%" in cost.reason
