"""What if, at stated steps: the same answers as behind the sliders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from workbook.language import _
from workbook.money import shown
from workbook.options.whatif import Answer, Change, WhatIf, what_if
from workbook.position import Position, once
from workbook.shown import Table
from workbook.tables.wording import Cell, table

_DROPS = (Decimal(10), Decimal(20), Decimal(30))
_QUARTERS = (Decimal("0.75"), Decimal("0.5"), Decimal("0.25"))


@once
def what_ifs(position: Position) -> Table:
    """Answer a drop of receipts by 10, 20 and 30 percent, half the rent, and smaller payments, one at a time."""
    ground = what_if(position)
    basis = ground.answer(ground.start).basis
    until = _("{basis}到 {day} 手上的钱").format(basis=basis, day=ground.ends[-1])
    columns = (_("如果"), _("哪个月第一次付不齐"), until, _("那时这一笔还欠"), _("多常还不上"))
    rows = [(words, *_answered(ground.answer(change))) for words, change in _steps(ground)]
    return table(_("如果变一变"), columns, rows, ground.assumed)


def _steps(ground: WhatIf) -> Iterator[tuple[str, Change]]:
    start = ground.start
    yield _("假如到期没还的并进去，每月仍还 {payment}").format(payment=shown(start.payment)), start
    for drop in _DROPS:
        yield _("收款少 {drop}%").format(drop=drop), replace(start, drop=drop)
    if start.rent:
        half = (start.rent / 2).quantize(Decimal(1), ROUND_HALF_UP)
        yield _("店租降到 {rent}").format(rent=shown(half)), replace(start, rent=half)
    for part in _QUARTERS if start.payment else ():
        payment = (start.payment * part).quantize(Decimal(1), ROUND_HALF_UP)
        yield _("这一笔每月还 {payment}").format(payment=shown(payment)), replace(start, payment=payment)


def _answered(answer: Answer) -> tuple[Cell, ...]:
    short = answer.short[0] if answer.short else _("三年内没有")
    return short, answer.line[-1][1], answer.owing[-1] if answer.owing else None, answer.failing
