"""The ask and its price: arrangements side by side, the smallest that holds, the borrower's own rungs, all lenders."""

from workbook.options.advice import Advice, advice, together
from workbook.options.lack import Lack, off_ramps
from workbook.options.ladder import Ladder, Step, ladder
from workbook.options.lender_side import Assumptions, LenderSide, assumptions, lender_side
from workbook.options.lenders import Contradiction, Lender, Lenders, contradictions, lenders
from workbook.options.own import Promised, Rung, ask_figures, promised
from workbook.options.package import Kind, Package, price, relief_months
from workbook.options.plain import packages
from workbook.options.whatif import Answer, Change, WhatIf, what_if

__all__ = [
    "Advice",
    "Answer",
    "Assumptions",
    "Change",
    "Contradiction",
    "Kind",
    "Lack",
    "Ladder",
    "Lender",
    "LenderSide",
    "Lenders",
    "Package",
    "Promised",
    "Rung",
    "Step",
    "WhatIf",
    "advice",
    "ask_figures",
    "assumptions",
    "contradictions",
    "ladder",
    "lender_side",
    "lenders",
    "off_ramps",
    "packages",
    "price",
    "promised",
    "relief_months",
    "together",
    "what_if",
]
