"""How hard the debts press: today, the coming month, a bad month, and the ten-minute answers."""

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import pressure, tables, verdict
from workbook.case import Case
from workbook.cashflow import monthly
from workbook.language import NotKnown
from workbook.position import Position
from workbook.verdict import Action

AS_OF = "2026-11-23"
SITUATION = {
    "usual_receipts": "30000",
    "worst_receipts": "24000",
    "stock_per_100": "60",
    "shop_costs": "4000",
    "home_essentials": "4200",
    "other_income": "2000",
    "cash": "18000",
    "other_debts_30_days": "1000",
    "what_changed": "修路，客人少了一半（虚构）",
}
LATE = {
    "id": "a",
    "name": "网商贷（虚构）",
    "state": "overdue",
    "next_due": "2026-11-03",
    "app_total": "2900",
    "instalment": "2850",
    "periods_left": "9",
}
CONTRACT = {
    "id": "a",
    "name": "网商贷（虚构）",
    "state": "overdue",
    "principal": "60000",
    "drawn_on": "2026-05-10",
    "rate": "14.4",
    "rate_unit": "year",
    "method": "equal_instalment",
    "periods": "24",
    "due_day": "10",
    "next_due": "2026-11-10",
}


def case(*loans: dict, ask: dict | None = None, talks: dict | None = None, **situation: object) -> Case:
    return Case.model_validate(
        {
            "profile": {"as_of": AS_OF},
            "situation": {**SITUATION, **situation},
            "debts": {"loans": list(loans)},
            "ask": ask or {},
            "talks": talks or {},
        }
    )


def months(*left: int) -> list[dict]:
    return [
        {"id": f"m{i}", "month": f"2026-{i:02d}", "receipts": str(10000 + rest), "costs": "10000", "essentials": "0"}
        for i, rest in enumerate(left, 1)
    ]


# What can be paid


def test_capacity_is_what_a_bad_month_leaves_less_a_margin_on_what_is_not_paid_first():
    able = pressure.capacity(case(LATE))
    assert able.bad.left == Decimal("3400.00")  # 24000 - 14400 - 4000 + 2000 - 4200
    assert able.monthly == Decimal("3160.00")  # 1000 for the other debts, and of 2400 all but a tenth
    assert any("10%" in said for said in able.assumed)


def test_margin_told_is_not_assumed():
    able = pressure.capacity(case(LATE, ask={"margin": "25"}))
    assert able.monthly == Decimal("2800.00")
    assert not any("%" in said for said in able.assumed)


def test_bad_month_that_leaves_nothing_gives_no_capacity():
    able = pressure.capacity(case(LATE, worst_receipts="5000"))
    assert (able.monthly, able.shortfall) == (Decimal("0.00"), Decimal("4200.00"))


def test_record_is_counted_in_months_never_in_percent():
    able = pressure.capacity(
        case(LATE, other_income="0", months=months(4000, 1000, 3000, 2000, 5000, 900, 6000, 4000, 100))
    )
    said = able.record(Decimal(2500))
    assert said == "在您记录的 9 个月里，有 4 个月拿不出 ¥2,500.00 还债。"
    assert "%" not in said
    assert able.rule == "取 9 个月记录里最差的一个月（2026-09）。"


def test_unknown_bad_month_is_asked_for():
    with pytest.raises(NotKnown, match="最差的一个月生意收款"):
        pressure.capacity(case(LATE, worst_receipts=None))


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_pro_rata_sums_to_the_fen(total: int, weights: list[int]):
    amount = Decimal(total) / 100
    parts = pressure.pro_rata(amount, tuple(Decimal(w) / 100 for w in weights))
    assert sum(parts) == (amount if sum(weights) else 0)
    assert all(part >= 0 for part in parts)


def test_pro_rata_as_money_advice_hub_prints_it():
    """Figures of moneyadvicehub.org.uk, Debtipedia, informal offers: 100 a month over four debts."""
    parts = pressure.pro_rata(Decimal("100.00"), tuple(map(Decimal, ("500", "1000", "233", "200"))))
    assert parts == tuple(map(Decimal, ("25.87", "51.73", "12.05", "10.35")))


# One capacity, many lenders

CAR = {
    "id": "b",
    "name": "车贷（虚构）",
    "state": "not_due",
    "next_due": "2026-12-01",
    "instalment": "1500",
    "periods_left": "20",
    "balance_left": "28000",
    "pledged": True,
}
CARD = {
    "id": "c",
    "name": "消费贷（虚构）",
    "state": "overdue",
    "next_due": "2026-11-05",
    "app_total": "5800",
    "instalment": "900",
}


def test_secured_and_current_loans_come_first_the_rest_is_shared_by_debt():
    dealt = pressure.shares(case(LATE, CAR, CARD, other_debts_30_days=None))
    offers = {row.loan_id: row.offer for row in dealt.rows}
    assert offers["b"] == Decimal("1500.00")
    assert offers["a"] == Decimal("550.00")  # 2900 of 8700 owed by the app, of 1710, in whole 50
    assert offers["c"] == Decimal("1100.00")
    assert dealt.capacity.monthly == Decimal("3210.00")


def test_no_offer_when_the_first_debts_take_everything():
    dealt = pressure.shares(case(LATE, CAR, other_debts_30_days="9000"))
    assert dealt.of(case(LATE).main_loan) == Decimal("0.00")
    assert dealt.total <= dealt.capacity.monthly


def test_debts_told_as_one_sum_are_not_counted_twice():
    told = case(LATE, CAR, other_debts_30_days="1500")
    assert [row.name for row in pressure.shares(told).rows] == ["车贷（虚构）", "网商贷（虚构）"]
    assert pressure.monthly_claims(told) == Decimal("4350.00")


def test_unknown_other_debts_give_no_offer():
    with pytest.raises(NotKnown, match="其他债务 30 天内要还的总数"):
        pressure.shares(case(LATE, other_debts_30_days=None))


# Today and the next days


def test_first_number_is_what_makes_every_loan_current():
    now = pressure.current_today(case(LATE, CAR, CARD))
    assert [claim.amount for claim in now.rows] == [Decimal("2900.00"), Decimal("0.00"), Decimal("5800.00")]
    assert (now.total, now.unknown) == (Decimal("8700.00"), ())
    assert [claim.overdue for claim in now.rows] == [True, False, True]


def test_a_late_loan_without_a_figure_is_named_not_counted_as_zero():
    silent = {"id": "d", "name": "小贷（虚构）", "state": "overdue", "balance_left": "3000"}
    now = pressure.current_today(case(LATE, silent))
    assert now.unknown == ("小贷（虚构）",)
    assert now.total == Decimal("2900.00")


def test_contract_arrears_include_penalty():
    now = pressure.current_today(case(CONTRACT))
    assert now.rows[0].on == date(2026, 11, 10)
    assert now.total > Decimal("2894.00")  # more than the instalment alone


def test_calendar_runs_in_order_and_says_what_is_left():
    found = pressure.calendar(case(LATE, CAR))
    assert [(c.on, c.amount) for c in found.rows] == [
        (date(2026, 11, 23), Decimal("2900.00")),
        (date(2026, 12, 1), Decimal("1500.00")),
        (date(2026, 12, 3), Decimal("2850.00")),
    ]
    assert found.rows[0].cash_after == Decimal("15100.00")
    assert found.rows[1].cash_after == Decimal("14506.67")  # eight days of a bad month come in


def test_calendar_without_cash_lists_days_and_says_why():
    found = pressure.calendar(case(LATE, cash=None))
    assert all(claim.cash_after is None for claim in found.rows)
    assert found.assumed == ("没有填“现在手上能用的钱”，只能列出日子和金额。",)


# The coming months


def test_first_month_that_cannot_be_paid():
    ahead = pressure.outlook(case(LATE, usual_receipts="24000", cash="5000"))
    assert [row.cash for row in ahead.rows[:3]] == [Decimal("1650.00"), Decimal("1200.00"), Decimal("750.00")]
    assert ahead.months_of_cash == 4
    assert ahead.first_short is not None
    assert ahead.first_short.last == date(2027, 4, 23)


def test_cash_that_lasts_has_no_short_month():
    ahead = pressure.outlook(case(LATE))
    assert (ahead.first_short, ahead.months_of_cash) == (None, None)


def test_ratios_name_the_mortgage_lines_only_as_reference():
    found = pressure.ratios(case(LATE))
    assert found.claims == Decimal("3850.00")
    assert found.cover_current == Decimal("1.51")  # 5800 / 3850
    assert found.cover_bad == Decimal("0.88")
    assert found.service_share == Decimal("38.5")  # 3850 of 10000
    assert found.reference_lines == (Decimal(50), Decimal(55))
    assert found.cost_share is None  # the app does not say what part is interest


def test_share_of_payments_that_repays_nothing():
    share = pressure.ratios(case(CONTRACT)).cost_share
    assert share is not None
    assert Decimal(15) < share < Decimal(30)


def test_waiting_costs_more_each_time_and_names_consequences():
    loan = {**CONTRACT, "guaranteed": True}
    told = case(loan)
    found = pressure.waiting(told, told.main_loan)
    assert [row.days for row in found.rows] == [0, 30, 60, 90, 180]
    added = [row.added for row in found.rows]
    assert added[0] == 0
    assert added == sorted(added)
    assert any("担保人" in said for said in found.consequences)


def test_without_rate_and_terms_waiting_has_no_price_rather_than_none_at_all():
    told = case({**LATE, "balance_left": "24000"})
    with pytest.raises(NotKnown, match="明天再看 App"):
        pressure.waiting(told, told.main_loan)


def test_arrears_nobody_knows_are_not_said_to_be_zero():
    said = [f.sentence for f in pressure.diagnosis(case({k: v for k, v in LATE.items() if k != "app_total"}))]
    assert any("才恢复正常还不知道" in one for one in said)
    assert not any("¥0.00" in one for one in said)


def test_diagnosis_tells_a_passing_trouble_from_a_lasting_one():
    passing = pressure.diagnosis(case(LATE))
    assert any("分段还款" in finding.sentence for finding in passing)
    lasting = pressure.diagnosis(case(LATE, usual_receipts="25000"))
    assert any("长期降低每月还款" in finding.sentence for finding in lasting)


def test_diagnosis_of_an_empty_case_says_what_is_missing():
    found = pressure.diagnosis(Case.model_validate({"profile": {"as_of": AS_OF}}))
    assert any(finding.trouble == "missing" for finding in found)


# The ten-minute answers


def test_too_tired_gives_a_holding_card():
    told = Case.model_validate(
        {
            "profile": {"as_of": AS_OF},
            "situation": {"cash": "3000"},
            "debts": {"loans": [{"id": "a", "state": "overdue", "app_total": "2900"}]},
        }
    )
    answer = verdict.quick(told)
    assert answer.action is Action.HOLD
    assert (answer.today_at_most, answer.offer) == (None, None)
    assert answer.due_today == Decimal("2900.00")
    assert answer.missing == "每期还多少"


def test_cure_when_cash_and_a_bad_month_both_carry_it():
    answer = verdict.quick(case(LATE, worst_receipts="28000"))
    assert answer.action is Action.CURE
    assert answer.offer == Decimal("3600.00")  # 28000 - 16800 - 4000 + 2000 - 4200 - 1000, less a tenth


def test_stepped_when_a_bad_month_does_not_carry_the_instalment():
    answer = verdict.quick(case(LATE))
    assert (answer.action, answer.offer) == (Action.STEPPED, Decimal("2150.00"))


def test_before_due_one_applies_before_due():
    answer = verdict.quick(case({**LATE, "state": "not_due", "next_due": "2026-12-03"}))
    assert answer.action is Action.APPLY_BEFORE_DUE
    assert answer.due_today == Decimal("0.00")
    assert answer.deadline == pressure.Deadline(date(2026, 12, 3), "“网商贷（虚构）”还款日")


def test_a_date_that_has_passed_is_late_whatever_was_said():
    assert verdict.quick(case({**LATE, "state": "not_due"})).action is Action.STEPPED


def test_no_figure_when_no_month_leaves_anything():
    answer = verdict.quick(case(LATE, usual_receipts="12000", worst_receipts="10000"))
    assert (answer.action, answer.offer, answer.record) == (Action.HOLD, None, "")


def test_a_seasonal_business_is_not_called_hopeless():
    answer = verdict.quick(case(LATE, other_income="0", months=months(9000, 8000, -3000, -2000, 7000, 9000)))
    assert (answer.action, answer.offer) == (Action.STEPPED, None)
    assert "淡季少还" in answer.why


def test_court_papers_come_before_any_figure():
    answer = verdict.quick(case({**LATE, "state": "in_court"}))
    assert answer.action is Action.HOLD
    assert "期限" in answer.why


@pytest.mark.parametrize("state", ["accelerated", "in_court", "not_mine"])
def test_a_day_gone_by_is_not_rolled_on_once_the_whole_is_asked_for(state: str):
    assert pressure.deadline(case({**LATE, "state": state})) is None


@pytest.mark.parametrize("state", ["sold", "paid_for"])
def test_the_old_lender_may_still_debit_a_loan_that_changed_hands(state: str):
    found = pressure.deadline(case({**LATE, "state": state}))
    assert found is not None
    assert (found.on, found.what) == (date(2026, 12, 3), "“网商贷（虚构）”可能还会扣款：先问停没停")


def test_next_hard_date_of_a_late_loan_is_its_next_due_day():
    assert pressure.deadline(case(LATE)).on == date(2026, 12, 3)  # type: ignore[union-attr]
    promised = {"contacts": [{"id": "t", "next_on": "2026-11-26"}]}
    found = pressure.deadline(case(LATE, talks=promised))
    assert found == pressure.Deadline(date(2026, 11, 26), "说好联系或答复的日子")


@pytest.mark.parametrize("day", ["2026-12-08", "2026-12-20"])
def test_a_debit_of_a_late_loan_before_the_hard_date_is_named_beside_it(day: str):
    promised = {"contacts": [{"id": "t", "next_on": day}]}
    found = pressure.deadline(case(LATE, talks=promised))
    assert found is not None
    assert str(found.on) == day
    assert found.what == "说好联系或答复的日子；那以前 2026-12-03 还有“网商贷（虚构）”再下一期，自动扣款会扣钱"


LOAN_FIELDS = ("state", "next_due", "app_total", "instalment", "periods_left", "guaranteed")
MONEY_FIELDS = tuple(SITUATION)


@pytest.mark.parametrize("left_out", [*combinations((*LOAN_FIELDS, *MONEY_FIELDS), 1), *combinations(MONEY_FIELDS, 3)])
def test_any_subset_of_the_fields_gives_answers(left_out: tuple[str, ...]):
    loan = {key: value for key, value in {**LATE, "guaranteed": True}.items() if key not in left_out}
    answer = verdict.quick(case(loan, **dict.fromkeys(set(left_out) & set(MONEY_FIELDS))))
    assert answer.today_at_most is None or answer.today_at_most >= 0
    assert answer.why
    needed = {"worst_receipts", "stock_per_100", "shop_costs", "home_essentials", "other_debts_30_days"}
    assert (answer.offer is None) == bool(needed & set(left_out))
    assert answer.offer is not None or answer.missing is not None


def test_nothing_told_but_the_date():
    answer = verdict.quick(Case.model_validate({"profile": {"as_of": AS_OF}}))
    assert (answer.action, answer.missing) == (Action.HOLD, "现在是什么情况")


def test_nothing_missing_when_all_is_told():
    missing = verdict.quick(case({**LATE, "guaranteed": False})).missing
    assert missing == "“借款”那一页的“还欠本金多少（不清楚合同时填）”"
    told = {**LATE, "guaranteed": False, "balance_left": "60000"}
    assert (
        verdict.quick(case(told)).missing == "“借款”那一页的“利率（%）”"
    )  # no instalment can be worked out without it
    assert verdict.quick(case({**told, "rate": "14.4", "rate_unit": "year"})).missing is None


def test_offers_never_exceed_what_the_bad_month_leaves():
    told = case(LATE, CAR, CARD)
    bad = monthly(told).bad
    assert bad is not None
    assert pressure.shares(told).total <= bad.left


def test_what_months_leave_is_said_where_no_instalment_is_told() -> None:
    situation = {"usual_receipts": "40000", "worst_receipts": "38000", "stock_per_100": "70", "shop_costs": "4000"}
    situation |= {"home_essentials": "5000", "other_income": "0", "other_debts_30_days": "0", "cash": "21000"}
    loan = {"id": "a", "name": "甲（虚构）", "state": "overdue", "next_due": "2026-10-10", "app_total": "60000"}
    case = {"profile": {"as_of": "2026-11-23"}, "situation": situation, "debts": {"loans": [loan]}}
    position = Position(Case.model_validate(case))
    said = [finding.sentence for finding in pressure.diagnosis(position)]
    assert "平常的月份能拿出 ¥3,000.00 还债。" in said
    assert "坏月份能拿出 ¥2,400.00 还债。" in said
    assert said[-1] == "先在“借款”那一页填写“每期还多少”"
    offered = {label: amount for label, amount, _why in tables.capacity(position).rows}
    assert offered["其中给“甲（虚构）”"] == "¥2,150.00"
    assert verdict.quick(position).offer == 2150
