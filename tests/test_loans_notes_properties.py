"""What must hold for every line of notes, tried on many."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from workbook.case import Case
from workbook.language import Refused
from workbook.loans import Standing
from workbook.loans.results import PARTS

D = Decimal
FEN = D("0.01")
TODAY = date(2027, 1, 15)
LINE = {"id": "a", "rate_unit": "year", "penalty_uplift": "1.5", "penalty_base": "principal", "compound": True}
METHODS = ["equal_instalment", "equal_principal", "interest_only", "bullet"]
AMOUNTS = st.integers(1_000_00, 500_000_00).map(lambda fen: D(fen) / 100)
DRAWN = st.dates(date(2025, 1, 1), date(2026, 6, 30))


@st.composite
def lines(draw):
    return {
        **LINE,
        "rate": str(D(draw(st.just(0) | st.integers(50, 3600))) / 100),
        "method": draw(st.sampled_from(METHODS)),
        "due_day": draw(st.none() | st.integers(1, 31)),
        "allocation": draw(st.sampled_from(["interest_first", "principal_first"])),
        "early_money": draw(st.sampled_from([None, "principal", "waits"])),
        "state": draw(st.sampled_from([None, "overdue", "not_due"])),
    }


@st.composite
def drawings(draw):
    return {"drawn_on": draw(DRAWN).isoformat(), "periods": draw(st.integers(1, 36))}


def paid_later(longest=600, most=3_000_000):
    return st.lists(st.tuples(st.integers(0, longest), st.integers(1, most)), max_size=4)


def standing(line, paid, as_of=TODAY, until=None):
    made = [{"id": f"p{n}", "loan_id": "a", **one} for n, one in enumerate(paid)]
    told = {"debts": {"loans": [line]}, "payments": {"made": made, "all_paid_until": until}}
    case = Case.model_validate({"profile": {"as_of": as_of}, **told})
    return Standing.of(case, case.main_loan)


def after(drawn_on, paid):
    start = date.fromisoformat(drawn_on)
    return [{"paid_on": start + timedelta(days=days), "amount": D(fen) / 100} for days, fen in paid]


def tried(make):
    try:
        return make()
    except Refused as refused:
        return str(refused)


def figures(one, day):
    """Every figure of a standing on a day, words and numbers of instalments with it."""
    return [
        tried(make)
        for make in (
            lambda: one.on(day).balance.parts,
            lambda: (one.on(day).balance.total, one.on(day).balance.days_overdue, one.on(day).balance.oldest_unpaid),
            lambda: one.arrears,
            lambda: one.dues(date.min, date.max),
            lambda: one.asked_to_the_end,
            lambda: one.schedule,
            lambda: one.cost,
            lambda: (one.state, one.rate, one.findings, one.doubt),
            lambda: one.on(day).balance,
        )
    ]


@given(lines(), st.tuples(drawings(), AMOUNTS), paid_later(), st.integers(0, 700), st.booleans())
@seed(20261123)
@settings(max_examples=60, deadline=None)
def test_a_line_of_one_note_is_the_loan(line, told, paid, later, booked):
    drawn, amount = told
    day = date.fromisoformat(drawn["drawn_on"]) + timedelta(days=later)
    made = after(drawn["drawn_on"], paid)
    loan = standing({**line, **drawn, "principal": amount}, made)
    note = {"id": "n", "amount": amount, **drawn}
    noted = standing({**line, "notes": [note]}, [{**one, "note_id": "n"} if booked else one for one in made])
    assert figures(noted, day) == figures(loan, day)


def whole_and_split(line, told, percent, paid, later):
    """Give a drawing as one loan and as two notes of the same terms, with the same payments, on the same day."""
    drawn, amount = told
    day = date.fromisoformat(drawn["drawn_on"]) + timedelta(days=later)
    first = (amount * percent / 100).quantize(FEN)
    made = after(drawn["drawn_on"], paid)
    whole = standing({**line, **drawn, "principal": amount}, made, day)
    notes = [{"id": "n1", "amount": first, **drawn}, {"id": "n2", "amount": amount - first, **drawn}]
    split = standing({**line, "notes": notes}, made, day)
    return whole, split


@given(lines(), st.tuples(drawings(), AMOUNTS), st.integers(1, 99), paid_later(most=200_000), st.integers(0, 700))
@seed(20261123)
@settings(max_examples=60, deadline=None)
def test_splitting_a_note_changes_nothing_but_rounding(line, told, percent, paid, later):
    whole, split = whole_and_split(line, told, percent, paid, later)
    rounding = FEN * 4 * (told[0]["periods"] + len(paid) + 2)
    one, two = whole.balance, split.balance
    assert abs(one.total - two.total) <= rounding
    assert abs(one.due_now - two.due_now) <= rounding
    assert (split.state, split.rate) == (whole.state, whole.rate)
    assert len(split.schedule.rows) == len(whole.schedule.rows)
    assert abs(split.schedule.total_paid - whole.schedule.total_paid) <= rounding
    assert abs((split.still_asked or 0) - (whole.still_asked or 0)) <= rounding
    if split.cost.compound is not None:
        assert abs(split.cost.compound - whole.cost.compound) < D("0.05")


@given(lines(), st.lists(st.tuples(drawings(), AMOUNTS), min_size=2, max_size=4), paid_later(), st.integers(200, 700))
@seed(20261123)
@settings(max_examples=60, deadline=None)
def test_the_balance_of_a_line_is_the_sum_of_its_notes(line, told, paid, later):
    notes = [{"id": f"n{n}", "amount": amount, **drawn} for n, (drawn, amount) in enumerate(told)]
    first = min(note["drawn_on"] for note in notes)
    day = date.fromisoformat(first) + timedelta(days=later)
    one = standing({**line, "notes": notes}, after(first, paid)).on(day)
    drawn = [note for _name, note in one.notes if note.loan.drawn_on <= day]
    for name in PARTS:
        assert one.balance.parts[name] == sum(note.balance.parts[name] for note in drawn)
    assert one.balance.total == sum(note.balance.total for note in drawn)


@given(lines(), st.lists(st.tuples(drawings(), AMOUNTS), min_size=2, max_size=4), paid_later(), st.integers(200, 700))
@seed(20261123)
@settings(max_examples=60, deadline=None)
def test_what_is_booked_on_one_note_changes_no_other(line, told, paid, later):
    notes = [{"id": f"n{n}", "amount": amount, **drawn} for n, (drawn, amount) in enumerate(told)]
    day = date.fromisoformat(notes[0]["drawn_on"]) + timedelta(days=later)
    booked = [{**one, "note_id": "n0"} for one in after(notes[0]["drawn_on"], paid)]
    with_it, without = (standing({**line, "notes": notes}, made).on(day) for made in (booked, []))
    for (_name, one), (_same, other) in zip(with_it.notes, without.notes, strict=True):
        if one.loan.id != "n0":
            assert tried(lambda one=one: one.balance) == tried(lambda other=other: other.balance)
            assert one.dues(date.min, date.max) == other.dues(date.min, date.max)
    alone = standing(
        {**line, **told[0][0], "id": "n0", "principal": told[0][1]}, [{**one, "loan_id": "n0"} for one in booked]
    )
    mine = next(one for _name, one in with_it.notes if one.loan.id == "n0")
    assert tried(lambda: mine.balance.parts) == tried(lambda: alone.on(day).balance.parts)


@given(lines(), st.lists(st.tuples(drawings(), AMOUNTS), min_size=2, max_size=4), paid_later(most=50_000_000))
@seed(20261123)
@settings(max_examples=60, deadline=None)
def test_a_payment_for_all_is_given_out_to_the_fen(line, told, paid):
    notes = [{"id": f"n{n}", "amount": amount, **drawn} for n, (drawn, amount) in enumerate(told)]
    first = min(note["drawn_on"] for note in notes)
    one = standing({**line, "notes": notes}, after(first, paid))
    given = sum(amount for _name, note in one.notes for _on, amount in note.account.paid.made)
    assert given == sum(D(fen) / 100 for _days, fen in paid)


# -- terms that change inside the term -------------------------------------------------------------------------------


@st.composite
def changing(draw):
    """A line whose rate changes, some of whose instalments rest, and whose first fee is another one."""
    some = st.lists(DRAWN, max_size=2)
    rest = {
        "id": "h",
        "start": draw(DRAWN).isoformat(),
        "months": draw(st.integers(0, 3)),
        "end_moves": draw(st.booleans()),
    }
    fee = {"id": "f", "when": "per_period", "amount": str(D(draw(st.integers(0, 9000))) / 100)}
    return {
        **draw(lines()),
        "method": draw(st.sampled_from(METHODS[:3])),
        "rate_changes": [
            {"id": f"r{n}", "start": day.isoformat(), "rate": str(D(draw(st.integers(50, 3600))) / 100)}
            for n, day in enumerate(draw(some))
        ],
        "holidays": draw(
            st.sampled_from([[], [{**rest, "kind": draw(st.sampled_from(["interest_only", "nothing"]))}]])
        ),
        "fees": [{**fee, "first_amount": str(D(draw(st.integers(0, 20_000))) / 100)}],
    }


@given(changing(), st.tuples(drawings(), AMOUNTS), paid_later(), st.integers(0, 700))
@seed(20261128)
@settings(max_examples=60, deadline=None)
def test_with_changing_terms_a_line_of_one_note_is_the_loan(line, told, paid, later):
    drawn, amount = told
    day = date.fromisoformat(drawn["drawn_on"]) + timedelta(days=later)
    made = after(drawn["drawn_on"], paid)
    noted = standing({**line, "notes": [{"id": "n", "amount": amount, **drawn}]}, made)
    assert figures(noted, day) == figures(standing({**line, **drawn, "principal": amount}, made), day)


@given(changing(), st.lists(st.tuples(drawings(), AMOUNTS), min_size=1, max_size=3), paid_later(), DRAWN)
@seed(20261128)
@settings(max_examples=60, deadline=None)
def test_a_change_to_the_same_rate_changes_nothing_on_any_note(line, told, paid, day):
    notes = [{"id": f"n{n}", "amount": amount, **drawn} for n, (drawn, amount) in enumerate(told)]
    made = after(told[0][0]["drawn_on"], paid)
    line = {**line, "rate_changes": []}
    same = {**line, "rate_changes": [{"id": "r", "start": day.isoformat(), "rate": line["rate"]}]}
    assert figures(standing({**same, "notes": notes}, made), TODAY) == figures(
        standing({**line, "notes": notes}, made), TODAY
    )


@given(changing(), st.tuples(drawings(), AMOUNTS), st.integers(1, 99), paid_later(most=200_000), st.integers(0, 700))
@seed(20261128)
@settings(max_examples=60, deadline=None)
def test_with_changing_terms_splitting_a_note_changes_nothing_but_rounding(line, told, percent, paid, later):
    whole, split = whole_and_split(line, told, percent, paid, later)
    if isinstance(tried(lambda: whole.schedule), str):
        assert isinstance(tried(lambda: split.schedule), str)
        return
    rounding = FEN * 6 * (len(whole.schedule.rows) + len(paid) + 2)
    assert [row.due for row in split.schedule.rows] == [row.due for row in whole.schedule.rows]
    assert abs(split.schedule.total_paid - whole.schedule.total_paid) <= rounding
    assert abs(split.balance.total - whole.balance.total) <= rounding
    assert abs(split.balance.due_now - whole.balance.due_now) <= rounding
    assert (split.rate, split.maturity) == (whole.rate, whole.maturity)
