"""The model: how fields are read, what is refused, who may see what."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError
from test_round_trip import filled

from workbook.case import Ask, Case, Debts, Loan, Method, Part, Row, Terms, explain, referred, seen_by
from workbook.case.fields import problems
from workbook.language import NotKnown


def why(build):
    with pytest.raises(ValidationError) as caught:
        build()
    return explain(caught.value.errors()[0])


@pytest.mark.parametrize(
    "written", ["2026-03-05", "2026/3/5", "2026.3.5", "20260305", "2026年3月5日", "２０２６-03-05"]
)
def test_dates_are_read_year_first(written):
    assert Loan(id="a", drawn_on=written).drawn_on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("field", "written", "reason"),
    [
        ("drawn_on", "05/03/2026", "请按年-月-日写"),
        ("drawn_on", "2026-02-30", "日历上没有"),
        ("drawn_on", "1066-01-01", "超出范围"),
        ("rate", "-1", "利率不能是负数"),
        ("rate", "1000", "利率太高"),
        ("rate", "abc", "不是利率"),
        ("periods", "十几", "不是整数"),
        ("periods", "-3", "不是整数"),
        ("method", "随便", "不在可选项里"),
        ("compound", "也许", "不是“是”或“否”"),
        ("principal", "abc", "不是金额"),
        ("name", "长" * 5000, "太长"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(field, written, reason):
    assert reason in why(lambda: Loan(id="a", **{field: written}))


@pytest.mark.parametrize(
    ("written", "meant"), [("14.5", "14.5"), ("0.04%", "0.04"), ("万分之四", None), ("万分之4", "0.04"), ("5‰", "0.5")]
)
def test_rates_are_percent(written, meant):
    if meant is None:
        assert "不是利率" in why(lambda: Loan(id="a", rate=written))
    else:
        assert Loan(id="a", rate=written).rate == Decimal(meant)


def test_a_choice_reads_by_word_or_by_title():
    assert Loan(id="a", method="等额本息").method is Method.EQUAL_INSTALMENT
    assert Loan(id="a", method="equal_instalment").method is Method.EQUAL_INSTALMENT


def test_blank_is_unknown_everywhere():
    loan = Loan(id="a", principal="", rate=" ", drawn_on="", periods="", name="  ", compound="")
    assert loan == Loan(id="a")


def test_words_are_cleaned_at_the_edge():
    assert Loan(id="a", name="网\u202e商\x00贷").name == "网商贷"


def test_two_treatments_of_one_component_are_refused():
    twice = [{"id": "1", "component": "penalty", "treatment": "waive"}, {"id": "2", "component": "penalty"}]
    assert "罚息" in why(lambda: Terms(treatments=twice))


def test_the_date_must_be_told():
    with pytest.raises(NotKnown, match="“开始”那一页"):
        _ = Case().as_of
    with pytest.raises(NotKnown, match="“借款”那一页"):
        _ = Case().main_loan


def test_the_main_loan_is_the_chosen_one_else_the_first():
    loans = [{"id": "a"}, {"id": "b"}]
    assert Case.model_validate({"debts": {"loans": loans}}).main_loan.id == "a"
    assert Case.model_validate({"debts": {"loans": loans, "main": "b"}}).main_loan.id == "b"


def test_a_loan_with_a_payment_is_referred_to():
    case = Case.model_validate({"debts": {"loans": [{"id": "a"}]}, "payments": {"made": [{"id": "p", "loan_id": "a"}]}})
    assert referred(case, "a")
    assert not referred(case, "p")


def test_fields_are_private_unless_declared():
    assert seen_by(Ask, "walk_away") == "private"
    assert seen_by(Ask, "preferred") == "this_lender"


def lists_of_rows(part, path=()):
    """Give the place of every list of rows in a part, at every depth, with the first row of each."""
    for name, value in part:
        if isinstance(value, Part):
            yield from lists_of_rows(value, (*path, name))
        elif isinstance(value, tuple) and value and isinstance(value[0], Row):
            yield (*path, name)
            yield from lists_of_rows(value[0], (*path, name, 0))


def doubled(place):
    """Give the JSON of a full case in which the first row of one list stands there twice."""
    body = filled(Case).model_dump(mode="json", exclude_defaults=True)
    rows = body
    for step in place:
        rows = rows[step]
    rows.append({"id": rows[0]["id"]})
    return body


@pytest.mark.parametrize("place", lists_of_rows(filled(Case)), ids=lambda p: ".".join(map(str, p)))
def test_two_rows_of_one_list_never_have_one_id(place):
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(doubled(place))
    assert "上面已经用过" in problems(caught.value)[*place, 1]


def test_an_archived_row_keeps_its_id_to_itself():
    assert "上面已经用过" in why(lambda: Debts(loans=({"id": "a", "archived": True}, {"id": "a"})))


def test_rows_of_different_lists_may_have_one_id():
    fees = ({"id": "f1", "amount": "3"},)
    Case(debts=Debts(loans=({"id": "a", "fees": fees}, {"id": "b", "fees": fees})), payments={"made": [{"id": "a"}]})


ROWS = {
    "payments": {"made": [{"id": "p", "paid_on": "2026-11-01", "amount": "500"}]},
    "ask": {"asks": [{"id": "q", "reason": "收款少了"}]},
    "talks": {"contacts": [{"id": "c", "on": "2026-11-02"}], "offers": [{"id": "o"}], "written": [{"id": "w"}]},
    "followup": {"checks": [{"id": "f", "kind": "complaint"}]},
}


def named(case):
    """Give which loan each row says it is about."""
    sections = (case.payments, case.ask, case.talks, case.followup)
    return {row.loan_id for section in sections for _name, rows in section if isinstance(rows, tuple) for row in rows}


@pytest.mark.parametrize(
    ("loans", "about"),
    [
        ([{"id": "a"}], {"a"}),
        ([{"id": "a"}, {"id": "b", "archived": True}], {"a"}),
        ([{"id": "a"}, {"id": "b"}], {None}),
        ([], {None}),
    ],
)
def test_where_there_is_just_one_loan_a_row_that_names_none_is_about_it(loans, about):
    case = Case.model_validate({"debts": {"loans": loans}, **ROWS})
    assert named(case.placed) == about
    assert named(case) == {None}  # what was told stays as it was told
    assert case.placed.placed == case.placed


def test_a_row_that_names_a_loan_keeps_it():
    told = {**ROWS, "payments": {"made": [{"id": "p", "loan_id": "gone"}]}}
    case = Case.model_validate({"debts": {"loans": [{"id": "a"}]}, **told}).placed
    assert (case.payments.made[0].loan_id, case.ask.asks[0].loan_id) == ("gone", "a")
