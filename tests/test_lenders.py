"""Lender presets: channels and open questions, never a price."""

import pytest
from pydantic import ValidationError

from workbook import lenders
from workbook.case import DocumentKind, Loan
from workbook.language import speaking


def loan(lender=None, name=None):
    return Loan(id="a", lender=lender, name=name)


def test_the_legal_lender_is_found_by_its_name_or_by_the_product_where_no_lender_is_told():
    assert lenders.preset_for(loan("浙江网商银行股份有限公司")).legal_name == "浙江网商银行股份有限公司"
    assert lenders.preset_for(loan(name="网商贷 3月那笔")).id == "mybank"


@pytest.mark.parametrize("other", [loan("某某银行（虚构）", "网商贷"), loan("某小额贷款公司（虚构）"), loan()])
def test_another_or_an_unknown_lender_gets_no_preset(other):
    assert lenders.preset_for(other) is None


def test_a_preset_holds_no_price():
    with pytest.raises(ValidationError, match="rate"):
        lenders.Preset.model_validate({**lenders.presets()[0].model_dump(), "rate": "14.5"})
    for preset in lenders.presets():
        words = "".join(str(line) for line in (*preset.channels, *preset.unknown, *preset.traps))
        assert "%" not in words
        assert "‰" not in words


def test_every_channel_says_where_to_confirm_it_and_both_languages_are_there():
    preset = lenders.presets()[0]
    assert all("App" in str(c) or "合同" in str(c) for c in preset.channels)
    with speaking("en"):
        assert all(not any("\u4e00" <= ch <= "\u9fff" for ch in str(c)) for c in preset.channels)


def test_what_only_the_contract_can_say_is_listed_as_unknown():
    about = {line.about for line in lenders.presets()[0].unknown}
    assert {"rate", "penalty", "grace", "prepayment", "extension", "funders", "credit", "acceleration"} <= about
    assert DocumentKind.DISCLOSURE in lenders.presets()[0].documents
