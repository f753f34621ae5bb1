"""Which recorded months stand for the coming ones: those since a change, those before it, the weak ones of the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbook.case import Situation, lacking
from workbook.cashflow import Flow, Picture, needed
from workbook.language import N_, Refused, _
from workbook.money import ZERO
from workbook.position import Position, once

FEWEST = 3  # from fewer recorded months nothing is drawn
_HALF_YEAR = 6  # a year's weak months are told from this many months before a change, and are no more than these


@dataclass(frozen=True)
class Ahead:
    """The months the futures are drawn from: `now` at first, `later` from the day of recovery on; empty without one.

    `places` labels the months (YYYY-MM) among which chance chooses, later ones by the month each stands for. `weak`
    gives the calendar months in which the year before the change was weak: there the weak month stands for itself.
    """

    now: tuple[Flow, ...]
    places: tuple[str, ...]
    later: tuple[Flow, ...] = ()
    weak: tuple[tuple[int, Flow], ...] = ()

    @property
    def all(self) -> tuple[Flow, ...]:
        """All of them, in this order."""
        return (*self.now, *self.later, *(flow for _month, flow in self.weak))

    @property
    def fixed(self) -> bool:
        """Whether one month stands for the whole of the trouble."""
        return len(self.now) == 1


@once
def ahead(position: Position) -> Ahead:
    """Choose the months to draw from; NotKnown, with what can still be done, where there are too few.

    A change that lasts leaves the months since it, and the weak months of the year before it in their place. A trouble
    that ends on a coming day is the months since it began; where they are fewer than three, the bad month; where that
    is not known, or the beginning is not told, the worst on record. From then on all months count, with a month before
    the change in place of each of the trouble that was worse.
    """
    picture = position.months
    used = _usable(picture)
    places = tuple(flow.label for flow in used)
    if picture.passes_on is not None:
        return Ahead(_of_trouble(picture), places, later=tuple(_back_again(picture, used)))
    return Ahead(used, places, weak=tuple(_weak(picture, used)) if picture.changed_on and not picture.closed else ())


def _usable(picture: Picture) -> tuple[Flow, ...]:
    used = picture.counted
    if len(picture.told) >= FEWEST and not used:
        needed(None, "home_essentials")
    if twice := next((a.label for a, b in pairwise(used) if a.label == b.label), None):
        raise Refused(N_("{month} 记了两行，请在“情况”那一页合成一行"), month=twice)
    if len(used) < FEWEST:
        raise lacking("situation", _too_few(picture), field=_months_title(), count=len(used), least=FEWEST)
    return used


def _too_few(picture: Picture) -> str:
    if picture.closed:
        return N_("停下来以后只有 {count} 个月能用，抽不出未来：只按停下来以后的一个月算每月能还多少。")
    if picture.changed_on is None or picture.passes_on is not None:
        return N_(
            "“{field}”只有 {count} 个月能用，至少要 {least} 个月才抽得出未来：请在“情况”那一页补上。"
            "现在仍可以用坏月份算每月能还多少。"
        )
    return N_(
        "变化以来的“{field}”只有 {count} 个月能用，至少要 {least} 个月才抽得出未来：请在“情况”那一页补上；"
        "难处会过去的，在“方案”那一页写上预计从哪天起恢复。现在仍可以用坏月份算每月能还多少。"
    )


def _months_title() -> str:
    return _(str(Situation.model_fields["months"].title))


# A trouble that passes


def _of_trouble(picture: Picture) -> tuple[Flow, ...]:
    """Give the months that stand for the trouble until it is over."""
    since = tuple(flow for flow in picture.after if flow.known)
    if len(since) >= FEWEST:
        return since
    told = (picture.bad,) if picture.bad is not None and picture.bad.known else ()
    on_record = () if told and picture.changed_on else tuple(flow for flow in picture.recorded if flow.known)
    return (min((*told, *on_record), key=lambda flow: flow.left),)


def _back_again(picture: Picture, used: tuple[Flow, ...]) -> Iterator[Flow]:
    """Give every recorded month, one of the trouble as a month before it where that left more."""
    before = tuple(flow for flow in picture.before if flow.known)
    for flow in used:
        usual = None if flow in before else _stands_in(flow, before)
        yield usual if usual is not None and usual.left > flow.left else flow


def _stands_in(flow: Flow, before: tuple[Flow, ...]) -> Flow | None:
    """Give the same month of an earlier year, else the middle month before the change; None where none is on record."""
    same = [other for other in before if other.label[-2:] == flow.label[-2:]]
    ranked = sorted(before, key=lambda other: other.left)
    return same[-1] if same else ranked[(len(ranked) - 1) // 2] if ranked else None


# A change that lasts


def _weak(picture: Picture, used: tuple[Flow, ...]) -> Iterator[tuple[int, Flow]]:
    """Give the latest of each calendar month that left less than half of the average before the change.

    Only months of which none is on record since, and which leave less than those do on average.
    """
    before = {int(flow.label[-2:]): flow for flow in picture.before if flow.known}
    if len(before) < _HALF_YEAR:
        return
    half = sum((flow.left for flow in before.values()), ZERO) / len(before) / 2
    now = sum((flow.left for flow in used), ZERO) / len(used)
    seen = {int(flow.label[-2:]) for flow in used}
    weak = [(month, flow) for month, flow in sorted(before.items()) if month not in seen and flow.left < min(half, now)]
    yield from weak if len(weak) <= _HALF_YEAR else ()
