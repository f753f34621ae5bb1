"""The worked sums of tests/sums, which an adviser can read and check with a calculator."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from workbook import loans
from workbook.case import Case
from workbook.loans import Standing

SUMS = Path(__file__).parent / "sums"


def read(name):
    with (SUMS / f"{name}.toml").open("rb") as file:
        return [pytest.param(one, id=one["name"]) for one in tomllib.load(file)["sum"]]


def case_of(one):
    paid = [
        {"id": f"p{i}", "loan_id": "a", "paid_on": p["on"], "amount": p["amount"]}
        for i, p in enumerate(one.get("paid", ()))
    ]
    return Case.model_validate(
        {
            "profile": {"as_of": one.get("as_of", "2026-11-01")},
            "debts": {"loans": [{"id": "a", **one["loan"]}]},
            "payments": {"made": paid},
        }
    )


def near(found, expected, within):
    if isinstance(found, Decimal):
        return abs(found - Decimal(expected)) <= Decimal(within)
    return (found.isoformat() if isinstance(found, date) else found) == expected


@pytest.mark.parametrize("one", read("schedules"))
def test_schedule(one):
    rows = {row.number: row for row in loans.schedule(case_of(one).main_loan).rows}
    for expected in one["rows"]:
        row = rows[expected["number"]]
        for name, value in expected.items():
            assert near(getattr(row, name), value, one["within"]), (name, getattr(row, name), value)


@pytest.mark.parametrize("one", read("balances"))
def test_balance(one):
    case = case_of(one)
    balance = Standing.of(case, case.main_loan).balance
    found = {name: getattr(balance, name) for name in one["balance"]}
    assert {
        n: v.isoformat() if isinstance(v, date) else v if isinstance(v, int) else str(v) for n, v in found.items()
    } == one["balance"]


def cost_of(one):
    if "loan" in one:
        return loans.annual_cost(case_of(one).main_loan)
    if "flows" in one:
        return loans.cost_of_flows([(date.fromisoformat(day), Decimal(amount)) for day, amount in one["flows"]])
    if "periods_of" in one:
        of = one["periods_of"]
        amounts = [of["first"], of["then"], *[of["rest"]] * (of["count"] - 1)]
    else:
        amounts = one["periods"]
    return loans.cost_of_periods([Decimal(a) for a in amounts], one.get("per_year", 12))


@pytest.mark.parametrize("one", read("costs"))
def test_annual_cost(one):
    cost, expected = cost_of(one), one["cost"]
    assert cost.status == expected["status"]
    for name in {"simple", "compound", "headline"} & expected.keys():
        assert near(getattr(cost, name), expected[name], one["within"]), name
    for root, value in zip(cost.roots, expected.get("roots", cost.roots), strict=True):
        assert near(root, value, one["within"])


@pytest.mark.parametrize("name", ["schedules", "balances", "costs"])
def test_every_sum_says_where_it_comes_from(name):
    assert all(one.values[0]["source"] for one in read(name))
