"""Whatever rate and court cases lie in the reference folder, by kind; run by `make reference`."""

import csv
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from workbook import loans
from workbook.case import Case, LenderFigures
from workbook.case.loan import DayCount
from workbook.loans import Standing
from workbook.loans.accrual import simple_interest
from workbook.loans.results import PARTS
from workbook.loans.schedule import level_balance, level_payment

FOLDER = Path(os.environ.get("WORKBOOK_REFERENCE", Path(__file__).parents[2] / "../shared/reference"))


def cases(pattern):
    found = [one for file in sorted(FOLDER.glob(pattern)) for one in json.loads(file.read_text(encoding="utf-8"))]
    assert found, f"no cases under {FOLDER}"
    return found


def number(words):
    """A decimal, or a fraction such as 0.08/12 or 14.5%/12."""
    top, _, bottom = str(words).replace("%", "").partition("/")
    return Decimal(top) / Decimal(bottom or 1)


def loan_of(**told):
    told = {"id": "a", "drawn_on": "2026-01-15", "rate_unit": "year", "method": "equal_instalment", **told}
    case = Case.model_validate({"profile": {"as_of": "2026-11-01"}, "debts": {"loans": [told]}})
    return case, case.main_loan


def level(inputs):
    principal = Decimal(str(inputs.get("pv", inputs.get("principal"))))
    count = inputs.get("nper", inputs.get("n", inputs.get("months")))
    by = number(inputs["rate"]) if "rate" in inputs else Decimal(str(inputs["annual_rate"])) / 12
    return principal, by, count, level_payment(principal, [by] * count)


def flows_of(inputs):
    return [(date.fromisoformat(day), Decimal(str(amount))) for day, amount in inputs["flows"]]


def annuity_flows(inputs):
    pv, pmt, fv, count = (Decimal(str(inputs.get(name, 0))) for name in ("pv", "pmt", "fv", "nper"))
    return [pv, *[pmt] * (int(count) - 1), pmt + fv]


def dated(inputs):
    """The official example's 100,000 with its fee and instalments."""
    payment = Decimal(str(inputs["payment"]))
    return [Decimal(str(inputs["upfront_fee"])) - Decimal(str(inputs["principal"])), *[payment] * inputs["n"]]


def share_of_period(inputs, index):
    principal, by, count, payment = level(inputs)
    before = level_balance(principal, payment, by, index - 1)
    return before * by, payment - before * by, count


def between(inputs, index):
    return [share_of_period(inputs, k)[index] for k in range(inputs["start"], inputs["end"] + 1)]


def china(inputs, name):
    principal, annual, count = inputs["principal"], Decimal(str(inputs["annual_rate"])), inputs["months"]
    method = {"等额本息": "equal_instalment", "等额本金": "equal_principal"}[inputs["method"]]
    _case, loan = loan_of(principal=principal, rate=annual * 100, method=method, periods=count)
    first = loans.schedule(loan).rows[0]
    total = principal + principal * annual / 12 * (count + 1) / 2
    return {"payment": first.payment, "balance": first.balance, "total": total}[name]


def rate_value(one):
    """What we make of one rate case: percent or ratio as its kind says; None where we say there is none."""
    inputs, kind = one["inputs"], one["kind"]
    if kind in {"irr_effective_percent", "irr_nominal_percent"}:
        cost = loans.cost_of_periods(dated(inputs))
        return cost, cost.compound if kind == "irr_effective_percent" else cost.simple, 1
    if kind in {"xirr", "xirr_percent"}:
        cost = loans.cost_of_flows(flows_of(inputs))
        return cost, cost.compound, 1 if kind == "xirr_percent" else 100
    if kind == "irr":
        cost = loans.cost_of_periods([Decimal(str(v)) for v in inputs["values"]], 1)
        return cost, cost.compound, 100
    if kind == "rate":
        cost = loans.cost_of_periods(annuity_flows(inputs), 1)
        return cost, cost.compound, 100
    if kind == "rate_annual_percent":
        cost = loans.cost_of_periods(annuity_flows(inputs))
        return cost, cost.simple, 1
    return None, schedule_value(one), 1


def schedule_value(one):
    inputs, kind = one["inputs"], one["kind"]
    if kind in {"pmt", "pmt_abs"}:
        return level(inputs)[3] * (-1 if kind == "pmt" else 1)
    if kind in {"ppmt", "ipmt"}:
        interest, principal, _count = share_of_period(inputs, inputs["per"])
        return -(principal if kind == "ppmt" else interest)
    if kind in {"cumipmt", "cumprinc"}:
        return -sum(between(inputs, 0 if kind == "cumipmt" else 1))
    if kind == "balance":
        _case, loan = loan_of(
            principal=inputs["principal"], rate=Decimal(str(inputs["annual_rate"])) * 100, periods=inputs["n"]
        )
        return loans.schedule(loan).rows[inputs["after"] - 1].balance
    if kind in {"debx", "debj"}:
        name = next((n for n in ("total", "balance") if n in one["id"]), "payment")
        return china(inputs, name)
    raise AssertionError(f"a kind of case we do not know: {kind}")


@pytest.mark.parametrize("one", cases("rates/*cases*.json"), ids=lambda one: one["id"])
def test_rates(one):
    cost, found, scale = rate_value(one)
    if one["expected"] is None:
        assert cost.status == "none"
        assert cost.compound is None
        assert cost.reason
        return
    expected, within = Decimal(str(one["expected"])) * scale, Decimal(str(one["tolerance"])) * scale
    if cost is not None and cost.status == "several":
        assert cost.reason
        assert any(abs(root - expected) <= within + Decimal("1e-9") for root in cost.roots)
        return
    assert abs(found - expected) <= within


def samples():
    for file in sorted(FOLDER.glob("rates/*xirr_expected*.csv")):
        with file.open(encoding="utf-8") as rows:
            yield from csv.DictReader(rows)


@pytest.mark.parametrize("row", samples(), ids=lambda row: row["file"])
def test_dated_flow_files(row):
    file = next(FOLDER.glob(f"rates/**/{row['file']}"))
    flows = loans.read_flows(file.read_bytes())
    cost = loans.cost_of_flows(flows)
    known = [float(root) for root in row["roots"].split(";") if root]
    assert cost.status == {0: "none", 1: "ok"}.get(len(known), "several")
    assert [float(root) / 100 for root in cost.roots] == pytest.approx(known, rel=1e-8, abs=1e-9)
    expected = row["expected_xirr"]
    assert not expected or any(float(root) / 100 == pytest.approx(float(expected), rel=1e-9) for root in cost.roots)
    start = min(day for day, _amount in flows)
    for root in cost.roots:
        growth = float(root) / 100 + 1
        parts = [float(amount) * growth ** (-(day - start).days / 365) for day, amount in flows]
        assert abs(sum(parts)) <= 1e-9 * sum(map(abs, parts))


def court(kind):
    return [one for one in cases("cases/*cases*.json") if one["kind"] == kind]


def named(one):
    return one["id"]


@pytest.mark.parametrize("one", court("level_payment_balance"), ids=named)
def test_court_balances(one):
    _case, loan = loan_of(
        principal=one["principal"],
        rate=number(one["rate_text"].partition("=")[0].removesuffix("/month")),
        rate_unit="month",
        periods=one["n"],
        drawn_on=one["disbursed"],
    )
    row = loans.schedule(loan).rows[one["paid"] - 1]
    assert abs(row.balance - Decimal(str(one["court_balance"]))) <= Decimal(str(one["tolerance"]))


def span(item):
    return date.fromisoformat(item["from_"]), date.fromisoformat(item["to"])


@pytest.mark.parametrize("one", court("overdue_interest"), ids=named)
def test_overdue_interest(one):
    for item in one["items"]:
        count = DayCount(f"actual/{item['day_basis']}")
        annual = Decimal(str(item["annual_rate"])) * 100
        found = simple_interest(Decimal(str(item["base"])), annual, count, span(item))
        if item["ok"]:
            assert abs(found - Decimal(str(item["claimed"]))) <= Decimal("0.01"), item["name"]
        else:
            assert found != Decimal(str(item["claimed"])), item["name"]


def test_the_bullet_loan_to_the_cent():
    one = next(one for one in court("overdue_interest") if one["id"] == "lex32_797")
    contract, penalty, compound = one["items"]
    case, loan = loan_of(
        principal=contract["base"],
        rate=Decimal(contract["annual_rate"]) * 100,
        method="bullet",
        drawn_on=contract["from_"],
        maturity=contract["to"],
        penalty_uplift=Decimal(penalty["annual_rate"]) / Decimal(contract["annual_rate"]),
        penalty_base="principal",
        compound=True,
    )
    balance = Standing.of(case, loan).on(date.fromisoformat(penalty["to"])).balance
    claimed = [Decimal(str(item["claimed"])).quantize(Decimal("0.01")) for item in (contract, penalty, compound)]
    assert [balance.overdue_interest, balance.penalty, balance.compound] == claimed


@pytest.mark.parametrize("one", court("sum_check"), ids=named)
def test_sums(one):
    stated = dict(zip(PARTS, one["parts"], strict=False))
    told = {"id": "f", "on": "2026-10-01", "total": str(one["stated_total"]), **{n: str(v) for n, v in stated.items()}}
    case, loan = loan_of(lender_figures=[LenderFigures.model_validate(told)])
    found = [f for f in Standing.of(case, loan).findings if f.kind == "sum"]
    assert bool(found) is not one["agrees"]
    for finding in found:
        assert finding.difference == Decimal(str(one["stated_total"])) - Decimal(one["independent_total"])


@pytest.mark.parametrize("one", court("all_in_cost_with_guarantee_insurance"), ids=named)
def test_all_in_cost(one):
    fee = {"id": "f", "kind": "guarantee", "when": "per_period", "amount": str(one["monthly_premium"])}
    rate = Decimal(str(one["headline_rate"])) * 100
    case, loan = loan_of(principal=one["principal"], rate=rate, periods=one["n"], fees=[fee])
    cost, within = loans.annual_cost(loan), Decimal(str(one["tolerance_pp"]))
    assert abs(cost.simple - Decimal(one["all_in_nominal_percent"])) <= within
    assert abs(cost.compound - Decimal(one["all_in_effective_percent"])) <= within
    assert cost.headline == rate
    flagged = any(f.kind == "cost_line" for f in Standing.of(case, loan).findings)
    assert flagged is (Decimal(one["all_in_nominal_percent"]) > 24)


@pytest.mark.parametrize("one", court("fee_instalment_irr"), ids=named)
def test_fee_instalments(one):
    first = one["principal_each"] + Decimal(str(one["fee_first"]))
    rest = one["principal_each"] + Decimal(str(one["fee_other"]))
    cost = loans.cost_of_periods([-Decimal(one["principal"]), first, *[rest] * (one["n"] - 1)])
    within = Decimal(str(one["tolerance_pp"]))
    assert abs(cost.simple - Decimal(one["irr_nominal_percent"])) <= within
    assert abs(cost.compound - Decimal(one["irr_effective_percent"])) <= within


@pytest.mark.parametrize("one", court("simple_interest_cap"), ids=named)
def test_interest_at_the_court_line(one):
    annual = Decimal(str(one["court_rate"])) * 100
    found = simple_interest(Decimal(one["principal"]), annual, DayCount.ACTUAL_365, span(one))
    assert found == Decimal(one["independent"])
