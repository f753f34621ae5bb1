"""What the next contact is for: asking for new terms is only one of the things it can be."""

from __future__ import annotations

from workbook.case import Choice, Loan, LoanState
from workbook.course.limitation import limitation
from workbook.language import N_, Refused
from workbook.position import Position, borrowers_own
from workbook.verdict import Action, quick


class Course(Choice):
    """What comes next with this creditor."""

    ASK = "ask", N_("谈新的还款安排")
    CURE = "cure", N_("把到期的补上")
    HOLD = "hold", N_("说明困难，不报数字")
    SOLD = "sold", N_("先弄清现在向谁还")
    COURT = "court", N_("先按期答复法院材料")
    STOP = "stop", N_("先停，问过律师再联系")
    SETTLED = "settled", N_("要结清证明")


TALKED = frozenset({Course.ASK, Course.CURE, Course.HOLD})
"""Where the next contact is a talk about this loan's money: no court, no claim that was sold, no end of limitation."""


@borrowers_own
def course(position: Position, loan: Loan) -> Course:
    """Tell what comes next: papers from a court before all, then limitation, then who the creditor is, then money.

    NotKnown without a date.
    """
    now = position.standing(loan).state
    if now is LoanState.SETTLED:
        return Course.SETTLED
    if now is LoanState.IN_COURT:
        return Course.COURT
    if limitation(position, loan).level == "stop":
        return Course.STOP
    if now is LoanState.SOLD:
        return Course.SOLD
    return _by_money(position, loan)


def _by_money(position: Position, loan: Loan) -> Course:
    """Tell by cash and bad months: pay it as it is, name no figure, or ask; what was asked for already is asked."""
    ask = position.case.ask_on(loan)
    if loan.id != position.loan.id or (ask is not None and ask.preferred is not None):
        return Course.ASK
    try:
        found = quick(position)
    except Refused:
        return Course.ASK
    if found.action is Action.CURE:
        return Course.CURE
    return Course.HOLD if found.nothing_left else Course.ASK
