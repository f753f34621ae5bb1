"""What a lender will ask about beside a request, and what a complaint and a cause say word for word."""

import pytest

from tests.papers import written
from workbook import documents, sentences, talks
from workbook.case import Case
from workbook.documents.release import to_know
from workbook.position import Position

LOAN = {"id": "a", "name": "甲（虚构）", "lender": "（虚构）浙江网商银行", "state": "overdue", "next_due": "2026-11-10"}
LOAN |= {"principal": "60000", "rate": "12", "rate_unit": "year", "method": "equal_instalment", "periods": "24"}
LOAN |= {"drawn_on": "2026-01-10", "first_due": "2026-02-10", "due_day": "10", "app_total": "2824.41"}
OTHER = {"id": "b", "name": "城南商行（虚构）", "lender": "（虚构）城南商业银行股份有限公司", "state": "normal"}
OTHER |= {"next_due": "2026-12-25", "instalment": "800", "periods_left": "14"}
CALL = {"id": "t", "loan_id": "a", "on": "2026-11-12", "time": "23:30", "channel": "phone", "direction": "by_them"}


def case(*others: dict, left: int = 3000, ask: dict | None = None, **changes: dict) -> Case:
    """Give a fictional shop that asks for 48 periods, some 960 a month, and whose months leave so much."""
    preferred = {"periods": 48, "rate": "12", "method": "equal_instalment", **(ask or {}).pop("terms", {})}
    months = [
        {"id": f"m{n}", "month": f"2026-{n:02d}", "receipts": "30000", "costs": str(26000 - left), "essentials": "4000"}
        for n in range(1, 11)
    ]
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "borrower_type": "sole_trader", "name": "王小店（虚构）"},
            "situation": {"cash": "9000", "other_debts_30_days": "0", "months": months} | changes.get("situation", {}),
            "debts": {"main": "a", "loans": [LOAN, *others]},
            "payments": {"all_paid_until": "2026-10-31"},
            "ask": {"seed": 7, "asks": [{"id": "k", "loan_id": "a", "preferred": preferred, **(ask or {})}]},
            "talks": {"contacts": [{**CALL, **changes.get("call", {})}]},
        }
    )


def known(told: Case) -> str:
    return "".join(to_know(Position(told)))


def test_much_more_left_than_the_request_pays_is_said_before_the_lender_asks():
    said = known(case())
    assert "坏月份还剩 ¥3,000.00，请求每期只还" in said
    assert "写得进信里" not in said
    assert "写得进信里" in known(case(OTHER))


@pytest.mark.parametrize("told", [case(left=1200), case(OTHER, ask={"shares_other_debts": True})])
def test_nothing_is_said_where_little_is_left_or_the_letter_tells_why(told: Case):
    assert "对方会问为什么不多还" not in known(told)


def test_what_is_carried_to_the_last_payment_is_told_from_the_instalments():
    carried = {"id": "c", "component": "overdue_interest", "treatment": "carry_forward"}
    said = known(case(left=1300, ask={"terms": {"treatments": [carried]}}))
    assert "每期的数付得出；只有连一次补上或挂到最后的那一期" in said or "不到每期最高" not in said


def test_a_complaint_has_what_they_said_word_for_word_where_it_was_written_down():
    told = case(call={"their_words": "今晚不还就去你店里", "said": "我很害怕"})
    paper = written(told, "lender")["complaint"]
    assert "对方原话" in paper
    assert "今晚不还就去你店里" in paper
    assert "我很害怕" not in "".join(written(told, "lender").values())
    assert "对方原话" not in written(case(), "lender")["complaint"]


def test_what_they_said_about_the_family_waits_for_a_yes_like_every_sentence():
    told = case(call={"their_words": "今天要还清。我们会找你母亲。"})
    assert "母亲" not in written(told, "lender")["complaint"]
    assert any("母亲" in one.sentence for one in documents.flagged(Position(told)))


@pytest.mark.parametrize(
    ("cause", "said"), [("门前修路", "门前修路。（"), ("门前修路。", "门前修路。（"), ("Sales fell", "Salesfell.（")]
)
def test_a_cause_ends_before_what_it_rests_on(cause: str, said: str):
    assert said in written(case(situation={"what_changed": cause}), "lender")["application"]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("换了小仓库；我先还了城南商行的；省了车。", "换了小仓库；省了车。"),
        ("换了小仓库；我妈妈借给我三千", "换了小仓库。"),
        ("Smaller store; my mother lent me money", "Smaller store."),
        ("换了小仓库；省了车；", "换了小仓库；省了车；"),
    ],
)
def test_what_a_lender_may_read_of_words_is_a_sentence_that_is_over(words: str, read: str):
    told = case(OTHER)
    assert sentences.Reader.of(told, told.main_loan).reads(words) == read


@pytest.mark.parametrize("rows", [{}, {"ticket": "GD1"}, {"their_promise": "周五前答复"}])
def test_the_card_names_what_they_promised_last_with_its_ticket(rows: dict):
    card = written(case(call=rows), "self")["private/card"]
    assert ("上次对方答应的" in card) == ("their_promise" in rows)
    both = written(case(call={"their_promise": "周五前答复", "ticket": "GD1", "next_on": "2026-11-27"}), "self")
    assert "2026年11月12日（工单号GD1）：周五前答复，说好2026年11月27日" in both["private/card"]


@pytest.mark.parametrize(("loan", "said"), [({"balance_left": "41000"}, "（剩余本金41,000.00元）"), ({}, "")])
def test_a_loan_told_in_few_is_named_by_the_principal_that_is_left(loan: dict, said: str):
    few = {"id": "a", "name": "网商贷（虚构）", "state": "normal", "want": "renew", "method": "interest_only", **loan}
    few |= {"lender": "（虚构）浙江网商银行", "next_due": "2026-12-20", "instalment": "400", "maturity": "2027-01-20"}
    told = case().but(debts=case().debts.model_validate({"loans": [few]}))
    chat = written(told, "lender")["chat"]
    assert said in chat
    assert ("剩余本金" in chat) == bool(said)


@pytest.mark.parametrize(
    ("terms", "rest"),
    [
        ({"periods": 6, "payment": "4000"}, True),
        ({"periods": 12, "payment": "2500"}, True),
        ({"periods": 24, "method": "equal_instalment"}, False),
        ({"periods": 6, "steps": [{"id": "s", "periods": 3, "payment": "1000"}]}, False),  # the others repay it all
    ],
)
def test_an_offer_that_does_not_repay_the_debt_is_asked_about_its_rest(terms: dict, rest: bool):
    offer = {"id": "o", "loan_id": "a", "on": "2026-11-20", "way": "tap", "terms": {"first_due": "2026-12-10", **terms}}
    told = case()
    told = told.but(talks=told.talks.model_validate({"offers": [offer]}))
    one = told.talks.offers[0]
    found = talks.counter(Position(told), told.main_loan, one.terms, one.way)
    said = talks.before_a_yes(Position(told), one)
    assert bool(found.plan.left_over) == rest
    assert (f"还剩 ¥{found.plan.left_over:,}，请问怎么还" in found.next_line) == rest
    assert (f"剩下的 ¥{found.plan.left_over:,} 没有说怎么还" in said) == rest


STEPS = {"steps": [{"id": "s", "periods": 6, "payment": "600"}], "periods": 36}
GRACE = {"grace_months": 6, "grace_kind": "interest_only", "periods": 36}


@pytest.mark.parametrize("terms", [STEPS, GRACE])
def test_a_request_in_stages_is_never_named_by_its_highest_payment_alone(terms: dict):
    offer = {"id": "o", "loan_id": "a", "on": "2026-11-20", "way": "said", "terms": {"periods": 6, "rate": "12"}}
    told = case(left=2500, ask={"terms": terms})
    told = told.but(talks=told.talks.model_validate({"offers": [offer]}))
    line = talks.counter(Position(told), told.main_loan, told.talks.offers[0].terms, told.talks.offers[0].way).next_line
    assert "以前每期最多" in line
    assert "以后每期最多" in line
    card = written(told, "self")["private/card"]
    assert ("之后每期" in card) or ("之后每期最多还" in card)


def test_a_collector_hears_no_figure():
    offer = {"id": "o", "loan_id": "a", "on": "2026-11-20", "way": "collector", "terms": {"periods": 6, "rate": "12"}}
    told = case(left=2500)
    told = told.but(talks=told.talks.model_validate({"offers": [offer]}))
    line = talks.counter(Position(told), told.main_loan, told.talks.offers[0].terms, told.talks.offers[0].way).next_line
    assert "委托书" in line
    assert "¥" not in line


def test_an_offer_is_asked_which_part_it_divides_where_only_a_part_is_overdue():
    offer = {"id": "o", "loan_id": "a", "on": "2026-11-20", "way": "said", "terms": {"periods": 6, "rate": "12"}}
    told = case().but(talks=case().talks.model_validate({"offers": [offer]}))
    notes = talks.counter(Position(told), told.main_loan, told.talks.offers[0].terms).notes
    assert any("先问清分的是哪一部分" in note for note in notes)
    whole = told.but(debts=told.debts.model_validate({"loans": [{**LOAN, "state": "accelerated"}]}))
    notes = talks.counter(Position(whole), whole.main_loan, told.talks.offers[0].terms).notes
    assert not any("先问清分的是哪一部分" in note for note in notes)


@pytest.mark.parametrize(("words", "twice"), [("八月份开始修路", False), ("8月开始修路", False), ("门前修路", True)])
def test_since_when_is_said_once(words: str, twice: bool):
    paper = written(case(situation={"what_changed": words, "changed_on": "2026-08-01"}), "lender")["application"]
    assert ("从2026年8月1日起，" in paper) == twice


def test_what_was_paid_is_said_one_way_whatever_the_app_counts_as_left():
    told = case()
    debts = told.debts.model_validate({"loans": [{**LOAN, "periods_left": "16"}]})
    papers = "".join(written(told.but(debts=debts), "lender").values())
    assert "还剩16期" not in papers
    assert "共24期，已还9期" in papers


@pytest.mark.parametrize(("app", "said"), [("2850", True), ("2824.41", False), ("39000", False)])
def test_the_card_says_where_the_app_asks_a_little_more_than_makes_the_loan_current(app: str, said: bool):
    told = case()
    debts = told.debts.model_validate({"loans": [{**LOAN, "app_total": app}]})
    assert ("少一分那边也不算补上" in written(told.but(debts=debts), "self")["private/card"]) == said


@pytest.mark.parametrize("lender", ["WeBank", "A bank", "Bank of （虚构）"])
def test_a_bank_is_known_by_its_english_name_too(lender: str):
    told = case({**OTHER, "name": "other", "lender": lender}, ask={"shares_other_debts": True})
    assert "本人其他金融机构借款每月应还合计约800.00元" in written(told, "lender")["application"]


def test_why_what_was_to_be_told_is_not_in_the_letter_is_said():
    told = case({**OTHER, "lender": "（虚构）谁知道", "name": "丙贷（虚构）"}, ask={"shares_other_debts": True})
    assert "其他借款合计没有写进信里" in known(told)
