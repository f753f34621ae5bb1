"""A business that is no more: what came in before says nothing of what is to come."""

from decimal import Decimal

import pytest

from workbook import documents, followup, options, pressure, simulate, verdict
from workbook.case import Case
from workbook.cashflow import monthly
from workbook.documents.render.text import text
from workbook.language import NotKnown
from workbook.verdict import Action

SEASON = (4600, 3900, 5200, 4900, 4700, 3900, 300, 200, 3800, 5100, 5600, 5000)
LOAN = {
    "id": "a",
    "name": "网商贷（虚构）",
    "state": "overdue",
    "principal": "40000",
    "drawn_on": "2026-02-10",
    "rate": "14.4",
    "rate_unit": "year",
    "method": "equal_instalment",
    "periods": "24",
    "next_due": "2026-10-10",
}


def shop(*, zeros: int = 0, **situation: object) -> Case:
    """A fictional shop of fourteen months up to 2026-10, of which the last took nothing."""
    months = []
    for place in range(14):
        number = 2026 * 12 + 9 - place
        left = 0 if place < zeros else SEASON[number % 12]
        receipts, costs = ("0", "1500") if place < zeros else (str(20000 + left), "20000")
        row = {"id": f"m{place}", "month": f"{number // 12}-{number % 12 + 1:02d}", "receipts": receipts}
        months.append({**row, "costs": costs, "essentials": "0", "household_income": "3000"})
    told = {"cash": "4000", "stock_per_100": "60", "shop_costs": "1500", "home_essentials": "0", "other_income": "3000"}
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23"},
            "situation": {**told, "other_debts_30_days": "0", "months": months, **situation},
            "debts": {"loans": [LOAN]},
        }
    )


@pytest.mark.parametrize("told", [shop(zeros=1), shop(zeros=4), shop(trading=False)])
def test_only_what_is_left_after_the_closing_counts(told: Case):
    picture = monthly(told)
    assert picture.closed
    assert picture.current.receipts == 0
    assert picture.bad is not None
    assert picture.bad.left == Decimal("1500.00")  # 3,000 of other income less what the shop still costs
    assert any("停下来" in said for said in picture.assumed)


@pytest.mark.parametrize("told", [shop(), shop(zeros=1, trading=True)])
def test_a_shop_that_goes_on_keeps_its_months(told: Case):
    assert not monthly(told).closed
    assert monthly(told).usual.receipts


def test_no_future_is_drawn_from_months_in_which_the_shop_was_open():
    assert set(simulate.paths(shop(zeros=4), months=6, count=50).left.flat) == {1500}
    with pytest.raises(NotKnown, match="停下来以后只有 1 个月"):
        simulate.paths(shop(zeros=1))


@pytest.mark.parametrize("told", [shop(zeros=4), shop(trading=False)])
def test_no_seasonal_plan_and_no_words_for_a_working_shop(told: Case):
    kinds = {package.kind for package in options.advice(told, told.main_loan).packages}
    assert options.Kind.SEASONAL not in kinds
    found = verdict.quick(told)
    assert "旺季" not in found.why
    tonight = text(documents.tonight(told))
    assert "进货" not in tonight


def test_a_shop_with_nothing_else_coming_in_holds():
    told = shop(zeros=4, other_income="0", shop_costs="0")
    rows = (row.but(household_income="0", costs=row.costs if row.receipts else "0") for row in told.situation.months)
    quiet = told.but(situation=told.situation.but(months=tuple(rows)))
    found = verdict.quick(quiet)
    assert found.action is Action.HOLD
    assert found.today_at_most == 0


def test_a_shop_that_is_gone_is_told_one_way_on_every_page():
    told = shop(zeros=4)
    quick, packages = verdict.quick(told), options.packages(told, told.main_loan)
    assert "先少还" not in quick.why
    best = options.advice(told, told.main_loan).recommended
    assert best is not None
    assert best.now == best.after  # one level payment, as the ten minutes say
    said = "".join((*(found.sentence for found in pressure.diagnosis(told)), *(n for p in packages for n in p.notes)))
    assert "长期降低每月还款" in said
    assert not [words for words in ("好月份", "平常的月份", "难处会过去") if words in said]
    assert not [day for day in followup.deadlines(told) if "进货" in day.note]


def test_a_shop_told_to_be_no_more_hopes_for_no_recovery():
    told = shop(trading=False, changed_on="2026-09-01", lasting="temporary", other_income="0")
    hoped = told.but(ask=told.ask.but(recovers_on="2027-02-01"))
    assert monthly(hoped).passes_on is None
    assert options.advice(hoped, hoped.main_loan).sentence == options.advice(told, told.main_loan).sentence
    assert any("没有指望恢复" in said for said in monthly(hoped).assumed)
    assert followup.review(hoped) is None
    again = hoped.but(situation=hoped.situation.but(trading=None))
    assert monthly(again).passes_on is not None
