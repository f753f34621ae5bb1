"""The way through the nine pages: where one is, the one answer first, names instead of file names, one language."""

import pytest

from tests.papers import stored
from workbook import casefile, course, documents, forms, page, way
from workbook.case import Case
from workbook.forms import cover_panel
from workbook.language import speaking, spoken
from workbook.pages import PAGES, from_here, linked, stand
from workbook.position import Position
from workbook.shown import Missing, Table

LATE = Position(stored("late_on_one"))
EMPTY = Position(Case.model_validate({"profile": {"as_of": "2026-11-23"}}))


@pytest.fixture
def standing():
    """Stand on a page for the length of a test."""
    yield stand
    stand(None)


@pytest.mark.parametrize("file", [page.file for page in PAGES])
def test_each_page_says_where_it_is_and_gives_its_answer(file):
    found = way.begin(LATE, file)
    assert found.steps[found.here].file == file
    assert found.place.endswith(found.steps[found.here].title)
    assert found.answer
    assert f'<li aria-current="step"><a href="{file}.ipynb">' in found.html()


@pytest.mark.parametrize("file", [page.file for page in PAGES])
def test_an_empty_case_is_told_where_to_begin_and_nothing_breaks(file):
    assert way.begin(EMPTY, file).answer
    with speaking("en"):
        assert way.begin(EMPTY, file).place.startswith("Step ")


def test_what_is_filled_stands_beside_its_page():
    told = {step.file: step.told for step in way.begin(LATE, "00_start").steps}
    assert told["02_debts"] == "1 笔借款"
    assert told["04_evidence"] == "还没填"
    assert told["03_pressure"] is None


def test_the_start_answers_what_to_do_first():
    assert way.begin(LATE, "00_start").answer == course.first(LATE)


def test_an_open_offer_is_the_answer_of_the_talk():
    offer = {
        "id": "o",
        "loan_id": LATE.loan.id,
        "on": "2026-11-22",
        "way": "tap",
        "terms": {"periods": 24, "rate": "14.4"},
    }
    told = LATE.case.but(talks=LATE.case.talks.but(offers=[offer]))
    assert "不点“确认”" in way.begin(Position(told), "07_talks").answer


def test_pages_lead_to_each_other_in_order():
    assert way.end("00_start").back is None
    assert way.end("08_followup").on is None
    middle = way.end("03_pressure")
    assert (middle.back.file, middle.on.file) == ("02_debts", "04_evidence")


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("先在“借款”那一页填写", '<a href="02_debts.ipynb">“借款”那一页</a>'),
        ("on the page “Talk”", '<a href="07_talks.ipynb">page “Talk”</a>'),
        ("“谈”那一页", '<a href="07_talks.ipynb">“谈”那一页</a>'),
    ],
)
def test_a_page_that_is_named_is_a_link(words, link):
    assert link in linked(words)
    assert link in Missing(words).html()
    assert link in Table("表", ("甲",), ((words,),), (words,)).html()


@pytest.mark.parametrize(
    ("file", "words", "read"),
    [
        ("02_debts", "先在“借款”那一页填写", "先在这一页填写"),
        ("02_debts", "先在“方案”那一页填写", "先在“方案”那一页填写"),
        ("07_talks", "Fill it in on page “Talk” first", "Fill it in on this page first"),
    ],
)
def test_the_page_one_stands_on_is_this_page_and_no_link(standing, file, words, read):
    standing(file)
    assert from_here(words) == read
    assert ("<a " in Missing(words).html()) == (read == words)


def test_a_live_page_knows_where_it_stands_and_the_next_one_forgets(opened):
    profile = casefile.read(opened).case.profile
    casefile.save(opened, "profile", profile.but(name="甲（虚构）"), profile)  # from now on there is a file
    page.open_case(str(opened)).begin("02_debts")
    assert from_here("“借款”那一页") == "这一页"
    page.open_case(str(opened), live=False).begin("02_debts")
    assert from_here("“借款”那一页") == "“借款”那一页"  # on paper nothing can be filled in


@pytest.mark.parametrize(("file", "place"), [("00_start", "这一页"), ("01_situation", "“开始”那一页")])
def test_what_stands_above_the_page_says_this_page_too(opened, standing, file, place):
    profile = casefile.read(opened).case.profile
    casefile.save(opened, "profile", profile.but(as_of=None), profile)
    panel = cover_panel.CoverPanel(opened, lambda _path: None, named=False)
    standing(file)
    panel.refresh()
    assert f"还没定，按{place}的按钮" in panel.line.value


def test_many_notes_are_folded_and_none_is_lost():
    notes = tuple(f"说明{n}" for n in range(6))
    html = Table("表", ("甲",), (("乙",),), notes).html()
    assert all(note in html for note in notes)
    assert html.index("说明1") < html.index("<details") < html.index("说明2")
    assert "<details" not in Table("表", ("甲",), (("乙",),), notes[:3]).html()


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    return casefile.create("案例")


def test_one_button_speaks_the_other_language_on_every_page_from_then_on(opened):
    assert casefile.language() == "zh"
    panel = cover_panel.CoverPanel(opened, lambda _path: None, named=False)
    assert "wb-speaks-zh" in panel.box._dom_classes
    panel.other.click()
    try:
        assert (casefile.language(), spoken()) == ("en", "en")
        assert "wb-speaks-en" in panel.box._dom_classes
        assert panel.other.description == "中文"
        assert page.open_case(live=False) is not None
        assert spoken() == "en"
    finally:
        panel.other.click()
    assert casefile.language() == "zh"


def test_a_case_cannot_take_the_name_of_the_language(opened):
    del opened
    assert casefile.create("language").parent.name != "language"


@pytest.mark.parametrize(("hour", "night"), [(22, True), (23, True), (3, True), (7, True), (8, False), (21, False)])
def test_at_night_nothing_is_sent_and_that_stands_first(opened, monkeypatch, hour, night):
    now = casefile.now().replace(hour=hour)
    monkeypatch.setattr(casefile, "now", lambda: now)
    panel = forms.CoverPanel(opened, lambda _path: None, named=False)
    assert ("今晚只存证、不发送" in panel.line.value) is night


# -- the last page -----------------------------------------------------------------------------------------------------


def kept(**changes):
    """Give the answer of the last page for the plan that broke, changed."""
    told = stored("plan_that_broke")
    return way.begin(Position(told.but(**changes)), "08_followup").answer


def test_a_plan_that_broke_is_called_broken_and_the_next_day_has_not_gone_by():
    assert kept() == (
        "新计划断了：2026-10-10 那期起没还足，先重新谈。"
        "下一个日子 2026-12-10：网商贷（虚构）：原约定还款日（正在重谈）。"
    )


def test_where_every_day_has_gone_by_the_oldest_open_one_is_named_as_overdue():
    told = stored("plan_that_broke")
    assert "下一个日子" not in (said := kept(profile=told.profile.but(as_of="2029-12-31")))
    assert "2026-10-10 已经过了：" in said


@pytest.mark.parametrize("state", ["arbitration", "in_court", "paid_for", "not_mine"])
def test_of_a_loan_that_is_claimed_no_next_payment_is_named(state):
    told = LATE.case
    said = way.begin(
        Position(told.but(debts=told.debts.but(loans=[told.main_loan.but(state=state)]))), "02_debts"
    ).answer
    assert "要还 ¥" not in said


NOT_TO_PAY = ["not_mine", "sold", "paid_for", "arbitration", "in_court", "enforcement"]


@pytest.mark.parametrize("state", NOT_TO_PAY)
def test_the_first_screen_names_no_payment_where_something_else_is_settled_first(state):
    case, loan = LATE.case, LATE.loan
    told = Position(case.but(debts=case.debts.but(loans=(loan.but(state=state),))))
    named = {what for what, _value in way.overview(told).numbers}
    assert named.isdisjoint({"补到正常要", "下一次"})
    assert ("今天欠" in named) is (state != "not_mine")
    assert "下一次" not in way.begin(told, "02_debts").answer


def test_the_first_screen_has_five_numbers_and_says_which_are_not_known():
    five = ["今天欠", "补到正常要", "差的一个月剩", "每月最多能答应", "下一次"]
    assert [what for what, _value in way.overview(LATE).numbers] == five
    assert dict(way.overview(EMPTY).numbers) == dict.fromkeys(five, "还不知道")


@pytest.mark.parametrize(
    ("more", "said", "number"),
    [
        ({}, "App 上要还 ¥26,880.00；一共欠多少", ("App 上要还", "¥26,880.00")),
        ({"balance_left": "52000"}, "还欠本金 ¥52,000.00；利息、罚息各多少", ("还欠本金", "¥52,000.00")),
        ({"balance_left": "52000", "app_total": None}, "还欠本金 ¥52,000.00", ("还欠本金", "¥52,000.00")),
        ({"balance_left": "25000"}, "今天欠 ¥26,880.00", ("今天欠", "¥26,880.00")),
        ({"instalment": "26880"}, "App 上要还 ¥26,880.00；一共欠多少", ("今天欠", "还不知道")),
    ],
)
def test_a_sum_is_called_what_it_covers(more: dict, said: str, number: tuple[str, str]) -> None:
    loan = {"id": "a", "name": "甲（虚构）", "state": "overdue", "next_due": "2026-10-10", "app_total": "26880"}
    told = {"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [{**loan, **more}]}}
    position = Position(Case.model_validate(told))
    assert said in str(way.begin(position, "02_debts"))
    assert way.overview(position).numbers[0] == number


@pytest.mark.parametrize(
    ("stated", "known"), [({"principal_not_due": "9000"}, False), ({"total": "9000"}, True), ({"penalty": "1"}, True)]
)
def test_principal_alone_in_the_lenders_figures_is_not_the_whole_debt(stated: dict, known: bool) -> None:
    figures = [{"id": "f", "principal_not_due": "9000", **stated}]
    loan = {"id": "a", "name": "甲（虚构）", "state": "overdue", "next_due": "2026-10-10", "lender_figures": figures}
    position = Position(Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}}))
    assert documents.lender_facts(position).loan.total.known is known


@pytest.mark.parametrize(("row", "said"), [({}, "还没填"), ({"kind": "contract"}, "1 份材料")])
def test_a_row_that_was_only_added_is_not_counted(row: dict, said: str) -> None:
    told = Case.model_validate({"evidence": {"documents": [{"id": "d", **row}]}})
    assert (
        next(step.told for step in way.begin(Position(told), "04_evidence").steps if step.file == "04_evidence") == said
    )
