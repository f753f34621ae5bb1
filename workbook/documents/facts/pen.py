"""How a result becomes a figure: its words, its value, who may see it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Loan, LoanState, Sees
from workbook.documents.blocks import Figure, Value, day, words
from workbook.language import _, spoken
from workbook.money import digits, shown
from workbook.rules import LenderType, lender_type

_YUAN = re.compile(r"¥([\d,]+\.\d\d)")


@dataclass(frozen=True)
class Pen:
    """Words figures for one reader, a lender as `you`: what is not known is asked of it, or admitted to oneself."""

    sees: Sees
    unknown: str
    you: str = ""

    def money(self, amount: Decimal | None) -> Figure:
        """Word an amount of yuan."""
        if amount is None:
            return self._figure("", None)
        return self._figure(
            shown(amount) if self.sees == "private" else _("{amount}元").format(amount=f"{amount:,.2f}"), amount
        )

    def percent(self, rate: Decimal | None) -> Figure:
        """Word a rate given in percent, without idle zeros."""
        return self._figure("" if rate is None else f"{digits(rate)}%", rate)

    def count(self, number: int | None, template: str) -> Figure:
        """Word a number in a finished template with {n}."""
        return self._figure("" if number is None else template.format(n=number), number)

    def when(self, on: date | None) -> Figure:
        """Word a computed day."""
        return self._figure(words(day(on)), on)

    def days(self, those: Iterable[date], seen_on: date | None) -> Figure:
        """Word days as a list, each year named once and the year of the day they are seen on not at all."""
        named, year = [], seen_on.year if seen_on else None
        for on in those:
            said = _("{month}月{day}日").format(month=on.month, day=on.day)
            named.append(said if on.year == year and spoken() == "zh" else words(day(on)))
            year = on.year
        return self._figure(_("、").join(named), ",".join(str(on) for on in those) or None)

    def sentence(self, said: str | None) -> Figure:
        """Take over a sentence another part has finished; for a lender it reads as a letter has it, not as a form."""
        words = said or ""
        if self.sees != "private":
            words = _YUAN.sub(lambda found: _("{amount}元").format(amount=found[1]), words)
            words = words.replace("对方", self.you).replace("您填的", "本人填的")
            words = words.replace(_("没有填"), _("本人未查到"))
        return self._figure(words, said or None)

    def sentences(self, said: Iterable[str]) -> tuple[Figure, ...]:
        """Take over finished sentences."""
        return tuple(self.sentence(one) for one in said)

    def _figure(self, text: str, value: Value) -> Figure:
        return Figure("", text or self.unknown, value, self.sees)


def you(loan: Loan) -> str:
    """Say how the lender of a loan is addressed; who bought or paid the claim is no bank."""
    if loan.state in {LoanState.SOLD, LoanState.PAID_FOR} and loan.owner_now:
        return _("贵公司")
    return _("贵行") if lender_type(loan) in {LenderType.BANK, None} else _("贵公司")
