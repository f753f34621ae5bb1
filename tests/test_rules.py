"""The register and its gate: what may be cited for whom, when, and where."""

import json
import warnings
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from workbook import rules
from workbook.case import Loan, LoanState, Profile
from workbook.language import Refused, speaking
from workbook.rules import Bar, Label, LenderType, Product, Rule

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[1]
LAST_CHECKED = date(2026, 11, 28)  # of a rule that was added last
NOT_DUE, OVERDUE, SOLD, IN_COURT = LoanState.NOT_DUE, LoanState.OVERDUE, LoanState.SOLD, LoanState.IN_COURT

LOANS = {
    "网商贷": {"lender": "浙江网商银行股份有限公司", "name": "网商贷", "drawn_on": "2026-03-05"},
    "八月后的网商贷": {"lender": "浙江网商银行股份有限公司", "name": "网商贷", "drawn_on": "2026-08-01"},
    "七月的网商贷": {"lender": "浙江网商银行股份有限公司", "name": "网商贷", "drawn_on": "2026-07-31"},
    "不知道哪天放款": {"lender": "浙江网商银行股份有限公司", "name": "网商贷"},
    "信用卡": {"lender": "某银行（虚构）", "name": "信用卡"},
    "消费贷": {"lender": "某消费金融公司（虚构）", "name": "消费贷款"},
    "小贷": {"lender": "某小额贷款公司（虚构）", "name": "经营周转", "drawn_on": "2026-03-05"},
    "亲友": {"lender": "亲友借款", "name": "向表哥借的"},
    "不知道": {"name": "一笔借款"},
}


def scope_of(kind, state=OVERDUE, borrower="sole_trader", on=TODAY, city="金华"):
    profile = Profile.model_validate({"borrower_type": borrower, "city": city})
    return rules.Scope.of(loan(kind), state, profile, on)


def loan(kind):
    return Loan(id="a", **LOANS[kind])


def ids(kind="网商贷", borrower="sole_trader", state=OVERDUE, on=TODAY, **more):
    scope = scope_of(kind, state, borrower, on, more.get("city", "金华"))
    return {r.id for r in rules.applicable(scope, more.get("use"))}


MUST = [
    ("网商贷", "sole_trader", NOT_DUE, "civil_678_extension"),
    ("网商贷", "person", NOT_DUE, "renewal_2024_13"),
    ("网商贷", "company", NOT_DUE, "renewal_2024_13"),
    ("八月后的网商贷", "person", OVERDUE, "cost_table_2026"),
    ("网商贷", "person", OVERDUE, "pboc_2003_penalty"),
    ("网商贷", "person", OVERDUE, "spc_2017_24"),
    ("网商贷", "person", OVERDUE, "class_18_difficulty"),
    ("网商贷", "person", OVERDUE, "complaint_deadlines"),
    ("网商贷", "sole_trader", OVERDUE, "gbt_45251_business"),
    ("网商贷", "sole_trader", OVERDUE, "civil_56_sole_trader"),
    ("网商贷", "company", OVERDUE, "supplier_payment_802"),
    ("网商贷", "person", SOLD, "civil_546_assignment"),
    ("网商贷", "person", SOLD, "civil_548_defences"),
    ("网商贷", "person", IN_COURT, "payment_order_objection"),
    ("网商贷", "person", IN_COURT, "judgment_double_interest"),
    ("信用卡", "person", OVERDUE, "card_2011_70"),
    ("信用卡", "person", OVERDUE, "cba_2026_consumer"),
    ("消费贷", "person", OVERDUE, "gbt_45251_consumer"),
    ("小贷", "sole_trader", OVERDUE, "small_loan_cost_2025"),
    ("亲友", "person", OVERDUE, "private_lending_four_lpr"),
    ("亲友", "person", OVERDUE, "criminal_293_1"),
    ("不知道", "person", OVERDUE, "civil_561_allocation"),
]

MUST_NOT = [
    # the five that must never reach such a loan, in any state
    *[("网商贷", b, s, "card_2011_70") for b in ("person", "sole_trader", "company") for s in LoanState],
    *[("网商贷", b, s, "private_lending_four_lpr") for b in ("person", "company") for s in LoanState],
    *[("网商贷", b, s, "criminal_293_1") for b in ("person", "company") for s in LoanState],
    *[("网商贷", b, s, "credit_repair_2026") for b in ("person", "company") for s in LoanState],
    *[("网商贷", b, s, "deferral_2022") for b in ("person", "company") for s in LoanState],
    # the doors that close with the state
    ("网商贷", "person", OVERDUE, "renewal_2024_13"),
    ("网商贷", "person", OVERDUE, "civil_678_extension"),
    ("网商贷", "person", NOT_DUE, "gbt_45251_business"),
    ("网商贷", "person", OVERDUE, "judgment_double_interest"),
    ("八月后的网商贷", "person", SOLD, "cost_table_2026"),
    ("网商贷", "person", OVERDUE, "civil_548_defences"),
    # another borrower, lender or product
    ("八月后的网商贷", "company", OVERDUE, "cost_table_2026"),
    ("网商贷", "company", OVERDUE, "personal_loan_8_terms"),
    ("网商贷", "sole_trader", OVERDUE, "supplier_payment_802"),
    ("网商贷", "person", OVERDUE, "gbt_45251_consumer"),
    ("网商贷", "person", OVERDUE, "cba_2026_consumer"),
    ("网商贷", "person", OVERDUE, "small_loan_cost_2025"),
    ("小贷", "person", OVERDUE, "spc_2017_24"),
    ("小贷", "person", OVERDUE, "pboc_2003_penalty"),
    ("信用卡", "person", NOT_DUE, "renewal_2024_13"),
    # drawn before the rule began, or nobody knows when
    *[(kind, "person", OVERDUE, "cost_table_2026") for kind in ("网商贷", "七月的网商贷", "不知道哪天放款")],
    # not sure enough, or not known
    ("网商贷", "person", OVERDUE, "loan_facilitation_2025"),
    ("网商贷", "company", NOT_DUE, "working_capital_extension_length"),
    ("八月后的网商贷", None, OVERDUE, "cost_table_2026"),
    ("网商贷", "person", None, "civil_678_extension"),
    ("不知道", "person", OVERDUE, "spc_2017_24"),
    ("不知道", "person", OVERDUE, "card_2011_70"),
]


@pytest.mark.parametrize(("kind", "borrower", "state", "rule_id"), MUST)
def test_a_rule_that_covers_the_case_comes_through(kind, borrower, state, rule_id):
    assert rule_id in ids(kind, borrower, state)


@pytest.mark.parametrize(("kind", "borrower", "state", "rule_id"), MUST_NOT)
def test_a_rule_that_does_not_cover_the_case_never_comes_through(kind, borrower, state, rule_id):
    assert rules.rule(rule_id).id == rule_id
    assert rule_id not in ids(kind, borrower, state)


@pytest.mark.parametrize(
    ("rule_id", "on", "citable"),
    [
        ("cost_table_2026", date(2026, 7, 31), False),
        ("cost_table_2026", date(2026, 8, 1), True),
        ("npl_transfer_pilot", date(2026, 12, 31), True),
        ("npl_transfer_pilot", date(2027, 1, 1), False),
        ("spc_2017_24", TODAY + timedelta(days=180), True),
        ("spc_2017_24", TODAY + timedelta(days=181), False),
        ("pboc_2003_penalty", date(2003, 12, 31), False),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last_and_only_while_freshly_checked(rule_id, on, citable):
    assert (rule_id in ids("八月后的网商贷", borrower="person", on=on)) is citable


def test_credit_repair_is_closed_since_2026_03_31_for_everybody():
    assert "credit_repair_2026" in ids(on=date(2026, 3, 31))
    assert not any("credit_repair_2026" in ids(kind, on=date(2026, 4, 1)) for kind in LOANS)


def test_a_year_from_now_nothing_can_be_cited_until_the_register_is_checked_again():
    assert ids(on=date(2027, 11, 23)) == set()


def test_only_permitted_uses_come_through():
    letter = ids(state=NOT_DUE, use="letter")
    assert "renewal_2024_13" in letter
    assert not {i for i in letter if i.startswith(("class_", "limitation_", "criminal_"))}
    assert not {"spc_2017_24", "seizure_3_living", "renewal_2024_13_class"} & letter


def test_letters_never_carry_what_belongs_in_court_and_never_speak_of_stopping_interest():
    for one in rules.register():
        if "letter" in one.uses or "script" in one.uses:
            assert one.label is not Label.ONLY_IN_COURT
            assert "停息挂账" not in one.says.zh
    assert not any(r.label is Label.RIGHT and "停息" in r.says.zh for r in rules.register())


def test_a_refused_citation_says_why():
    with pytest.raises(Refused, match=r"信用卡业务监督管理办法.*不适用于这类贷款"):
        rules.cite("card_2011_70", scope_of("网商贷", OVERDUE))
    with pytest.raises(Refused, match="办理期已过"):
        rules.cite("credit_repair_2026", scope_of("网商贷", OVERDUE))
    with pytest.raises(Refused, match="没有“four_lpr_for_banks”"):
        rules.cite("four_lpr_for_banks", scope_of("网商贷", OVERDUE))
    with pytest.raises(Refused, match="不能用在这种材料里"):
        rules.cite("spc_2017_24", scope_of("网商贷", OVERDUE), "letter")


def test_a_citation_names_instrument_number_article_and_dates_and_leaves_out_what_was_not_verified():
    found = rules.cite("renewal_2024_13", scope_of("网商贷", NOT_DUE))
    assert found.source == "《关于做好续贷工作 提高小微企业金融服务水平的通知》（金规〔2024〕13号）第1、2项"
    assert found.dates == "2024-09-24 起施行，2026-11-23 核对"
    assert found.page.startswith("https://www.gov.cn/")
    complaint = rules.cite("complaint_deadlines", scope_of("网商贷", OVERDUE))
    assert complaint.source == "《银行业保险业消费投诉处理管理办法》"
    with speaking("en"):
        assert "days" in rules.cite("complaint_deadlines", scope_of("网商贷", OVERDUE)).says


def test_what_is_withheld_is_named_with_its_reason():
    why = {r.id: bar for r, bar in rules.withheld(scope_of("网商贷", borrower="company"))}
    assert why["card_2011_70"] is Bar.PRODUCT
    assert why["cost_table_2026"] is Bar.BORROWER
    assert why["renewal_2024_13"] is Bar.STATE
    assert why["credit_repair_2026"] is Bar.EXPIRED
    assert why["loan_facilitation_2025"] is Bar.CONFIDENCE
    assert why["private_lending_four_lpr"] is Bar.LENDER
    assert why["shenzhen_insolvency"] is Bar.BORROWER


def test_personal_insolvency_only_where_the_law_exists():
    assert "shenzhen_insolvency" in ids(city="广东深圳")
    assert not {"shenzhen_insolvency", "xiamen_insolvency"} & ids(city="金华")
    assert not {"shenzhen_insolvency", "xiamen_insolvency"} & ids(city=None)


def test_the_page_says_what_the_law_does_not_give_to_this_loan():
    denied = {d.id for d in rules.not_given(scope_of("网商贷"))}
    assert {"stop_interest", "card_instalments", "four_lpr", "collectors_crime", "credit_cleaning"} <= denied
    assert {"old_deferral", "ninety_days_first", "above_24_void"} <= denied
    assert "card_instalments" not in {d.id for d in rules.not_given(scope_of("信用卡"))}
    assert rules.not_given(scope_of("网商贷", on=date(2027, 11, 23))) == ()


def test_the_lender_is_told_by_its_name_and_several_kinds_of_funders_are_no_kind():
    assert rules.lender_type(loan("网商贷")) is LenderType.BANK
    assert rules.lender_type(loan("不知道")) is None
    mixed = Loan.model_validate(
        {
            "id": "m",
            "name": "网商贷",
            "funders": [{"id": "1", "name": "甲银行（虚构）"}, {"id": "2", "name": "乙信托（虚构）"}],
        }
    )
    assert rules.lender_type(mixed) is None
    assert rules.product(mixed) is Product.BUSINESS
    assert rules.product(Loan(id="w", name="村镇银行流动资金贷款")) is Product.BUSINESS
    assert rules.product(Loan(id="j", name="借呗", lender="浙江网商银行股份有限公司")) is Product.CONSUMER


def test_constants_are_figures_with_a_source():
    assert str(rules.constant("penalty_uplift_low")) == "1.3"
    assert rules.constant("court_rate_line") == 24
    assert rules.constant("complaint_days") == 15
    assert isinstance(rules.constant("complaint_days"), int)
    assert "法发〔2017〕22号" in rules.constant_source("court_rate_line")
    assert "本工作簿的约定" in rules.constant_source("margin_percent")
    with pytest.raises(Refused, match="没有“magic”"):
        rules.constant("magic")


GOOD = {
    "id": "sample_rule",
    "topic": "price",
    "instrument": {"zh": "某办法", "en": "Some measures"},
    "issuer": "某机关",
    "effective_from": "2026-01-01",
    "checked_on": "2026-11-23",
    "confidence": "high",
    "says": {"zh": "可以协商，由对方决定。", "en": "It may be agreed; the lender decides."},
    "uses": ["page"],
    "label": "bank_may",
}


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": None},
        {"checked_on": None},
        {"effective_to": "2025-12-31"},
        {"uses": []},
        {"uses": ["billboard"]},
        {"label": "maybe"},
        {"confidence": "certain"},
        {"page": "see the internet"},
        {"article": "some article"},
        {"surprise": "x"},
        {"scope": {"lenders": ["pawnshop"]}},
        {"says": {"zh": "您有权要求对方同意，可以协商。", "en": "It may be agreed."}},
        {"says": {"zh": "可以协商。", "en": "The bank must agree."}},
        {"label": "only_in_court", "says": {"zh": "可以少还一些。", "en": "Less may be paid."}},
    ],
)
def test_a_badly_formed_unsourced_or_overstated_rule_cannot_be_loaded(change):
    Rule.model_validate(GOOD)
    with pytest.raises(ValidationError):
        Rule.model_validate({**GOOD, **change})


def test_every_rule_on_file_is_sourced_checked_and_said_in_both_languages():
    for one in rules.register():
        assert one.checked_on <= LAST_CHECKED
        assert one.says.zh != one.says.en
        assert not any("\u4e00" <= ch <= "\u9fff" for ch in one.says.en)
        with speaking("en"):
            assert one.source
            assert one.dates


def test_a_settled_loan_keeps_only_the_record_complaints_and_data():
    topics = {r.topic for r in rules.applicable(scope_of("网商贷", LoanState.SETTLED))}
    assert topics == {"credit", "complaint", "data", "honesty"}


def test_the_sheet_groups_what_may_be_cited_by_how_far_it_carries():
    groups = dict(rules.sheet(scope_of("网商贷", NOT_DUE)))
    assert list(groups) == list(Label)
    assert "renewal_2024_13" in {c.rule_id for c in groups[Label.BANK_MAY]}
    assert "renewal_2024_13" not in {c.rule_id for c in groups[Label.RIGHT]}
    assert Label.ONLY_IN_COURT not in dict(rules.sheet(scope_of("网商贷", NOT_DUE), "letter"))


def test_nothing_is_stale_on_the_day_of_the_example_and_everything_a_year_later():
    example = json.loads((ROOT / "data" / "example" / "case.json").read_text("utf-8"))
    assert rules.stale(date.fromisoformat(example["profile"]["as_of"])) == ()
    assert rules.stale(date(2027, 11, 23)) == rules.register()


@pytest.fixture(autouse=True, scope="module")
def _warn_about_rules_stale_by_todays_date():
    for one in rules.stale(date.today()):  # noqa: DTZ011 - for whoever runs the suite today
        warnings.warn(f"data/rules: check {one.id} again", stacklevel=1)


def test_public_numbers_are_looked_up():
    assert str(rules.public_number("legal_aid")) == "12348"
    assert all(n.run_by and n.source for n in rules.public_numbers())
    with pytest.raises(Refused):
        rules.public_number("lottery")
