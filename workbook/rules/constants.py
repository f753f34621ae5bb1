"""Figures with a source; no other module writes one down."""

from __future__ import annotations

from decimal import Decimal

from workbook.language import N_, Refused, _
from workbook.rules.model import Constant
from workbook.rules.register import constants, rule


def constant(constant_id: str) -> Decimal | int:
    """Give a figure: int for days, months, years, hours and counts; Decimal for times, percent and yuan."""
    return _one(constant_id).figure


def constant_source(constant_id: str) -> str:
    """Say where a figure comes from: instrument, number, article and dates, or the stated convention."""
    one = _one(constant_id)
    if one.rule is None:
        return str(one.convention)
    source = rule(one.rule)
    return _("{source}（{dates}）").format(source=source.source, dates=source.dates)


def _one(constant_id: str) -> Constant:
    if constant_id not in constants():
        raise Refused(N_("规则库里没有“{rule}”"), rule=constant_id)
    return constants()[constant_id]
