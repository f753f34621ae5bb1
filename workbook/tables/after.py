"""Tables of what comes after the talk."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import confirm, followup, talks
from workbook.case import LoanState
from workbook.confirm import Keeping
from workbook.followup import Deadline
from workbook.language import Refused, _, attempt
from workbook.position import Position, once
from workbook.shown import Table
from workbook.tables.wording import Cell, table


@once
def plan_kept(position: Position) -> Table:
    """Hold the payments made against those promised, and the lender's side against what it wrote."""
    loan = position.loan
    found = confirm.kept(position, loan)
    columns = (_("第几期"), _("还款日"), _("应还"), _("已还"), _("怎么样"))
    rows = [(row.number, row.due, row.expected, row.paid, row.sentence) for row in found.rows]
    return table(_("计划和实际"), columns, rows, tuple(_kept_notes(position, found)))


def _kept_notes(position: Position, found: Keeping) -> Iterator[str]:
    loan = position.loan
    yield from (warned.sentence for warned in followup.warnings(position, loan))
    yield from (watch.sentence for watch in followup.theirs(position, loan))
    yield from found.assumed


_OWN = ("went_well", "went_wrong", "lessons")


@once
def lessons(position: Position) -> Table:
    """Look back on the loan in the talk: how it stands, contacts, promises and payments, and the borrower's lines."""
    columns = (_("看什么"), _("怎么样"))
    rows = [(_("到了哪一步"), _stands(position)), *_promised(position), *_paid(position), *_own(position)]
    none = () if len(tuple(_own(position))) == len(_OWN) else (_("上面三行各写一句，下次谈之前先看。"),)
    return table(_("回头看"), columns, rows, none)


def _own(position: Position) -> Iterator[tuple[Cell, ...]]:
    told = position.case.followup
    for name in _OWN:
        if words := getattr(told, name):
            yield _(type(told).model_fields[name].title or name), words


def _stands(position: Position) -> str:
    """Say whether it is paid off, kept, broken, or not agreed yet."""
    state = position.standing(position.loan).state
    if state is LoanState.SETTLED:
        return _("已经结清")
    found = attempt(lambda: confirm.kept(position, position.loan))
    return found.stands if found else confirm.unconfirmed(position, position.loan) or _("还没有谈成的新计划")


def _promised(position: Position) -> Iterator[tuple[Cell, ...]]:
    loan = position.loan
    found = talks.promises(position, loan)
    # a number would make this a column of numbers, which wraps no words
    yield _("一共联系过几次"), str(len(talks.uncorrected(position, loan)))
    for whose, title in (("theirs", _("对方答应的")), ("mine", _("我答应的"))):
        told = [promise for promise in found if promise.whose == whose]
        past = sum(promise.overdue for promise in told)
        yield title, _("{count} 件，其中 {past} 件过了说好的日子").format(count=len(told), past=past)


def _paid(position: Position) -> Iterator[tuple[Cell, ...]]:
    try:
        rows = confirm.kept(position, position.loan).rows
        theirs = followup.theirs(position, position.loan)
    except Refused:
        yield _("新计划"), confirm.unconfirmed(position, position.loan) or _("还没有书面的还款计划")
        return
    counts = {status: sum(row.status == status for row in rows) for status in ("kept", "late", "missed")}
    yield _("我按新计划还的"), _("按时 {kept} 期，晚了 {late} 期，没还 {missed} 期").format(**counts)
    done = sum(watch.found == "kept" for watch in theirs)
    yield _("对方按书面做到的"), _("{done} 件，还要看的 {rest} 件").format(done=done, rest=len(theirs) - done)


@once
def checks(position: Position) -> Table:
    """List the days that matter in the coming two months and what is past and still open."""
    found = followup.deadlines(position)
    columns = (_("哪天"), _("最晚哪天动手"), _("什么事"), _("还有几天要动手"), _("备注"))
    none = () if found else (_("还没有要盯的日子。"),)
    moved = any(day.act_by != day.on for day in found)
    why = (
        (_("“最晚哪天动手”：要还、要交的，碰上周末假日就提前；要回头看的，提前几天看；等对方的，顺延到下一个工作日。"),)
        if moved
        else ()
    )
    return table(_("日子"), columns, [_day(day) for day in found], (*none, *why, *(day.limits for day in found)))


def _day(deadline: Deadline) -> tuple[Cell, ...]:
    return deadline.on, deadline.act_by, deadline.title, _days_to_act(deadline), deadline.note


def _days_to_act(deadline: Deadline) -> str:
    """Count to the day to act by; where only that went by it is for today."""
    left = deadline.days_left
    if left < 0:
        return _("过了 {days} 天").format(days=-left)
    to_act = left - (deadline.on - deadline.act_by).days
    return str(to_act) if to_act > 0 else _("今天")
