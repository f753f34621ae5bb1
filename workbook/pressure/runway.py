"""How long the cash lasts for living and the shop if no debt is paid at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workbook.cashflow import Flow
from workbook.language import Refused, _
from workbook.loans.days import months_after
from workbook.money import ZERO
from workbook.position import Position, once
from workbook.rules import constant

_MONTH_DAYS = 30
_NEVER = 36500  # a hundred years: no calendar holds every day that a little loss leads to


@dataclass(frozen=True)
class Runway:
    """The day the cash is gone, in months as they are now and in bad ones; None where it does not run out."""

    now: date | None
    bad: date | None


NO_END = Runway(None, None)


@once
def runway(position: Position) -> Runway:
    """Give the days on which the cash is gone though no debt is paid; None where it lasts beyond what is warned of.

    So it does where a month covers itself, or is unknown. Spread evenly over 30 days a month; nothing else is known of
    the days.
    """
    picture, last = position.months, _last_warned(position)
    now, bad = (_gone(position, flow) for flow in (picture.current, picture.bad))
    return Runway(now if now and now <= last else None, bad if bad and bad <= last else None)


@once
def lasts(position: Position) -> bool:
    """Tell whether the cash is known to run out only beyond what is warned of."""
    picture = position.months
    found = [day for flow in (picture.current, picture.bad) if (day := _gone(position, flow))]
    return bool(found) and min(found) > _last_warned(position)


def _last_warned(position: Position) -> date:
    return months_after(position.as_of, int(constant("runway_months")), position.as_of.day)


def _gone(position: Position, flow: Flow | None) -> date | None:
    cash = position.case.situation.cash
    try:
        left = flow.left if flow else None
    except Refused:
        return None
    if cash is None or left is None or left >= ZERO:
        return None
    days = int(max(cash, ZERO) * _MONTH_DAYS / -left)
    return position.as_of + timedelta(days=min(days, _NEVER))


def runway_words(found: Runway) -> str:
    """Say how long the cash lasts without paying any debt; empty where it does not run out."""
    if found.now is None and found.bad is None:
        return ""
    if found.now is None:
        return _("不还任何债，遇到差的月份，手上的钱大约只够到 {bad}。").format(bad=found.bad)
    if found.bad is None or found.bad >= found.now:
        return _("不还任何债，手上的钱大约也只够到 {now}。").format(now=found.now)
    return _("不还任何债，手上的钱大约也只够到 {now}，遇到差的月份只到 {bad}。").format(now=found.now, bad=found.bad)
