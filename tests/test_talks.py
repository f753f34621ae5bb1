"""The talk: a log that only grows, conduct held against the right rules, the next line, counter-offers."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.papers import written
from workbook import course, documents, options, pressure, tables, talks
from workbook.case import Case, LoanState, OfferWay, Terms
from workbook.loans import Standing
from workbook.position import Position
from workbook.talks import Heard

AS_OF = "2026-11-23"
LOAN = {
    "id": "l",
    "name": "网商贷",
    "lender": "浙江网商银行股份有限公司",
    "state": "overdue",
    "principal": "60000",
    "drawn_on": "2026-03-05",
    "rate": "14.4",
    "rate_unit": "year",
    "method": "equal_instalment",
    "periods": 12,
    "due_day": 5,
    "next_due": "2026-10-05",
}
SITUATION = {
    "worst_receipts": "20000",
    "usual_receipts": "30000",
    "stock_per_100": "50",
    "shop_costs": "3000",
    "home_essentials": "3000",
    "other_debts_30_days": "0",
}


def case(*contacts, loan=LOAN, **sections):
    rows = [{"id": f"c{n}", "loan_id": "l", **c} for n, c in enumerate(contacts)]
    profile = {"as_of": AS_OF, "borrower_type": "sole_trader"}
    talk = {"contacts": rows}
    return Case.model_validate({"profile": profile, "debts": {"loans": [loan]}, "talks": talk, **sections})


def call(on="2026-11-20", time="10:00", **more):
    return {"on": on, "time": time, "channel": "phone", "direction": "by_them", **more}


# -- the log


def test_the_log_is_read_in_order_and_a_correction_stands_in_for_the_old_entry():
    told = case(call(time="15:00", said="第二"), call(time="9:00", said="第一"), call(time="9:05", corrects="c1"))
    assert [e.contact.id for e in talks.entries(told)] == ["c1", "c2", "c0"]
    assert [e.corrected_by for e in talks.entries(told)] == ["c2", None, None]
    assert [c.id for c in talks.uncorrected(told)] == ["c2", "c0"]


@pytest.mark.parametrize(
    ("words", "night"),
    [
        ("22:00", True),
        ("21:59", False),
        ("07:59", True),
        ("8:00", False),
        ("晚上10点半", True),
        ("晚上十点半", True),
        ("11:30 pm", True),
        ("11.30 p.m.", True),
        ("3pm", False),
        ("10:15 AM", False),
        ("12:10 am", True),
        ("12:10 pm", False),
        ("晚上9点", False),
        ("下午３点", False),
        ("早上6:30", True),
        ("凌晨2点", True),
        ("24:00", True),
        ("不记得", False),
        ("25:99", False),
    ],
)
def test_hours_are_read_as_people_write_them(words, night):
    found = talks.conduct(case(call(time=words)), case().main_loan)
    assert [f.kind for f in found] == (["night"] if night else [])


# -- conduct


def test_a_business_loan_gets_the_consumer_standard_only_as_something_to_point_to():
    (found,) = talks.conduct(case(call(time="23:10")), case().main_loan)
    assert found.citation.rule_id == "gbt_45251_business"
    assert "只能作为参照提出，不能说对方违法" in found.caveat
    assert "没有核实" in found.caveat


def test_a_consumer_loan_gets_the_standard_itself():
    loan = {**LOAN, "name": "消费贷款", "lender": "某消费金融公司（虚构）"}
    told = case(call(third_party=True), loan=loan)
    (found,) = talks.conduct(told, told.main_loan)
    assert (found.kind, found.citation.rule_id) == ("third_party", "gbt_45251_consumer")


def test_without_a_rule_the_facts_are_kept_and_nobody_is_accused():
    loan = {**LOAN, "name": "借款", "lender": "某公司（虚构）"}
    told = case(call(time="23:10"), loan=loan)
    (found,) = talks.conduct(told, told.main_loan)
    assert found.citation is None
    assert "没有可以引用的规则" in found.caveat


def test_more_than_three_calls_in_a_day_are_counted_and_corrected_entries_are_not():
    told = case(*[call(time=f"{h}:00") for h in (9, 10, 11, 12)])
    assert [f.contacts for f in talks.conduct(told, told.main_loan)] == [("c0", "c1", "c2", "c3")]
    fixed = case(*[call(time=f"{h}:00") for h in (9, 10, 11, 12)], call(direction="by_me", corrects="c3"))
    assert talks.conduct(fixed, fixed.main_loan) == ()


def test_my_own_call_at_night_is_no_finding():
    assert talks.conduct(case(call(time="23:00", direction="by_me")), case().main_loan) == ()


# -- promises


def test_promises_of_both_sides_with_the_words_to_take_one_back():
    told = case(
        call(on="2026-11-10", their_promise="三天内答复", next_on="2026-11-13", agent="A12", ticket="T1"),
        call(on="2026-11-15", my_promise="月底还五千", next_on="2026-11-30"),
    )
    theirs, mine = talks.promises(told)
    assert (theirs.whose, theirs.days_past, theirs.ticket) == ("theirs", 10, "T1")
    assert "三天内答复" in theirs.next_step
    assert not mine.overdue
    assert "月底还五千" in mine.withdrawal
    assert "做不到" in mine.withdrawal


# -- the next line


def test_there_is_a_line_for_everything_usually_heard():
    told = case()
    assert {r.heard for r in talks.replies(told, told.main_loan)} == set(Heard)
    for one in talks.replies(told, told.main_loan):
        assert one.say
        assert one.get
        assert one.avoid
        assert "停息挂账" not in one.say


def test_no_extension_is_answered_by_state():
    early = case(loan={**LOAN, "state": "not_due", "next_due": "2026-12-05"})
    before = talks.reply(early, early.main_loan, Heard.NO_EXTENSION)
    assert "还没到期" in before.say
    assert before.citation.rule_id == "renewal_2024_13"
    late = talks.reply(case(), case().main_loan, Heard.NO_EXTENSION)
    assert "还没到期" not in late.say
    assert late.citation.rule_id == "civil_543_change"


def test_before_anything_is_due_nobody_is_taught_what_to_say_to_a_collector():
    early = case(loan={**LOAN, "state": "not_due", "next_due": "2026-12-05"})
    assert Heard.CONTACTS not in {r.heard for r in talks.replies(early, early.main_loan)}


def test_part_payment_is_answered_with_the_order_of_allocation():
    one = talks.reply(case(), case().main_loan, Heard.PAY_FIRST)
    assert one.citation.rule_id == "civil_561_allocation"


def test_part_payment_is_promised_only_where_there_is_money_for_it_today():
    def said(**situation):
        told = case(situation={**SITUATION, **situation})
        return talks.reply(told, told.main_loan, Heard.PAY_FIRST).say

    assert "我可以先还一部分" in said(cash="50000")
    assert "我可以先还一部分" not in said(cash="10")
    assert "我可以先还一部分" not in said(cash="4500")  # what is free pays no whole instalment
    assert "我可以先还一部分" not in said()


def test_the_computed_days_overdue_decide_whatever_was_said():
    told = case(loan={**LOAN, "state": "not_due"})
    assert Standing.of(told, told.main_loan).state is LoanState.OVERDUE
    bare = case(loan={"id": "l", "name": "网商贷"})
    assert Standing.of(bare, bare.main_loan).state is None
    sold = case(loan={**LOAN, "state": "sold"})
    assert Standing.of(sold, sold.main_loan).state is LoanState.SOLD


# -- limitation


@pytest.mark.parametrize(
    ("maturity", "last_contact", "level"),
    [
        ("2026-03-05", None, "footnote"),
        ("2024-05-24", None, "footnote"),
        ("2024-05-22", None, "stop"),
        ("2023-01-05", None, "stop"),
        ("2023-01-05", "2025-06-01", "footnote"),
        (None, None, "unknown"),
    ],
)
def test_limitation_is_a_footnote_and_a_full_stop_only_near_or_past_the_end(maturity, last_contact, level):
    contacts = [call(on=last_contact)] if last_contact else []
    told = case(*contacts, loan={"id": "l", "name": "网商贷", "state": "overdue", "maturity": maturity})
    found = course.limitation(told, told.main_loan)
    assert found.level == level
    assert ("律师" in found.sentence) is (level == "stop")
    assert "会重新起算" not in found.sentence


def test_instalments_count_from_the_last_one_and_payments_start_it_again():
    told = case()
    assert course.limitation(told, told.main_loan).counted_from == date(2027, 3, 5)
    paid = {"made": [{"id": "p", "loan_id": "l", "paid_on": "2025-01-10", "amount": "10"}]}
    old = case(loan={"id": "l", "state": "overdue", "maturity": "2022-01-01"}, payments=paid)
    assert course.limitation(old, old.main_loan).ends_on == date(2028, 1, 10)


# -- caution


def test_caller_check_and_red_flags_are_questions():
    assert all(q.ask.endswith(("？", "。")) and q.if_so for q in (*talks.caller_check(), *talks.red_flags()))
    assert any("先交" in q.ask for q in talks.red_flags())


def test_a_picture_of_a_summons_is_checked_before_anything_is_paid():
    (court,) = (q.if_so for q in talks.caller_check() if "法院" in q.ask)
    assert "先打 12368" in court
    assert "核实前不要按它付款" in court


# -- the counter-offer pad


def offered(terms, told=None):
    told = told or case(situation=SITUATION)
    return talks.counter(told, told.main_loan, Terms.model_validate(terms))


OFFER = {"periods": 24, "rate": "14.4", "first_due": "2026-12-20"}


def test_an_offer_is_priced_and_held_against_what_can_be_kept():
    found = offered(OFFER)
    assert found.payment == found.plan.highest
    assert found.gap == found.spare - found.payment
    assert found.verdict == "can_keep"
    assert "书面" in found.next_line


def heard(way=None, **more):
    """A case in which the other side put forward terms that can be kept."""
    told = case(situation=SITUATION)
    row = {"id": "o", "loan_id": "l", "on": "2026-11-22", "way": way, "terms": OFFER, **more}
    return told.but(talks=told.talks.but(offers=[row]))


@pytest.mark.parametrize("way", ["mediated", "recorded"])
@pytest.mark.parametrize(
    ("worst", "on_trust", "on_record"), [("20000", "can_keep", "too_much"), ("23000", "can_keep", "can_keep")]
)
def test_what_can_be_enforced_has_to_hold_with_a_tenth_less(way, worst, on_trust, on_record):
    told = case(situation={**SITUATION, "worst_receipts": worst})
    terms = Terms.model_validate(OFFER)
    assert talks.counter(told, told.main_loan, terms).verdict == on_trust
    found = talks.counter(told, told.main_loan, terms, OfferWay(way))
    assert found.verdict == on_record
    assert ("直接强制执行" in found.next_line) is (on_record == "too_much")


@pytest.mark.parametrize(
    ("way", "first"), [("tap", "不点“确认”"), ("collector", "受谁委托"), (None, "书面"), ("mediated", "先不签")]
)
def test_an_offer_waits_on_every_own_paper_until_it_is_answered(way, first):
    told = heard(way)
    (offer,) = talks.unanswered(told)
    said = talks.before_a_yes(Position(told), offer)
    assert first in said
    assert "最高一期" in said
    for paper in (documents.card, documents.tonight, documents.steps):
        assert said in "".join(str(paper(told)))
    assert said in tables.offers(told).notes
    assert talks.unanswered(heard(way, answered_on="2026-11-23")) == ()


def test_an_offer_that_came_in_writing_since_is_compared_there():
    told = heard("said")
    written = told.talks.but(written=[{"id": "w", "loan_id": "l", "on": "2026-11-22", "terms": OFFER}])
    assert talks.unanswered(told.but(talks=written)) == ()


def test_an_offer_without_terms_is_judged_in_no_way():
    told = heard("tap", terms=None, on=None)
    said = talks.before_a_yes(Position(told), told.talks.offers[0])
    assert said.startswith("对方提的方案还没答复：条件还没填全")
    assert tables.offers(told).rows[0][4] == "还算不出"


def test_other_loans_come_out_of_the_same_capacity():
    other = {"id": "o", "name": "另一笔", "instalment": "3000", "next_due": "2026-12-01", "periods_left": 5}
    sections = {"debts": {"loans": [LOAN, other], "main": "l"}, "situation": SITUATION}
    assert (str(offered(OFFER).spare), str(offered(OFFER, case(**sections)).spare)) == ("3600.00", "900.00")
    unknown = {"debts": {"loans": [LOAN, {"id": "o", "name": "另一笔"}], "main": "l"}, "situation": SITUATION}
    found = offered(OFFER, case(**unknown))
    assert (found.spare, found.verdict) == (None, "not_known")
    assert any("“借款”那一页" in sentence for sentence in found.assumed)


def test_the_pad_gives_the_share_that_the_pressure_pages_give():
    other = {"id": "o", "name": "另一笔", "instalment": "3000", "next_due": "2026-12-01", "periods_left": 5}
    told = case(debts={"loans": [LOAN, other], "main": "l"}, situation=SITUATION)
    assert offered(OFFER, told).spare == pressure.shares(told).of(told.main_loan)


def test_too_much_is_said_calmly_and_the_walk_away_is_never_spoken():
    ask = {"id": "a", "loan_id": "l", "walk_away": "2345.67", "preferred": {**OFFER, "periods": 36}}
    told = case(situation=SITUATION, ask={"asks": [ask]})
    found = offered({**OFFER, "periods": 6}, told)
    assert found.verdict == "too_much"
    assert found.over == found.payment - Decimal("2345.67")
    assert "36 期" in found.next_line
    assert "2,345.67" not in found.next_line


def test_an_own_offer_that_cannot_be_kept_is_never_said_to_be_keepable():
    ask = {"id": "a", "loan_id": "l", "preferred": {**OFFER, "periods": 7}}
    poor = {**SITUATION, "worst_receipts": "14000"}
    found = offered({**OFFER, "periods": 6}, case(situation=poor, ask={"asks": [ask]}))
    assert found.verdict == "too_much"
    assert "我能守住的是" not in found.next_line


def test_without_a_bad_month_there_is_no_verdict_but_a_price():
    found = offered(OFFER, case())
    assert (found.verdict, found.gap) == ("not_known", None)
    assert found.assumed
    assert found.plan.total_paid > 0


def test_the_total_is_held_against_paying_the_contract_out():
    longer = offered({**OFFER, "periods": 36})
    shorter = offered({**OFFER, "periods": 12})
    assert longer.extra > shorter.extra


# -- the pad judges as page 05 does


LATE = Case.model_validate_json((Path(__file__).parent / "fixtures/cases/late_on_one.json").read_text("utf-8"))
BESIDE = {"id": "o", "name": "另一笔（虚构）", "state": "overdue", "instalment": "900", "next_due": "2026-10-01"}
BESIDE = {**BESIDE, "periods_left": 9, "balance_left": "8000"}
STEPS = [{"id": "s", "periods": 6, "payment": "1500"}, {"id": "t", "periods": 18, "payment": "2600"}]


def with_other(**other):
    told = LATE.model_dump(mode="json")
    told["debts"]["loans"].append({**BESIDE, **other})
    return Case.model_validate(told)


def asking(told, terms):
    """The case with these terms as its request, and whether page 05 says that they can be kept."""
    ask = {"asks": [{"id": "k", "loan_id": told.main_loan.id, "preferred": terms}], "seed": 7}
    asked = Case.model_validate({**told.model_dump(mode="json"), "ask": ask})
    (rung,) = options.ask_figures(asked, asked.main_loan)
    return asked, rung.package.recommendable


def test_the_recommended_request_offered_by_the_lender_is_one_that_can_be_kept():
    best = options.advice(LATE, LATE.main_loan).recommended
    found = talks.counter(LATE, LATE.main_loan, best.terms)
    assert (len(found.plan.rows), str(found.payment)) == (24, "2185.49")
    assert found.verdict == "can_keep"
    assert "这个数我能守住" in found.next_line
    assert any("好月份别花光" in note for note in found.notes)


@pytest.mark.parametrize(
    "terms",
    [
        {"periods": 18, "rate": "14.4"},
        {"periods": 18, "rate": "14.3"},
        {"periods": 6, "rate": "14.4"},
        {"periods": 24, "rate": "14.4", "grace_months": 6},
        {"periods": 18, "rate": "14.4", "down_payment": "9000"},
        {"rate": "14.4", "steps": STEPS},
    ],
)
@pytest.mark.parametrize("told", [LATE, with_other(), with_other(state="not_due", next_due="2026-12-01")])
def test_the_pad_says_of_an_offer_what_page_05_says_of_the_same_request(told, terms):
    asked, holds = asking(told, terms)
    found = talks.counter(asked, asked.main_loan, Terms.model_validate(terms))
    assert found.verdict == ("can_keep" if holds else "too_much")
    assert ("这个数我能守住" in found.next_line) is holds


def test_a_request_that_holds_is_named_against_an_offer_that_fails():
    best = options.advice(LATE, LATE.main_loan).recommended
    asked, _holds = asking(LATE, best.terms.model_dump(mode="json"))
    failing = talks.counter(asked, asked.main_loan, best.terms.but(periods=6))
    assert failing.verdict == "too_much"
    assert "24 期，每期最多 ¥2,185.49" in failing.next_line


def test_an_offer_that_holds_only_with_the_other_late_lenders_says_so():
    told = with_other()
    found = talks.counter(told, told.main_loan, Terms.model_validate({"periods": 30, "rate": "14.4"}))
    assert found.verdict == "can_keep"
    assert any("没有都谈妥以前不要先签" in note for note in found.notes)


# -- papers from a court, automatic debits


def test_a_payment_order_has_fifteen_days_and_a_working_day_to_act():
    told = case(loan={**LOAN, "state": "in_court", "court_paper": "payment_order", "court_paper_on": "2026-09-18"})
    found = talks.answer_to(told, told.main_loan)
    assert (found.last_day, found.act_by) == (date(2026, 10, 3), date(2026, 9, 30))
    assert found.citation.rule_id == "payment_order_objection"
    assert "12368" in found.steps[0]
    assert found.past


def test_a_picture_of_an_order_has_no_deadline_and_is_never_paid():
    told = case(loan={**LOAN, "court_paper": "picture", "court_paper_on": "2026-09-18"})
    found = talks.answer_to(told, told.main_loan)
    assert found.last_day is None
    assert "不要按图片里的账户还款" in found.steps[1]


def test_two_debits_from_one_account_in_three_days_are_named():
    def loan(n, account, day):
        return {"id": n, "name": n, "auto_debit": account, "instalment": "1000", "next_due": day, "periods_left": 3}

    rows = [loan("甲", "余额宝", "2026-12-05"), loan("乙", "余额宝", "2026-12-07"), loan("丙", "银行卡", "2026-12-06")]
    rows = [{**row, "id": f"d{n}"} for n, row in enumerate(rows)]
    told = case(debts={"loans": rows})
    (found,) = talks.collisions(told)
    assert "“甲”和“乙”都从余额宝扣款" in found
    assert "¥2,000.00" in found
    assert talks.debits(case())[0].account is None


def test_paying_off_to_borrow_again_is_answered_on_the_card_of_a_renewal():
    loan = {"id": "l", "name": "甲（虚构）", "lender": "（虚构）浙江网商银行", "state": "normal", "want": "renew"}
    loan |= {"method": "interest_only", "instalment": "400", "balance_left": "40000", "maturity": "2027-01-20"}
    told = Case.model_validate(
        {"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [{**loan, "next_due": "2026-12-20"}]}}
    )
    answer = talks.reply(Position(told), told.loans[0], Heard.BORROW_AGAIN)
    assert "看到新合同生效" in answer.say
    assert "先还清" in answer.avoid
    assert "还清了再重新借给您" in written(told, "self")["private/card"]
    late = told.but(
        debts=told.debts.model_validate({"loans": [{**loan, "state": "overdue", "next_due": "2026-10-20"}]})
    )
    assert "还清了再重新借给您" not in written(late, "self")["private/card"]
