"""What a document may say in each state of the loan and of the ask."""

import json
from pathlib import Path

import pytest

from workbook import documents
from workbook.case import Case
from workbook.documents.render.text import text

SHOP = json.loads((Path(__file__).parent / "fixtures/documents/shop.json").read_text("utf-8"))
QUICK = {
    "profile": {"as_of": "2026-11-23"},
    "situation": {
        "usual_receipts": "46000",
        "worst_receipts": "30000",
        "stock_per_100": "62",
        "shop_costs": "5600",
        "home_essentials": "3200",
        "other_income": "1500",
        "cash": "30000",
        "other_debts_30_days": "1200",
    },
    "debts": {
        "loans": [
            {
                "id": "l1",
                "name": "网商贷",
                "state": "overdue",
                "next_due": "2026-10-20",
                "app_total": "9120.55",
                "instalment": "8960.16",
                "periods_left": 5,
            }
        ]
    },
}


@pytest.mark.parametrize("told", [QUICK, SHOP], ids=["no ask", "an ask"])
@pytest.mark.parametrize(("name", "value"), [("other_income", "3900"), ("cash", "200")])
def test_private_money_changes_no_byte_of_the_chat(told, name, value):
    changed = {**told, "situation": {**told["situation"], name: value}}
    before, after = (text(documents.chat(Case.model_validate(one))) for one in (told, changed))
    assert before == after


def test_the_chat_file_holds_the_message_alone(tmp_path):
    (file,) = documents.write(documents.chat(Case.model_validate(QUICK)), tmp_path, ("txt",))
    assert file.read_text("utf-8").startswith("您好")


def asking(**terms):
    return Case.model_validate({**QUICK, "ask": {"asks": [{"id": "a1", "loan_id": "l1", "preferred": terms}]}})


@pytest.mark.parametrize("make", [documents.chat, documents.script, documents.card])
def test_steps_and_grace_are_said_from_the_first_month(make):
    steps = [{"id": "s1", "periods": 6, "payment": "900"}, {"id": "s2", "periods": 12, "payment": "4200"}]
    assert "6期每期¥900.00，再12期每期¥4,200.00" in text(make(asking(rate="12", steps=steps)))
    waived = [{"id": "t1", "component": "penalty", "treatment": "waive"}]
    grace = asking(
        periods=12, rate="12", method="equal_instalment", grace_months=3, grace_kind="interest_only", treatments=waived
    )
    said = text(make(grace))
    assert "前3个月只还利息，" in said
    assert "罚息全部减免" in said
    assert "年利率12%" in said


@pytest.mark.parametrize("make", [documents.chat, documents.script, documents.card])
def test_without_an_ask_the_ceiling_is_never_a_line_to_say(make):
    one = Case.model_validate(QUICK)
    offer = documents.figures(one)["quick.offer"]
    assert offer.known
    said = text(make(one)).split("我的上限")[0]
    assert offer.text not in said
    assert "稳定还" not in text(make(one))
