"""Days and months as people say them, read against the case's own day."""

from datetime import date

import pytest
from hands import add, error, opened, reads, seen, typed
from pydantic import ValidationError

from workbook import casefile, pressure
from workbook.case import SECTIONS, Ask, Case, Loan
from workbook.forms.days import When, said_day, said_month
from workbook.forms.fields import described
from workbook.forms.layout import FOLLOWS, SIDES

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("10月24日", "2026-10-24"),
        ("十月二十四号", "2026-10-24"),
        ("１０月２４日", "2026-10-24"),
        ("10-24", "2026-10-24"),
        ("10/24", "2026-10-24"),
        ("10.24", "2026-10-24"),
        ("1月5日", "2027-01-05"),  # nearer than the January before
        ("5月25日", "2026-05-25"),
        ("5月24日", "2027-05-24"),
        ("24号", "2026-11-24"),
        ("3日", "2026-12-03"),
        ("今天", "2026-11-23"),
        ("昨天", "2026-11-22"),
        ("大后天", "2026-11-26"),
        ("三天后", "2026-11-26"),
        ("两周前", "2026-11-09"),
        ("周三", "2026-11-25"),
        ("星期天", "2026-11-22"),
        ("下周三", "2026-12-02"),
        ("上个星期五", "2026-11-20"),
        ("这礼拜日", "2026-11-29"),
        ("下月5号", "2026-12-05"),
        ("下个月5号", "2026-12-05"),
        ("上个月底", "2026-10-31"),
        ("月底", "2026-11-30"),
        ("10月底", "2026-10-31"),
        ("去年3月1日", "2025-03-01"),
        ("明年2月底", "2027-02-28"),
        ("26年10月24日", "2026-10-24"),
        ("3 Nov 2026", "2026-11-03"),
        ("3rd November", "2026-11-03"),
        ("Nov 3, 2025", "2025-11-03"),
        ("Sept. 3", "2026-09-03"),
        ("the 3rd of Nov", "2026-11-03"),
        ("2026 Nov 3", "2026-11-03"),
        ("3-Nov-26", "2026-11-03"),
        ("the 24th", "2026-11-24"),
        ("3rd", "2026-12-03"),
        ("Yesterday", "2026-11-22"),
    ],
)
def test_the_nearest_day_of_that_name_is_meant(said, meant):
    assert said_day(said, When(TODAY)) == meant


@pytest.mark.parametrize(
    ("side", "said", "meant"),
    [
        (-1, "3月1日", "2026-03-01"),
        (1, "3月1日", "2027-03-01"),
        (-1, "5月1日", "2026-05-01"),  # drawn, paid, received: not next year
        (1, "8月1日", "2027-08-01"),  # falls due, is heard: not last summer
        (-1, "20号", "2026-11-20"),
        (1, "20号", "2026-11-20"),  # some days of grace: the day of a case is not always today's
        (1, "10号", "2026-12-10"),
        (-1, "11月25日", "2026-11-25"),
    ],
)
def test_a_day_that_lies_behind_or_ahead_is_looked_for_there(side, said, meant):
    assert said_day(said, When(TODAY, side)) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "hello",
        "24",
        "24/10",
        "32号",
        "0号",
        "2月30日",
        "13月1日",
        "下下月5号",
        "2026-10-24",
        "2026.10.24",
        "上月31号",
        "11/3/2026",
        "31 Nov",
        "Mayor 3",
    ],
)
def test_what_names_no_day_or_a_whole_date_stays_as_it_is(said):
    assert said_day(said, When(date(2026, 12, 23) if said == "上月31号" else TODAY)) == said


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("2月30日", "日历上没有“2月30日”这一天，请检查月份和日子"),
        ("11/31", "日历上没有“11/31”这一天，请检查月份和日子"),
        ("13月1号", "日历上没有“13月1号”这一天，请检查月份和日子"),
        ("2026-02-30", "日历上没有“2026-02-30”这一天，请检查月份和日子"),
        ("2月29日", "“2月29日”不是日期，请按年-月-日写，例如 2026-03-05"),  # of which year?
    ],
)
def test_a_day_that_no_year_has_is_said_to_be_none(tmp_path, said, why):
    form = opened(a_case(tmp_path), "situation")
    typed(form, "changed_on", text=said)
    assert error(form, "changed_on") == why


MONTHS_ALONE = (
    "July 2026",
    "Jul 2026",
    "2026 July",
    "7/2026",
    "July '26",
    "2026年7月",
    "2026/7",
    "2026-07",
    "7月份",
    "July",
)


@pytest.mark.parametrize("said", MONTHS_ALONE)
def test_a_month_says_its_first_day_where_something_begins_and_is_asked_back_elsewhere(said):
    assert said_day(said, When(TODAY, -1, begins=True)) == "2026-07-01"
    assert said_day(said, When(TODAY, -1)) == "2026-07"
    assert said_month(said, When(TODAY, -1)) == "2026-07"


@pytest.mark.parametrize("said", ["July 2026", "2026年7月"])
def test_a_month_typed_into_a_day_is_shown_back_or_asked_back(tmp_path, said):
    path = a_case(tmp_path)
    form = opened(path, "situation")
    typed(form, "changed_on", text=said)
    assert reads(form, "changed_on") == "读作 2026-07-01（周三）"
    assert casefile.read(path).case.situation.changed_on == date(2026, 7, 1)
    debts = opened(path)
    row = add(debts, "loans")
    typed(debts, "loans", row, "drawn_on", text=said)
    assert error(debts, "loans", row, "drawn_on") == "“2026-07”只说到月份，是哪一天？请补上日子，例如 2026-07-05"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("end of July", "2026-07-31"),
        ("the end of Feb 2026", "2026-02-28"),
        ("July end", "July end"),
        ("7月底", "2026-07-31"),
    ],
)
def test_the_end_of_a_month_is_its_last_day_in_both_languages(said, meant):
    assert said_day(said, When(TODAY)) == meant


@pytest.mark.parametrize("said", ["26 July", "7月26日", "7月底", "end of July", "July '26"])
def test_a_day_in_a_month_says_the_month(said):
    assert said_month(said, When(TODAY)) == "2026-07"


@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2024, 2, 29), date(2026, 12, 31)])
@pytest.mark.parametrize("said", ["月底", "31号", "2月29日", "上月30号", "下月底", "去年2月29日"])
def test_ends_of_months_and_years_never_stop_a_form(said, today):
    assert said_day(said, When(today)) == said or date.fromisoformat(said_day(said, When(today)))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("10月", "2026-10"),
        ("11月份", "2026-11"),
        ("12月", "2025-12"),  # a month that is recorded is past
        ("三月", "2026-03"),
        ("上月", "2026-10"),
        ("去年12月", "2025-12"),
        ("2026/3/1", "2026-03"),
        ("2026年3月5日", "2026-03"),
        ("Nov 2026", "2026-11"),
        ("november 2026", "2026-11"),
        ("2026 Nov", "2026-11"),
        ("11/2026", "2026-11"),
        ("03-2026", "2026-03"),
        ("Nov-25", "2025-11"),
        ("Dec", "2025-12"),
        ("3 Mar 2026", "2026-03"),
        ("last month", "2026-10"),
        ("13/2026", "13/2026"),
        ("Novel 2026", "Novel 2026"),
        ("13月", "13月"),
        ("abc", "abc"),
    ],
)
def test_a_month_is_the_last_one_of_that_name(said, meant):
    assert said_month(said, When(TODAY, -1)) == meant


def test_each_day_that_lies_on_one_side_is_asked_for_somewhere():
    asked = {field["name"]: field["kind"] for section in SECTIONS for field in fields(Case.model_fields[section])}
    assert {asked[name] for name in SIDES} == {"day", "month"}


def fields(info):
    parts = described(info.annotation)["parts"].values()
    return [field for part in parts for group in part["groups"] for field in group["fields"]]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("3", 3),
        (3, 3),
        ("3号", 3),
        ("3日", 3),
        ("３号", 3),
        ("三号", 3),
        ("二十一日", 21),
        ("每月3号", 3),
        ("每个月的三号", 3),
        ("3rd", 3),
        ("the 3rd", 3),
        ("3rd of each month", 3),
        ("on the 22nd of every month", 22),
        ("月底", 31),
        ("end of month", 31),
    ],
)
def test_a_day_of_every_month_is_read_as_people_write_it(said, meant):
    assert Loan(id="one", due_day=said).due_day == meant
    assert Ask(id="one", auto_debit_day=said).auto_debit_day == meant


@pytest.mark.parametrize("said", ["月初", "3号左右", "3月5日", "3.5", "-3", "soon", True])
def test_what_names_no_day_of_every_month_is_refused(said):
    with pytest.raises(ValidationError, match="value_error"):
        Loan(id="one", due_day=said)


@pytest.mark.parametrize(("said", "back"), [("3号", "读作 每月 3 号"), ("the 3rd", "读作 每月 3 号"), ("3", "")])
def test_a_day_of_every_month_is_shown_back(tmp_path, said, back):
    path = a_case(tmp_path)
    form = opened(path)
    row = add(form, "loans")
    typed(form, "loans", row, "due_day", text=said)
    assert reads(form, "loans", row, "due_day") == back
    assert casefile.read(path).case.loans[0].due_day == 3


@pytest.mark.parametrize(
    ("said", "meant"),
    [("4口人", 4), ("4个人", 4), ("四口人", 4), ("4人", 4), ("大概4口", 4), ("about 4 people", 4), ("4", 4)],
)
def test_how_many_live_on_the_income_is_read_as_people_say_it_and_shown_back(tmp_path, said, meant):
    path = a_case(tmp_path)
    form = opened(path, "situation")
    typed(form, "household", text=said)
    assert casefile.read(path).case.situation.household == meant
    assert reads(form, "household") == ("" if said == "4" else "读作 4")


@pytest.mark.parametrize(
    ("said", "meant"), [("约12期", 12), ("12 months", 12), ("12个月左右", 12), ("十二期", 12), ("12 installments", 12)]
)
def test_a_number_of_instalments_is_read_as_people_say_it(said, meant):
    assert Loan(id="one", periods=said).periods == meant


def test_a_rough_rate_is_read_too_and_a_range_of_either_is_asked_back(tmp_path):
    assert str(Loan(id="one", rate="大概14.5%").rate) == "14.5"
    form = opened(a_case(tmp_path))
    row = add(form, "loans")
    for name, said in (("rate", "14到18%"), ("periods", "6到12期"), ("app_total", "2.4万到2.8万")):
        typed(form, "loans", row, name, text=said)
        assert error(form, "loans", row, name) == f"“{said}”是一个范围，这里写一个数"


@pytest.mark.parametrize("said", ["Nov 2026", "11/2026"])
def test_a_month_in_english_is_taken_by_the_form_and_shown_back(tmp_path, said):
    path = a_case(tmp_path)
    form = opened(path, "situation")
    row = add(form, "months")
    typed(form, "months", row, "month", text=said)
    assert reads(form, "months", row, "month") == "读作 2026-11"
    assert casefile.read(path).case.situation.months[0].month == "2026-11"


@pytest.mark.parametrize(
    ("state", "said", "meant"),
    [
        ("normal", "15号", "2026-12-15"),
        ("normal", "the 15th", "2026-12-15"),
        ("caught_up", "11月15日", "2026-11-15"),  # no next day is a year away: the nearest, which is asked about
        ("normal", "1月5日", "2027-01-05"),
        ("overdue", "12月20日", "2026-12-20"),
        ("overdue", "30号", "2026-10-30"),
        ("overdue", "月底", "2026-10-31"),
        (None, "15号", "2026-11-15"),
    ],
)
def test_a_due_day_lies_ahead_of_a_loan_in_order_and_behind_a_late_one(tmp_path, state, said, meant):
    path = a_case(tmp_path)
    form = opened(path)
    row = add(form, "loans")
    if state:
        typed(form, "loans", row, "state", text=state)
    typed(form, "loans", row, "next_due", text=said)
    assert reads(form, "loans", row, "next_due").startswith(f"读作 {meant}")
    assert str(casefile.read(path).case.loans[0].next_due) == meant


@pytest.mark.parametrize(
    ("state", "day", "asked"),
    [
        ("normal", "2026-11-15", "可 2026-11-15 已经过了，先按没还算"),
        ("not_due", "2026-10-01", "可 2026-10-01 已经过了，先按没还算"),
        ("overdue", "2026-12-15", "可 2026-12-15 还没到"),
        ("overdue", "2026-11-15", ""),
        ("normal", "2026-11-23", ""),
        ("settled", "2026-11-15", ""),
    ],
)
def test_a_due_day_that_does_not_go_with_where_the_loan_stands_is_asked_about(tmp_path, state, day, asked):
    path = a_case(tmp_path)
    form = opened(path)
    row = add(form, "loans")
    typed(form, "loans", row, "next_due", text=day)
    typed(form, "loans", row, "state", text=state)
    said = seen(form)["warned"].get(f"loans/{row}/next_due", "")
    found = [one.sentence for one in pressure.diagnosis(casefile.read(path).case) if asked and asked in one.sentence]
    assert (asked in said) if asked else not said
    assert bool(found) == bool(asked)


@pytest.mark.parametrize(
    ("drawn", "said", "meant"),
    [
        ("2026-02-15", "3月15日", "2026-03-15"),
        ("2026-02-15", "15 March", "2026-03-15"),
        ("2023-12-20", "1月20日", "2024-01-20"),
        ("2026-02-15", "15号", "2026-03-15"),  # not on the day of the money itself
        ("2026-02-15", "周三", "2026-02-18"),
        ("2月15日", "3月15日", "2026-03-15"),
        ("2026-02-15", "明年3月15日", "2027-03-15"),
        ("2026-02-15", "昨天", "2026-11-22"),
        ("", "3月15日", "2027-03-15"),
        ("不知道哪天", "3月15日", "2027-03-15"),
    ],
)
@pytest.mark.parametrize("in_a_note", [False, True])
def test_the_first_due_day_is_the_next_of_its_name_after_the_money_came(tmp_path, drawn, said, meant, in_a_note):
    path = a_case(tmp_path)
    form = opened(path)
    place = ("loans", add(form, "loans"))
    if in_a_note:
        place = (*place, "notes", add(form, *place, "notes"))
    typed(form, *place, "first_due", text=said)
    typed(form, *place, "drawn_on", text=drawn)
    assert reads(form, *place, "first_due").startswith(f"读作 {meant}")
    loan = casefile.read(path).case.loans[0]
    assert str((loan.notes[0] if in_a_note else loan).first_due) == meant
    assert "first_due" not in str(seen(form)["choices"])


def test_a_paper_covers_a_time_that_ends_after_it_begins(tmp_path):
    form = opened(a_case(tmp_path), "evidence")
    place = ("documents", add(form, "documents"))
    typed(form, *place, "covers_from", text="2025-01-01")
    typed(form, *place, "covers_to", text="3月31日")
    assert reads(form, *place, "covers_to").startswith("读作 2025-03-31")


def test_a_month_alone_may_be_the_one_it_begins_in():
    assert said_day("1月", When(TODAY, -1, after=date(2025, 1, 1))) == "2025-01"
    assert said_day("1月", When(TODAY, -1, after=date(2025, 2, 1))) == "2026-01"


def test_what_is_borrowed_more_is_paid_back_after_it_is_needed(tmp_path):
    form = opened(a_case(tmp_path), "ask")
    typed(form, "raise_on", text="2027-01-10")
    typed(form, "raise_until", text="1月5日")
    assert reads(form, "raise_until").startswith("读作 2028-01-05")


def test_each_day_that_follows_another_is_asked_for_beside_it():
    parts = [
        part for section in SECTIONS for part in described(Case.model_fields[section].annotation)["parts"].values()
    ]
    names = [{field["name"] for group in part["groups"] for field in group["fields"]} for part in parts]
    assert all(any({then, first} <= there for there in names) for then, first in FOLLOWS.items())


def a_case(folder):
    path = folder / "case.json"
    path.write_text('{"schema_version": 4, "profile": {"as_of": "2026-11-23"}}', encoding="utf-8")
    return path


def test_ten_thousand_is_offered_where_sums_may_be_that_large():
    fields = {
        field["name"]: field
        for group in described(type(Case().situation))["parts"]["Situation"]["groups"]
        for field in group["fields"]
    }
    assert (fields["stock_per_100"]["small"], fields["cash"]["small"]) == (True, False)
