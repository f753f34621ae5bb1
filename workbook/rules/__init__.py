"""Dated, cited rules and the gate; the only way a page or a document may cite."""

from workbook.lenders import LenderType, Product
from workbook.rules.constants import constant, constant_source
from workbook.rules.gate import Citation, Scope, applicable, cite, not_given, sheet, stale, withheld
from workbook.rules.model import Bar, Denial, Label, PublicNumber, Rule, Use
from workbook.rules.numbers import public_number, public_numbers
from workbook.rules.register import denials, reading, register, rule
from workbook.rules.scope import lender_type, product

__all__ = [
    "Bar",
    "Citation",
    "Denial",
    "Label",
    "LenderType",
    "Product",
    "PublicNumber",
    "Rule",
    "Scope",
    "Use",
    "applicable",
    "cite",
    "constant",
    "constant_source",
    "denials",
    "lender_type",
    "not_given",
    "product",
    "public_number",
    "public_numbers",
    "reading",
    "register",
    "rule",
    "sheet",
    "stale",
    "withheld",
]
