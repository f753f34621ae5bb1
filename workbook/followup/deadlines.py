"""What must happen by when, with the working day on which to act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from workbook.case import NOT_LATE, Contact, Loan, LoanState
from workbook.case.followup import CheckKind
from workbook.confirm import arranged, kept, unconfirmed
from workbook.course import IN_ORDER, Course, course
from workbook.followup.complaint import complaint_clock, stages_open
from workbook.followup.day import AHEAD, Deadline, Kind, made, named
from workbook.followup.ninety import ninety
from workbook.followup.renewal import ends_whole, renewals
from workbook.followup.review import review
from workbook.language import NotKnown, Refused, _, attempt, joined
from workbook.loans.days import months_after
from workbook.loans.terms import LATE, WITHOUT_INSTALMENTS
from workbook.money import ZERO, shown
from workbook.position import Position, once
from workbook.pressure import (
    NoticeDay,
    answer_by,
    debit_day,
    doubtful,
    end_words,
    great_ends,
    notice_days,
    unverified,
)
from workbook.rules import constant
from workbook.verdict import Action, quick


@once
def deadlines(position: Position) -> tuple[Deadline, ...]:
    """Give the days that matter in the two months to come and what is past and still open, in order of days."""
    told = (
        *_payments(position),
        *_checks(position),
        *_talks(position),
        *_complaint(position),
        *_credit(position),
        *_apply(position),
    )
    told = (
        *told,
        *_court(position),
        *_notices(position),
        *renewals(position),
        *_great_ends(position),
        *_private(position),
    )
    return tuple(sorted(told, key=lambda d: (d.on, d.key)))


def _court(position: Position) -> Iterator[Deadline]:
    for loan in position.loans:
        on = answer_by(loan)
        if on is not None and loan.state is not LoanState.SETTLED:
            title = _("{loan}：答复法院材料的最后一天").format(loan=named(loan))
            yield made(position, f"court-{loan.id}", "court", on, title, _("提前一个工作日交出去，留好凭证。"))


def _notices(position: Position) -> Iterator[Deadline]:
    """Give each day a notice sets, and some days before it what has to be ready by then."""
    for loan in position.loans:
        for day in notice_days(loan):
            title = _("{loan}：{what}").format(loan=named(loan), what=day.what)
            yield made(position, f"{day.key}-{loan.id}", "court", day.on, title, _of_notice(loan, day))
            if (eve := _ready(position, day)) is not None:
                note = _("那一天是 {day}。看一遍通知，材料齐不齐；没问过法律援助的今天问。").format(day=day.on)
                yield made(position, f"ready-{day.key}-{loan.id}", "eve", eve, _before_it(title), note)


def _before_it(title: str) -> str:
    return _("{title}快到了").format(title=title)


def _ready(position: Position, day: NoticeDay) -> date | None:
    """Give the day to have all ready, some days before; None where that is gone."""
    eve = day.on - timedelta(days=int(constant("warn_before_due_days")))
    return eve if eve > position.as_of else None


def _of_notice(loan: Loan, day: NoticeDay) -> str:
    if doubtful(loan):
        return _("这份通知像假的：先从官网查电话核实，不付，不按来的号码回复。")
    if unverified(loan):
        return _("这份通知还没核实：先从官网查电话问是不是真的，核实以前不付，不按来的号码回复。")
    if day.is_answer:
        return _("提前一个工作日交出去，留好凭证；以通知上写的为准。")
    return _("一定到；去不了的，提前书面说明并问能不能改期。")


def _private(position: Position) -> Iterator[Deadline]:
    yield from (day for day in (review(position), ninety(position)) if day)


def _great_ends(position: Position) -> Iterator[Deadline]:
    """Give the day on which a loan falls due whole that is late already, and so is not renewed."""
    renewed = {loan.id for loan in position.loans if ends_whole(position, loan)}
    for end in great_ends(position) if position.loans else ():
        title = _("{loan}：整笔到期").format(loan=end.name)
        if end.on and end.loan_id not in renewed:
            yield made(position, f"end-{end.loan_id}", "apply", end.on, title, end_words(end))


def _payments(position: Position) -> Iterator[Deadline]:
    for loan in position.loans:
        if loan.state is LoanState.SETTLED:
            continue
        if loan.state in WITHOUT_INSTALMENTS:
            yield from _debited(position, loan)
        elif arranged(position, loan):
            yield from _promised(position, loan)
        else:
            yield from _contract(position, loan)


def _debited(position: Position, loan: Loan) -> Iterator[Deadline]:
    """Give the day whoever lent may still take an instalment of a loan that changed hands."""
    if (on := debit_day(position, loan)) is not None:
        title = _("{loan}：可能还会扣款，先问停没停").format(loan=named(loan))
        yield made(position, f"debit-{loan.id}", "debit", on, title, _guarded(position))


def _promised(position: Position, loan: Loan) -> Iterator[Deadline]:
    """Give what is to be paid under the arrangement; once it broke its days alone, since it is talked about again."""
    plan = kept(position, loan)
    rows = plan.rows
    first = next((row.due for row in rows if row.number == 1), position.as_of)
    until = max(position.as_of + AHEAD, first)  # where the new plan begins later, its beginning is in sight
    open_rows = [row for row in rows if row.status == "missed" or (row.status == "coming" and row.due <= until)]
    for due, together in groupby(open_rows, key=lambda row: row.due):
        due_rows = list(together)
        amount = sum((row.short for row in due_rows), ZERO)
        pay = _("{loan}：按新计划还 {amount}").format(loan=named(loan), amount=shown(amount))
        title = _("{loan}：原约定还款日（正在重谈）").format(loan=named(loan)) if plan.missed else pay
        note = _guarded(position) if plan.missed else _before()
        yield made(position, f"pay-{loan.id}-{due_rows[0].number or due}", "pay", due, title, note)
    if all(row.status in {"kept", "late"} for row in rows):
        title = _("{loan}：要结清证明").format(loan=named(loan))
        yield made(position, f"settlement-{loan.id}", "settlement", rows[-1].due, title, _("还清后向对方要，保存好。"))


def _contract(position: Position, loan: Loan) -> Iterator[Deadline]:
    try:
        dues = position.standing(loan).dues(position.as_of, position.as_of + AHEAD)
    except (NotKnown, Refused):
        dues = ()
    talking = _negotiated(position, loan)
    asking = _should_apply_first(position, loan)
    said = _guarded(position) if talking else _apply_before() if asking else _before()
    note = joined(_unconfirmed(position, loan), said)
    end = ends_whole(position, loan)
    for due in dues:
        if end and due.due == end.on:
            continue  # it falls due whole: its own days say what to do
        pay = _("{loan}：还 {amount}").format(loan=named(loan), amount=shown(due.payment))
        title = _("{loan}：原合同还款日（正在谈）").format(loan=named(loan)) if talking else pay
        yield made(position, f"pay-{loan.id}-{due.due}", "pay", due.due, title, note)


def _unconfirmed(position: Position, loan: Loan) -> str:
    """Say of terms that are not confirmed that the contract goes on where it is kept."""
    said = unconfirmed(position, loan)
    goes_on = said and position.standing(loan).state in NOT_LATE
    return _("书面条件还没有确认：这一天照原来的合同还。") if goes_on else said


def _should_apply_first(position: Position, loan: Loan) -> bool:
    """Tell whether this is the loan in the talk and what is advised on it is asking before it falls due."""
    if loan.id != position.loan.id or attempt(lambda: course(position, loan)) in {*IN_ORDER, Course.CHECK}:
        return False
    try:
        return quick(position).action is Action.APPLY_BEFORE_DUE
    except Refused:
        return False


def _apply_before() -> str:
    return _(
        "在这一天以前提出调整申请。能付就照付，不要为了谈而逾期；付不出，先留吃饭、看病、进货的钱，前一天告诉对方，留下工单号。"
    )


def _negotiated(position: Position, loan: Loan) -> bool:
    """Tell whether new terms are being sought for arrears: then nobody is told to fill the debit account."""
    if loan.state in LATE:
        return True
    return position.case.ask_on(loan) is not None and position.standing(loan).state is LoanState.OVERDUE


def _guarded(position: Position) -> str:
    if position.months.closed:
        return _("自动扣款账户里的钱可能被全部扣走，先看好生活的钱。")
    return _("自动扣款账户里的钱可能被全部扣走，先看好进货和生活的钱。")


def _before() -> str:
    return _("前一天就把钱放进扣款账户；还完截图，看余额有没有变。")


def _checks(position: Position) -> Iterator[Deadline]:
    for check in position.case.followup.checks:
        if check.due and check.done_on is None and not check.archived:
            title = check.kind.words if check.kind else _("要盯的事")
            kind: Kind = "settlement" if check.kind is CheckKind.SETTLEMENT else "check"
            yield made(position, f"check-{check.id}", kind, check.due, title, check.note or "")


def _talks(position: Position) -> Iterator[Deadline]:
    talks = position.case.talks
    if talks.appointment and talks.appointment >= position.as_of:
        yield made(position, "appointment", "talk", talks.appointment, _("约好谈的日子"), talks.appointment_time or "")
    heard = _last_heard(position)
    for contact in talks.uncorrected:
        answered = contact.on is not None and heard[_between(position, contact)] > contact.on
        if contact.next_on and contact.verified is not False and not answered:
            note = contact.their_promise or contact.my_promise or ""
            yield made(position, f"talk-{contact.id}", "talk", contact.next_on, _("说好的答复或联系"), note)


_Between = tuple[str | None, tuple[str, ...]]
"""The institution an entry names, and the loans of the lender it is about."""


def _last_heard(position: Position) -> Mapping[_Between, date]:
    """Give the last day each institution was in touch about the same lender's loans; others answer nothing."""
    heard: dict[_Between, date] = {}
    for contact in position.case.talks.uncorrected:
        if contact.on:
            between = _between(position, contact)
            heard[between] = max(contact.on, heard.get(between, contact.on))
    return heard


def _between(position: Position, contact: Contact) -> _Between:
    return contact.institution, tuple(loan.id for loan in position.case.about(contact))


def _complaint(position: Position) -> Iterator[Deadline]:
    for stage in stages_open(complaint_clock(position), position.as_of):
        yield made(position, f"complaint-{stage.days}", "complaint", stage.on, stage.title, stage.next_step)


def _credit(position: Position) -> Iterator[Deadline]:
    last = position.case.followup.credit_checked_on
    if last is not None:
        on = months_after(last, int(constant("credit_check_months")), last.day)
        yield made(position, "credit", "credit", on, _("查一次征信"), _("看有没有按约定报送；一年两次免费。"))


def _apply(position: Position) -> Iterator[Deadline]:
    """Give the day to ask for more time on a loan of which an end is told, and not how it is repaid until then."""
    for loan in position.loans:
        ends = position.standing(loan).maturity if _untold_end(position, loan) else None
        if ends and ends >= position.as_of:
            title = _("{loan}：到期前申请续贷或展期").format(loan=named(loan))
            key, eve = f"apply-{loan.id}", ends - timedelta(days=1)
            yield made(position, key, "apply", eve, title, _("到期以后就晚了。"))


def _untold_end(position: Position, loan: Loan) -> bool:
    return loan.state in NOT_LATE and loan.method is None and not arranged(position, loan)
