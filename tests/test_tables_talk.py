"""Who calls, what a court sent, what is debited, and looking back: the pages of the talk and after it."""

import json
from pathlib import Path

import pytest

from workbook import documents, followup, forms, options, tables
from workbook.case import Case
from workbook.documents.release import to_know, unsettled

FIXTURES = Path(__file__).parent / "fixtures"
TALKED = json.loads((FIXTURES / "documents/talked.json").read_text("utf-8"))
SHOP = json.loads((FIXTURES / "documents/shop.json").read_text("utf-8"))


def stored(name: str) -> Case:
    return Case.model_validate(json.loads((FIXTURES / f"cases/{name}.json").read_text("utf-8")))


def with_loan(told: dict, **changes) -> Case:
    first, *rest = told["debts"]["loans"]
    return Case.model_validate({**told, "debts": {**told["debts"], "loans": [{**first, **changes}, *rest]}})


def test_callers_are_questioned_and_one_sign_of_fraud_is_enough():
    rows = tables.cautions(Case()).rows
    assert any("哪家机构" in ask for _when, ask, _then in rows)
    assert any("服务费" in ask and "停下来" in then for _when, ask, then in rows)


def test_a_court_paper_shows_its_days_and_steps_and_its_absence_is_said():
    served = with_loan(SHOP, state="in_court", court_paper="claim", court_paper_on="2026-11-18")
    ((_loan, paper, last, act, steps),) = tables.served(served).rows
    assert (paper, last, act) == ("起诉状副本、传票", "2026-12-03", "2026-12-02")
    assert "开庭一定到" in steps
    assert any(day.kind == "court" and str(day.on) == "2026-12-03" for day in followup.deadlines(served))
    none = tables.served(Case.model_validate(SHOP))
    assert none.rows == ()
    assert "“借款”那一页" in none.notes[0]


@pytest.mark.parametrize(
    ("state", "first"),
    [("arbitration", "首次开庭前书面否认"), ("mediation", "能拒绝"), ("enforcement", "如实报告财产")],
)
def test_every_day_of_a_notice_stands_with_the_working_day_to_have_acted(state, first):
    told = with_loan(SHOP, state=state, answer_until="2026-12-07", hearing_on="2026-12-15")
    answer, hearing = tables.served(told).rows
    assert answer[2].startswith("2026-12-07（")
    assert str(answer[3]) == "2026-12-04"
    assert hearing[2].startswith("2026-12-15（")
    assert first in hearing[4]
    (undated,) = tables.served(with_loan(SHOP, state=state)).rows
    assert "填进“借款”那一页" in undated[2]


def agreed(as_of: str, *paid: tuple[str, str]) -> Case:
    """The talked case with its written terms accepted, seen on a later day with these payments."""
    told = Case.model_validate({**TALKED, "profile": {**TALKED["profile"], "as_of": as_of}})
    seen = told.talks.written[0].but(accepted_on="2026-11-21")
    rows = [{"id": f"p{n}", "loan_id": "l1", "paid_on": on, "amount": amount} for n, (on, amount) in enumerate(paid)]
    return told.but(talks=told.talks.but(written=(seen,)), payments=told.payments.but(made=rows))


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        (agreed("2026-12-25"), "断了：2026-12-20 那期起没还足"),
        (agreed("2026-12-25", ("2026-12-20", "4600")), "新计划守着"),
        (with_loan(SHOP, state="settled"), "已经结清"),
        (Case.model_validate(SHOP), "还没有谈成的新计划"),
    ],
)
def test_looking_back_says_how_it_stands(told, stands):
    assert dict(tables.lessons(told).rows)["到了哪一步"] == stands


def test_a_day_gone_by_is_not_shown_as_one_to_come():
    late = with_loan(SHOP, state="in_court", court_paper="payment_order", court_paper_on="2026-10-10")
    ((_loan, _paper, last, _act, _steps),) = tables.served(late).rows
    assert last == "已经过了：2026-10-25"


def test_debits_name_account_and_day():
    told = with_loan(SHOP, auto_debit="余额宝")
    assert "余额宝" in {row[1] for row in tables.debits(told).rows}


def test_looking_back_counts_promises_and_payments_of_both_sides():
    told = Case.model_validate(
        {**TALKED, "followup": {**TALKED.get("followup", {}), "went_well": "流水", "lessons": "先要工单号"}}
    )
    assert dict(tables.lessons(told).rows)["新计划"].startswith("书面条件还没有确认")
    seen = told.talks.written[0].but(accepted_on="2026-11-21")
    found = dict(tables.lessons(told.but(talks=told.talks.but(written=(seen,)))).rows)
    assert (found["哪句话、哪样材料管用"], found["下次先做什么"]) == ("流水", "先要工单号")
    assert found["到了哪一步"] == "新计划还没到第一期"
    assert "件" in found["对方答应的"]
    assert "没还" in found["我按新计划还的"]
    assert dict(tables.lessons(Case.model_validate(SHOP)).rows)["新计划"] == "还没有书面的还款计划"


def test_a_story_that_the_recorded_receipts_do_not_show_is_said_before_it_goes_out():
    late = stored("late_on_one")
    months = [month.but(receipts="30000") for month in late.situation.months]
    flat = late.but(situation=late.situation.but(months=months))
    assert any("每个月收款都一样" in said for said in to_know(flat))
    assert not [said for said in to_know(late) if "收款" in said]


def test_what_a_paper_shows_besides_is_said_where_it_is_listed():
    notes = tables.evidence(Case.model_validate(SHOP)).notes
    assert any("整份流水会露出" in note for note in notes)


def test_an_own_rung_that_cannot_be_priced_is_not_swapped_for_another():
    late = stored("late_on_one")
    terms = {"periods": 24, "rate": "14.4", "treatments": [{"id": "t", "component": "penalty", "treatment": "waive"}]}
    terms["treatments"][0]["amount"] = "99999"
    asked = late.but(ask=late.ask.but(asks=[{"id": "k", "loan_id": late.main_loan.id, "preferred": terms}]))
    found = options.ladder(asked, asked.main_loan)
    assert "preferred" not in {step.name for step in found.steps}
    assert any("99,999.00" in said for said in found.assumed)


@pytest.fixture
def hasty(tmp_path, monkeypatch):
    """The shop with a request that cannot be kept, in a case folder of its own."""
    from workbook import casefile

    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    path = casefile.create("（虚构）急")
    told = Case.model_validate(SHOP)
    for name in ("profile", "situation", "debts", "payments", "ask"):
        casefile.save(path, name, getattr(told, name), getattr(casefile.read(path).case, name))
    return path


def test_the_button_holds_papers_for_lenders_back_until_the_warning_was_read(hasty):
    panel = forms.FilesPanel(hasty)
    assert unsettled(Case.model_validate(SHOP))
    held = panel.write()
    assert {file.parent.name for file in held} == {"private"}
    panel.refresh()
    assert panel.shown.state["held"]
    assert any("不能都答应" in words for words in panel.shown.state["first"])
    panel.hear({"do": "release", "yes": True})
    assert any(file.name == "brief.pdf" for file in panel.write())
    assert documents.unsettled(Case()) == ()


def test_a_promise_is_answered_by_who_made_it_and_by_nobody_else():
    told = Case.model_validate(TALKED)
    contacts = told.talks.contacts
    promised = next(contact for contact in contacts if contact.their_promise and contact.next_on)
    assert any(day.key == f"talk-{promised.id}" for day in followup.deadlines(told))
    assert f"答应“{promised.their_promise}”" in str(documents.complaint(told))


def test_a_late_loan_may_be_debited_any_day_and_no_past_day_is_shown_as_the_next():
    rows = tables.debits(stored("late_on_one")).rows
    assert [row[2] for row in rows] == ["随时，有钱就可能扣"]
    assert rows[0][3] == "¥5,883.15"
