"""What if: sliders and boxes move together, the answer is worked by hand, the case is never changed."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from workbook import casefile, options, simulate, tables, verdict
from workbook.case import Case
from workbook.forms import WhatIfPanel
from workbook.language import NotKnown
from workbook.money import shown
from workbook.options import Change
from workbook.page import open_case

CASES = Path(__file__).parent / "fixtures/cases"
LOAN = {
    "id": "a",
    "name": "网商贷（虚构）",
    "state": "overdue",
    "principal": "3000",
    "drawn_on": "2026-06-10",
    "rate": "0",
    "rate_unit": "year",
    "method": "equal_instalment",
    "periods": "12",
    "due_day": "10",
    "instalment": "1000",
}


def plain(**situation: object) -> Case:
    """Give a shop without a record: 10,000 in at worst, 6 of 10 to stock, 2,000 for the shop, 1,000 for home."""
    told = {
        "usual_receipts": "12000",
        "worst_receipts": "10000",
        "stock_per_100": "60",
        "shop_costs": "2000",
        "home_essentials": "1000",
        "cash": "500",
        "other_debts_30_days": "100",
        "expenses": [{"id": "r", "side": "business", "kind": "shop_rent", "amount": "800"}],
    }
    return Case.model_validate(
        {"profile": {"as_of": "2026-11-23"}, "situation": told | situation, "debts": {"loans": [LOAN]}}
    )


def change(drop: str = "0", rent: str = "0", payment: str = "0") -> Change:
    return Change(Decimal(drop), Decimal(rent), Decimal(payment))


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "late" / "case.json"
    path.parent.mkdir()
    shutil.copy(CASES / "late_on_one.json", path)
    return path


def test_bad_months_one_after_the_other_by_hand():
    """A bad month leaves 10,000 - 6,000 - 2,000 - 1,000 = 1,000; 100 go to other debts; the list of costs says 800."""
    ground = options.what_if(plain(expenses=[]))
    assert ground.start == change(payment="1000")
    cash = [amount for _last, amount in ground.answer(change(payment="700")).line]
    assert cash[:3] == [Decimal("700.00"), Decimal("900.00"), Decimal("1100.00")]
    drop = [amount for _last, amount in ground.answer(change(drop="10", payment="700")).line]
    assert drop[:2] == [Decimal("300.00"), Decimal("100.00")]  # 1,000 less in, 600 less to stock
    rent = [amount for _last, amount in ground.answer(change(rent="150", payment="700")).line]
    assert rent[:2] == [Decimal("550.00"), Decimal("600.00")]


def test_a_payment_ends_when_the_loan_is_repaid():
    ground = options.what_if(plain(expenses=[]))
    owed = ground.owed
    paid, owing = ground._until_repaid(Decimal(1000))
    assert sum(paid) == owed
    assert paid[-1] == 0
    assert owing[-1] == 0
    assert "还清。" in ground.answer(change(payment="1000")).sentence


def test_paying_almost_nothing_is_never_a_cheerful_answer():
    ground = options.what_if(Case.model_validate(json.loads((CASES / "late_on_one.json").read_text("utf-8"))))
    answer = ground.answer(change(payment="100"))
    assert answer.owing[-1] > ground.owed
    assert "每月还的不够付利息" in answer.sentence


def test_the_first_month_that_cannot_be_paid_is_named():
    answer = options.what_if(plain(expenses=[])).answer(change(payment="1300"))
    assert answer.short is not None
    assert str(answer.short[0]) in answer.sentence
    assert "按坏月份" in answer.sentence


def test_futures_are_the_same_for_every_change_so_that_answers_compare():
    told = Case.model_validate(json.loads((CASES / "late_on_one.json").read_text("utf-8")))
    ground = options.what_if(told)
    one, other = ground.answer(change(payment="2500")), ground.answer(change(drop="5", payment="2500"))
    assert one.failures is not None
    assert other.failures is not None
    assert one.failures.failing[0] <= other.failures.failing[0]
    assert all(b[1] <= a[1] for a, b in zip(one.line, other.line, strict=True))
    trial = verdict.trial(told, told.main_loan)
    exact = simulate.fails(
        trial.paths, [o + p for o, p in zip(trial.others, ground._until_repaid(Decimal(2500))[0], strict=True)]
    )
    assert one.failures == exact


def test_below_twelve_months_no_share_is_said():
    told = json.loads((CASES / "late_on_one.json").read_text("utf-8"))
    told["situation"]["months"] = told["situation"]["months"][-7:]
    answer = options.what_if(Case.model_validate(told)).answer(change(payment="2500"))
    assert "%" not in answer.failing
    assert "在您记录的 7 个月里" in answer.sentence


def test_slider_and_box_show_the_same_number_and_redraw_while_dragged(case_file: Path):
    panel = WhatIfPanel(case_file)
    drop, payment = panel.dials["drop"], panel.dials["payment"]
    assert drop.slider.continuous_update
    pictures = [panel.picture.value]
    drop.slider.value = 20
    pictures.append(panel.picture.value)
    assert drop.box.value == "20"
    payment.box.value = "1,500"
    pictures.append(panel.picture.value)
    assert payment.slider.value == 1500
    assert "收款少 20%" in panel.picture.value
    assert "每月还 ¥1,500.00" in panel.picture.value
    assert len(set(pictures)) == 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "空着"), ("-", "不是金额"), ("abc", "不是金额"), ("-5", "不能是负数"), ("1e400", "不是金额")],
)
def test_what_is_not_a_number_changes_nothing_and_is_said(case_file: Path, typed: str, said: str):
    panel = WhatIfPanel(case_file)
    before, payment = panel.picture.value, panel.dials["payment"]
    payment.box.value = typed
    assert panel.picture.value == before
    assert said in payment.note.value
    payment.box.value = "1500"
    assert payment.note.value == ""


def test_more_than_the_slider_holds_is_written_back_at_its_end(case_file: Path):
    drop = WhatIfPanel(case_file).dials["drop"]
    drop.box.value = "99"
    assert (drop.number, drop.box.value, drop.slider.value) == (60, "60", 60)
    assert "最多 60%" in drop.note.value


def test_a_percent_may_be_written_with_its_sign(case_file: Path):
    drop = WhatIfPanel(case_file).dials["drop"]
    for typed, number in (("15%", 15), ("１２.5％", Decimal("12.5"))):
        drop.box.value = typed
        assert (drop.number, drop.note.value) == (number, "")
    drop.box.value = "一成"
    assert "不是百分数" in drop.note.value


def test_trying_never_changes_the_case(case_file: Path):
    before = case_file.read_bytes()
    panel = WhatIfPanel(case_file)
    panel.dials["rent"].slider.value = 900
    assert case_file.read_bytes() == before


def test_every_control_has_a_name_of_its_own(case_file: Path):
    panel = WhatIfPanel(case_file)
    names = [control.description for dial in panel.dials.values() for control in (dial.slider, dial.box)]
    assert len(set(names)) == 6
    assert all(names)


def test_the_page_follows_the_case_and_shows_steps_when_not_live(case_file: Path):
    book = open_case(str(case_file), live=True)
    panel = book.whatif()
    assert isinstance(panel, WhatIfPanel)
    before = panel.picture.value
    stored = casefile.read(case_file)
    casefile.save(case_file, "situation", stored.case.situation.but(cash="9000"), stored.case.situation)
    book.refresh()
    assert panel.picture.value != before
    steps = open_case(str(case_file), live=False).whatif()
    assert steps == tables.what_ifs(casefile.read(case_file).case)


def test_the_steps_are_the_answers_behind_the_sliders(case_file: Path):
    told = casefile.read(case_file).case
    found = tables.what_ifs(told)
    ground = options.what_if(told)
    dropped = next(row for row in found.rows if row[0] == "收款少 20%")
    answer = ground.answer(change(drop="20", rent=str(ground.start.rent), payment=str(ground.start.payment)))
    assert dropped[3:] == (shown(answer.owing[-1]), answer.failing)


def test_missing_cash_is_asked_for_on_the_page_and_by_the_table(tmp_path: Path):
    told = plain(cash=None)
    with pytest.raises(NotKnown, match="现在手上能用的钱"):
        options.what_if(told)
    path = tmp_path / "x" / "case.json"
    path.parent.mkdir()
    path.write_text(told.model_dump_json(), encoding="utf-8")
    panel = WhatIfPanel(path)
    assert panel.dials == {}
    assert "现在手上能用的钱" in panel.box.children[1].children[0].value


def test_what_is_not_known_to_be_owed_leaves_its_column_open():
    told = json.loads((Path(__file__).parent / "fixtures/cases/ten_minutes.json").read_text("utf-8"))
    found = tables.what_ifs(Case.model_validate(told))
    assert {row[3] for row in found.rows} == {"还不知道"}
