"""What somebody who looks after many cases sees of one: no word of the borrower's, and names apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from workbook import course, evidence, pressure, talks
from workbook.case import Holding, LoanState
from workbook.documents.blocks import Figure
from workbook.documents.facts import own_facts
from workbook.followup import deadlines
from workbook.language import _, attempt
from workbook.position import Position, once


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class HardDay(_Frozen):
    """A day that nobody moves, the last working day to act on it, and what it is; `named` says of which lender."""

    on: date
    act_by: date
    what: str
    named: str


class Counsel(_Frozen):
    """One case in a line: what comes next by when, how hard it presses, what is asked, broken or missing.

    Of loans it tells about the main one. `cover` is the share of what falls due in a month that a bad month pays.
    """

    as_of: date
    course: str | None
    days: tuple[HardDay, ...]
    days_overdue: int | None
    due_now: Decimal | None
    cover: Decimal | None
    asked: str | None
    broken_by_them: int
    broken_by_us: int
    papers: tuple[str, ...]
    answer: str | None


@once
def counsel(position: Position) -> Counsel:
    """Give the line of a case; what cannot be told yet is None or empty. NotKnown without a date."""
    promises = [one for one in attempt(lambda: talks.promises(position)) or () if one.overdue]
    found = attempt(lambda: course.led(position, position.loan).course.words)
    return Counsel(
        as_of=position.as_of,
        course=found,
        days=attempt(lambda: _days(position)) or (),
        days_overdue=_late(position),
        due_now=_due(position),
        cover=attempt(lambda: pressure.ratios(position).cover_bad),
        asked=attempt(lambda: _asked(position)),
        broken_by_them=sum(one.whose == "theirs" for one in promises),
        broken_by_us=sum(one.whose == "mine" for one in promises) + _missed(position),
        papers=attempt(lambda: _papers(position)) or (),
        answer=_value(own_facts(position).quick.missing),
    )


def _days(position: Position) -> tuple[HardDay, ...]:
    hard = (day for day in deadlines(position) if day.hard)
    return tuple(HardDay(on=day.on, act_by=day.act_by, what=day.nameless, named=day.title) for day in hard)


def _late(position: Position) -> int | None:
    """Give for how many days the main loan is late; of a loan that is not the borrower's no day is named."""
    mine = attempt(lambda: position.loan.state is not LoanState.NOT_MINE)
    return _value(own_facts(position).loan.days_overdue) if mine else None


def _due(position: Position) -> Decimal | None:
    """Give what makes the main loan current; None where something else is settled before anything is paid."""
    payable = attempt(lambda: not pressure.settled_first(position.loan))
    return _value(own_facts(position).loan.due_now) if payable else None


def _value(figure: Figure) -> Any:
    return figure.value if figure.known else None


def _asked(position: Position) -> str | None:
    """Say what is asked for in a few words; None where nothing is."""
    if position.case.ask_on(position.loan) is None:
        return None
    rung = own_facts(position).ask.preferred
    if rung is None or not (rung.count.known and rung.usual_payment.known):
        return _("请求已经写好")
    return _("{count}，每期 {payment}").format(count=rung.count.text, payment=rung.usual_payment.text)


def _missed(position: Position) -> int:
    return _value(own_facts(position).agreed.missed_count) or 0


def _papers(position: Position) -> tuple[str, ...]:
    wanted = evidence.checklist(position, position.loan)
    return tuple(one.kind.words for one in wanted if one.holding is not Holding.HAVE)
