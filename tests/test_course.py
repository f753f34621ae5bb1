"""Where a loan stands and what is wanted of it: every pair leads somewhere, and every course has all its words."""

from itertools import product

import pytest

from tests.papers import stored, together, written
from workbook import documents, options, tables
from workbook.case import LoanState, Want
from workbook.course import TABLE, Course, first, led, to_settle
from workbook.documents.blocks import words
from workbook.documents.courses import COURSES
from workbook.documents.parts.desk import Desk
from workbook.documents.render.text import text
from workbook.language import speaking
from workbook.position import Position
from workbook.verdict import Action

PAIRS = tuple(product(LoanState, Want))
LATE = stored("late_on_one")


def told(state: LoanState, want: Want | None, **loan) -> Position:
    """Give one and the same loan, standing and wanted as told; not late where it was told so."""
    late = state not in {LoanState.NORMAL, LoanState.NOT_DUE, LoanState.CAUGHT_UP}
    (one,) = LATE.loans
    day = "2026-10-10" if late else "2026-12-10"
    paid = LATE.payments.but(all_paid_until="2026-09-30" if late else "2026-11-20")
    stands = one.but(state=state, want=want, next_due=day, **loan)
    return Position(LATE.but(debts=LATE.debts.but(loans=(stands,)), payments=paid))


def test_the_table_names_every_pair_and_only_courses_that_have_words():
    assert set(TABLE) == set(PAIRS)
    assert {found.course for found in TABLE.values()} <= set(COURSES)
    assert set(COURSES) == set(Course)


@pytest.mark.parametrize(("state", "want"), PAIRS, ids=lambda one: one.value)
def test_every_pair_leads_to_one_course_and_says_why_where_it_is_not_what_was_wanted(state: LoanState, want: Want):
    position = told(state, want)
    found = led(position, position.loan)
    assert found.course in COURSES
    meant = {Want.EASE: Course.EASE, Want.CURE: Course.CURE, Want.HOLD: Course.HOLD}.get(want)
    by_choice = state in {LoanState.NORMAL, LoanState.NOT_DUE, LoanState.CAUGHT_UP, LoanState.OVERDUE}
    if by_choice and meant and found.course is not meant:
        assert found.why or state is LoanState.CAUGHT_UP


IN_ORDER = {Course.RENEW: "bullet_and_receivable", Course.LIMIT: "wholesaler_and_limit"}
"""Cases with what a course of a loan in order needs to be told."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("course", Course, ids=lambda one: one.value)
def test_every_course_fills_every_slot(course: Course, language: str):
    state, want = next(
        (pair for pair, found in TABLE.items() if found.course is course), (LoanState.OVERDUE, Want.EASE)
    )
    case = stored(IN_ORDER[course]) if course in IN_ORDER else told(state, want).case
    if COURSES[course].annexed or course is Course.RENEW:
        case = options.with_request(case, "preferred")
    with speaking(language):
        own, slots = Desk.of(Position(case), "self"), COURSES[course]
        for said in (slots.opening, slots.aloud):
            assert words(said(own)).strip()
        assert slots.card
        assert all(list(make(own)) for _title, make in slots.card)
        assert list(slots.tonight(own))
        assert slots.after(own)
        if slots.letter is not None:
            desk = Desk.of(Position(case), "lender")
            assert slots.title is not None
            assert slots.title(desk)
            assert words(slots.facts(desk)).strip()
            assert words(slots.request(desk)).strip()
            assert 0 < len(slots.closing(desk)) <= 7


@pytest.mark.parametrize(("state", "want"), PAIRS, ids=lambda one: one.value)
def test_letter_and_chat_never_say_different_things(state: LoanState, want: Want):
    papers = written(told(state, want).case, "lender")
    letters = [papers[name] for name in documents.LETTERS if name in papers]
    assert len(letters) <= 1
    if letters and "chat" in papers:
        title, _name, request, _close = text(documents.chat(told(state, want))).splitlines()[1:5]
        assert title in letters[0]
        assert "".join(request.split()) in letters[0]
    if not letters:
        assert "brief" not in papers


def test_what_was_late_and_is_paid_is_told_from_its_payments():
    position = told(LoanState.OVERDUE, None)
    paid = position.case.payments.but(all_paid_until="2026-11-20")
    cured = Position(position.case.but(payments=paid))
    assert cured.standing(cured.loan).state is LoanState.CAUGHT_UP
    assert led(cured, cured.loan).course is Course.CURE


def test_a_letter_after_being_late_says_when_it_was_due_and_when_it_was_paid():
    late = stored("late_on_one")
    (loan,) = late.loans
    made = [
        {"id": f"p{n}", "loan_id": loan.id, "paid_on": on, "amount": "2892.12"}
        for n, on in enumerate(
            ("2026-03-10", "2026-04-10", "2026-05-10", "2026-06-10", "2026-07-10", "2026-08-10", "2026-09-10")
        )
    ]
    made += [
        {"id": "q", "loan_id": loan.id, "paid_on": "2026-10-10", "amount": "2892.12"},
        {"id": "r", "loan_id": loan.id, "paid_on": "2026-11-12", "amount": "2895.55"},
    ]
    one = loan.but(state="caught_up", want="cure", next_due=None, late_because="扣款账户余额不足")
    case = late.but(debts=late.debts.but(loans=(one,)), payments={"made": made})
    papers = written(case, "lender")
    letter = papers["cure"]
    assert letter.startswith("关于逾期款项已还清的说明")
    assert (
        "2026年11月10日应还2,892.12元因扣款账户余额不足未按时扣款成功，本人已于11月12日在App内还清当期全部应还款2,895.55元"
        in letter
    )
    for never in ("减免¥", "困难", "分期", "《", "brief"):
        assert never not in together(papers)
    assert set(papers) == {"cure", "chat"}


def test_a_loan_told_to_be_soon_missed_is_asked_about_until_one_says_what_is_wanted():
    assert to_settle(told(LoanState.NOT_DUE, None))
    assert to_settle(told(LoanState.NOT_DUE, Want.EASE)) == ()
    assert to_settle(told(LoanState.NORMAL, None)) == ()


@pytest.mark.parametrize(("by", "said"), [("30000", "2,699.26"), ("20000", "1,799.51")])
def test_a_higher_limit_for_the_arrears_is_answered_with_figures_and_led_to_new_terms(by: str, said: str):
    position = told(LoanState.OVERDUE, Want.LIMIT)
    wished = Position(position.case.but(ask=position.case.ask.but(raise_by=by)))
    found = led(wished, wished.loan)
    assert found.course is Course.EASE
    assert said in found.why
    assert "3,327.33" in found.why
    for paper in (documents.card, documents.tonight):
        assert said in text(paper(wished)).split("①")[0]


@pytest.mark.parametrize("cash", ["2600.00", "0.00"])
def test_who_cannot_pay_what_is_overdue_is_not_made_to_say_so(cash: str):
    wished = told(LoanState.OVERDUE, Want.CURE).case
    case = wished.but(situation=wished.situation.but(cash=cash))
    position = Position(case)
    found = led(position, position.loan)
    assert found.course is Course.EASE
    assert "现在补不上：要补 ¥5,883.15" in found.why
    assert "一次补足" not in together(written(case, "lender")) + together(written(case, "self"))


def test_who_has_the_cash_for_it_says_that_it_can_be_paid():
    wished = told(LoanState.OVERDUE, Want.CURE).case
    case = wished.but(situation=wished.situation.but(cash="90000.00"))
    assert "本人现在可以一次补足" in written(case, "lender")["cure"]


ANSWERED = ["ten_minutes", "plan_that_broke", "bullet_and_receivable", "wholesaler_and_limit", "late_on_one"]


@pytest.mark.parametrize("name", ANSWERED)
def test_what_to_do_first_is_said_once_and_by_the_course(name: str):
    position = Position(stored(name))
    (row,) = (row for row in tables.quick_answers(position).rows if row[0] == "先做什么")
    found = led(position, position.loan)
    assert row[1] == first(position)
    assert str(row[1]).startswith(f"{found.course.words}。{found.why}")
    assert not any(one.words in str(row[1]) for one in Action)


def test_a_reason_that_says_something_else_is_left_out_and_a_whole_end_is_always_said():
    assert "先不报" not in first(Position(stored("plan_that_broke")))
    assert "能不能续贷" in first(Position(stored("bullet_and_receivable")))
    late = stored("late_on_one")
    assert "差的月份付不起" in first(Position(late))
