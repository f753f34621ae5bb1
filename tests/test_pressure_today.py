"""What can be paid today at most: living and the shop first, then what must not be missed, never the stock money."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import documents, pressure, tables, verdict
from workbook.case import Case
from workbook.documents.blocks import Fold, Section
from workbook.documents.render.text import text
from workbook.language import NotKnown
from workbook.pressure.path import Path
from workbook.verdict import Action

LATE = {
    "id": "a",
    "name": "网商贷（虚构）",
    "state": "overdue",
    "next_due": "2026-11-03",
    "app_total": "2900",
    "instalment": "2850",
    "periods_left": "9",
}
VAN = {"id": "v", "name": "车贷（虚构）", "state": "not_due", "next_due": "2026-12-01", "pledged": True}
VAN = {**VAN, "instalment": "1500", "periods_left": "20", "balance_left": "28000"}
SHOP = {
    "usual_receipts": "40000",
    "worst_receipts": "20000",
    "stock_per_100": "50",
    "shop_costs": "4100",
    "home_essentials": "3700",
    "other_debts_30_days": "0",
    "cash": "5200",
}


def case(*loans: dict, **situation: object) -> Case:
    told = {name: value for name, value in {**SHOP, **situation}.items() if value is not None}
    debts = {"main": "a", "loans": [LATE, *loans]}
    return Case.model_validate({"profile": {"as_of": "2026-11-23"}, "situation": told, "debts": debts})


def most(*loans: dict, **situation: object) -> str:
    return str(pressure.today_at_most(case(*loans, **situation)))


def months(count: int = 4, costs: str = "14100") -> list[dict]:
    each = {"receipts": "20000", "costs": costs, "essentials": "3700"}
    return [{"id": f"m{n}", "month": f"2026-{n:02d}", **each} for n in range(7, 7 + count)]


# Half a month of what the shop costs beside stock, and of gross essentials


def test_half_a_month_of_the_shop_and_of_living_is_kept():
    assert most() == "1300.00"  # 5200 - (4100 + 3700) / 2
    assert most(cash="5900.50", shop_costs="5001") == "1550.00"
    assert most(cash="3000") == "0.00"


def test_other_income_is_not_netted_against_what_is_kept():
    assert most(other_income="3000") == most()


def test_lists_keep_everything_but_stock():
    rent = {"id": "r", "kind": "shop_rent", "amount": "4100"}
    goods = {"id": "g", "kind": "stock", "amount": "10000"}
    assert most(expenses=[rent, goods], shop_costs=None, stock_per_100=None) == "1300.00"
    assert most(expenses=[rent], shop_costs=None, stock_per_100=None) == "1300.00"  # a list is complete


def test_recorded_months_are_parted_by_the_share_of_stock():
    assert most(months=months(), shop_costs=None) == "1300.00"
    assert most(months=months(costs="15000"), shop_costs=None) == "850.00"


def test_costs_told_as_one_sum_are_unknown_until_the_share_of_stock_is_told():
    told = case(months=months(), shop_costs=None, stock_per_100=None)
    assert pressure.today_at_most(told) is None
    with pytest.raises(NotKnown, match="每卖 100 元，进货要花"):
        pressure.free_today(told)
    assert verdict.quick(told).missing == "每卖 100 元，进货要花"
    assert "每卖 100 元，进货要花" in str(tables.current_today(told))
    assert most(stock_per_100=None) == "None"  # the plain figures alike


def test_costs_beside_stock_are_never_less_than_was_told():
    """Records that leave less than the told rent once stock is taken off do not make the rent smaller."""
    assert most(months=months(costs="10500")) == "1300.00"


# Never more than a bad month can do without


def test_a_trade_that_buys_stock_daily_is_not_told_to_pay_its_stock_money():
    daily = {"usual_receipts": "90000", "worst_receipts": "90000", "stock_per_100": "90", "shop_costs": "900"}
    assert most(home_essentials="900", **daily) == "2500.00"  # a day's stock is 2700; half a month would leave 4300
    assert most(home_essentials="900", **daily | {"stock_per_100": "95"}) == "2350.00"


def test_every_payment_that_is_kept_first_stands_in_the_thirty_days():
    week = {"worst_receipts": "15600"}  # a bad month leaves nothing, and its stock is 260 a day
    assert most(VAN, cash="9000", other_debts_30_days=None, **week) == "5100.00"
    assert most({**VAN, "instalment": "6000"}, cash="9000", other_debts_30_days=None, **week) == "2740.00"
    late = {**VAN, "state": "overdue", "next_due": "2026-11-01"}
    assert most(late, cash="9000", other_debts_30_days=None, **week) == "5100.00"


def test_a_payment_that_falls_due_today_is_kept_first_too():
    due = {**VAN, "next_due": "2026-11-23", "app_total": "8500"}
    told = case(due, cash="9000", other_debts_30_days=None)
    assert str(pressure.today_at_most(told)) == "166.67"  # and a day's stock, 333.33
    assert [str(claim.on) for claim in pressure.keep_first(told)] == ["2026-11-23", "2026-12-23"]


def test_debts_told_only_as_one_sum_may_fall_due_at_once():
    assert most(other_debts_30_days="4500") == "366.67"  # 5200 - 4500 - 333.33


def test_money_that_melts_in_a_bad_month_cannot_be_paid_away():
    assert most(cash="9000", worst_receipts="9600") == "5100.00"  # 3000 are gone after thirty days
    assert most(cash="9000", worst_receipts="4600") == "3423.33"


def test_without_a_bad_month_only_living_is_kept_and_that_is_said():
    told = case(worst_receipts=None)
    assert str(pressure.today_at_most(told)) == "1300.00"
    assert any("坏月份还不知道" in said for said in verdict.quick(told).assumed)


def test_a_loan_to_be_kept_first_that_does_not_tell_what_falls_due_leaves_no_figure():
    silent = {"id": "s", "name": "小贷（虚构）", "state": "not_due", "pledged": True}
    assert most(silent) == "None"
    with pytest.raises(NotKnown, match="“借款”那一页"):
        pressure.free_today(case(silent))
    assert most({**silent, "state": "overdue"}) == "1300.00"  # late already, and not kept first


def test_other_debts_that_were_not_told_are_named_beside_the_figure():
    told = case(other_debts_30_days=None)
    assert str(pressure.today_at_most(told)) == "1300.00"
    assert any("只留出了列出的借款" in said for said in verdict.quick(told).assumed)


def test_no_cash_told_gives_no_figure():
    assert most(cash=None) == "None"
    assert pressure.today_words(case(cash=None)) == ""


@pytest.mark.parametrize("worst", ["20000", "9000", None])
def test_how_the_figure_comes_about_is_said_with_the_figures_that_make_it(worst: str | None):
    told = case(worst_receipts=worst, cash="5200")
    said = [Decimal(found.replace(",", "")) for found in re.findall(r"-?¥([\d,.]+\d)", pressure.today_words(told))]
    signs = ["-" in found for found in re.findall(r"(-?)¥", pressure.today_words(told))]
    figures = [-amount if negative else amount for amount, negative in zip(said, signs, strict=True)]
    assert figures[:3] == [Decimal(5200), Decimal(3900), Decimal(1300)]
    assert pressure.free_today(told) == max(min(figures[2:]), 0)
    assert len(figures) == (3 if worst is None else 4)


@given(st.integers(0, 40000), st.integers(0, 40000), st.integers(0, 99), st.integers(0, 9000), st.integers(0, 9000))
def test_today_at_most_is_never_more_than_cash_less_half_a_month_nor_below_zero(
    cash: int, worst: int, stock: int, shop: int, home: int
):
    figures = {"cash": cash, "worst_receipts": worst, "stock_per_100": stock}
    found = pressure.free_today(case(**figures, shop_costs=shop, home_essentials=home))
    assert 0 <= found <= max(Decimal(cash) - Decimal(shop + home) / 2, Decimal(0))


def test_the_path_buys_and_pays_before_money_comes_in():
    path = Path(Decimal(1000), left=Decimal(300), stock=Decimal(600))
    assert path.after(3, Decimal(50)) == 980
    assert path.lowest(()) == 980
    assert path.lowest(((2, Decimal(500)),)) == 500
    assert Path(Decimal(1000), left=Decimal(-3000)).lowest(()) == -2000


def test_nobody_is_told_that_the_cash_does_not_reach_where_it_does():
    answer = verdict.quick(case(cash="30000", worst_receipts="19000"))
    assert answer.action is Action.STEPPED
    assert "手上的钱够补上到期的部分" in answer.why
    assert "补不上" not in answer.why


# It is no offer


def test_on_the_card_the_figure_is_folded_away_and_said_to_be_no_offer():
    told = case()
    card = documents.card(told)
    parts = [block for part in card.blocks if isinstance(part, Section) for block in part.blocks]
    shown = text(replace(card, blocks=tuple(block for block in parts if not isinstance(block, Fold))))
    folded = text(replace(card, blocks=tuple(block for block in parts if isinstance(block, Fold))))
    assert "1,300.00" not in shown
    assert "今天最多付（手上的钱的底，不是要报的数）：¥1,300.00" in folded
    assert "展开只给自己看" in folded
    assert "不是要报给对方的数" in str(tables.quick_answers(told))


# Where there is nothing


NOTHING = {"usual_receipts": "0", "worst_receipts": None, "stock_per_100": None, "shop_costs": "0"}


@pytest.mark.parametrize("state", ["overdue", "not_due", "accelerated"])
def test_neither_receipts_nor_costs_give_nothing_today_and_hold(state: str):
    loan = {"id": "a", "state": state, "app_total": "2900", "instalment": "2850", "next_due": "2026-12-03"}
    told = case(**NOTHING)
    told = told.but(debts={"loans": [loan]})
    answer = verdict.quick(told)
    assert (str(answer.today_at_most), answer.action, answer.nothing_left) == ("0.00", Action.HOLD, True)
    assert answer.offer in {None, 0}


def test_a_shop_that_is_no_more_is_asked_neither_for_stock_nor_for_its_worst_month():
    told = case(**NOTHING)
    asked = {verdict.quick(told).missing}
    for gone in ("home_essentials", "cash", "other_debts_30_days"):
        asked.add(verdict.quick(case(**NOTHING | {gone: None})).missing)
    assert not asked & {"每卖 100 元，进货要花", "最差的一个月生意收款", "平常一个月生意收款"}
    silent = verdict.quick(case(**NOTHING | {"shop_costs": None}))
    assert silent.missing != "店里每月其他开支（租金、水电、工资、平台费）"


def test_who_closed_the_shop_and_earns_more_than_living_costs_is_not_told_zero():
    assert most(**NOTHING, other_income="6000") == "3350.00"  # 5200 - 3700 / 2


def test_nothing_is_asked_that_a_list_or_the_record_tells():
    rent = {"id": "r", "kind": "shop_rent", "amount": "4100"}
    asked = verdict.quick(case(expenses=[rent], shop_costs=None, worst_receipts=None, what_changed="（虚构）"))
    assert asked.missing == "最差的一个月生意收款"
    told = case(months=months(), usual_receipts=None, worst_receipts=None, shop_costs=None, home_essentials=None)
    told = told.but(
        debts=told.debts.but(loans=(told.main_loan.but(balance_left="24000", rate="14.4", rate_unit="year"),))
    )
    assert verdict.quick(told).missing in {"家里其他收入（每月）", "发生了什么变化"}


def test_where_no_month_leaves_anything_thirty_bad_days_stay_paid_for():
    # 8,000 less 4,000 of stock, 4,100 and 3,700: a bad month lacks 3,800, and stock for 133.33 is bought a day
    assert most(cash="30000", usual_receipts="9000", worst_receipts="8000") == "26066.67"
    assert most(cash="3900", usual_receipts="9000", worst_receipts="8000") == "0.00"
