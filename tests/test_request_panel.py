"""A request is chosen from what holds: one button writes it, the papers ask for it, nothing else does."""

from pathlib import Path

import pytest

from tests.papers import stored, written
from workbook import casefile, documents, options, tables, verdict
from workbook.case import Case
from workbook.forms import RequestPanel
from workbook.language import NotKnown, Refused
from workbook.position import Position

NAMES = ("late_on_one", "six_lenders", "passing_trouble")


def place(folder: Path, case: Case) -> Path:
    """Put a case into a file of its own."""
    path = folder / "case.json"
    path.write_text(case.model_dump_json(exclude_none=True), encoding="utf-8")
    return path


@pytest.fixture
def panel(tmp_path: Path) -> RequestPanel:
    path = place(tmp_path, stored("late_on_one"))
    return RequestPanel(path, lambda: None, lambda: Position(casefile.read(path).case))


def asked(panel: RequestPanel):
    case = casefile.read(panel.path).case
    return case.ask_on(case.main_loan)


@pytest.mark.parametrize("rung", ["preferred", "fallback", "minimum"])
def test_the_way_that_is_picked_is_written_into_the_rung_that_is_picked(panel: RequestPanel, rung: str):
    panel.rung.value = rung
    panel.take.click()
    ask = asked(panel)
    assert ask is not None
    assert getattr(ask, rung) == panel.way.options[0][1]
    assert "已写进" in panel.note.value
    panel.undo.click()
    assert asked(panel) is None


def test_what_was_picked_stays_picked_after_it_was_written(panel: RequestPanel):
    before, words = panel.way.value, [name for name, _terms in panel.way.options]
    panel.take.click()
    panel.refresh()
    assert panel.way.value == before
    assert [name for name, _terms in panel.way.options] == words


def test_choosing_again_replaces_the_rung_and_leaves_the_others(panel: RequestPanel):
    panel.take.click()
    first = asked(panel).preferred
    panel.rung.value = "minimum"
    panel.way.value = panel.way.options[1][1]
    panel.take.click()
    panel.rung.value = "preferred"
    panel.take.click()
    assert asked(panel).minimum == asked(panel).preferred == panel.way.options[1][1] != first
    assert len(casefile.read(panel.path).case.ask.asks) == 1


def test_a_request_changed_meanwhile_is_not_taken_back(panel: RequestPanel):
    panel.take.click()
    case = casefile.read(panel.path).case
    row = case.ask.asks[0].but(reason="（虚构）路修好以前少还")
    casefile.save(panel.path, "ask", case.ask.but(asks=(row,)), case.ask)
    panel.undo.click()
    assert "撤不了" in panel.note.value
    assert asked(panel).reason == "（虚构）路修好以前少还"


def test_where_nothing_holds_there_is_nothing_to_choose_and_it_is_said(tmp_path: Path):
    path = place(tmp_path, stored("nothing_left"))
    panel = RequestPanel(path, lambda: None, lambda: Position(casefile.read(path).case))
    assert panel.take.disabled
    assert "没有守得住的办法" in panel.lack.value


def test_what_was_lacking_is_said_no_more_once_the_case_has_ways_that_hold(tmp_path: Path):
    path = place(tmp_path, stored("nothing_left"))
    panel = RequestPanel(path, lambda: None, lambda: Position(casefile.read(path).case))
    place(tmp_path, stored("late_on_one"))
    panel.refresh()
    assert panel.way.options
    assert (panel.lack.value, panel.take.disabled) == ("", False)
    panel.take.click()
    place(tmp_path, stored("nothing_left"))
    panel.refresh()
    assert "没有守得住的办法" in panel.lack.value


def test_what_the_case_lacks_is_said_no_more_once_it_is_told(tmp_path: Path):
    told = stored("late_on_one")
    path = place(tmp_path, Case.model_validate({"profile": {"as_of": told.profile.as_of}}))
    panel = RequestPanel(path, lambda: None, lambda: Position(casefile.read(path).case))
    assert panel.lack.value
    assert panel.take.disabled
    place(tmp_path, told)
    panel.refresh()
    assert panel.lack.value == ""


@pytest.mark.parametrize("name", NAMES)
def test_what_is_chosen_stands_in_letter_brief_and_chat_alike(name: str):
    told = stored(name)
    choice = options.choices(told, told.main_loan)[0]
    asking = told.but(ask=options.asking(told.ask, told.main_loan, "preferred", choice.terms))
    priced = options.price(verdict.base(asking, asking.main_loan), options.Kind.OWN, "", choice.terms)
    papers = written(asking, "lender")
    count = f"{len(priced.plan.rows)}期"
    assert all(count in papers[paper] for paper in ("application", "brief", "chat"))
    assert "正在核对收支" not in "".join(papers.values())
    assert "草稿，本人未确认" not in "".join(papers.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_asks_for_what_is_proposed_and_says_that_nobody_confirmed_it(name: str):
    told = stored(name)
    drafted = options.with_request(told, "preferred")
    papers = written(drafted, "lender")
    assert "application" in papers
    assert all("草稿，本人未确认" in words for words in papers.values())
    assert told.ask_on(told.main_loan) is None  # the case itself asks for nothing


def test_a_request_of_ones_own_is_never_replaced_by_a_draft():
    told = stored("late_on_one")
    own = told.but(
        ask=options.asking(told.ask, told.main_loan, "preferred", options.choices(told, told.main_loan)[1].terms)
    )
    assert options.with_request(own, "minimum") is own


def test_without_money_for_any_way_a_draft_is_refused_with_the_reason():
    with pytest.raises((Refused, NotKnown)):
        options.with_request(stored("nothing_left"), "preferred")


@pytest.mark.parametrize("name", NAMES)
def test_without_a_request_it_is_said_which_papers_wait_and_why(name: str):
    papers, said = documents.compose(Position(stored(name)), release=True)
    assert "application" not in {paper.document.name for paper in papers}
    assert any("“方案”那一页" in sentence for sentence in said)
    waits = dict(documents.waiting(Position(stored(name))))
    assert "“方案”那一页" in waits["要发的信"]
    assert "“方案”那一页" in waits["App 客服留言"]
    assert waits["电话卡片"] == ""
    assert "正在核对收支" not in "".join(written(stored(name), "lender").values())


def test_the_page_that_is_not_live_lists_what_can_be_chosen():
    told = stored("late_on_one")
    rows = tables.choices(told).rows
    assert [row[0] for row in rows] == [choice.words for choice in options.choices(told, told.main_loan)]


def test_the_way_that_is_picked_is_said_in_full(panel: RequestPanel):
    for words, terms in panel.way.options:
        panel.way.value = terms
        assert words in panel.full.value


@pytest.mark.parametrize("name", ["six_lenders", "passing_trouble"])
def test_a_request_in_steps_says_what_comes_after_them(name: str):
    told = stored(name)
    step = options.ladder(told, told.main_loan).steps[0]
    drafted = options.with_request(told, "preferred")
    now, highest = (f"{amount:,.2f}" for amount in (step.package.now, step.package.plan.highest))
    assert step.package.now < step.package.after
    for paper in ("chat", "application", "brief"):
        assert f"期每期{now}元，其余各期最多{highest}元" in written(drafted, "lender")[paper]
    assert f"期每期¥{now}，之后每期最多还¥{highest}" in written(drafted, "self")["private/card"]


def test_where_nothing_is_left_nobody_is_sent_to_write_a_request():
    told = stored("nothing_left")
    waits = dict(documents.waiting(Position(told)))
    assert waits["要发的信"] == ""
    assert "“方案”那一页" not in waits["还款计划长图"] + waits["协商简报（附在信后）"]
    papers = {**written(told, "lender"), **written(told, "self")}
    assert "还在核对" not in "".join(papers.values())
    assert "报不出能够做到的金额" in papers["chat"]


def test_the_card_speaks_of_a_step_back_only_where_one_is_told():
    told = stored("late_on_one")
    alone = options.with_request(told, "preferred")
    assert "一次只让一步" not in written(alone, "self")["private/card"]
    terms = options.choices(told, told.main_loan)[1].terms
    more = alone.but(ask=options.asking(alone.ask, alone.main_loan, "fallback", terms))
    assert "一次只让一步" in written(more, "self")["private/card"]
