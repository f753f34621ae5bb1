import os
import time
from datetime import date
from decimal import Decimal

import pytest

from workbook import loans
from workbook.case import Case, Loan
from workbook.language import NotKnown, Refused
from workbook.loans import Standing

D = Decimal


def loan(**told):
    usual = {
        "id": "a",
        "principal": "12000",
        "rate": "12",
        "rate_unit": "year",
        "method": "equal_instalment",
        "periods": 12,
        "drawn_on": "2026-01-15",
    }
    return Loan.model_validate({k: v for k, v in {**usual, **told}.items() if v is not None})


def dues(one):
    return [row.due.isoformat() for row in loans.schedule(one).rows]


def test_the_31st_does_not_drift():
    found = dues(loan(drawn_on="2024-01-31", periods=24))
    assert found[:4] == ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]
    assert found[12:15] == ["2025-02-28", "2025-03-31", "2025-04-30"]


def test_a_loan_drawn_on_29_february_is_due_on_the_29th():
    assert dues(loan(drawn_on="2024-02-29", periods=13))[-2:] == ["2025-02-28", "2025-03-29"]


def test_the_due_day_of_the_contract_decides():
    assert dues(loan(due_day=31, periods=3)) == ["2026-02-28", "2026-03-31", "2026-04-30"]
    assert dues(loan(first_due="2026-03-05", periods=2)) == ["2026-03-05", "2026-04-05"]


def test_what_was_assumed_is_said():
    said = " ".join(loans.schedule(loan(drawn_on="2026-01-15", due_day=20)).assumed)
    assert "2026-02-20" in said
    assert "每月按30天/360" in said
    assert "利息按一个月算" in said
    told = loan(first_due="2026-02-15", day_count="30/360")
    assert loans.schedule(told).assumed == ()


def test_a_short_first_period_by_actual_days():
    row = loans.schedule(loan(first_due="2026-02-01", day_count="actual/365")).rows[0]
    assert row.interest == D("67.07")  # 12,000 × 12% × 17 / 365


def test_a_long_first_period_counts_its_days_of_30_360():
    rows = loans.schedule(loan(first_due="2026-03-20", method="equal_principal")).rows
    assert rows[0].interest == D("260.00")  # 12,000 × 12% × 65 / 360
    assert rows[1].interest == D("110.00")


def test_every_day_count_gives_its_own_interest():
    by = {
        "actual/360": D("124.00"),  # 31 days
        "actual/365": D("122.30"),
        "actual/actual": D("122.30"),
        "30/360": D("120.00"),
    }
    found = {c: loans.schedule(loan(day_count=c, method="interest_only")).rows[0].interest for c in by}
    assert found == by


def test_actual_actual_splits_at_the_new_year():
    one = loan(method="bullet", periods=None, drawn_on="2023-12-01", maturity="2024-02-01", day_count="actual/actual")
    assert loans.schedule(one).rows[0].interest == D("244.27")  # 12% × 12,000 × (31/365 + 31/366)


def test_rates_by_day_month_and_year_agree():
    by_day = loan(rate="0.03", rate_unit="day", day_count="30/360")
    by_month = loan(rate="0.9", rate_unit="month", day_count="30/360")
    by_year = loan(rate="10.8", day_count="30/360")
    assert loans.schedule(by_day).rows == loans.schedule(by_month).rows == loans.schedule(by_year).rows


def test_a_daily_rate_costs_its_days():
    rows = loans.schedule(loan(rate="0.05", rate_unit="day", method="interest_only", periods=2)).rows
    assert [row.interest for row in rows] == [D("186.00"), D("168.00")]  # 31 and 28 days × 6.00


def test_fees_stand_in_each_instalment():
    fees = [
        {"id": "a", "when": "per_period", "amount": "20"},
        {"id": "b", "when": "per_period", "percent": "0.1"},
        {"id": "c", "when": "upfront", "amount": "500"},
    ]
    row = loans.schedule(loan(fees=fees)).rows[0]
    assert row.fees == D("32.00")
    assert row.payment == row.principal + row.interest + row.fees


def test_interest_only_to_a_maturity_off_the_due_day():
    one = loan(
        method="interest_only", periods=None, first_due="2026-02-20", maturity="2026-04-15", day_count="actual/360"
    )
    assert dues(one) == ["2026-02-20", "2026-03-20", "2026-04-15"]
    assert loans.schedule(one).rows[-1].payment == D("12104.00")  # 26 days of interest with the principal


def test_a_loan_whose_drawing_day_is_forgotten():
    found = loans.schedule(loan(drawn_on=None, first_due="2026-03-31"))
    assert found.rows[0].due == date(2026, 3, 31)
    assert any("放款日没有填" in said for said in found.assumed)
    by_next = loans.schedule(loan(drawn_on=None, next_due="2026-06-10", periods_left=8))
    assert [row.due.isoformat() for row in by_next.rows][:5][-1] == "2026-06-10"


def test_a_forgotten_rate_follows_from_the_instalment():
    found = loans.schedule(loan(rate=None, instalment="1066.19"))
    assert [row.payment for row in found.rows[:2]] == [D("1066.19")] * 2
    assert any("12.00%" in said for said in found.assumed)


@pytest.mark.parametrize("missing", ["principal", "method", "periods", "rate", "rate_unit", "drawn_on"])
def test_a_missing_term_names_its_field(missing):
    with pytest.raises(NotKnown) as refusal:
        loans.schedule(loan(**{missing: None}))
    assert refusal.value.where == "02_debts"
    assert Loan.model_fields[missing].title in str(refusal.value)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"principal": "0"}, "借款本金"),
        ({"periods": 0}, "一共几期"),
        ({"periods": 10000}, "一共几期"),
        ({"rate": "5", "rate_unit": "day"}, "利率"),
        ({"due_day": 32}, "每月几号还"),
        ({"first_due": "2026-01-15"}, "第一期还款日"),
        ({"first_due": "2025-12-15"}, "第一期还款日"),
        ({"method": "bullet", "maturity": "2026-01-15"}, "最后到期日"),
        ({"method": "interest_only", "maturity": "2026-02-01"}, "最后到期日"),
        ({"accelerated_on": "2025-01-01"}, "宣布提前到期的日子"),
        ({"received": "0"}, "实际到手金额"),
        ({"penalty_uplift": "50"}, "罚息是合同利率的几倍"),
        ({"rate": None, "instalment": "900"}, "每期还多少"),
    ],
)
def test_terms_that_cannot_be_are_refused_by_name(wrong, words):
    with pytest.raises(Refused, match=words):
        loans.schedule(loan(**wrong))


def test_on_demand_without_an_end_asks_for_it():
    with pytest.raises(NotKnown, match="最后到期日"):
        loans.schedule(loan(method="on_demand", periods=None))


def test_the_same_in_four_time_zones(monkeypatch):
    case = Case.model_validate(
        {
            "profile": {"as_of": "2026-06-30"},
            "debts": {"loans": [loan(rate="0.04", rate_unit="day").model_dump(mode="json")]},
        }
    )
    seen = set()
    for zone in ("UTC", "Asia/Shanghai", "Pacific/Kiritimati", "America/Los_Angeles"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        seen.add(str(loans.describe(Standing.of(case, case.main_loan))))
    monkeypatch.undo()
    time.tzset()
    assert len(seen) == 1


def test_funding_shares_sum_to_the_fen():
    funders = [
        {"id": f"f{k}", "name": f"第{k}家银行（虚构）", "share": share}
        for k, share in enumerate(("33.33", "33.33", "33.34"))
    ]
    shares = loans.by_funder(D("100.01"), loan(funders=funders))
    assert [share.amount for share in shares] == [D("33.33"), D("33.34"), D("33.34")]
    with pytest.raises(Refused, match="90%"):
        loans.by_funder(D("100"), loan(funders=[{**funders[0], "share": "50"}, {**funders[1], "share": "40"}]))
    with pytest.raises(NotKnown):
        loans.by_funder(D("100"), loan(funders=[{"id": "f", "name": "甲"}, {"id": "g", "name": "乙"}]))
    assert loans.by_funder(D("100"), loan(lender="网商银行"))[0].amount == D("100")


@pytest.mark.parametrize("amount", ["0.03", "0.01", "0.07", "100.04"])
def test_no_funders_part_is_negative_and_they_sum_to_the_fen(amount):
    fifths = [{"id": f"f{k}", "name": f"第{k}家", "share": "20"} for k in range(5)]
    shares = [share.amount for share in loans.by_funder(D(amount), loan(funders=fifths))]
    assert min(shares) >= 0
    assert sum(shares) == D(amount)
    assert max(shares) - min(shares) <= D("0.01")
