"""Tables for when the talk is over: the credit record, and a new loan held against a bad month."""

from __future__ import annotations

from collections.abc import Iterator

from workbook import pressure, rules
from workbook.case import LoanState
from workbook.language import Refused, _, attempt
from workbook.loans.days import months_after
from workbook.money import ZERO, shown
from workbook.position import Position, once
from workbook.pressure import Claim
from workbook.rules import constant
from workbook.shown import Table
from workbook.tables.wording import Cell, table

_OBJECTING = ("credit_25_objection", "credit_26_complaint", "credit_16_five_years")


@once
def credit_record(position: Position) -> Table:
    """Say when to look at the credit record, what to look for, and how to object; rules only where the gate allows."""
    loan = position.loan
    settled = position.standing(loan).state is LoanState.SETTLED
    wrong = _("先向对方要书面说明，再向人民银行征信中心或报送的机构提异议；都免费，收费“修复征信”的不理。")
    rows: tuple[tuple[Cell, ...], ...] = (
        (_("什么时候看"), _when(position)),
        (_("看什么"), _("这一笔写的是已结清，日期对不对") if settled else _("逾期天数、金额、是不是按约定报送")),
        (_("写错了"), wrong),
    )
    cited = tuple(_cited(position))
    return table(_("征信：什么时候看，错了怎么办"), (_("项目"), _("内容")), rows, cited)


def _when(position: Position) -> str:
    last = position.case.followup.credit_checked_on
    if last is None:
        return _("还完或谈成以后一两个月看一次；本人一年两次免费")
    again = months_after(last, int(constant("credit_check_months")), last.day)
    return _("上次 {last}，下次 {again}；本人一年两次免费").format(last=last, again=again)


def _cited(position: Position) -> Iterator[str]:
    for one in _OBJECTING:
        found = attempt(lambda: rules.cite(one, position.scope(position.loan), "page"))  # noqa: B023 - used at once
        if found is not None:
            yield found.sentence


@once
def new_loan(position: Position) -> Table:
    """Say at which signs a new loan is left alone, and what a bad month can carry beside the debts there are."""
    rows: tuple[tuple[Cell, ...], ...] = (
        (_("为了还另一笔"), _("借新还旧：欠的没有少，多一家来催")),
        (_("要先交钱"), _("放款前收保证金、解冻费、服务费的，是骗局")),
        (_("只说“日息”“月费”"), _("不肯写年化利率和全部费用的，不借")),
        (_("用别人的名字，或替别人借"), _("谁签字谁还；用来给别人走账的，可能涉案")),
        (_("坏月份付得起吗"), _carries(position)),
    )
    return table(_("这些信号出现，先不借新的"), (_("看什么"), _("怎么办")), rows)


def _carries(position: Position) -> str:
    """Give what a bad month leaves after all debts, which is the most a new instalment may be."""
    try:
        left = pressure.capacity(position).monthly - pressure.monthly_claims(position)
    except Refused as lacking:
        return str(lacking)
    if left <= 0:
        return _("坏月份付完现在的债就没有了：新的一期都付不起")
    end = _falls_whole(position)
    if end is not None:
        said = _("{on} {name} 要一次还 {amount}，每月的数里没有算它：这一笔谈好以前，新的一期都不借")
        return said.format(on=end.on, name=end.name, amount=shown(end.amount or ZERO))
    return _("坏月份付完现在的债还剩 {left}：新的一期不能超过它").format(left=shown(left))


def _falls_whole(position: Position) -> Claim | None:
    """Give the next loan that falls due whole within a year and is no claim of a month; None without one."""
    own = pressure.own_end(position)
    mine = (Claim(position.loan.id, pressure.called(position.loan), own.due, own.payment),) if own else ()
    last = months_after(position.as_of, 12, position.as_of.day)
    near = [end for end in (*mine, *pressure.great_ends(position)) if end.on and end.on <= last]
    return min(near, key=lambda end: end.on or last, default=None)
