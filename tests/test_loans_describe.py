import json
from decimal import Decimal

import pytest

from workbook import loans
from workbook.case import Case
from workbook.language import NotKnown
from workbook.loans import Standing


def case_of(**told):
    usual = {
        "id": "a",
        "principal": "50000",
        "rate": "11.59",
        "rate_unit": "year",
        "method": "bullet",
        "drawn_on": "2019-10-05",
        "maturity": "2020-09-28",
        "penalty_uplift": "1.5",
        "penalty_base": "principal",
        "compound": True,
    }
    terms = {k: v for k, v in {**usual, **told}.items() if v is not None}
    return Case.model_validate({"profile": {"as_of": "2021-02-28"}, "debts": {"loans": [terms]}})


def test_the_figures_of_a_loan_as_data():
    case = case_of()
    found = loans.describe(Standing.of(case, case.main_loan))
    assert found["schedule"] == [
        {
            "number": 1,
            "due": "2020-09-28",
            "principal": "50000.00",
            "interest": "5778.90",
            "fees": "0.00",
            "payment": "55778.90",
            "balance": "0.00",
        }
    ]
    balance = found["balance"]
    assert [balance[k] for k in ("overdue_interest", "penalty", "compound", "total")] == [
        "5778.90",
        "3694.31",
        "426.98",
        "59900.19",
    ]
    assert balance["days_overdue"] == 153
    assert balance["lines"][1] == {
        "kind": "penalty",
        "number": 1,
        "base": "50000.00",
        "rate": "17.385",
        "from": "2020-09-28",
        "to": "2021-02-28",
        "days": 153,
        "basis": 360,
        "whole_month": False,
        "amount": "3694.31",
    }
    assert found["annual_cost"]["status"] == "ok"
    assert found["annual_cost"]["headline"] == "11.59"
    assert found["missing"] == []
    assert json.loads(json.dumps(found)) == found


def test_what_is_missing_is_listed_and_the_keys_stay():
    case = case_of(rate=None, app_total="900")
    found = loans.describe(Standing.of(case, case.main_loan))
    assert found["schedule"] == []
    assert found["balance"]["source"] == "app"
    assert found["balance"]["penalty"] is None
    assert found["annual_cost"]["status"] == "none"
    assert found["annual_cost"]["simple"] is None
    assert found["missing"] == ["先在“借款”那一页填写“利率（%）”"]


def test_with_nothing_known_it_says_what_is_needed():
    case = case_of(rate=None)
    with pytest.raises(NotKnown, match="利率"):
        loans.describe(Standing.of(case, case.main_loan))


def test_amounts_are_plain_decimals():
    case = case_of(principal="100000000", rate="0.0000001")
    text = json.dumps(loans.describe(Standing.of(case, case.main_loan)))
    assert "E-" not in text
    assert Decimal(json.loads(text)["annual_cost"]["headline"]) == Decimal("0.0000001")
