"""The ask and its price: arrangements side by side, the smallest that a bad month carries, the borrower's own rungs."""

from workbook.options.base import Base, base
from workbook.options.own import Promised, Rung, ask_figures, promised
from workbook.options.package import Kind, Package, Verdict, price
from workbook.options.search import Advice, advice, packages

__all__ = [
    "Advice",
    "Base",
    "Kind",
    "Package",
    "Promised",
    "Rung",
    "Verdict",
    "advice",
    "ask_figures",
    "base",
    "packages",
    "price",
    "promised",
]
