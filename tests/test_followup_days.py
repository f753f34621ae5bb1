"""Days that decide, for the borrower's eyes: a recovery looked at, a renewal, ninety days late, who is told first."""

import json
from datetime import date
from pathlib import Path

import pytest

from workbook import documents, followup
from workbook.case import Case
from workbook.documents.bundle import EVERY
from workbook.documents.render.text import text
from workbook.language import Refused

CASES = Path(__file__).parent / "fixtures/cases"
WHOLE = {
    "id": "l",
    "name": "网商贷（虚构）",
    "lender": "浙江网商银行股份有限公司",
    "state": "not_due",
    "principal": "100000",
    "drawn_on": "2025-12-28",
    "maturity": "2026-12-28",
    "rate": "0.035",
    "rate_unit": "day",
    "day_count": "actual/360",
    "method": "interest_only",
    "periods": 12,
    "first_due": "2026-01-28",
    "due_day": 28,
}
LATE = {"id": "l", "name": "网商贷（虚构）", "lender": "浙江网商银行股份有限公司", "state": "overdue"}
LATE |= {
    "rate": "14.4",
    "rate_unit": "year",
    "next_due": "2026-10-10",
    "instalment": "2892.12",
    "app_total": "5784.24",
    "periods_left": 17,
}
SITUATION = {"cash": "2600", "usual_receipts": "30000", "worst_receipts": "24000", "stock_per_100": "62"}
SITUATION |= {"shop_costs": "4000", "home_essentials": "3300", "other_income": "1500", "other_debts_30_days": "0"}


def case(*loans, as_of="2026-11-23", **sections):
    profile = {"as_of": as_of, "borrower_type": "sole_trader", **sections.pop("profile", {})}
    paid = {"all_paid_until": as_of} if loans and loans[0]["state"] == "not_due" else {}
    told = {"situation": SITUATION, "payments": paid, **sections}
    return Case.model_validate({"profile": profile, "debts": {"loans": loans}, **told})


def stored(name, **changes):
    told = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    told = {**told, **{part: {**told.get(part, {}), **change} for part, change in changes.items()}}
    return Case.model_validate(told)


def by_key(told):
    return {day.key: day for day in followup.deadlines(told)}


def days_of(told, kind="renew"):
    return [str(day.act_by) for day in followup.deadlines(told) if day.kind == kind]


# Renewal


def test_a_loan_that_falls_due_whole_has_its_days_weekends_among_them():
    told = case(WHOLE)
    first, *rest = days_of(told)
    assert first == "2026-11-28"  # thirty days before, a Saturday
    assert rest == ["2026-12-07", "2026-12-21", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28", "2026-12-29"]
    found = {str(one.on): one for one in followup.reminders(told) if "还 ¥" not in one.title}
    for day in ("2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28"):
        assert "没有看到新合同生效，不要先还清等着再借" in found[day].note
    assert "每天看App有没有续贷入口" in found["2026-12-25"].note
    assert found["2026-12-27"].alarm_days == (0,)
    assert "¥101,050.00" in found["2026-12-28"].note


def test_on_the_day_it_falls_due_nobody_is_told_twice_what_to_pay():
    titles = [day.title for day in followup.deadlines(case(WHOLE)) if str(day.on) == "2026-12-28"]
    assert titles == ["网商贷（虚构）：整笔到期"]


def test_what_should_have_been_asked_by_now_is_asked_today():
    found = by_key(case(WHOLE, as_of="2026-12-22"))
    assert str(found["renew-chase-l"].on) == "2026-12-22"
    assert "renew-ask-l" not in found
    assert "renew-again-l" not in found
    assert days_of(case(WHOLE, as_of="2026-12-10"))[:2] == ["2026-12-10", "2026-12-21"]


@pytest.mark.parametrize("method", ["bullet", "on_demand"])
def test_every_loan_that_is_repaid_at_once_has_them(method):
    told = {name: value for name, value in WHOLE.items() if name not in {"periods", "first_due", "due_day"}}
    assert "2026-12-07" in days_of(case({**told, "method": method}))


def test_an_end_that_dwarfs_the_instalments_before_it_is_one():
    told = case({**WHOLE, "method": "equal_instalment", "rate": "14.4", "rate_unit": "year"})
    assert days_of(told) == []  # an ordinary last instalment needs no renewal
    assert not any(key.startswith("apply") for key in by_key(told))


def test_a_loan_due_in_half_a_year_has_the_day_to_ask_and_the_day_itself():
    far = {**WHOLE, "drawn_on": "2026-05-20", "maturity": "2027-05-20", "first_due": "2026-06-20", "due_day": 20}
    assert days_of(case(far)) == ["2027-04-20", "2027-05-20"]


@pytest.mark.parametrize("loan", [{**WHOLE, "state": "settled"}, {**WHOLE, "state": "in_court"}, LATE])
def test_what_is_late_or_settled_is_not_renewed(loan):
    assert days_of(case(loan)) == []


def test_the_days_follow_an_end_that_a_rest_has_moved():
    rest = {"id": "h", "start": "2026-08-01", "months": 1, "kind": "nothing", "end_moves": True}
    assert days_of(case({**WHOLE, "holidays": [rest]})) == ["2026-12-29", "2027-01-28"]


def test_money_of_the_family_has_no_app_to_look_in():
    assert days_of(case({**WHOLE, "name": "亲友", "lender": "亲友"})) == []


# Who is told first


def papers(told):
    found = []
    for paper in EVERY:
        try:
            found.append((paper.name, paper.reader, text(paper.make(told))))
        except Refused:
            continue
    return found


@pytest.mark.parametrize(
    ("fields", "who"), [({"guaranteed": True}, "先告诉担保人"), ({"spouse_signed": True}, "先告诉签了字的配偶")]
)
def test_whoever_answers_for_a_late_loan_is_told_first_once(fields, who):
    said = [(name, words.count(who)) for name, _reader, words in papers(case({**LATE, **fields})) if who in words]
    assert said == [("tonight", 1)]
    assert not any(who in words for _name, _reader, words in papers(case(LATE)))


def test_for_a_loan_to_be_renewed_it_stands_once_among_its_days():
    notes = " ".join(day.note for day in followup.deadlines(case({**WHOLE, "guaranteed": True, "state": "not_due"})))
    tonight = text(documents.tonight(case({**WHOLE, "guaranteed": True})))
    assert notes.count("先告诉担保人") + tonight.count("先告诉担保人") == 1


def test_nobody_is_told_of_a_loan_that_is_paid_and_not_talked_about():
    assert followup.told_first(case(LATE, {**WHOLE, "id": "other", "guaranteed": True})) == ()
    late = {**LATE, "id": "other", "guaranteed": True}
    assert [loan.id for loan in followup.told_first(case(LATE, late))] == ["other"]


def test_with_papers_from_a_court_the_talk_is_not_what_comes_next():
    assert followup.told_first(case({**LATE, "guaranteed": True, "state": "in_court"})) == ()


# Ninety days


@pytest.mark.parametrize(("due", "day"), [("2026-10-10", date(2027, 1, 8)), ("2026-09-16", date(2026, 12, 15))])
def test_ninety_days_are_counted_from_the_oldest_unpaid_day(due, day):
    assert followup.day_ninety(case({**LATE, "next_due": due})) == day


def test_it_is_one_quiet_line_that_orders_nothing():
    told = stored("late_on_one")
    line = by_key(told)["ninety"]
    assert "做法，各家不同" in line.note
    assert "不要为它去借钱" in line.note
    assert "《" not in line.note  # no rule is cited for it
    assert not any("满90天" in one.title + one.note for one in followup.reminders(told))  # and no bell rings
    assert [name for name, _reader, words in papers(told) if "2027年1月8日" in words] == ["answers"]


def test_a_loan_that_is_guaranteed_asks_when_somebody_else_would_pay():
    assert "几天后会代偿" in followup.ninety_said(case({**LATE, "guaranteed": True}))
    assert "代偿" not in followup.ninety_said(case(LATE))


@pytest.mark.parametrize(
    "told",
    [
        stored("nothing_left"),
        stored("late_on_one", profile={"distressed": True}),
        stored("late_on_one", situation={"what_changed": "不想活了"}),
        stored("late_on_one", profile={"as_of": "2027-01-09"}),
        *(case({**LATE, "state": state}) for state in ("sold", "in_court", "settled")),
        case({**LATE, "next_due": "2023-10-10"}),
        case({**LATE, "lender": "亲友", "name": "亲友"}),
        case(WHOLE),
    ],
    ids=["hold", "distress", "danger", "past", "sold", "court", "settled", "limitation", "family", "not late"],
)
def test_it_is_not_said_where_it_would_frighten_or_mean_nothing(told):
    assert followup.day_ninety(told) is None
    assert "ninety" not in by_key(told)
    assert not any("满90天" in words for _name, _reader, words in papers(told))


# A hoped-for recovery


NOTICE = {
    "id": "n",
    "title": "道路施工告示（虚构）",
    "holding": "have",
    "issued_on": "2026-11-01",
    "proves": ["recovery"],
}


def hoping(on="2026-12-20", documents=(), **changes):
    return case({**LATE, **changes}, ask={"recovers_on": on}, evidence={"documents": list(documents)})


def test_some_days_before_a_hoped_for_recovery_it_is_looked_at():
    found = by_key(hoping())["review"]
    assert (found.on, found.act_by) == (date(2026, 12, 20), date(2026, 12, 11))  # a week before, a working day
    assert "没有材料写明" in found.note
    assert any(one.uid == "review@workbook" for one in followup.reminders(hoping()))


def test_the_paper_that_ends_the_trouble_is_named():
    assert "附件1“道路施工告示（虚构）”" in by_key(hoping(documents=[NOTICE]))["review"].note


def test_the_next_payment_after_it_is_named_where_the_loan_is_not_late():
    told = case({**WHOLE, "due_day": 28}, ask={"recovers_on": "2026-12-20"})
    assert "（2026-12-28）" in by_key(told)["review"].note


def test_a_recovery_that_should_have_come_stays_for_two_months():
    assert by_key(hoping("2026-11-01"))["review"].past
    assert "review" not in by_key(hoping("2026-08-01"))
    lasting = {**SITUATION, "lasting": "lasting"}
    assert "review" not in by_key(case(LATE, ask={"recovers_on": "2026-12-20"}, situation=lasting))


def test_within_thirty_days_it_stands_on_the_list_for_tonight_and_in_no_lenders_paper():
    told = hoping(documents=[NOTICE])
    assert [name for name, _reader, words in papers(told) if "看难处过去了没有" in words] == ["tonight"]
    assert "看难处过去了没有" not in text(documents.tonight(hoping("2027-03-01")))
    assert not any("2026-12-11" in words for _name, reader, words in papers(told) if reader == "lender")
