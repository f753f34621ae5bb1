"""Choices as a lender reads them: the forms speak to the borrower, a letter speaks of the loan."""

from __future__ import annotations

from workbook.case import Choice, Direction, LoanState
from workbook.case.situation import Lasting
from workbook.case.terms import GraceKind
from workbook.language import N_, _
from workbook.pressure import Strain

_PLAIN: dict[Choice, str] = {
    LoanState.NORMAL: N_("正常还款中，无逾期"),
    LoanState.CAUGHT_UP: N_("此前逾期的款项已还清，目前无逾期"),
    LoanState.ACCELERATED: N_("已宣布提前到期，要求一次还清"),
    LoanState.SOLD: N_("债权已转让"),
    LoanState.IN_COURT: N_("已收到法院材料"),
    GraceKind.NOTHING: N_("暂不还款，利息照算"),
    Lasting.TEMPORARY: N_("估计是暂时的"),
    Lasting.LASTING: N_("估计会持续较长时间"),
    Direction.BY_ME: N_("借款人联系机构"),
    Direction.BY_THEM: N_("对方联系借款人"),
}


_BEFORE_DUE = {
    Strain.ALWAYS: N_("尚未到期，预计无法按期足额偿还"),
    Strain.BAD_MONTHS: N_("尚未到期，收款差的月份剩下的钱不够按期足额偿还"),
    Strain.TOLD: N_("尚未到期，担心无法按期足额偿还"),
}


def before_due(strain: Strain) -> str:
    """Say of a loan that is not late as much as the figures or the borrower say, and no more."""
    return _(_BEFORE_DUE[strain]) if strain in _BEFORE_DUE else _("尚未到期")


def plainly(choice: Choice) -> str:
    """Give a choice in the words of a letter, in the language now spoken."""
    return _(_PLAIN[choice]) if choice in _PLAIN else choice.words
