"""What one figure rests on, and the mark that is printed beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from workbook.case.evidence import Proves
from workbook.evidence.exhibits import Exhibit
from workbook.language import _, within
from workbook.money import shown

Backing = Literal["proved", "weak", "estimate", "not_told"]


class PartBacked(NamedTuple):
    """What one paper shows of a figure."""

    exhibit: Exhibit
    name: str
    amount: Decimal | None

    @property
    def words(self) -> str:
        """Say which paper shows which part, and how much of it where that is told."""
        said = _("{exhibits}：其中{part}") if self.amount is None else _("{exhibits}：其中{part}{amount}")
        amount = "" if self.amount is None else shown(self.amount)
        return said.format(exhibits=numbered((self.exhibit,)), part=self.name, amount=amount)


class MonthsBacked(NamedTuple):
    """Of the recorded months: those no paper covers, those that say something else than the statement, the others.

    `backed` counts the others; None where the figure rests on no months, or no paper says which it covers.
    """

    missing: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    backed: int | None = None


class Stated(NamedTuple):
    """One sentence of the cause as it was written, with the papers that can show it."""

    sentence: str
    exhibits: tuple[Exhibit, ...]

    @property
    def mark(self) -> str:
        """Give its exhibits, or that it is the borrower's statement."""
        return numbered(self.exhibits) or own(Proves.CHANGE)


@dataclass(frozen=True)
class Basis:
    """What one figure rests on.

    `exhibits` are its papers, `whole` those of them that show all of it and not a part; `rests` tells whether something
    is left that none of them shows.
    """

    figure: Proves
    backing: Backing
    exhibits: tuple[Exhibit, ...]
    sentence: str
    whole: tuple[Exhibit, ...] = ()
    parts: tuple[PartBacked, ...] = ()
    rests: bool = False
    months: MonthsBacked = field(default_factory=MonthsBacked)

    @property
    def missing_months(self) -> tuple[str, ...]:
        """The months (YYYY-MM, oldest first) that no paper covers."""
        return self.months.missing

    @property
    def mark(self) -> str:
        """Give what is printed beside the figure: its exhibits and what of it they show, else whose figure it is."""
        if self.backing == "not_told":
            return _("还没有填写")
        split = self.months.backed is not None and bool(self.months.missing or self.months.typed)
        if not split and not self.rests:
            return numbered(self.exhibits) or own(self.figure)
        said = [*(self._by_month() if split else self._whole()), *(part.words for part in self.parts)]
        left = [_("其余{own}").format(own=within(own(self.figure)))] if self.rests and said else []
        return _("，").join([_("；").join(said), *left]) if said else own(self.figure)

    def _whole(self) -> Iterator[str]:
        if self.whole:
            yield numbered(self.whole)

    def _by_month(self) -> Iterator[str]:
        """Say how many months rest on the papers and how many were typed; nothing where none rests on them."""
        typed = len(self.months.missing) + len(self.months.typed)
        if self.months.backed:
            said = _("{exhibits}：其中{backed}个月按附件，{typed}个月本人填写")
            yield said.format(exhibits=numbered(self.whole), backed=self.months.backed, typed=typed)


def numbered(exhibits: tuple[Exhibit, ...]) -> str:
    """Name exhibits by their numbers; nothing where there are none."""
    numbers = _("、").join(str(e.number) for e in exhibits)
    return _("附件{numbers}").format(numbers=numbers) if exhibits else ""


def own(figure: Proves) -> str:
    """Say whose figure it is that no paper shows; a cause is stated, not estimated."""
    return _("本人陈述") if figure is Proves.CHANGE else _("本人估计")
