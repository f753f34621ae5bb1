"""A loan told in a few figures: papers call a sum what it is, ask what is not known, promise no paper there is not."""

import pytest

from tests.papers import stored, written
from workbook import charts, course, documents, followup, options, pressure, tables, talks, verdict, way
from workbook.case import Case
from workbook.course import Course
from workbook.language import NotKnown
from workbook.position import Position

MONTHS = {"cash": "6000", "usual_receipts": "30000", "worst_receipts": "22000", "stock_per_100": "60"} | {
    "shop_costs": "4000",
    "home_essentials": "4500",
    "other_debts_30_days": "0",
}
INTEREST = {"method": "interest_only", "instalment": "600", "app_total": "600", "balance_left": "80000"}


def case(**loan: object) -> Case:
    told = {"id": "a", "name": "甲（虚构）", "lender": "（虚构）浙江网商银行", "next_due": "2026-12-20", **loan}
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-29", "fictional": True},
            "debts": {"loans": [told]},
            "situation": MONTHS,
        }
    )


def own(told: Case) -> dict[str, str]:
    return written(told, "self")


# -- a renewal whose day is not known --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({}, "“最后到期日”、“还款方式”"),
        ({"method": "interest_only"}, "填写“最后到期日”，"),
        ({"maturity": "2027-02-20"}, "填写“还款方式”，"),
    ],
)
def test_who_wants_a_renewal_asks_for_one_while_the_day_is_not_known(told, fields):
    asked = case(state="normal", want="renew", instalment="600", **told)
    found = course.led(asked, asked.main_loan)
    assert found.course is Course.RENEW
    assert fields in found.why
    card, chat = own(asked)["private/card"], written(asked, "lender")["chat"]
    assert all("能否续贷" in paper or "能不能续贷" in paper for paper in (card, chat))
    assert all(("哪天整笔到期，那天一共要还多少" in paper) is ("maturity" not in told) for paper in (card, chat))


def test_a_day_more_than_a_year_off_is_not_asked_for_again():
    asked = case(state="normal", want="renew", **INTEREST, maturity="2028-06-20")
    found = course.led(asked, asked.main_loan)
    assert found.course is not Course.RENEW
    assert "2028-06-20 才整笔到期" in found.why


@pytest.mark.parametrize(
    ("asked", "kept"),
    [(case(state="not_due", **INTEREST, maturity="2027-02-20"), False), (stored("bullet_in_35_days"), True)],
)
def test_a_spare_request_is_spoken_of_only_where_one_is_kept(asked, kept):
    papers = own(asked)
    assert ("private/spare" in papers) is kept
    assert ("发备用的申请" in papers["private/tonight"]) is kept


def test_how_much_could_be_paid_on_the_day_stands_with_its_parts():
    asked = case(state="not_due", **INTEREST, maturity="2027-02-20")
    card = own(asked)["private/card"]
    assert (
        "大约¥7,550.00（今天拿得出¥1,750.00，到那天各月按现在剩下¥7,000.00，减这一笔那天以前要还的¥1,200.00；" in card
    )


# -- one payment, and what falls due whole ---------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["not_due", "overdue"])
def test_the_card_calls_one_payment_that_and_names_the_day_all_falls_due(state):
    day = "2026-12-20" if state == "not_due" else "2026-11-20"
    card = own(case(state=state, **INTEREST, maturity="2027-02-20", next_due=day))["private/card"]
    assert "App上这一期要还的：¥600.00" in card
    assert "电话里就报这个数" not in card
    assert ("2027年2月20日还¥80,600.00" if state == "not_due" else "最后到期日：2027年2月20日") in card


@pytest.mark.parametrize("left", [{"app_total": "7100"}, {"app_total": None}])
def test_principal_alone_is_never_called_what_is_owed(left):
    asked = case(state="overdue", next_due="2026-10-20", balance_left="60000", instalment="3550", **left)
    assert "还欠本金：¥60,000.00" in own(asked)["private/card"]
    assert not any("60,000.00" in paper for paper in written(asked, "lender").values())


# -- one answer, said once -------------------------------------------------------------------------------------------


def test_where_no_rate_is_known_the_card_gives_no_reason_of_another_course():
    asked = case(state="overdue", next_due="2026-10-20", balance_left="60000", instalment="3550", app_total="7100")
    card = own(asked)["private/card"]
    assert course.course(asked, asked.main_loan) is Course.HOLD
    assert "还不知道利率" in card
    assert "谈先少还" not in card


def test_what_falls_due_today_is_among_the_coming_days():
    found = charts.timeline(
        case(state="not_due", next_due="2026-11-29", instalment="700", app_total="700", periods_left=3)
    )
    assert found.numbers.rows[1] == ("2026-11-29", "甲（虚构）", "¥700.00")
    assert "一共要还 ¥2,100" in found.sentence


def test_a_day_without_a_sum_is_still_a_day():
    found = charts.timeline(case(state="not_due"))
    assert found.numbers.rows[1] == ("2026-12-20", "甲（虚构）：还多少还没填", "")
    assert "一共要还" not in found.sentence


def test_a_last_day_stands_beside_nothing_to_pay():
    told = case(state="in_court", court_paper="claim", court_paper_on="2026-11-20", app_total="30000", next_due=None)
    notes = tables.calendar(told).notes
    assert "接下来三十天没有要还的" in notes[0]
    assert "答复法院材料的最后一天" in notes[1]


def test_while_papers_are_held_back_nothing_is_said_to_go_first():
    told = case(
        state="overdue", next_due="2026-10-20", balance_left="60000", instalment="3550", rate="14.4", rate_unit="year"
    ).model_dump(mode="json")
    asked = Case.model_validate(
        {
            **told,
            "ask": {"asks": [{"id": "k", "loan_id": "a", "preferred": {"method": "equal_instalment", "periods": 12}}]},
        }
    )
    steps = [said for title, said in documents.send_first(Position(asked)) if title == "怎么发"]
    assert documents.unsettled(Position(asked))
    assert [step.startswith("先不发：") for step in steps] == [True]
    assert "先不发：" in way.begin(Position(asked), "06_brief").answer


# -- a renewal from the answer to the day it begins -------------------------------------------------------------------

RENEWED = {"start": "2027-01-25", "method": "interest_only", "maturity": "2028-01-25", "rate": "14.4"}


def renewing(talks: dict[str, object], **loan: object) -> Case:
    """Give a loan in order whose renewal was asked for as the lender then offered it."""
    told = case(state="normal", want="renew", **INTEREST, maturity="2027-01-25", rate="0.75", rate_unit="month", **loan)
    asks = {"asks": [{"id": "k", "loan_id": "a", "preferred": RENEWED}]}
    return Case.model_validate({**told.model_dump(mode="json"), "ask": asks, "talks": talks})


def written_terms(**more: object) -> dict[str, object]:
    return {"written": [{"id": "w", "loan_id": "a", "on": "2026-11-28", "agreed": RENEWED, "terms": RENEWED, **more}]}


def days(told: Case) -> list[tuple[str, str]]:
    return [(day.on.isoformat(), day.title.partition("：")[2]) for day in followup.deadlines(told)]


def test_who_agreed_to_a_renewal_keeps_it_and_looks_whether_it_began():
    told = renewing(written_terms(accepted_on="2026-11-29"))
    assert course.led(told, told.main_loan).course is Course.KEEP
    assert "先问清" not in course.first(Position(told))
    expected = [
        ("2026-12-20", "按新计划还 ¥600.00"),
        ("2027-01-20", "按新计划还 ¥600.00"),
        ("2027-01-25", "看新合同生效没有"),
        ("2027-01-26", "查入账"),
    ]
    assert [day for day in days(told) if day in expected] == expected


def test_what_is_asked_for_after_the_first_payment_is_another_talk():
    told = renewing(written_terms(accepted_on="2026-11-29"))
    later = told.ask.asks[0].preferred.but(start="2027-08-25", maturity="2028-08-25")
    anew = told.but(ask=told.ask.but(asks=(told.ask.asks[0].but(preferred=later),)))
    assert course.led(anew, anew.main_loan).course is Course.AGAIN


def test_while_terms_are_checked_a_loan_in_order_hears_nothing_of_arrears_and_goes_on_as_it_was():
    told = renewing(written_terms(terms={**RENEWED, "rate": "18"}))
    card, papers = own(told)["private/card"], written(told, "lender")
    assert "没有看到新合同生效，不要先还清等着再借" in card
    assert not any(words in card for words in ("恶意", "先还一部分", "起诉"))
    assert not any(words in papers["query"] for words in ("罚息、复利减免", "停止催收", "逾期本金"))
    assert "年利率" in papers["chat"]
    note = next(day.note for day in followup.deadlines(told) if day.on.isoformat() == "2026-12-20")
    assert note.startswith("书面条件还没有确认：这一天照原来的合同还。")
    assert "提出调整申请" not in note


@pytest.mark.parametrize("sure", [True, False])
def test_the_sum_of_the_day_is_asked_for_while_nothing_tells_it(sure):
    left = {} if sure else {"balance_left": None}
    told = case(state="normal", want="renew", **{**INTEREST, **left}, maturity="2027-01-25")
    papers = written(told, "lender")
    assert ("到期那天一共要还多少" in papers["chat"]) is not sure
    assert ("“还欠本金多少" in course.led(told, told.main_loan).why) is not sure


def test_an_offer_of_the_renewal_is_answered_with_a_question_not_with_missing_again():
    told = renewing({})
    said = talks.counter(Position(told), told.main_loan, told.ask.asks[0].preferred).next_line
    assert "2028-01-25 还要一次还" in said
    assert "再断一次" not in said


@pytest.mark.parametrize(("rate", "said"), [("0.75", "只够付利息"), (None, "")])
def test_what_if_says_what_becomes_of_a_loan_only_at_a_known_rate(rate, said):
    told = case(state="normal", **INTEREST, maturity="2027-01-25", rate=rate, rate_unit="month")
    found = options.what_if(Position(told))
    debt = found.answer(found.start).debt
    assert (said in debt) if said else debt == ""


def test_a_dearer_writing_is_not_said_to_come_to_less():
    said = " ".join(tables.differences(renewing(written_terms(terms={**RENEWED, "rate": "18"}))).notes)
    assert "这样的每期您守不住：先不确认" in said
    assert "总数少" not in said


# -- another loan that is told in few --------------------------------------------------------------------------------

MINE = {"state": "overdue", "next_due": "2026-11-10", "app_total": "3000", "instalment": "3000", "periods_left": "12"}
OTHER = {"id": "b", "name": "乙（虚构）", "state": "normal", "next_due": "2026-12-25", "instalment": "1300"}


def with_another(**other: object) -> Case:
    told = case(**MINE)
    one = {**OTHER, **other}
    loans = [*told.model_dump(mode="json", exclude_none=True)["debts"]["loans"], {k: v for k, v in one.items() if v}]
    return told.model_validate({**told.model_dump(mode="json", exclude_none=True), "debts": {"loans": loans}})


@pytest.mark.parametrize("other", [{}, {"periods_left": "14"}, {"state": "not_due", "app_total": "0"}])
def test_another_loan_that_is_in_order_needs_no_sum_of_today(other):
    answer = verdict.quick(Position(with_another(**other)))
    assert answer.today_at_most is not None
    assert "乙" not in (answer.missing or "")
    rows = {row.loan_id: row.amount for row in pressure.current_today(with_another(**other)).rows}
    assert rows["b"] == 0


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"instalment": ""}, "“乙（虚构）”的“每期还多少”"),
        ({"state": ""}, "“乙（虚构）”的“现在是什么情况”"),
        ({"next_due": ""}, "“乙（虚构）”的“最早一笔没还的日子；没逾期就写下次还款日”"),
        ({"state": "overdue", "next_due": "2026-11-20"}, "“乙（虚构）”的“App 上显示现在要还多少”"),
    ],
)
def test_what_another_loan_lacks_is_asked_for_by_its_name(other, field):
    assert verdict.quick(Position(with_another(**other))).missing == field


def test_the_month_in_which_all_falls_due_says_that_it_is_not_in_the_table():
    told = Position(case(want="renew", maturity="2027-01-20", **INTEREST))
    marked = [row[0] for row in tables.past_and_ahead(told).rows if "整笔要还的" in row[0]]
    assert marked == ["到 2027-01-29（2027-01-20 整笔要还的 ¥80,600.00 另算，没有减）"]
    assert not [row for row in tables.past_and_ahead(Position(case(**MINE))).rows if "整笔" in row[0]]


@pytest.mark.parametrize("words", ["没有", "没有答应。", "什么都没答应", "无", "None", "no promise"])
def test_who_writes_that_nothing_was_promised_waits_for_nothing(words):
    entry = {"id": "c", "loan_id": "a", "on": "2026-11-20", "their_promise": words, "next_on": "2026-11-25"}
    told = case(**MINE).model_dump(mode="json", exclude_none=True)
    assert talks.promises(Position(Case.model_validate({**told, "talks": {"contacts": [entry]}}))) == ()
    entry["their_promise"] = "没有答应减免，答应周三前答复"
    assert len(talks.promises(Position(Case.model_validate({**told, "talks": {"contacts": [entry]}})))) == 1


def test_what_is_said_to_lack_first_is_what_the_advice_waits_for():
    told = Position(Case.model_validate(case(**{**MINE, "app_total": "20000", "periods_left": ""}).model_dump()))
    assert "补上利率" in course.first(told)
    assert verdict.quick(told).missing == "“借款”那一页的“利率（%）”"


@pytest.mark.parametrize("of", [options.advice, options.ladder])
def test_of_a_loan_of_which_a_part_is_known_all_that_lacks_is_asked_at_once(of):
    told = Position(case(**MINE))
    with pytest.raises(NotKnown) as lacking:
        of(told, told.loan)
    for field in ("还欠本金多少（不清楚合同时填）", "利率（%）", "这是日、月还是年利率"):
        assert f"“{field}”" in str(lacking.value)
