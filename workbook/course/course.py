"""What the next contact is for: asking for new terms is only one of the things it can be."""

from __future__ import annotations

from workbook import confirm
from workbook.case import NOT_LATE, Ask, Loan, LoanState, Want
from workbook.course.limitation import limitation
from workbook.course.table import BEFORE_ALL, TABLE, Course, Led
from workbook.language import N_, Refused, _, attempt
from workbook.money import shown
from workbook.position import Position, borrowers_own
from workbook.pressure import called, limit
from workbook.pressure.strain import instalment
from workbook.verdict import Action, quick
from workbook.verdict.base import base

_BEFORE_LIMITATION = frozenset(
    {LoanState.SETTLED, LoanState.IN_COURT, LoanState.ENFORCEMENT, LoanState.ARBITRATION, LoanState.NOT_MINE}
)
_CHANGED_HANDS = frozenset({LoanState.SOLD, LoanState.PAID_FOR})
_PAYABLE = N_("按您的数付得起：现在去谈少还，可能反而影响征信。照常还，看到付不起的那一期再提前谈。")
_NOTHING_LEFT = N_("坏月份没有余钱：现在报什么数都守不住，先说明情况，要对方写明各项和可以申请的办法。")


def course(position: Position, loan: Loan) -> Course:
    """Tell what comes next with a creditor; NotKnown without a date."""
    return led(position, loan).course


@borrowers_own
def led(position: Position, loan: Loan) -> Led:
    """Tell what comes next, and why where it is not what is wanted.

    Papers from a court or a commission, and a loan that is another's, come before all, then the end of limitation, then
    who the creditor is; then what is wanted by the table, as far as money and what was agreed before allow it.
    NotKnown without a date.
    """
    now = position.standing(loan).state
    if now in _BEFORE_LIMITATION:
        return TABLE[now, Want.EASE]
    if limitation(position, loan).level == "stop":
        return Led(Course.STOP)
    bought = now in _CHANGED_HANDS and loan.owner_now is not None and _asks(position.case.ask_on(loan))
    if now in BEFORE_ALL and not bought:
        return TABLE[now, Want.EASE]
    if bought:
        return Led(Course.EASE)
    want = _wanted(position, loan)
    if want is None or now is None:
        return _untold(position, loan, now)
    found = TABLE[now, want]
    kept = _by_money(position, loan, now) if found.course is Course.EASE else found
    why = _(found.why or kept.why) if found.why or kept.why else ""
    return kept._replace(why=_more_would_cost(position, loan) + why if want is Want.LIMIT else why)


def to_settle(position: Position) -> tuple[str, ...]:
    """Ask once what was meant where a loan was told to be soon missed before one could say what is wanted."""
    unclear = [loan for loan in position.loans if loan.state is LoanState.NOT_DUE and loan.want is None]
    said = _("“{name}”填的是“{state}”：正常在还、付得起的，改选“{normal}”；或者在“{field}”里选一样，就不再问。")
    field = _(str(Loan.model_fields["want"].title))
    names = {"state": LoanState.NOT_DUE.words, "normal": LoanState.NORMAL.words, "field": field}
    return tuple(said.format(name=called(loan), **names) for loan in unclear)


def _wanted(position: Position, loan: Loan) -> Want | None:
    """Give what is wanted of a loan: as told of it, or a higher limit where that was told of the one in the talk."""
    if loan.want is None and position.case.ask.raise_limit and loan.id == position.loan.id:
        return Want.LIMIT
    return loan.want


def _more_would_cost(position: Position, loan: Loan) -> str:
    """Say what so much more would ask each month beside today's instalment, and what a usual month leaves for both."""
    more, now = attempt(lambda: limit(position, loan)), attempt(lambda: instalment(position, loan))
    left = attempt(lambda: position.months.usual.left)
    if more is None or now is None or left is None or position.case.ask.raise_by is None:
        return ""
    said = _("再借 {amount}，每月要多还 {more}，连同现在的 {now} 共 {both}；平常一个月剩下 {left}。")
    both = shown(more.payment + now)
    return said.format(amount=shown(more.amount), more=shown(more.payment), now=shown(now), both=both, left=shown(left))


def _untold(position: Position, loan: Loan, now: LoanState | None) -> Led:
    """Tell what comes next where nobody said what is wanted: what was just paid is confirmed, else by money."""
    if now is LoanState.CAUGHT_UP and not _asks(position.case.ask_on(loan)):
        return Led(Course.CURE)
    return _by_money(position, loan, now)._replace(why="")


def _by_money(position: Position, loan: Loan, now: LoanState | None) -> Led:
    """Tell by what was agreed, by cash and by bad months: keep it, pay it as it is, name no figure, or ask."""
    if (agreed := _by_agreement(position, loan)) is not None:
        return agreed
    if loan.id != position.loan.id or _asks(position.case.ask_on(loan)):
        return Led(Course.EASE)
    try:
        found = quick(position)
    except Refused:
        return Led(Course.HOLD)
    if found.action is Action.CURE:
        return Led(Course.KEEP, _PAYABLE) if now in NOT_LATE else Led(Course.CURE, _PAYABLE)
    late = now is not None and now not in NOT_LATE
    if found.nothing_left or (late and (found.action is Action.HOLD or not _can_ask(position, loan))):
        return Led(Course.HOLD, _NOTHING_LEFT if found.nothing_left else "")
    return Led(Course.EASE)


def _can_ask(position: Position, loan: Loan) -> bool:
    """Tell whether a request can be worked out at all: without rate or balance there is only the situation to tell."""
    ground = attempt(lambda: base(position, loan))
    return ground is not None and ground.rate is not None


def _by_agreement(position: Position, loan: Loan) -> Led | None:
    """Tell what comes next where terms came in writing: check them, keep them, or talk again where they broke."""
    if confirm.unconfirmed(position, loan):
        return Led(Course.CHECK)
    agreed = attempt(lambda: confirm.kept(position, loan))
    if agreed is None or not agreed.rows:
        return None
    if not agreed.missed and not _asks(position.case.ask_on(loan)):
        return Led(Course.KEEP)
    nothing = attempt(lambda: quick(position).nothing_left) if loan.id == position.loan.id else False
    return Led(Course.HOLD, _NOTHING_LEFT) if nothing else Led(Course.AGAIN)


def _asks(ask: Ask | None) -> bool:
    return ask is not None and ask.preferred is not None
