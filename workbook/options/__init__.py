"""The ask and its price: arrangements side by side, the smallest that holds, the borrower's own rungs, all lenders."""

from workbook.options.advice import Advice, advice, together
from workbook.options.chosen import Choice, asking, choices, rung_named, rung_title, with_request
from workbook.options.lack import Lack, off_ramps
from workbook.options.ladder import Ladder, Step, ladder
from workbook.options.lender_side import Assumptions, LenderSide, assumptions, lender_side
from workbook.options.lenders import Contradiction, Lender, Lenders, contradictions, lenders
from workbook.options.own import RUNGS, Promised, Rung, RungName, ask_figures, promised
from workbook.options.package import Kind, Package, price, relief_months
from workbook.options.plain import packages
from workbook.options.whatif import Answer, Change, WhatIf, what_if

__all__ = [
    "RUNGS",
    "Advice",
    "Answer",
    "Assumptions",
    "Change",
    "Choice",
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
    "RungName",
    "Step",
    "WhatIf",
    "advice",
    "ask_figures",
    "asking",
    "assumptions",
    "choices",
    "contradictions",
    "ladder",
    "lender_side",
    "lenders",
    "off_ramps",
    "packages",
    "price",
    "promised",
    "relief_months",
    "rung_named",
    "rung_title",
    "together",
    "what_if",
    "with_request",
]
