"""How a result becomes a figure: its words, its value, who may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from workbook.case import Loan, LoanState, Sees
from workbook.documents.blocks import Figure, day, words
from workbook.language import _
from workbook.money import shown
from workbook.rules import LenderType, lender_type

T = TypeVar("T")


@dataclass(frozen=True)
class Figures:
    """Results by key; asking for a key that does not exist is a fault of the document, and raises KeyError."""

    by_key: Mapping[str, Figure]

    @classmethod
    def of(cls, made: Iterable[Figure]) -> Figures:
        """Gather figures; a key stands for one figure only."""
        by_key: dict[str, Figure] = {}
        for figure in made:
            if figure.key in by_key:
                raise KeyError(f"{figure.key} twice")
            by_key[figure.key] = figure
        return cls(MappingProxyType(by_key))

    def __getitem__(self, key: str) -> Figure:
        return self.by_key[key]

    def __contains__(self, key: str) -> bool:
        return key in self.by_key

    def known(self, key: str) -> bool:
        """Tell whether there is such a figure and a value behind it."""
        return key in self.by_key and self.by_key[key].known

    def under(self, prefix: str) -> tuple[Figure, ...]:
        """Give the figures whose keys begin so, in the order they were made."""
        return tuple(figure for key, figure in self.by_key.items() if key.startswith(prefix))

    def plain(self) -> dict[str, dict[str, str | None]]:
        """Give keys, words and values ready for JSON: amounts and dates as strings, null where not known."""
        return {key: {"text": f.text, "value": _plain(f), "sees": f.sees} for key, f in self.by_key.items()}


def _plain(figure: Figure) -> str | None:
    return None if figure.value is None else str(figure.value)


@dataclass(frozen=True)
class Pen:
    """Words figures for one reader: what is not known is asked of a lender, and admitted to oneself."""

    sees: Sees
    unknown: str

    @classmethod
    def for_self(cls) -> Pen:
        """Give the pen for the borrower's own pages."""
        return cls("private", _("还不清楚"))

    @classmethod
    def for_lender(cls, loan: Loan) -> Pen:
        """Give the pen for what the lender of a loan reads."""
        return cls("this_lender", _("以{you}系统核对为准，请书面列明").format(you=you(loan)))

    @property
    def private(self) -> bool:
        """Tell whether only the borrower reads this."""
        return self.sees == "private"

    def money(self, key: str, amount: Decimal | None) -> Figure:
        """Word an amount of yuan."""
        return Figure(key, self.unknown if amount is None else shown(amount), amount, self.sees)

    def percent(self, key: str, rate: Decimal | None) -> Figure:
        """Word a rate given in percent, without idle zeros."""
        text = self.unknown if rate is None else f"{plain_number(rate)}%"
        return Figure(key, text, rate, self.sees)

    def count(self, key: str, number: int | None, template: str) -> Figure:
        """Word a number in a finished template with {n}."""
        return Figure(key, self.unknown if number is None else template.format(n=number), number, self.sees)

    def when(self, key: str, on: date | None) -> Figure:
        """Word a computed day."""
        return Figure(key, words(day(on)) or self.unknown, on, self.sees)

    def sentence(self, key: str, said: str | None) -> Figure:
        """Take over a sentence another part has finished, numbers included."""
        return Figure(key, said or self.unknown, said or None, self.sees)

    def sentences(self, key: str, said: Iterable[str]) -> Iterator[Figure]:
        """Take over finished sentences under numbered keys."""
        for index, sentence in enumerate(said):
            yield self.sentence(f"{key}.{index}", sentence)


def plain_number(number: Decimal) -> str:
    """Write a number without exponent and without idle zeros."""
    return f"{number.normalize():f}"


def you(loan: Loan) -> str:
    """Say how the lender of a loan is addressed; who bought the claim is no bank."""
    if loan.state is LoanState.SOLD and loan.owner_now:
        return _("贵公司")
    return _("贵行") if lender_type(loan) in {LenderType.BANK, None} else _("贵公司")
