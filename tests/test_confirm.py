"""Written terms against agreed terms: nothing that changed slips through, nothing equal is called different."""

import random
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from workbook import confirm, course, loans, tables
from workbook.case import TERMS, Case, Terms
from workbook.confirm.sooner import Sooner
from workbook.language import NotKnown, speaking
from workbook.position import Position

LOAN = {
    "id": "l",
    "name": "网商贷",
    "lender": "浙江网商银行股份有限公司",
    "state": "overdue",
    "principal": "60000",
    "drawn_on": "2026-03-05",
    "rate": "14.4",
    "rate_unit": "year",
    "method": "equal_instalment",
    "periods": 12,
    "due_day": 5,
    "next_due": "2026-09-05",
}
AGREED = {
    "start": "2026-11-23",
    "first_due": "2026-12-20",
    "periods": 24,
    "rate": "10.8",
    "method": "equal_instalment",
    "down_payment": "1000",
    "treatments": [
        {"id": "p", "component": "penalty", "treatment": "waive"},
        {"id": "c", "component": "compound", "treatment": "waive"},
        {"id": "i", "component": "overdue_interest", "treatment": "carry_forward"},
    ],
    "no_acceleration": True,
    "collection_stops": True,
    "credit_reporting": "按新计划报送",
}


def case(agreed=AGREED, written=AGREED, schedule=(), **more):
    row = {"id": "w", "loan_id": "l", "on": "2026-11-23", "agreed": agreed, "terms": written, **more}
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "borrower_type": "sole_trader"},
            "debts": {"loans": [LOAN]},
            "talks": {"written": [{**row, "schedule": list(schedule)}]},
        }
    )


def check(**fields):
    told = case(**fields)
    return confirm.check(told, told.main_loan)


def rows(terms=AGREED):
    told = case(agreed=terms)
    of = confirm.agreement(told, told.main_loan)
    plan = loans.plan(of.balance, Terms.model_validate(terms), told.main_loan)
    return [
        {"id": str(r.number), "due": r.due, "payment": r.payment, "principal": r.principal, "interest": r.interest}
        for r in plan.rows
    ]


def test_equal_terms_and_their_own_schedule_are_clean():
    found = check(schedule=rows())
    assert found.clean
    assert found.extra == 0
    assert len(found.lines) == 24


def test_what_is_silent_is_compared_with_what_the_plan_makes_of_it():
    level = rows()[1]["payment"]
    assert check(written={**AGREED, "payment": level}).clean
    assert check(written={**AGREED, "fee": "0", "grace_months": 0}).clean
    assert check(agreed={**AGREED, "rate": None}, written={**AGREED, "rate": "14.4"}).clean


def test_a_waiver_of_all_equals_a_waiver_of_the_whole_amount():
    told = case()
    penalty = confirm.agreement(told, told.main_loan).balance.penalty
    first = {**AGREED["treatments"][0], "amount": penalty}
    assert check(written={**AGREED, "treatments": [first, *AGREED["treatments"][1:]]}).clean


def test_a_higher_rate_is_priced_over_the_whole_plan_to_the_fen():
    found = check(written={**AGREED, "rate": "12"})
    (one,) = found.differences
    dearer = loans.plan(
        confirm.agreement(case(), case().main_loan).balance,
        Terms.model_validate({**AGREED, "rate": "12"}),
        case().main_loan,
    )
    assert one.key == "rate"
    assert one.cost == dearer.total_paid - found.agreed_plan.total_paid == found.extra
    assert one.cost > 0
    assert "谈定的是10.8%，书面写的是12%，一共多付 ¥" in one.sentence


def test_a_later_first_day_is_said_in_days_and_a_cheaper_writing_is_said_too():
    (later,) = check(written={**AGREED, "first_due": "2026-12-25"}).differences
    assert later.days == 5
    assert "晚 5 天" in later.sentence
    (cheaper,) = check(written={**AGREED, "rate": "9"}).differences
    assert cheaper.favourable
    assert "一共少付" in cheaper.sentence
    assert "请说明以哪一个为准" in cheaper.query


def test_a_dropped_waiver_costs_what_would_have_been_waived():
    found = check(written={**AGREED, "treatments": AGREED["treatments"][1:]})
    (one,) = found.differences
    penalty = confirm.agreement(case(), case().main_loan).balance.penalty
    assert one.key == "treatments.penalty"
    with speaking("en"):
        (said,) = check(written={**AGREED, "treatments": AGREED["treatments"][1:]}).differences
    assert re.search(r"[a-z] ¥", said.agreed_words)
    assert not re.search(r"[a-z]¥", said.sentence)
    assert one.cost == penalty > 0


def test_a_promise_left_out_is_a_difference_and_one_never_asked_for_is_not():
    (one,) = check(written={**AGREED, "collection_stops": None}).differences
    assert one.key == "collection_stops"
    assert "没有写" in one.sentence
    silent = {k: v for k, v in AGREED.items() if k != "no_acceleration"}
    assert check(agreed=silent).clean


def test_a_schedule_that_is_not_what_its_own_terms_come_to():
    dearer = {**AGREED, "rate": "12"}
    lines = rows(dearer)
    lines[3] = {**lines[3], "payment": lines[3]["payment"] + Decimal("0.01")}
    found = check(written=dearer, schedule=lines)
    assert [d.key for d in found.differences] == ["rate"]
    assert [d.key for d in found.arithmetic] == ["schedule.4.payment"]
    assert found.arithmetic[0].cost == Decimal("0.01")


def test_a_schedule_alone_is_compared_with_what_was_agreed():
    lines = rows()[:-1]
    found = check(written=None, schedule=lines)
    assert [d.key for d in found.differences] == ["schedule.24"]
    assert found.differences[0].cost is None  # what is left out is owed all the same
    assert found.extra is None
    assert any("还有本金 ¥1,659.88 没有写什么时候还" in trouble for trouble in found.troubles)


# -- fewer instalments than agreed ------------------------------------------------------------------------------------

FEWER = {**AGREED, "periods": 12}
WITHOUT_COUNT = {name: value for name, value in AGREED.items() if name != "periods"}
PAYMENTS_ALONE = [{"id": str(n), "due": f"2027-{n:02d}-20", "payment": "5600"} for n in range(1, 12)]


@pytest.mark.parametrize(
    ("written", "schedule", "agreed"),
    [
        (FEWER, (), AGREED),
        (FEWER, "own", AGREED),
        ({**WITHOUT_COUNT, "payment": "4000"}, (), AGREED),
        (None, "own", AGREED),
        (AGREED, PAYMENTS_ALONE, AGREED),
        ({**FEWER, "rate": "0"}, (), {**AGREED, "rate": "0"}),
        ({**AGREED, "method": "interest_only", "periods": 6}, (), {**AGREED, "method": "interest_only"}),
    ],
    ids=[
        "fewer",
        "with its schedule",
        "a sum alone",
        "a schedule alone",
        "payments alone",
        "no interest",
        "end sooner",
    ],
)
def test_fewer_instalments_are_said_as_larger_payments_never_as_a_gain(written, schedule, agreed):
    lines = rows(FEWER) if schedule == "own" else schedule
    found = check(agreed=agreed, written=written, schedule=lines)
    assert found.sooner is not None
    assert found.sooner.more > 0
    assert not any(one.favourable for one in found.differences)
    said = [*(one.sentence for one in found.differences), *confirm.queries(found), found.sooner.words]
    assert not any("一共少付" in sentence for sentence in said)
    assert any(re.search("，多约? ¥", sentence) or "这一期多付" in sentence for sentence in said[:-1])


def test_what_each_period_costs_more_is_the_difference_of_the_two_plans():
    found = check(written=FEWER)
    ours, theirs = found.agreed_plan.rows[5].payment, found.written_plan.rows[5].payment
    (one,) = found.differences
    assert one.sooner == Sooner(count=12, payment=theirs, more=theirs - ours, saved=-one.cost)
    assert "有 12 期每期要还约 ¥3,179.00，多约 ¥1,504.13，总数少 ¥2,048.82 是因为还得快" in one.sentence


@pytest.mark.parametrize("schedule", [rows()[:12], [{**r, "principal": None, "interest": None} for r in rows()[:12]]])
def test_a_schedule_that_stops_early_saves_nothing_and_is_asked_about(schedule):
    found = check(schedule=schedule)
    (one,) = found.differences
    assert (one.key, one.what, one.cost) == ("schedule.13", "第 13 到 24 期", None)
    assert (found.extra, found.sooner) == (None, None)
    assert any("没有写什么时候还：可能要一次还" in trouble for trouble in found.troubles)


@pytest.mark.parametrize("written", [{**AGREED, "rate": "9"}, {**AGREED, "periods": 36, "rate": "3"}])
def test_what_is_cheaper_without_being_asked_sooner_is_still_said_to_be(written):
    found = check(written=written)
    assert found.sooner is None
    assert any(one.favourable and "一共少付" in one.sentence for one in found.differences)


@pytest.mark.parametrize(
    ("receipts", "said"),
    [("60000", "这样的每期守得住"), ("26000", "这样的每期您守不住，总数少也没有用"), (None, "还不知道")],
)
@pytest.mark.parametrize(("written", "schedule"), [(FEWER, ()), (None, rows(FEWER))], ids=["terms", "schedule"])
def test_larger_payments_are_said_to_be_borne_or_not(receipts, said, written, schedule):
    told = case(written=written, schedule=schedule).model_dump(mode="json")
    month = {"worst_receipts": receipts, "usual_receipts": receipts, "stock_per_100": "60", "shop_costs": "3000"}
    home = {"home_essentials": "4000", "other_income": "0", "cash": "9000", "other_debts_30_days": "0"}
    told["situation"] = {**month, **home} if receipts else {}
    found = tables.differences(Position(Case.model_validate(told)))
    assert found.notes[0].startswith("和谈定的 24 期比，书面写的 12 期里有 12 期每期要还约 ¥3,179.00，多约 ¥1,504.13")
    assert said in found.notes[1]


def test_a_schedule_that_contradicts_itself():
    lines = rows()
    lines[1] = {**lines[1], "due": lines[0]["due"], "interest": lines[1]["payment"]}
    troubles = " ".join(check(schedule=lines).troubles)
    assert "比应还总数多" in troubles
    assert "同一个还款日" in troubles


def test_what_is_missing_is_asked_for():
    bare = check(written={"periods": 24})
    assert {g.key for g in bare.missing} == {
        *("schedule", "rate", "penalty", "credit_reporting", "collection_stops", "no_acceleration"),
        *("principal_first", "counts_as_default", "default_rate", "signed_by"),
    }
    full = check(
        written={**AGREED, "principal_first": True},
        agreed={**AGREED, "principal_first": True},
        schedule=rows({**AGREED, "principal_first": True}),
        counts_as_default="连续两期没还",
        default_rate="16.2",
        signed_by="浙江网商银行股份有限公司",
    )
    assert full.missing == ()
    assert confirm.queries(full) == ()


def test_a_default_rate_above_the_highest_uplift_is_asked_about_with_its_source():
    (trouble,) = check(default_rate="16.21", schedule=rows()).troubles
    assert "16.21%" in trouble
    assert "银发〔2003〕251号" in trouble
    assert check(default_rate="16.2", schedule=rows()).troubles == ()


def test_a_written_arrangement_that_never_ends_is_said_in_words():
    found = check(written={**AGREED, "payment": "100"})
    assert any("永远还不清" in t for t in found.troubles)
    assert [d.key for d in found.differences] == ["payment"]


def test_without_writing_or_agreement_there_is_nothing_to_compare():
    empty = Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [LOAN]}})
    with pytest.raises(NotKnown, match="书面条件"):
        confirm.check(empty, empty.main_loan)
    with pytest.raises(NotKnown, match="谈定"):
        check(agreed=None)


def test_the_latest_offer_stands_in_for_what_was_agreed_and_says_so():
    told = case(agreed=None)
    offer = {"id": "o", "loan_id": "l", "on": "2026-11-20", "terms": AGREED}
    told = Case.model_validate(
        {**told.model_dump(), "talks": {**told.talks.model_dump(), "offers": [offer]}},
    )
    found = confirm.check(told, told.main_loan)
    assert found.clean
    assert "2026-11-20" in found.assumed[0]


def test_payments_since_the_plan_began_do_not_change_what_it_was_agreed_on():
    told = case(schedule=rows())
    paid = {"made": [{"id": "1", "loan_id": "l", "paid_on": "2026-11-23", "amount": "1000"}]}
    assert confirm.check(Case.model_validate({**told.model_dump(), "payments": paid}), told.main_loan).clean


def test_a_schedule_counted_by_days_is_asked_about_once_not_line_by_line():
    lines = [{**row, "interest": row["interest"] + 1, "payment": row["payment"] + 1} for row in rows()]
    asked = [q for q in confirm.queries(check(schedule=lines)) if "计息天数和算法" in q]
    assert len(asked) == 2
    assert "24 处" in asked[0]
    assert "¥24.00" in asked[0]


# -- two hundred arrangements, one term altered in each --------------------------------------------------------------


def arrangement(dice):
    terms = {
        "start": "2026-11-23",
        "first_due": date(2026, 12, dice.randint(1, 28)),
        "periods": dice.randint(6, 36),
        "rate": dice.choice(["0", "3.65", "7.2", "10.8", "14.4"]),
        "method": dice.choice(["equal_instalment", "equal_principal", "interest_only"]),
        "grace_months": dice.choice([None, 0, 2, 3]),
        "grace_kind": dice.choice([None, "interest_only", "nothing"]),
        "down_payment": dice.choice([None, "500", "1200.50"]),
        "fee": dice.choice([None, "100"]),
        "no_acceleration": dice.choice([None, True]),
        "collection_stops": dice.choice([None, True]),
        "credit_reporting": dice.choice([None, "按新计划报送"]),
        "treatments": [
            {"id": c, "component": c, "treatment": dice.choice(["waive", "capitalise", "carry_forward"])}
            for c in ("overdue_interest", "penalty", "compound")
            if dice.random() < 0.7
        ],
    }
    if dice.random() < 0.2:
        terms |= {"steps": [{"id": "s", "periods": 3, "payment": "1500"}], "grace_months": None, "grace_kind": None}
    return terms


def other_treatment(dice, terms):
    rest = [t for t in terms["treatments"] if t["component"] != "penalty"]
    now = next((t["treatment"] for t in terms["treatments"] if t["component"] == "penalty"), "first_instalment")
    kinds = [t for t in ("waive", "capitalise", "carry_forward", "first_instalment") if t != now]
    return [*rest, {"id": "n", "component": "penalty", "treatment": dice.choice(kinds)}]


def other_line(dice, schedule):
    place, field = dice.randrange(len(schedule)), dice.choice(["payment", "principal", "interest"])
    line = {**schedule[place], field: schedule[place][field] + Decimal("0.01")}
    return [*schedule[:place], line, *schedule[place + 1 :]], f"schedule.{place + 1}.{field}"


def altered(dice, terms, schedule):
    """Change one thing that can be seen; give both written sides and the key it should be found under."""
    changes = {
        "first_due": lambda: terms["first_due"] + timedelta(days=dice.choice([1, 2])),
        "periods": lambda: terms["periods"] + dice.choice([1, -1, 12]),
        "rate": lambda: Decimal(terms["rate"]) + Decimal("0.01"),
        "down_payment": lambda: Decimal(terms["down_payment"] or 0) + Decimal("0.01"),
        "fee": lambda: Decimal(terms["fee"] or 0) + Decimal("0.01"),
        "treatments": lambda: other_treatment(dice, terms),
        **({"collection_stops": lambda: dice.choice([None, False])} if terms["collection_stops"] else {}),
    }
    term = dice.choice([*changes, "line", "cut"])
    if term == "cut":
        return terms, schedule[:-1], f"schedule.{len(schedule)}"
    if term == "line":
        return terms, *other_line(dice, schedule)
    return {**terms, term: changes[term]()}, schedule, "treatments.penalty" if term == "treatments" else term


@pytest.mark.parametrize("seed", range(200))
def test_every_altered_term_is_caught_and_no_equal_one_is_accused(seed):
    dice = random.Random(seed)
    terms = arrangement(dice)
    schedule = rows(terms)
    assert check(agreed=terms, written=terms, schedule=schedule).clean
    written, lines, key = altered(dice, terms, schedule)
    found = check(agreed=terms, written=written, schedule=lines)
    assert key in {d.key for d in found.differences}


def another(name):
    """Terms in which one term is told, and the same in which it is told otherwise."""
    other = {
        "start": ("2026-11-20", "2026-11-23"),
        "first_due": ("2027-01-05", "2027-01-25"),
        "periods": (12, 24),
        "rate": ("8", "9.5"),
        "method": ("equal_instalment", "equal_principal"),
        "payment": ("2000", "2600"),
        "grace_months": (2, 3),
        "grace_kind": ("interest_only", "nothing"),
        "steps": ([{"id": "s", "periods": 3, "payment": "900"}], [{"id": "s", "periods": 3, "payment": "1100"}]),
        "down_payment": ("500", "900"),
        "down_payment_on": ("2026-11-25", "2026-12-01"),
        "maturity": ("2028-11-20", "2028-05-20"),
        "fee": ("10", "60"),
        "treatments": (
            [{"id": "t", "component": "penalty", "treatment": "waive"}],
            [{"id": "t", "component": "penalty", "treatment": "capitalise"}],
        ),
        "fee_rows": (
            [{"id": "f", "fee": "担保费", "wish": "stop"}],
            [{"id": "f", "fee": "担保费", "wish": "return", "amount": "500"}],
        ),
        "credit_reporting": ("按正常报", "按逾期报"),
    }.get(name, (True, False))
    usual = {"start": "2026-11-20", "first_due": "2027-01-05", "periods": 24, "rate": "8", "grace_months": 2}
    return ({**usual, name: one} for one in other)


@pytest.mark.parametrize("name", TERMS)
def test_every_term_is_held_against_the_written_ones(name):
    agreed, written = another(name)
    told = case(agreed=agreed, written=written)
    found = confirm.check(told, told.main_loan)
    assert any(one.key.split(".")[0] == name for one in found.differences), f"nobody compares {name}"


@pytest.mark.parametrize("name", TERMS)
def test_every_term_has_a_word_of_the_lenders_and_every_promise_a_question(name):
    assert TERMS[name].label
    assert TERMS[name].gap or TERMS[name].held != "promise"


@pytest.mark.parametrize("written", [None, {}])
def test_where_nothing_written_is_filled_in_yet_nothing_agrees(written):
    found = check(written=written)
    assert found.empty
    assert not found.clean
    assert not check(written={"periods": 24}).empty


@pytest.mark.parametrize("begun", [{}, {"terms": {}}, {"terms": {}, "agreed": {}, "schedule": []}])
def test_a_row_that_is_only_begun_is_nothing_that_came_in_writing(begun):
    told = case(schedule=rows()).model_dump(mode="json")
    without = Case.model_validate({**told, "talks": {}})
    with_it = Case.model_validate({**told, "talks": {"written": [{"id": "w", "loan_id": "l", **begun}]}})
    with pytest.raises(NotKnown, match="填写对方的书面条件"):
        confirm.agreement(with_it, with_it.main_loan)
    assert course.led(with_it, with_it.main_loan) == course.led(without, without.main_loan)


@pytest.mark.parametrize(("written", "more"), [("4200", True), ("3900", True), (None, False)])
def test_a_payment_too_large_for_its_number_of_instalments_is_counted_as_written(written, more):
    terms = {"periods": 24, "payment": written} if written else {"periods": 24}
    found = check(written=terms)
    clash = [said for said in found.troubles if "期都照付" in said]
    assert bool(clash) is more
    assert found.periods == 24
    assert all(one.cost is None or one.cost > 0 for one in found.differences if one.key == "payment")
    if more:
        assert "24 期都照付，一共" in clash[0]
