"""One request, one verdict: on page 05, on the pad, on the card, at the gate, in the ten minutes and in 08."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.papers import stored
from workbook import casefile, followup, options, tables, talks, verdict
from workbook.case import Case, Terms
from workbook.course import Course, course
from workbook.documents.facts import own_facts
from workbook.documents.parts.desk import Desk
from workbook.documents.release import unsettled
from workbook.language import attempt
from workbook.options import Advice, Kind
from workbook.position import Position
from workbook.verdict import Action, base

HERE = Path(__file__).parent
STORED = {path.stem: path for path in (HERE / "fixtures/cases").glob("*.json")}
STORED |= {path.parent.name: path for path in (HERE.parent / "data").glob("example*/case.json")}
RUNGS = ("preferred", "fallback", "minimum")


@cache
def position(name: str) -> Position:
    return Position.of(casefile.read(STORED[name]).case)


def advice(of: Position) -> Advice | None:
    return attempt(lambda: options.advice(of, of.loan))


def requests(of: Position) -> Iterator[Terms]:
    """Everything that is asked for, and everything that page 05 sets side by side."""
    ask, found = attempt(lambda: of.case.ask_on(of.loan)), advice(of)
    yield from (getattr(ask, name) for name in RUNGS if ask and getattr(ask, name))
    yield from (package.terms for package in (found.packages if found else ()))


def asking(of: Position, terms: Terms) -> Position:
    asks = [{"id": "x", "loan_id": of.loan.id, "preferred": terms.model_dump()}]
    return Position.of(Case.model_validate({**of.case.model_dump(), "ask": {**of.case.ask.model_dump(), "asks": asks}}))


def accepted(of: Position, terms: Terms) -> Position:
    """The same request granted in writing today."""
    written = {"id": "w", "loan_id": of.loan.id, "on": of.as_of, "accepted_on": of.as_of, "terms": terms.model_dump()}
    return Position.of(Case.model_validate({**of.case.model_dump(), "talks": {"written": [written]}}))


def answers(of: Position, terms: Terms) -> dict[str, bool]:
    """Give for each place whether it says that a request holds."""
    one, told = asking(of, terms), accepted(of, terms)
    (rung,) = options.ask_figures(one, one.loan)
    card = own_facts(one).ask.preferred
    assert rung.package is not None
    assert card is not None
    warned = {warning.sign for warning in followup.warnings(told, told.loan)}
    return {
        "05": options.price(base(one, one.loan), Kind.OWN, "", terms).recommendable,
        "05, my request": rung.package.recommendable,
        "pad": talks.counter(one, one.loan, terms).verdict == "can_keep",
        "card": not card.fails.known,
        "gate": not unsettled(one),
        "08": not warned & {"above_capacity", "recent_months"},
    }


@pytest.mark.parametrize("name", STORED)
def test_a_request_is_judged_alike_wherever_it_is_met(name):
    for terms in requests(position(name)):
        found = answers(position(name), terms)
        assert len(set(found.values())) == 1, (terms, found)


def test_requests_that_hold_and_such_that_do_not_are_among_them():
    seen = {package.recommendable for name in STORED if (found := advice(position(name))) for package in found.packages}
    assert seen == {True, False}


@pytest.mark.parametrize("name", STORED)
def test_what_page_05_prints_is_what_was_judged(name):
    found = advice(position(name))
    if found is not None:
        for package, row in zip(found.packages, tables.packages(position(name)).rows, strict=True):
            assert row[0] == package.title
            assert package.verdict.words in row[1]


@pytest.mark.parametrize("name", STORED)
def test_the_ten_minutes_name_no_figure_where_no_request_holds_and_say_so_nowhere_else(name):
    of = position(name)
    found, judged = attempt(lambda: verdict.quick(of)), advice(of)
    if found is None or judged is None:
        return
    if found.nothing_left:
        assert judged.recommended is None
        assert found.action is Action.HOLD
        assert course(of, of.loan) is Course.HOLD
        assert Desk.of(of, "self").asked is None
    if judged.contract is not None and judged.ground.trial is not None:
        holds = judged.contract.failing[0] <= judged.ground.trial.allowed
        assert not holds if found.action is Action.STEPPED else holds or found.action is not Action.CURE


@pytest.mark.parametrize(("cash", "late"), [("20000", True), ("60000", True), ("60000", False)])
def test_where_the_contract_itself_holds_ten_minutes_say_what_05_says(cash: str, late: bool):
    told = stored("late_on_one")
    money = told.situation.but(cash=cash)
    loan = told.main_loan if late else told.main_loan.but(state="not_due", next_due="2026-12-10")
    rich = told.but(situation=money, debts=told.debts.but(loans=(loan,)))
    advice = options.advice(rich, rich.main_loan)
    assert advice.contract is not None
    holds = advice.ground.trial is not None and advice.contract.failing[0] <= advice.ground.trial.allowed
    assert holds
    assert "可以先不谈重组" in advice.sentence
    assert verdict.quick(rich).action is Action.CURE
