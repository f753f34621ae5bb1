"""The ask and its price: arrangements side by side, the smallest that holds, the borrower's own rungs, all lenders."""

from workbook.options.advice import Advice, advice, together
from workbook.options.base import Base, base
from workbook.options.lack import Lack, off_ramps
from workbook.options.ladder import Ladder, Step, ladder
from workbook.options.lender_side import Assumptions, LenderSide, assumptions, lender_side
from workbook.options.lenders import Contradiction, Lender, Lenders, contradictions, lenders
from workbook.options.own import Promised, Rung, ask_figures, promised
from workbook.options.package import Kind, Package, price
from workbook.options.search import packages
from workbook.options.trial import MOST_FALL, Trial, level_for_all, trial
from workbook.options.verdict import Verdict
from workbook.options.whatif import Answer, Change, WhatIf, what_if

__all__ = [
    "MOST_FALL",
    "Advice",
    "Answer",
    "Assumptions",
    "Base",
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
    "Trial",
    "Verdict",
    "WhatIf",
    "advice",
    "ask_figures",
    "assumptions",
    "base",
    "contradictions",
    "ladder",
    "lender_side",
    "lenders",
    "level_for_all",
    "off_ramps",
    "packages",
    "price",
    "promised",
    "together",
    "trial",
    "what_if",
]
