"""What is due today means the same wherever it is printed: what is overdue, and what falls due on the day itself."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from workbook import documents, pressure, tables, verdict
from workbook.case import Case
from workbook.loans import Standing

HERE = Path(__file__).parent
CASES = ("late_on_one", "nothing_left", "six_lenders", "ten_minutes")


def stored(name: str, after: int = 0, due: str | None = None) -> Case:
    """Give a stored case, so many days later or on a day named."""
    told = Case.model_validate(json.loads((HERE / f"fixtures/cases/{name}.json").read_text("utf-8")))
    day = due or told.as_of + timedelta(days=after)
    return told.but(profile=told.profile.but(as_of=day))


def printed(told: Case) -> list[tuple[str, ...]]:
    """Give what is due today on each loan as every table has it: today, the overview, the balances, the calendar."""
    table = tables.loans_overview(told)
    overview = {row[0]: row[4] for row in getattr(table, "tables", (table,))[0].rows}
    balances = tables.balances(told)
    last = dict(zip(balances.columns, balances.rows[-1], strict=True))
    today = {row[0]: row[2] for row in tables.current_today(told).rows}
    calendar = {row[1]: row[2] for row in reversed(tables.calendar(told).rows) if row[0].startswith("今天")}
    return [(today[name], overview[name], last[name], calendar.get(name, "¥0.00")) for name in overview]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("after", [0, 2, 12, 17, 30])
def test_every_table_prints_the_same_amount_as_due_today(name: str, after: int):
    told = stored(name, after)
    for amounts in printed(told):
        assert len(set(amounts)) == 1, amounts


@pytest.mark.parametrize("name", CASES)
def test_the_ten_minutes_and_the_papers_say_what_the_tables_say(name: str):
    told = stored(name)
    due = pressure.current_today(told).rows[0].amount
    assert due == verdict.quick(told).due_today == Standing.of(told, told.main_loan).arrears
    figures = json.loads(documents.results(told))["self"]
    assert figures["loan.due_now"] == figures["quick.due_today"]


def test_what_falls_due_on_the_day_itself_is_due_today_and_not_late():
    van = {"id": "v", "name": "车贷（虚构）", "state": "not_due", "next_due": "2026-11-23", "instalment": "1500"}
    told = Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23"},
            "debts": {"loans": [{**van, "periods_left": "20", "balance_left": "28000"}]},
        }
    )
    (claim,) = pressure.current_today(told).rows
    assert (claim.amount, claim.overdue) == (Decimal("1500.00"), False)
    assert printed(told) == [("¥1,500.00",) * 4]
    assert tables.calendar(told).rows[0][0] == "今天"


def test_a_loan_called_in_is_due_as_a_whole_on_every_table():
    told = stored("late_on_one")
    loan = told.main_loan.but(state="accelerated", accelerated_on="2026-11-20")
    told = told.but(debts=told.debts.but(loans=[loan]))
    whole = Standing.of(told, told.main_loan).balance.total
    assert pressure.current_today(told).total == verdict.quick(told).due_today == whole
    assert {amount for amounts in printed(told) for amount in amounts} == {f"¥{whole:,}"}
