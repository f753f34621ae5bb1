"""A loan with its payments, as tests of the arithmetic tell it."""

from workbook.case import Case

LEVEL = {
    "id": "a",
    "principal": "60000",
    "rate": "14.4",
    "rate_unit": "year",
    "method": "equal_instalment",
    "periods": 12,
    "drawn_on": "2025-02-03",
    "penalty_uplift": "1.5",
}
"""Twelve level instalments of 5,398.53, due on the 3rd."""

FALLING = {
    "id": "a",
    "principal": "12000",
    "rate": "12",
    "rate_unit": "year",
    "method": "equal_principal",
    "periods": 12,
    "drawn_on": "2026-01-10",
    "day_count": "30/360",
}
"""Twelve instalments of 1,000 principal, due on the 10th."""


def account(usual, told, paid, as_of, until=None):
    """Make a case of one loan (usual terms, None takes one away) and the payments (day, amount) made on it."""
    terms = {name: value for name, value in {**usual, **told}.items() if value is not None}
    made = [{"id": f"p{n}", "loan_id": "a", "paid_on": on, "amount": amount} for n, (on, amount) in enumerate(paid)]
    payments = {"made": made, "all_paid_until": until}
    return Case.model_validate({"profile": {"as_of": as_of}, "debts": {"loans": [terms]}, "payments": payments})
