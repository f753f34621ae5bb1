"""The usual month, the month since the change and the bad one, put together from all that was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from workbook.case import Case, Situation
from workbook.case.situation import Lasting
from workbook.cashflow.bad import bad_month
from workbook.cashflow.closed import closing_said, has_closed, month_without, since_closing
from workbook.cashflow.notes import assumed
from workbook.cashflow.picture import PARTS, Flow, Picture, Source
from workbook.cashflow.record import mean, parted, passes_on, recorded
from workbook.cashflow.told import costs_wait_for, listed, plain
from workbook.language import N_, _

_NO_RECORD_SINCE = N_("变化以来还没有逐月记录：现在的月份先按最差的一个月算，在“情况”那一页填了记录再算一遍。")
_Layers = tuple[tuple[Source, Flow], ...]


def monthly(case: Case) -> Picture:
    """Give the usual month, the month since the change, the bad month and the recorded ones, parts with their source.

    A part comes from the recorded months if there are any, else from the lists, else from the few plain figures. Only
    whole months count; essentials a month does not tell are the usual ones, other income only where no month tells it.
    The usual month is the mean of the months before the change if that is dated, else of all; the month in which the
    change fell counts for neither side. The bad month is the worst recorded one; from twelve months on the P10 by
    nearest rank, but no better than the middle month since the change; where the worst receipts told are worse than a
    shorter record, or there is none, it is made from them, with the cost of stock scaled to them. Of a business that
    has closed only what is left since then counts. A change that has begun and of which no month is on record is
    counted by the bad month: months before it are no more those of now.
    """
    situation = case.situation
    layers = _layers(situation)
    months = recorded(case)
    rows = tuple(_filled(flow, months, layers) for flow in months)
    before, after = parted(rows, situation)
    usual = _usual(before, after, layers)
    closed = has_closed(situation, rows, usual)
    if closed:
        after = since_closing(rows)
        before = tuple(flow for flow in rows if flow not in after)
    since = _labelled(after, _("变化后 {count} 个月平均")) if after else None
    since = since or (month_without(situation, usual) if closed else None)
    bad, rule = (since, "") if closed else bad_month(situation, since or usual, rows, after)
    said_since: tuple[str, ...] = ()
    if since is None and bad is not None and _changed(case):
        since, said_since = replace(bad, label=_("变化以来，按最差的一个月")), (_(_NO_RECORD_SINCE),)
    sources = tuple(_sources((("months", mean(months)), *layers)))
    closing = closing_said(case, rows) if closed else ()
    said = (*said_since, *assumed(case, usual, months, dict(sources)), *closing)
    waits = costs_wait_for(situation)
    return Picture(
        usual=replace(usual, costs_wait_for=waits),
        since=since and replace(since, costs_wait_for=waits),
        bad=bad and replace(bad, costs_wait_for=waits),
        bad_rule=rule,
        recorded=rows,
        before=before,
        after=after,
        changed_on=situation.changed_on,
        passes_on=passes_on(case),
        lasts=situation.lasting is Lasting.LASTING,
        closed=closed,
        sources=sources,
        assumed=said,
    )


def _changed(case: Case) -> bool:
    """Tell whether a change is dated that has begun."""
    on, today = case.situation.changed_on, case.profile.as_of
    return on is not None and (today is None or on <= today)


def _filled(flow: Flow, months: tuple[Flow, ...], layers: _Layers) -> Flow:
    """Fill a month from what is told of every month; income told month by month stays as it was told."""
    filled = _either(flow, *(told for _, told in layers))
    by_month = any(month.other_income is not None for month in months)
    return replace(filled, other_income=flow.other_income) if by_month else filled


def _usual(before: tuple[Flow, ...], after: tuple[Flow, ...], layers: _Layers) -> Flow:
    if not before and not after:
        return _either(Flow(_("平常的月份")), *(told for _, told in layers))
    label = _("变化前 {count} 个月平均") if before and after else _("{count} 个月平均")
    return _labelled(before or after, label)


def _labelled(flows: tuple[Flow, ...], label: str) -> Flow:
    return replace(mean(flows), label=label.format(count=len(flows)))


def _layers(situation: Situation) -> _Layers:
    lists = listed(situation)
    return (("lists", lists), ("usual", plain(situation)))


def _either(first: Flow, *others: Flow) -> Flow:
    """Give the first flow with the parts it does not know filled from the next that does."""
    return Flow(first.label, *(_first_known(getattr(flow, part) for flow in (first, *others)) for part in PARTS))


def _first_known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    return next((amount for amount in amounts if amount is not None), None)


def _sources(layers: _Layers) -> Iterator[tuple[str, Source]]:
    for part in PARTS:
        known = [source for source, flow in layers if getattr(flow, part) is not None]
        yield from [(part, known[0])] if known else []
