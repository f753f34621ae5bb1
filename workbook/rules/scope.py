"""What kind of lender and loan a rule has to fit, told from the contract's own names."""

from __future__ import annotations

from workbook import lenders
from workbook.case import Loan
from workbook.lenders import LenderType, Product


def lender_type(loan: Loan) -> LenderType | None:
    """Tell the kind of lender from its name in the contract; None if the name does not say.

    With several funders of different kinds the kind is not known: no rule may be stretched over all of them.
    """
    names = [f.name for f in loan.funders if f.name and not f.archived] or [loan.lender or loan.name or ""]
    kinds = {lenders.lender_type(name) for name in names}
    return kinds.pop() if len(kinds) == 1 else None


def product(loan: Loan) -> Product | None:
    """Tell the kind of loan from its name, then its lender's; None if neither says."""
    return lenders.product(loan.name or "") or lenders.product(loan.lender or "")
