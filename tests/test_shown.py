"""Values a notebook shows: escaped, and readable as cards where the screen is narrow."""

from workbook import tables
from workbook.shown import LONGEST_OPEN, Table


def test_every_cell_carries_the_name_of_its_column_for_a_narrow_screen():
    shown = Table("方案", ("办法", "每期"), (("分 42 期", "¥2,288.81"),), numeric=frozenset({1})).html()
    assert '<td data-label="办法">分 42 期</td><td class="wb-number" data-label="每期">¥2,288.81</td>' in shown


def test_words_of_a_table_never_become_markup():
    evil = '"><img src=x onerror=alert(1)>'
    shown = Table(evil, (evil,), ((evil,),), (evil,)).html()
    assert "<img" not in shown
    assert 'data-label="&quot;&gt;&lt;img' in shown


def test_a_long_table_is_folded_under_its_title():
    assert Table("长", ("月",), (("1",),) * (LONGEST_OPEN + 1)).html().startswith("<details")


def test_rows_that_come_later_are_folded_under_what_they_are():
    shown = Table(
        "办法", ("甲",), (("守得住",), ("付不起",), ("也守得住",)), later=frozenset({1}), rest="守不住的"
    ).html()
    assert shown.index("守得住") < shown.index("也守得住") < shown.index("守不住的 (1)") < shown.index("付不起")
    assert "<details" not in Table("办法", ("甲",), (("守得住",),)).html()


def test_a_table_without_rows_is_its_title_and_its_notes():
    shown = Table("对方提的条件", ("哪笔",), (), ("对方还没有提条件",)).html()
    assert "<table" not in shown
    assert shown.index("对方提的条件") < shown.index("对方还没有提条件")


def test_a_table_goes_on_as_a_frame_with_numbers_where_it_shows_them():
    rows = (("2026-07", "-¥1,210.50", "12.5%"), ("2026-08", "还不知道", "3%"))
    shown = Table("月", ("月份", "剩下", "占"), rows, numeric=frozenset({1, 2}))
    found = tables.frame(shown)
    assert found["剩下"].iloc[0] == -1210.5
    assert found["剩下"].isna().iloc[1]
    assert (found["占"].sum(), found["月份"].iloc[1]) == (15.5, "2026-08")


def test_days_and_amounts_below_zero_are_not_cut_at_a_hyphen() -> None:
    rows = (("到 2026-12-10", "-¥1,250.00"), ("2026-12", "¥3.00"))
    page = Table("标题", ("哪天", "还剩"), rows, ("2027-01-05 再看",)).html()
    for whole in ("2026-12-10", "-¥1,250.00", "2026-12", "2027-01-05"):
        assert f'<span class="wb-whole">{whole}</span>' in page
    assert '<span class="wb-whole">¥3.00' not in page
