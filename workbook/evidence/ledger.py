"""Which figure rests on which document; what rests on none is the borrower's estimate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workbook import rules
from workbook.case.evidence import Proves
from workbook.cashflow import whole_months
from workbook.evidence.exhibits import Exhibit, exhibits
from workbook.language import _
from workbook.position import Position, once

Backing = Literal["proved", "weak", "estimate", "not_told"]


@dataclass(frozen=True)
class Basis:
    """What one figure rests on."""

    figure: Proves
    backing: Backing
    exhibits: tuple[Exhibit, ...]
    missing_months: tuple[str, ...]
    sentence: str

    @property
    def mark(self) -> str:
        """Give what is printed beside the figure: its exhibits, or that it is the borrower's estimate."""
        if self.backing == "not_told":
            return _("还没有填写")
        if not self.exhibits:
            return _("本人估计")
        return _("附件{numbers}").format(numbers=_("、").join(str(e.number) for e in self.exhibits))


@once
def ledger(position: Position) -> tuple[Basis, ...]:
    """Give, for every kind of figure, what it rests on; the day on which a trouble ends only where one is told."""
    held = exhibits(position)
    asked = (figure for figure in Proves if figure is not Proves.RECOVERY or _told(position, figure))
    return tuple(_basis(position, figure, held) for figure in asked)


@once
def basis(position: Position, figure: Proves) -> Basis:
    """Give what one kind of figure rests on."""
    return _basis(position, figure, exhibits(position))


def _basis(position: Position, figure: Proves, held: tuple[Exhibit, ...]) -> Basis:
    proofs = tuple(e for e in held if figure in e.proves)
    missing = months_missing(position, proofs) if figure in {Proves.RECEIPTS, Proves.COSTS} and proofs else ()
    if not _told(position, figure):
        return Basis(figure, "not_told", proofs, missing, _("还没有填写"))
    if not proofs:
        return Basis(figure, "estimate", (), (), _("没有材料支持，写进材料时标明“本人估计”"))
    if troubles := [*_troubles(proofs), *_gap(missing)]:
        return Basis(figure, "weak", proofs, missing, _("；").join(troubles))
    return Basis(figure, "proved", proofs, (), _("有材料支持"))


def _troubles(proofs: tuple[Exhibit, ...]) -> Iterator[str]:
    if all(e.freshness.age != "fresh" for e in proofs):
        for proof in proofs:
            yield _("附件{number}：{trouble}").format(number=proof.number, trouble=proof.freshness.sentence)


def _gap(missing: tuple[str, ...]) -> Iterator[str]:
    if missing:
        yield _("还差 {count} 个月没有流水：{months}").format(count=len(missing), months=_("、").join(missing))


@once
def months_missing(position: Position, proofs: tuple[Exhibit, ...]) -> tuple[str, ...]:
    """Give the months (YYYY-MM, oldest first) of the last full year that no dated proof covers in full.

    The months are the whole recorded ones where the borrower recorded months, else the twelve before the case's date.
    """
    spans = [(d.covers_from, d.covers_to) for d in (e.document for e in proofs) if d.covers_from and d.covers_to]
    told = sorted({month.month for month in whole_months(position.case) if month.month})
    return tuple(month for month in (told or _last_months(position.as_of)) if not _covered(month, spans))


def _last_months(as_of: date) -> list[str]:
    count = int(rules.constant("evidence_months"))
    ordinal = as_of.year * 12 + as_of.month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(ordinal - count, ordinal)]


def _covered(month: str, spans: list[tuple[date, date]]) -> bool:
    year, number = int(month[:4]), int(month[5:])
    day, end = date(year, number, 1), date(year + number // 12, number % 12 + 1, 1)
    for start, last in sorted(spans):
        if start <= day <= last:
            day = last + timedelta(days=1)
    return day >= end


def _told(position: Position, figure: Proves) -> bool:
    loans, s, months = position.loans, position.case.situation, whole_months(position.case)
    told: dict[Proves, tuple[object, ...]] = {
        Proves.BALANCE: tuple(
            fact
            for n in loans
            for fact in (n.app_total, n.as_one.balance_left, n.as_one.principal, n.lender_figures or None)
        ),
        Proves.TERMS: tuple(fact for n in loans for fact in (n.as_one.rate, n.as_one.principal)),
        Proves.RECEIPTS: (s.usual_receipts, s.incomes or None, *(m.receipts for m in months)),
        Proves.COSTS: (s.shop_costs, s.expenses or None, *(m.costs for m in months)),
        Proves.ESSENTIALS: (s.home_essentials, s.expenses or None, *(m.essentials for m in months)),
        Proves.CHANGE: (s.what_changed,),
        Proves.RECOVERY: (position.case.ask.recovers_on,),
        Proves.PAYMENTS_MADE: (position.case.payments.all_paid_until, position.case.payments.made or None),
        Proves.FLOOR: (s.floor_amount,),
    }
    return any(fact is not None for fact in told[figure])
