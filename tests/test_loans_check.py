from decimal import Decimal

import pytest
from accounts import LEVEL

from workbook import casefile, home, tables
from workbook.case import Case
from workbook.loans import Least, Standing
from workbook.loans.results import PARTS, Finding
from workbook.position import Position
from workbook.tables.debts import _grounds

D = Decimal
LEAST = Least(D(50), D("0.5"))
RIGHT = {
    "id": "f",
    "on": "2021-02-28",
    "total": "59900.19",
    "principal_not_due": "0",
    "interest_not_due": "0",
    "overdue_principal": "50000",
    "overdue_interest": "5778.90",
    "penalty": "3694.31",
    "compound": "426.98",
    "fees": "0",
    "days_overdue": 153,
    "overdue_since": "2020-09-28",
    "penalty_rate": "17.385",
}


def found(kind=None, figures=None, as_of="2021-02-28", **told):
    """What is found on the court's bullet loan when its lender states this."""
    usual = {
        "id": "a",
        "lender": "某某银行股份有限公司（虚构）",
        "principal": "50000",
        "rate": "11.59",
        "rate_unit": "year",
        "method": "bullet",
        "drawn_on": "2019-10-05",
        "maturity": "2020-09-28",
        "penalty_uplift": "1.5",
        "penalty_base": "principal",
        "compound": True,
        "day_count": "actual/360",
    }
    terms = {k: v for k, v in {**usual, **told}.items() if v is not None}
    if figures is not None:
        terms["lender_figures"] = [{k: v for k, v in {**RIGHT, **figures}.items() if v is not None}]
    case = Case.model_validate({"profile": {"as_of": as_of}, "debts": {"loans": [terms]}})
    return [f for f in Standing.of(case, case.main_loan).findings if kind in {None, f.kind}]


def grounds(finding, lender):
    """What the page says of the rule a finding is held against, for a late loan of this lender."""
    case = Case.model_validate(
        {"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [{"id": "a", "lender": lender}]}}
    )
    return list(_grounds(Position(case), case.main_loan, (finding,)))


def test_the_courts_own_figures_leave_nothing_to_say():
    assert found(figures={}) == []


def test_a_total_that_is_not_the_sum_of_its_parts():
    (one,) = found("sum", {"total": "60000.00"})
    assert (one.difference, one.direction, one.worth_a_letter(LEAST)) == (D("99.81"), "higher", False)  # under 0.5%
    assert "对方多 ¥99.81" in one.sentence


def test_in_the_borrowers_favour_it_is_said_as_well():
    (one,) = found("sum", {"total": "59000.19"})
    assert one.direction == "lower"
    assert "对方少 ¥900.00" in one.sentence
    (component,) = [f for f in found("component", {"total": "59000.19"}) if "应还总额" in f.sentence]
    assert component.difference == D("-900.00")


def test_parts_left_out_may_explain_a_larger_total():
    (one,) = found("sum", {"total": "59926.98", "compound": None})
    assert "没列出来" in one.sentence


def test_days_that_do_not_fit_their_dates():
    (one,) = found("days", {"days_overdue": 160})
    assert "153 天" in one.sentence
    assert one.difference == D("169.02")  # 50,000 × 17.385% × 7 / 360
    (both_ends,) = found("days", {"days_overdue": 154})
    assert "头尾" in both_ends.sentence


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"overdue_since": "2021-03-05", "days_overdue": None}, "比这份数字的日期"),
        ({"overdue_since": "2019-09-01", "days_overdue": None}, "最早可能逾期"),
        ({"on": "2021-03-15", "days_overdue": None}, "比计算日"),
        ({"on": "2019-08-01", "days_overdue": None}, "早于放款日"),
    ],
)
def test_dates_that_cannot_be(figures, words):
    assert any(words in one.sentence for one in found("date", figures))


def test_a_penalty_rate_outside_the_band_over_the_contract_rate():
    (one,) = found("penalty_rate", {"penalty_rate": "23.085"})
    assert "15.39%" in one.sentence  # the base rate behind it, never disclosed
    assert one.direction == "higher"
    assert one.ours == D("2782.13")  # 3,694.31 × 17.385 / 23.085
    assert one.rule == "pboc_2003_penalty"
    assert found("penalty_rate", {"penalty_rate": "15.07"}) == []  # 1.3 times
    (low,) = found("penalty_rate", {"penalty_rate": "12"})
    assert low.direction == "lower"


def test_an_uplift_outside_the_band():
    (one,) = found("penalty_rate", penalty_uplift="2")
    assert "23.18%" in one.sentence


def test_a_penalty_base_nobody_agreed():
    (one,) = found("penalty_base", {"penalty": "4121.29", "compound": "0", "total": None}, compound=False)
    assert one.difference == D("426.98")
    assert "请对方指出合同里的依据" in one.sentence


def test_penalty_and_compound_in_one_figure_are_not_a_difference():
    assert found(figures={"penalty": "4121.29", "compound": None}) == []


def test_a_component_that_differs_shows_both_figures_and_the_side():
    found_here = found("component", {"overdue_interest": "5795.00", "total": None})
    (one,) = found_here
    assert (one.theirs, one.ours, one.difference) == (D("5795.00"), D("5778.90"), D("16.10"))
    assert "¥5,795.00" in one.sentence
    assert "¥5,778.90" in one.sentence


def test_a_few_fen_are_rounding_and_not_material():
    (one,) = found("component", {"penalty": "3694.33", "total": None})
    assert not one.worth_a_letter(LEAST)
    assert "取整" in one.sentence


def test_the_all_in_cost_above_the_line_cites_its_rule_with_its_limits():
    premium = [{"id": "p", "when": "per_period", "amount": "860.13", "kind": "guarantee"}]
    (one,) = found(
        "cost_line", as_of="2026-11-23", principal="74000", rate="6.65", method="equal_instalment", periods=36,
        maturity=None, day_count=None, drawn_on="2026-01-15", fees=premium,
    )  # fmt: skip
    assert "29.80%" in one.sentence
    assert one.rule == "spc_2017_24"
    (note,) = grounds(one, "某某银行股份有限公司（虚构）")
    assert "法发〔2017〕22号" in note
    assert "不是自动生效的价格上限" in note
    assert one.difference > 0


def test_a_rule_out_of_scope_is_not_cited():
    (one,) = found("cost_line", rate="20", lender="老王（虚构）", as_of="2026-11-23")
    assert "30.00%" in one.sentence  # the penalty rate
    assert grounds(one, "老王（虚构）") == [""]


def test_the_instalment_with_or_without_its_fee():
    told = {"method": "equal_instalment", "periods": 12, "maturity": None, "day_count": None, "as_of": "2019-10-06"}
    fee = [{"id": "p", "when": "per_period", "amount": "20"}]
    assert found("instalment", instalment="4432.86", **told) == []
    assert found("instalment", instalment="4432.86", fees=fee, **told) == []
    (one,) = found("instalment", instalment="4500.00", **told)
    assert one.difference == D("67.14")


def test_shares_and_maturity():
    funders = [{"id": "x", "name": "甲", "share": "60"}, {"id": "y", "name": "乙", "share": "30"}]
    assert found("funders", funders=funders)
    (one,) = found("terms", method="equal_instalment", periods=6, maturity="2020-12-28")
    assert "2020-04-05" in one.sentence


def test_what_is_unknown_is_left_out():
    assert found(figures={}, rate=None) == []
    assert found("sum", {"total": "60000.00"}, rate=None, principal=None)


def test_days_are_held_against_the_schedule_where_no_start_is_stated():
    (one,) = found("days", {"overdue_since": None, "days_overdue": 170})
    assert "从 2020-09-28 到 2021-02-28 是 153 天" in one.sentence


def test_arrears_shown_as_the_total_are_held_against_our_arrears_not_the_whole_debt():
    case = casefile.read(home.SHIPPED / "data" / "example" / "case.json").case
    said = Standing.of(case, case.main_loan).findings
    assert not any(f.difference and abs(f.difference) > 1000 for f in said)
    (penalty,) = [f for f in said if f.difference and abs(f.difference) > 50]
    assert penalty.difference == D("206.98")
    assert "2026-11-22" in penalty.sentence


def test_arrears_with_a_part_left_out_are_held_against_ours_as_a_whole():
    told = {"principal_not_due": None, "interest_not_due": None, "compound": None}
    (one,) = found("component", {**told, "total": "59473.21"})
    assert (one.ours, one.difference) == (D("59900.19"), D("-426.98"))
    assert "逾期的各项合计" in one.sentence


# -- a total that does not say what it is the total of ---------------------------------------------------------------

ALONE = {**LEVEL, "next_due": "2025-05-03"}


def alone(total, as_of="2025-06-20", **more):
    """What is found about a total that stands alone, and our own balance; one May and one June instalment unpaid."""
    row = {"id": "f", "on": as_of, "total": str(total), **more}
    terms = {**ALONE, "lender_figures": [row]}
    case = Case.model_validate({"profile": {"as_of": as_of}, "debts": {"loans": [terms]}})
    return [f for f in Standing.of(case, case.main_loan).findings if f.kind == "component"]


def ours(as_of="2025-06-20"):
    case = Case.model_validate({"profile": {"as_of": as_of}, "debts": {"loans": [ALONE]}})
    return Standing.of(case, case.main_loan).balance


def test_a_lone_total_that_is_our_arrears_is_told_to_be_arrears():
    (one,) = alone(ours().due_now)
    assert (one.difference, one.worth_a_letter(LEAST), one.ours) == (0, False, ours().due_now)
    assert "现在要补上的逾期各项" in one.sentence
    assert "不是全部欠款" in one.sentence


@pytest.mark.parametrize(("gap", "worth"), [("0.03", False), ("-6.20", False), ("49.99", False), ("-450", True)])
def test_near_the_arrears_only_the_gap_to_the_arrears_is_said(gap, worth):
    (one,) = alone(ours().due_now + D(gap))
    assert (one.difference, one.worth_a_letter(LEAST)) == (D(gap), worth)
    assert "不是全部欠款" in one.sentence


def test_arrears_without_penalty_one_instalment_or_principal_alone_are_told_apart():
    balance = ours()
    parts = {
        balance.overdue_principal + balance.overdue_interest: "不含罚息",
        balance.overdue_principal: "逾期本金",
        D("5398.53"): "一期",
        balance.principal: "剩余本金",
    }
    for amount, words in parts.items():
        (one,) = alone(amount)
        assert (one.difference, one.worth_a_letter(LEAST)) == (0, False), words
        assert words in one.sentence


def test_before_a_due_day_the_next_payment_is_not_the_whole_debt():
    (one,) = alone("5398.53", as_of="2025-04-20")
    assert "一期" in one.sentence
    assert not one.worth_a_letter(LEAST)


def test_arrears_beside_one_listed_part_are_arrears():
    balance = ours()
    (one,) = alone(balance.due_now, penalty=str(balance.penalty), compound=str(balance.compound))
    assert not one.worth_a_letter(LEAST)


def test_a_total_that_is_neither_is_held_against_the_whole():
    (one,) = alone("30000")
    assert one.ours == ours().total
    assert one.worth_a_letter(LEAST)
    (near,) = alone(ours().total + 25)
    assert near.difference == 25


def test_a_total_with_parts_not_due_is_the_whole():
    found_here = alone(ours().due_now, principal_not_due=str(ours().principal_not_due))
    assert any(one.ours == ours().total and one.worth_a_letter(LEAST) for one in found_here)


def test_one_part_above_the_total_is_told():
    lone = dict.fromkeys(PARTS)
    (one,) = found("sum", {**lone, "penalty": "1200", "total": "1000"})
    assert one.difference == D("-200")
    assert found("sum", {**lone, "penalty": "1000", "total": "1200"}) == []
    assert found("sum", {**lone, "overdue_principal": "999.99", "total": "1000"}) == []


GUESSED = {"penalty_uplift": None, "penalty_base": None, "compound": None}


@pytest.mark.parametrize("figures", [{"penalty": "4100.00", "total": None}, {"compound": "800", "total": None}])
def test_what_a_term_nobody_told_may_explain_is_not_written_about(figures):
    told = [one for one in found("component", figures) if abs(one.difference) > 50]
    guessed = [one for one in found("component", figures, **GUESSED) if abs(one.difference) > 50]
    assert [one.worth_a_letter(LEAST) for one in told] == [True]
    assert not any(one.worth_a_letter(LEAST) for one in guessed)


def test_a_gap_that_no_default_explains_is_written_about_all_the_same():
    (far,) = alone("30000")  # twenty thousand short, while the penalty comes to a few yuan
    assert far.worth_a_letter(LEAST)


@pytest.mark.parametrize(
    ("gap", "total", "worth"),
    [("50.00", "9000", False), ("50.01", "9000", True), ("90", "18000", False), ("91", "18000", True)],
)
def test_a_letter_needs_more_than_fifty_yuan_and_half_a_percent(gap, total, worth):
    one = Finding("component", "", theirs=D(gap), ours=D(0), difference=D(gap), whole=D(total))
    assert one.worth_a_letter(LEAST) is worth
    assert Finding("date", "").worth_a_letter(LEAST)


def in_june(**told):
    terms = {
        **ALONE,
        "penalty_uplift": "1.5",
        "penalty_base": "principal",
        "compound": True,
        "day_count": "30/360",
        **told,
    }
    return Case.model_validate({"profile": {"as_of": "2025-06-20"}, "debts": {"loans": [terms]}})


def test_the_borrower_may_draw_the_line_elsewhere():
    balance = Standing.of(in_june(), in_june().main_loan).balance
    case = in_june(lender_figures=[{"id": "f", "on": "2025-06-20", "total": str(balance.due_now + 20)}])
    strict = case.model_copy(update={"ask": case.ask.but(letter_yuan="10", letter_percent="0.01")})
    assert [tables.lender_check(one).rows[0][4] for one in (case, strict)] == ["差额小，不必争", "可以提"]


def test_what_the_app_shows_is_held_against_ours():
    balance = Standing.of(in_june(), in_june().main_loan).balance
    case = in_june(app_total=str(balance.due_now + 300))
    (one,) = Standing.of(case, case.main_loan).findings
    assert (one.ours, one.difference) == (balance.due_now, 300)
    whole = in_june(app_total=str(balance.total))
    assert Standing.of(whole, whole.main_loan).findings == ()


@pytest.mark.parametrize(("gap", "worth"), [("3000", True), ("-3000", True)])
def test_far_below_the_principal_a_total_is_held_against_the_arrears(gap, worth):
    (one,) = alone(ours().due_now + D(gap))
    assert (one.difference, one.worth_a_letter(LEAST)) == (D(gap), worth)
    assert "现在要补上的逾期各项" in one.sentence


def test_a_total_nearer_to_the_whole_than_to_the_arrears_is_held_against_the_whole():
    (one,) = alone(ours().total * D("0.8"))
    assert one.ours == ours().total
