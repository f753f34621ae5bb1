"""Values a notebook shows: escaped, and readable as cards where the screen is narrow."""

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
