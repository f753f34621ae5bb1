"""A loan in order: what a renewal, a question about charges and a higher limit must and must never say, paper by paper.

`L` is everything a lender may read, `P` everything only the borrower reads; words are matched without spaces, amounts
by value with or without their comma and idle zeros.
"""

import re
from datetime import date
from functools import cache

import pytest

from tests.papers import bare, stored, together, written
from workbook import course, documents, followup, options, talks
from workbook.case import Case
from workbook.course import Course
from workbook.documents.render.text import text
from workbook.language import NotKnown, speaking
from workbook.position import Position

EVERY_L = (
    *("对方", "90天", "九十天", "次级", "关注类", "五级分类", "不良", "24%", "四倍", "砍头息", "高利贷", "违法"),
    *("停息挂账", "第70条", "个性化分期", "曝光", "投诉到", "12378", "依法必须", "有权要求减免", "保证还清"),
    *("一定还", "绝不会", "最后一次", "恶意", "0.00元，", "〔〕", "¥"),
)
EVERY_P = ("成功率", "换收款码", "借钱来还")
HARDSHIP = ("无法按期", "还不上", "困难", "财务困难", "减免", "罚息", "催收", "重组")


def plain(words: str) -> str:
    """Take out spaces, the comma of thousands and idle zeros, so that an amount is found by its value."""
    return re.sub(r"(?<=\d)\.00(?!\d)", "", re.sub(r"(?<=\d),(?=\d{3})", "", bare(words)))


@cache
def read(case: Case, audience: str) -> dict[str, str]:
    return {name: plain(words) for name, words in written(case, audience).items()}


def led(case: Case) -> Course:
    return course.course(case, case.main_loan)


def with_way(case: Case, words: str) -> Case:
    """Choose the way whose name has these words, as the page of ways does."""
    found = next(one for one in options.choices(case, case.main_loan) if words in one.words)
    return case.but(ask=options.asking(case.ask, case.main_loan, "preferred", found.terms))


def on_loan(case: Case, **changes: object) -> Case:
    return case.but(debts=case.debts.but(loans=(case.main_loan.but(**changes), *case.debts.loans[1:])))


def situated(case: Case, **changes: object) -> Case:
    return case.but(situation=case.situation.but(**changes))


WHOLESALER = stored("wholesaler_and_limit")
BULLET = stored("bullet_and_receivable")
RENEWED = with_way(BULLET, "其余续贷分 12 期")
EXTENDED = with_way(BULLET, "展期到")
BRIDGED = with_way(BULLET, "续贷只还利息")
FLAT = stored("flat_rate_and_fees")
IN_ORDER = {"limit": WHOLESALER, "renewed": RENEWED, "extended": EXTENDED, "bridged": BRIDGED, "price": FLAT}


# -- rows for all ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", IN_ORDER)
def test_a_letter_and_a_chat_go_to_the_lender_and_nothing_with_the_months(name: str):
    kind = {"limit": "limit", "price": "price"}.get(name, "renewal")
    assert set(read(IN_ORDER[name], "lender")) == {"chat", kind}


@pytest.mark.parametrize("name", IN_ORDER)
def test_what_no_paper_may_say(name: str):
    lender, own = (together(read(IN_ORDER[name], audience)) for audience in ("lender", "self"))
    assert [words for words in EVERY_L if words in lender] == []
    assert [words for words in EVERY_P if words in own] == []


@pytest.mark.parametrize("name", IN_ORDER)
def test_letter_and_chat_have_one_title_and_one_request(name: str):
    chat, letter = (text(make(IN_ORDER[name])) for make in (documents.chat, documents.letter))
    _paper, title, _who, request, *_asks_too, ticket = chat.splitlines()
    assert title in letter.splitlines()
    assert request in letter.splitlines()
    assert ticket == "请告知工单号和答复日期。"
    assert len("".join(chat.splitlines()[1:])) <= 300
    assert "电话00000000000" in letter


def test_a_renewal_asks_beside_its_request_what_decides_whether_it_is_in_time():
    said = text(make_chat(RENEWED))
    assert "请一并告知：最晚何时、在哪里提交，要哪些材料，多久有结果；到期日没有结果怎么处理。" in said
    long = RENEWED.but(profile=RENEWED.profile.but(name="王" * 60))
    assert len("".join(text(make_chat(long)).splitlines()[1:])) <= 300


def make_chat(told: Case):
    return documents.chat(Position(told))


@pytest.mark.parametrize("name", IN_ORDER)
def test_the_private_side_says_who_decides_and_sends_nothing_at_night(name: str):
    tonight = read(IN_ORDER[name], "self")["private/tonight"]
    assert "由对方" in tonight
    assert "今晚只存证、不发送" in tonight


@pytest.mark.parametrize("name", IN_ORDER)
@pytest.mark.parametrize("paper", ["private/card", "private/script"])
def test_neither_card_nor_script_answers_what_is_said_to_who_is_late(name: str, paper: str):
    said = read(IN_ORDER[name], "self")[paper]
    for words in ("马上起诉", "联系您的家人", "先还一部分再谈", "催收", "现在按原计划有困难"):
        assert words not in said


@pytest.mark.parametrize("name", IN_ORDER)
def test_the_lenders_own_view_is_all_a_letter_is_made_of(name: str):
    case = IN_ORDER[name]
    richer = situated(case, cash="987654", other_income="4321")
    assert read(richer, "lender") == read(case, "lender")


@pytest.mark.parametrize("name", IN_ORDER)
def test_every_paper_can_be_read_in_english(name: str):
    with speaking("en"):
        papers, _said = documents.compose(Position(IN_ORDER[name]), release=True)
        words = "".join(text(one.document) for one in papers)
    assert "renew" in words or "charge" in words or "limit" in words


# -- 1 a higher limit --------------------------------------------------------------------------------------------------

L_LIMIT = (
    *("关于申请调整经营额度的说明", "5期均按期偿还", "50000元调整为100000元", "春节前备货", "902000", "销售回款"),
    *("2027年3月31日前归还", "是否查询征信", "临时额度", "从事干货批零"),
)
L_LIMIT_NEVER = (
    *("无法按期", "难以", "还不上", "困难", "压力", "周转不开", "缺口", "逾期", "减免", "展期", "分期还款", "调整还款"),
    *("罚息", "催收", "提前到期", "依据", "《", "必须", "应当提高", "26000", "5600", "1350", "4195.58"),
)
P_LIMIT = (
    *("没有要求提额的权利", "可能查征信", "收费“内部提额”是骗局", "90天", "¥1350", "¥4195.58", "守得住"),
    *("先问临时额度或供货商账期", "入口"),
)
P_LIMIT_NEVER = ("预计还不上", "现在按原计划有困难", "坏月份付不起", "起诉", "家人", "12个月里12个月")


def test_a_healthy_wholesaler_writes_five_facts_and_no_word_of_hardship():
    assert led(WHOLESALER) is Course.LIMIT
    lender = together(read(WHOLESALER, "lender"))
    assert [words for words in L_LIMIT if words not in lender] == []
    assert [words for words in L_LIMIT_NEVER if words in lender] == []


def test_what_the_limit_costs_and_whether_a_bad_month_bears_it_stays_private():
    own = together(read(WHOLESALER, "self"))
    assert [words for words in P_LIMIT if words not in own] == []
    assert [words for words in P_LIMIT_NEVER if words in own] == []


def bad_months_leave(left: int) -> Case:
    """Give the wholesaler whose bad month leaves so much: 25 of each 100 received, 3,090 for the shop, home 3,600."""
    more = 9060 - left
    months = tuple(row.but(costs=row.costs + more) for row in WHOLESALER.situation.months if row.costs is not None)
    return situated(WHOLESALER, months=months)


NO_NOTE = {
    "a bad month of 4,000": bad_months_leave(4000),
    "a bad month that pays today's loan only": bad_months_leave(4500),
    "to repay another debt": WHOLESALER.but(ask=WHOLESALER.ask.but(raise_pays_debt=True)),
    "nobody knows how much": WHOLESALER.but(ask=WHOLESALER.ask.but(raise_by=None)),
}


@pytest.mark.parametrize("name", NO_NOTE)
def test_where_a_bad_month_does_not_bear_it_nothing_is_written_at_all(name: str):
    assert led(NO_NOTE[name]) is Course.KEEP
    assert read(NO_NOTE[name], "lender") == {}


def test_it_is_said_in_figures_why_a_higher_limit_is_not_advised():
    own = read(bad_months_leave(4000), "self")
    for paper in ("private/card", "private/tonight"):
        for words in ("现在不建议提额", "坏月份剩下¥4000", "现在每月要还¥4414.42", "每月再加¥450", "供货商账期"):
            assert words in own[paper]


def test_late_and_a_higher_limit_is_never_a_note():
    late = on_loan(WHOLESALER, state="overdue", next_due="2026-10-10")
    late = late.but(payments=late.payments.but(made=late.payments.made[:3]))
    assert led(late) in {Course.EASE, Course.CURE, Course.HOLD}
    assert "额度由" not in together(read(late, "lender"))


def test_told_of_the_ask_it_is_a_wish_for_the_main_loan():
    told = on_loan(WHOLESALER, want=None)
    assert led(told.but(ask=told.ask.but(raise_limit=True))) is Course.LIMIT


def test_a_note_waits_for_the_day_and_the_money_it_is_repaid_with():
    for lacking in ("raise_for", "raise_until", "raise_source"):
        told = WHOLESALER.but(ask=WHOLESALER.ask.but(**{lacking: None}))
        if led(told) is Course.LIMIT:
            with pytest.raises(NotKnown, match="拿什么还"):
                documents.letter(told)


# -- 2 a renewal -------------------------------------------------------------------------------------------------------

L_RENEW = (
    *("2026年12月28日", "10期利息均按期", "无逾期、无欠息", "64000", "2027年1月25日到账（附件1）", "比到期日晚28天"),
    *("到期后仍有经营资金需求", "32000", "68000", "没有结果时到期日当天怎么处理", "两所学校食堂"),
)
L_RENEW_NEVER = (
    *HARDSHIP,
    *("每期最多", "分3期", "每期101050", "101085", "到期一次还清", "先还再借", "21000", "坏月份", "低谷"),
)


@pytest.mark.parametrize(
    ("case", "title", "must", "never"),
    [
        (RENEWED, "关于申请办理续贷的函", ("期限12个月", "按月分期归还", "〔2024〕13号"), ("第678条", "贷款展期的函")),
        (EXTENDED, "关于申请贷款展期的函", ("展期至2027年3月28日", "首期1085元", "第678条"), ("13号", "办理续贷的函")),
        (BRIDGED, "关于申请办理续贷的函", ("期限至2027年12月28日", "按月付息"), ("第678条", "贷款展期的函")),
    ],
    ids=["instalments", "later", "interest alone"],
)
def test_one_letter_asks_for_one_of_both_and_cites_its_own_rule(
    case: Case, title: str, must: tuple[str, ...], never: tuple[str, ...]
):
    assert led(case) is Course.RENEW
    letter = read(case, "lender")["renewal"]
    assert letter.startswith(title)
    assert [words for words in (*L_RENEW, *must) if words not in letter] == []
    assert [words for words in (*L_RENEW_NEVER, *never) if words in letter] == []
    assert "逾期" not in letter.replace("无逾期", "")


def test_without_a_way_chosen_the_letter_waits_and_the_chat_asks_without_a_sum():
    assert led(BULLET) is Course.RENEW
    (chat,) = read(BULLET, "lender").values()
    assert len(chat) <= 300
    for words in ("2026年12月28日到期", "能否续贷、展期", "到期日没有结果怎么处理", "是否查询征信"):
        assert words in chat
    assert [words for words in (*L_RENEW_NEVER, "每期") if words in chat] == []
    with pytest.raises(NotKnown, match="“方案”那一页"):
        documents.letter(BULLET)
    own = read(BULLET, "self")["private/tonight"]
    assert own.count("□") >= 7
    assert "问不到就当不能续来准备" in own


@pytest.mark.parametrize("want", [None, "renew"])
def test_what_falls_due_whole_is_renewed_even_where_nobody_said_so(want: str | None):
    assert led(on_loan(BULLET, want=want)) is Course.RENEW


P_RENEW = (
    *("没有查到官方说明", "每天看App有没有续贷入口", "没有看到新合同生效，不要先还清等着再借", "¥1212.60"),
    *("续不上就同时欠两家", "¥55710", "¥23710", "2027-03-28", "只给您自己看的文件夹", "2026-12-07", "2026-12-25"),
)
P_RENEW_NEVER = ("现在每月没有能守住的数", "每月要101050", "每月要¥101050", "12个月里12个月", "每月要¥68")


@pytest.mark.parametrize("case", [BULLET, RENEWED, EXTENDED], ids=["open", "renewed", "extended"])
def test_the_private_side_has_both_tracks_the_walls_and_the_days(case: Case):
    own = together(read(case, "self"))
    assert [words for words in P_RENEW if words not in own] == []
    assert [words for words in P_RENEW_NEVER if words in own] == []
    card = read(case, "self")["private/card"]
    assert "罚息" not in card
    assert "催收" not in card


def test_the_reminders_ask_early_and_look_each_day_at_the_end():
    days = {one.on for one in followup.reminders(BULLET) if "renew" in one.uid or one.uid.startswith("end-")}
    wanted = [(11, 28), (12, 7), (12, 21), (12, 25), (12, 26), (12, 27), (12, 28)]
    assert {date(2026, month, day) for month, day in wanted} <= days
    assert not any("在这一天以前提出调整申请" in one.note for one in followup.reminders(BULLET))


def test_plan_b_is_a_letter_of_new_terms_that_no_lender_gets(tmp_path):
    own = read(RENEWED, "self")["private/spare"]
    for words in ("先不发", "2026年12月21日", "分12期偿还，每期9016元", "第543条"):
        assert words in own
    assert "8994.08" not in together(read(RENEWED, "lender"))
    files, _said = documents.write_all(RENEWED, tmp_path, release=True)
    assert {file.parent.name for file in files if file.stem == "spare"} == {"private"}


def test_the_spare_letter_says_what_carries_it_and_names_the_day_it_is_about():
    own = read(RENEWED, "self")["private/spare"]
    assert "2026年12月28日到期应一次还101050元" in own
    assert "如能在2026年12月28日（到期日）前答复" in own
    assert "2026年11月28日" not in own
    assert "平常月份的结余约6988.34元" in own
    assert "货款64000元预计2027年1月25日到账" in own


def test_a_way_that_ends_in_a_wall_goes_out_only_where_the_borrower_says_so_and_the_wall_is_told():
    held, _said = documents.compose(Position(EXTENDED))
    assert {"chat", "renewal"}.isdisjoint(one.document.name for one in held)
    papers, said = documents.compose(Position(EXTENDED), release=True)
    assert {"chat", "renewal"} <= {one.document.name for one in papers}
    assert any("只是过桥" in one and "68,000.00" in one for one in said)
    assert not any("不能都答应" in one for one in said)


@pytest.mark.parametrize(
    ("changed", "words", "never"),
    [
        ({"receivables": ()}, ("到期后仍有经营资金需求。",), ("货款", "临时衔接")),
        ({"trading": True}, ("店铺仍在经营",), ()),
    ],
    ids=["nothing to come in", "said to be trading"],
)
def test_only_what_was_told_stands_in_the_reason(
    changed: dict[str, object], words: tuple[str, ...], never: tuple[str, ...]
):
    case = situated(BULLET, **changed)
    terms = {"start": "2026-12-28", "periods": 24, "method": "equal_instalment"}
    letter = read(case.but(ask={"asks": [{"id": "q", "loan_id": "a", "preferred": terms}]}), "lender")["renewal"]
    assert [one for one in words if one not in letter] == []
    assert [one for one in never if one in letter] == []


def test_a_receivable_without_its_exhibit_names_the_paper_it_rests_on():
    case = RENEWED.but(evidence=RENEWED.evidence.but(documents=()))
    letter = read(case, "lender")["renewal"]
    assert "到账（凭对账单2026-11-18）" in letter
    assert "附件1" not in letter


def test_a_late_interest_is_never_all_in_time():
    late = RENEWED.payments.made[-1].but(paid_on="2026-10-30")
    case = RENEWED.but(payments=RENEWED.payments.but(made=(*RENEWED.payments.made[:-1], late)))
    letter = read(case, "lender")["renewal"]
    assert "均按期" not in letter
    assert "已支付10期利息" in letter


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (situated(BULLET, trading=False), "生意停了"),
        (on_loan(WHOLESALER, want="renew"), "没有整笔到期的日子"),
    ],
    ids=["closed", "by instalments"],
)
def test_where_nothing_can_be_renewed_it_is_said_why(case: Case, why: str):
    found = course.led(case, case.main_loan)
    assert found.course is not Course.RENEW
    assert why in found.why


# -- 3 a question about charges ----------------------------------------------------------------------------------------

L_PRICE = (
    *("关于请求核对借款费用和利率的函", "97000", "9633.33", "3期均按期", "核对期间，本人继续按期还款。", "明示表"),
    *("33.69%（单利）", "39.42%（复利）", "是否属于预先扣除的利息", "与收取方的关系", "115599.96"),
)
L_PRICE_NEVER = (
    *("展期", "延期", "分期还款", "减免", "26.14", "29.51", "9273", "困难", "还不上", "暂停还款", "拒绝支付", "拒付"),
    *("第670条", "〔2025〕9号", "降低利率", "年利率调整"),
)


def test_the_first_letter_only_asks_and_reconciles():
    assert led(FLAT) is Course.PRICE
    lender = together(read(FLAT, "lender"))
    assert [words for words in L_PRICE if words not in lender] == []
    assert [words for words in L_PRICE_NEVER if words in lender] == []
    request = next(line for line in text(documents.letter(FLAT)).splitlines() if "每一项收费" in line)
    assert request.startswith("请贵行书面说明")


def test_every_charge_has_its_collector_time_and_clause():
    letter = read(FLAT, "lender")["price"]
    assert "信息服务费|（虚构）某信息服务公司|3000元|放款时一次收|未找到" in letter
    assert "担保费|（虚构）某融资担保公司|500元|每期收，共12次|未找到" in letter


def test_a_clause_nobody_looked_for_yet_is_asked_for_and_not_called_missing():
    fees = tuple(fee.but(clause=None) for fee in FLAT.main_loan.fees)
    letter = read(on_loan(FLAT, fees=fees), "lender")["price"]
    assert "未找到" not in letter
    assert "放款时一次收|请说明" in letter


def test_the_disclosure_table_is_asked_for_only_where_it_was_due():
    earlier = on_loan(FLAT, drawn_on="2026-07-20", next_due="2026-12-20")
    assert "明示表" not in read(earlier, "lender")["price"]


P_PRICE = (
    *("说的是平息", "不要停还：停了就是逾期", "到了法院才用得上", "24%", "可能影响额度", "退息"),
    *("答复来了以后", "第二封"),
)


def test_the_private_side_keeps_paying_and_knows_what_is_for_a_court():
    own = together(read(FLAT, "self"))
    assert [words for words in P_PRICE if words not in own] == []
    due = [one for one in followup.reminders(FLAT) if "pay" in one.uid]
    assert [one.on for one in due][:1] == [date(2026, 12, 18)]
    assert all("9,633.33" in one.title and "9,273" not in one.title + one.note for one in due)


def test_the_page_of_ways_first_reconciles():
    said = text(documents.steps(FLAT))
    assert said.index("先核对") < said.index("照常还") < said.index("答复来了以后")
    assert "先不看" in said


def test_the_second_letter_comes_after_the_answer_and_asks_for_one_thing():
    answered = on_loan(FLAT, price_answered_on="2026-11-22")
    with pytest.raises(NotKnown, match="“方案”那一页"):
        documents.letter(answered)
    rate = {"id": "q", "loan_id": "a", "preferred": {"rate": "14.4"}}
    letter = read(answered.but(ask={"asks": [rate]}), "lender")["price"]
    assert letter.startswith("关于申请调整利率及费用的函")
    assert "2026年11月22日收到贵行对费用和利率的答复" in letter
    assert "年利率调整为14.4%" in letter
    assert "展期" not in letter
    assert "收费列表" not in letter


def test_the_second_letter_may_be_about_one_charge():
    answered = on_loan(FLAT, price_answered_on="2026-11-22")
    fee = {"fee_rows": [{"id": "f", "fee": "担保费", "wish": "stop"}]}
    asked = answered.but(ask={"asks": [{"id": "q", "loan_id": "a", "preferred": fee}]})
    letter = read(asked, "lender")["price"]
    assert "申请对“担保费”停止收取，请贵行答复同意或不同意。" in letter


def test_late_comes_before_any_question_about_charges():
    late = on_loan(FLAT, state="overdue", next_due="2026-11-20")
    late = late.but(payments=late.payments.but(made=late.payments.made[:2]))
    found = course.led(late, late.main_loan)
    assert found.course is not Course.PRICE
    assert "不要停还" in found.why


def test_a_loan_whose_terms_nobody_knows_is_asked_about_all_the_same():
    unknown = Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "name": "（虚构）敏敏"},
            "debts": {"loans": [{"id": "a", "state": "normal", "want": "price", "instalment": "900"}]},
        }
    )
    letter = read(unknown, "lender")["price"]
    assert "请贵行书面列明本笔借款每一项收费的名称、金额、收取方和合同条款。" in letter
    assert "年化成本" not in letter
    assert "计算表" not in letter


@pytest.mark.parametrize("state", ["normal", "not_due", "caught_up"])
def test_of_a_loan_that_can_be_paid_as_it_is_nothing_that_asks_more_a_month_is_listed(state):
    told = WHOLESALER.but(debts=WHOLESALER.debts.but(loans=[WHOLESALER.main_loan.but(state=state)]))
    advice = options.advice(told, told.main_loan)
    assert advice.packages
    assert all(package.highest <= advice.ground.instalment for package in (*advice.packages, *advice.frontier))
    assert all("8,150" not in choice.words for choice in options.choices(told, told.main_loan))
    assert advice.sentence.startswith("照现在的合同付，按推演就守得住：可以先不谈重组。")


@pytest.mark.parametrize("want", ["limit", "price"])
def test_who_asks_for_no_relief_has_no_line_that_asks_for_an_extension(want):
    told = WHOLESALER.but(debts=WHOLESALER.debts.but(loans=[WHOLESALER.main_loan.but(want=want)]))
    said = [one.say for one in talks.replies(Position(told), told.main_loan)]
    assert said
    assert not any("续贷或展期" in one for one in said)
    assert any("续贷或展期" in one.say for one in talks.replies(Position(BULLET), BULLET.main_loan))
