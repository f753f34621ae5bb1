"""Lenders on file: names, kinds and loans for rules and statements, channels and open questions, never a price."""

import shutil
from itertools import combinations

import pytest
from pydantic import ValidationError

from workbook import home, lenders, rules, statements
from workbook.case import Case, DocumentKind, Loan, LoanState
from workbook.language import Refused, speaking
from workbook.lenders import LenderType, Product
from workbook.statements import classes

FOLDER = home.SHIPPED / "data" / "lenders"
FILES = sorted(file for file in FOLDER.glob("*.toml") if file.name != "general.toml")


def loan(lender=None, name=None):
    return Loan(id="a", lender=lender, name=name)


def test_the_legal_lender_is_found_by_its_name_or_by_the_product_where_no_lender_is_told():
    assert lenders.preset_for(loan("浙江网商银行股份有限公司")).legal_name == "浙江网商银行股份有限公司"
    assert lenders.preset_for(loan(name="网商贷 3月那笔")).id == "mybank"


@pytest.mark.parametrize("other", [loan("某某银行（虚构）", "网商贷"), loan("某小额贷款公司（虚构）"), loan()])
def test_another_or_an_unknown_lender_gets_no_preset(other):
    assert lenders.preset_for(other) is None


@pytest.fixture
def mybank():
    return next(one for one in lenders.presets() if one.id == "mybank")


def test_a_preset_holds_no_price(mybank):
    with pytest.raises(ValidationError, match="rate"):
        lenders.Preset.model_validate({**mybank.model_dump(), "rate": "14.5"})
    for preset in lenders.presets():
        words = "".join(str(line) for line in (*preset.channels, *preset.unknown, *preset.traps))
        assert "%" not in words
        assert "‰" not in words


@pytest.mark.parametrize("preset", lenders.presets(), ids=lambda one: one.id)
def test_every_channel_says_where_to_confirm_it_and_both_languages_are_there(preset):
    assert all("App" in str(c) or "合同" in str(c) for c in preset.channels)
    said = (preset.legal_note, *preset.channels, *preset.traps, *preset.unknown, *preset.precedents)
    assert all(any("\u4e00" <= ch <= "\u9fff" for ch in str(one)) for one in said)
    with speaking("en"):
        own = {sold for product in preset.products for sold in product.names}
        left = ["".join(ch for ch in _without(str(one), own) if "\u4e00" <= ch <= "\u9fff") for one in said]
        assert set(left) == {""}


def _without(sentence, names):
    for name in names:
        sentence = sentence.replace(name, "")
    return sentence


@pytest.mark.parametrize("preset", lenders.presets(), ids=lambda one: one.id)
def test_what_only_the_contract_can_say_is_listed_as_unknown(preset):
    about = {line.about for line in preset.unknown}
    assert {"rate", "penalty", "grace", "prepayment", "extension", "funders", "credit", "acceleration"} <= about


def test_what_a_lender_asks_for_is_told_only_where_it_is_known(mybank):
    assert DocumentKind.DISCLOSURE in mybank.documents
    assert next(one for one in lenders.presets() if one.id == "webank").documents == ()


# -- every file --------------------------------------------------------------------------------------------------------


def test_every_file_is_a_lender_under_its_own_name():
    assert [one.id for one in lenders.on_file()] == [file.stem for file in FILES]
    assert all(one.words for one in lenders.on_file())


def test_no_word_names_two_lenders_nor_stands_in_the_word_of_another():
    for one, other in combinations(lenders.on_file(), 2):
        assert [(a, b) for a in one.words for b in other.words if a in b or b in a] == []


def test_every_kind_has_its_general_words_and_every_lender_for_the_talk_its_kind():
    assert set(lenders.general().lenders) == set(LenderType)
    assert set(lenders.general().products) == set(Product)
    assert all(preset.kind for preset in lenders.presets())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("浙江网商银行股份有限公司", LenderType.BANK),
        ("网商贷", LenderType.BANK),
        ("朋友代借的网商贷", LenderType.BANK),
        ("某消费金融公司（虚构）", LenderType.CONSUMER_FINANCE),
        ("亲友借款", LenderType.PRIVATE),
        ("借呗", None),
    ],
)
def test_a_name_tells_the_kind_of_lender(name, kind):
    assert lenders.lender_type(name) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("网商那笔", Product.BUSINESS), ("借呗", Product.CONSUMER), ("网商银行信用卡", Product.CARD), ("度小满", None)],
)
def test_a_name_tells_the_kind_of_loan(name, kind):
    assert lenders.product(name) is kind


# -- a lender more -----------------------------------------------------------------------------------------------------

WEBANK = """
id = "webank"
marks = ["微众银行"]
kind = "bank"
[[products]]
names = ["微业贷"]
kind = "business"
"""
CACHES = (lenders.on_file, lenders.general, lenders.booked, classes._telling, classes.classed_by)


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """The lenders on file but one, in a folder of their own."""
    place = tmp_path / "lenders"
    shutil.copytree(FOLDER, place)
    (place / "webank.toml").unlink()
    monkeypatch.setattr(lenders, "_FOLDER", place)
    forget()
    yield place
    forget()


def forget():
    for read in CACHES:
        read.cache_clear()


def citable(lender, name):
    case = Case.model_validate({"profile": {"as_of": "2026-11-23", "borrower_type": "sole_trader"}})
    found = rules.applicable(rules.Scope.of(loan(lender, name), LoanState.OVERDUE, case.profile, case.as_of))
    return {rule.id for rule in found}


def test_one_file_gives_a_lender_its_rules(folder):
    assert "gbt_45251_business" not in citable("微众银行", "微业贷")
    (folder / "webank.toml").write_text(WEBANK, "utf-8")
    forget()
    assert citable("微众银行", "微业贷") == citable("浙江网商银行股份有限公司", "网商贷")
    assert citable(None, "微业贷") < citable("微众银行", "微业贷"), "who lends is not told by the name of a product"
    assert lenders.preset_for(loan("微众银行")) is None, "there is nothing to say on its channels yet"


def test_one_file_gives_statements_the_names_of_its_loans(folder, tmp_path):
    export = tmp_path / "boc.csv"
    rows = ("2026-03-01,,500.00,微业贷代扣", "2026-03-02,,80.00,微众银行代扣", "2026-03-03,9.00,,某人（虚构）")
    export.write_text("\n".join(("交易日期,收入,支出,摘要", *rows, "")), "utf-8")
    assert [entry.kind for entry in statements.read(export).entries] == ["expense", "expense", "income"]
    (folder / "webank.toml").write_text(WEBANK, "utf-8")
    forget()
    assert [entry.kind for entry in statements.read(export).entries] == ["repayment", "repayment", "income"]


def test_the_lender_on_file_has_its_rules_and_its_channels():
    assert citable("深圳前海微众银行股份有限公司", "微业贷") == citable("浙江网商银行股份有限公司", "网商贷")
    preset = lenders.preset_for(loan("深圳前海微众银行股份有限公司", "微业贷"))
    assert preset.legal_name == "深圳前海微众银行股份有限公司"
    assert not any(character.isdigit() for channel in preset.channels for character in str(channel))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id = ", "TOML|Invalid"),
        ('id = "webank"\nkind = "pawnshop"\n', "“kind”“pawnshop”不在可选项里"),
        ('id = "webank"\nrate = "14.5"\n', "“rate”不认识的项目"),
        ('id = "webank"\n[[products]]\nnames = ["微业贷"]\nkind = "loan"\n', "“products.1.kind”“loan”不在可选项里"),
        ('id = "webank"\nmarks = ["微众银行"]\nchannels = []\n', "“legal_name”缺少这一项"),
        ('id = "webank"\nmarks = ["网商银行"]\n', "“网商银行”已经写在“mybank.toml”里"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(folder, content, says):
    (folder / "webank.toml").write_text(content, "utf-8")
    with pytest.raises(Refused, match=says) as refused:
        citable("微众银行", "微业贷")
    assert "“webank.toml”用不了" in str(refused.value)
    with speaking("en"):
        with pytest.raises(Refused) as refused:
            lenders.presets()
        assert str(refused.value).startswith("The lender file “webank.toml” cannot be used")


def test_the_words_of_no_one_lender_are_checked_too(folder):
    (folder / "general.toml").write_text("[lenders]\nmoneylender = []\n", "utf-8")
    with pytest.raises(Refused, match=r"“general.toml”用不了"):
        lenders.lender_type("银行")
