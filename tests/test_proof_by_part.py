"""What of a figure a paper shows: an amount, some of the months, some sentences of the cause; the rest is one's own."""

import json
from pathlib import Path

import pytest

from tests.papers import written
from workbook import casefile, documents, evidence, home
from workbook.case import Case
from workbook.case.evidence import Proves
from workbook.documents.render.text import text
from workbook.position import Position
from workbook.statements.reading import read_all
from workbook.statements.situation import imported

LEASE = {"id": "lease", "kind": "lease", "title": "店铺租约", "holding": "have", "proves": ["costs"]}
RENT = {"id": "p", "figure": "costs", "name": "租金", "amount": "4500"}
SHOP = {"shop_costs": "5400", "usual_receipts": "30000", "stock_per_100": "0", "home_essentials": "4000"}
STATEMENT = {"id": "s", "kind": "statement", "holding": "have"}
YEAR = {"covers_from": "2025-11-01", "covers_to": "2026-10-31", "issued_on": "2026-11-11"}


def case(*papers, **situation):
    return Case.model_validate(
        {
            "profile": {"as_of": "2026-11-23", "name": "（虚构）何青"},
            "debts": {"loans": [{"id": "l", "name": "网商贷", "app_total": "10000", "state": "overdue"}]},
            "situation": {**SHOP, **situation},
            "evidence": {"documents": papers},
        }
    )


def asking(told: Case) -> Case:
    """Give the case with a request, so that its letter goes out."""
    terms = {"periods": 30, "rate": "14.4"}
    return told.but(ask=told.ask.but(asks=({"id": "q", "loan_id": told.loans[0].id, "preferred": terms},)))


def mark(told: Case, figure: Proves) -> str:
    return evidence.basis(told, figure).mark


def month(number: int, **fields):
    return {"id": f"m{number}", "month": f"2026-{number:02d}", "receipts": "30000", "costs": "12000", **fields}


# -- an amount --------------------------------------------------------------------------------------------------------


def test_a_lease_shows_its_rent_and_the_rest_stays_an_estimate():
    assert mark(case({**LEASE, "shows": [RENT]}), Proves.COSTS) == "附件1：其中租金¥4,500.00，其余本人估计"


def test_a_lease_of_which_the_rent_was_not_told_does_not_prove_all_costs_either():
    found = evidence.basis(case(LEASE), Proves.COSTS)
    assert found.mark == "附件1：其中租金，其余本人估计"
    assert found.backing == "weak"
    assert "填上写着每月多少" in found.sentence


@pytest.mark.parametrize("other", ["900", "1200"])
def test_papers_that_show_all_of_it_together_are_named_alone(other: str):
    power = {"id": "b", "kind": "other", "holding": "have", "shows": [{**RENT, "name": "电费", "amount": other}]}
    assert mark(case({**LEASE, "shows": [RENT]}, power), Proves.COSTS) == "附件1、2"


def test_papers_that_leave_something_say_each_their_part():
    power = {"id": "b", "kind": "other", "holding": "have", "shows": [{**RENT, "name": "电费", "amount": "899.99"}]}
    said = "附件1：其中租金¥4,500.00；附件2：其中电费¥899.99，其余本人估计"
    assert mark(case({**LEASE, "shows": [RENT]}, power), Proves.COSTS) == said


def test_a_paper_that_shows_everything_is_named_alone():
    assert mark(case({**STATEMENT, **YEAR}, {**LEASE, "shows": [RENT]}), Proves.COSTS) == "附件1、2"
    assert mark(case(), Proves.COSTS) == "本人估计"


def test_a_lease_that_runs_for_years_covers_no_month_of_all_costs():
    told = case({**LEASE, **YEAR}, months=[month(9), month(10)])
    assert mark(told, Proves.COSTS) == "附件1：其中租金，其余本人估计"


def test_every_paper_says_the_part_beside_the_figure_and_in_the_list_of_exhibits():
    told = case({**LEASE, "shows": [RENT]}, what_changed="门前修路。")
    papers = written(asking(told), "lender")
    said = "附件1：其中租金4,500.00元，其余本人估计"
    assert said in papers["brief"]
    assert "经营支出里的租金4,500.00元" in papers["exhibits"]
    assert "经营支出里的租金4,500.00元" in papers["brief"]


# -- months -----------------------------------------------------------------------------------------------------------


def test_months_by_statement_and_months_typed_are_said_apart():
    half = {**STATEMENT, "covers_from": "2026-02-01", "covers_to": "2026-10-31"}
    told = case(half, months=[month(n) for n in range(1, 11)])
    assert mark(told, Proves.RECEIPTS) == "附件1：其中9个月按附件，1个月本人填写"
    assert mark(case({**half, **YEAR}, months=[month(n) for n in range(1, 11)]), Proves.RECEIPTS) == "附件1"


def test_a_statement_of_other_months_is_no_proof_of_these():
    other = {**STATEMENT, "covers_from": "2025-02-01", "covers_to": "2025-10-31"}
    assert mark(case(other, months=[month(9), month(10)]), Proves.RECEIPTS) == "本人估计"


FILE = {"id": "file-1", "file": "支付宝.csv", "sha256": "aa", "first": "2026-01-01", "last": "2026-10-31"}


def read(number: int, **fields):
    """Give a month as an import writes it, with what was typed over it since."""
    was = {"month": f"2026-{number:02d}", "receipts": "30000", "costs": "12000"}
    row = {"id": f"statement-2026-{number:02d}", **was, "read": was, "source": "对账单：支付宝.csv"}
    return {**row, **fields}


def test_imported_months_rest_on_their_statement():
    told = case(statements=[FILE], months=[read(n) for n in range(1, 11)])
    assert mark(told, Proves.RECEIPTS) == mark(told, Proves.COSTS) == "附件1"


@pytest.mark.parametrize(
    ("edit", "figure"),
    [
        ({"receipts": "35000"}, Proves.RECEIPTS),
        ({"costs": "9000"}, Proves.COSTS),
        ({"wages": "1600"}, Proves.COSTS),
        ({"month": "2025-12"}, Proves.RECEIPTS),
        ({"read": None}, Proves.RECEIPTS),
    ],
)
def test_a_month_edited_after_the_import_is_the_borrowers_own(edit, figure):
    told = case(statements=[FILE], months=[*(read(n) for n in range(1, 10)), read(10, **edit)])
    assert mark(told, figure) == "附件1：其中9个月按附件，1个月本人填写"


def test_what_no_statement_can_tell_may_be_typed_into_an_imported_month():
    told = case(statements=[FILE], months=[read(10, essentials="4000", other_spending="100")])
    assert told.situation.months[0].source == "对账单：支付宝.csv"
    assert mark(told, Proves.RECEIPTS) == "附件1"


@pytest.mark.parametrize("edit", [{"receipts": "35000"}, {"costs": "9000"}, {"month": "2025-12"}])
def test_an_edited_month_loses_its_source_however_it_was_edited(tmp_path: Path, edit):
    whole = case(statements=[FILE], months=[read(10)])
    assert whole.situation.months[0].source
    assert whole.situation.months[0].but(**edit).source is None
    path = tmp_path / "case.json"
    path.write_text(whole.model_dump_json(exclude_none=True), encoding="utf-8")
    base = casefile.read(path).case.situation
    mine = base.but(months=(base.months[0].but(**edit),))
    assert casefile.save(path, "situation", mine, base).case.situation.months[0].source is None
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["situation"]["months"][0].update(read(10, **edit))  # as a hand in the file would
    raw.pop("checksum", None)
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert casefile.read(path).case.situation.months[0].source is None


def test_an_import_leaves_an_edited_month_as_it_was_typed():
    merged = read_all((home.SHIPPED / "data" / "example-import" / "statements").iterdir())
    first = imported(case().situation, merged, {}).situation
    assert all(m.source and not m.edited for m in first.months)
    typed = first.but(
        months=(first.months[0].but(receipts="1"), first.months[1].but(essentials="9"), *first.months[2:])
    )
    again = imported(typed, merged, {}).situation
    assert (again.months[0].receipts, again.months[0].source) == (1, None)
    assert again.months[1].essentials == 9
    assert again.months[2:] == first.months[2:]


# -- the cause --------------------------------------------------------------------------------------------------------

NOTICE = {"id": "n", "kind": "disaster", "holding": "have", "proves": ["change"], "issued_on": "2026-11-01"}
BILL = {"id": "b", "kind": "medical", "holding": "have", "proves": ["change"], "issued_on": "2026-11-01"}


def happened(told: Case, *allowed: str) -> str:
    rows = tuple({"id": f"y{n}", "sentence": words} for n, words in enumerate(allowed))
    return "".join(text(documents.letter(Position(asking(told).but(ask={"allowed": rows})))).split())


@pytest.mark.parametrize("kind", ["disaster", "statement", "tax", "platform", "lease", "other"])
@pytest.mark.parametrize("ill", ["我9月住院", "母亲做了手术，店关了两周"])
def test_a_health_sentence_does_not_rest_on_a_paper_that_shows_none(kind: str, ill: str):
    told = case({**NOTICE, "kind": kind}, what_changed=f"{ill}。")
    assert f"{ill}。（本人陈述）" in happened(told, ill)
    agreed = told.but(ask={"allowed": ({"id": "y", "sentence": ill},)})
    assert "发生的变化" not in text(documents.exhibit_index(Position(asking(agreed))))


@pytest.mark.parametrize("who", ["两名员工走了，开不了早班", "家人要照顾，店少开半天"])
def test_what_became_of_another_person_rests_on_no_notice(who: str):
    words = happened(case(NOTICE, what_changed=f"门前修路。{who}。"), who)
    assert f"门前修路。（附件1）{who}。（本人陈述）" in words
    assert evidence.basis(case(NOTICE, what_changed=f"门前修路。{who}。"), Proves.CHANGE).mark == "附件1，其余本人陈述"


def test_each_sentence_has_the_papers_that_can_show_it():
    ill = "我9月住院"
    words = happened(case(NOTICE, BILL, what_changed=f"门前修路。{ill}。"), ill)
    assert f"门前修路。（附件1）{ill}。（附件2）" in words


def test_a_bill_does_not_show_road_works():
    assert "门前修路。（本人陈述）" in happened(case(BILL, what_changed="门前修路。"))


def test_a_cause_that_its_paper_shows_has_one_mark_as_before():
    words = happened(case(NOTICE, what_changed="门前修路。客人少了一半。"))
    assert "门前修路。客人少了一半。（附件1）" in words
