"""What the months of a statement say where its stated period reaches beyond its rows, on files of 招商银行's layout."""

from decimal import Decimal

import pytest

from workbook.case import Situation
from workbook.statements import read_all
from workbook.statements.situation import imported

D = Decimal
SOLD = ("银联代付", "某平台商户结算 货款（虚构）")
BOUGHT = ("快捷支付", "某批发市场 进货（虚构）")
UNCLEAR = ("转账汇款", "张三（虚构）")
ROWS = (
    ("20260315", "500.00", "", *SOLD),
    ("20260316", "", "300.00", *BOUGHT),
    ("20260420", "700.00", "", *SOLD),
    ("20260622", "", "90.00", *BOUGHT),
)


def statement(folder, first, last, rows=ROWS):
    """Write an export as the bank's own web page gives it; without a period where none is told."""
    stated = f"# 起始日期: [{first}]   终止日期: [{last}]\n" if first else ""
    head = f"# 招商银行交易记录（虚构）\n{stated}# 账  号: [一卡通:0000]\n"
    head += "交易日期,交易时间,收入,支出,余额,交易类型,交易备注\n"
    balance, lines = D(10000), []
    for day, came, went, sort, note in rows:
        balance += D(came or 0) - D(went or 0)
        lines.append(f'"\t{day}","\t12:56:16","{came}","{went}","{balance}","\t{sort}","\t{note}"\n')
    path = folder / f"招商银行-{first}-{last}.csv"
    path.write_text(head + "".join(lines) + "# 合  计,,,,\n", encoding="utf-8")
    return path


def taken(*files, situation=None):
    return imported(situation or Situation(), read_all(files), {})


def recorded(result):
    return {row.month: (row.receipts, row.costs) for row in result.situation.months}


NOTHING = (D(0), D(0))
MOVED = {"2026-03": (D(500), D(300)), "2026-04": (D(700), D(0)), "2026-05": NOTHING, "2026-06": (D(0), D(90))}


@pytest.mark.parametrize(
    ("first", "last", "zero", "partly"),
    [
        ("20260301", "20260630", "2026-05", ""),
        ("20260101", "20260630", "2026-01、2026-02、2026-05", ""),
        ("20260301", "20260831", "2026-05、2026-07、2026-08", ""),
        ("20260215", "20260715", "2026-05",
         "2026-02（只有 2026-02-15 到 2026-02-28）、2026-07（只有 2026-07-01 到 2026-07-15）"),
        ("20260310", "20260630", "2026-05", "2026-03（只有 2026-03-10 到 2026-03-31）"),
        ("", "", "2026-05", "2026-03（只有 2026-03-15 到 2026-03-31）、2026-06（只有 2026-06-01 到 2026-06-22）"),
    ],
    ids=["to the day", "nothing at first", "nothing at last", "in mid-month, no rows", "in mid-month", "no period"],
)  # fmt: skip
def test_a_month_inside_the_period_is_recorded_and_one_partly_covered_is_said_to_be(
    tmp_path, first, last, zero, partly
):
    result = taken(statement(tmp_path, first, last))
    half = {part[:7] for part in partly.split("、")}
    nothing = dict.fromkeys(zero.split("、"), NOTHING)
    assert recorded(result) == {month: sums for month, sums in {**MOVED, **nothing}.items() if month not in half}
    said = [f"这些月份在流水的时间段里，但一笔也没有，按 0 记入：{zero}。钱走别的账户的，把那个账户的流水也导入"]
    assert list(result.notes) == ([f"这些月份流水只盖住一部分，没有记入：{partly}"] if partly else []) + said


def test_a_month_with_rows_nobody_can_sort_is_said_to_be_recorded_without_them(tmp_path):
    rows = (*ROWS, ("20260625", "100.00", "", *UNCLEAR), ("20260626", "", "20.00", *UNCLEAR))
    result = taken(statement(tmp_path, "20260301", "20260630", rows))
    assert recorded(result)["2026-06"] == (None, D(90))  # nothing else came in: unknown, not zero
    (said,) = (note for note in result.notes if "分不清" in note)
    assert said.startswith("这些月份记入了")
    assert "2026-06（进 ¥100.00，出 ¥20.00）" in said


def test_between_two_files_a_month_that_neither_covers_is_said_to_be_missing(tmp_path):
    late = (("20260910", "800.00", "", *SOLD),)
    result = taken(statement(tmp_path, "20260301", "20260630"), statement(tmp_path, "20260820", "20260930", late))
    assert set(recorded(result)) == {*MOVED, "2026-09"}
    assert result.notes[:2] == (
        "这些月份没有流水：2026-07",
        "这些月份流水只盖住一部分，没有记入：2026-08（只有 2026-08-20 到 2026-08-31）",
    )


def test_a_month_typed_by_hand_stays_and_is_not_said_to_be_recorded(tmp_path):
    typed = Situation.model_validate({"months": [{"id": "mine", "month": "2026-05", "receipts": "40"}]})
    result = taken(statement(tmp_path, "20260301", "20260630"), situation=typed)
    assert recorded(result)["2026-05"] == (D(40), None)
    assert result.notes == ("这些月份您自己填过，保持原样：2026-05",)
