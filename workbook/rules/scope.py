"""What kind of lender and loan a rule has to fit, told from the contract's own names."""

from __future__ import annotations

from workbook.case import Loan
from workbook.rules.model import LenderType, Product

_LENDERS = (
    ("消费金融", LenderType.CONSUMER_FINANCE),
    ("小额贷款", LenderType.SMALL_LOAN),
    ("小贷", LenderType.SMALL_LOAN),
    ("信托", LenderType.TRUST),
    ("银行", LenderType.BANK),
    ("网商贷", LenderType.BANK),
    ("亲友", LenderType.PRIVATE),
    ("朋友", LenderType.PRIVATE),
    ("亲戚", LenderType.PRIVATE),
)
_PRODUCTS = (
    ("信用卡", Product.CARD),
    ("房贷", Product.MORTGAGE),
    ("按揭", Product.MORTGAGE),
    ("消费", Product.CONSUMER),
    ("借呗", Product.CONSUMER),
    ("花呗", Product.CONSUMER),
    ("网商", Product.BUSINESS),
    ("经营", Product.BUSINESS),
    ("流动资金", Product.BUSINESS),
    ("小微", Product.BUSINESS),
    ("生意贷", Product.BUSINESS),
)


def lender_type(loan: Loan) -> LenderType | None:
    """Tell the kind of lender from its name in the contract; None if the name does not say.

    With several funders of different kinds the kind is not known: no rule may be stretched over all of them.
    """
    names = [f.name for f in loan.funders if f.name and not f.archived] or [loan.lender or loan.name or ""]
    kinds = {next((kind for mark, kind in _LENDERS if mark in name), None) for name in names}
    return kinds.pop() if len(kinds) == 1 else None


def product(loan: Loan) -> Product | None:
    """Tell the kind of loan from its name, then its lender's; None if neither says."""
    words = (loan.name or "", loan.lender or "")
    return next((kind for text in words for mark, kind in _PRODUCTS if mark in text), None)
