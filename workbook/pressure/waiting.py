"""What is owed later if nothing is paid and nothing is agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from workbook.case import Loan, LoanState, lacking
from workbook.language import N_, Refused, _
from workbook.loans import Balance
from workbook.position import Position, once
from workbook.pressure.claimed import settled_first_words
from workbook.rules import constant

MILESTONES = (0, 30, 60, 90, 180)


@dataclass(frozen=True)
class Later:
    """The balance so many days from now, what must then be paid to be current, and what waiting has added, in yuan."""

    days: int
    balance: Balance
    added: Decimal


@dataclass(frozen=True)
class Waiting:
    """The price of doing nothing on one loan, and what else may follow; no day is told for what no rule dates."""

    rows: tuple[Later, ...]
    consequences: tuple[str, ...]
    assumed: tuple[str, ...]


@once
def waiting(position: Position, loan: Loan) -> Waiting:
    """Give what is owed today and in 30, 60, 90 and 180 days if nothing is paid; NotKnown if it cannot be told.

    Refused for a loan that is not the borrower's own.
    Figures copied from the app do not grow by themselves: without rate and terms there is no price of waiting.
    """
    if loan.state is LoanState.NOT_MINE:
        raise Refused(N_("{sentence}"), sentence=settled_first_words(loan))
    now = position.standing(loan).balance
    if now.source == "app":
        raise lacking("debts", N_("不知道利率或罚息，算不出拖着不办的代价；明天再看 App 多了多少"))
    later = [(days, position.standing(loan).on(position.as_of + timedelta(days=days)).balance) for days in MILESTONES]
    rows = tuple(Later(days, balance, balance.total - now.total) for days, balance in later)
    return Waiting(rows, tuple(_consequences(loan)), rows[-1].balance.assumed)


def _consequences(loan: Loan) -> Iterator[str]:
    years = constant("credit_record_years")
    yield _("逾期可能被报送征信；不良记录从还清那天起再保留 {years} 年。").format(years=years)
    if loan.guaranteed:
        yield _("对方可以找担保人要钱。先把情况告诉担保人。")
    if loan.pledged:
        yield _("抵押的东西可能被申请处置。")
    if loan.spouse_signed:
        yield _("配偶签过字，也可能被要求一起还。")
    yield _("对方可能宣布全部提前到期，也可能起诉。收到法院材料，马上看材料上写的期限。")
