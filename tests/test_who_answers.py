"""Guarantor and spouse are spoken of as far as the borrower answered that there may be one, and no further."""

import re

import pytest
from papers import bare, stored, together, written

from workbook import tables
from workbook.case import Case
from workbook.language import attempt
from workbook.position import Position

CASES = (
    "bullet_in_35_days",
    "bullet_and_receivable",
    "late_on_one",
    "six_lenders",
    "wholesaler_and_limit",
    "two_notes",
)
TABLES = [getattr(tables, name) for name in tables.__all__ if name not in {"frame", "rules_for_case"}]
NOBODY = {"guaranteed": False, "spouse_signed": False, "pledged": False}
UNTOLD = dict.fromkeys(NOBODY)
SOMEBODY = re.compile("担保人|保证人|配偶")
OF_SOMETHING_ELSE = ("有没有人请您做担保人", "有人担保", "配偶也签了字", "不去别处借，不为了提额找人担保")


def answered(name, **answers):
    """Give a stored case with these answers on every loan."""
    case = stored(name)
    loans = tuple(loan.but(**answers) for loan in case.debts.loans)
    return Case.model_validate({**dict(case), "debts": case.debts.but(loans=loans)})


def everything(case):
    """Give all papers and all tables of the pages, without what asks about something else."""
    pages = (str(attempt(lambda make=make: make(Position(case)))) for make in TABLES)
    papers = (together(written(case, audience)) for audience in ("lender", "self"))
    found = bare("\n".join((*papers, *pages)))
    for words in OF_SOMETHING_ELSE:
        found = found.replace(bare(words), "")
    return found


@pytest.mark.parametrize("name", CASES)
def test_where_nobody_answers_for_a_loan_no_page_and_no_paper_speaks_of_one(name):
    found = everything(answered(name, **NOBODY))
    assert [found[max(one.start() - 20, 0) : one.end() + 20] for one in SOMEBODY.finditer(found)] == []


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"guaranteed": None, "spouse_signed": None}, "保证人或配偶是否需要重新确认"),
        ({"guaranteed": True, "spouse_signed": False}, "保证人是否需要重新确认"),
        ({"guaranteed": False, "spouse_signed": True}, "配偶是否需要重新确认"),
        ({"guaranteed": False, "spouse_signed": None}, "配偶是否需要重新确认"),
        ({"guaranteed": False, "spouse_signed": False}, ""),
    ],
)
def test_a_renewal_asks_whether_those_who_may_have_signed_confirm_again(answers, asked):
    for audience in ("lender", "self"):
        found = set(
            re.findall("[保证人或配偶]+是否需要重新确认", together(written(answered(CASES[0], **answers), audience)))
        )
        assert found == ({asked} if asked else set())


@pytest.mark.parametrize(
    ("answers", "asked", "never"),
    [
        (UNTOLD, ("保证人或配偶的担保责任解除了没有", "抵押登记解除了没有"), ()),
        ({**UNTOLD, "guaranteed": False, "pledged": True}, ("配偶的担保责任", "抵押登记"), ("保证人",)),
        (NOBODY, (), ("保证人", "配偶", "抵押登记")),
    ],
)
def test_of_a_loan_that_is_paid_only_what_may_be_bound_is_to_be_released(answers, asked, never):
    found = together(written(answered("late_on_one", state="settled", **answers), "self"))
    assert all(words in found for words in asked)
    assert not any(words in found for words in never)


@pytest.mark.parametrize("told", [NOBODY, {"guaranteed": None}, {"guaranteed": True}, {"spouse_signed": True}])
def test_the_order_of_loans_is_told_by_what_weighs_on_them(told):
    case = answered("six_lenders", **{**NOBODY, **told})
    overview = tables.loans_overview(Position(case))
    assert any("有担保、配偶签过字" in note for note in overview.notes) is (told != NOBODY)


@pytest.mark.parametrize(
    ("told", "title", "never"),
    [
        ({"guaranteed": True, "spouse_signed": False}, "给担保人看的一页", "配偶"),
        ({"guaranteed": False, "spouse_signed": True}, "给签字配偶看的一页", "担保"),
        ({"guaranteed": True, "spouse_signed": True}, "给担保人、签字配偶看的一页", "我是签了字的配偶"),
    ],
)
def test_the_page_for_whoever_answers_speaks_to_them_alone(told, title, never):
    page = written(answered("late_on_one", **told), "self")["private/guarantor"]
    assert title in page
    assert never not in page.replace("不签新的担保、展期同意书", "")
