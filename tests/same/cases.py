"""The cases whose papers are held against an earlier state: examples, fixtures, and a loan in each state.

All people are fictional.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
STORED = (
    *sorted((TESTS.parent / "data").glob("example*/case.json")),
    *sorted((TESTS / "fixtures/cases").glob("*.json")),
    *sorted((TESTS / "fixtures/documents").glob("*.json")),
)
# What is told of the loan in each state; the rest is that of the ten-minute case.
STATES: dict[str, dict[str, Any]] = {
    "not_due": {"state": "not_due", "next_due": "2026-12-20"},
    "accelerated": {"state": "accelerated", "accelerated_on": "2026-11-10"},
    "sold_unknown": {"state": "sold"},
    "sold_known": {"state": "sold", "owner_now": "（虚构）丙资产管理公司"},
    "payment_order": {"state": "in_court", "court_paper": "payment_order", "court_paper_on": "2026-11-16"},
    "claim_without_day": {"state": "in_court", "court_paper": "claim"},
    "paid_for": {"state": "paid_for", "notice_from": "（虚构）乙财产保险股份有限公司", "notice_on": "2026-11-12"},
    "mediation": {"state": "mediation", "notice_from": "（虚构）某调解中心", "hearing_on": "2026-12-08"},
    "arbitration": {"state": "arbitration", "clause": "not_found", "answer_until": "2026-12-05"},
    "enforcement": {"state": "enforcement", "notice_from": "（虚构）某某区人民法院", "answer_until": "2026-12-01"},
    "not_mine": {"state": "not_mine"},
    "at_once": {"state": "overdue", "want": "settle"},
    "settled": {"state": "settled"},
    "three_years": {"state": "overdue", "next_due": "2023-11-20", "periods_left": 1},
}
QUICK: dict[str, Any] = json.loads((TESTS / "fixtures/cases/ten_minutes.json").read_text(encoding="utf-8"))
THREE_ANSWERS: dict[str, Any] = {
    "profile": {"as_of": "2026-11-23", "fictional": True},
    "situation": {"cash": "800"},
    "debts": {"loans": [{"id": "l1", "state": "overdue", "app_total": "3100.25"}]},
}


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each case under its name."""
    for path in STORED:
        yield (path.parent.name if path.stem == "case" else path.stem), json.loads(path.read_text(encoding="utf-8"))
    yield "empty", {}
    yield "three_answers", THREE_ANSWERS
    for state, told in STATES.items():
        loan = {**QUICK["debts"]["loans"][0], **told}
        yield f"state_{state}", {**QUICK, "debts": {"loans": [loan]}}
