"""The borrower's own ask, rung by rung, and whether all asks together stay within one capacity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbook.case import Ask, Loan, Terms, lacking
from workbook.language import N_, Refused, _, attempt
from workbook.money import ZERO, shown
from workbook.options.package import Kind, Package, price
from workbook.position import Position, borrowers_own
from workbook.pressure import called, monthly_claim, shares
from workbook.pressure.dues import open_loans
from workbook.verdict.base import Base, base

RungName = Literal["preferred", "fallback", "minimum"]
RUNGS: tuple[RungName, ...] = ("preferred", "fallback", "minimum")


@dataclass(frozen=True)
class Rung:
    """One step of the ask, priced; `package` is None where it cannot be, with the reason."""

    name: RungName
    package: Package | None
    reason: str


@dataclass(frozen=True)
class Promised:
    """What all loans together would be promised a month, beside what a bad month can give.

    `holds` tells that the ask on the main loan, with all the others, was tried on the futures and survives them;
    `together` names the lenders that have to agree to the same for it.
    """

    rows: tuple[tuple[str, Decimal], ...]
    capacity: Decimal
    together: tuple[str, ...] = ()
    holds: bool = False

    @property
    def total(self) -> Decimal:
        """The sum of what is asked for and what goes on as agreed."""
        return sum((amount for _name, amount in self.rows), ZERO)

    @property
    def over(self) -> Decimal:
        """By how much the promises exceed what can be given; 0.00 when a bad month carries them, or the futures do."""
        return ZERO if self.holds else max(self.total - self.capacity, ZERO)

    @property
    def sentence(self) -> str:
        """Say whether the promises fit."""
        if self.over:
            said = _("各笔加起来每月要 {total}，坏月份最多能给 {capacity}，多了 {over}：不能都答应。")
            return said.format(total=shown(self.total), capacity=shown(self.capacity), over=shown(self.over))
        if self.total > self.capacity:
            said = _("各笔加起来每月 {total}，坏月份单独看只能给 {capacity}；按推演，连同手上的钱和好月份守得住。")
            return said.format(total=shown(self.total), capacity=shown(self.capacity)) + self._if_all_agree()
        said = _("各笔加起来每月 {total}，在坏月份能给的 {capacity} 以内。")
        return said.format(total=shown(self.total), capacity=shown(self.capacity))

    def _if_all_agree(self) -> str:
        if not self.together:
            return ""
        return _("这已经把 {names} 也按同样放宽算了：没有都谈妥以前不要先签一家。").format(
            names=_("、").join(self.together)
        )


@borrowers_own
def ask_figures(position: Position, loan: Loan) -> tuple[Rung, ...]:
    """Price what the borrower asks for on a loan: preferred, fallback, minimum, those that are filled in.

    A rung that cannot be priced keeps its reason and does not hold back the others. NotKnown where there is no ask
    yet, or balance or capacity cannot be told.
    """
    ask = position.case.ask_on(loan)
    if ask is None or not any(getattr(ask, name) for name in RUNGS):
        raise lacking("ask", N_("先在“{page}”那一页填写想要的方案"))
    return tuple(_rungs(base(position, loan), ask))


@borrowers_own
def asked_first(position: Position, loan: Loan) -> Package | None:
    """Give what is asked for first on a loan, priced; None where nothing is asked or it cannot be priced."""
    rungs = attempt(lambda: ask_figures(position, loan)) or ()
    return next((rung.package for rung in rungs if rung.name == "preferred"), None)


def _rungs(ground: Base, ask: Ask) -> Iterator[Rung]:
    for name in RUNGS:
        terms: Terms | None = getattr(ask, name)
        if terms is not None:
            yield _rung(ground, name, terms)


def _rung(ground: Base, name: RungName, terms: Terms) -> Rung:
    title = _(str(Ask.model_fields[name].title))
    try:
        return Rung(name, price(ground, Kind.OWN, title, terms), "")
    except Refused as refused:
        return Rung(name, None, str(refused))


@borrowers_own
def promised(position: Position) -> Promised:
    """Add up the preferred ask of each loan, and the usual instalments of those without one.

    Where the ask on the main loan holds because other late lenders are given the same, they count with that.
    """
    main = _preferred(position, position.loan)
    holds = main is not None and main.judged.on_futures
    tried = base(position, position.loan).trial if main and holds else None
    beside = tried.also(main.highest) if main and tried else {}
    rows = tuple((called(loan), beside.get(loan.id) or _monthly(position, loan)) for loan in open_loans(position))
    unlisted = tuple((row.name, row.offer) for row in shares(position).rows if not row.loan_id)
    names = tried.beside_names if tried else ()
    return Promised((*rows, *unlisted), shares(position).capacity.monthly, names, holds=holds)


def _monthly(position: Position, loan: Loan) -> Decimal:
    package = _preferred(position, loan)
    return monthly_claim(position, loan) if package is None else _each_month(package)


def _each_month(package: Package) -> Decimal:
    """Give the most a month asks: the day on which all of it falls due is no month's claim."""
    rows = package.plan.rows
    return max(row.payment for row in rows[:-1]) if package.terms.maturity and len(rows) > 1 else package.highest


def _preferred(position: Position, loan: Loan) -> Package | None:
    ask = position.case.ask_on(loan)
    if ask is None or ask.preferred is None:
        return None
    return price(base(position, loan), Kind.OWN, "", ask.preferred)
