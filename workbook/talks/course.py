"""What the next contact is for: asking for new terms is only one of the things it can be."""

from __future__ import annotations

from workbook.case import Case, Choice, Loan, LoanState
from workbook.language import N_, Refused
from workbook.pressure import Action, quick, state_today
from workbook.talks.limitation import limitation


class Course(Choice):
    """What comes next with this creditor."""

    ASK = "ask", N_("谈新的还款安排")
    CURE = "cure", N_("把到期的补上")
    HOLD = "hold", N_("说明困难，不报数字")
    SOLD = "sold", N_("先弄清现在向谁还")
    COURT = "court", N_("先按期答复法院材料")
    STOP = "stop", N_("先停，问过律师再联系")
    SETTLED = "settled", N_("要结清证明")


def course(case: Case, loan: Loan) -> Course:
    """Tell what comes next: papers from a court before all, then limitation, then who the creditor is, then money.

    NotKnown without a date.
    """
    now = state_today(case, loan)
    if now is LoanState.SETTLED:
        return Course.SETTLED
    if now is LoanState.IN_COURT:
        return Course.COURT
    if limitation(case, loan).level == "stop":
        return Course.STOP
    if now is LoanState.SOLD:
        return Course.SOLD
    return _by_money(case, loan)


def _by_money(case: Case, loan: Loan) -> Course:
    """Tell by cash and bad months: pay it as it is, name no figure, or ask; what was asked for already is asked."""
    ask = case.ask_on(loan)
    if loan.id != case.main_loan.id or (ask is not None and ask.preferred is not None):
        return Course.ASK
    try:
        found = quick(case)
    except Refused:
        return Course.ASK
    if found.action is Action.CURE:
        return Course.CURE
    return Course.HOLD if found.nothing_left else Course.ASK
