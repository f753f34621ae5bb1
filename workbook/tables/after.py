"""Tables of what comes after the talk."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import followup
from workbook.case import Case
from workbook.followup import Deadline, Keeping
from workbook.language import _
from workbook.shown import Table
from workbook.tables.frame import Cell, table


def plan_kept(case: Case) -> Table:
    """Hold the payments made against those promised, and the lender's side against what it wrote."""
    loan = case.main_loan
    found = followup.kept(case, loan)
    columns = (_("第几期"), _("还款日"), _("应还"), _("已还"), _("怎么样"))
    rows = [(row.number, row.due, row.expected, row.paid, row.sentence) for row in found.rows]
    return table(_("计划和实际"), columns, rows, tuple(_kept_notes(case, found)))


def _kept_notes(case: Case, found: Keeping) -> Iterator[str]:
    loan = case.main_loan
    yield from (warned.sentence for warned in followup.warnings(case, loan))
    yield from (watch.sentence for watch in followup.theirs(case, loan))
    yield from found.assumed


def checks(case: Case) -> Table:
    """List the days that matter in the coming two months and what is past and still open."""
    found = followup.deadlines(case)
    columns = (_("哪天"), _("最晚哪天动手"), _("什么事"), _("还有几天"), _("备注"))
    none = () if found else (_("还没有要盯的日子。"),)
    return table(_("日子"), columns, [_day(day) for day in found], (*none, *(day.limits for day in found)))


def _day(deadline: Deadline) -> tuple[Cell, ...]:
    left = deadline.days_left
    days = _("过了 {days} 天").format(days=-left) if left < 0 else _("今天") if not left else str(left)
    return deadline.on, deadline.act_by, deadline.title, days, deadline.note
