"""What each figure rests on, what is stale, and what is only the borrower's estimate."""

from datetime import date

import pytest

from workbook import evidence
from workbook.case import Case, DocumentKind, Holding
from workbook.case.evidence import Proves

AS_OF = "2026-11-23"


def document(kind, **fields):
    return {"id": fields.pop("id", kind), "kind": kind, "holding": "have", **fields}


def case(*documents, **sections):
    profile = {"as_of": AS_OF, "borrower_type": "sole_trader"}
    return Case.model_validate({"profile": profile, "evidence": {"documents": documents}, **sections})


STATEMENT = document("statement", covers_from="2025-11-01", covers_to="2026-11-10", issued_on="2026-11-11")


def test_a_figure_without_a_document_is_the_borrowers_estimate():
    found = evidence.basis(case(situation={"usual_receipts": "30000"}), Proves.RECEIPTS)
    assert found.backing == "estimate"
    assert found.mark == "本人估计"


def test_a_figure_not_told_is_not_an_estimate():
    found = evidence.basis(case(), Proves.RECEIPTS)
    assert (found.backing, found.mark) == ("not_told", "还没有填写")


def test_a_full_fresh_statement_proves_receipts_and_names_its_exhibit():
    found = evidence.basis(case(STATEMENT, situation={"usual_receipts": "30000"}), Proves.RECEIPTS)
    assert (found.backing, found.mark) == ("proved", "附件1")


def test_months_that_no_statement_covers_are_named():
    half = document("statement", covers_from="2026-04-01", covers_to="2026-10-31")
    found = evidence.basis(case(half, situation={"usual_receipts": "30000"}), Proves.RECEIPTS)
    assert found.missing_months == ("2025-11", "2025-12", "2026-01", "2026-02", "2026-03")
    assert "还差 5 个月没有流水" in found.sentence


def test_two_statements_that_meet_in_the_middle_of_a_month_cover_it():
    first = document("statement", id="a", covers_from="2026-09-01", covers_to="2026-10-15")
    second = document("statement", id="b", covers_from="2026-10-16", covers_to="2026-10-31")
    told = case(first, second, situation={"months": [{"id": "m", "month": "2026-10", "receipts": "1"}]})
    assert evidence.basis(told, Proves.RECEIPTS).missing_months == ()
    gap = case(first, situation={"months": [{"id": "m", "month": "2026-10", "receipts": "1"}]})
    assert evidence.basis(gap, Proves.RECEIPTS).missing_months == ("2026-10",)


@pytest.mark.parametrize(
    ("kind", "fields", "age"),
    [
        ("app_screenshot", {"issued_on": "2026-11-16"}, "fresh"),
        ("app_screenshot", {"issued_on": "2026-11-15"}, "stale"),
        ("app_screenshot", {}, "undated"),
        ("app_screenshot", {"issued_on": "2026-11-24"}, "ahead"),
        ("statement", {"issued_on": "2026-11-20", "covers_to": "2026-10-01"}, "stale"),
        ("statement", {"issued_on": "2026-01-20", "covers_to": "2026-11-01"}, "fresh"),
        ("contract", {"issued_on": "2020-01-01"}, "fresh"),
        ("contract", {}, "fresh"),
    ],
)
def test_freshness_depends_on_the_kind(kind, fields, age):
    one = case(document(kind, **fields)).evidence.documents[0]
    assert evidence.freshness(one, date(2026, 11, 23)).age == age


def test_only_what_is_in_hand_is_an_exhibit_and_an_imported_statement_is_one_once():
    hand = document("statement", id="s", sha256="aa", covers_from="2026-01-01", covers_to="2026-10-31")
    later = document("tax", holding="can_get")
    imported = [{"id": "f1", "file": "wx.csv", "sha256": "aa"}, {"id": "f2", "file": "zfb.csv", "sha256": "bb"}]
    found = evidence.exhibits(case(hand, later, situation={"statements": imported}))
    assert [(e.number, e.document.id) for e in found] == [(1, "s"), (2, "f2")]
    assert found[1].name == "zfb.csv"


def test_a_stale_only_proof_is_weak_and_says_which_exhibit():
    loan = {"id": "l", "app_total": "10000"}
    shot = document("app_screenshot", issued_on="2026-10-01")
    found = evidence.basis(case(shot, debts={"loans": [loan]}), Proves.BALANCE)
    assert found.backing == "weak"
    assert "附件1" in found.sentence


def test_every_kind_of_figure_has_a_line_in_the_ledger():
    silent = [b.figure for b in evidence.ledger(case())]
    assert silent == [figure for figure in Proves if figure is not Proves.RECOVERY]
    told = case()
    hoping = told.but(ask=told.ask.but(recovers_on="2027-02-01"))
    assert [b.figure for b in evidence.ledger(hoping)] == list(Proves)  # a day one hopes for is a figure too


LOAN = {"id": "l", "name": "网商贷", "lender": "浙江网商银行股份有限公司"}


def wanted(told):
    return {w.kind: w for w in evidence.checklist(told, told.main_loan)}


def test_the_checklist_follows_the_request():
    plain = case(debts={"loans": [LOAN]}, profile={"as_of": AS_OF})
    waiver = {"id": "t", "component": "penalty", "treatment": "waive"}
    ask = {"id": "a", "loan_id": "l", "preferred": {"treatments": [waiver], "periods": 24}}
    asked = plain.but(ask={"asks": [ask]})
    assert "罚息" in wanted(asked)[DocumentKind.SCHEDULE].because
    assert "贷款方通常会要" in wanted(plain)[DocumentKind.SCHEDULE].because
    assert "其他负债" in wanted(asked)[DocumentKind.CREDIT_REPORT].because


def test_the_checklist_follows_what_happened_and_the_lender():
    ill = case(debts={"loans": [LOAN]}, situation={"what_changed": "五月起住院"})
    assert DocumentKind.MEDICAL in wanted(ill)
    assert DocumentKind.DISASTER not in wanted(ill)
    other = case(debts={"loans": [{"id": "l", "lender": "某银行（虚构）"}]}, profile={"as_of": AS_OF})
    assert DocumentKind.DISCLOSURE not in wanted(other)
    assert DocumentKind.DISCLOSURE in wanted(ill)


def test_the_checklist_says_what_to_do_and_never_to_have_a_paper_made():
    told = case(document("tax", holding="no"), document("licence", holding="can_get"), debts={"loans": [LOAN]})
    found = wanted(told)
    assert "本人估计" in found[DocumentKind.TAX].todo
    assert "不要找人做" in found[DocumentKind.TAX].todo
    assert found[DocumentKind.LICENCE].holding is Holding.CAN_GET
    assert found[DocumentKind.CONTRACT].todo == "看看手上有没有"


def test_an_imported_statement_ticks_the_statement():
    told = case(situation={"statements": [{"id": "f", "file": "zfb.csv"}]}, debts={"loans": [LOAN]})
    assert wanted(told)[DocumentKind.STATEMENT].holding is Holding.HAVE


def test_the_workbook_makes_no_evidence_and_says_why_nobody_should():
    told = case(debts={"loans": [LOAN]})
    assert "不做任何材料" in evidence.warning(told, told.main_loan)
    assert "刑法" in evidence.warning(told, told.main_loan)
