"""What falls due where the contract is not at hand: told instalments, and at the end what falls due whole."""

import re
from datetime import date

import pytest

from workbook import course, pressure, verdict, way
from workbook.case import Case
from workbook.language import NotKnown
from workbook.position import Position

FAR = date(2027, 12, 31)


def falls_due(until: date = FAR, **told: object) -> list[tuple[str, str]]:
    """Give day and amount of what a loan told in a few figures still asks, from 2026-11-23 on."""
    loan = {"id": "a", "name": "网商贷（虚构）", "state": "not_due", "next_due": "2026-12-10", **told}
    position = Position(Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}}))
    return [(str(due.due), str(due.payment)) for due in position.standing(position.loan).dues(position.as_of, until)]


INTEREST = {"method": "interest_only", "instalment": "900", "app_total": "120000"}


@pytest.mark.parametrize("end", [{"maturity": "2027-02-10"}, {"periods_left": 3}])
def test_interest_by_month_ends_with_the_principal(end: dict) -> None:
    asked = falls_due(**INTEREST, **end)
    assert asked == [("2026-12-10", "900.00"), ("2027-01-10", "900.00"), ("2027-02-10", "120900.00")]


def test_the_last_day_need_not_be_a_day_of_interest() -> None:
    assert falls_due(**INTEREST, maturity="2027-01-25")[1:] == [("2027-01-10", "900.00"), ("2027-01-25", "120000.00")]
    assert falls_due(**INTEREST, maturity="2027-01-05")[1:] == [("2027-01-05", "120900.00")]


@pytest.mark.parametrize(
    ("told", "rest"),
    [({"balance_left": "118000"}, "118900.00"), ({"app_total": "900", "principal": "110000"}, "110900.00")],
)
def test_principal_told_goes_before_what_the_app_asks(told: dict, rest: str) -> None:
    assert falls_due(**{**INTEREST, **told}, maturity="2027-01-10")[-1] == ("2027-01-10", rest)


def test_where_the_app_asks_one_payment_the_end_is_open_and_the_months_before_it_are_not() -> None:
    told = {**INTEREST, "app_total": "900", "maturity": "2027-01-10"}
    assert falls_due(date(2027, 1, 9), **told) == [("2026-12-10", "900.00")]
    with pytest.raises(NotKnown, match="还欠本金多少"):
        falls_due(**told)


@pytest.mark.parametrize(("told", "asked"), [({}, "50000.00"), ({"instalment": "51200"}, "51200.00")])
@pytest.mark.parametrize("end", [{}, {"maturity": "2027-03-01"}])
def test_paid_back_at_once_it_has_one_day(told: dict, asked: str, end: dict) -> None:
    assert falls_due(method="bullet", app_total="50000", **told, **end) == [(end.get("maturity", "2026-12-10"), asked)]


@pytest.mark.parametrize("method", ["equal_instalment", "equal_principal", None])
def test_instalments_end_with_the_loan(method: str | None) -> None:
    asked = falls_due(instalment="900", maturity="2027-02-08", method=method)
    assert asked == [("2026-12-10", "900.00"), ("2027-01-10", "900.00"), ("2027-02-08", "900.00")]


def test_cash_does_not_grow_past_a_day_on_which_all_falls_due() -> None:
    case = {
        "profile": {"as_of": "2026-11-23"},
        "situation": {"cash": "5000", "usual_receipts": "40000", "stock_per_100": "70", "shop_costs": "4000"}
        | {"home_essentials": "5000", "other_income": "0", "other_debts_30_days": "0"},
        "debts": {
            "main": "a",
            "loans": [
                {"id": "a", "name": "甲（虚构）", "state": "not_due", "next_due": "2026-12-10", "instalment": "500"}
                | {"app_total": "5000"},
                {"id": "b", "name": "乙（虚构）", "state": "not_due", "next_due": "2026-12-10", **INTEREST}
                | {"maturity": "2027-02-10"},
            ],
        },
    }
    assert pressure.outlook(Position(Case.model_validate(case))).first_short.last == date(2027, 2, 23)


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ({"maturity": "2027-02-10"}, "“还款方式”"),
        ({"method": "interest_only"}, "“最后到期日”"),
        ({}, "“最后到期日”、“还款方式”"),
    ],
)
def test_who_wants_a_renewal_is_asked_by_name_for_what_tells_the_end(told: dict, lacks: str) -> None:
    loan = {"id": "a", "name": "甲（虚构）", "state": "not_due", "want": "renew", "next_due": "2026-12-10"}
    case = {"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [{**loan, "instalment": "900", **told}]}}
    position = Position(Case.model_validate(case))
    assert f"在“借款”那一页填写{lacks}，这里再算" in course.led(position, position.loan).why
    first = lacks.partition("、")[0]
    assert verdict.quick(position).missing == f"“借款”那一页的{first}"
    assert set(re.findall("“([^“”]+)”", lacks)) <= set(way.asked(position))


def test_who_repays_by_instalments_needs_no_renewal() -> None:
    loan = {"id": "a", "name": "甲（虚构）", "state": "not_due", "want": "renew", "next_due": "2026-12-10"}
    case = {"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [{**loan, "method": "equal_instalment"}]}}
    position = Position(Case.model_validate(case))
    assert "用不着续贷" in course.led(position, position.loan).why


@pytest.mark.parametrize(("left", "part"), [(None, True), (2, True), (1, False)])
def test_the_app_asking_one_instalment_is_not_the_whole_while_more_are_to_come(left: int | None, part: bool) -> None:
    loan = {"id": "a", "name": "甲（虚构）", "state": "not_due", "next_due": "2026-12-10", "app_total": "960"}
    case = {
        "profile": {"as_of": "2026-11-23"},
        "debts": {"loans": [{**loan, "instalment": "960", "periods_left": left}]},
    }
    position = Position(Case.model_validate(case))
    assert position.standing(position.loan).balance.covers == ("part" if part else "asked")
