"""That paying is hard is said only where the figures or the borrower say so."""

import pytest

from workbook import documents, pressure, verdict
from workbook.case import Case
from workbook.documents.render.text import text
from workbook.language import speaking
from workbook.pressure import Strain
from workbook.tables import loans_overview
from workbook.verdict import Action

LOAN = {
    "id": "l",
    "name": "（虚构）一笔",
    "lender": "（虚构）甲银行",
    "next_due": "2026-12-05",
    "app_total": "4414",
    "instalment": "4414",
    "periods_left": 10,
}
MONEY = {"worst_receipts": "20060", "usual_receipts": "30000", "stock_per_100": "0", "shop_costs": "8000"}
MONEY = {**MONEY, "home_essentials": "3000", "other_debts_30_days": "0", "what_changed": "（虚构）修路"}


def case(state="not_due", loan=(), **money):
    told = {"situation": {**MONEY, **money}, "debts": {"loans": [{**LOAN, "state": state, **dict(loan)}]}}
    return Case.model_validate({"profile": {"as_of": "2026-11-23", "name": "（虚构）某"}, **told})


TERMS = {"periods": 24, "rate": "14.4", "method": "equal_instalment"}


def said(told):
    asks = {"asks": [{"id": "a", "loan_id": LOAN["id"], "preferred": TERMS}]}
    asked = Case.model_validate({**told.model_dump(mode="json"), "ask": asks})
    made = (documents.letter, documents.brief, documents.chat, documents.script)
    return "\n".join(text(paper(asked)) for paper in made)


def found(told):
    return pressure.strain(told, told.main_loan)


SHORT = {"worst_receipts": "14000"}
POOR = {"worst_receipts": "14000", "usual_receipts": "15000"}


@pytest.mark.parametrize(
    ("told", "ground"),
    [
        (case(), Strain.TOLD),
        (case(state=None), Strain.PAYABLE),
        (case(**SHORT), Strain.BAD_MONTHS),
        (case(**POOR), Strain.ALWAYS),
        (case(state=None, **POOR), Strain.ALWAYS),
        (case(state=None, cash="90000", **POOR), Strain.PAYABLE),
        (case(state=None, worst_receipts="", usual_receipts=""), Strain.UNKNOWN),
        (case(state="overdue", loan={"next_due": "2026-10-05"}), Strain.LATE),
    ],
)
def test_the_ground_is_the_figures_before_the_borrowers_word_before_nothing(told, ground):
    assert found(told) is ground


@pytest.mark.parametrize("cash", ["", "500", "4000"])
def test_a_bad_month_that_pays_twice_the_instalment_is_never_said_not_to(cash):
    told = case(cash=cash)
    answer = verdict.quick(told)
    assert str(answer.offer) == "8150.00"
    assert "坏月份付不起" not in answer.why
    assert "坏月份也付得起每期的数" in answer.why
    words = said(told)
    for never in ("预计无法", "预计还不上", "付不起", "有困难"):
        assert never not in words
    assert "尚未到期，担心无法按期足额偿还" in words
    assert "本人担心以后各期难以足额支付，现于到期前提出申请" in words


def test_the_reason_is_the_cash_where_only_the_cash_is_short():
    answer = verdict.quick(case(cash="6000"))
    assert answer.action is Action.APPLY_BEFORE_DUE
    assert "今天最多拿得出 ¥500.00，不够 ¥4,414.00" in answer.why
    assert verdict.quick(case()).action is Action.HOLD
    assert verdict.quick(case(cash="20000")).action is Action.CURE


def test_nobody_worries_where_nobody_said_so():
    words = said(case(state=None))
    assert "尚未到期" in words
    for never in ("预计无法", "预计还不上", "担心", "困难", "不够", "难以"):
        assert never not in words
    assert "没有逾期" in loans_overview(case(state=None)).rows[0]


def test_a_bad_month_that_is_short_is_told_as_that():
    assert "坏月份付不起每期的数" in verdict.quick(case(cash="9000", **SHORT)).why
    words = said(case(**SHORT))
    assert "尚未到期，收款差的月份剩下的钱不够按期足额偿还" in words
    assert "本人测算经营低谷月份难以足额支付，现于到期前提出申请" in words


def test_a_month_as_it_is_now_that_is_short_is_an_expectation():
    told = case(changed_on="2026-08-01", **POOR)
    assert "尚未到期，预计无法按期足额偿还" in said(told)
    assert "本人测算以后各期难以足额支付" in said(told)


def test_the_english_says_no_more_than_the_chinese():
    with speaking("en"):
        assert "fear" in said(case())
        calm = said(case(state=None))
    for never in ("fear", "difficult", "hard for me", "not be able"):
        assert never not in calm
