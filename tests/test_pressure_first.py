"""What must not be missed, by consequence, and how long the cash lasts though no debt is paid."""

import json
from datetime import date
from pathlib import Path

import pytest

from workbook import course, documents, followup, options, pressure, tables, verdict
from workbook.case import Case
from workbook.course import Course
from workbook.documents.render.text import text
from workbook.language import NotKnown, Refused

CASES = Path(__file__).parent / "fixtures/cases"


def stored(name: str) -> Case:
    return Case.model_validate(json.loads((CASES / f"{name}.json").read_text("utf-8")))


def cells(table) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for first, *rest in table.rows:
        found.setdefault(first, []).append(rest[0])
    return found


def test_the_day_not_to_miss_is_that_of_the_loans_that_come_first():
    answer = verdict.quick(stored("six_lenders"))
    assert answer.deadline is not None
    assert answer.deadline.on == date(2026, 12, 5)  # the van, not the card that has been late since September
    assert "送货车" in answer.deadline.what


def test_money_for_the_loans_that_come_first_is_kept_back_by_name_and_day():
    found = cells(tables.quick_answers(stored("six_lenders")))
    (said,) = found["先保住"]
    assert "送货车贷款（虚构） 2026-12-05 ¥900.00、村镇银行贷款（虚构） 2026-12-20 ¥162.50，共 ¥1,062.50" in said
    assert "其余已经逾期的，谈好以前先不付" in said


def test_a_loan_that_falls_due_whole_within_a_year_is_named_everywhere_a_day_counts():
    told = stored("six_lenders")
    assert [(end.name, end.on) for end in pressure.great_ends(told)] == [("村镇银行贷款（虚构）", date(2027, 6, 20))]
    assert "¥30,167.92" in text(documents.tonight(told))
    assert "¥30,167.92" in text(documents.answers(told))
    assert any(day.key.startswith("end-") for day in followup.deadlines(told))


def test_the_ten_minutes_say_what_the_share_of_this_loan_is_among_all():
    assert "那是所有债务一起的数，其中这一笔 ¥1,100.00" in verdict.quick(stored("six_lenders")).record


def test_cash_that_runs_out_without_paying_any_debt_has_its_day_and_where_to_ask():
    told = stored("nothing_left")
    found = pressure.runway(told)
    assert found.bad is not None
    assert found.now is not None
    assert told.as_of < found.bad < found.now
    tonight = text(documents.tonight(told))
    assert "临时救助和最低生活保障" in tonight
    assert "12348" in tonight
    assert "临时救助" not in text(documents.tonight(stored("late_on_one")))


def test_where_nothing_is_left_one_letter_goes_out_and_promises_nothing():
    told = stored("nothing_left")
    assert course.course(told, told.main_loan) is Course.HOLD
    for page in (documents.letter, documents.chat, documents.card):
        words = text(page(told))
        assert "愿意还" not in words.split("⑨")[0]
        assert "报不出能够做到的" in words
    for page in (documents.brief, documents.plan):
        with pytest.raises(Refused, match="只发信和客服留言"):
            page(told)


def test_one_recorded_month_says_nothing_of_a_bad_one():
    late = stored("late_on_one")
    one = late.but(situation=late.situation.but(months=late.situation.months[-1:]))
    answer = verdict.quick(one)
    assert answer.offer is None
    assert answer.missing == "最差的一个月生意收款"
    with pytest.raises(NotKnown, match="最差的一个月"):
        pressure.capacity(one)


def test_before_it_falls_due_nobody_is_told_to_fill_the_debit_account():
    late = stored("late_on_one")
    (loan,) = late.loans
    early = loan.but(state="not_due", next_due="2026-12-10")
    told = late.but(debts=late.debts.but(loans=[early]), payments=late.payments.but(all_paid_until="2026-11-20"))
    assert verdict.quick(told).action is verdict.Action.APPLY_BEFORE_DUE
    notes = [day.note for day in followup.deadlines(told) if day.kind == "pay"]
    assert notes
    assert all("能付就照付，不要为了谈而逾期" in note for note in notes)
    asked = options.with_request(told, "preferred")
    assert "下期2026年12月10日应还2,892.12元" in text(documents.letter(asked))
    assert text(documents.letter(asked)).startswith("关于提前申请调整还款计划的函")
    assert "诉讼时效" not in text(documents.card(told))


def test_a_loan_called_in_asks_for_the_whole_and_is_asked_to_be_put_back():
    late = stored("late_on_one")
    (loan,) = late.loans
    called_in = late.but(debts=late.debts.but(loans=[loan.but(state="accelerated", accelerated_on="2026-11-20")]))
    assert "今天一次还清要多少" in cells(tables.quick_answers(called_in))
    asked = options.with_request(called_in, "preferred")
    assert "是否撤回提前到期、恢复分期" in text(documents.letter(asked))
    assert "贵行已宣布提前到期" in text(documents.letter(asked))
