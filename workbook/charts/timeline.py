"""The coming ninety days down one line: what falls due and what has to be answered, each by its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from workbook import course, followup
from workbook.case import Loan
from workbook.charts.canvas import ACCENT, INK, QUIET, label, numbers, page, yuan
from workbook.language import _, attempt, joined
from workbook.position import Position, once
from workbook.pressure import settled_first
from workbook.pressure.dues import Claim, current_today, open_loans, soon, today
from workbook.shown import Chart

DAYS = 90
_MOST = 12


class Event(NamedTuple):
    """A day with what is to be paid or done; `amount` None where nothing is paid."""

    on: date
    what: str
    amount: Decimal | None = None


@once
def timeline(position: Position) -> Chart:
    """Draw the days of the next ninety as a line from today down; NotKnown without a date or a loan.

    Payments of every open loan, and the other days that matter; the first twelve are drawn, all stand in the numbers.
    """
    events = tuple(_events(position))
    first = (Event(position.as_of, _("今天")), *events[:_MOST])
    with page(height=0.8 + 0.42 * len(first)) as drawn:
        axes = drawn.axes
        axes.plot([0, 0], [0, len(first) - 1], color=QUIET, linewidth=2.2)
        for place, event in enumerate(first):
            colour = INK if event.amount is not None else ACCENT
            axes.plot([0], [place], marker="o", markersize=8, color=colour)
            axes.text(0.35, place, _words(event), va="center", ha="left", color=colour)
        axes.set_xlim(-0.3, 10)
        axes.set_ylim(len(first) - 0.5, -0.5)
        axes.axis("off")
    rows = [
        (event.on.isoformat(), event.what, "" if event.amount is None else event.amount)
        for event in (first[0], *events)
    ]
    now = attempt(lambda: current_today(position).total) or Decimal(0)
    return Chart(
        _sentence(events, now), numbers(_("往后 90 天"), (_("哪天"), _("什么事"), _("要还多少")), rows), drawn.svg
    )


def _events(position: Position) -> Sequence[Event]:
    """Give payments and other days in their order; a day of payment that is also watched stands once."""
    loans = [position.loan, *(loan for loan in open_loans(position) if loan.id != position.loan.id)]
    paid = [
        _payment(claim)
        for loan in loans
        if not settled_first(loan)
        if attempt(partial(course.course, position, loan)) not in course.NOTHING_PAID
        for claim in (*_due_today(position, loan), *soon(position, loan, DAYS))
        if claim.on is not None
    ]
    last, days = position.as_of + timedelta(days=DAYS), {event.on for event in paid}
    others = [
        Event(day.on, day.title)
        for day in followup.deadlines(position)
        if position.as_of <= day.on <= last and not (day.kind == "pay" and day.on in days)
    ]
    return sorted([*paid, *others], key=lambda event: (event.on, event.what))


def _due_today(position: Position, loan: Loan) -> tuple[Claim, ...]:
    """Give what falls due on the day itself; what is late already is no coming day."""
    claim = today(position, loan)
    return () if claim.overdue or not claim.amount else (replace(claim, on=position.as_of),)


def _payment(claim: Claim) -> Event:
    what = claim.name if claim.amount is not None else _("{name}：还多少还没填").format(name=claim.name)
    return Event(claim.on or date.max, what, claim.amount)


def _words(event: Event) -> str:
    if event.amount is None:
        return f"{event.on:%m-%d} {label(event.what, 40)}"
    return f"{event.on:%m-%d} {label(event.what, 26)} {yuan(event.amount)}"


def _sentence(events: Sequence[Event], now: Decimal) -> str:
    if not events:
        return _("往后 90 天没有填着要还、要办的日子。")
    due = sum((event.amount for event in events if event.amount is not None), Decimal(0))
    nearest = events[0]
    said = _("往后 90 天有 {count} 个日子；最近的是 {on}：{what}。")
    if due:
        said = _("往后 90 天有 {count} 个日子，一共要还 {due}；最近的是 {on}：{what}。")
    said = said.format(count=len(events), due=yuan(due), on=nearest.on, what=nearest.what)
    return joined(said, _("今天已经到期的 {amount} 另算。").format(amount=yuan(now)) if now else "")
