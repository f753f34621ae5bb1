"""Whose contact it was: an entry of the log stands with the lender it is about, and with nobody else."""

import pytest

from workbook import documents, followup, talks
from workbook.case import Case
from workbook.documents.render.text import text
from workbook.documents.view import lender_view
from workbook.language import NotKnown
from workbook.tables import contacts

A, B = "甲银行（虚构）", "乙消费金融（虚构）"
NIGHT = {
    "id": "n",
    "on": "2026-11-20",
    "time": "22:40",
    "channel": "phone",
    "direction": "by_them",
    "institution": "乙消费金融（虚构）",
    "agent": "乙0007（虚构）",
    "ticket": "乙T-1",
    "their_promise": "三天内答复",
    "next_on": "2026-11-22",
}
OURS = {**NIGHT, "id": "o", "loan_id": "a", "institution": A, "agent": "甲0001（虚构）", "ticket": "甲T-9"}


def case(*rows, loans=(("a", A), ("b", B)), main="a"):
    made = [{"id": name, "lender": lender, "state": "overdue", "next_due": "2026-10-05"} for name, lender in loans]
    profile = {"as_of": "2026-11-23", "name": "虚构甲"}
    debts = {"loans": made, "main": main}
    return Case.model_validate({"profile": profile, "debts": debts, "talks": {"contacts": rows}})


def complaint(told):
    return text(documents.complaint(told))


def with_loan(told, which="a"):
    return [c.id for c in talks.uncorrected(told, next(loan for loan in told.loans if loan.id == which))]


def test_with_several_lenders_an_entry_without_a_loan_stands_in_no_paper_and_is_asked_about():
    told = case(OURS, NIGHT)
    assert "甲T-9" in complaint(told)
    for words in ("乙T-1", "乙0007", B):
        assert words not in complaint(told)
    assert talks.conduct(told, told.loans[1]) == ()
    (question,) = talks.unplaced(told)
    assert "2026-11-20 22:40" in question
    assert question in contacts(told).notes


def test_a_log_of_nothing_else_makes_no_complaint_but_the_question():
    with pytest.raises(NotKnown, match="2026-11-20 22:40 的联系没写关于哪一笔"):
        documents.complaint(case(NIGHT))


@pytest.mark.parametrize("loans", [(("a", A),), (("a", A), ("c", A))])
def test_with_one_lender_only_it_is_about_that_lender_however_many_loans(loans):
    told = case(NIGHT, loans=loans)
    assert "乙T-1" in complaint(told)
    assert tuple(talks.unplaced(told)) == ()


def test_two_loans_whose_lender_was_not_told_are_not_one_lender():
    assert len(tuple(talks.unplaced(case(NIGHT, loans=(("a", None), ("c", None)))))) == 1


def test_a_claim_that_was_sold_is_another_creditors():
    told = case(NIGHT, loans=(("a", A), ("c", A)))
    sold = told.debts.loans[1].but(state="sold", owner_now="丙资产（虚构）")
    apart = told.but(debts=told.debts.but(loans=(told.loans[0], sold)))
    assert len(apart.unplaced) == 1
    assert [loan.id for loan in lender_view(apart).loans] == ["a"]


def test_the_question_is_settled_by_a_new_entry_that_names_only_the_loan():
    told = case(NIGHT, {"id": "k", "loan_id": "b", "corrects": "n"})
    assert tuple(talks.unplaced(told)) == ()
    assert (with_loan(told), with_loan(told, "b")) == ([], ["k"])
    (promise,) = talks.promises(told, told.loans[1])
    assert (promise.words, promise.ticket) == ("三天内答复", "乙T-1")
    assert [f.kind for f in talks.conduct(told, told.loans[1])] == ["night"]


def test_an_entry_moved_to_another_lender_comes_back_in_no_paper():
    moved = ({**NIGHT, "loan_id": "a"}, {**NIGHT, "id": "k", "loan_id": "b", "corrects": "n"})
    assert "乙T-1" not in complaint(case(OURS, *moved))


def test_of_two_corrections_of_one_entry_the_later_counts():
    told = case(NIGHT, {"id": "k", "loan_id": "a", "corrects": "n"}, {"id": "m", "loan_id": "b", "corrects": "n"})
    assert (with_loan(told), with_loan(told, "b")) == ([], ["m"])


def test_a_correction_that_tells_something_takes_nothing_over():
    told = case(NIGHT, {"id": "k", "loan_id": "b", "on": "2026-11-20", "corrects": "n"})
    assert talks.promises(told) == ()


def test_who_only_claimed_to_be_the_lender_never_stands_as_the_lender():
    words = complaint(case(OURS))
    assert "自称“甲银行（虚构）”的人来联系" in words
    assert "机构" not in words.split("联系经过")[1].split("请求")[0]


def test_who_was_checked_stands_as_the_lender():
    words = complaint(case({**OURS, "verified": True}))
    assert "机构来联系" in words
    assert "甲银行（虚构）（核实过）" in words


def test_an_impostor_stands_in_no_paper_and_is_not_waited_for():
    told = case(OURS, {**NIGHT, "loan_id": "a"}, {"id": "k", "verified": False, "corrects": "n"})
    assert "乙T-1" not in complaint(told)
    keys = {day.key for day in followup.deadlines(told)}
    assert "talk-o" in keys
    assert not keys & {"talk-k", "talk-n"}


def test_another_lenders_call_does_not_answer_what_this_one_promised():
    waited = {"id": "w", "loan_id": "a", "on": "2026-11-20", "next_on": "2026-11-27"}
    other = {"id": "x", "loan_id": "b", "on": "2026-11-22"}
    assert "talk-w" in {day.key for day in followup.deadlines(case(waited, other))}
    assert "talk-w" not in {day.key for day in followup.deadlines(case(waited, {**other, "loan_id": "a"}))}
