"""The ask and its price: arrangements side by side, the smallest that holds, the borrower's own rungs."""

from workbook.options.advice import Advice, advice
from workbook.options.base import Base, base
from workbook.options.lack import Lack, off_ramps
from workbook.options.own import Promised, Rung, ask_figures, promised
from workbook.options.package import Kind, Package, price
from workbook.options.search import packages
from workbook.options.trial import Trial, level_for_all, trial
from workbook.options.verdict import Verdict

__all__ = [
    "Advice",
    "Base",
    "Kind",
    "Lack",
    "Package",
    "Promised",
    "Rung",
    "Trial",
    "Verdict",
    "advice",
    "ask_figures",
    "base",
    "level_for_all",
    "off_ramps",
    "packages",
    "price",
    "promised",
    "trial",
]
