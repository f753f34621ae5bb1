"""The days before a loan falls due whole: asked for in time, looked for in the app, never repaid on trust."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from workbook import workdays
from workbook.case import Loan
from workbook.confirm import arranged, arrangement
from workbook.followup.day import AHEAD, Deadline, made, named
from workbook.followup.told_first import tell_first_words, told_first
from workbook.language import _, attempt, joined
from workbook.money import shown
from workbook.position import Position, once
from workbook.pressure import Claim, renewable_end
from workbook.rules import constant


class _Step(NamedTuple):
    key: str
    on: date
    title: str
    note: str


@once
def renewals(position: Position) -> tuple[Deadline, ...]:
    """Give what to do, and when, for every loan that is not late and falls due whole within a year."""
    return tuple(day for loan in position.loans for day in renewal(position, loan))


@once
def renewal(position: Position, loan: Loan) -> tuple[Deadline, ...]:
    """Give the days of one loan; while it is far off only the first day to ask and the day itself.

    What should have been done by now stands on the case's date, the last such step alone.
    """
    if arranged(position, loan):
        return _days(position, loan, tuple(_going_over(position, loan)))
    end = ends_whole(position, loan)
    if end is None or end.on is None:
        return ()
    asking, looking, closing = _asking(end.on), tuple(_looking(end.on)), _closing(end)
    gone = [step for step in asking if step.on < position.as_of]
    steps = (*(step._replace(on=position.as_of) for step in gone[-1:]), *asking[len(gone) :])
    if end.on > position.as_of + AHEAD:
        return _days(position, loan, (*steps[:1], closing[0]))
    return _days(position, loan, (*steps, *(step for step in looking if step.on >= position.as_of), *closing))


@once
def ends_whole(position: Position, loan: Loan) -> Claim | None:
    """Give the day within a year on which a loan falls due whole and may be renewed; None where it is newly agreed."""
    return None if arranged(position, loan) else renewable_end(position, loan)


def _days(position: Position, loan: Loan, steps: tuple[_Step, ...]) -> tuple[Deadline, ...]:
    first, name = _guarantor(position, loan), named(loan)
    said = (
        " ".join(part for part in (step.note, "" if number else first) if part) for number, step in enumerate(steps)
    )
    return tuple(
        made(position, f"{step.key}-{loan.id}", "renew", step.on, step.title.format(loan=name), note)
        for step, note in zip(steps, said, strict=True)
    )


def _guarantor(position: Position, loan: Loan) -> str:
    """Say, once, that whoever answers for the loan is told first; not where the list for tonight says it already."""
    return tell_first_words((loan,)) if loan.answered_for and loan not in told_first(position) else ""


def _going_over(position: Position, loan: Loan) -> Iterator[_Step]:
    """Look, on the day a renewal that was agreed begins, whether the new contract is in force, and the day after."""
    end, agreed = renewable_end(position, loan), attempt(lambda: arrangement(position, loan))
    if end is None or end.on is None or agreed is None or not position.as_of < end.on <= agreed.start:
        return
    note = _("没有看到新合同生效，不要先还清等着再借。没有生效，当天就打电话问，记下工号，按续不成的办法办。")
    yield _Step("renew-over", end.on, _("{loan}：看新合同生效没有"), note)
    yield _closing(end)[1]


def _asking(end: date) -> tuple[_Step, ...]:
    again = workdays.before(end, int(constant("renewal_again_workdays")))
    return (
        _Step(
            "renew-ask",
            end - timedelta(days=int(constant("renewal_ask_days"))),
            _("{loan}：书面问到期能不能续"),
            _(
                "最晚这天问，今天就可以先问：能不能续、在哪里申请、最晚哪天、到期那天没有结果怎么办，记下工号。问不到，就当不能续来准备。"
            ),
        ),
        _Step(
            "renew-again",
            again.day,
            _("{loan}：再问一次能不能续，同时备好续不成的办法"),
            joined(
                _("还没问过的，今天就书面问。算清到期那天真能付多少；付不出，把到期前的分期申请写好，先不发。"),
                again.sentence,
            ),
        ),
        _Step(
            "renew-chase",
            end - timedelta(days=int(constant("renewal_chase_days"))),
            _("{loan}：追问能不能续的答复"),
            _("还没有答复，或者说不能续：把到期前的分期申请发出去，留下工单号。"),
        ),
    )


def _looking(end: date) -> Iterator[_Step]:
    for days in range(int(constant("renewal_look_days")), 1, -1):
        on, title = end - timedelta(days=days), _("{loan}：看 App 有没有续贷入口")
        yield _Step(f"renew-look{days}", on, title, _before_it_runs())
    evening = _("续上了，核对新合同；没有续上，晚上把钱放好，或者按续不成的办法办。")
    title = _("{loan}：看 App 有没有续贷入口，晚上定下来")
    yield _Step("renew-eve", end - timedelta(days=1), title, joined(_before_it_runs(), evening))


def _before_it_runs() -> str:
    return _("每天看App有没有续贷入口。没有看到新合同生效，不要先还清等着再借。")


def _closing(end: Claim) -> tuple[_Step, ...]:
    on = end.on or date.max
    much = _("要一次还多少还不知道，先问清。") if end.amount is None else _("要一次还 {amount}。")
    whole = much.format(amount=shown(end.amount)) if end.amount is not None else much
    rest = _("没有看到新合同生效，不要先还清等着再借；续不成，每月的数都要重算。")
    check = _("还了的，看入了账没有，要结清证明；续上的，看新合同和新到期日。截图。")
    return (
        _Step("end", on, _("{loan}：整笔到期"), joined(whole, rest)),
        _Step("renew-check", on + timedelta(days=1), _("{loan}：查入账"), check),
    )
