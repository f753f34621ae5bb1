"""What papers there are, what must and what must never stand in them, once others than the lender have written.

Somebody says to have paid; a commission, a mediation body or a court; a loan of somebody else's; a sum at once; and
whoever answers for the loan.
"""

import json
import re
from datetime import date

import pytest
from papers import CASES, bare, stored, together, written

from workbook import followup
from workbook.case import Case
from workbook.course import Course, course
from workbook.documents import EVERY
from workbook.language import speaking
from workbook.options import ask_figures
from workbook.position import Position
from workbook.rules import applicable

NEVER_TO_A_LENDER = (
    *("对方", "90天", "九十天", "次级", "关注类", "五级分类", "不良"),
    *("24%", "四倍", "砍头息", "高利贷", "违法", "停息挂账", "第70条", "个性化分期", "曝光", "投诉到", "12378"),
    *("依法必须", "有权要求减免", "保证还清", "一定还", "绝不会", "最后一次", "恶意", "¥0.00", "〔〕", "保证人"),
)
NEVER_PRIVATE = ("拖", "换收款码", "%的可能", "成功率")
OFFERS = re.compile(r"每期|分\d+期|先付|首付")


def told(name, ask=None, situation=None, **loan):
    """Give a stored case with other fields of its one loan."""
    case = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    case["debts"]["loans"][0] |= loan
    case |= {"ask": {"asks": [{"id": "q", "loan_id": "a", **ask}]}} if ask else {}
    case["situation"] |= situation or {}
    return Case.model_validate(case)


PAID = "insurer_has_paid"
ARBITRATION = "arbitration_notice"
COMMISSION = {"clause": "not_found"}
MEDIATION = {
    "state": "mediation",
    "notice_from": "（虚构）某调解中心",
    "notice_number": "调0000",
    "answer_until": None,
    "hearing_on": "2026-12-08",
    "hearing_online": None,
}
ENFORCEMENT = {
    "state": "enforcement",
    "notice_from": "（虚构）某某区人民法院",
    "notice_number": "（2026）某执字第0000号",
    "answer_until": "2026-12-01",
    "hearing_on": None,
    "hearing_online": None,
    "frozen_account": "（虚构）甲银行尾号0000",
}
SETTLE = {"state": "overdue", "want": "settle", "answer_until": None, "hearing_on": None, "notice_from": None}
NOT_MINE = {"state": "not_mine", "answer_until": None, "hearing_on": None, "notice_from": None}

ALL = {
    "paid": told(PAID),
    "paid, private account": told(PAID, private_account=True),
    "paid, nothing else told": told(PAID, notice_from=None, notice_on=None, drawn_on=None, contract_no=None),
    "arbitration": told(ARBITRATION),
    "no clause": told(ARBITRATION, **COMMISSION, agrees_online=False),
    "a clause": told(ARBITRATION, clause="found", agrees_online=True),
    "a fake": told(ARBITRATION, **COMMISSION, notice_by="message", private_account=True),
    "mediation": told(ARBITRATION, **MEDIATION),
    "mediation, guaranteed": told(ARBITRATION, **MEDIATION, guaranteed=True),
    "settle": told(ARBITRATION, ask={"lump": "30000", "lump_from": "（虚构）哥哥给的"}, **SETTLE),
    "settle, no source": told(ARBITRATION, ask={"lump": "30000"}, **SETTLE),
    "settle, no sum": told(ARBITRATION, **SETTLE),
    "not mine": told(ARBITRATION, **NOT_MINE),
}


@pytest.mark.parametrize("name", ALL)
def test_no_lender_payer_commission_or_body_reads_what_never_stands_in_any_paper(name):
    for paper, words in written(ALL[name], "lender").items():
        assert [never for never in NEVER_TO_A_LENDER if never in words] == [], paper
        assert "2,600" not in words
        assert "4,200" not in words
        assert not re.search(r"[（(][，。]?[）)]|，，|。。|、。", words), paper


@pytest.mark.parametrize("name", ALL)
def test_every_private_paper_keeps_the_limit_of_asking_and_the_night(name):
    own = together(written(ALL[name], "self"))
    assert "可以申请" in own
    assert "由对方决定" in own
    assert "今晚只存证、不发送" in own
    settling = own.replace("恶意拖欠", "").replace("不想拖到更晚", "")  # the talk's own lines
    assert [never for never in NEVER_PRIVATE if never in settling] == []


@pytest.mark.parametrize("name", ALL)
def test_one_letter_has_one_title_a_phone_a_closing_list_and_a_chat_says_the_same_in_brief(name):
    papers = written(ALL[name], "lender")
    for paper, words in papers.items():
        if paper != "chat":
            assert len(re.findall("请书面答复①|请告知①", words)) == 1, paper
            assert "电话00000000000" in words, paper
    if "chat" in papers:
        (letter,) = (words for paper, words in papers.items() if paper in {"paid", "settlement"})
        chat = papers["chat"]
        assert len(chat) <= 300
        request = re.search(r"(请贵行书面(确认|告知)|如贵行书面确认)[^。]*。", chat)[0]
        assert request in letter
        assert chat.endswith("请告知工单号和答复日期。")


@pytest.mark.parametrize("name", ALL)
def test_none_of_these_sends_a_brief_a_plan_or_a_list_of_exhibits(name):
    assert {"brief", "plan", "exhibits"} & set(written(ALL[name], "lender")) == set()


def test_each_paper_is_said_in_english_too():
    for name, case in ALL.items():
        with speaking("en"):
            assert {*written(case, "lender"), *written(case, "self")}, name


# -- somebody says to have paid ----------------------------------------------------------------------------------------


def test_two_papers_go_out_where_somebody_says_to_have_paid_and_neither_offers_or_confirms_a_sum():
    papers = written(stored(PAID), "lender")
    assert set(papers) == {"chat", "paid", "payer"}
    payer, lender = papers["payer"], papers["paid"]
    for must in ("关于核实代偿及追偿事项的函", "不是对金额的确认", "付款凭证", "代偿证明", "条款", "授权"):
        assert must in payer
    assert "剩余债权" in payer
    assert "对公账户" in payer
    assert payer.index("致：（虚构）乙财产保险股份有限公司") < payer.index("本人")
    for must in ("关于查询借款是否已被代偿的函", "是否结清", "自动扣款是否已停"):
        assert must in lender
    for words in papers.values():
        assert not OFFERS.search(words)
        for never in ("42,318.66", "42318.66", "债权转让通知", "546", "保险法", "已转让"):
            assert never not in words


def test_for_oneself_both_sides_wait_and_the_insurer_is_rung_by_its_public_number():
    own = written(stored(PAID), "self")
    words = together(own)
    assert "script" not in {name.split("/")[-1] for name in own}
    for must in ("核实前两边都不付", "防止付两次", "官网上公布的客服电话，不打短信里的号码", "两条都要看"):
        assert must in words
    assert "核实以后" in words
    assert "选一档写给它" in words
    for never in ("已转让", "12368", "今天最多付"):
        assert never not in words


def test_once_proved_and_asked_the_payer_gets_a_request_that_says_who_lent():
    ask = {"preferred": {"periods": 60, "rate": "14.4", "method": "equal_instalment"}}
    payer = "（虚构）乙财产保险股份有限公司"
    case = told(PAID, ask=ask, owner_now=payer, situation={"worst_receipts": "60000", "usual_receipts": "70000"})
    assert course(Position(case), case.main_loan) is Course.EASE
    letter = written(case, "lender")["application"]
    assert f"致：{payer}本人" in letter
    assert "在（虚构）甲银行股份有限公司借款" in letter


def test_a_payer_that_wants_a_private_account_gets_no_letter_and_the_lender_is_asked_alone():
    case = ALL["paid, private account"]
    assert set(written(case, "lender")) == {"chat", "paid"}
    assert "要付到个人账户的，像假的" in together(written(case, "self"))


def test_what_was_not_told_of_the_notice_leaves_no_gap():
    papers = written(ALL["paid, nothing else told"], "lender")
    assert "称第三方已就本笔代偿" in papers["paid"]
    assert "于收到" not in papers["payer"]
    assert "（借据号）" not in together(papers)


# -- arbitration -------------------------------------------------------------------------------------------------------


def test_the_days_of_an_arbitration_stand_on_top_and_nobody_is_written_to_unasked():
    case = stored(ARBITRATION)
    assert written(case, "lender") == {}
    own = written(case, "self")
    for name in ("private/card", "private/tonight"):
        head = own[name][:120]
        assert "2026年12月5日" in head
        assert "2026年12月15日" in head
    words = together(own)
    for must in ("找合同和App协议里的仲裁条款", "开庭前书面否认，不说等于有", "不同意网上开庭要说", "12348"):
        assert must in words
    for must in ("官方网站查公布的电话", "3个月", "执行通知书送达之日起15天"):
        assert must in words
    for never in ("没签过就不用理", "六个月", "6个月", "12368", "开庭可以不去"):
        assert never not in words


def test_a_reminder_stands_before_each_day_of_an_arbitration():
    found = followup.reminders(Position(stored(ARBITRATION)))
    days = {one.uid: one.on for one in found}
    assert days["answer-a@workbook"] == date(2026, 12, 4)  # the 5th is a Saturday
    assert days["hearing-a@workbook"] == date(2026, 12, 15)
    assert days["ready-answer-a@workbook"] < days["answer-a@workbook"]
    assert days["ready-hearing-a@workbook"] < days["hearing-a@workbook"]
    assert all(one.alarm_days == (1,) for one in found if one.uid.startswith(("answer", "hearing")))


@pytest.mark.parametrize(
    ("name", "title", "own", "other"),
    [
        ("no clause", "否认存在仲裁协议的异议书", "现于首次开庭前书面否认存在仲裁协议", "请送达申请书、证据和仲裁规则"),
        ("a clause", "仲裁案件的程序意见", "请送达申请书、证据和仲裁规则", "否认存在仲裁协议"),
    ],
)
def test_the_commission_reads_the_text_that_was_chosen_and_no_sum(name, title, own, other):
    papers = written(ALL[name], "lender")
    assert set(papers) == {"arbitration"}
    words = papers["arbitration"]
    assert words.startswith(title)
    assert "致：（虚构）某仲裁委员会" in words
    assert "（2026）某仲字第0000号" in words
    assert own in words
    assert other not in words
    for never in ("元", "每期", "承认", "认可欠款", "同意仲裁"):
        assert never not in words
    assert not re.search(r"分\d+期", words)


@pytest.mark.parametrize(
    ("case", "role"), [(ALL["no clause"], "被申请人"), (told(ARBITRATION, **ENFORCEMENT), "被执行人")]
)
def test_in_a_proceeding_the_borrower_signs_in_the_role_it_gives_and_sets_no_terms(case, role):
    ((_name, words),) = written(case, "lender").items()
    assert f"{role}：（虚构）赵平（签名）" in words
    assert "请书面答复" not in words
    assert "请先与本人联系" not in words


def test_a_hearing_online_is_answered_only_as_the_borrower_said():
    assert "不同意网上开庭" in written(ALL["no clause"], "lender")["arbitration"]
    assert "本人同意网上开庭" in written(ALL["a clause"], "lender")["arbitration"]
    assert "网上开庭" not in written(told(ARBITRATION, **COMMISSION), "lender")["arbitration"]


@pytest.mark.parametrize(
    "fields", [{"notice_by": "message", "private_account": True}, {"notice_by": "message"}, {"private_account": True}]
)
def test_a_message_alone_or_a_private_account_looks_like_a_fake_and_is_not_answered(fields):
    case = told(ARBITRATION, **COMMISSION, **fields)
    assert written(case, "lender") == {}
    assert "像假的，先核实，不付" in together(written(case, "self"))


@pytest.mark.parametrize("by", ["message", "call"])
def test_mediation_by_message_alone_is_verified_first_and_not_called_a_fake(by):
    case = told(ARBITRATION, **MEDIATION, notice_by=by)
    own = written(case, "self")
    assert written(case, "lender") == {}
    for name in ("private/answers", "private/tonight", "private/card"):
        assert "还没核实" in own[name]
        assert "像假的，先核实" not in own[name]
    assert all("像假的" not in one.note for one in followup.deadlines(Position(case)))
    fake = written(told(ARBITRATION, **MEDIATION, notice_by=by, private_account=True), "self")
    assert "像假的，先核实，不付" in fake["private/answers"]
    verified = told(ARBITRATION, **MEDIATION, notice_by=by, notice_checked=True)
    assert set(written(verified, "lender")) == {"mediation"}


@pytest.mark.parametrize("fields", [{"notice_by": "message"}, {"notice_by": "call"}, {"private_account": True}])
def test_the_answers_of_a_doubtful_arbitration_say_so(fields):
    assert "像假的，先核实，不付" in written(told(ARBITRATION, **fields), "self")["private/answers"]
    assert "像假的" not in written(stored(ARBITRATION), "self")["private/answers"]


def test_a_message_that_was_verified_by_the_public_number_is_answered():
    case = told(ARBITRATION, **COMMISSION, notice_by="message", notice_checked=True)
    assert set(written(case, "lender")) == {"arbitration"}


def test_a_last_day_that_went_by_is_asked_about_today_and_days_not_told_are_asked_for():
    late = together(written(told(ARBITRATION, answer_until="2026-11-20"), "self"))
    assert "答复的期限已经过了" in late
    assert "答复仲裁委的最后一天已过，今天就问" in late
    untold = together(written(told(ARBITRATION, answer_until=None, hearing_on=None), "self"))
    assert "先翻出通知，看上面写的日子" in untold


# -- mediation ---------------------------------------------------------------------------------------------------------

ABLE = {"usual_receipts": "80000", "worst_receipts": "70000"}
PLAN = {"preferred": {"periods": 36, "rate": "14.4", "method": "equal_instalment"}}


def test_mediation_is_answered_without_a_figure_and_may_be_refused():
    papers = written(ALL["mediation"], "lender")
    assert set(papers) == {"mediation"}
    words = papers["mediation"]
    assert "关于参加调解的答复" in words
    assert "收到明细后本人七日内答复" in words
    assert not re.search(r"\d元", words)
    own = together(written(ALL["mediation"], "self"))
    assert "能拒绝，不去不等于输" in own
    assert "司法确认过的协议断一期，可以直接强制执行" in own
    assert "2026年12月8日" in written(ALL["mediation"], "self")["private/card"][:80]


def test_a_plan_is_named_in_mediation_only_where_it_holds_with_a_tenth_less_coming_in():
    firm = written(told(ARBITRATION, ask=PLAN, situation=ABLE, **MEDIATION), "lender")["mediation"]
    assert re.search(r"能够做到的是：自\d+年\d+月\d+日起每期1,433.09元（最高一期5,043.05元），共36期", firm)
    tight = told(ARBITRATION, ask=PLAN, situation={"usual_receipts": "40000", "worst_receipts": "34000"}, **MEDIATION)
    assert ask_figures(Position(tight), tight.main_loan)[0].package.recommendable
    assert "能够做到的是" not in written(tight, "lender")["mediation"]
    assert "收款再少一成就守不住" in together(written(tight, "self"))


def test_past_limitation_nothing_is_answered_to_a_mediation_body():
    old = told(ARBITRATION, **MEDIATION, drawn_on="2021-01-10", first_due="2021-02-12", next_due="2022-02-12")
    case = old.but(payments=old.payments.but(all_paid_until="2022-01-31"))
    assert course(Position(case), case.main_loan) is Course.STOP
    assert written(case, "lender") == {}


# -- enforcement -------------------------------------------------------------------------------------------------------


def test_the_court_that_enforces_reads_what_the_household_lives_on_and_nothing_else_of_it():
    case = told(ARBITRATION, **ENFORCEMENT)
    papers = written(case, "lender")
    assert set(papers) == {"enforcement"}
    words = papers["enforcement"]
    for must in ("关于如实报告财产和保留必需生活费用的申请", "（2026）某执字第0000号", "4,200.00元", "共4口人", "笔录"):
        assert must in words
    assert "致：（虚构）某某区人民法院" in words
    for never in ("2,600", "28,000", "贵行", "对方", "12378"):
        assert never not in words


def test_the_card_of_enforcement_says_what_moving_property_is_and_whom_to_ring():
    own = written(told(ARBITRATION, **ENFORCEMENT), "self")
    card = own["private/card"]
    for must in ("2026年12月1日", "如实报告财产", "换收款码、用家人的码收钱，就是转移财产", "12368", "只付法院的账户"):
        assert must in card
    assert "今天最多付" not in together(own)
    assert "今晚只存证、不发送" in together(own)


def test_essentials_stand_in_no_letter_but_the_one_to_the_court():
    for name, case in ALL.items():
        assert "4,200" not in together(written(case, "lender")), name


def test_without_essentials_or_account_the_application_asks_all_the_same():
    case = told(ARBITRATION, **{**ENFORCEMENT, "frozen_account": None}, situation={"home_essentials": None})
    words = written(case, "lender")["enforcement"]
    assert "一部分是本人和所扶养家属（共4口人）的必需生活费用，申请依法保留" in words
    assert not re.search(r"\d元", words)


# -- all at once -------------------------------------------------------------------------------------------------------


def test_a_sum_at_once_is_offered_only_against_the_figure_account_certificate_and_entry_in_writing():
    papers = written(ALL["settle"], "lender")
    assert set(papers) == {"chat", "settlement"}
    words = papers["settlement"]
    assert "关于一次性结清并申请减免的函" in words
    assert "如贵行书面确认减免后一次性应还30,000.00元、付款账户、结清证明和征信更新日期" in words
    assert "以贵行系统核对为准" in words
    own = together(written(ALL["settle"], "self"))
    for must in ("看到书面以前一分不付", "这笔钱不能是借来的", "写进信里的数比手上付得出的多"):
        assert must in own


@pytest.mark.parametrize("name", ["settle, no sum", "settle, no source"])
def test_without_a_sum_that_is_there_only_the_written_figure_is_asked_for(name):
    words = written(ALL[name], "lender")["settlement"]
    assert "请贵行书面告知可以减免多少" in words
    assert "30,000" not in words
    assert "如贵行书面确认" not in words


def test_a_sum_that_cash_pays_needs_no_source():
    case = told(ARBITRATION, ask={"lump": "300"}, situation={"cash": "90000", "shop_costs": "0"}, **SETTLE)
    assert "一次性应还300.00元" in written(case, "lender")["settlement"]


STATES_WITHOUT_A_SUM = ("sold", "settled", "arbitration", "mediation", "enforcement")


@pytest.mark.parametrize("state", STATES_WITHOUT_A_SUM)
def test_where_no_sum_is_talked_about_the_card_names_none_to_say(state):
    card = written(told(ARBITRATION, **{**SETTLE, "want": None, "state": state, "app_total": None}), "self")[
        "private/card"
    ]
    assert "电话里就报" not in card


@pytest.mark.parametrize("state", ["sold", "settled", "normal"])
def test_every_night_is_for_proof_alone(state):
    case = told(ARBITRATION, **{**SETTLE, "want": None, "state": state, "next_due": "2026-12-12"})
    assert "今晚只存证、不发送" in written(case, "self")["private/tonight"]


def test_a_sold_claim_says_what_to_send_and_names_no_figure_without_a_request():
    own = written(told(ARBITRATION, **{**SETTLE, "want": None, "state": "sold"}), "self")
    assert "先发客服留言" in own["private/tonight"]
    assert "谈的还是这几样" not in own["private/card"]


def test_a_loan_that_is_not_late_is_not_settled_for_less():
    late = told(ARBITRATION, **{**SETTLE, "state": "normal", "next_due": "2026-12-12"})
    case = late.but(payments=late.payments.but(all_paid_until="2026-11-20"))
    assert course(Position(case), case.main_loan) is Course.KEEP


# -- somebody else's loan ----------------------------------------------------------------------------------------------


def test_for_a_loan_of_somebody_else_nothing_is_written_and_police_lawyer_and_fraud_desk_are_named():
    case = ALL["not mine"]
    assert written(case, "lender") == {}
    own = together(written(case, "self"))
    for must in ("110", "12348", "反诈、风控部门", "受案回执", "一条不删", "不付一分"):
        assert must in own
    for never in ("我愿意还", "想申请", "今天最多付", "愿意调解"):
        assert never not in own


@pytest.mark.parametrize("more", [{"another_late": True}, {"next_due": "2022-01-12", "drawn_on": "2020-01-12"}])
def test_neither_a_wish_nor_an_old_day_changes_that(more):
    case = told(ARBITRATION, ask={"lump": "5000", **PLAN}, **NOT_MINE, want="settle", **more)
    assert course(Position(case), case.main_loan) is Course.NOT_MINE
    assert written(case, "lender") == {}


# -- whoever answers for it --------------------------------------------------------------------------------------------


def test_a_guarantor_or_spouse_who_signed_has_a_page_of_their_own_and_nobody_else_gets_one():
    page = written(ALL["mediation, guaranteed"], "self")["private/guarantor"]
    for must in ("借款人先亲口讲", "先不签、先不付", "逾期几天后会代偿", "担保到哪天", "这一页不发给贷款方", "700条"):
        assert must in page
    for never in ("2,600", "4,200", "今天最多付", "坏月份"):
        assert never not in page
    assert not any("guarantor" in name for name in written(ALL["mediation"], "self"))
    spouse = written(told(ARBITRATION, spouse_signed=True), "self")["private/guarantor"]
    assert "我是签了字的配偶" in spouse
    assert "代偿" not in spouse


@pytest.mark.parametrize("state", ["settled", "not_mine"])
def test_of_a_loan_that_is_paid_or_disputed_there_is_no_such_page(state):
    case = told(ARBITRATION, **{**NOT_MINE, "state": state}, guaranteed=True)
    assert not any("guarantor" in name for name in written(case, "self"))


# -- the law of it -----------------------------------------------------------------------------------------------------


def test_rules_of_a_notice_are_cited_only_where_it_stands():
    def ids(case):
        return {rule.id for rule in applicable(Position(case).scope(case.main_loan))}

    arbitration = {"arbitration_27_denial", "arbitration_72_setting_aside"}
    assert arbitration <= ids(ALL["arbitration"])
    assert "procedure_205_confirmation" in ids(ALL["mediation"])
    assert "procedure_252_report" in ids(told(ARBITRATION, **ENFORCEMENT))
    late = ids(ALL["settle"])
    assert not {*arbitration, "procedure_205_confirmation", "procedure_252_report"} & late
    assert "civil_543_change" in ids(ALL["mediation"])  # of what is late, a mediation included


def test_papers_that_do_not_come_up_in_a_case_are_neither_listed_nor_missed():
    position = Position(stored("late_on_one"))
    here = {paper.name for paper in EVERY if paper.comes_up(position)}
    assert {"second", "guarantor"} & here == set()
    assert bare(" a b ") == "ab"


def test_the_quick_answers_of_a_notice_name_no_sum_to_pay():
    from workbook import tables

    said = str(tables.quick_answers(stored("arbitration_notice")))
    assert "今天最多能付" not in said
    assert "恢复正常" not in said
    assert "今天最多能付" in str(tables.quick_answers(stored("late_on_one")))
