"""How long the cash lasts for living and the shop if no debt is paid at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workbook.cashflow import Flow
from workbook.language import Refused, _
from workbook.money import ZERO
from workbook.position import Position, once

_MONTH_DAYS = 30


@dataclass(frozen=True)
class Runway:
    """The day the cash is gone, in months as they are now and in bad ones; None where it does not run out."""

    now: date | None
    bad: date | None


NO_END = Runway(None, None)


@once
def runway(position: Position) -> Runway:
    """Give the days on which the cash is gone though no debt is paid; None where a month covers itself or is unknown.

    Spread evenly over 30 days a month; nothing else is known of the days.
    """
    picture = position.months
    return Runway(_gone(position, picture.current), _gone(position, picture.bad))


def _gone(position: Position, flow: Flow | None) -> date | None:
    cash = position.case.situation.cash
    try:
        left = flow.left if flow else None
    except Refused:
        return None
    if cash is None or left is None or left >= ZERO:
        return None
    return position.as_of + timedelta(days=int(max(cash, ZERO) * _MONTH_DAYS / -left))


def runway_words(found: Runway) -> str:
    """Say how long the cash lasts without paying any debt; empty where it does not run out."""
    if found.now is None and found.bad is None:
        return ""
    if found.now is None:
        return _("不还任何债，遇到差的月份，手上的钱大约只够到 {bad}。").format(bad=found.bad)
    if found.bad is None or found.bad >= found.now:
        return _("不还任何债，手上的钱大约也只够到 {now}。").format(now=found.now)
    return _("不还任何债，手上的钱大约也只够到 {now}，遇到差的月份只到 {bad}。").format(now=found.now, bad=found.bad)
