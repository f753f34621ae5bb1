"""Facts of a loan that falls due whole: what a lender reads of going on, and the walls that only the borrower reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workbook import followup, loans, options
from workbook.case import Receivable, Terms
from workbook.cashflow import repaid_on
from workbook.documents.blocks import Figure
from workbook.documents.facts.pen import Pen
from workbook.language import _, attempt
from workbook.loans import Plan
from workbook.money import ZERO
from workbook.position import Position
from workbook.rules import constant


@dataclass(frozen=True)
class DueFacts:
    """Money that is to come in: how much, on which day, and how many days after the loan falls due, if after."""

    amount: Figure
    on: Figure
    days_later: Figure


@dataclass(frozen=True)
class RenewFacts:
    """What is asked for past the day: a part repaid, the rest that goes on, for how long, and its first interest.

    `after_receivables` tells whether the part is repaid the stated working days after money that is to come in.
    """

    end: Figure
    months: Figure
    until: Figure
    part: Figure
    part_on: Figure
    after_receivables: bool
    workdays: Figure
    rest: Figure
    first_interest: Figure
    first_on: Figure
    receivable: Mapping[str, DueFacts]


@dataclass(frozen=True)
class OwnRenew(RenewFacts):
    """The same with what only the borrower reads: walls, what waits for a refusal, bridge money, the days around.

    `spare_kept` tells whether a request is kept ready for a refusal.
    """

    holds: Figure
    wall: tuple[Figure, ...]
    spare: Figure
    spare_kept: bool
    send_spare_on: Figure
    trust: Figure
    bridge: Figure
    day: tuple[Figure, ...]


def renew_facts(position: Position, pen: Pen) -> RenewFacts:
    """Word what is asked for past the day; without a loan every figure is unknown."""
    end = attempt(lambda: position.standing(position.loan).maturity)
    asked = attempt(lambda: position.case.ask_on(position.loan))
    terms = (asked.preferred if asked else None) or Terms()
    made = attempt(lambda: loans.plan(position.standing(position.loan).balance, terms, position.loan))
    rows = tuple(_to_come(position))
    return RenewFacts(
        end=pen.when(end),
        months=pen.count(terms.periods, _("{n}个月")),
        until=pen.when(terms.maturity),
        part=pen.money(terms.down_payment or None),
        part_on=pen.when(terms.down_payment_on),
        after_receivables=any(row.due_on and repaid_on(row.due_on) == terms.down_payment_on for row in rows),
        workdays=pen.count(int(constant("renewal_part_workdays")), _("{n}个工作日")),
        rest=pen.money(made.principal if made else None),
        **_first_interest(made, pen),
        receivable={row.id: _due(row, end, pen) for row in rows},
    )


def _to_come(position: Position) -> Iterator[Receivable]:
    rows = (row for row in position.case.situation.receivables if row.amount and row.due_on and not row.archived)
    return (row for row in sorted(rows, key=lambda row: row.due_on or date.max) if row.due_on > position.as_of)  # type: ignore[operator]


def _due(row: Receivable, end: date | None, pen: Pen) -> DueFacts:
    later = (row.due_on - end).days if row.due_on and end else 0
    return DueFacts(pen.money(row.amount), pen.when(row.due_on), pen.count(max(later, 0) or None, _("{n}天")))


def _first_interest(made: Plan | None, pen: Pen) -> dict[str, Figure]:
    """Word the interest of the first day after the renewal, with that on a part repaid until then."""
    if made is None or not made.rows:
        return {"first_interest": pen.money(None), "first_on": pen.when(None)}
    first = made.rows[0]
    beside = made.first_interest if made.paid_first_on and made.paid_first_on <= first.due else ZERO
    return {"first_interest": pen.money(first.interest + beside), "first_on": pen.when(first.due)}


def own_renew(position: Position, pen: Pen) -> OwnRenew:
    """Word the same for the borrower's own eyes, with the walls."""
    found = attempt(lambda: options.renewals(position, position.loan))
    spare = attempt(lambda: options.plan_b(position, position.loan))
    ways = found.ways if found else ()
    last = spare.on - timedelta(days=int(constant("renewal_chase_days"))) if spare else None
    due = found.end.amount if found else None
    return OwnRenew(
        **vars(renew_facts(position, pen)),
        holds=pen.sentence(found.sentence if found else None),
        wall=pen.sentences(words for words in map(options.wall_words, ways) if words),
        spare_kept=spare is not None and spare.request is not None,
        spare=pen.sentence(spare.sentence if spare else None),
        send_spare_on=pen.when(last),
        trust=pen.sentence(options.not_on_trust()),
        bridge=pen.sentence(options.bridge_words(due) if due else None),
        day=pen.sentences(_days(position)),
    )


def _days(position: Position) -> Iterator[str]:
    for one in attempt(lambda: followup.renewal(position, position.loan)) or ():
        yield _("{on} {title}").format(on=one.act_by, title=one.title)
