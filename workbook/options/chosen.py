"""A request is chosen from what holds: written into what the borrower asks for, where every paper reads it."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from workbook.case import Ask, Asks, Case, Loan, Terms
from workbook.language import N_, Refused, _, within
from workbook.money import shown
from workbook.options.advice import advice
from workbook.options.ladder import proposed
from workbook.options.own import RUNGS, RungName
from workbook.options.package import Kind, Package
from workbook.options.plain import plain
from workbook.options.renewal import Renewals, renewals
from workbook.position import Position, borrowers_own
from workbook.verdict.base import base


class Choice(NamedTuple):
    """A way that holds, as it can be chosen: its name with what is paid, and its terms in the lender's fields."""

    words: str
    terms: Terms


@borrowers_own
def choices(position: Position, loan: Loan) -> tuple[Choice, ...]:
    """Give what can be chosen as a request: the rungs that were proposed, then the other ways that hold.

    Of a loan that is renewed every way, one that ends in a wall with what it is: a lender may have no other.

    NotKnown where balance or capacity cannot be told.
    """
    advised = advice(position, loan)
    rungs = [(_rung_said(name), package) for name, package in proposed(position.case.ask, advised).items()]
    others = [("", package) for package in advised.packages if package.recommendable or advised.renewals]
    found: dict[Terms, Choice] = {}
    for said, package in (*rungs, *others):
        found.setdefault(package.terms, _choice(said, package, advised.renewals))
    return tuple(found.values())


@borrowers_own
def can_choose(position: Position, loan: Loan) -> bool:
    """Tell whether there is anything to choose; most often one of the plain arrangements already tells it."""
    if renewals(position, loan) is None and any(one.recommendable for one in plain(base(position, loan))):
        return True
    return bool(choices(position, loan))


def _choice(said: str, package: Package, renewals: Renewals | None) -> Choice:
    """Give a way as it is asked for: an extension that does not hold has the part repaid on its way."""
    on_the_way = renewals.extension if renewals and package.kind is Kind.LATER_END else None
    if on_the_way is None or not on_the_way.down_payment or package.recommendable:
        return Choice(said + _said(package), dated(package))
    words = _("展期到 {on}，其间 {part_on} 还 {part}，{verdict}").format(
        on=on_the_way.maturity,
        part_on=on_the_way.down_payment_on,
        part=shown(on_the_way.down_payment),
        verdict=within(package.verdict.words),
    )
    return Choice(said + words, on_the_way)


def dated(package: Package) -> Terms:
    """Give the terms with the day on which their first instalment falls due, so that no paper has to assume it.

    A renewal counts from the day the loan falls due, which its terms tell.
    """
    renewed = package.kind in {Kind.RENEWAL, Kind.RENEWAL_INTEREST, Kind.LATER_END}
    if renewed or package.terms.first_due is not None or not package.plan.rows:
        return package.terms
    return package.terms.but(first_due=package.plan.rows[0].due)


def _rung_said(name: RungName) -> str:
    return _("{rung}（建议）：").format(rung=rung_title(name))


def rung_title(name: RungName) -> str:
    """Give what a rung is called."""
    return _(str(Ask.model_fields[name].title))


def _said(package: Package) -> str:
    if not package.recommendable:
        return _("{title}，{verdict}").format(title=package.title, verdict=within(package.verdict.words))
    if package.now == package.after:
        return _("{title}，每期 {payment}").format(title=package.title, payment=shown(package.after))
    said = _("{title}，先每期 {now}，之后每期 {after}")
    return said.format(title=package.title, now=shown(package.now), after=shown(package.after))


def asking(asks: Asks, loan: Loan, name: RungName, terms: Terms) -> Asks:
    """Write terms into a rung of what is asked for on a loan; what else is asked and offered there stays."""
    rows = tuple(asks.asks)
    own = next((row for row in rows if row.loan_id == loan.id and not row.archived), None)
    if own is None:
        return asks.but(asks=(*rows, Ask(id=secrets.token_hex(4), loan_id=loan.id, **{name: terms})))
    return asks.but(asks=tuple(row.but(**{name: terms}) if row is own else row for row in rows))


def with_request(case: Case, name: RungName) -> Case:
    """Give a copy of a case that asks for what is proposed as this rung, marked as not confirmed by the borrower.

    A request of the borrower's own stays as it is. Refused where nothing can be proposed; NotKnown names what lacks.
    """
    position = Position(case)
    ask = case.ask_on(position.loan)
    if ask is not None and ask.preferred is not None:
        return case
    advised = advice(position, position.loan)
    package = proposed(case.ask, advised).get(name)
    if package is None:
        raise Refused(N_("没有守得住的方案可以写进请求：{sentence}"), sentence=advised.sentence)
    return case.but(ask=asking(case.ask, position.loan, "preferred", dated(package)).but(drafted=True))


def rung_named(name: str) -> RungName:
    """Read the name of a rung; Refused for any other word."""
    for rung in RUNGS:
        if rung == name:
            return rung
    raise Refused(N_("没有这一档：{name}；可以写 {names}"), name=name, names=_("、").join(RUNGS))
