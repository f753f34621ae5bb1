"""Terms that change inside a loan's term, and odd days beyond whole months."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from accounts import FALLING, LEVEL, account
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from workbook import loans
from workbook.language import NotKnown, Refused
from workbook.loans import Standing

D = Decimal
TWELVE = {"id": "r", "start": "2025-06-13", "rate": "12"}
INTEREST_ONLY = {"id": "h", "start": "2026-03-01", "months": 2, "kind": "interest_only", "end_moves": False}


def standing(told, as_of="2025-08-10", paid=(), usual=LEVEL):
    case = account(usual, told, paid, as_of)
    return Standing.of(case, case.main_loan)


def rows(told, usual=LEVEL):
    return standing(told, usual=usual).schedule.rows


def balance(told, as_of, paid=(), usual=LEVEL):
    return standing(told, as_of, paid, usual).balance


# -- odd days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "seen", "real", "thirty"),
    [
        ("2025-07-20", "2025-08-10", "504.00", "480.00"),  # 60,000 × 14.4% ÷ 360 = 24.00 a day; 21 days, or 20
        ("2025-02-20", "2025-03-01", "216.00", "264.00"),  # 9 days, or 11
        ("2025-03-31", "2025-04-29", "696.00", "696.00"),  # 29 days either way
        ("2025-01-30", "2025-02-20", "504.00", "480.00"),
    ],
)
def test_odd_days_are_counted_as_they_are_unless_told(drawn, seen, real, thirty):
    usual, told = balance({"drawn_on": drawn}, seen), balance({"drawn_on": drawn, "odd_days": "30/360"}, seen)
    assert (usual.interest_not_due, told.interest_not_due) == (D(real), D(thirty))
    assert any("零头" in said for said in usual.assumed) is (real != thirty)
    assert not any("零头" in said for said in told.assumed)


def test_a_months_interest_is_a_months_however_long_it_is():
    assert balance({"drawn_on": "2025-01-10"}, "2025-02-09").interest_not_due == D("720.00")  # 30 of 31 days
    assert balance({"drawn_on": "2025-02-10"}, "2025-03-09").interest_not_due == D("648.00")  # 27 of 28
    assert rows({"drawn_on": "2025-02-10"})[:2] == rows({"drawn_on": "2025-02-10", "odd_days": "30/360"})[:2]


def test_months_and_odd_days_together():
    # by the month from 20 July: one month to 20 August and 21 days to 10 September: 30 + 21 = 51 days of 24.00
    told = {"drawn_on": "2025-07-20", "first_due": "2025-09-10"}
    assert rows(told)[0].interest == D("1224.00")
    assert rows({**told, "odd_days": "30/360"})[0].interest == D("1200.00")
    assert balance(told, "2025-09-09").interest_not_due == D("1200.00")


def test_early_repayment_and_settling_count_odd_days():
    # 60,000 + 21 × 24.00 settle it on 10 August; counted by 30 days a month 24.00 too much
    exact = balance({"drawn_on": "2025-07-20"}, "2025-08-10", [("2025-08-10", "60504.00")])
    assert exact.total == 0
    # called in that day: principal and 21 days
    called = {"drawn_on": "2025-07-20", "state": "accelerated", "accelerated_on": "2025-08-10"}
    assert balance(called, "2025-08-10").overdue_interest == D("504.00")


def test_what_is_repaid_early_bears_interest_for_its_days_and_the_rest_for_the_month():
    # 25,398.53 on 10 August: 20,000.00 early. The instalment of 20 August bears 40,000 × 1.2% and 20,000 × 21 × 0.04%
    paid = standing({"drawn_on": "2025-07-20"}, "2025-08-20", [("2025-08-10", "25398.53")])
    (line, other) = [line for line in paid.balance.lines if line.number == 1]
    assert line.amount + other.amount == D("480.00") + D("168.00")


# -- a rate that changes ---------------------------------------------------------------------------------------------


def test_equal_instalments_are_counted_anew_from_the_due_day_after():
    made = rows({"rate_changes": [TWELVE]})
    # 40,946.32 × (14.4% × 10 + 12% × 20) ÷ 360 = 163.785… + 272.975… = 436.76; the principal stays 4,907.17
    assert made[4][2:4] == (D("4907.17"), D("436.76"))
    # PMT(1%, 7, 36,039.15) = 5,356.44; 36,039.15 × 1% = 360.39
    assert [row.payment for row in made[5:11]] == [D("5356.44")] * 6
    assert made[5].interest == D("360.39")
    assert made[:4] == rows({})[:4]
    assert made[-1].balance == 0


def test_on_a_due_day_the_whole_next_period_has_the_new_rate():
    # after three instalments 45,795.31 is left: PMT(1%, 9, 45,795.31) = 5,346.16
    made = rows({"rate_changes": [{"id": "r", "start": "2025-05-03", "rate": "12"}]})
    assert made[3][3] == D("457.95")
    assert {row.payment for row in made[3:11]} == {D("5346.16")}


def test_equal_principal_and_interest_only_only_change_their_interest():
    told = {"rate_changes": [{"id": "r", "start": "2026-02-20", "rate": "9"}]}
    # 11,000 × (12% × 10 + 9% × 20) ÷ 360 = 36.67 + 55.00; then 10,000 × 0.75%
    made = rows(told, FALLING)
    assert [row.interest for row in made[:3]] == [D("120.00"), D("91.67"), D("75.00")]
    assert {row.principal for row in made} == {D("1000.00")}
    made = rows({**told, "method": "interest_only"}, FALLING)
    assert [row.interest for row in made[:3]] == [D("120.00"), D("100.00"), D("90.00")]


def test_balance_and_penalty_follow_the_change():
    found = balance({"rate_changes": [TWELVE], "next_due": "2025-06-03"}, "2025-06-23")
    # 40,946.32 × 14.4% × 10/360 + × 12% × 10/360 = 163.79 + 136.49
    assert found.interest_not_due == D("300.28")
    # 4,848.99 × 21.6% × 10/360 + × 18% × 10/360 = 29.09 + 24.24; compound 549.54: 3.30 + 2.75
    assert (found.penalty, found.compound) == (D("53.33"), D("6.05"))
    assert standing({"rate_changes": [TWELVE]}, "2025-06-12").rate == D("14.4")
    assert standing({"rate_changes": [TWELVE]}, "2025-06-13").rate == D("12")


def test_a_paper_names_the_rate_that_holds():
    loan = standing({"rate_changes": [TWELVE, {"id": "e"}]}).loan
    assert [loan.rate_told(day) for day in (None, date(2025, 6, 12), date(2025, 6, 13))] == [D("14.4"), D("14.4"), 12]


def test_a_bullet_loan_is_split_on_the_day():
    # 12,000 × 12% × 59/360 + 12,000 × 9% × 306/360 = 236.00 + 918.00
    told = {
        "method": "bullet",
        "day_count": "actual/360",
        "rate_changes": [{"id": "r", "start": "2026-03-10", "rate": "9"}],
    }
    assert rows(told, FALLING)[0].interest == D("1154.00")


def test_the_yearly_cost_counts_the_change():
    # interest only, 12% for six months and 6% for six: 12 × the monthly IRR lies between, nearer to the first
    told = {"method": "interest_only", "rate_changes": [{"id": "r", "start": "2026-07-10", "rate": "6"}]}
    assert D("9") < standing(told, usual=FALLING).cost.simple < D("9.1")


def test_a_rate_from_before_the_drawing_is_the_first():
    first = {"id": "r", "start": "2025-01-01", "rate": "14.4"}
    assert rows({"rate_changes": [first], "rate": "18"}) == rows({})


# -- instalments that rest -------------------------------------------------------------------------------------------


def test_interest_only_for_two_months_the_rest_over_the_periods_left():
    # falling loan: after one instalment 11,000; March and April bear 110.00 alone; 11,000 ÷ 9 = 1,222.22 from May
    made = rows({"holidays": [INTEREST_ONLY]}, FALLING)
    assert [row.payment for row in made[:4]] == [D("1120.00"), D("110.00"), D("110.00"), D("1332.22")]
    assert made[-1].principal == D("1222.24")
    assert made[-1].due == date(2027, 1, 10)


def test_the_end_moves_where_told():
    made = rows({"holidays": [{**INTEREST_ONLY, "end_moves": True}]}, FALLING)
    # 11,000 ÷ 11 = 1,000.00 as before, two months later
    assert (len(made), made[-1].due) == (14, date(2027, 3, 10))
    assert [row.principal for row in made[:4]] == [D("1000.00"), D("0"), D("0"), D("1000.00")]


def test_nothing_due_spreads_the_interest_and_keeps_it_owed():
    told = {"holidays": [{**INTEREST_ONLY, "kind": "nothing"}]}
    made = rows(told, FALLING)
    # 2 × 110.00 ÷ 9 = 24.44 more each month, the last 24.48: May 1,222.22 + 110.00 + 24.44
    assert [row.payment for row in made[:4]] == [D("1120.00"), D("0"), D("0"), D("1356.66")]
    assert made[-1].interest == D("12.22") + D("24.48")
    paid = [("2026-02-10", "1120.00")]
    # on 20 April two months and ten days run: 220.00 + 11,000 × 1% × 10/30
    found = balance(told, "2026-04-20", paid, FALLING)
    assert (found.interest_not_due, found.due_now, found.days_overdue) == (D("256.67"), 0, 0)
    settled = balance(told, "2026-04-20", [*paid, ("2026-04-20", "11256.67")], FALLING)
    assert settled.total == 0
    called = balance({**told, "state": "accelerated", "accelerated_on": "2026-04-20"}, "2026-04-20", paid, FALLING)
    assert called.overdue_interest == D("256.67")


def test_nothing_due_is_not_asked_for():
    told = {"holidays": [{**INTEREST_ONLY, "kind": "nothing"}], "next_due": "2026-03-10"}
    dues = standing(told, "2026-03-01", usual=FALLING).dues(date(2026, 3, 1), date(2026, 5, 31))
    assert [(due.due, due.payment) for due in dues] == [(date(2026, 5, 10), D("1356.66"))]


def test_defaults_of_a_rest_are_named():
    bare = {"id": "h", "start": "2026-03-01", "months": 2}
    said = standing({"holidays": [bare]}, usual=FALLING).schedule.assumed
    assert any("只还利息" in one for one in said)
    assert any("剩下的期数里还完" in one for one in said)
    assert rows({"holidays": [bare]}, FALLING) == rows({"holidays": [INTEREST_ONLY]}, FALLING)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([{**INTEREST_ONLY, "months": 11}], "至少要还剩一期"),
        ([{**INTEREST_ONLY, "start": "2028-01-01"}], "最后一期"),
        ([INTEREST_ONLY, {**INTEREST_ONLY, "id": "k", "start": "2026-04-01"}], "重叠"),
        ([{**INTEREST_ONLY, "months": 600, "end_moves": True}], "600"),
    ],
)
def test_a_rest_that_cannot_be_is_refused(told, words):
    with pytest.raises(Refused, match=words):
        rows({"holidays": told}, FALLING)
    with pytest.raises(Refused, match="到期一次还"):
        rows({"holidays": [INTEREST_ONLY], "method": "bullet"}, FALLING)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"holidays": [{"id": "h", "start": "2026-03-01"}]}, "停几期"),
        ({"holidays": [{"id": "h", "months": 2}]}, "从哪天起停还"),
        ({"rate_changes": [{"id": "r", "rate": "9"}]}, "从哪天起"),
        ({"rate_changes": [{"id": "r", "start": "2026-03-01"}]}, "新的利率"),
    ],
)
def test_half_a_row_is_not_known(told, words):
    with pytest.raises(NotKnown, match=words):
        rows(told, FALLING)
    empty = {name: [{"id": "e"}] for name in told}
    assert rows(empty, FALLING) == rows({}, FALLING)


# -- fees ------------------------------------------------------------------------------------------------------------


def fee(**told):
    return {"fees": [{"id": "f", "when": "per_period", **told}]}


def test_the_first_fee_differs_and_fees_end():
    made = rows(fee(amount="289", first_amount="349", last_period=3), FALLING)
    assert [row.fees for row in made[:5]] == [D("349"), D("289"), D("289"), D("0"), D("0")]
    assert [row.payment for row in made[:4]] == [D("1469.00"), D("1399.00"), D("1389.00"), D("1090.00")]
    by_day = rows(fee(amount="289", first_amount="349", until="2026-04-10"), FALLING)
    assert by_day == made


def test_card_instalments_whose_first_fee_differs():
    # court record LexEval 3_2 936: 87,000 over 60 months, 1,450 a month, fee 349 then 289: 7.4248% simple
    told = {"principal": "87000", "rate": "0", "periods": 60, **fee(amount="289", first_amount="349")}
    cost = standing(told, usual=FALLING).cost
    assert abs(cost.simple - D("7.4247633")) < D("0.001")
    assert abs(cost.compound - D("7.6827136")) < D("0.001")


def test_a_missed_instalment_owes_its_own_fee():
    told = fee(amount="10", first_amount="30", last_period=1)
    assert balance(told, "2026-03-10", usual=FALLING).fees == D("30.00")


# -- interest as a given amount --------------------------------------------------------------------------------------


def test_unpaid_interest_stands_beside_as_told():
    told = {"unpaid_interest": "500", "unpaid_interest_on": "2025-08-01", "next_due": "2025-08-03"}
    plain = balance({"next_due": "2025-08-03"}, "2025-08-10")
    found = balance(told, "2025-08-10")
    assert found.overdue_interest == plain.overdue_interest + 500
    assert found.total == plain.total + 500
    assert (found.penalty, found.compound, found.days_overdue) == (plain.penalty, plain.compound, plain.days_overdue)
    assert any("¥500.00" in said and "2025-08-01" in said for said in found.assumed)
    assert balance(told, "2025-07-31").total == balance({"next_due": "2025-08-03"}, "2025-07-31").total


def test_money_paid_later_covers_it_first():
    told = {"unpaid_interest": "500", "unpaid_interest_on": "2026-01-20"}
    # 300 on 25 January: 200 of the told interest is left, nothing went to the next instalment
    found = balance(told, "2026-01-30", [("2026-01-25", "300")], FALLING)
    assert (found.overdue_interest, found.principal_not_due, found.days_overdue) == (D("200.00"), D("12000.00"), 0)
    undated = balance({"unpaid_interest": "500"}, "2026-01-30", [("2026-01-25", "300")], FALLING)
    assert undated.overdue_interest == D("500.00")


# -- both ends -------------------------------------------------------------------------------------------------------


def test_first_and_last_day_both_bear_interest():
    # 50,000 × 11.59% × 360/360 = 5,795.00 (359 days between the two dates: 5,778.90)
    told = {
        "principal": "50000",
        "rate": "11.59",
        "method": "bullet",
        "drawn_on": "2019-10-05",
        "maturity": "2020-09-28",
    }
    told |= {"day_count": "actual/360", "periods": None}
    assert rows({**told, "both_ends": True})[0].interest == D("5795.00")
    assert rows(told)[0].interest == D("5778.90")


def test_paid_back_the_day_it_was_drawn_costs_a_day():
    told = {"method": "on_demand", "periods": None, "rate": "0.05", "rate_unit": "day", "both_ends": True}
    # 60,000 × 0.05% = 30.00 a day: on the day itself, and ten days from the 3rd to the 12th
    assert balance(told, "2025-02-03").interest_not_due == D("30.00")
    assert balance(told, "2025-02-12").interest_not_due == D("300.00")
    (line,) = balance(told, "2025-02-12").lines
    assert (line.start, line.end, line.days) == (date(2025, 2, 3), date(2025, 2, 12), 10)


def test_by_the_month_both_ends_are_not_used_and_it_is_said():
    assert rows({"both_ends": True}) == rows({})
    assert any("头尾两天" in said for said in standing({"both_ends": True}).schedule.assumed)


# -- what must hold for every loan -----------------------------------------------------------------------------------


METHODS = ["equal_instalment", "equal_principal", "interest_only", "bullet"]
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31)).map(date.isoformat)
RATES = st.just("0") | st.integers(50, 3600).map(lambda points: str(D(points) / 100))


@st.composite
def plain(draw, methods=METHODS):
    return {
        "principal": str(D(draw(st.integers(100_00, 900_000_00))) / 100),
        "rate": draw(RATES),
        "method": draw(st.sampled_from(methods)),
        "periods": draw(st.integers(2, 36)),
        "drawn_on": draw(st.dates(date(2024, 1, 1), date(2025, 12, 31))).isoformat(),
        "due_day": draw(st.none() | st.integers(1, 31)),
        "day_count": draw(st.none() | st.sampled_from(["30/360", "actual/360", "actual/365", "actual/actual"])),
    }


@st.composite
def changing(draw):
    told = draw(plain(METHODS[:3]))
    moved = draw(st.booleans())
    rest = {"id": "h", "start": told["drawn_on"], "months": draw(st.integers(1, int(told["periods"]) - 1))}
    rest |= {"kind": draw(st.sampled_from(["interest_only", "nothing"])), "end_moves": moved}
    changes = [{"id": f"r{k}", "start": draw(DAYS), "rate": draw(RATES)} for k in range(draw(st.integers(0, 3)))]
    return {**told, "holidays": [rest] if draw(st.booleans()) else [], "rate_changes": changes}


def alike(told, other):
    """Schedule, balance on some days and cost are the same to the fen."""
    one, two = standing(told, "2027-06-15"), standing(other, "2027-06-15")
    assert one.schedule == two.schedule
    assert (one.cost.simple, one.cost.compound) == (two.cost.simple, two.cost.compound)
    for day in (date(2026, 1, 17), date(2027, 6, 15)):
        assert one.on(day).balance == two.on(day).balance


@seed(12)
@given(plain(), DAYS)
@settings(max_examples=60, deadline=None)
def test_a_change_to_the_same_rate_changes_nothing(told, day):
    alike({**told, "rate_changes": [{"id": "r", "start": day, "rate": told["rate"]}]}, told)


@seed(12)
@given(plain(), DAYS, DAYS, RATES)
@settings(max_examples=60, deadline=None)
def test_two_changes_to_one_rate_are_one_change(told, day, later, rate):
    first, second = sorted([day, later])
    once = [{"id": "r", "start": first, "rate": rate}]
    alike({**told, "rate_changes": [*once, {"id": "s", "start": second, "rate": rate}]}, {**told, "rate_changes": once})


@seed(12)
@given(plain(), DAYS)
@settings(max_examples=60, deadline=None)
def test_a_rest_of_no_months_changes_nothing(told, day):
    alike({**told, "holidays": [{"id": "h", "start": day, "months": 0, "kind": "nothing", "end_moves": True}]}, told)


@seed(12)
@given(plain(), st.integers(0, 500), st.integers(0, 24))
@settings(max_examples=60, deadline=None)
def test_a_fee_that_ends_after_the_last_period_does_not_end(told, amount, more):
    ends = {**told, **fee(amount=str(amount), last_period=told["periods"] + more, first_amount=str(amount))}
    alike(ends, {**told, **fee(amount=str(amount))})


@seed(12)
@given(changing())
@settings(max_examples=150, deadline=None)
def test_whatever_changes_the_principal_is_repaid_and_no_interest_is_lost(told):
    made = rows(told)
    assert sum(row.principal for row in made) == D(told["principal"])
    assert made[-1].balance == 0
    assert sum((row.put_off for row in made), D(0)) == 0
    left = D(told["principal"])
    for row in made:
        left -= row.principal
        assert row.balance == left
        assert row.payment == row.principal + row.interest + row.fees
        assert row.principal >= 0 <= row.interest


@seed(12)
@given(changing(), st.integers(0, 35))
@settings(max_examples=100, deadline=None)
def test_paid_on_the_due_days_nothing_is_late_and_the_end_is_nothing(told, after):
    made = rows(told)
    paid = [(row.due.isoformat(), str(row.payment)) for row in made if row.payment]
    on = made[min(after, len(made) - 1)]
    found = standing(told, "2031-01-01", paid)
    assert found.on(on.due).balance.due_now == 0
    put_off = sum((row.put_off for row in made if row.due <= on.due), D(0))
    assert found.on(on.due).balance.total == on.balance + put_off
    assert found.on(made[-1].due + timedelta(days=90)).balance.total == 0


@seed(12)
@given(changing(), st.integers(0, 900), st.integers(1, 2_000_000), st.integers(0, 300))
@settings(max_examples=100, deadline=None)
def test_a_part_payment_never_adds_to_what_is_owed(told, paid_after, fen, later):
    paid_on = date.fromisoformat(told["drawn_on"]) + timedelta(days=paid_after)
    day = paid_on + timedelta(days=later)
    without = standing(told, day).balance
    with_it = standing(told, day, [(paid_on.isoformat(), str(D(fen) / 100))]).balance
    rounding = D("0.01") * (len(with_it.lines) + len(without.lines) + len(rows(told)))
    assert with_it.total <= without.total + rounding
    if later == 0:
        assert with_it.total == max(without.total - D(fen) / 100, D(0))


def test_the_search_knows_the_habit_of_odd_days():
    """Sixty thousand and 504.00 on 10 August are told apart from 480.00."""
    seen = [loans.Seen(date(2025, 8, 10), "interest_not_due", D("504.00"))]
    of = standing({"drawn_on": "2025-07-20"}).account
    assert {c.odd_days.value for c in loans.find_convention(of, seen).fits if c.day_count.value == "30/360"} == {"real"}
    seen = [loans.Seen(date(2025, 8, 10), "interest_not_due", D("480.00"))]
    assert {c.odd_days.value for c in loans.find_convention(of, seen).fits} == {"30/360"}


@pytest.mark.parametrize(("moves", "last"), [(True, date(2027, 3, 10)), (False, date(2027, 1, 10))])
def test_the_last_day_that_was_told_is_where_a_rest_has_moved_it(moves, last):
    told = {"drawn_on": "2026-01-10", "periods": 12, "maturity": "2027-01-10"}
    rest = {"holidays": [{**INTEREST_ONLY, "end_moves": moves}]}
    one = standing({**told, **rest}, "2026-02-20", usual=FALLING)
    assert one.maturity == last == one.schedule.rows[-1].due
    assert standing(told, "2026-02-20", usual=FALLING).maturity == date(2027, 1, 10)
    assert standing({**told, **rest, "maturity": None}, "2026-02-20", usual=FALLING).maturity is None
