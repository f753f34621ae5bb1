"""The told cause beside the record: what the months since the change took in, against the same months a year before."""

import pytest

from tests.papers import together, written
from workbook.case import Case
from workbook.documents.release import to_know
from workbook.position import Position

LAST_YEAR = {7: "24000", 8: "25000", 9: "33000", 10: "32000", 11: "33000", 12: "34000"}
BEFORE = {1: "33000", 2: "31000", 3: "32000", 4: "33000", 5: "32000", 6: "30000"}


def case(since: dict[int, str], changed_on: str | None = "2026-07-01", last_year=None) -> Case:
    rows = [(f"2025-{n:02d}", sum_) for n, sum_ in (last_year or LAST_YEAR).items()]
    rows += [(f"2026-{n:02d}", sum_) for n, sum_ in (*BEFORE.items(), *since.items())]
    months = [{"id": f"m{label}", "month": label, "receipts": sum_, "costs": "15000"} for label, sum_ in rows]
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "name": "（虚构）何青"},
            "debts": {"loans": [{"id": "l", "name": "网商贷", "app_total": "9000", "state": "overdue"}]},
            "situation": {
                "what_changed": "门前修路。",
                "changed_on": changed_on,
                "home_essentials": "4000",
                "months": months,
            },
        }
    )


def said(told: Case) -> str:
    return "\n".join(one for one in to_know(Position(told)) if "收款" in one)


def test_months_that_took_in_less_are_named_with_how_much_less():
    assert said(case({7: "16000", 8: "17810"})).startswith("7、8月收款比去年同月少31%：")


def test_weak_months_that_were_as_weak_last_year_are_season():
    words = said(case({7: "24000", 8: "25100"}))
    assert words.startswith("7、8月收款比平常少，可去年同月也一样少：这是季节")
    assert "%" not in words


def test_months_that_took_in_no_less_do_not_show_the_cause():
    assert said(case({9: "33000", 10: "36000"}, "2026-09-01")).startswith("9、10月收款不比去年同月少：这几个月看不出")


def test_each_month_has_the_sentence_that_is_true_of_it():
    words = said(case({7: "24500", 8: "15000", 9: "34000"})).splitlines()
    assert [line.split("收款")[0] for line in words] == ["8月", "7月", "9月"]
    assert "少40%" in words[0]


@pytest.mark.parametrize(
    ("since", "changed_on"), [({7: "16000"}, None), ({}, "2026-07-01"), ({7: "16000"}, "2026-07-10")]
)
def test_nothing_is_compared_without_a_day_of_change_or_a_month_after_it(since, changed_on):
    assert "去年同月" not in said(case(since, changed_on))


def test_months_without_the_same_month_a_year_before_are_not_compared():
    assert "去年同月" not in said(case({7: "16000", 8: "17000"}, last_year={11: "33000", 12: "34000"}))


def test_no_lender_reads_the_comparison():
    told = case({7: "16000", 8: "17810"})
    assert "去年同月" not in together(written(told, "lender"))
