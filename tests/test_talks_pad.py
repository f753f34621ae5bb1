"""An offer in the talk where bad months leave nothing: the months before a fall carry no yes."""

import pytest

from workbook import charts, options, talks
from workbook.case import Case, Terms
from workbook.position import Position
from workbook.verdict import Verdict, quick


def shop(cash: str, good: int, poor: int, **since: str) -> Position:
    """Give a fictional shop with seven good months and five poor ones, and a collector's offer."""
    months = [
        {
            "id": f"m{n}",
            "month": f"{(2025 * 12 + 10 + n) // 12}-{(10 + n) % 12 + 1:02d}",
            "receipts": str(receipts),
            "costs": str(receipts // 2 + 4000),
            "essentials": "3200",
        }
        for n, receipts in enumerate([good] * 7 + [poor] * 5)
    ]
    loan = {"id": "a", "name": "甲（虚构）", "state": "overdue", "next_due": "2026-09-12", "app_total": "26880"}
    loan |= {"balance_left": "140000", "instalment": "5200", "periods_left": 30, "rate": "15.6", "rate_unit": "year"}
    terms = {"periods": 36, "rate": "15.6", "method": "equal_instalment", "first_due": "2026-12-20"}
    offer = {"id": "o", "loan_id": "a", "on": "2026-11-20", "way": "collector", "terms": terms}
    told = {
        "profile": {"as_of": "2026-11-23"},
        "situation": {"cash": cash, "other_debts_30_days": "0", "months": months, **since},
        "debts": {"loans": [{**loan, "method": "equal_instalment"}]},
        "talks": {"offers": [offer]},
    }
    return Position(Case.model_validate(told))


def counter(cash: str, good: int, poor: int):
    """Price the offer; nothing says since when months are poor."""
    position = shop(cash, good, poor)
    return talks.counter(
        position, position.loan, position.case.talks.offers[0].terms, position.case.talks.offers[0].way
    )


@pytest.mark.parametrize(("cash", "good"), [("5720", 60000), ("150000", 60000), ("40000", 40000)])
def test_what_the_last_months_would_not_have_paid_gets_no_yes(cash: str, good: int):
    found = counter(cash, good, poor=12000)
    assert found.spare == 0
    assert found.verdict == "too_much"
    assert "先不答应" in found.next_line


def test_what_they_would_have_paid_is_judged_as_before():
    assert counter("20000", 60000, poor=30000).verdict == "can_keep"


@pytest.mark.parametrize(("cash", "good"), [("5720", 60000), ("150000", 60000)])
def test_a_way_that_only_months_before_a_fall_would_pay_says_so(cash: str, good: int):
    position = shop(cash, good, poor=12000)
    found = options.advice(position, position.loan)
    assert {package.verdict for package in found.packages if package.recommendable} == {Verdict.LATELY}
    assert "可最近三个月都不够付这个数" in found.sentence


def test_a_dated_fall_is_judged_on_the_months_since():
    position = shop("5720", 60000, poor=12000, changed_on="2026-06-01")
    assert not any(package.recommendable for package in options.advice(position, position.loan).packages)


def test_where_no_way_holds_nothing_speaks_of_one_that_does():
    position = shop("5720", 60000, poor=12000, changed_on="2026-06-01")
    assert charts.frontier(position).numbers.title == "试过的办法，没有一个守得住"
    assert "没有余钱" in quick(position).why
    assert "守得住、又没有别的" in charts.frontier(shop("20000", 60000, poor=30000)).numbers.title


def recovered(position: Position) -> Position:
    """Give the same shop with its poor months first."""
    months = position.case.situation.months
    turned = tuple(row.but(month=month.month) for row, month in zip(reversed(months), months, strict=True))
    return position.changed(situation=position.case.situation.but(months=turned))


@pytest.mark.parametrize("more", ["0", "1500"])
def test_an_offer_that_is_the_own_request_is_not_refused_for_what_it_was_not_asked_to_bear(more: str):
    position = recovered(shop("40000", 44000, poor=14400))
    best = options.advice(position, position.loan).recommended
    asks = options.asking(position.case.ask, position.loan, "preferred", options.dated(best))
    asked = position.changed(ask=asks)
    dearer = {"payment": best.highest + int(more), "periods": None} if int(more) else {}
    found = talks.counter(asked, asked.loan, options.dated(best).but(**dearer))
    assert found.spare == 0
    assert (found.verdict == "can_keep") is (more == "0")
    assert talks.counter(position, position.loan, options.dated(best)).verdict == "too_much"


@pytest.mark.parametrize("periods", [6, 12])
def test_a_last_payment_that_clears_the_rest_is_not_called_each_instalment(periods: int):
    position = shop("20000", 60000, poor=30000)
    offered = Terms.model_validate({"periods": periods, "payment": "6000", "first_due": "2026-12-20"})
    notes = " ".join(talks.counter(position, position.loan, offered).notes)
    assert "要一次还" in notes
    assert "起每期要" not in notes
