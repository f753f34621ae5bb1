"""The ask and its price: arrangements side by side, the smallest that holds, the borrower's own rungs, all lenders."""

from workbook.options.advice import Advice, advice, together
from workbook.options.chosen import Choice, asking, can_choose, choices, dated, rung_named, rung_title, with_request
from workbook.options.firm import can_be_recorded, firm
from workbook.options.lack import Lack, off_ramps
from workbook.options.ladder import Ladder, Step, ladder
from workbook.options.lender_side import Assumptions, LenderSide, assumptions, lender_side
from workbook.options.lenders import Contradiction, Lender, Lenders, contradictions, lenders
from workbook.options.own import RUNGS, Promised, Rung, RungName, ask_figures, asked_first, promised
from workbook.options.package import Kind, Package, price, relief_months
from workbook.options.plain import packages
from workbook.options.plan_b import PlanB, plan_b
from workbook.options.renewal import Renewals, Short, Way, bridge_words, not_on_trust, renewals, to_renew, wall_words
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
    "PlanB",
    "Promised",
    "Renewals",
    "Rung",
    "RungName",
    "Short",
    "Step",
    "Way",
    "WhatIf",
    "advice",
    "ask_figures",
    "asked_first",
    "asking",
    "assumptions",
    "bridge_words",
    "can_be_recorded",
    "can_choose",
    "choices",
    "contradictions",
    "dated",
    "firm",
    "ladder",
    "lender_side",
    "lenders",
    "not_on_trust",
    "off_ramps",
    "packages",
    "plan_b",
    "price",
    "promised",
    "relief_months",
    "renewals",
    "rung_named",
    "rung_title",
    "to_renew",
    "together",
    "wall_words",
    "what_if",
    "with_request",
]
