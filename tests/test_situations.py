"""Borrowers as they come: which papers exist, what must stand in them, and what must never."""

import re

import pytest

from tests.papers import stored, together, written
from workbook import options, tables
from workbook.case import Case
from workbook.course import Course, led
from workbook.position import Position

NEVER = re.compile(
    "对方|90天|九十天|次级|关注类|五级分类|不良|24%|四倍|砍头息|高利贷|违法|停息挂账|第70条|个性化分期|曝光|投诉到|12378"
    "|依法必须|有权要求减免|保证还清|一定还|绝不会|最后一次|恶意|担保|保证人|(?<![0-9,])0.00元|〔"
)
"""What no lender reads in any situation."""
SAFE = ("今晚只存证、不发送", "可以申请，由对方决定")


def lender(case: Case) -> dict[str, str]:
    """Give what goes to a lender, after what stands in every situation was looked at."""
    papers = written(case, "lender")
    assert NEVER.findall(together(papers)) == []
    assert len("".join(papers["chat"].split())) <= 300 + len("App客服留言")
    return papers


def private(case: Case) -> str:
    papers = together(written(case, "self"))
    assert "换收款码" not in papers
    return papers


def wished(words: str) -> Case:
    """Late on one loan, and wanting more of it to pay the arrears."""
    late = stored("late_on_one")
    limit = late.ask.but(raise_limit=True, raise_by="30000")
    case = late.but(situation=late.situation.but(what_changed=f"暑假学校订货推迟。{words}。"), ask=limit)
    return options.with_request(case, "preferred")


WISHES = ("想把额度提高三万，先把逾期的还上，再进一批货", "再借三万把逾期的补上")


@pytest.mark.parametrize("words", WISHES)
def test_whoever_is_late_and_wants_a_higher_limit_gets_a_letter_for_new_terms(words: str):
    case = wished(words)
    papers, own = lender(case), private(case)
    letter = papers["application"]
    assert letter.startswith("关于申请调整还款计划的函")
    for must in ("10月10日、11月10日", "5,784.24", "45,574.30", "以贵行系统核对为准", "前7期均按期偿还"):
        assert must in letter
    for never in (
        "提额",
        "提高额度",
        "三万",
        "30,000",
        "先把逾期",
        "进一批货",
        "正在核对收支",
        "2,600",
        "2027年1月8日",
    ):
        assert never not in together(papers)
    card = written(case, "self")["private/card"]
    assert card.index("5,591.38") < card.index("①")
    for must in ("3,327.33", "提额一般不批", "不要为补逾期去别处借", *SAFE):
        assert must in own
    assert "三万" not in card.partition("①")[2]
    assert "暑假学校订货推迟" in card
    asked = "".join(re.findall(r"申请将截至.*?不同意。", letter))
    assert asked
    for paper in ("brief", "chat"):
        assert asked in papers[paper]


def test_a_plan_that_broke_is_talked_about_again_with_what_was_kept_first():
    case = options.with_request(stored("plan_that_broke"), "preferred")
    position = Position(case)
    assert led(position, position.loan).course is Course.AGAIN
    papers, own = lender(case), private(case)
    letter = papers["application"]
    assert letter.startswith("关于调整2026年5月20日还款约定的函")
    for must in ("18期", "每期1,450.00", "已按约支付4期", "5,800", "10月10日、11月10日", "2,900", "3,900元", "附件1"):
        assert must in letter
    for must in ("原约定是否仍有效", "612.40元是否恢复计收", "现欠各项金额"):
        assert must in letter
    assert letter.index("已按约支付4期") < letter.index("未能支付")
    (payment,) = set(re.findall(r"改为每期([\d,.]+)元", letter))
    assert float(payment.replace(",", "")) <= 1050
    for never in ("同样的安排", "首次申请", "第二次失信", "抱歉", "先付", "收到书面答复（"):
        assert never not in together(papers)
    assert "第三次很难谈（做法" in own
    assert "90天" not in written(case, "self")["private/card"]


def test_where_nothing_is_left_a_broken_plan_gets_no_third_one():
    broken = stored("plan_that_broke")
    poor = tuple(month.but(receipts="9000.00", costs="9000.00") for month in broken.situation.months)
    case = broken.but(situation=broken.situation.but(months=poor, cash="300.00"))
    position = Position(case)
    assert led(position, position.loan).course is Course.HOLD
    papers = lender(case)
    assert set(papers) == {"holding", "chat"}
    for must in ("关于还款情况的说明", "10月10日、11月10日", "报不出能够做到的金额"):
        assert must in papers["holding"]
    assert "改为每期" not in together(papers)


def test_of_two_notes_each_has_its_own_record_and_the_request_is_about_the_late_one():
    papers = lender(options.with_request(stored("two_notes"), "preferred"))
    letter = papers["application"]
    for must in (
        *("A0310）：8期均按期偿还", "B0618）：10月18日、11月18日", "共3,599.02元未按期偿还，逾期36天"),
        *("2026年3月10日借30,000.00元，还剩本金10,480.79元，没有逾期", "还剩本金15,265.11元，逾期36天"),
        *("两笔本金合计25,745.90元", "欠款合计人民币15,680.38元"),
        *("申请将第二笔截至2026年11月23日的欠款15,680.38元", "本申请只涉及第二笔，本次还款请计入第二笔（借据号"),
    ):
        assert must in letter
    assert "逾期36天" not in letter.split("B0618")[0]
    (asked,) = {request for paper in papers.values() for request in re.findall(r"申请将.*?所需材料。", paper)}
    assert "15,680.38元" in asked
    for paper in papers.values():
        assert "26,215.67" not in paper
        assert paper.count("25,745.90") == paper.count("两笔本金合计25,745.90")
    for share in ("比例", "缓第一笔", "4,498.77"):
        assert share not in together(papers)
    for principal, overdue in re.findall(r"(12,013\.06)元.*?(3,252\.05)元", papers["brief"]):
        assert (principal, overdue) == ("12,013.06", "3,252.05")


def test_of_two_notes_the_other_is_kept_up_and_the_talk_keeps_them_apart():
    case = options.with_request(stored("two_notes"), "preferred")
    own, papers = private(case), written(case, "self")
    assert "这三十天先留出：网商贷（虚构）·借据（虚构）A03102026-12-10¥2,699.26，共¥2,699.26" in own
    for must in ("其他借据照常还：第一笔2026年12月10日还", "付之前说清还哪一张借据：第二笔", "《民法典》第560条"):
        assert must in papers["private/card"]
    for must in ("自动扣款会不会把钱拿去还别的借据", "别的借据会不会也被宣布提前到期"):
        assert must in papers["private/card"]
        assert must in papers["private/script"]
    ladder = str(tables.ladder(Position(case)))
    assert "有 2 张借据：这里只谈逾期的“网商贷（虚构）·借据（虚构）B0618”" in ladder
    days = str(tables.calendar(Position(case)))
    assert days.index("2026-12-10") < days.index("2026-12-18")
    assert "¥26,215.67" in str(tables.loans_overview(Position(case)))


@pytest.mark.parametrize("name", ["two_notes", "late_on_one", "plan_that_broke"])
def test_the_annex_says_how_it_is_paid_as_the_letter_does(name: str):
    papers = written(options.with_request(stored(name), "preferred"), "lender")
    shape = re.search(r"怎么还：(先)?(.*?每期(最多)?(还)?[\d,.]+元)", papers["brief"])
    assert shape
    figures = re.findall(r"[\d,]+\.\d\d元", shape[0])
    assert all(figure in papers["application"] for figure in figures)
    assert "其余各期1,050.00元" not in papers["brief"]


@pytest.mark.parametrize("name", ["late_on_one", "two_notes", "plan_that_broke"])
def test_without_a_request_the_night_says_what_comes_before_sending(name: str):
    own = written(stored(name), "self")["private/tonight"]
    assert own.index("先在“方案”那一页选一档写进请求，再发") < own.index("先发客服留言")
    chosen = written(options.with_request(stored(name), "preferred"), "self")["private/tonight"]
    assert "留言和信还出不来" not in chosen
