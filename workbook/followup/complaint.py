"""The complaint clock: 15, 30 and 60 days, and what comes after each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workbook.case.followup import CheckKind
from workbook.language import _, attempt
from workbook.position import Position, once
from workbook.rules import cite, constant, public_number


@dataclass(frozen=True)
class Stage:
    """One day of the clock, counted in calendar days from the complaint; `source` is empty where no rule covers it."""

    days: int
    on: date
    title: str
    next_step: str
    source: str


@once
def complaint_clock(position: Position) -> tuple[Stage, ...]:
    """Give the three days of the clock; empty while no complaint was made or once its handling is ticked off."""
    start = position.case.followup.complaint_on
    done = any(c.kind is CheckKind.COMPLAINT and c.done_on and not c.archived for c in position.case.followup.checks)
    if start is None or done:
        return ()
    source = _source(position)
    return tuple(_stage(start, name, words, source) for name, words in _steps().items())


def _source(position: Position) -> str:
    """Name the rule behind the days where it may be cited for this lender; elsewhere they are only a rhythm."""
    return (
        attempt(lambda: cite("complaint_deadlines", position.scope(position.loan, position.loan.state), "page").source)
        or ""
    )


def _steps() -> dict[str, str]:
    return {
        "complaint_days": _("没有答复就问：是不是按复杂投诉处理，什么时候答复？要工单号。"),
        "complaint_days_complex": _("没有答复就向该机构的上级部门反映，并问是否批准延长。"),
        "complaint_days_longest": _("还没有答复或不服：打 {number}，或申请金融纠纷调解。").format(
            number=public_number("regulator")
        ),
    }


def _stage(start: date, name: str, next_step: str, source: str) -> Stage:
    days = int(constant(name))
    title = _("投诉第 {days} 天").format(days=days)
    return Stage(days, start + timedelta(days=days), title, next_step, source)


def stages_open(stages: tuple[Stage, ...], as_of: date) -> tuple[Stage, ...]:
    """Give the stages still to come, and the last one that went by."""
    past = [s for s in stages if s.on < as_of]
    return (*past[-1:], *(s for s in stages if s.on >= as_of))
