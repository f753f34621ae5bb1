"""What a lender reads: only what was told, chosen and is so; a request that does not hold is said to the borrower."""

import json
import re
from pathlib import Path

import pytest

from workbook import casefile, documents, rules
from workbook.case import Case, Component
from workbook.documents.blocks import Own, spans
from workbook.documents.bundle import EVERY
from workbook.documents.release import reminders, to_know, unsettled
from workbook.documents.render.text import text
from workbook.documents.told import foreign
from workbook.language import Refused, speaking
from workbook.position import Position

ROOT = Path(__file__).parents[1]
SHOP = json.loads((ROOT / "tests/fixtures/documents/shop.json").read_text("utf-8"))
TALKED = json.loads((ROOT / "tests/fixtures/documents/talked.json").read_text("utf-8"))
EXAMPLES = ("example", "example-court", "example-import")


def shop(told=SHOP, **changes):
    return Case.model_validate({**told, **changes})


def asking(told=SHOP, **changes):
    """The shop with its ask changed."""
    return shop(told, ask={"asks": [{**told["ask"]["asks"][0], **changes}]})


def example(name="example"):
    return casefile.read(ROOT / "data" / name / "case.json").case


def every_case():
    return (shop(), shop(TALKED), *(example(name) for name in EXAMPLES), in_state("not_due"), in_state("in_court"))


def in_state(state, **more):
    owner = {"owner_now": "（虚构）丙资产管理公司"} if state == "sold" else {}
    loan = {**SHOP["debts"]["loans"][0], "state": state, "next_due": "2026-12-20", **owner}
    return shop(debts={"loans": [loan]}, payments={"all_paid_until": "2026-11-20"}, **more)


def lender_papers(one):
    position = Position(one)
    for paper in EVERY:
        try:
            document = paper.make(position)
        except Refused:
            continue
        if document.audience == "lender":
            yield document


# -- the household's other income ------------------------------------------------------------------------------------


def left_in(one):
    return documents.lender_facts(one).cash.bad.left.value


def test_other_income_that_may_be_told_stands_in_its_own_row_and_counts():
    words = text(documents.brief(asking(shares_other_income=True)))
    assert "家庭其他收入 | 3,100.00元" in words
    assert "家庭必需开支 | 5,200.00元" in words
    assert left_in(asking(shares_other_income=True)) == documents.own_facts(shop()).cash.bad.left.value


@pytest.mark.parametrize("told", [None, False])
def test_other_income_that_may_not_be_told_is_nowhere_yet_what_is_left_is_true(told):
    one = asking(shares_other_income=told)
    words = text(documents.brief(one))
    assert "家庭其他收入" not in words
    assert "由经营收入负担的家庭必需开支 | 2,100.00元" in words
    assert "3,100.00" not in words
    assert "5,200.00" not in words
    assert left_in(one) == documents.own_facts(one).cash.bad.left.value
    letter = text(documents.letter(one))
    assert "由经营收入负担的家庭必需开支约" in letter
    assert "，家庭必需开支约" not in letter


def test_income_beyond_the_essentials_never_adds_to_what_the_lender_reads():
    one = shop(situation={**SHOP["situation"], "other_income": "9000"})
    usual = documents.lender_facts(one).cash.usual
    assert usual.borne.value == 0
    assert usual.left.value == usual.receipts.value - usual.costs.value


def test_income_that_is_not_known_changes_nothing():
    quiet = {name: value for name, value in SHOP["situation"].items() if name != "other_income"}
    words = text(documents.brief(shop(situation=quiet)))
    assert "家庭必需开支 | 5,200.00元" in words
    assert "由经营收入负担" not in words


def test_the_chart_of_the_lender_agrees_with_the_table():
    document = documents.brief(example())
    words = text(document)
    (chart,) = (block.chart for block in document.blocks if hasattr(block, "chart"))
    cash = documents.lender_facts(example()).cash
    assert f"{cash.usual.left.value:,.2f}" in chart.sentence
    assert f"{cash.since.left.value:,.2f}" in chart.sentence
    assert "-¥" not in words


# -- a request that does not hold ------------------------------------------------------------------------------------


def test_a_request_beyond_a_bad_month_is_said_to_the_borrower(tmp_path):
    hasty = asking(preferred={"periods": 6, "rate": "14.4", "method": "equal_instalment"})
    written, said = documents.write_all(hasty, tmp_path)
    (alarm,) = (sentence for sentence in said if "您自己也守不住" in sentence)
    assert "“方案”那一页" in alarm
    assert {path.parent.name for path in written} == {"private"}
    released, again = documents.write_all(hasty, tmp_path, release=True)
    assert alarm in again
    assert tmp_path / "application.pdf" in released
    assert "守得住" not in text(documents.brief(hasty))
    assert "统筹" not in text(documents.brief(hasty))


def test_a_request_that_a_bad_month_carries_needs_no_word():
    for one in (example(), shop(ask={}, evidence={})):
        assert unsettled(one) == ()
    assert list(to_know(shop(ask={}, evidence={}))) == []


def test_what_only_the_untold_income_carries_is_said_so():
    one = example()
    (ask,) = one.ask.asks
    rich = one.situation.but(other_income="9000", months=[m.but(household_income="9000") for m in one.situation.months])
    terms = ask.preferred.but(periods=12)
    hidden = ask.but(shares_other_income=None, preferred=terms)
    case = one.model_copy(update={"situation": rich, "ask": one.ask.but(asks=(hidden,))})
    said, *_papers = to_know(case)
    assert "可以把家里其他收入告诉对方" in said
    assert unsettled(case) == ()


# -- only what is so -------------------------------------------------------------------------------------------------


def test_a_plan_to_be_changed_says_before_overdue_only_while_it_is_kept():
    accepted = [{**TALKED["talks"]["written"][0], "accepted_on": "2026-11-21"}]
    (ask,) = TALKED["ask"]["asks"]
    anew = {**ask, "preferred": {**ask["preferred"], "first_due": "2027-06-10"}}
    told = {**TALKED, "talks": {**TALKED["talks"], "written": accepted}, "ask": {**TALKED["ask"], "asks": [anew]}}
    words = text(documents.letter(shop(told)))
    assert words.startswith("关于调整")
    assert "目前没有逾期，现于到期前提出" in words
    later = text(documents.letter(shop(told, profile={**TALKED["profile"], "as_of": "2027-03-25"})))
    assert "没有逾期" not in later
    assert "未能支付" in later


def test_a_complaint_praises_nothing_and_offers_no_screenshot():
    words = text(documents.complaint(shop(TALKED)))
    assert "记录可以提供" in words
    for never in ("夸大", "截图"):
        assert never not in words


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        ("14.4", "年利率维持14.4%不变"),
        ("14.40", "年利率维持14.4%不变"),
        ("10.8", "年利率调整为10.8%"),
        ("14.5", "年利率调整为14.5%"),
        (None, "年利率维持不变"),
    ],
)
def test_another_rate_is_asked_for_only_where_it_is_another(rate, said):
    # 0.04% a day is 14.4% a year of 360 days
    assert said in text(documents.letter(asking(preferred={"periods": 18, "rate": rate})))


def test_only_offers_that_were_made_are_listed():
    silent = {"offers_auto_debit": None, "offers_reports": None, "preferred": {"periods": 18}}
    assert "本人愿意设" not in text(documents.letter(asking(**silent)))
    assert "收入恢复后，本人会书面提出提高还款额" in text(documents.letter(asking(offers_early_end=True)))
    assert "提高还款额" not in text(documents.letter(shop()))


def test_stock_bought_on_credit_stays_possible():
    assert "不再新借" not in text(documents.letter(shop()))
    assert "不再新借款（进货赊账除外）" in text(documents.letter(asking(offers_no_new_debt=True)))


def test_the_close_speaks_of_exhibits_only_where_there_are_any():
    assert "以上情况属实，附件未经修改；如需向第三方核实，请先与本人联系。" in text(documents.letter(shop()))
    assert "以上情况属实；如需" in text(documents.letter(shop(evidence={})))


@pytest.mark.parametrize("make", [documents.letter, documents.complaint], ids=["check", "complaint"])
def test_a_letter_that_names_no_exhibit_says_nothing_of_exhibits_though_some_are_in_hand(make):
    talked = shop(TALKED, evidence=SHOP["evidence"])
    assert "附件2" in text(documents.brief(shop()))
    assert "以上情况属实；如需" in text(make(talked))
    assert "附件" not in text(make(talked))


# -- the voice of a letter -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_rule_that_a_letter_may_cite_speaks_to_the_borrower(language):
    to_borrower = {"zh": re.compile("您"), "en": re.compile(r"\byou", re.IGNORECASE)}[language]
    for rule in rules.register():
        if {"letter", "complaint"} & set(rule.uses):
            said = [getattr(both, language) for both in (rule.says, rule.limits) if both]
            assert not [words for words in said if to_borrower.search(words)], rule.id


def test_nothing_in_a_paper_for_a_lender_speaks_to_the_borrower():
    for one in every_case():
        for document in lender_papers(one):
            said = [span.text for span in spans(document) if not isinstance(span, Own)]
            assert [words for words in said if "您" in words.replace("您好", "")] == [], document.name


@pytest.mark.parametrize("state", ["not_due", "accelerated", "normal", "caught_up"])
def test_the_state_of_a_loan_is_told_in_the_words_of_a_letter(state):
    words = text(documents.brief(in_state(state)))
    assert "现在的情况：" in words
    for never in ("快还不上", "对方宣布", "付得起", "晚了几天"):
        assert never not in words


# -- English as English is written -----------------------------------------------------------------------------------


def test_no_chinese_mark_stands_between_english_words():
    with speaking("en"):
        for one in every_case():
            for document in lender_papers(one):
                said = [span.text for span in spans(document) if not isinstance(span, Own)]
                assert [words for words in said if re.search(r"[、；，。（）：\u3000]", words)] == [], document.name


def test_a_treatment_and_its_amount_stand_apart_in_english():
    terms = {
        "periods": 18,
        "treatments": [{"id": "t", "component": "penalty", "treatment": "waive", "amount": "12.34"}],
    }
    with speaking("en"):
        words = text(documents.brief(asking(preferred=terms)))
    assert re.search(r"penalty interest: \w+ 12\.34 yuan", words)


def test_a_date_has_two_digits_for_month_and_day_in_english():
    with speaking("en"):
        words = text(documents.brief(shop()))
    assert "2026-03-20" in words
    assert not re.search(r"\d{4}-\d-|\d{4}-\d\d-\d\b", words)


# -- the chat text ---------------------------------------------------------------------------------------------------


def chat_words(one):
    return "".join(span.text for span in spans(documents.chat(one).blocks))


LONG = {"name": "（虚构）" + "欧阳若兰" * 20, "loan": "（虚构）那一笔特别长名字的借款" * 10}


STEPS = [{"id": f"s{n}", "periods": 3, "payment": f"{n + 1}000"} for n in range(6)]
PARTS = ("interest_not_due", "overdue_interest", "penalty", "compound", "fees")
WAIVERS = [{"id": f"w{n}", "component": part, "treatment": "waive"} for n, part in enumerate(PARTS)]
STEPPED = {"asks": [{"id": "a", "loan_id": "l1", "preferred": {"rate": "10.8", "steps": STEPS, "treatments": WAIVERS}}]}


@pytest.mark.parametrize("cause", [None, "修路客流少", "修路客流少" * 400])
@pytest.mark.parametrize("ask", [SHOP["ask"], STEPPED])
def test_the_chat_text_fits_with_long_names(cause, ask):
    loan = {**SHOP["debts"]["loans"][0], "name": LONG["loan"]}
    profile = {**SHOP["profile"], "name": LONG["name"], "fictional": True}
    one = shop(profile=profile, debts={"loans": [loan]}, situation={"what_changed": cause}, ask=ask)
    assert 0 < len(chat_words(one)) <= 300
    assert "工单号" in chat_words(one)


def test_the_chat_in_english_says_that_it_is_a_reading_copy():
    with speaking("en"):
        words = chat_words(shop())
    assert "ticket number" in words
    assert "for your own reading" in words


@pytest.mark.parametrize(
    ("told", "paper"), [(SHOP, "brief"), (SHOP, "exhibits"), (SHOP, "plan"), (TALKED, "complaint")]
)
def test_every_paper_for_a_lender_in_english_says_once_that_it_is_a_reading_copy(told, paper):
    with speaking("en"):
        said = {made.name: text(made) for made in lender_papers(shop(told))}
    assert {"chat", paper} <= set(said)
    assert [name for name, words in said.items() if words.count("for your own reading") != 1] == []


# -- the card --------------------------------------------------------------------------------------------------------


def test_the_line_for_bad_nights_stands_first_on_the_card():
    troubled = shop(profile={**SHOP["profile"], "fictional": None, "distressed": True})
    (first, *_rest) = documents.card(troubled).blocks
    number = next(one for one in rules.public_numbers() if one.id == "support")
    assert number.number in "".join(span.text for span in first.text)


def test_no_public_number_is_typed_outside_the_register():
    numbers = re.compile(
        "|".join(rf"(?<!\d){one.number}(?!\d)" for one in rules.public_numbers() if len(one.number) > 3)
    )
    sources = (*(ROOT / "workbook").rglob("*.py"), *(ROOT / "workbook").rglob("*.po"))
    assert [str(file) for file in sources if numbers.search(file.read_text("utf-8"))] == []


def test_a_short_label_is_never_broken_by_the_page_around_it():
    style = documents.html(documents.card(shop()))
    assert ".wb-doc dt, .wb-doc dd { display: block; float: none; width: auto;" in style
    assert "word-break: keep-all" in style


def test_a_paper_prints_the_last_day_where_a_rest_has_moved_it():
    rest = {"id": "h", "start": "2026-11-20", "months": 2, "kind": "interest_only", "end_moves": True}
    loan = {**SHOP["debts"]["loans"][0], "maturity": "2027-03-28", "holidays": [rest]}
    moved, told = (
        "".join(text(paper) for paper in lender_papers(shop(debts={"loans": [one]})))
        for one in (loan, {**loan, "holidays": []})
    )
    assert "2027年5月20日" in moved
    assert "2027年3月28日" not in moved
    assert "2027年3月28日" in told


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            {"holidays": [{"id": "h", "start": "2026-11-20", "months": 2, "kind": "nothing"}]},
            "11月20日起2期本金利息",
        ),
        ({"rate_changes": [{"id": "r", "start": "2026-07-01", "rate": "9.6"}]}, "9.6%（放款时"),
    ],
)
def test_a_brief_tells_what_changed_inside_the_term(told, said):
    loan = {**SHOP["debts"]["loans"][0], **told}
    assert said in text(documents.brief(Position(shop(debts={"loans": [loan]}))))


@pytest.mark.parametrize("told", [{"unpaid_interest": "300"}, {"instalment": "5398"}])
def test_an_assumption_a_lender_reads_speaks_to_nobody(told):
    terms = {"principal": "60000", "rate": "14.4", "rate_unit": "year", "method": "equal_instalment", "periods": 12}
    loan = {"id": "a", "lender": "（虚构）甲银行", "drawn_on": "2026-03-05", "state": "overdue", **terms, **told}
    ask = {"asks": [{"id": "q", "loan_id": "a", "preferred": {"periods": 18, "rate": "14.4"}}]}
    assert "您" not in text(documents.brief(Position(shop(debts={"loans": [loan]}, ask=ask))))


FORM = {"zh": ("没有填", "下次还款日", "请填"), "en": ("filled in", "next due date", "please fill")}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("changes", [{}, {"state": "not_due", "next_due": "2026-12-20"}, {"day_count": None}])
def test_no_assumption_in_a_lenders_paper_speaks_of_a_form(language, changes):
    loan = {**SHOP["debts"]["loans"][0], **changes}
    with speaking(language):
        words = "".join(text(paper) for paper in lender_papers(shop(debts={"loans": [loan]})))
        asked = "is not known to me" if language == "en" else "本人未查到"
    assert asked in words
    assert [one for one in FORM[language] if one in words] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("treatment", "stands"), [("first_instalment", True), ("capitalise", False)])
def test_the_note_of_a_schedule_names_a_column_only_where_it_stands_in_the_table(language, treatment, stands):
    treatments = [{"id": one.value, "component": one.value, "treatment": treatment} for one in Component]
    preferred = {**SHOP["ask"]["asks"][0]["preferred"], "treatments": treatments}
    with speaking(language):
        column = "Owed before" if language == "en" else "以前欠的"
        words = text(documents.plan(Position(asking(preferred=preferred))))
    assert (f"“{column}”" in words) is stands
    assert (column in words.replace(f"“{column}”", "")) is stands


@pytest.mark.parametrize(("instalment", "said"), [("9633.33", True), ("8000", False)])
def test_the_card_names_what_is_debited_beside_what_makes_it_current(instalment, said):
    terms = {"principal": "100000", "received": "97000", "rate": "0.8", "rate_unit": "month", "periods": 12}
    loan = {"id": "a", "drawn_on": "2026-03-05", "method": "equal_instalment", "instalment": instalment, **terms}
    card = text(documents.card(Position(shop(debts={"loans": [loan]}))))
    assert ("先问清）：¥9,633.33" in card) is said
    assert "补到正常要" in card


# -- words in another script -----------------------------------------------------------------------------------------

HOURS = {"call_hours": "9am to 11am"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"profile": {**SHOP["profile"], **HOURS}}, "9am to 11am"),
        ({"ask": {"asks": [{**SHOP["ask"]["asks"][0], "reason": "Sales fell by half"}]}}, "Sales fell by half"),
    ],
    ids=["hours", "reason"],
)
def test_words_that_would_stand_in_english_in_a_chinese_paper_are_named_once_before_it_goes_out(
    language, changes, words
):
    with speaking(language):
        said = [one for one in reminders(Position(shop(**changes)), release=True) if words in one]
    assert len(said) == 1
    assert ("Chinese" if language == "en" else "中文") in said[0]


@pytest.mark.parametrize(
    "words", ["网商贷 MYbank app", "MYbank", "someone@example.com", "9:00–11:00", "ABC 2026 XYZ", "my_statement.pdf"]
)
def test_a_brand_a_number_and_an_address_may_stand_as_they_are(words):
    assert foreign(Position(shop(profile={**SHOP["profile"], "call_hours": words}))) == ()


def test_what_only_the_borrower_reads_may_be_written_in_any_language():
    own = {"lessons": "call in the morning", "went_well": "the list of receipts"}
    loan = {**SHOP["debts"]["loans"][0], "auto_debit": "savings account of mine"}
    assert foreign(Position(shop(followup=own, debts={"loans": [loan]}))) == ()
