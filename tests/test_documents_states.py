"""What a document may say in each state of the loan and of the ask."""

import json
import re
from pathlib import Path

import pytest

from workbook import course, documents, talks
from workbook.case import Case
from workbook.course import Course
from workbook.documents.render.text import text
from workbook.language import Refused

SHOP = json.loads((Path(__file__).parent / "fixtures/documents/shop.json").read_text("utf-8"))
TOLD = json.loads((Path(__file__).parent / "fixtures/cases/ten_minutes.json").read_text("utf-8"))
QUICK = {**TOLD, "profile": {"as_of": "2026-11-23"}}


@pytest.mark.parametrize("told", [QUICK, SHOP], ids=["no ask", "an ask"])
@pytest.mark.parametrize(("name", "value"), [("other_income", "3900"), ("cash", "200")])
def test_private_money_changes_no_byte_of_the_chat(told, name, value):
    changed = {**told, "situation": {**told["situation"], name: value}}
    before, after = (text(documents.chat(Case.model_validate(one))) for one in (told, changed))
    assert before == after


def test_the_chat_file_holds_the_message_alone(tmp_path):
    (file,) = documents.write(documents.chat(Case.model_validate(QUICK)), tmp_path, ("txt",))
    assert file.read_text("utf-8").startswith("关于还款情况的说明\n")


def asking(**terms):
    able = {**QUICK["situation"], "worst_receipts": "60000"}
    ask = {"asks": [{"id": "a1", "loan_id": "l1", "preferred": terms}]}
    loans = [{**loan, "balance_left": loan["app_total"]} for loan in QUICK["debts"]["loans"]]
    return Case.model_validate({**QUICK, "debts": {"loans": loans}, "situation": able, "ask": ask})


def test_no_instalment_is_made_of_what_the_app_asks_for_now():
    (loan,) = QUICK["debts"]["loans"]
    ask = {"asks": [{"id": "a1", "loan_id": "l1", "preferred": {"periods": 24, "rate": "12"}}]}
    told = Case.model_validate({**QUICK, "debts": {"loans": [{**loan, "periods_left": 10}]}, "ask": ask})
    papers, said = documents.compose(told, release=True)
    assert [one.document.name for one in papers if re.search(r"每期 ?[¥\d]", text(one.document))] == []
    assert any("还算不出每一期" in words for words in said)


@pytest.mark.parametrize("make", [documents.script, documents.card])
def test_a_request_that_cannot_be_kept_is_never_a_line_to_say(make):
    poor = asking(periods=6, rate="12", method="equal_instalment")
    poor = poor.but(situation=poor.situation.but(worst_receipts="26000"))
    said = text(make(poor))
    assert "我想申请：" not in said
    assert "分6期还" not in said
    assert "能守住的数" not in said


@pytest.mark.parametrize("make", [documents.chat, documents.script, documents.card])
def test_steps_and_grace_are_said_from_the_first_month(make):
    steps = [{"id": "s1", "periods": 6, "payment": "900"}, {"id": "s2", "periods": 12, "payment": "4200"}]
    stepped = text(make(asking(rate="12", steps=steps))).replace("¥", "").replace("元", "")
    assert "6期每期900.00，再12期每期4,200.00" in stepped
    waived = [{"id": "t1", "component": "penalty", "treatment": "waive"}]
    grace = asking(
        periods=12, rate="12", method="equal_instalment", grace_months=3, grace_kind="interest_only", treatments=waived
    )
    said = text(make(grace))
    assert re.search(r"前3个月只还利息（每期约[¥\d,.]+元?），(其后|之后)每期", said)
    assert "罚息全部减免" in said or "酌情减免罚息" in said
    assert re.search(r"年利率(维持|调整为)?12%", said)


@pytest.mark.parametrize("make", [documents.chat, documents.script, documents.card])
def test_without_an_ask_the_ceiling_is_never_a_line_to_say(make):
    one = Case.model_validate(QUICK)
    offer = documents.own_facts(one).quick.offer
    assert offer.known
    said = text(make(one)).split("我的上限")[0]
    assert offer.text not in said
    assert "稳定还" not in text(make(one))


# -- what comes next is not always asking ------------------------------------------------------------------------------


def in_state(state, **loan):
    told = {**QUICK["debts"]["loans"][0], "state": state, **loan}
    return Case.model_validate({**QUICK, "debts": {"loans": [told]}})


OLD = {"next_due": "2023-11-20", "periods_left": 1}
SERVED = {"court_paper": "payment_order", "court_paper_on": "2026-11-16"}


def every_private_page(one):
    return [text(make(one)) for make in (documents.card, documents.tonight, documents.answers)]


def test_at_the_full_stop_no_page_offers_pays_or_asks_for_anything():
    stopped = in_state("overdue", **OLD)
    for page in every_private_page(stopped):
        assert "先停一下" in page
        for never in ("我愿意还", "想申请", "今天最多付", "可以先还一部分", "截五张图"):
            assert never not in page
    for make in (documents.script, documents.chat, documents.letter, documents.brief):
        with pytest.raises(Refused, match="先问律师"):
            make(stopped)


def test_at_the_full_stop_every_line_says_nothing_of_amounts_and_days():
    stopped = in_state("overdue", **OLD)
    assert {reply.say for reply in talks.replies(stopped, stopped.main_loan)} == {
        "我现在不谈金额和日子。请把书面材料寄给我，我看过再说。"
    }


def test_with_papers_from_a_court_the_day_to_answer_stands_first():
    served = in_state("in_court", **SERVED)
    card, tonight, answers = every_private_page(served)
    assert card.index("① 先看期限") < card.index("答复的最后一天：2026年12月1日") < card.index("② 要做的事")
    assert "答复的最后一天：2026年12月1日" in tonight
    assert "12368" in card
    assert "12368" in tonight
    assert "2026年12月1日（“网商贷”：答复法院材料的最后一天）" in answers


def test_a_court_paper_without_its_day_asks_for_it_and_one_gone_by_says_so():
    assert "先翻出法院材料" in text(documents.card(in_state("in_court")))
    assert "哪天收到法院材料的" in text(documents.answers(in_state("in_court")))
    late = in_state("in_court", **{**SERVED, "court_paper_on": "2026-10-01"})
    assert "期限已经过了" in text(documents.card(late))


def test_a_sold_claim_asks_for_the_notice_before_any_amount():
    sold = in_state("sold")
    card, tonight, _answers = every_private_page(sold)
    assert card.index("核实之前我不谈金额") < card.index("债权转让通知") < card.index("我的数")
    assert "要转让通知" in tonight
    for paper in (documents.chat, documents.letter):
        assert "本函不是对金额的确认" in text(paper(sold))
        assert "元" not in text(paper(sold)).replace("元整", "")
    with pytest.raises(Refused, match="只发信和客服留言"):
        documents.brief(sold)
    known = in_state("sold", owner_now="（虚构）丙资产管理公司")
    assert "致：（虚构）丙资产管理公司" not in text(documents.letter(known))
    terms = {"periods": 24, "rate": "12", "method": "equal_instalment"}
    asks = {"asks": [{"id": "a1", "loan_id": "l1", "preferred": terms}]}
    asked = Case.model_validate({**known.model_dump(mode="json"), "ask": asks})
    assert "致：（虚构）丙资产管理公司" in text(documents.letter(asked))


def test_what_can_simply_be_paid_needs_no_letter_of_hardship():
    rich = {**QUICK["situation"], "cash": "90000", "worst_receipts": "60000", "what_changed": "修路"}
    able = Case.model_validate({**QUICK, "situation": rich})
    assert course.course(able, able.main_loan) is Course.CURE
    assert "关于补足到期款项的函" in text(documents.letter(able))
    for page in (documents.letter, documents.chat, documents.card, documents.script):
        assert "一次补足" in text(page(able))
        assert "申请调整" not in text(page(able))


def test_a_loan_paid_off_asks_for_its_certificate():
    card, tonight, _answers = every_private_page(in_state("settled"))
    assert "请给我开结清证明" in card
    assert "结清证明" in tonight


def test_a_complaint_needs_something_to_complain_about():
    calm = [{"id": "c1", "loan_id": "l1", "on": "2026-11-20", "time": "10:00", "channel": "phone"}]
    night = [{**calm[0], "time": "23:10", "direction": "by_them"}]
    unanswered = [{**calm[0], "their_promise": "三天内答复", "next_on": "2026-11-21"}]
    told = [Case.model_validate({**QUICK, "talks": {"contacts": rows}}) for rows in (calm, night, unanswered)]
    with pytest.raises(Refused, match="没有要投诉的事"):
        documents.complaint(told[0])
    assert all(text(documents.complaint(one)) for one in told[1:])


@pytest.mark.parametrize(("count", "annexed"), [(12, False), (13, True), (300, True)])
def test_a_long_log_stands_behind_what_is_asked_with_all_its_entries(count: int, annexed: bool):
    first = {"loan_id": "l1", "channel": "phone", "direction": "by_them", "time": "23:10"}
    rows = [
        {**first, "id": f"c{n}", "on": f"2026-{n % 11 + 1:02}-{n % 28 + 1:02}", "agent": f"工号A{n}B"}
        for n in range(count)
    ]
    said = text(documents.complaint(Case.model_validate({**QUICK, "talks": {"contacts": rows}})))
    assert ("2026年1月1日" in said.partition("请求")[0] and "逐次列在附页" in said) is annexed
    assert (said.index("工号A0B") > said.index("核实上述经过")) is annexed
    assert all(f"工号A{n}B" in said for n in range(count))


def seen_before_the_request(rows: list[dict]) -> tuple[str, str]:
    said = text(documents.complaint(Case.model_validate({**QUICK, "talks": {"contacts": rows}})))
    before, _request, after = said.partition("核实上述经过")
    return before, after


def test_what_comes_again_and_again_is_one_sentence_before_the_request_and_every_case_behind_it():
    night = {"loan_id": "l1", "channel": "phone", "direction": "by_them", "time": "23:10", "institution": "甲（虚构）"}
    rows = [{**night, "id": f"c{n}", "on": f"2026-10-{n + 1:02}"} for n in range(14)]
    rows += [{**night, "id": "t", "on": "2026-11-02", "time": "10:00", "third_party": True}]
    before, after = seen_before_the_request(rows)
    assert "在晚上 22 点到早上 8 点之间来联系 14 次，从 2026-10-01 到 2026-10-14。" in before
    assert "2026-11-02 自称“甲（虚构）”的人联系了借款人以外的人。" in before
    assert (before.count("23:10"), after.count("23:10")) == (0, 14)


def test_the_days_on_which_others_were_contacted_are_all_named():
    entry = {"loan_id": "l1", "channel": "phone", "direction": "by_them", "time": "10:00", "third_party": True}
    before, _after = seen_before_the_request([{**entry, "id": f"c{n}", "on": f"2026-10-{n + 1:02}"} for n in range(13)])
    assert "联系借款人以外的人 13 次：2026-10-01、2026-10-02、" in before


def test_a_long_log_of_one_lender_among_two_is_annexed_too():
    other = {"id": "l2", "name": "货车贷", "lender": "（虚构）乙行", "state": "not_due", "instalment": "900"}
    entry = {"loan_id": "l1", "channel": "phone", "direction": "by_them", "time": "23:10"}
    rows = [{**entry, "id": f"c{n}", "on": f"2026-10-{n + 1:02}"} for n in range(14)]
    two = {**QUICK, "debts": {"main": "l1", "loans": [*QUICK["debts"]["loans"], other]}, "talks": {"contacts": rows}}
    before, _request, after = text(documents.complaint(Case.model_validate(two))).partition("核实上述经过")
    assert (before.count("23:10"), after.count("23:10")) == (0, 14)


@pytest.mark.parametrize("count", [13, 40])
def test_broken_promises_are_counted_before_the_request_and_listed_behind_it(count: int):
    one = {"loan_id": "l1", "channel": "phone", "time": "10:00", "their_promise": "三天内答复", "next_on": "2026-11-20"}
    rows = [{**one, "id": f"c{n}", "on": f"2026-{n % 10 + 1:02}-{n % 27 + 1:02}"} for n in range(count)]
    before, after = seen_before_the_request(rows)
    assert f"记录里没有写做到的有 {count} 件" in before
    assert after.count("三天内答复") == count


def test_the_limitation_note_stands_last_and_small_on_an_ordinary_card():
    words = text(documents.card(Case.model_validate(QUICK)))
    assert words.index("⑬ 挂了以后") < words.index("三年的诉讼时效")


def test_the_ceiling_on_the_card_is_this_lenders_share():
    other = {"id": "l2", "name": "货车贷", "state": "not_due", "instalment": "900", "next_due": "2026-12-05"}
    two = Case.model_validate({**QUICK, "debts": {"main": "l1", "loans": [*QUICK["debts"]["loans"], other]}})
    capacity = documents.own_facts(two).capacity
    share, whole = capacity.share, capacity.monthly
    assert share.value < whole.value
    words = text(documents.card(two))
    assert f"这一笔，坏月份也拿得出（看到书面再答应）：{share.text}" in words
    assert f"所有债务一起，坏月份也拿得出：{whole.text}" in words


def test_a_payment_order_gone_by_speaks_of_enforcement_and_promises_no_answer_in_time():
    late = in_state("in_court", **{**SERVED, "court_paper_on": "2026-10-01"})
    card, _tonight, answers = every_private_page(late)
    assert "可能申请强制执行" in card
    assert "开庭仍然要到" not in card
    assert "期限已过，今天就问" in answers
    assert "会按期答复" not in text(documents.chat(late)) + text(documents.script(late))


def test_a_loan_paid_off_is_asked_for_nothing_and_answers_nothing():
    done = in_state("settled")
    for make in (documents.brief, documents.letter):
        with pytest.raises(Refused, match="要结清证明"):
            make(done)
    assert all("已经还清" in reply.say for reply in talks.replies(done, done.main_loan))
    assert "坏月份也拿得出的（每月，看到书面再答应）：先不报数字" in text(documents.answers(done))


def test_whoever_bought_the_claim_is_addressed_as_a_company():
    known = in_state("sold", owner_now="（虚构）丙资产管理公司")
    terms = {"periods": 24, "rate": "12", "method": "equal_instalment"}
    asks = {"asks": [{"id": "a1", "loan_id": "l1", "preferred": terms}]}
    asked = Case.model_validate({**known.model_dump(mode="json"), "ask": asks})
    for make in (documents.letter, documents.brief):
        assert "贵行" not in text(make(asked))
    assert "请贵公司答复同意或不同意" in text(documents.letter(asked))


def test_three_answers_make_a_letter_in_whole_sentences():
    tired = {**QUICK, "situation": {"cash": "800"}}
    tired["debts"] = {"loans": [{"id": "l1", "state": "overdue", "app_total": "3100.25"}]}
    words = text(documents.letter(Case.model_validate(tired)))
    assert "本人（姓名）在贵行的借款目前已逾期；本人可以联系上，愿意沟通。" in words
    assert "本人估计" not in words
