"""Which written terms are in force: signed and as agreed, or seen and accepted; nothing else is followed."""

import pytest

from workbook import confirm, followup
from workbook.case import Case
from workbook.language import NotKnown

LOAN = {
    "id": "l",
    "name": "网商贷（虚构）",
    "state": "overdue",
    "next_due": "2026-11-20",
    "instalment": "4400",
    "periods_left": 12,
    "app_total": "9000",
    "balance_left": "50000",
}
AGREED = {"start": "2026-10-01", "first_due": "2026-11-20", "periods": 24, "rate": "9", "method": "equal_instalment"}


def written(number=1, on="2026-10-01", terms=None, **told):
    return {"id": f"w{number}", "loan_id": "l", "on": on, "agreed": AGREED, "terms": terms or AGREED, **told}


def case(*rows):
    told = {"profile": {"as_of": "2026-11-10"}, "debts": {"loans": [LOAN]}, "talks": {"written": list(rows)}}
    return Case.model_validate(told)


def first_payment(told):
    return next(day.title for day in followup.deadlines(told) if day.kind == "pay")


def test_signed_terms_that_say_what_was_agreed_are_followed():
    told = case(written(signed_by="（虚构）浙江网商银行客服中心"))
    assert "按新计划还 ¥2,295.01" in first_payment(told)
    assert confirm.unconfirmed(told, told.main_loan) == ""


@pytest.mark.parametrize(
    "altered",
    [
        {"rate": "12"},
        {"periods": 12},
        {"first_due": "2026-11-15"},
        {"down_payment": "3000"},
    ],
)
@pytest.mark.parametrize("signed", [None, "（虚构）浙江网商银行"])
def test_altered_terms_are_never_followed_and_the_page_says_so(altered, signed):
    told = case(written(terms={**AGREED, **altered}, signed_by=signed))
    with pytest.raises(NotKnown, match="先不要照它还") as missing:
        confirm.kept(told, told.main_loan)
    assert missing.value.where == "07_talks"
    (day,) = (day for day in followup.deadlines(told) if day.kind == "pay" and day.on.month == 11)
    assert "按新计划" not in day.title
    assert day.note.startswith("书面条件还没有确认")


def test_an_altered_row_of_the_schedule_is_not_followed():
    told = case(written(signed_by="（虚构）银行"))
    rows = [
        {"id": f"r{n}", "due": str(row.due), "payment": str(row.payment)}
        for n, row in enumerate(confirm.arrangement(told, told.main_loan).rows)
    ]
    told = case(written(signed_by="（虚构）银行", schedule=rows))
    assert confirm.kept(told, told.main_loan)
    rows[5] = {**rows[5], "payment": "2984.24"}
    told = case(written(signed_by="（虚构）银行", schedule=rows))
    with pytest.raises(NotKnown, match="先不要照它还"):
        confirm.kept(told, told.main_loan)


def test_terms_accepted_though_they_differ_are_followed_from_that_day():
    other = written(terms={**AGREED, "rate": "12"}, accepted_on="2026-10-05")
    assert "按新计划还 ¥2,368.43" in first_payment(case(other))
    tomorrow = case({**other, "accepted_on": "2026-11-11"})
    assert not confirm.confirmed(tomorrow, tomorrow.main_loan, tomorrow.talks.written[0])


def test_an_earlier_confirmed_arrangement_goes_on_while_a_later_one_waits():
    told = case(
        written(1, signed_by="（虚构）银行"), written(2, on="2026-11-05", terms={**AGREED, "rate": "15"}, signed_by="x")
    )
    of = confirm.arrangement(told, told.main_loan)
    assert of.written.id == "w1"
    assert "后来收到的书面条件还没有确认，先照 2026-10-01 那份。" in confirm.kept(told, told.main_loan).assumed


def test_a_schedule_without_anything_agreed_waits_for_the_borrowers_word():
    rows = [{"id": "r", "due": "2026-11-20", "payment": "2300"}]
    bare = {"id": "w", "loan_id": "l", "on": "2026-10-01", "schedule": rows, "signed_by": "（虚构）银行"}
    told = case(bare)
    with pytest.raises(NotKnown, match="先不要照它还"):
        confirm.arrangement(told, told.main_loan)
    assert confirm.arrangement(case({**bare, "accepted_on": "2026-10-02"}), told.main_loan).rows
