"""One balance in the app, several legal lenders: each lender's part."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from workbook.case import Loan
from workbook.language import N_, Refused
from workbook.loans.terms import unknown
from workbook.money import ZERO, fen


class Share(NamedTuple):
    """A legal lender and its part of an amount."""

    name: str
    amount: Decimal


def by_funder(amount: Decimal, loan: Loan) -> tuple[Share, ...]:
    """Split an amount by funding share to the fen; one lender takes all.

    Each part is what the shares up to it come to less what those before it do, so that the parts sum to the amount
    and none is negative.

    Raises NotKnown where a share is missing, Refused where the shares do not add up to 100%.
    """
    funders = [funder for funder in loan.funders if not funder.archived]
    if len(funders) <= 1:
        return (Share(funders[0].name or "" if funders else loan.lender or "", amount),)
    if any(funder.share is None for funder in funders):
        raise unknown("funders")
    shares = [funder.share or Decimal(0) for funder in funders]
    if sum(shares) != 100:  # noqa: PLR2004 - percent
        raise Refused(N_("出资比例加起来是 {total}%，不是 100%，请核对"), total=sum(shares))
    so_far = [fen(amount * whole / 100) for whole in accumulate(shares)]
    parts = (upper - lower for lower, upper in pairwise((ZERO, *so_far)))
    return tuple(Share(funder.name or "", part) for funder, part in zip(funders, parts, strict=True))
