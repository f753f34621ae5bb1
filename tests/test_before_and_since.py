"""Months before a change, since it and to come are told apart: no page and no paper calls the past the usual month."""

import pytest

from tests.papers import months_leaving, written
from workbook import course, options, pressure, verdict, way
from workbook.case import Case
from workbook.position import Position

BEFORE, SINCE = (5000,) * 6, (2600, 2400, 2200, 2000)
ASKED = {"rate": "12", "method": "equal_instalment"}


def shop(*lefts: int, periods: int = 30, **changes: dict) -> Case:
    """Give a fictional shop whose months of 2026 left so much for debts; things changed on 2026-07-01 unless told."""
    months = months_leaving(*lefts, first=2026 * 12)
    loan = {"id": "a", "name": "甲（虚构）", "lender": "（虚构）浙江网商银行", "state": "overdue"}
    loan |= {"principal": "60000", "rate": "12", "rate_unit": "year", "method": "equal_instalment", "periods": "24"}
    loan |= {"drawn_on": "2026-01-10", "first_due": "2026-02-10", "due_day": "10", "next_due": "2026-11-10"}
    told = {"cash": "4000", "other_debts_30_days": "0", "months": months, "changed_on": "2026-07-01"}
    asked = {"id": "k", "loan_id": "a", "preferred": {**ASKED, "periods": periods}}
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "borrower_type": "sole_trader", "name": "王小店（虚构）"},
            "situation": told | changes.get("situation", {}),
            "debts": {"main": "a", "loans": [loan]},
            "payments": {"all_paid_until": "2026-10-31"},
            "ask": {"seed": 7, "asks": [asked], **changes.get("ask", {})},
        }
    )


def page(told: Case) -> str:
    return way.begin(Position(told), "01_situation").answer


def troubles(told: Case) -> str:
    return "".join(one.sentence for one in pressure.diagnosis(Position(told)))


def letter(told: Case) -> str:
    return "".join(words for name, words in written(told, "lender").items() if name in {"application", "brief"})


def test_the_page_of_the_months_says_what_is_before_the_change_and_what_since():
    said = page(shop(*BEFORE, *SINCE))
    assert "变化以前的月份每月剩 ¥5,000.00" in said
    assert "变化以来的月份每月剩 ¥2,300.00" in said
    assert "平常" not in said


def test_where_nothing_changed_or_nothing_is_known_of_before_there_is_one_kind_of_month():
    assert "平常的月份每月剩" in page(shop(*BEFORE, situation={"changed_on": None}))
    only_since = troubles(shop(*SINCE, situation={"changed_on": "2025-12-01"}))
    assert only_since.count("变化以来的月份能拿出") == 1
    assert "变化以前的月份" not in only_since


@pytest.mark.parametrize("lasting", ["lasting", None])
def test_no_page_says_that_usual_months_pay_and_that_they_do_not(lasting: str | None):
    said = troubles(shop(*BEFORE, *SINCE, situation={"lasting": lasting}))
    assert "变化以前的月份能拿出 ¥5,000.00，债务每月要 ¥2,824.41，够付" in said
    assert "变化以来的月份能拿出 ¥2,300.00，债务每月要 ¥2,824.41，差 ¥524.41" in said
    assert "平常的月份" not in said


def test_months_before_a_change_that_lasts_carry_no_request_in_a_letter():
    said = letter(shop(*BEFORE, *SINCE, periods=20, situation={"lasting": "lasting"}))
    assert "变化以后各月的结余平均约2300元" in said.replace(",", "").replace(".00", "")
    assert "平常月份" not in said


def test_months_before_a_change_carry_it_as_what_the_borrower_expects_where_it_passes():
    told = shop(*BEFORE, *SINCE, periods=18, ask={"recovers_on": "2027-03-01"})
    assert "变化以前各月的结余平均约5000元，本人预计可以恢复" in letter(told).replace(",", "").replace(".00", "")


def test_what_a_month_could_give_after_a_relief_is_of_the_months_before_only_where_they_may_return():
    lasting, open_ = (
        verdict.base(Position(told), told.main_loan)
        for told in (shop(*BEFORE, *SINCE, situation={"lasting": "lasting"}), shop(*BEFORE, *SINCE))
    )
    assert lasting.usual_share < open_.usual_share


def test_the_head_follows_the_request_once_one_that_holds_is_written():
    poor = {"situation": {"cash": "1500", "stock_per_100": "60", "shop_costs": "4000", "home_essentials": "4000"}}
    written_down = shop(*BEFORE, *SINCE, periods=48, **poor)
    without = written_down.but(ask=written_down.ask.but(asks=()))
    assert "照它谈，看到书面再答应" in course.first(Position(written_down))
    assert "照它谈" not in course.first(Position(without))
    too_much = shop(*BEFORE, *SINCE, periods=6, **poor)
    assert "照它谈" not in course.first(Position(too_much))


def test_what_can_be_chosen_comes_in_the_order_in_which_one_gives_way():
    told = shop(*BEFORE, *SINCE).but(ask=shop(*BEFORE, *SINCE).ask.but(asks=()))
    rungs = [
        one.words.split("（建议）")[0]
        for one in options.choices(Position(told), told.main_loan)
        if "（建议）" in one.words
    ]
    assert rungs == [name for name in ("首选方案", "退一步的方案", "最低能接受的方案") if name in rungs]
    assert len(rungs) > 1


@pytest.mark.parametrize("changed", ["2026-08-01", "2026-11-23"])
def test_a_change_of_which_no_month_is_on_record_is_counted_by_the_worst_month(changed: str):
    figures = {"usual_receipts": "42000", "worst_receipts": "24000", "stock_per_100": "45", "shop_costs": "9500"}
    figures |= {"home_essentials": "4200", "other_income": "2000", "cash": "3600", "changed_on": changed, "months": []}
    told = shop(situation=figures)
    picture = Position(told).months
    assert picture.bad is not None
    assert picture.current.left == picture.bad.left
    assert any("先按最差的一个月算" in note for note in picture.assumed)
    assert "变化以前的月份能拿出" in troubles(told)
    before = shop(situation={**figures, "changed_on": "2026-12-05"})  # it has not begun
    assert Position(before).months.current.receipts == 42000
