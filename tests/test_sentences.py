"""What a borrower writes freely: a sentence that may harm or is private waits for a yes, the rest stands as it is."""

import re
from pathlib import Path

import pytest

from tests.papers import bare, stored, together, written
from workbook import casefile, documents, page, sentences
from workbook.case import Allowed, Ask, Case, Contact, Loan, Situation
from workbook.case.evidence import Document, DocumentKind, Evidence, Holding
from workbook.forms import SentencesPanel, sentences_table
from workbook.position import Position
from workbook.sentences import Kind, Reader

LIMIT = "想把额度提高三万，先把逾期的还上，再进一批货"
NEVER = re.compile("提额|提高额度|额度提高|三万|先把逾期|进一批货")
SUMMER = "暑假学校订货推迟。"


def told(words: str, case: Case | None = None) -> Case:
    """Give a case whose cause is told in these words."""
    case = case or stored("late_on_one")
    return case.but(situation=case.situation.but(what_changed=words))


def lender_reads(case: Case) -> str:
    """Give every lender paper of a case with every request it can have."""
    (ask,) = case.ask.asks or (Ask(id="a", loan_id=case.loans[0].id),)
    asks = case.ask.but(asks=(ask.but(preferred={"periods": 30, "rate": "14.4"}),))
    return together(written(case.but(ask=asks), "lender"))


def yes(case: Case, *said: str) -> Case:
    """Give a case whose borrower lets a lender read these sentences."""
    return case.but(ask=case.ask.but(allowed=tuple(Allowed(id=f"y{n}", sentence=one) for n, one in enumerate(said))))


PLACES = ("what_changed", "done_already", "reason", "offers_other", "title", "promise", "receivable")


def written_at(place: str, case: Case) -> Case:
    """Put the sentence that asks for more into one of the places for free words."""
    loan = case.loans[0]
    if place in {"what_changed", "done_already"}:
        return case.but(situation=case.situation.but(**{place: f"{SUMMER}{LIMIT}。"}))
    if place in {"reason", "offers_other"}:
        return case.but(ask=case.ask.but(asks=(Ask(id="a", loan_id=loan.id, **{place: LIMIT}),)))
    if place == "loan":
        return case.but(debts=case.debts.but(loans=(loan.but(name=LIMIT), *case.loans[1:])))
    if place == "title":
        paper = Document(id="d", kind=DocumentKind.OTHER, title=LIMIT, holding=Holding.HAVE)
        return case.but(evidence=Evidence(documents=(paper,)))
    if place == "promise":
        row = Contact(id="c", loan_id=loan.id, on="2026-11-01", their_promise=LIMIT, next_on="2026-11-05")
        return case.but(talks=case.talks.but(contacts=(row,)))
    rows = ({"id": "r", "name": LIMIT, "amount": "64000", "due_on": "2027-01-25"},)
    return case.but(situation=case.situation.but(receivables=rows))


def test_what_a_loan_is_called_is_read_by_no_lender_and_needs_no_yes():
    case = written_at("loan", stored("late_on_one"))
    assert LIMIT not in lender_reads(case)
    assert documents.flagged(Position(case)) == ()


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_is_written_a_lender_does_not_read_it_and_the_page_shows_it(place: str):
    case = written_at(place, stored("late_on_one"))
    assert not NEVER.search(lender_reads(case))
    shown = sentences_table(Position(case))._repr_mimebundle_()["text/html"]
    assert "对方会读到这句" in shown
    assert LIMIT in shown


@pytest.mark.parametrize("place", ["what_changed", "done_already"])
def test_after_the_yes_it_stands_in_the_papers_word_for_word(place: str):
    assert bare(LIMIT) in lender_reads(yes(written_at(place, stored("late_on_one")), LIMIT))


@pytest.mark.parametrize("edited", [LIMIT.replace("三万", "四万"), "很" + LIMIT, LIMIT + "吧"])
def test_a_yes_is_for_that_very_sentence(edited: str):
    case = yes(told(f"{SUMMER}{edited}。"), LIMIT)
    assert bare(SUMMER) in lender_reads(case)
    assert bare(edited) not in lender_reads(case)


def test_only_the_sentence_is_left_out_and_what_stands_beside_it_stays():
    words = lender_reads(told(f"{SUMMER}{LIMIT}；9月起订货恢复。"))
    assert "暑假学校订货推迟。9月起订货恢复。" in words


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("向朋友借钱还了两期", Kind.REPAY),
        ("花呗也逾期了", Kind.LENDERS),
        ("希望再借五万周转", Kind.LIMIT),
        ("去年赌输了一些", Kind.GAMBLING),
        ("炒股亏了八万", Kind.INVESTMENT),
        ("再催我就找媒体曝光你们", Kind.THREATS),
        ("这是最后一次，我保证还清", Kind.PROMISE),
        ("我9月住院做了手术", Kind.ILLNESS),
        ("母亲需要人照顾，店开不了门", Kind.FAMILY),
        ("I promise this is the last time", Kind.PROMISE),
        ("先 把 逾 期 的还上", Kind.REPAY),
    ],
)
def test_what_each_kind_looks_like(sentence: str, kind: Kind):
    case = told(f"{SUMMER}{sentence}。")
    (found,) = documents.flagged(Position(case))
    assert kind in found.kinds
    assert kind.why in found.why
    assert bare(sentence) not in lender_reads(case)


ORDINARY = (
    "门前道路从7月1日起封闭施工，堂食客人少了一大半，月收款从三万八左右降到两万四左右。",
    "已辞去一名帮工，和房东谈好租金缓交一个月，增加了外卖和早市摊位。",
    "道路施工使收款减少三成多，预计2027年2月恢复；按下面的期数每月可以稳定还款，直到还清本金和利息。",
    "暑假和疫后学校订货推迟，夏天两个月收款少。",
    "工地停了，工程款没有结。",
    "市场搬迁后客人少了。",
    "运价下跌、货源减少",
    "货源减少，一次还不清，请求分期。",
    "以后不再借款，进货只用现金。",
    "外卖平台抽成涨了两个点。",
    "医院食堂换了供应商，订单没有了。",
    "补课班停办，来店里的孩子少了。",
    "这笔贷款还了五期，都是按期还的。",
    "押给商场的保证金还没有退。",
    "过桥米线店搬走了，一起来的客人少了。",
    "去年前期装修花了不少，今年不再添设备。",
    "The road was closed from July, about 3.5 of 10 guests are left.",
)


@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_words_are_not_asked_about(words: str):
    assert documents.flagged(Position(told(words))) == ()
    assert lender_reads(told(words)).count(bare(words).rstrip("。")) >= 1


def test_another_lender_of_the_case_is_recognised_by_its_own_name_and_this_one_is_not():
    case = stored("six_lenders")
    (found,) = documents.flagged(Position(told("安行汽车金融的那笔也难。", case)))
    assert found.kinds == (Kind.LENDERS,)
    assert documents.flagged(Position(told("网商贷这笔每月1日扣款。", case))) == ()
    wechat = Situation(what_changed="微粒贷从9月起难。")
    own = Case().but(debts={"loans": [{"id": "L", "name": "微粒贷"}]}, situation=wechat)
    assert documents.flagged(Position(own)) == ()


def test_a_cause_that_is_an_illness_is_said_to_be_the_borrowers_to_tell():
    (found,) = documents.flagged(Position(told("9月起住院两个月，店关着。")))
    assert found.kinds == (Kind.ILLNESS,)
    assert "由您定" in found.why
    assert "可以写进去" in found.why
    assert "住院两个月" in lender_reads(yes(told("9月起住院两个月，店关着。"), "9月起住院两个月，店关着"))


def test_every_kind_of_the_list_is_known_and_every_kind_is_listed():
    assert set(sentences.word_list()) == set(Kind)
    assert all(kind.why for kind in Kind if kind.asked)
    assert all(found.words for found in sentences.word_list().values())


def test_a_lender_reads_nothing_where_nothing_is_allowed():
    assert Reader().reads(LIMIT) is None
    assert Reader(allowed=frozenset({LIMIT})).reads(f"{LIMIT}。") == f"{LIMIT}。"


# -- the page ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def panel(tmp_path: Path) -> SentencesPanel:
    path = tmp_path / "case.json"
    case = told(f"{SUMMER}{LIMIT}。我9月住院。")
    path.write_text(case.model_dump_json(exclude_none=True), encoding="utf-8")
    return SentencesPanel(path, lambda: None, lambda: Position(casefile.read(path).case))


def lines(panel: SentencesPanel):
    panel.refresh()
    return [(line.children[0].value, *line.children[2].children) for line in panel.lines.children]


def test_each_sentence_has_a_line_with_two_buttons_and_each_button_writes(panel: SentencesPanel):
    (limit, may, keep), (ill, _may, _keep) = lines(panel)
    assert f"对方会读到这句：“{LIMIT}”" in limit
    assert "我9月住院" in ill
    assert keep.disabled
    may.click()
    case = casefile.read(panel.path).case
    assert [row.sentence for row in case.ask.allowed] == [LIMIT]
    assert bare(LIMIT) in lender_reads(case)
    (_limit, may, keep), _ill = lines(panel)
    assert may.disabled
    keep.click()
    assert casefile.read(panel.path).case.ask.allowed == ()


def test_a_yes_to_a_sentence_that_was_changed_goes_with_the_next_answer(panel: SentencesPanel):
    (_limit, may, _keep), _ill = lines(panel)
    may.click()
    case = casefile.read(panel.path).case
    casefile.save(panel.path, "situation", told("想多借三万。我9月住院。").situation, case.situation)
    (_more, _may, _keep), (_ill, may, _no) = lines(panel)
    may.click()
    assert [row.sentence for row in casefile.read(panel.path).case.ask.allowed] == ["我9月住院"]


def test_why_nothing_can_be_shown_is_said_only_as_long_as_it_is_so(panel: SentencesPanel):
    good = panel.path.read_bytes()
    panel.path.write_text("{", encoding="utf-8")
    panel.refresh()
    assert "打不开" in panel.lack.value
    panel.path.write_bytes(good)
    assert len(lines(panel)) == 2
    assert panel.lack.value == ""


def test_a_case_without_such_sentences_says_so(tmp_path: Path):
    path = tmp_path / "case.json"
    path.write_text(Case(debts={"loans": [Loan(id="L")]}).model_dump_json(exclude_none=True), encoding="utf-8")
    panel = SentencesPanel(path, lambda: None, lambda: Position(casefile.read(path).case))
    assert "没有要您点头的句子" in panel.lines.children[0].value
    shown = page.open_case(str(path), live=False).sentences()
    assert "没有要您点头的句子" in shown._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    "said",
    ["我借了另一家的钱还这一家", "贷款是帮朋友借的，他不还", "我打算关店，以后也还不了", "我已经把房子过户给我妈"],
)
def test_what_can_be_held_against_the_borrower_waits_for_a_yes(said: str):
    case = told(f"{SUMMER}{said}。")
    assert bare(said) not in lender_reads(case)
    assert bare(SUMMER) in lender_reads(case)
