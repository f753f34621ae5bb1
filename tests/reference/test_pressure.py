"""Pro rata offers of the reference folder, to the penny."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from workbook.pressure import pro_rata

FOLDER = Path(os.environ.get("WORKBOOK_REFERENCE", Path(__file__).parents[2] / "../shared/reference"))
CASES = [one for file in sorted(FOLDER.glob("cases/*.json")) for one in json.loads(file.read_text("utf-8"))]
OFFERS = [one for one in CASES if isinstance(one, dict) and one.get("kind") == "pro_rata_offer"]


def test_the_folder_holds_offers():
    assert OFFERS


@pytest.mark.parametrize("told", OFFERS, ids=lambda told: told["id"])
def test_offers_are_those_published_and_sum_to_what_there_is(told: dict):
    available = Decimal(str(told["available_income"])).quantize(Decimal("0.01"))
    parts = pro_rata(available, tuple(Decimal(str(debt)) for debt in told["debts"].values()))
    assert dict(zip(told["debts"], map(str, parts), strict=True)) == told["independent"]
    assert sum(parts) == available
