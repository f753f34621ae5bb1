"""Once terms in writing were agreed to, every page and paper goes by them, and says so where they differ."""

import io
import zipfile

import pytest

from tests.papers import written
from workbook import course, documents, followup
from workbook.case import Case
from workbook.position import Position

LOAN = {"id": "a", "name": "甲（虚构）", "lender": "（虚构）浙江网商银行", "state": "not_due", "want": "renew"}
LOAN |= {"method": "interest_only", "instalment": "720", "balance_left": "60000", "maturity": "2027-02-15"}
LOAN |= {"next_due": "2026-12-15", "rate": "14.4", "rate_unit": "year", "app_total": "720"}
TERMS = {"start": "2027-02-15", "first_due": "2027-03-15", "periods": 24, "rate": "14.4", "method": "equal_instalment"}
TERMS |= {"down_payment": "9000", "down_payment_on": "2027-02-15"}
MONTHS = {"cash": "9000", "usual_receipts": "21000", "worst_receipts": "14000", "stock_per_100": "35"}
MONTHS |= {"shop_costs": "3800", "home_essentials": "3300", "other_debts_30_days": "0"}


def agreed_to(on: str | None = "2026-11-30", **other: object) -> Case:
    wrote = {
        "id": "w",
        "loan_id": "a",
        "on": "2026-11-30",
        "agreed": TERMS,
        "terms": {**TERMS, **other},
        "signed_by": "银行",
    }
    wrote |= {"accepted_on": on} if on else {}
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-30", "name": "阿芳（虚构）"},
            "debts": {"loans": [LOAN]},
            "situation": MONTHS,
            "talks": {"written": [wrote]},
        }
    )


def test_what_was_agreed_is_among_the_days_up_to_its_beginning_each_day_once():
    days = [day for day in followup.deadlines(agreed_to()) if day.kind == "pay"]
    assert [str(day.on) for day in days] == ["2026-12-15", "2027-01-15", "2027-02-15", "2027-03-15"]
    assert "¥9,720.00" in days[2].title
    assert len({day.key for day in followup.deadlines(agreed_to())}) == len(followup.deadlines(agreed_to()))


def test_the_card_goes_by_what_was_agreed_and_no_more_by_the_end_of_the_old_contract():
    card = written(agreed_to(), "self")["private/card"]
    assert "2027-02-15还¥9,720.00；2027-03-15起24期，每期最多¥" in card
    assert "到期一起还的" not in card


@pytest.mark.parametrize(("other", "where"), [({"rate": "15.6"}, "年利率"), ({"periods": 18}, "期")])
@pytest.mark.parametrize("on", ["2026-11-30", None])
def test_the_first_answer_names_what_differs_in_writing(other: dict, where: str, on: str | None):
    said = course.first(Position(agreed_to(on, **other)))
    assert "书面的和谈定的有" in said
    assert where in said
    assert ("还没真同意，先清空那一天" in said) == bool(on)
    assert "书面的和谈定的有" not in course.first(Position(agreed_to(on)))


def test_nobody_who_is_late_is_told_to_go_on_paying_while_a_writing_is_checked():
    late = agreed_to(None, rate="15.6")
    debts = late.debts.model_validate(
        {"loans": [{**LOAN, "state": "overdue", "next_due": "2026-10-15", "want": "ease"}]}
    )
    tonight = written(late.but(debts=debts), "self")["private/tonight"]
    assert "原来怎么还就怎么还" not in tonight
    assert "原来怎么还就怎么还" in written(late, "self")["private/tonight"]


def test_a_complaint_is_in_no_archive_for_the_lender():
    call = {"id": "t", "loan_id": "a", "on": "2026-11-12", "time": "23:30", "channel": "phone", "direction": "by_them"}
    told = agreed_to(None, rate="15.6")
    told = told.but(talks=told.talks.but(contacts=told.talks.model_validate({"contacts": [call]}).contacts))
    papers, _said = documents.compose(Position(told), release=True)
    assert "complaint" in {paper.document.name for paper in papers}
    names = zipfile.ZipFile(io.BytesIO(documents.for_lender(papers))).namelist()
    assert names
    assert not [name for name in names if "complaint" in name]
