"""The schedule of an arrangement adds up: every line to its payment, every column to its sum, all to what is paid."""

from decimal import Decimal

import pytest

from tests.papers import stored
from workbook import documents
from workbook.case import Ask, Case
from workbook.documents.blocks import Figure, Grid, words
from workbook.documents.facts import lender_facts
from workbook.documents.render.docx import docx
from workbook.documents.render.pdf import pdf
from workbook.position import Position


def treated(component: str, treatment: str, amount: str | None = None):
    return {"id": component[:12], "component": component, "treatment": treatment, "amount": amount}


ALL = ("interest_not_due", "overdue_interest", "penalty", "compound", "fees")
TERMS = {
    "level": {"periods": 24, "rate": "10.8"},
    "capitalise": {"periods": 18, "rate": "14.4", "treatments": [treated(c, "capitalise") for c in ALL]},
    "carry": {"periods": 12, "rate": "14.4", "treatments": [treated(c, "carry_forward") for c in ALL]},
    "first": {"periods": 12, "rate": "14.4", "treatments": [treated(c, "first_instalment") for c in ALL]},
    "waive a part": {"periods": 12, "rate": "9", "treatments": [treated("penalty", "waive", "20")]},
    "each another": {
        "periods": 30,
        "rate": "14.4",
        "treatments": [
            treated(c, t) for c, t in zip(ALL, ("capitalise", "carry_forward", "waive", "waive"), strict=False)
        ],
    },
    "grace": {"periods": 15, "rate": "14.4", "grace_months": 3, "grace_kind": "interest_only"},
    "nothing due": {"periods": 15, "rate": "14.4", "grace_months": 3, "grace_kind": "nothing"},
    "steps": {"periods": 18, "rate": "14.4", "steps": [{"id": "s", "periods": 6, "payment": "1500"}]},
    "fee": {"periods": 12, "rate": "14.4", "fee": "88.5"},
    "down payment": {"periods": 12, "rate": "14.4", "down_payment": "4000"},
    "small down payment and fee": {"periods": 12, "rate": "14.4", "down_payment": "500", "fee": "50"},
    "one": {"periods": 1, "rate": "14.4", "treatments": [treated(c, "carry_forward") for c in ALL[:2]]},
    "bullet": {"periods": 6, "rate": "14.4", "method": "bullet"},
    "equal principal": {"periods": 7, "rate": "14.4", "method": "equal_principal"},
    "later start": {"periods": 12, "rate": "14.4", "start": "2026-12-01", "first_due": "2027-01-10"},
}


def asking(terms) -> Case:
    """Give the late case with these terms asked for."""
    case = stored("late_on_one")
    asked = Ask.model_validate({"id": "a", "loan_id": case.loans[0].id, "preferred": terms})
    return case.but(ask=case.ask.but(asks=(asked,)))


def table(document) -> Grid:
    return [block for block in document.blocks if isinstance(block, Grid)][-1]


def amount(cell) -> Decimal:
    """Read a cell as the amount it prints; nothing printed is nothing."""
    return sum(
        (Decimal(part.text.replace("元", "").replace(",", "")) for part in cell if isinstance(part, Figure)), Decimal(0)
    )


@pytest.mark.parametrize("terms", TERMS.values(), ids=TERMS)
def test_every_line_and_every_column_adds_up_to_the_fen(terms):
    position = Position(asking(terms))
    grid = table(documents.letter(position))
    *lines, together = [[amount(cell) for cell in row[2:-1]] for row in grid.rows]
    for payment, *parts in (*lines, together):
        assert payment == sum(parts)
    assert [sum(column) for column in zip(*lines, strict=True)] == together
    assert together[0] == lender_facts(position).ask.preferred.total_paid.value
    assert all(any(column) for column in zip(*lines, strict=True))  # no column that holds nothing


@pytest.mark.parametrize("terms", TERMS.values(), ids=TERMS)
def test_on_the_long_picture_each_payment_is_what_stands_beside_it(terms):
    rows = table(documents.plan(Position(asking(terms)))).rows
    assert len(rows) > 1
    for _number, _due, payment, parts in rows:
        assert amount(payment) == amount(parts)


@pytest.mark.parametrize("terms", TERMS.values(), ids=TERMS)
def test_what_was_owed_and_is_not_waived_is_all_in_the_table(terms):
    position = Position(asking(terms))
    rung, owed = lender_facts(position).ask.preferred, position.standing(position.loan).balance.total
    together = rung.together
    waived = rung.waived.value or Decimal(0)
    assert together.principal.value + together.brought.value == owed - waived


def test_the_note_says_up_to_which_day_and_what_lies_between():
    said = words(documents.letter(Position(asking(TERMS["level"]))).blocks[-1].text)
    assert "算到2026年11月23日" in said
    assert "不在表里" not in said
    later = words(documents.letter(Position(asking(TERMS["later start"]))).blocks[-1].text)
    assert "从2026年12月1日算起" in later
    assert "两天之间的利息不在表里" in later


def test_word_and_pdf_have_the_same_columns():
    import io

    import docx as word
    from pypdf import PdfReader

    made = documents.letter(Position(asking(TERMS["small down payment and fee"])))
    titles = [words(title) for title in table(made).columns]
    assert titles == ["期", "还款日", "应还", "本金", "新计划利息", "以前欠的", "调整费用", "剩余本金"]
    cells = word.Document(io.BytesIO(docx(made))).tables[-1].rows
    assert [cell.text for cell in cells[0].cells] == titles
    assert cells[-1].cells[0].text == "合计"
    printed = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf(made))).pages)
    assert "调整费用" in printed
    assert "合计" in printed


@pytest.mark.parametrize("name", ["bullet_and_receivable", "bullet_in_35_days"])
def test_the_sums_of_a_renewal_are_those_of_its_lines(name):
    from workbook import options

    case = options.with_request(stored(name), "preferred")
    *lines, together = [[amount(cell) for cell in row[2:-1]] for row in table(documents.letter(Position(case))).rows]
    assert [sum(column) for column in zip(*lines, strict=True)] == together
    assert all(payment == sum(parts) for payment, *parts in (*lines, together))


def test_what_comes_after_the_steps_is_what_is_asked_then():
    steps = [{"id": "s", "periods": 12, "payment": "2600"}]
    position = Position(asking({"steps": steps, "periods": 30, "rate": "14.4"}))
    rung = lender_facts(position).ask.preferred
    later = {row.payment.value for number, row in rung.row.items() if number > 12}
    assert rung.later_payment.value == max(later)
    assert f"其余各期最多{rung.later_payment.text}" in "".join(
        words(b.text) for b in documents.letter(position).blocks if hasattr(b, "text")
    )
