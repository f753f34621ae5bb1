"""Pictures of results: a finding in one sentence, its numbers, and the same drawing every time."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from workbook import charts, options, pressure
from workbook.case import Case
from workbook.charts.canvas import QUIET, Page, bars_across, keys, label, month_ticks, page, thousands
from workbook.language import NotKnown
from workbook.loans import Standing
from workbook.money import shown

LOAN = {
    "id": "a",
    "name": "网商贷（虚构）",
    "state": "overdue",
    "principal": "60000",
    "drawn_on": "2026-05-10",
    "rate": "14.4",
    "rate_unit": "year",
    "day_count": "30/360",
    "method": "equal_instalment",
    "periods": "24",
    "due_day": "10",
    "next_due": "2026-11-10",
    "penalty_uplift": "1.5",
}


def case(*loan: dict, changed_on: str | None = None, months: int = 9, **money: str) -> Case:
    recorded = [
        {"id": f"m{i}", "month": f"2026-{i:02d}", "receipts": str(30000 - 700 * i), "costs": "18000"}
        for i in range(1, months + 1)
    ]
    situation = {"home_essentials": "4200", "cash": "18000", "other_debts_30_days": "0", "months": recorded}
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23"},
            "situation": {**situation, "changed_on": changed_on, **money},
            "debts": {"loans": list(loan or (LOAN,))},
        }
    )


EMPTY = Case.model_validate({"profile": {"as_of": "2026-11-23"}})
SEVERAL = [
    case(),
    case(changed_on="2026-06-01"),
    case(months=0, usual_receipts="20000", worst_receipts="9000", stock_per_100="50", shop_costs="3000"),
    case({**LOAN, "method": "bullet", "maturity": "2026-10-01", "next_due": None}),
    case({**LOAN, "method": "interest_only", "state": "not_due", "next_due": "2026-12-10"}),
]


@pytest.mark.parametrize("name", charts.__all__)
@pytest.mark.parametrize("told", SEVERAL, ids=["late", "changed", "plain figures", "matured", "before due"])
def test_every_chart_is_a_sentence_numbers_and_a_picture_without_words_to_fetch(name: str, told: Case):
    chart = getattr(charts, name)(told)
    assert chart.sentence.endswith("。")
    assert re.search(r"\d", chart.sentence)
    assert chart.numbers.rows
    drawn = ET.fromstring(chart.svg)  # noqa: S314 - our own drawing
    assert not list(drawn.iter("{http://www.w3.org/2000/svg}text"))  # words are paths: no font is needed to read it
    links = [value for element in drawn.iter() for key, value in element.attrib.items() if key.endswith("href")]
    assert all(link.startswith("#") for link in links)


@pytest.mark.parametrize("name", charts.__all__)
def test_every_chart_says_what_is_missing_on_an_empty_case(name: str):
    with pytest.raises(NotKnown) as missing:
        getattr(charts, name)(EMPTY)
    assert missing.value.where.startswith("0")


def test_alt_text_is_the_sentence():
    chart = charts.waiting(case())
    assert f'alt="{chart.sentence}"' in chart.html()


def test_same_case_same_bytes():
    draw = "import sys; sys.path.insert(0, 'tests'); import test_charts as t; print(t.charts.cliff(t.case()).svg)"
    once, twice = (subprocess.run([sys.executable, "-c", draw], capture_output=True, check=True) for _ in range(2))
    assert once.stdout == twice.stdout
    assert b"2026-11" not in once.stdout  # no date of drawing either


def test_figures_of_a_chart_are_those_of_the_results():
    told = case()
    owed = Standing.of(told, told.main_loan).balance
    assert shown(owed.total) in charts.balance_components(told).sentence
    later = pressure.waiting(told, told.main_loan).rows[-1]
    assert charts.waiting(told).numbers.rows[-1][1:3] == (shown(later.balance.total), shown(later.added))
    advice = options.advice(told, told.main_loan)
    assert charts.cliff(told).numbers.rows[0][1] == shown(advice.ground.share)


def test_cliff_names_the_day_the_relief_ends():
    told = case()
    bridge = [p for p in options.packages(told, told.main_loan) if p.kind is options.Kind.INTEREST_ONLY][1]
    chart = charts.cliff(told)
    assert str(bridge.wall) in chart.sentence
    assert (f"{bridge.wall:%Y-%m} 起", shown(bridge.after)) in chart.numbers.rows  # and drawn beside its bar


def test_change_is_told_by_two_means():
    chart = charts.months(case(changed_on="2026-06-01"))
    assert chart.sentence == "变化以前每月平均剩 ¥5,700.00，变化以后平均剩 ¥2,550.00。"


def test_without_a_change_best_and_worst_are_named():
    said = charts.months(case(home_essentials="6000")).sentence
    assert said == "9 个月里，最好的 2026-01 剩 ¥5,300.00，最差的 2026-09 还没还债就差 ¥300.00。"


def test_nothing_falling_due_any_more_is_said_instead_of_enough():
    chart = charts.cash_and_debts(case({**LOAN, "method": "bullet", "maturity": "2026-10-01", "next_due": None}))
    assert chart.sentence.startswith("没有按月要还的债务了")


def test_arrears_are_never_hidden_by_a_month_that_suffices():
    chart = charts.cash_and_debts(case(months=3))
    assert "每个月剩下的都够还" in chart.sentence
    assert "还没有算在里面" in chart.sentence


def test_unknown_components_are_not_drawn_as_zero():
    told = case({"id": "a", "state": "overdue", "app_total": "2900", "instalment": "2900", "next_due": "2026-11-10"})
    with pytest.raises(NotKnown, match="“借款”那一页"):
        charts.balance_components(told)


def test_red_is_kept_for_what_is_late():
    told = case({**LOAN, "state": "not_due", "next_due": "2026-12-10"}, changed_on="2026-06-01")
    for name in ("months", "cash_and_debts", "cliff", "balance_components", "annual_cost"):
        assert "#bf4f00" not in getattr(charts, name)(told).svg.lower()
    assert "#bf4f00" in charts.waiting(case()).svg.lower()


def test_what_the_font_lacks_is_drawn_as_its_code_and_never_as_a_box():
    assert label("🍜面馆") == "〔U+1F35C〕面馆"
    assert label("一二三四五六七八九十一二三四五六七") == "一二三四五六七八九十一二三四…"
    with page() as drawn:
        drawn.axes.set_title(label("🍜 $x^2$ \n面馆"))
    assert drawn.svg().startswith("<?xml")


def test_a_missing_glyph_is_an_error():
    with page() as drawn:
        drawn.axes.set_title("🍜")
    with pytest.raises(UserWarning, match=r"[Gg]lyph"):
        drawn.svg()


def test_a_chart_is_drawn_once_and_only_where_it_is_looked_at(monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr(Page, "svg", lambda _drawn: asked.append("") or "<svg/>")
    chart = charts.cliff(case())
    assert str(chart)
    assert asked == []
    assert chart.html() == chart.html()
    assert asked == [""]


def test_bars_leave_room_for_their_amounts():
    with page() as drawn:
        bars_across(drawn, ["甲", "乙"], [Standing.of(case(), case().main_loan).balance.total] * 2, ["#000000"] * 2)
    drawn.svg()
    right = drawn.axes.get_window_extent().x1
    assert all(words.get_window_extent().x1 <= right + 1 for words in drawn.axes.texts)


def test_what_marks_mean_stands_above_the_picture_where_nothing_crosses_it():
    with page() as drawn:
        keys(drawn, [(drawn.axes.plot([0, 1], [0, 1])[0], words, QUIET) for words in ("现在的合同", "请求", "能给")])
    drawn.svg()
    (said,) = drawn.figure.legends
    assert said.get_window_extent().y0 >= drawn.axes.get_window_extent().y1


def test_the_first_month_stands_clear_of_the_lowest_amount():
    with page() as drawn:
        drawn.axes.plot(range(24), [0] * 24)
        drawn.axes.set(ylim=(0, 24000), xlim=(-0.5, 24))
        thousands(drawn)
        month_ticks(drawn, [f"2026-{1 + n % 12:02d}" for n in range(24)], 6)
    drawn.svg()
    months, amounts = drawn.axes.get_xticklabels(), drawn.axes.get_yticklabels()
    lowest = next(words for words in amounts if words.get_text() == "0")
    assert not months[0].get_window_extent().overlaps(lowest.get_window_extent())


def test_matplotlib_is_loaded_only_when_a_chart_is_drawn():
    loaded = "import sys, workbook.charts; print('matplotlib' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
