"""Payments made against the payments promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from workbook.case import Loan
from workbook.confirm.arrangement import Promised, arrangement
from workbook.language import _, attempt
from workbook.money import ZERO, shown
from workbook.position import Position, once

Status = Literal["kept", "late", "missed", "coming"]


@dataclass(frozen=True)
class Kept:
    """One promised payment: `paid` towards it, `paid_on` the day it was full, `days_late` until then or until today."""

    number: int
    due: date
    expected: Decimal
    paid: Decimal
    paid_on: date | None
    days_late: int
    status: Status

    @property
    def short(self) -> Decimal:
        """What is still lacking."""
        return self.expected - self.paid

    @property
    def sentence(self) -> str:
        """Say how it stands."""
        words = {
            "kept": _("按时还了 {paid}"),
            "late": _("{paid_on} 才还齐，晚了 {days} 天"),
            "missed": _("还差 {short}，已经过了 {days} 天"),
            "coming": _("{due} 要还 {short}"),
        }
        return words[self.status].format(
            paid=shown(self.paid), paid_on=self.paid_on, days=self.days_late, short=shown(self.short), due=self.due
        )


@dataclass(frozen=True)
class Keeping:
    """The arrangement so far; `ahead` is money paid beyond what has fallen due and is promised."""

    rows: tuple[Kept, ...]
    ahead: Decimal
    assumed: tuple[str, ...]

    @property
    def missed(self) -> tuple[Kept, ...]:
        """The payments past their day and not full."""
        return tuple(row for row in self.rows if row.status == "missed")

    @property
    def next(self) -> Kept | None:
        """The next payment not yet full."""
        return next((row for row in self.rows if row.status in {"missed", "coming"}), None)

    @property
    def stands(self) -> str:
        """Say whether it is broken, all paid, kept, or not begun yet."""
        if self.missed:
            return _("断了：{due} 那期起没还足").format(due=self.missed[0].due)
        if not any(row.status == "coming" for row in self.rows):
            return _("新计划的每一期都还了")
        begun = any(row.status != "coming" for row in self.rows)
        return _("新计划守着") if begun else _("新计划还没到第一期")

    @property
    def sentence(self) -> str:
        """Say in one line whether the arrangement is kept."""
        past = [row for row in self.rows if row.status != "coming"]
        if not self.missed:
            return _("到今天该还的 {count} 笔都还了。").format(count=len(past))
        short = sum((row.short for row in self.missed), ZERO)
        return _("有 {count} 笔过了日子没还齐，一共差 {short}。").format(count=len(self.missed), short=shown(short))


@once
def kept(position: Position, loan: Loan) -> Keeping:
    """Hold the payments made since the arrangement began against it, oldest promise first; NotKnown without one."""
    promised = arrangement(position, loan)
    made = [
        (p.paid_on, p.amount)
        for p in position.case.payments_on(loan)
        if p.paid_on and p.amount is not None and promised.start <= p.paid_on <= position.as_of
    ]
    rows = tuple(_filled(promised.rows, made, position.as_of))
    ahead = sum((amount for _on, amount in made), ZERO) - sum((row.paid for row in rows), ZERO)
    return Keeping(rows, ahead, promised.assumed)


@once
def arranged(position: Position, loan: Loan) -> bool:
    """Tell whether there is an arrangement to keep."""
    found = attempt(lambda: kept(position, loan))
    return bool(found and found.rows)


def _filled(rows: tuple[Promised, ...], made: list[tuple[date, Decimal]], as_of: date) -> Iterator[Kept]:
    left = list(made)
    for row in rows:
        paid, full_on = ZERO, None
        while left and paid < row.payment:
            on, amount = left.pop(0)
            used = min(amount, row.payment - paid)
            paid, full_on = paid + used, on
            if amount > used:
                left.insert(0, (on, amount - used))
        yield _kept(row, paid, full_on if paid >= row.payment else None, as_of)


def _kept(row: Promised, paid: Decimal, full_on: date | None, as_of: date) -> Kept:
    full = paid >= row.payment
    days = max(((full_on or row.due if full else as_of) - row.due).days, 0)
    status: Status = ("late" if days else "kept") if full else ("missed" if days else "coming")
    return Kept(row.number, row.due, row.payment, paid, full_on, days, status)
