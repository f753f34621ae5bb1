"""Results as tables of finished words: every table of every notebook, on full, short and empty cases."""

from decimal import Decimal

import pytest

from workbook import options, pressure, tables
from workbook.case import Case
from workbook.language import NotKnown, Refused
from workbook.loans import Standing
from workbook.money import shown
from workbook.shown import Table
from workbook.tables.wording import table

LOAN = {
    "id": "a",
    "name": "网商贷（虚构）",
    "lender": "浙江网商银行股份有限公司",
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
    "lender_figures": [{"id": "f", "on": "2026-11-23", "overdue_principal": "2500", "penalty": "40", "total": "9999"}],
}
CAR = {"id": "b", "name": "车贷（虚构）", "state": "not_due", "next_due": "2026-12-01", "instalment": "500"}
CAR |= {"periods_left": "20", "balance_left": "9000", "pledged": True}


def full(**changes: object) -> Case:
    told: dict[str, object] = {
        "profile": {"as_of": "2026-11-23", "borrower_type": "sole_trader"},
        "situation": {
            "home_essentials": "4200",
            "other_income": "2000",
            "cash": "18000",
            "what_changed": "修路（虚构）",
            "months": [
                {"id": f"m{i}", "month": f"2026-{i:02d}", "receipts": str(24000 + 700 * i), "costs": "18000"}
                for i in range(1, 10)
            ],
            "statements": [{"id": "s", "file": "alipay.csv", "first": "2026-01-01", "last": "2026-09-30"}],
        },
        "debts": {"loans": [LOAN, CAR]},
        "evidence": {"documents": [{"id": "d", "kind": "contract", "holding": "have", "issued_on": "2026-05-10"}]},
        "ask": {
            "asks": [{"id": "k", "loan_id": "a", "preferred": {"periods": "48", "rate": "12"}, "walk_away": "1000"}]
        },
        "talks": {
            "contacts": [{"id": "c", "loan_id": "a", "on": "2026-11-20", "said": "已登记", "next_on": "2026-11-26"}],
            "offers": [{"id": "o", "loan_id": "a", "on": "2026-11-20", "terms": {"periods": "12", "rate": "14.4"}}],
            "written": [
                {
                    "id": "w",
                    "loan_id": "a",
                    "on": "2026-11-22",
                    "accepted_on": "2026-11-22",
                    "agreed": {"periods": "48", "rate": "12", "start": "2026-11-23"},
                    "terms": {"periods": "36", "rate": "12", "start": "2026-11-23"},
                }
            ],
        },
    }
    return Case.model_validate(told | changes)


EMPTY = Case.model_validate({"profile": {"as_of": "2026-11-23"}})


def cells(found: Table) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in found.rows}


RESULTS = sorted({*tables.__all__} - {"frame"})


@pytest.mark.parametrize("name", RESULTS)
def test_every_table_shows_finished_words_on_a_full_case(name: str):
    found = getattr(tables, name)(full())
    assert found.title
    assert found.rows or found.notes
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert not {"None", "nan", "NaN"} & {cell for row in found.rows for cell in row}


def outcome(name: str, told: Case) -> Table | NotKnown:
    try:
        return getattr(tables, name)(told)
    except NotKnown as missing:
        return missing


@pytest.mark.parametrize("name", RESULTS)
def test_every_table_says_what_is_missing_on_an_empty_case(name: str):
    found = outcome(name, EMPTY)
    if isinstance(found, NotKnown):
        assert found.where.startswith("0")
        assert str(found)
    else:
        assert found.rows or found.notes


def test_balances_add_up_over_components_and_loans():
    told = full()
    found = cells(tables.balances(told))
    owed = [Standing.of(told, loan).balance for loan in told.loans]
    assert found["合计"] == (shown(owed[0].total), shown(owed[1].total), shown(owed[0].total + owed[1].total))
    assert found["罚息"][1:] == ("还不知道", "还不知道")  # the app says nothing of it: not zero


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ({"app_total": "960"}, "App 上要还"),
        ({"balance_left": "20000"}, "还欠本金"),
        ({"balance_left": "20000", "app_total": "20960"}, "一共欠"),
    ],
)
def test_one_figure_alone_is_not_called_a_total(told: dict[str, str], counted: str):
    loan = {"id": "a", "name": "甲（虚构）", "next_due": "2026-11-23", **told}
    case = Case.model_validate({"profile": {"as_of": "2026-11-23"}, "debts": {"loans": [loan]}})
    found = cells(tables.balances(case))
    assert "合计" not in found
    assert counted in found
    assert "到今天该还的（上面已经算在内）" in found


def test_accruals_can_be_checked_with_a_calculator():
    found = tables.accruals(full())
    _kind, _number, base, rate, start, end, days, year, amount = next(r for r in found.rows if r[0] == "罚息")
    assert (start, end, days, year) == ("2026-11-10", "2026-11-23", "13", "360 天")
    product = Decimal(base[1:].replace(",", "")) * Decimal(rate[:-1]) / 100 * 13 / 360
    assert shown(product) == amount


def test_numbers_are_set_right_and_words_left():
    found = tables.schedule(full())
    assert found.numeric == frozenset({0, 2, 3, 4, 5, 6})
    assert len(found.rows) == 24
    assert found.rows[-1][-1] == "¥0.00"


def test_months_end_with_their_mean():
    found = tables.months(full())
    assert found.rows[-1][:2] == ("9 个月平均", "¥27,500.00")
    assert found.rows[0][0] == "2026-01"


def test_monthly_picture_keeps_food_and_income_apart_with_their_source():
    found = cells(tables.monthly_picture(full()))
    assert found["家里必需开支"] == ("¥4,200.00", "¥4,200.00", "大概的数字")
    assert found["家里其他收入（只给您自己看）"][0] == "¥2,000.00"
    assert found["经营收款"][-1] == "逐月记录"


def test_quick_answers_print_no_figure_they_do_not_have():
    short = Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23"},
            "situation": {"cash": "3000"},
            "debts": {"loans": [{"id": "a", "state": "overdue", "app_total": "2900"}]},
        }
    )
    found = cells(tables.quick_answers(short))
    assert found["今天最多能付多少"] == ("还算不出，先不报",)
    assert found["坏月份也拿得出的（每月，看到书面再答应）"] == ("先不报数字",)
    assert found["最该补的一项"] == ("每期还多少",)


def test_capacity_counts_recorded_months_and_prints_no_percentage_of_them():
    found = tables.capacity(full())
    assert any(note.startswith("在您记录的 9 个月里") for note in found.notes)
    assert not any("%" in note for note in found.notes if "个月里" in note)


def test_packages_mark_the_smallest_sufficient_and_name_every_wall():
    told = full()
    found = tables.packages(told)
    advice = options.advice(told, told.main_loan)
    assert advice.recommended is not None
    marked = [row[0] for row in found.rows if any(cell.endswith("（最小够用）") for cell in row)]
    assert marked == [advice.recommended.title]
    bridges = [p for p in advice.packages if p.wall]
    assert bridges
    assert all(any(str(p.wall) in note for note in found.notes) for p in bridges)


def test_ask_sets_rungs_side_by_side_and_says_when_the_limit_is_passed():
    found = tables.ask(full())
    assert found.columns == ("项目", "首选")
    assert cells(found)["期数"] == ("48",)
    assert any("底线 ¥1,000.00" in note for note in found.notes)


def test_written_terms_that_differ_are_listed():
    found = tables.differences(full())
    assert ("48", "36") in {(row[1].rstrip("期 "), row[2].rstrip("期 ")) for row in found.rows}


def test_lender_check_gives_the_difference_and_its_side():
    found = tables.lender_check(full())
    assert any("¥40.00" in row[1] for row in found.rows)


def test_offer_that_cannot_be_kept_is_seen_at_once():
    found = tables.offers(full())
    assert found.rows[0][4] == "守不住"


def test_measures_name_the_mortgage_lines_as_no_rule_for_business_loans():
    found = cells(tables.measures(full()))
    assert "不是经营贷款的规定" in found["还债占收入"][1]


def test_rules_shown_are_those_the_gate_lets_through():
    found = tables.rules_for_case(full())
    assert any("民法典" in row[3] for row in found.rows)
    assert not any("信用卡业务监督管理办法" in row[3] for row in found.rows)


def test_text_of_the_borrower_stays_text():
    hostile = "<script>alert(1)</script>{{7*7}}=1+1"
    told = full(debts={"loans": [{**LOAN, "name": hostile}]})
    html = tables.loans_overview(told).html()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_one_loan_that_cannot_be_told_does_not_hold_back_the_others():
    told = full(debts={"loans": [LOAN, {"id": "z", "name": "借条（虚构）"}]})
    found = tables.balances(told)
    assert found.rows[0][1].startswith("¥")
    assert found.rows[0][2] == "还不知道"
    assert any(note.startswith("“借条（虚构）”：先在“借款”那一页填写") for note in found.notes)


def test_waiting_table_repeats_the_balances():
    told = full()
    found = cells(tables.waiting(told))
    later = pressure.waiting(told, told.main_loan).rows
    assert found["合计"] == tuple(shown(row.balance.total) for row in later)


def test_amounts_are_written_to_the_fen_and_set_right_aligned():
    rows = [(Decimal("0.10"), None, "甲"), (Decimal("0.2"), 3, None)]
    worded = table("t", ["元", "天", "名"], rows, ["一", "", "一"])
    assert worded.rows == (("¥0.10", "还不知道", "甲"), ("¥0.20", "3", "还不知道"))
    assert (worded.numeric, worded.notes) == (frozenset({0, 1}), ("一",))


def test_refusals_name_a_field_or_a_place():
    wrong = full(debts={"loans": [{**LOAN, "principal": "0"}]})
    with pytest.raises(Refused, match="借款本金"):
        tables.schedule(wrong)
