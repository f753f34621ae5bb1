"""What is left each month, from recorded months, from lists, or from a few plain figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import tables
from workbook.case import Case
from workbook.cashflow import Flow, bad_rank, monthly
from workbook.evidence import months_missing
from workbook.language import NotKnown
from workbook.money import shown
from workbook.position import Position
from workbook.pressure import capacity
from workbook.simulate import paths

PLAIN = {
    "usual_receipts": "30000",
    "worst_receipts": "18000",
    "stock_per_100": "60",
    "shop_costs": "5000",
    "home_essentials": "4200",
    "other_income": "2000",
}


def case(**situation: object) -> Case:
    return Case.model_validate({"situation": situation})


def month(name: str, receipts: str, costs: str, **rest: str) -> dict[str, str]:
    return {"id": f"m{name}", "month": name, "receipts": receipts, "costs": costs, **rest}


def test_few_plain_figures_make_a_usual_and_a_bad_month():
    picture = monthly(case(**PLAIN))
    assert picture.usual.costs == Decimal("23000.00")  # 60 of every 100 for stock, and the shop
    assert picture.usual.business_left == Decimal("7000.00")
    assert picture.usual.left == Decimal("4800.00")  # 7000 + 2000 - 4200
    assert picture.bad is not None
    assert picture.bad.costs == Decimal("15800.00")  # stock shrinks with receipts, the shop's other costs do not
    assert picture.bad.left == Decimal("0.00")
    assert picture.sources == tuple((part, "usual") for part in ("receipts", "costs", "essentials", "other_income"))
    assert "进货随收款减少" in picture.bad_rule


def test_food_money_is_never_netted_away():
    flow = monthly(case(**{**PLAIN, "home_essentials": "9000"})).usual
    assert (flow.essentials, flow.other_income) == (Decimal("9000.00"), Decimal("2000.00"))
    assert flow.left == Decimal("0.00")


def test_unknown_is_asked_for_not_counted_as_zero():
    flow = monthly(case(**{**PLAIN, "home_essentials": None})).usual
    assert not flow.known
    with pytest.raises(NotKnown, match="家里每月必需开支") as missing:
        _ = flow.left
    assert missing.value.where == "01_situation"
    with pytest.raises(NotKnown, match="店里每月其他开支"):
        _ = monthly(case(usual_receipts="30000", home_essentials="1")).usual.left


def test_income_not_told_is_left_out_and_said_so():
    picture = monthly(case(**{**PLAIN, "other_income": None}))
    assert picture.usual.left == Decimal("2800.00")
    assert picture.assumed == ("“家里其他收入”没有填，没有算进去。",)


def test_empty_case_knows_nothing():
    picture = monthly(Case())
    assert not picture.usual.known
    assert (picture.bad, picture.recorded, picture.sources) == (None, (), ())


def test_nine_recorded_months_take_the_worst():
    months = [month(f"2026-0{i}", str(20000 + 1000 * i), "15000", essentials="4000") for i in range(1, 10)]
    picture = monthly(case(months=months, other_income="0"))
    assert len(picture.recorded) == 9
    assert picture.usual.receipts == Decimal("25000.00")
    assert picture.bad == picture.recorded[0]
    assert picture.bad_rule == "取 9 个月记录里最差的一个月（2026-01）。"
    assert picture.source("costs") == "months"
    assert picture.source("other_income") == "usual"


def test_a_full_year_takes_the_second_worst_month():
    months = [month(f"2025-{i:02d}", str(20000 + 1000 * i), "15000", essentials="4000") for i in range(1, 13)]
    picture = monthly(case(months=months))
    assert picture.bad == picture.recorded[1]
    assert "第 2 差" in picture.bad_rule


def test_usual_is_before_the_change_and_bad_no_better_than_since():
    years = [month(f"202{4 + i // 12}-{i % 12 + 1:02d}", "30000", "15000", essentials="4000") for i in range(24)]
    for row, receipts in zip(years[-3:], ("21000", "20000", "22000"), strict=True):
        row["receipts"] = receipts
    told = case(months=years, changed_on="2025-10-01")
    picture = monthly(told)
    assert (picture.usual.receipts, picture.usual.label) == (Decimal("30000.00"), "变化前 21 个月平均")
    assert picture.since is not None
    assert picture.current.receipts == Decimal("21000.00")
    assert picture.bad == picture.recorded[-3]  # the P10 of 24 months, third from the bottom, would be 22000
    assert monthly(case(months=years)).bad == picture.recorded[-1]
    assert picture.bad_rule == "变化以来的 3 个月按结余从少到多排，取正中的一个月，双数取偏少的（2025-10）。"


@pytest.mark.parametrize(("day", "before", "after"), [("2026-05-01", 4, 3), ("2026-05-02", 4, 2), ("2026-05-31", 4, 2)])
def test_the_month_of_a_change_is_neither_before_nor_since(day: str, before: int, after: int):
    months = [month(f"2026-{i:02d}", "30000", "15000", essentials="4000") for i in range(1, 8)]
    picture = monthly(case(months=months, changed_on=day))
    assert (len(picture.before), len(picture.after)) == (before, after)
    assert len(picture.recorded) == 7  # it stays on record


def test_worse_receipts_than_any_on_record_are_believed():
    picture = monthly(case(months=[month("2026-05", "30000", "23000")], **{**PLAIN, "worst_receipts": "10000"}))
    assert picture.bad is not None
    assert picture.bad.label == "最差的月份"
    assert picture.bad.left == Decimal("-3200.00")  # 10000 - 6000 - 5000 + 2000 - 4200


def test_half_told_months_are_named_and_left_out():
    months = [month("2026-05", "30000", "23000"), {"id": "x", "month": "2026-04", "receipts": "9000"}]
    picture = monthly(case(months=months, home_essentials="4000", other_income="0"))
    assert [flow.label for flow in picture.recorded] == ["2026-05"]
    assert "2026-04 的收款或支出没有填全，没有算进去。" in picture.assumed
    assert picture.recorded[0].left == Decimal("3000.00")


def test_wages_and_tax_are_business_costs():
    recorded = monthly(case(months=[month("2026-05", "30000", "20000", wages="3000", tax="200")])).recorded
    assert recorded[0].costs == Decimal("23200.00")


def test_lists_keep_business_and_home_apart():
    picture = monthly(
        case(
            worst_receipts="10000",
            incomes=[
                {"id": "i1", "name": "小吃店", "side": "business", "amount": "20000"},
                {"id": "i2", "name": "配偶工资", "side": "household", "amount": "3500"},
            ],
            expenses=[
                {"id": "e1", "kind": "stock", "amount": "9000"},
                {"id": "e2", "kind": "shop_rent", "amount": "3000"},
                {"id": "e3", "kind": "food", "amount": "2500"},
                {"id": "e4", "name": "视频会员", "side": "household", "amount": "30", "essential": False},
                {"id": "e5", "name": "押金"},
            ],
        )
    )
    assert picture.usual.business_left == Decimal("8000.00")
    assert picture.usual.essentials == Decimal("2500.00")
    assert picture.usual.other_spending == Decimal("30.00")
    assert picture.usual.left == Decimal("9000.00")
    assert picture.bad is not None
    assert picture.bad.costs == Decimal("7500.00")  # half the receipts, half the stock
    assert "“押金”没有填金额，没有算进去。" in picture.assumed


@given(st.integers(1, 400))
def test_bad_month_lies_in_the_worst_tenth_of_a_long_record(count: int):
    rank = bad_rank(count)
    assert 1 <= rank <= count
    assert count < 12 or (rank - 1) * 10 < count <= rank * 10


@given(*[st.decimals(0, 10**6, places=2)] * 4)
def test_parts_always_add_up(receipts: Decimal, costs: Decimal, essentials: Decimal, income: Decimal):
    flow = Flow("x", receipts, costs, essentials, income)
    assert flow.left - flow.business_left == income - essentials


# --- whole months only ------------------------------------------------------------------------------------------------


def dated(day: str, months: list[dict[str, str]], **situation: object) -> Case:
    told = {"home_essentials": "4000", "other_income": "0", **situation, "months": months}
    return Case.model_validate({"profile": {"as_of": day}, "situation": told})


@pytest.mark.parametrize(
    ("day", "counted", "left_out"),
    [
        ("2026-05-14", ["2026-03", "2026-04"], "2026-05、2026-06 到 2026-05-14 还没有过完，没有算进去。"),
        ("2026-05-31", ["2026-03", "2026-04", "2026-05"], "2026-06 到 2026-05-31 还没有过完，没有算进去。"),
        ("2026-04-01", ["2026-03"], "2026-04、2026-05、2026-06 到 2026-04-01 还没有过完，没有算进去。"),
        ("2026-07-01", ["2026-03", "2026-04", "2026-05", "2026-06"], None),
    ],
)
def test_a_month_counts_when_it_is_over_on_the_date_of_the_case(day: str, counted: list[str], left_out: str | None):
    months = [month(f"2026-0{n}", str(10000 * (7 - n)), "9000") for n in (6, 5, 4, 3)]
    picture = monthly(dated(day, months))
    assert [flow.label for flow in picture.recorded] == counted
    assert picture.bad is None or picture.bad.label == counted[-1]
    assert [said for said in picture.assumed if "还没有过完" in said] == ([left_out] if left_out else [])


def test_a_running_month_is_seen_by_no_room():
    told = [month(f"2026-0{n}", "20000", "12000") for n in (1, 2, 3)]
    whole = dated("2026-04-10", told, cash="5000")
    running = dated("2026-04-10", [*told, month("2026-04", "600", "5000")], cash="5000")
    assert capacity(running).monthly == capacity(whole).monthly
    assert paths(running, 12, 50).recorded == paths(whole, 12, 50).recorded
    assert months_missing(running, ()) == ("2026-01", "2026-02", "2026-03")
    assert "2026-04" in " ".join(tables.months(running).notes)


def test_a_running_month_alone_is_no_record_and_said_so():
    picture = monthly(dated("2026-04-10", [month("2026-04", "600", "5000")]))
    assert (picture.recorded, picture.bad) == ((), None)
    assert "2026-04 到 2026-04-10 还没有过完，没有算进去。" in picture.assumed


# --- stock once, nothing dropped or filled in silence -----------------------------------------------------------------


def bare(name: str, receipts: str, **rest: str) -> dict[str, str]:
    return {"id": f"m{name}", "month": name, "receipts": receipts, **rest}


def test_months_of_receipts_alone_take_stock_and_shop_costs():
    months = [bare("2026-01", "30000"), bare("2026-02", "20000", wages="2000", tax="100"), bare("2026-03", "18000")]
    picture = monthly(dated("2026-04-10", months, stock_per_100="60", shop_costs="5000"))
    assert [flow.costs for flow in picture.recorded] == [Decimal(23000), Decimal(17100), Decimal(15800)]
    assert picture.bad is not None
    assert picture.bad.left == Decimal(-1800)
    assert "2026-01、2026-02、2026-03 没有填经营支出，" in " ".join(picture.assumed)


def test_months_of_receipts_alone_take_the_list_of_expenses():
    listed = [
        {"id": "e1", "kind": "stock", "amount": "12000"},
        {"id": "e2", "kind": "shop_rent", "amount": "3000"},
    ]
    months = [bare("2026-01", "10000"), bare("2026-02", "20000", wages="2000")]
    picture = monthly(dated("2026-04-10", months, usual_receipts="20000", expenses=listed))
    assert [flow.costs for flow in picture.recorded] == [Decimal(9000), Decimal(17000)]


def test_months_of_receipts_alone_are_named_where_nothing_tells_the_costs():
    picture = monthly(dated("2026-04-10", [bare("2026-01", "30000"), bare("2026-02", "20000")], stock_per_100="60"))
    assert picture.recorded == ()
    assert "2026-01、2026-02 的收款或支出没有填全，没有算进去。" in picture.assumed


@pytest.mark.parametrize(
    ("kinds", "costs", "bad_costs", "said"),
    [
        ({"shop_rent": "3000"}, 21000, 12000, "支出清单里没有进货，按“每卖 100 元，进货要花”加上。"),
        ({"stock": "12000", "shop_rent": "3000"}, 15000, 9000, "支出清单里有进货，没有再按"),
        ({"stock": "12000"}, 17000, 11000, "支出清单里只有进货，加上了“店里每月其他开支”。"),
        ({"shop_rent": "5000", "wages": "900"}, 23900, 14900, "支出清单里除了进货合计 ¥5,900.00：按清单算"),
    ],
)
def test_stock_is_counted_once_beside_a_list(kinds: dict[str, str], costs: int, bad_costs: int, said: str):
    rows = [{"id": kind, "kind": kind, "amount": amount} for kind, amount in kinds.items()]
    picture = monthly(case(**{**PLAIN, "worst_receipts": "15000", "expenses": rows}))
    assert picture.usual.costs == Decimal(costs)
    assert picture.bad is not None
    assert picture.bad.costs == Decimal(bad_costs)
    assert said in " ".join(picture.assumed)


def test_income_told_for_some_months_is_not_given_to_the_others():
    months = [month("2026-01", "20000", "15000", household_income="2500"), month("2026-02", "18000", "15000")]
    picture = monthly(dated("2026-04-10", months, other_income="2000"))
    assert [flow.other_income for flow in picture.recorded] == [Decimal(2500), None]
    assert [flow.left for flow in picture.recorded] == [Decimal(3500), Decimal(-1000)]
    assert "2026-02 没有填家里其他收入，那些月份按没有这笔收入算，求平均时也算在内。" in picture.assumed
    assert (picture.usual.other_income, picture.usual.left) == (Decimal(1250), Decimal(1250))


@pytest.mark.parametrize("told", [(), (0,), (0, 2), (0, 1, 2)], ids=["none", "one", "two", "all"])
@pytest.mark.parametrize(
    ("changed", "means"), [(None, ["3 个月平均"]), ("2026-03-01", ["变化前 2 个月平均", "变化后 1 个月平均"])]
)
def test_a_mean_leaves_what_its_months_leave_on_average(told, changed, means):
    rows = [month(f"2026-0{n + 1}", f"{20000 + 1000 * n}", "15000") for n in range(3)]
    rows = [row | ({"household_income": "900"} if n in told else {}) for n, row in enumerate(rows)]
    one = dated("2026-04-10", rows, changed_on=changed)
    picture = monthly(one)
    assert [flow.label for flow in picture.means] == means
    for flow, months in zip(picture.means, (picture.before, picture.after), strict=False):
        assert flow.left == sum(each.left for each in months) / len(months)
    found = tables.months(Position(one))
    assert [row[0] for row in found.rows] == [*(row["month"] for row in rows), *means]
    assert [row[-1] for row in found.rows[3:]] == [shown(flow.left) for flow in picture.means]


def test_the_month_in_which_things_changed_is_said_to_be_in_no_mean():
    rows = [month(f"2026-0{n}", "20000", "15000") for n in range(1, 5)]
    one = dated("2026-05-10", rows, changed_on="2026-03-12")
    assert "2026-03 这个月中间开始变的，前后的平均都不算它。" in tables.months(Position(one)).notes
    assert not any("中间开始变的" in note for note in tables.months(Position(dated("2026-05-10", rows))).notes)


def test_essentials_told_for_some_months_alone_are_the_mean_of_those():
    rows = [month("2026-01", "20000", "15000", essentials="4000"), month("2026-02", "18000", "15000")]
    picture = monthly(case(months=rows))
    assert picture.usual.essentials == Decimal(4000)
    assert "2026-02 没有填家里必需开支：求平均时，这一项只按填了的月份算。" in picture.assumed
    assert not any("“家里每月必需开支”或支出清单" in said for said in picture.assumed)


def test_income_told_only_as_a_usual_figure_is_said_to_stand_in_every_month():
    picture = monthly(dated("2026-04-10", [month("2026-01", "20000", "15000")], other_income="2000"))
    assert picture.recorded[0].left == Decimal(3000)
    assert "没有逐月填家里其他收入，每个月都用“家里其他收入（每月）”或收入清单来算。" in picture.assumed
