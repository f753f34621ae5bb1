"""Working days with 调休, and an honest word where no holiday table is loaded."""

from datetime import date

from workbook import workdays


def test_national_day_week_is_skipped_and_the_made_up_saturday_counts():
    assert not workdays.is_workday(date(2026, 10, 1))
    assert workdays.after(date(2026, 9, 30), 1) == workdays.Counted(date(2026, 10, 8))
    assert workdays.is_workday(date(2026, 10, 10))


def test_zero_working_days_means_that_day_or_the_next_working_day():
    assert workdays.after(date(2026, 11, 23), 0).day == date(2026, 11, 23)
    assert workdays.after(date(2026, 11, 21), 0).day == date(2026, 11, 23)


def test_a_deadline_on_a_day_off_is_met_on_the_working_day_before():
    assert workdays.on_or_before(date(2026, 10, 3)).day == date(2026, 9, 30)


def test_so_many_working_days_before_a_day():
    assert workdays.before(date(2026, 12, 28), 15).day == date(2026, 12, 7)
    assert workdays.before(date(2026, 10, 9), 2).day == date(2026, 9, 30)  # over the week of National Day
    assert workdays.before(date(2026, 11, 22), 0).day == date(2026, 11, 20)
    assert "2027" in workdays.before(date(2027, 1, 8), 15).sentence


def test_days_between_leave_out_the_first_and_keep_the_last():
    assert workdays.between(date(2026, 11, 23), date(2026, 11, 30)) == 5
    assert workdays.between(date(2026, 11, 30), date(2026, 11, 23)) == 0


def test_a_year_without_a_table_is_counted_by_weekday_and_says_so():
    counted = workdays.after(date(2026, 12, 30), 3)
    assert counted.day == date(2027, 1, 4)
    assert "2027" in counted.sentence
    assert workdays.after(date(2026, 11, 23), 3).sentence == ""


def test_years_before_the_table_are_said_too():
    assert "2003" in workdays.after(date(2003, 5, 5), 2).sentence
